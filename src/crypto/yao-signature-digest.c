/* yao-signature-digest.c: signatures over a digest that is known already
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-key-private.h"
#include "yao-signing-private.h"

#include <openssl/rsa.h>

#define DIGEST_SIZE 32

static gboolean
is_rsa (const YaoKey *key)
{
  YaoKeyAlgorithm algorithm = yao_key_get_algorithm (key);

  return algorithm == YAO_KEY_RSA_2048 || algorithm == YAO_KEY_RSA_3072;
}

static gboolean
fits (const YaoKey *key, YaoSignatureKind kind, GBytes *digest)
{
  gboolean is_rsa_kind
      = kind == YAO_SIGNATURE_RSA_PKCS1_SHA256 || kind == YAO_SIGNATURE_RSA_PSS_SHA256;

  return g_bytes_get_size (digest) == DIGEST_SIZE
         && (is_rsa_kind ? is_rsa (key)
                         : kind == YAO_SIGNATURE_ECDSA_SHA256
                               && yao_key_get_algorithm (key) == YAO_KEY_P256);
}

static gboolean
set_parameters (EVP_PKEY_CTX *ctx, YaoSignatureKind kind)
{
  if (kind == YAO_SIGNATURE_RSA_PSS_SHA256
      && (EVP_PKEY_CTX_set_rsa_padding (ctx, RSA_PKCS1_PSS_PADDING) != 1
          || EVP_PKEY_CTX_set_rsa_mgf1_md (ctx, EVP_sha256 ()) != 1
          || EVP_PKEY_CTX_set_rsa_pss_saltlen (ctx, RSA_PSS_SALTLEN_DIGEST) != 1))
    return FALSE;
  if (kind == YAO_SIGNATURE_RSA_PKCS1_SHA256
      && EVP_PKEY_CTX_set_rsa_padding (ctx, RSA_PKCS1_PADDING) != 1)
    return FALSE;
  return EVP_PKEY_CTX_set_signature_md (ctx, EVP_sha256 ()) == 1;
}

static EVP_PKEY_CTX *
begin (const YaoKey *key, YaoSignatureKind kind, GBytes *digest, gboolean signing, GError **error)
{
  g_autoptr (EVP_PKEY_CTX) ctx = EVP_PKEY_CTX_new (yao_key_get_pkey (key), NULL);

  if (!fits (key, kind, digest))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "this kind of signature does not fit the key or the digest");
      return NULL;
    }
  g_assert (ctx != NULL);
  if ((signing ? EVP_PKEY_sign_init (ctx) : EVP_PKEY_verify_init (ctx)) == 1
      && set_parameters (ctx, kind))
    return g_steal_pointer (&ctx);

  yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "preparing a signature");
  return NULL;
}

/**
 * yao_signature_sign_digest:
 * @key: an RSA or P-256 key with its private part
 * @kind: a kind of signature that fits it
 * @digest: SHA-256 of what is signed
 * @error: return location
 *
 * Signs what has this digest.
 *
 * Returns: (transfer full): the signature, as yao_signature_sign() makes it; or %NULL with
 *   %YAO_ERROR_INVALID_INPUT or %YAO_ERROR_INTERNAL
 */
GBytes *
yao_signature_sign_digest (const YaoKey *key, YaoSignatureKind kind, GBytes *digest, GError **error)
{
  g_autoptr (EVP_PKEY_CTX) ctx = NULL;
  g_autofree guint8 *signature = NULL;
  gsize size;

  g_return_val_if_fail (key != NULL && digest != NULL, NULL);

  if (!yao_key_has_private (key))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a key that cannot sign");
      return NULL;
    }
  ctx = begin (key, kind, digest, TRUE, error);
  if (ctx == NULL)
    return NULL;

  size = (gsize) EVP_PKEY_get_size (yao_key_get_pkey (key));
  signature = g_malloc (size);
  if (EVP_PKEY_sign (ctx, signature, &size, g_bytes_get_data (digest, NULL), DIGEST_SIZE) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "signing");
      return NULL;
    }
  return g_bytes_new (signature, size);
}

/**
 * yao_signature_verify_digest:
 * @key: an RSA or P-256 key
 * @kind: a kind of signature that fits it
 * @digest: SHA-256 of what was signed
 * @signature: a signature
 * @error: return location
 *
 * Verifies a signature of what has this digest.
 *
 * Returns: %TRUE if it is good; or %FALSE with %YAO_ERROR_UNTRUSTED or %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_signature_verify_digest (const YaoKey *key,
                             YaoSignatureKind kind,
                             GBytes *digest,
                             GBytes *signature,
                             GError **error)
{
  g_autoptr (EVP_PKEY_CTX) ctx = NULL;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (key != NULL && digest != NULL && signature != NULL, FALSE);

  ctx = begin (key, kind, digest, FALSE, error);
  if (ctx == NULL)
    return FALSE;
  data = g_bytes_get_data (signature, &size);
  if (size > 0
      && EVP_PKEY_verify (ctx, data, size, g_bytes_get_data (digest, NULL), DIGEST_SIZE) == 1)
    return TRUE;
  yao_openssl_set_error (error, YAO_ERROR_UNTRUSTED, "the signature is not good");
  return FALSE;
}
