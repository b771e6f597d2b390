/* yao-signing.c: signatures over certificates and lists of revocations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signing-private.h"

#include "yao-key-private.h"

#include <limits.h>

static int
find_nid (YaoSignatureKind kind)
{
  switch (kind)
    {
    case YAO_SIGNATURE_SM2_SM3:
      return NID_SM2_with_SM3;
    case YAO_SIGNATURE_ECDSA_SHA256:
      return NID_ecdsa_with_SHA256;
    case YAO_SIGNATURE_RSA_PKCS1_SHA256:
      return NID_sha256WithRSAEncryption;
    case YAO_SIGNATURE_RSA_PSS_SHA256:
    default:
      return NID_undef;
    }
}

static EVP_MD_CTX *
begin (const YaoKey *issuer, GError **error)
{
  if (!yao_key_has_private (issuer))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "an issuer that cannot sign");
      return NULL;
    }

  return yao_signature_begin (issuer, yao_signature_kind_for_key (issuer), TRUE, error);
}

/*
 * yao_signing_certificate:
 * @x509: a certificate, complete but for the signature
 * @issuer: the issuer's key
 * @error: return location
 *
 * Returns: (transfer full): the certificate in DER, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_INTERNAL
 */
GBytes *
yao_signing_certificate (X509 *x509, const YaoKey *issuer, GError **error)
{
  g_autoptr (EVP_MD_CTX) ctx = begin (issuer, error);
  GBytes *bytes = NULL;
  guint8 *der = NULL;
  int size;

  if (ctx == NULL)
    return NULL;
  if (X509_sign_ctx (x509, ctx) > 0)
    {
      size = i2d_X509 (x509, &der);
      bytes = yao_openssl_take_bytes (der, size);
    }
  if (bytes == NULL)
    yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "signing a certificate");

  return bytes;
}

/*
 * yao_signing_crl:
 * @crl: a list, complete but for the signature
 * @issuer: the issuer's key
 * @error: return location
 *
 * Returns: (transfer full): the list in DER, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_INTERNAL
 */
GBytes *
yao_signing_crl (X509_CRL *crl, const YaoKey *issuer, GError **error)
{
  g_autoptr (EVP_MD_CTX) ctx = begin (issuer, error);
  GBytes *bytes = NULL;
  guint8 *der = NULL;
  int size;

  if (ctx == NULL)
    return NULL;
  if (X509_CRL_sign_ctx (crl, ctx) > 0)
    {
      size = i2d_X509_CRL (crl, &der);
      bytes = yao_openssl_take_bytes (der, size);
    }
  if (bytes == NULL)
    yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "signing a list of revocations");

  return bytes;
}

/* Finds the bytes that were signed: the first element of the outer SEQUENCE, exactly as it came.
 * Encoding it anew would verify something else than what was sent.
 */
static GBytes *
find_signed_part (GBytes *der)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  const guint8 *start = data;
  const guint8 *at;
  long length = 0;
  int tag = 0;
  int class = 0;

  if (size > LONG_MAX || ASN1_get_object (&start, &length, &tag, &class, (long) size) & 0x80)
    return NULL;
  at = start;
  if (ASN1_get_object (&at, &length, &tag, &class, length) & 0x80 || tag != V_ASN1_SEQUENCE)
    return NULL;

  return g_bytes_new_from_bytes (der, (gsize) (start - data), (gsize) (at - start + length));
}

/*
 * yao_signing_verify:
 * @der: a whole certificate or list, known to be well-formed
 * @algorithm: what it says that it is signed with
 * @signature: its signature
 * @issuer: the issuer's public key
 * @error: return location
 *
 * Verifies by hand, since OpenSSL has no way to tell a list of revocations the ID of SM2.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_UNTRUSTED
 */
gboolean
yao_signing_verify (GBytes *der,
                    const X509_ALGOR *algorithm,
                    const ASN1_BIT_STRING *signature,
                    const YaoKey *issuer,
                    GError **error)
{
  YaoSignatureKind kind = yao_signature_kind_for_key (issuer);
  g_autoptr (GBytes) part = find_signed_part (der);
  g_autoptr (GBytes) bytes = NULL;
  const ASN1_OBJECT *object = NULL;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  /* the count of unused bits, which no signature has */
  if ((signature->flags & 0x07) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "a signature that is not whole bytes");
      return FALSE;
    }
  if (part == NULL || OBJ_obj2nid (object) != find_nid (kind))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "signed with an algorithm not used here");
      return FALSE;
    }

  bytes = g_bytes_new (ASN1_STRING_get0_data (signature), (gsize) ASN1_STRING_length (signature));
  return yao_signature_verify (issuer, kind, part, bytes, error);
}
