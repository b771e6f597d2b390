/* yao-signature.c: signing and verifying
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature.h"

#include "yao-key-private.h"
#include "yao-signing-private.h"

#include <openssl/rsa.h>

#define HALF (YAO_ES256_SIZE / 2)

static gboolean
fits_key (YaoSignatureKind kind, const YaoKey *key)
{
  YaoKeyAlgorithm algorithm = yao_key_get_algorithm (key);

  switch (kind)
    {
    case YAO_SIGNATURE_SM2_SM3:
      return algorithm == YAO_KEY_SM2;
    case YAO_SIGNATURE_ECDSA_SHA256:
      return algorithm == YAO_KEY_P256;
    case YAO_SIGNATURE_RSA_PKCS1_SHA256:
    case YAO_SIGNATURE_RSA_PSS_SHA256:
      return algorithm == YAO_KEY_RSA_2048 || algorithm == YAO_KEY_RSA_3072;
    default:
      return FALSE;
    }
}

static gboolean
set_parameters (EVP_PKEY_CTX *pctx, YaoSignatureKind kind)
{
  if (kind == YAO_SIGNATURE_SM2_SM3)
    return EVP_PKEY_CTX_set1_id (pctx, YAO_SM2_ID, YAO_SM2_ID_SIZE) == 1;
  if (kind == YAO_SIGNATURE_RSA_PSS_SHA256)
    return EVP_PKEY_CTX_set_rsa_padding (pctx, RSA_PKCS1_PSS_PADDING) == 1
           && EVP_PKEY_CTX_set_rsa_mgf1_md (pctx, EVP_sha256 ()) == 1
           && EVP_PKEY_CTX_set_rsa_pss_saltlen (pctx, RSA_PSS_SALTLEN_DIGEST) == 1;

  return TRUE;
}

/*
 * yao_signature_begin:
 * @key: a key
 * @kind: a kind of signature that fits it
 * @signing: whether to sign, else to verify
 * @error: return location
 *
 * Makes a context ready to sign or to verify, for SM2 with the ID.
 *
 * Returns: (transfer full): the context, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_INTERNAL
 */
EVP_MD_CTX *
yao_signature_begin (const YaoKey *key, YaoSignatureKind kind, gboolean signing, GError **error)
{
  g_autoptr (EVP_MD_CTX) ctx = EVP_MD_CTX_new ();
  const EVP_MD *digest = kind == YAO_SIGNATURE_SM2_SM3 ? EVP_sm3 () : EVP_sha256 ();
  EVP_PKEY *pkey = yao_key_get_pkey (key);
  EVP_PKEY_CTX *pctx = NULL; /* belongs to ctx */
  int started;

  if (!fits_key (kind, key))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "this kind of signature does not fit the key");
      return NULL;
    }

  g_assert (ctx != NULL);
  started = signing ? EVP_DigestSignInit (ctx, &pctx, digest, NULL, pkey)
                    : EVP_DigestVerifyInit (ctx, &pctx, digest, NULL, pkey);
  if (started != 1 || !set_parameters (pctx, kind))
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "preparing a signature");
      return NULL;
    }

  return g_steal_pointer (&ctx);
}

/**
 * yao_signature_kind_for_key:
 * @key: a key
 *
 * Gets the kind of signature that certificates and lists of revocations by this key carry.
 *
 * Returns: the kind
 */
YaoSignatureKind
yao_signature_kind_for_key (const YaoKey *key)
{
  g_return_val_if_fail (key != NULL, 0);

  switch (yao_key_get_algorithm (key))
    {
    case YAO_KEY_SM2:
      return YAO_SIGNATURE_SM2_SM3;
    case YAO_KEY_P256:
      return YAO_SIGNATURE_ECDSA_SHA256;
    case YAO_KEY_RSA_2048:
    case YAO_KEY_RSA_3072:
    default:
      return YAO_SIGNATURE_RSA_PKCS1_SHA256;
    }
}

/**
 * yao_signature_sign:
 * @key: a key with its private part
 * @kind: a kind of signature that fits it
 * @message: what to sign; the digest is computed here
 * @error: return location
 *
 * Signs a message. SM2 (GB/T 32918.2) always takes the ID 1234567812345678; PSS takes SHA-256 in
 * MGF1 too and a salt of 32 bytes.
 *
 * Returns: (transfer full): the signature, for SM2 and ECDSA in DER; or %NULL with
 *   %YAO_ERROR_INVALID_INPUT (the key does not fit or cannot sign) or %YAO_ERROR_INTERNAL
 */
GBytes *
yao_signature_sign (const YaoKey *key, YaoSignatureKind kind, GBytes *message, GError **error)
{
  g_autoptr (EVP_MD_CTX) ctx = NULL;
  g_autofree guint8 *signature = NULL;
  gconstpointer data;
  gsize size;
  gsize signature_size;

  g_return_val_if_fail (key != NULL && message != NULL, NULL);

  if (!yao_key_has_private (key))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a key that cannot sign");
      return NULL;
    }
  ctx = yao_signature_begin (key, kind, TRUE, error);
  if (ctx == NULL)
    return NULL;

  data = g_bytes_get_data (message, &size);
  signature_size = (gsize) EVP_PKEY_get_size (yao_key_get_pkey (key));
  signature = g_malloc (signature_size);
  if (EVP_DigestSign (ctx, signature, &signature_size, size > 0 ? data : "", size) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "signing");
      return NULL;
    }

  return g_bytes_new (signature, signature_size);
}

/**
 * yao_signature_verify:
 * @key: a key
 * @kind: a kind of signature that fits it
 * @message: what was signed
 * @signature: what yao_signature_sign() returned
 * @error: return location
 *
 * Verifies a signature.
 *
 * Returns: %TRUE if it is good; or %FALSE with %YAO_ERROR_UNTRUSTED if it is not, or
 *   %YAO_ERROR_INVALID_INPUT (the key does not fit)
 */
gboolean
yao_signature_verify (const YaoKey *key,
                      YaoSignatureKind kind,
                      GBytes *message,
                      GBytes *signature,
                      GError **error)
{
  g_autoptr (EVP_MD_CTX) ctx = NULL;
  gconstpointer data;
  gconstpointer signature_data;
  gsize size;
  gsize signature_size;

  g_return_val_if_fail (key != NULL && message != NULL && signature != NULL, FALSE);

  ctx = yao_signature_begin (key, kind, FALSE, error);
  if (ctx == NULL)
    return FALSE;

  data = g_bytes_get_data (message, &size);
  signature_data = g_bytes_get_data (signature, &signature_size);
  if (signature_size == 0
      || EVP_DigestVerify (ctx, signature_data, signature_size, size > 0 ? data : "", size) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_UNTRUSTED, "the signature is not good");
      return FALSE;
    }

  return TRUE;
}

/**
 * yao_signature_sign_raw_es256:
 * @key: a P-256 key with its private part
 * @message: what to sign
 * @error: return location
 *
 * Signs as ES256 does (RFC 7518 section 3.4): ECDSA with SHA-256, written as r and s of 32 bytes.
 *
 * Returns: (transfer full): 64 bytes, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_INTERNAL
 */
GBytes *
yao_signature_sign_raw_es256 (const YaoKey *key, GBytes *message, GError **error)
{
  g_autoptr (GBytes) der = yao_signature_sign (key, YAO_SIGNATURE_ECDSA_SHA256, message, error);
  g_autoptr (ECDSA_SIG) signature = NULL;
  const guint8 *at;
  gsize size;
  guint8 raw[YAO_ES256_SIZE];

  if (der == NULL)
    return NULL;

  at = g_bytes_get_data (der, &size);
  signature = d2i_ECDSA_SIG (NULL, &at, (long) size);
  if (signature == NULL || BN_bn2binpad (ECDSA_SIG_get0_r (signature), raw, HALF) != HALF
      || BN_bn2binpad (ECDSA_SIG_get0_s (signature), raw + HALF, HALF) != HALF)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "signing");
      return NULL;
    }

  return g_bytes_new (raw, sizeof raw);
}

/**
 * yao_signature_verify_raw_es256:
 * @key: a P-256 key
 * @message: what was signed
 * @rs64: r and s, 64 bytes
 * @error: return location
 *
 * Verifies what yao_signature_sign_raw_es256() made.
 *
 * Returns: %TRUE if it is good; or %FALSE with %YAO_ERROR_UNTRUSTED if it is not, or
 *   %YAO_ERROR_INVALID_INPUT (the key does not fit)
 */
gboolean
yao_signature_verify_raw_es256 (const YaoKey *key, GBytes *message, GBytes *rs64, GError **error)
{
  g_autoptr (ECDSA_SIG) signature = ECDSA_SIG_new ();
  g_autoptr (BIGNUM) r = NULL;
  g_autoptr (BIGNUM) s = NULL;
  g_autoptr (GBytes) der = NULL;
  guint8 *out = NULL;
  const guint8 *raw;
  gsize size;
  int written;

  g_return_val_if_fail (key != NULL && message != NULL && rs64 != NULL, FALSE);

  raw = g_bytes_get_data (rs64, &size);
  if (size != YAO_ES256_SIZE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "a signature of a wrong size");
      return FALSE;
    }

  r = BN_bin2bn (raw, HALF, NULL);
  s = BN_bin2bn (raw + HALF, HALF, NULL);
  g_assert (signature != NULL && r != NULL && s != NULL);
  ECDSA_SIG_set0 (signature, g_steal_pointer (&r), g_steal_pointer (&s));
  written = i2d_ECDSA_SIG (signature, &out);
  der = yao_openssl_take_bytes (out, written);
  g_assert (der != NULL);

  return yao_signature_verify (key, YAO_SIGNATURE_ECDSA_SHA256, message, der, error);
}
