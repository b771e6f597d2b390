/* yao-signed-data.c: detached signatures of files: CMS (RFC 5652), GM/T 0010 and GB/T 35275
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signed-data.h"

#include "yao-der-private.h"
#include "yao-error.h"
#include "yao-signed-oids-private.h"
#include "yao-x509-private.h"

#include <string.h>

#define MAX_CERTIFICATES 16
#define VERSION 1

#define OID_RSA "1.2.840.113549.1.1.1"
#define OID_RSA_SHA256 "1.2.840.113549.1.1.11"
#define OID_RSA_PSS "1.2.840.113549.1.1.10"
#define OID_MGF1 "1.2.840.113549.1.1.8"
#define OID_ECDSA_SHA256 "1.2.840.10045.4.3.2"
#define OID_SM2_SIGN "1.2.156.10197.1.301.1"
#define OID_SM2_SM3 "1.2.156.10197.1.501"

static const YaoSignedFormOids cms_oids
    = { "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2", "2.16.840.1.101.3.4.2.1" };
static const YaoSignedFormOids gm_oids
    = { "1.2.156.10197.6.1.4.2.1", "1.2.156.10197.6.1.4.2.2", "1.2.156.10197.1.401" };

const YaoSignedFormOids *
yao_signed_form_get_oids (YaoSignedForm form)
{
  return form == YAO_SIGNED_FORM_GM ? &gm_oids : &cms_oids;
}

/**
 * yao_signed_data_new:
 *
 * Makes one that is empty.
 *
 * Returns: (transfer full): the signature
 */
YaoSignedData *
yao_signed_data_new (void)
{
  YaoSignedData *self = g_new0 (YaoSignedData, 1);

  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * yao_signed_data_free:
 * @self: (transfer full): a signature
 *
 * Frees it.
 */
void
yao_signed_data_free (YaoSignedData *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->attributes, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_ptr_array_unref (self->certificates);
  g_free (self);
}

static void
put_algorithm (GByteArray *out, const char *oid, gboolean with_null)
{
  GByteArray *algorithm = g_byte_array_new ();

  yao_der_put_oid (algorithm, oid);
  if (with_null)
    yao_der_put (algorithm, YAO_DER_NULL, NULL, 0);
  yao_der_put_array (out, YAO_DER_SEQUENCE, algorithm);
}

/* RFC 4055 section 3.1: SHA-256, MGF1 with SHA-256, a salt of 32 bytes. */
static void
put_pss (GByteArray *out)
{
  GByteArray *parameters = g_byte_array_new ();
  GByteArray *part = g_byte_array_new ();
  GByteArray *mgf = g_byte_array_new ();

  put_algorithm (part, cms_oids.digest, TRUE);
  yao_der_put_array (parameters, YAO_DER_CONTEXT (0), part);
  yao_der_put_oid (mgf, OID_MGF1);
  put_algorithm (mgf, cms_oids.digest, TRUE);
  part = g_byte_array_new ();
  yao_der_put_array (part, YAO_DER_SEQUENCE, mgf);
  yao_der_put_array (parameters, YAO_DER_CONTEXT (1), part);
  part = g_byte_array_new ();
  yao_der_put_small (part, 32);
  yao_der_put_array (parameters, YAO_DER_CONTEXT (2), part);

  part = g_byte_array_new ();
  yao_der_put_oid (part, OID_RSA_PSS);
  yao_der_put_array (part, YAO_DER_SEQUENCE, parameters);
  yao_der_put_array (out, YAO_DER_SEQUENCE, part);
}

static void
put_signature_algorithm (GByteArray *out, YaoSignatureKind kind)
{
  switch (kind)
    {
    case YAO_SIGNATURE_SM2_SM3:
      put_algorithm (out, OID_SM2_SIGN, FALSE);
      break;
    case YAO_SIGNATURE_ECDSA_SHA256:
      put_algorithm (out, OID_ECDSA_SHA256, FALSE);
      break;
    case YAO_SIGNATURE_RSA_PSS_SHA256:
      put_pss (out);
      break;
    case YAO_SIGNATURE_RSA_PKCS1_SHA256:
    default:
      put_algorithm (out, OID_RSA, TRUE);
    }
}

/* What other programs write for the same algorithms is read, too. */
static gboolean
read_signature_algorithm (const YaoDer *whole, YaoSignatureKind *kind)
{
  static const struct
  {
    const char *oid;
    gboolean with_null;
    YaoSignatureKind kind;
  } known[] = {
    { OID_SM2_SIGN, FALSE, YAO_SIGNATURE_SM2_SM3 },
    { OID_SM2_SIGN, TRUE, YAO_SIGNATURE_SM2_SM3 },
    { OID_SM2_SM3, FALSE, YAO_SIGNATURE_SM2_SM3 },
    { OID_SM2_SM3, TRUE, YAO_SIGNATURE_SM2_SM3 },
    { OID_ECDSA_SHA256, FALSE, YAO_SIGNATURE_ECDSA_SHA256 },
    { OID_RSA, TRUE, YAO_SIGNATURE_RSA_PKCS1_SHA256 },
    { OID_RSA_SHA256, TRUE, YAO_SIGNATURE_RSA_PKCS1_SHA256 },
    { NULL, FALSE, YAO_SIGNATURE_RSA_PSS_SHA256 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GByteArray) expected = g_byte_array_new ();
      YaoDer der;

      if (known[i].oid != NULL)
        put_algorithm (expected, known[i].oid, known[i].with_null);
      else
        put_pss (expected);
      der = (YaoDer){ expected->data, expected->len };
      *kind = known[i].kind;
      if (yao_der_equal (&der, whole))
        return TRUE;
    }
  return FALSE;
}

/* RFC 5652 section 10.2.4 */
static GBytes *
make_issuer_and_serial (const YaoX509 *certificate)
{
  const X509 *x509 = yao_x509_get_x509 (certificate);
  guint8 *name = NULL;
  guint8 *serial = NULL;
  int name_size = i2d_X509_NAME (X509_get_issuer_name (x509), &name);
  int serial_size = i2d_ASN1_INTEGER (X509_get0_serialNumber (x509), &serial);
  g_autoptr (GBytes) name_bytes = yao_openssl_take_bytes (name, name_size);
  g_autoptr (GBytes) serial_bytes = yao_openssl_take_bytes (serial, serial_size);
  GByteArray *out = g_byte_array_new ();
  GByteArray *pair = g_byte_array_new ();

  g_assert (name_bytes != NULL && serial_bytes != NULL);
  yao_der_put_raw (pair, name_bytes);
  yao_der_put_raw (pair, serial_bytes);
  yao_der_put_array (out, YAO_DER_SEQUENCE, pair);
  return g_byte_array_free_to_bytes (out);
}

static GByteArray *
make_signer (const YaoSignedData *self, const YaoX509 *certificate)
{
  g_autoptr (GBytes) id = make_issuer_and_serial (certificate);
  GByteArray *signer = g_byte_array_new ();
  YaoDer reader;
  YaoDer content;

  yao_der_put_small (signer, VERSION);
  yao_der_put_raw (signer, id);
  put_algorithm (signer, yao_signed_form_get_oids (self->form)->digest, FALSE);
  yao_der_init (&reader, self->attributes);
  if (yao_der_take (&reader, YAO_DER_SET, &content))
    yao_der_put (signer, YAO_DER_CONTEXT (0), content.at, content.left);
  put_signature_algorithm (signer, self->kind);
  yao_der_put_bytes (signer, YAO_DER_OCTET_STRING, self->signature);
  return signer;
}

static GByteArray *
make_content (const YaoSignedData *self, const YaoX509 *certificate)
{
  const YaoSignedFormOids *oids = yao_signed_form_get_oids (self->form);
  g_autoptr (GPtrArray) certificates = g_ptr_array_new ();
  GByteArray *content = g_byte_array_new ();
  GByteArray *part = g_byte_array_new ();
  GByteArray *signers = g_byte_array_new ();

  yao_der_put_small (content, VERSION);
  put_algorithm (part, oids->digest, FALSE);
  yao_der_put_array (content, YAO_DER_SET, part);
  part = g_byte_array_new ();
  yao_der_put_oid (part, oids->data);
  yao_der_put_array (content, YAO_DER_SEQUENCE, part);
  for (guint i = 0; i < self->certificates->len; i++)
    g_ptr_array_add (certificates, self->certificates->pdata[i]);
  yao_der_put_set (content, YAO_DER_CONTEXT (0), certificates);
  yao_der_put_array (signers, YAO_DER_SEQUENCE, make_signer (self, certificate));
  yao_der_put_array (content, YAO_DER_SET, signers);
  return content;
}

/**
 * yao_signed_data_build:
 * @self: a signature; @certificate is one of @certificates
 * @error: return location
 *
 * Writes a detached signature: SignedData with one signer, without what is signed.
 *
 * Returns: (transfer full): the bytes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
GBytes *
yao_signed_data_build (const YaoSignedData *self, GError **error)
{
  g_autoptr (YaoX509) certificate = NULL;
  GByteArray *out;
  GByteArray *info;
  GByteArray *inner;

  g_assert (self != NULL && self->attributes != NULL && self->signature != NULL);

  certificate = yao_x509_parse (self->certificate, error);
  if (certificate == NULL)
    return NULL;

  info = g_byte_array_new ();
  yao_der_put_oid (info, yao_signed_form_get_oids (self->form)->signed_data);
  inner = g_byte_array_new ();
  yao_der_put_array (inner, YAO_DER_SEQUENCE, make_content (self, certificate));
  yao_der_put_array (info, YAO_DER_CONTEXT (0), inner);
  out = g_byte_array_new ();
  yao_der_put_array (out, YAO_DER_SEQUENCE, info);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
read_certificates (YaoDer *content, YaoSignedData *self)
{
  YaoDer list;
  YaoDer whole;

  if (!yao_der_take (content, YAO_DER_CONTEXT (0), &list))
    return FALSE;
  while (list.left > 0)
    {
      if (self->certificates->len == MAX_CERTIFICATES
          || !yao_der_take_whole (&list, YAO_DER_SEQUENCE, &whole))
        return FALSE;
      g_ptr_array_add (self->certificates, yao_der_dup (&whole));
    }
  /* Lists of revocations are fetched, not believed. */
  return !yao_der_is_next (content, YAO_DER_CONTEXT (1))
         || yao_der_take (content, YAO_DER_CONTEXT (1), &list);
}

static gboolean
find_certificate (YaoSignedData *self, const YaoDer *id)
{
  for (guint i = 0; i < self->certificates->len; i++)
    {
      g_autoptr (YaoX509) x509 = yao_x509_parse (self->certificates->pdata[i], NULL);
      g_autoptr (GBytes) bytes = x509 != NULL ? make_issuer_and_serial (x509) : NULL;
      YaoDer own = { NULL, 0 };

      if (bytes != NULL)
        yao_der_init (&own, bytes);
      if (bytes != NULL && yao_der_equal (&own, id))
        {
          self->certificate = g_bytes_ref (self->certificates->pdata[i]);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_digest_algorithm (YaoDer *reader, YaoSignedForm form)
{
  YaoDer algorithm;

  return yao_der_take (reader, YAO_DER_SEQUENCE, &algorithm)
         && yao_der_take_oid (&algorithm, yao_signed_form_get_oids (form)->digest)
         && (algorithm.left == 0
             || (algorithm.left == 2 && algorithm.at[0] == YAO_DER_NULL && algorithm.at[1] == 0));
}

static gboolean
read_signer (YaoDer *signers, YaoSignedData *self)
{
  GByteArray *attributes;
  YaoDer signer;
  YaoDer id;
  YaoDer part;
  guint version;

  if (!yao_der_take (signers, YAO_DER_SEQUENCE, &signer) || signers->left > 0
      || !yao_der_take_small (&signer, &version) || version != VERSION
      || !yao_der_take_whole (&signer, YAO_DER_SEQUENCE, &id) || !find_certificate (self, &id)
      || !take_digest_algorithm (&signer, self->form)
      || !yao_der_take (&signer, YAO_DER_CONTEXT (0), &part))
    return FALSE;

  attributes = g_byte_array_new ();
  yao_der_put (attributes, YAO_DER_SET, part.at, part.left);
  self->attributes = g_byte_array_free_to_bytes (attributes);
  if (!yao_der_take_whole (&signer, YAO_DER_SEQUENCE, &part)
      || !read_signature_algorithm (&part, &self->kind)
      || !yao_der_take (&signer, YAO_DER_OCTET_STRING, &part))
    return FALSE;
  self->signature = yao_der_dup (&part);
  /* Attributes that are not signed, such as a timestamp, may follow. */
  return signer.left == 0
         || (yao_der_take (&signer, YAO_DER_CONTEXT (1), &part) && signer.left == 0);
}

static gboolean
read_content (YaoDer *content, YaoSignedData *self)
{
  YaoDer part;
  guint version;

  if (!yao_der_take_small (content, &version) || (version != 1 && version != 3)
      || !yao_der_take (content, YAO_DER_SET, &part) || !take_digest_algorithm (&part, self->form)
      || part.left > 0)
    return FALSE;
  if (!yao_der_take (content, YAO_DER_SEQUENCE, &part)
      || !yao_der_take_oid (&part, yao_signed_form_get_oids (self->form)->data) || part.left > 0)
    return FALSE;
  return read_certificates (content, self) && yao_der_take (content, YAO_DER_SET, &part)
         && content->left == 0 && read_signer (&part, self);
}

/**
 * yao_signed_data_parse:
 * @bytes: a file
 * @error: return location
 *
 * Reads a detached signature, strictly in DER, with one signer and signed attributes. Nothing is
 * believed by that.
 *
 * Returns: (transfer full): the signature, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoSignedData *
yao_signed_data_parse (GBytes *bytes, GError **error)
{
  g_autoptr (YaoSignedData) self = yao_signed_data_new ();
  YaoDer reader;
  YaoDer info;
  YaoDer part;
  YaoDer content;

  g_return_val_if_fail (bytes != NULL, NULL);

  yao_der_init (&reader, bytes);
  if (g_bytes_get_size (bytes) <= YAO_SIGNED_DATA_MAX_SIZE
      && yao_der_take (&reader, YAO_DER_SEQUENCE, &info) && reader.left == 0)
    {
      if (yao_der_take_oid (&info, cms_oids.signed_data))
        self->form = YAO_SIGNED_FORM_CMS;
      else if (yao_der_take_oid (&info, gm_oids.signed_data))
        self->form = YAO_SIGNED_FORM_GM;
      if (self->form != 0 && yao_der_take (&info, YAO_DER_CONTEXT (0), &part) && info.left == 0
          && yao_der_take (&part, YAO_DER_SEQUENCE, &content) && part.left == 0
          && read_content (&content, self) && yao_signed_form_for_kind (self->kind) == self->form)
        return g_steal_pointer (&self);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "this is not a detached signature");
  return NULL;
}

/**
 * yao_signed_data_verify:
 * @self: a signature
 * @oids: the attributes of the protocol
 * @error: return location
 *
 * Verifies that the key of the certificate signed the attributes, and that they name this
 * certificate where they name one. Whose certificate it is, and whether the file is the one that
 * was signed, is for others to look at.
 *
 * Returns: %TRUE if it did; or %FALSE with %YAO_ERROR_UNTRUSTED or %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_signed_data_verify (const YaoSignedData *self, const YaoUseOids *oids, GError **error)
{
  g_autoptr (YaoSignedAttributes) attributes
      = yao_signed_attributes_read (self->attributes, oids, error);
  g_autoptr (YaoX509) x509 = NULL;
  g_autoptr (YaoKey) key = NULL;
  g_autoptr (GBytes) hash = NULL;

  if (attributes == NULL)
    return FALSE;
  x509 = yao_x509_parse (self->certificate, error);
  key = x509 != NULL ? yao_x509_dup_public_key (x509, error) : NULL;
  if (key == NULL
      || !yao_signature_verify (key, self->kind, self->attributes, self->signature, error))
    return FALSE;

  hash = yao_x509_dup_fingerprint (x509, YAO_DIGEST_SHA256);
  if (attributes->form == self->form
      && (attributes->certificate_hash == NULL
          || g_bytes_equal (attributes->certificate_hash, hash)))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "the signature is for another certificate");
  return FALSE;
}
