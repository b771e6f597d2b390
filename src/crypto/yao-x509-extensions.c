/* yao-x509-extensions.c: the extensions of a certificate, for people to read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-x509-private.h"

#include "yao-encoding.h"

#include <gio/gio.h>
#include <string.h>

/* Marks a text for translation; the app translates it when it shows it. */
#define N_(text) text

typedef struct
{
  int nid;
  const char *name;
} Name;

typedef struct
{
  int nid;
  const char *name;
  void (*describe) (GString *out, gpointer parsed);
  void (*free_parsed) (gpointer parsed);
} Kind;

static const char *const key_usages[] = {
  N_ ("Digital signature"), N_ ("Non-repudiation"), N_ ("Key encipherment"),
  N_ ("Data encipherment"), N_ ("Key agreement"),   N_ ("Certificate signing"),
  N_ ("CRL signing"),       N_ ("Encipher only"),   N_ ("Decipher only"),
};

/* RFC 9336; not among OpenSSL's objects. */
#define OID_DOCUMENT_SIGNING "1.3.6.1.5.5.7.3.36"

static const Name purposes[] = {
  { NID_server_auth, N_ ("TLS server") },          { NID_client_auth, N_ ("TLS client") },
  { NID_code_sign, N_ ("Code signing") },          { NID_email_protect, N_ ("E-mail protection") },
  { NID_time_stamp, N_ ("Time stamping") },        { NID_OCSP_sign, N_ ("OCSP signing") },
  { NID_anyExtendedKeyUsage, N_ ("Any purpose") },
};

static const Name access_methods[] = {
  { NID_ad_OCSP, N_ ("OCSP") },
  { NID_ad_ca_issuers, N_ ("Issuer's certificate") },
};

static void
add_line (GString *out, const char *label, const char *text)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (label != NULL)
    g_string_append_printf (out, "%s: ", label);
  g_string_append (out, text);
}

/* Text from a certificate on one line: whatever is not clean becomes U+FFFD, so that nothing in it
 * can pass for a line of ours.
 */
static char *
clean_text (const ASN1_STRING *string)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *) ASN1_STRING_get0_data (string),
                                              ASN1_STRING_length (string));
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);
      gboolean clean = type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT
                       && type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;

      g_string_append_unichar (out, clean ? c : 0xfffd);
    }

  return g_string_free (out, FALSE);
}

static char *
hex_of (const ASN1_STRING *string)
{
  return yao_hex_encode (ASN1_STRING_get0_data (string), (gsize) ASN1_STRING_length (string));
}

/*
 * yao_x509_format_object:
 * @object: (nullable): an object identifier
 *
 * Returns: (transfer full): OpenSSL's long name for it, else dotted decimals
 */
char *
yao_x509_format_object (const ASN1_OBJECT *object)
{
  char text[256] = "";

  if (object == NULL || OBJ_obj2txt (text, sizeof text, object, 0) <= 0)
    return g_strdup ("?");

  return g_utf8_make_valid (text, -1);
}

static char *
dup_oid (const ASN1_OBJECT *object)
{
  g_autofree char *text = NULL;
  int size = OBJ_obj2txt (NULL, 0, object, 1);

  if (size <= 0)
    return g_strdup ("?");

  text = g_malloc0 ((gsize) size + 1);
  OBJ_obj2txt (text, size + 1, object, 1);
  return g_steal_pointer (&text);
}

static const char *
find_name (const Name *names, gsize n_names, const ASN1_OBJECT *object)
{
  int nid = OBJ_obj2nid (object);

  for (gsize i = 0; i < n_names; i++)
    if (names[i].nid == nid)
      return names[i].name;

  return NULL;
}

static void
describe_key_usage (GString *out, gpointer parsed)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_usages); i++)
    if (ASN1_BIT_STRING_get_bit (parsed, (int) i))
      add_line (out, NULL, key_usages[i]);
}

static void
describe_purposes (GString *out, gpointer parsed)
{
  STACK_OF (ASN1_OBJECT) *usages = parsed;

  for (int i = 0; i < sk_ASN1_OBJECT_num (usages); i++)
    {
      const ASN1_OBJECT *object = sk_ASN1_OBJECT_value (usages, i);
      const char *name = find_name (purposes, G_N_ELEMENTS (purposes), object);
      g_autofree char *oid = dup_oid (object);

      if (name == NULL && strcmp (oid, OID_DOCUMENT_SIGNING) == 0)
        name = N_ ("Document signing");
      add_line (out, NULL, name != NULL ? name : oid);
    }
}

static void
describe_basic_constraints (GString *out, gpointer parsed)
{
  const BASIC_CONSTRAINTS *constraints = parsed;

  add_line (out, NULL,
            constraints->ca ? N_ ("May issue certificates") : N_ ("May not issue certificates"));
  if (constraints->pathlen != NULL)
    {
      g_autofree char *length
          = g_strdup_printf ("%ld", (long) ASN1_INTEGER_get (constraints->pathlen));

      add_line (out, N_ ("Path length"), length);
    }
}

static char *
format_address (const ASN1_OCTET_STRING *address)
{
  int size = ASN1_STRING_length (address);
  g_autoptr (GInetAddress) inet = NULL;

  if (size != 4 && size != 16)
    return hex_of (address);

  inet = g_inet_address_new_from_bytes (ASN1_STRING_get0_data (address),
                                        size == 4 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (inet);
}

static void
describe_general_name (GString *out, const char *prefix, const GENERAL_NAME *name)
{
  g_autofree char *text = NULL;
  const char *label;

  switch (name->type)
    {
    case GEN_DNS:
      label = N_ ("DNS name");
      text = clean_text (name->d.dNSName);
      break;
    case GEN_IPADD:
      label = N_ ("IP address");
      text = format_address (name->d.iPAddress);
      break;
    case GEN_EMAIL:
      label = N_ ("E-mail");
      text = clean_text (name->d.rfc822Name);
      break;
    case GEN_URI:
      label = N_ ("Address");
      text = clean_text (name->d.uniformResourceIdentifier);
      break;
    case GEN_DIRNAME:
      label = N_ ("Name");
      text = yao_x509_format_name (name->d.directoryName);
      break;
    case GEN_RID:
      label = N_ ("Object identifier");
      text = dup_oid (name->d.registeredID);
      break;
    case GEN_OTHERNAME:
      label = N_ ("Other name");
      text = dup_oid (name->d.otherName->type_id);
      break;
    default:
      label = N_ ("Other name");
      text = g_strdup ("?");
      break;
    }

  add_line (out, prefix != NULL ? prefix : label, text);
}

static void
describe_general_names (GString *out, gpointer parsed)
{
  STACK_OF (GENERAL_NAME) *names = parsed;

  for (int i = 0; i < sk_GENERAL_NAME_num (names); i++)
    describe_general_name (out, NULL, sk_GENERAL_NAME_value (names, i));
}

static void
describe_crl_points (GString *out, gpointer parsed)
{
  STACK_OF (DIST_POINT) *points = parsed;

  for (int i = 0; i < sk_DIST_POINT_num (points); i++)
    {
      const DIST_POINT *point = sk_DIST_POINT_value (points, i);

      if (point->distpoint != NULL && point->distpoint->type == 0)
        describe_general_names (out, point->distpoint->name.fullname);
      if (point->CRLissuer != NULL)
        describe_general_names (out, point->CRLissuer);
    }
}

static void
describe_access (GString *out, gpointer parsed)
{
  AUTHORITY_INFO_ACCESS *places = parsed;

  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num (places); i++)
    {
      const ACCESS_DESCRIPTION *place = sk_ACCESS_DESCRIPTION_value (places, i);
      const char *name = find_name (access_methods, G_N_ELEMENTS (access_methods), place->method);
      g_autofree char *oid = dup_oid (place->method);

      describe_general_name (out, name != NULL ? name : oid, place->location);
    }
}

static void
describe_qualifier (GString *out, const POLICYQUALINFO *qualifier)
{
  g_autofree char *text = NULL;

  if (OBJ_obj2nid (qualifier->pqualid) == NID_id_qt_cps)
    {
      text = clean_text (qualifier->d.cpsuri);
      add_line (out, N_ ("Practice statement"), text);
    }
  else if (OBJ_obj2nid (qualifier->pqualid) == NID_id_qt_unotice
           && qualifier->d.usernotice->exptext != NULL)
    {
      text = clean_text (qualifier->d.usernotice->exptext);
      add_line (out, N_ ("Notice"), text);
    }
}

static void
describe_policies (GString *out, gpointer parsed)
{
  CERTIFICATEPOLICIES *policies = parsed;

  for (int i = 0; i < sk_POLICYINFO_num (policies); i++)
    {
      const POLICYINFO *policy = sk_POLICYINFO_value (policies, i);
      g_autofree char *oid = dup_oid (policy->policyid);

      add_line (out, N_ ("Policy"), oid);
      for (int j = 0; j < sk_POLICYQUALINFO_num (policy->qualifiers); j++)
        describe_qualifier (out, sk_POLICYQUALINFO_value (policy->qualifiers, j));
    }
}

static void
describe_subject_key (GString *out, gpointer parsed)
{
  g_autofree char *hex = hex_of (parsed);

  add_line (out, NULL, hex);
}

static void
describe_authority_key (GString *out, gpointer parsed)
{
  const AUTHORITY_KEYID *authority = parsed;

  if (authority->keyid != NULL)
    {
      g_autofree char *hex = hex_of (authority->keyid);

      add_line (out, N_ ("Key identifier"), hex);
    }
  if (authority->issuer != NULL)
    describe_general_names (out, authority->issuer);
  if (authority->serial != NULL)
    {
      g_autofree char *serial = yao_openssl_dup_serial (authority->serial);

      add_line (out, N_ ("Serial number"), serial);
    }
}

#define DEFINE_FREE(name, type)                                                                    \
  static void name (gpointer parsed)                                                               \
  {                                                                                                \
    type##_free (parsed);                                                                          \
  }

DEFINE_FREE (free_bits, ASN1_BIT_STRING)
DEFINE_FREE (free_octets, ASN1_OCTET_STRING)
DEFINE_FREE (free_purposes, EXTENDED_KEY_USAGE)
DEFINE_FREE (free_constraints, BASIC_CONSTRAINTS)
DEFINE_FREE (free_names, GENERAL_NAMES)
DEFINE_FREE (free_crl_points, CRL_DIST_POINTS)
DEFINE_FREE (free_access, AUTHORITY_INFO_ACCESS)
DEFINE_FREE (free_policies, CERTIFICATEPOLICIES)
DEFINE_FREE (free_authority, AUTHORITY_KEYID)

static const Kind kinds[] = {
  { NID_key_usage, N_ ("Key usage"), describe_key_usage, free_bits },
  { NID_ext_key_usage, N_ ("Purposes"), describe_purposes, free_purposes },
  { NID_basic_constraints, N_ ("Basic constraints"), describe_basic_constraints, free_constraints },
  { NID_subject_alt_name, N_ ("Alternative names"), describe_general_names, free_names },
  { NID_issuer_alt_name, N_ ("Alternative names of the issuer"), describe_general_names,
    free_names },
  { NID_crl_distribution_points, N_ ("List of revocations"), describe_crl_points, free_crl_points },
  { NID_info_access, N_ ("Access to the issuer"), describe_access, free_access },
  { NID_certificate_policies, N_ ("Policies"), describe_policies, free_policies },
  { NID_subject_key_identifier, N_ ("Identifier of the key"), describe_subject_key, free_octets },
  { NID_authority_key_identifier, N_ ("Identifier of the issuer's key"), describe_authority_key,
    free_authority },
};

/* %NULL if it is not of a kind known here, or not well-formed */
static char *
describe (X509_EXTENSION *extension, const Kind *kind)
{
  gpointer parsed = kind != NULL ? X509V3_EXT_d2i (extension) : NULL;
  GString *out;

  if (parsed == NULL)
    return NULL;

  out = g_string_new (NULL);
  kind->describe (out, parsed);
  kind->free_parsed (parsed);

  return g_string_free (out, FALSE);
}

static YaoX509Extension *
read_extension (X509_EXTENSION *extension)
{
  YaoX509Extension *read = g_new0 (YaoX509Extension, 1);
  const ASN1_OBJECT *object = X509_EXTENSION_get_object (extension);
  int nid = OBJ_obj2nid (object);
  const Kind *kind = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].nid == nid)
      kind = &kinds[i];

  read->oid = dup_oid (object);
  read->name = kind != NULL ? g_strdup (kind->name) : yao_x509_format_object (object);
  read->critical = X509_EXTENSION_get_critical (extension) != 0;
  read->value = describe (extension, kind);
  if (read->value == NULL)
    read->value = hex_of (X509_EXTENSION_get_data (extension));

  return read;
}

/**
 * yao_x509_get_key_usage:
 * @self: a certificate
 *
 * Gets what the key may do. Without the extension a key may do everything, and all bits are set.
 *
 * Returns: #YaoKeyUsage bits
 */
guint
yao_x509_get_key_usage (const YaoX509 *self)
{
  g_autoptr (ASN1_BIT_STRING) bits = NULL;
  guint usage = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (!yao_x509_has_key_usage (self))
    return (1u << G_N_ELEMENTS (key_usages)) - 1;

  bits = X509_get_ext_d2i (yao_x509_get_x509 (self), NID_key_usage, NULL, NULL);
  for (guint i = 0; bits != NULL && i < G_N_ELEMENTS (key_usages); i++)
    if (ASN1_BIT_STRING_get_bit (bits, (int) i))
      usage |= 1u << i;

  return usage;
}

/**
 * yao_x509_dup_extensions:
 * @self: a certificate
 *
 * Reads all extensions, in the order of the certificate.
 *
 * Returns: (transfer full) (element-type YaoX509Extension): the extensions
 */
GPtrArray *
yao_x509_dup_extensions (const YaoX509 *self)
{
  GPtrArray *extensions;
  X509 *x509;

  g_return_val_if_fail (self != NULL, NULL);

  x509 = yao_x509_get_x509 (self);
  extensions = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_x509_extension_free);
  for (int i = 0; i < X509_get_ext_count (x509); i++)
    g_ptr_array_add (extensions, read_extension (X509_get_ext (x509, i)));

  return extensions;
}

/**
 * yao_x509_extension_free:
 * @extension: (transfer full): an extension
 *
 * Frees an extension.
 */
void
yao_x509_extension_free (YaoX509Extension *extension)
{
  g_return_if_fail (extension != NULL);

  g_free (extension->oid);
  g_free (extension->name);
  g_free (extension->value);
  g_free (extension);
}
