/* yao-digest.c: SHA-2 and SM3
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-digest.h"

#include "yao-openssl-private.h"

static const EVP_MD *
get_algorithm (YaoDigestKind kind)
{
  switch (kind)
    {
    case YAO_DIGEST_SHA256:
      return EVP_sha256 ();
    case YAO_DIGEST_SHA384:
      return EVP_sha384 ();
    case YAO_DIGEST_SHA512:
      return EVP_sha512 ();
    case YAO_DIGEST_SM3:
      return EVP_sm3 ();
    default:
      return NULL;
    }
}

/**
 * yao_digest:
 * @kind: which digest
 * @data: (array length=size) (nullable): bytes
 * @size: how many
 *
 * Computes a digest (FIPS 180-4, GB/T 32905). Cannot fail: aborts if the cryptographic library
 * lacks the algorithm, as nothing could go on then.
 *
 * Returns: (transfer full): yao_digest_size() bytes
 */
GBytes *
yao_digest (YaoDigestKind kind, gconstpointer data, gsize size)
{
  const EVP_MD *algorithm = get_algorithm (kind);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int digest_size = 0;

  g_return_val_if_fail (algorithm != NULL, NULL);
  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (EVP_Digest (data != NULL ? data : "", size, digest, &digest_size, algorithm, NULL) != 1)
    g_error ("the cryptographic library cannot compute %s", EVP_MD_get0_name (algorithm));

  return g_bytes_new (digest, digest_size);
}

/**
 * yao_digest_bytes:
 * @kind: which digest
 * @bytes: bytes
 *
 * Like yao_digest(), of a #GBytes.
 *
 * Returns: (transfer full): yao_digest_size() bytes
 */
GBytes *
yao_digest_bytes (YaoDigestKind kind, GBytes *bytes)
{
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  return yao_digest (kind, data, size);
}

/**
 * yao_digest_size:
 * @kind: which digest
 *
 * Gets how long a digest is.
 *
 * Returns: the size in bytes
 */
gsize
yao_digest_size (YaoDigestKind kind)
{
  const EVP_MD *algorithm = get_algorithm (kind);

  g_return_val_if_fail (algorithm != NULL, 0);

  return (gsize) EVP_MD_get_size (algorithm);
}

struct _YaoDigester
{
  EVP_MD_CTX *ctx;
};

/**
 * yao_digester_new:
 * @kind: which digest
 *
 * Begins a digest of what comes piece by piece.
 *
 * Returns: (transfer full): the digest
 */
YaoDigester *
yao_digester_new (YaoDigestKind kind)
{
  YaoDigester *self = g_new0 (YaoDigester, 1);

  self->ctx = EVP_MD_CTX_new ();
  if (self->ctx == NULL || EVP_DigestInit_ex (self->ctx, get_algorithm (kind), NULL) != 1)
    g_error ("the cryptographic library cannot compute a digest");
  return self;
}

/**
 * yao_digester_free:
 * @self: (transfer full): a digest
 *
 * Frees it.
 */
void
yao_digester_free (YaoDigester *self)
{
  EVP_MD_CTX_free (self->ctx);
  g_free (self);
}

/**
 * yao_digester_update:
 * @self: a digest
 * @data: (array length=size): the next piece
 * @size: how many bytes
 *
 * Takes the next piece.
 */
void
yao_digester_update (YaoDigester *self, gconstpointer data, gsize size)
{
  if (EVP_DigestUpdate (self->ctx, data, size) != 1)
    g_error ("the cryptographic library cannot compute a digest");
}

/**
 * yao_digester_finish:
 * @self: a digest; nothing more can be added
 *
 * Computes the digest of all pieces.
 *
 * Returns: (transfer full): yao_digest_size() bytes
 */
GBytes *
yao_digester_finish (YaoDigester *self)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  if (EVP_DigestFinal_ex (self->ctx, digest, &size) != 1)
    g_error ("the cryptographic library cannot compute a digest");
  return g_bytes_new (digest, size);
}
