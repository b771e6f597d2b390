/* yao-x509-issue.c: issuing certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-x509-issue.h"

#include "yao-key-private.h"
#include "yao-random.h"
#include "yao-signing-private.h"
#include "yao-x509-private.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_TEXT 64
#define RANDOM_SERIAL_SIZE 16
#define KEY_USAGE_BITS 9
#define OID_DOCUMENT_SIGNING "1.3.6.1.5.5.7.3.36"

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "certificate: %s", what);
  return FALSE;
}

static gboolean
is_clean_text (const char *text)
{
  glong length;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  length = g_utf8_strlen (text, -1);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return length >= 1 && length <= MAX_TEXT;
}

/* RFC 5280 wants countries and numbers as PrintableString; a number that does not fit into its
 * letters, and everything else, is UTF8String.
 */
static int
find_string_type (int nid, const char *text)
{
  if (nid != NID_countryName && nid != NID_serialNumber)
    return V_ASN1_UTF8STRING;

  return ASN1_PRINTABLE_type ((const guint8 *) text, -1) == V_ASN1_PRINTABLESTRING
             ? V_ASN1_PRINTABLESTRING
             : V_ASN1_UTF8STRING;
}

static gboolean
set_subject (X509 *x509, const YaoX509Template *template_, GError **error)
{
  const struct
  {
    int nid;
    const char *text;
  } parts[] = {
    { NID_countryName, template_->country },
    { NID_organizationName, template_->organisation },
    { NID_organizationalUnitName, template_->department },
    { NID_title, template_->title },
    { NID_serialNumber, template_->serial_number },
    { NID_commonName, template_->common_name },
  };
  X509_NAME *name = X509_get_subject_name (x509);

  if (template_->organisation == NULL && template_->common_name == NULL)
    return refuse (error, "no subject");
  if (template_->country != NULL && strlen (template_->country) != 2)
    return refuse (error, "a country is two letters");

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].text == NULL)
        continue;
      if (!is_clean_text (parts[i].text))
        return refuse (error, "a text that is empty, too long or not clean");
      if (X509_NAME_add_entry_by_NID (
              name, parts[i].nid, find_string_type (parts[i].nid, parts[i].text),
              (const guint8 *) parts[i].text, (int) strlen (parts[i].text), -1, 0)
          != 1)
        return refuse (error, "a subject that cannot be written");
    }

  return TRUE;
}

static gboolean
set_serial (X509 *x509, GBytes *given, GError **error)
{
  g_autoptr (GBytes) random = NULL;
  g_autoptr (ASN1_INTEGER) serial = NULL;

  if (given == NULL)
    {
      guint8 *data = g_malloc (RANDOM_SERIAL_SIZE);

      /* 0 in the first bit keeps it at 16 bytes, 1 in the second makes it that long */
      yao_random_fill (data, RANDOM_SERIAL_SIZE);
      data[0] = (data[0] & 0x7f) | 0x40;
      given = random = g_bytes_new_take (data, RANDOM_SERIAL_SIZE);
    }

  serial = yao_openssl_new_serial (given);
  if (serial == NULL || X509_set_serialNumber (x509, serial) != 1)
    return refuse (error, "a serial number that is empty, zero or too long");

  return TRUE;
}

static gboolean
set_validity (X509 *x509, const YaoX509Template *template_, GError **error)
{
  if (template_->not_before > template_->not_after
      || !yao_openssl_set_time (X509_getm_notBefore (x509), template_->not_before)
      || !yao_openssl_set_time (X509_getm_notAfter (x509), template_->not_after))
    return refuse (error, "a validity that ends before it begins");

  return TRUE;
}

static void
add_extension (X509 *x509, int nid, gboolean critical, gpointer value)
{
  if (X509_add1_ext_i2d (x509, nid, value, critical, X509V3_ADD_DEFAULT) != 1)
    g_error ("no memory for an extension");
}

static void
add_basic_constraints (X509 *x509, const YaoX509Template *template_)
{
  BASIC_CONSTRAINTS *constraints = BASIC_CONSTRAINTS_new ();

  constraints->ca = template_->is_ca ? 0xff : 0;
  if (template_->is_ca && template_->path_length >= 0)
    {
      constraints->pathlen = ASN1_INTEGER_new ();
      ASN1_INTEGER_set (constraints->pathlen, template_->path_length);
    }
  add_extension (x509, NID_basic_constraints, TRUE, constraints);
  BASIC_CONSTRAINTS_free (constraints);
}

static void
add_key_usage (X509 *x509, guint usage)
{
  g_autoptr (ASN1_BIT_STRING) bits = ASN1_BIT_STRING_new ();

  for (guint i = 0; i < KEY_USAGE_BITS; i++)
    if ((usage & 1u << i) != 0)
      ASN1_BIT_STRING_set_bit (bits, (int) i, 1);
  if (usage != 0)
    add_extension (x509, NID_key_usage, TRUE, bits);
}

static void
add_purposes (X509 *x509, guint purposes)
{
  const struct
  {
    YaoX509Purpose purpose;
    const char *oid;
  } map[] = {
    { YAO_X509_PURPOSE_SERVER, "1.3.6.1.5.5.7.3.1" },
    { YAO_X509_PURPOSE_CLIENT, "1.3.6.1.5.5.7.3.2" },
    { YAO_X509_PURPOSE_EMAIL, "1.3.6.1.5.5.7.3.4" },
    { YAO_X509_PURPOSE_DOCUMENT_SIGNING, OID_DOCUMENT_SIGNING },
  };
  EXTENDED_KEY_USAGE *usages = sk_ASN1_OBJECT_new_null ();

  for (gsize i = 0; i < G_N_ELEMENTS (map); i++)
    if ((purposes & map[i].purpose) != 0)
      sk_ASN1_OBJECT_push (usages, OBJ_txt2obj (map[i].oid, 1));
  if (purposes != 0)
    add_extension (x509, NID_ext_key_usage, FALSE, usages);
  sk_ASN1_OBJECT_pop_free (usages, ASN1_OBJECT_free);
}

static void
push_text_name (GENERAL_NAMES *names, int type, const char *text)
{
  GENERAL_NAME *name = GENERAL_NAME_new ();
  ASN1_IA5STRING *string = ASN1_IA5STRING_new ();

  ASN1_STRING_set (string, text, (int) strlen (text));
  GENERAL_NAME_set0_value (name, type, string);
  sk_GENERAL_NAME_push (names, name);
}

static gboolean
push_address (GENERAL_NAMES *names, const char *text)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (text);
  GENERAL_NAME *name;
  ASN1_OCTET_STRING *bytes;

  if (inet == NULL)
    return FALSE;

  name = GENERAL_NAME_new ();
  bytes = ASN1_OCTET_STRING_new ();
  ASN1_OCTET_STRING_set (bytes, g_inet_address_to_bytes (inet),
                         (int) g_inet_address_get_native_size (inet));
  GENERAL_NAME_set0_value (name, GEN_IPADD, bytes);
  sk_GENERAL_NAME_push (names, name);

  return TRUE;
}

static gboolean
is_ia5 (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return *text != '\0' && strlen (text) <= 1024;
}

static gboolean
add_alternative_names (X509 *x509, const YaoX509Template *template_, GError **error)
{
  GENERAL_NAMES *names = GENERAL_NAMES_new ();
  gboolean good = TRUE;

  for (gsize i = 0; good && template_->dns_names != NULL && template_->dns_names[i] != NULL; i++)
    {
      good = is_ia5 (template_->dns_names[i]);
      if (good)
        push_text_name (names, GEN_DNS, template_->dns_names[i]);
    }
  for (gsize i = 0; good && template_->ip_addresses != NULL && template_->ip_addresses[i] != NULL;
       i++)
    good = push_address (names, template_->ip_addresses[i]);

  if (good && sk_GENERAL_NAME_num (names) > 0)
    add_extension (x509, NID_subject_alt_name, FALSE, names);
  GENERAL_NAMES_free (names);

  return good || refuse (error, "a host name or address that is none");
}

static gboolean
add_crl_point (X509 *x509, const char *url, GError **error)
{
  CRL_DIST_POINTS *points;
  DIST_POINT *point;

  if (url == NULL)
    return TRUE;
  if (!is_ia5 (url))
    return refuse (error, "an address of the list of revocations that is none");

  points = CRL_DIST_POINTS_new ();
  point = DIST_POINT_new ();
  point->distpoint = DIST_POINT_NAME_new ();
  point->distpoint->type = 0;
  point->distpoint->name.fullname = GENERAL_NAMES_new ();
  push_text_name (point->distpoint->name.fullname, GEN_URI, url);
  sk_DIST_POINT_push (points, point);
  add_extension (x509, NID_crl_distribution_points, FALSE, points);
  CRL_DIST_POINTS_free (points);

  return TRUE;
}

static gboolean
add_issuer_access (X509 *x509, const char *url, GError **error)
{
  AUTHORITY_INFO_ACCESS *places;
  ACCESS_DESCRIPTION *place;
  ASN1_IA5STRING *string;

  if (url == NULL)
    return TRUE;
  if (!is_ia5 (url))
    return refuse (error, "an address of the issuer that is none");

  places = AUTHORITY_INFO_ACCESS_new ();
  place = ACCESS_DESCRIPTION_new ();
  string = ASN1_IA5STRING_new ();
  ASN1_OBJECT_free (place->method);
  place->method = OBJ_nid2obj (NID_ad_ca_issuers);
  ASN1_STRING_set (string, url, (int) strlen (url));
  GENERAL_NAME_set0_value (place->location, GEN_URI, string);
  sk_ACCESS_DESCRIPTION_push (places, place);
  add_extension (x509, NID_info_access, FALSE, places);
  AUTHORITY_INFO_ACCESS_free (places);

  return TRUE;
}

static gboolean
add_policy (X509 *x509, const char *oid, GError **error)
{
  CERTIFICATEPOLICIES *policies;
  POLICYINFO *policy;
  ASN1_OBJECT *object;

  if (oid == NULL)
    return TRUE;
  object = OBJ_txt2obj (oid, 1);
  if (object == NULL)
    return refuse (error, "a policy that is no object identifier");

  policies = CERTIFICATEPOLICIES_new ();
  policy = POLICYINFO_new ();
  ASN1_OBJECT_free (policy->policyid);
  policy->policyid = object;
  sk_POLICYINFO_push (policies, policy);
  add_extension (x509, NID_certificate_policies, FALSE, policies);
  CERTIFICATEPOLICIES_free (policies);

  return TRUE;
}

/* RFC 7093 section 2, method 1 */
static void
add_key_identifiers (X509 *x509, X509 *issuer)
{
  g_autoptr (ASN1_OCTET_STRING) identifier = ASN1_OCTET_STRING_new ();
  const ASN1_BIT_STRING *bits = X509_get0_pubkey_bitstr (x509);
  g_autoptr (GBytes) digest = yao_digest (YAO_DIGEST_SHA256, ASN1_STRING_get0_data (bits),
                                          (gsize) ASN1_STRING_length (bits));
  const ASN1_OCTET_STRING *of_issuer;

  ASN1_OCTET_STRING_set (identifier, g_bytes_get_data (digest, NULL), 20);
  add_extension (x509, NID_subject_key_identifier, FALSE, identifier);

  of_issuer = issuer != NULL ? X509_get0_subject_key_id (issuer) : identifier;
  if (of_issuer != NULL)
    {
      AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new ();

      authority->keyid = ASN1_OCTET_STRING_dup (of_issuer);
      add_extension (x509, NID_authority_key_identifier, FALSE, authority);
      AUTHORITY_KEYID_free (authority);
    }
}

static gboolean
add_extensions (X509 *x509, const YaoX509Template *template_, X509 *issuer, GError **error)
{
  add_basic_constraints (x509, template_);
  add_key_usage (x509, template_->key_usage);
  add_purposes (x509, template_->purposes);
  add_key_identifiers (x509, issuer);

  return add_alternative_names (x509, template_, error)
         && add_crl_point (x509, template_->crl_url, error)
         && add_issuer_access (x509, template_->issuer_url, error)
         && add_policy (x509, template_->policy_oid, error);
}

/* Reads @issuer_der and makes sure that it and the key are of one another. */
static YaoX509 *
read_issuer (GBytes *issuer_der, const YaoKey *issuer_private, GError **error)
{
  g_autoptr (YaoX509) issuer = yao_x509_parse (issuer_der, error);
  g_autoptr (YaoKey) key = issuer != NULL ? yao_x509_dup_public_key (issuer, error) : NULL;

  if (key == NULL)
    return NULL;
  if (!yao_key_equal (key, issuer_private))
    {
      refuse (error, "the key is not the issuer's");
      return NULL;
    }

  return g_steal_pointer (&issuer);
}

/* All but the signature */
static X509 *
build (const YaoX509Template *template_, const YaoKey *subject_public, X509 *issuer, GError **error)
{
  g_autoptr (X509) x509 = X509_new ();

  g_assert (x509 != NULL);
  X509_set_version (x509, X509_VERSION_3);
  if (!set_serial (x509, template_->serial, error) || !set_validity (x509, template_, error)
      || !set_subject (x509, template_, error))
    return NULL;
  if (X509_set_issuer_name (x509, X509_get_subject_name (issuer != NULL ? issuer : x509)) != 1
      || X509_set_pubkey (x509, yao_key_get_pkey (subject_public)) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "building a certificate");
      return NULL;
    }
  if (!add_extensions (x509, template_, issuer, error))
    return NULL;

  return g_steal_pointer (&x509);
}

/**
 * yao_x509_issue:
 * @template_: what is to stand in it
 * @subject_public: the key that it is about
 * @issuer_der: (nullable): the issuer's certificate, or %NULL for one that issues itself
 * @issuer_private: the issuer's key, which decides the algorithm of the signature
 * @error: return location
 *
 * Issues a certificate (RFC 5280): SM2 with SM3, RSA with SHA-256 (PKCS #1 version 1.5) or ECDSA
 * with SHA-256. Whether the issuer *may* issue it (validity, path length) is its own question;
 * yao_chain_verify() answers it.
 *
 * Returns: (transfer full): the certificate in DER, or %NULL with %YAO_ERROR_INVALID_INPUT (what
 *   was wrong is in the message) or %YAO_ERROR_INTERNAL
 */
GBytes *
yao_x509_issue (const YaoX509Template *template_,
                const YaoKey *subject_public,
                GBytes *issuer_der,
                const YaoKey *issuer_private,
                GError **error)
{
  g_autoptr (YaoX509) issuer = NULL;
  g_autoptr (X509) x509 = NULL;

  g_return_val_if_fail (template_ != NULL, NULL);
  g_return_val_if_fail (subject_public != NULL && issuer_private != NULL, NULL);

  if (issuer_der != NULL)
    {
      issuer = read_issuer (issuer_der, issuer_private, error);
      if (issuer == NULL)
        return NULL;
    }
  else if (!yao_key_equal (subject_public, issuer_private))
    {
      refuse (error, "signed by itself, but by another key");
      return NULL;
    }

  x509 = build (template_, subject_public, issuer != NULL ? yao_x509_get_x509 (issuer) : NULL,
                error);
  if (x509 == NULL)
    return NULL;

  return yao_signing_certificate (x509, issuer_private, error);
}
