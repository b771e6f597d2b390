/* yao-aead.c: sealing with AES-256-GCM
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-aead.h"

#include "yao-openssl-private.h"
#include "yao-random.h"

#include <limits.h>
#include <string.h>

#define NONCE_SIZE 12
#define TAG_SIZE 16

G_STATIC_ASSERT (YAO_AEAD_OVERHEAD == NONCE_SIZE + TAG_SIZE);

static gboolean
check_sizes (YaoSecret *key, gsize size, GError **error)
{
  if (yao_secret_get_size (key) == YAO_AEAD_KEY_SIZE && size <= INT_MAX - YAO_AEAD_OVERHEAD)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "sealing: key or data of a wrong size");
  return FALSE;
}

/* Starts sealing (@encrypt) or opening, up to and with the associated data. */
static EVP_CIPHER_CTX *
begin (YaoSecret *key, const guint8 *nonce, GBytes *aad, gboolean encrypt)
{
  g_autoptr (EVP_CIPHER_CTX) ctx = EVP_CIPHER_CTX_new ();
  gsize aad_size = 0;
  gconstpointer aad_data = aad != NULL ? g_bytes_get_data (aad, &aad_size) : NULL;
  int done = 0;

  if (ctx == NULL || aad_size > INT_MAX
      || EVP_CipherInit_ex2 (ctx, EVP_aes_256_gcm (), yao_secret_peek (key, NULL), nonce, encrypt,
                             NULL)
             != 1)
    return NULL;
  if (aad_size > 0 && EVP_CipherUpdate (ctx, NULL, &done, aad_data, (int) aad_size) != 1)
    return NULL;

  return g_steal_pointer (&ctx);
}

/**
 * yao_aead_seal:
 * @key: 32 bytes
 * @aad: (nullable): what belongs to the sealed bytes and is not secret, e.g. the name of the row
 *   they stand in, so that they cannot be moved to another one
 * @plain: (array length=size) (nullable): what to seal
 * @size: how many bytes
 * @error: return location
 *
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a fresh random nonce. One key seals at most
 * 2^32 times.
 *
 * Returns: (transfer full): nonce (12), sealed bytes, tag (16); or %NULL with
 *   %YAO_ERROR_INVALID_INPUT (sizes) or %YAO_ERROR_INTERNAL
 */
GBytes *
yao_aead_seal (YaoSecret *key, GBytes *aad, gconstpointer plain, gsize size, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) ctx = NULL;
  g_autofree guint8 *sealed = NULL;
  guint8 *out;
  int done = 0;
  int last = 0;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (plain != NULL || size == 0, NULL);

  if (!check_sizes (key, size, error))
    return NULL;

  sealed = g_malloc (size + YAO_AEAD_OVERHEAD);
  out = sealed + NONCE_SIZE;
  yao_random_fill (sealed, NONCE_SIZE);
  ctx = begin (key, sealed, aad, TRUE);
  if (ctx == NULL || (size > 0 && EVP_CipherUpdate (ctx, out, &done, plain, (int) size) != 1)
      || EVP_CipherFinal_ex (ctx, out + done, &last) != 1
      || EVP_CIPHER_CTX_ctrl (ctx, EVP_CTRL_AEAD_GET_TAG, TAG_SIZE, out + size) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "sealing");
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&sealed), size + YAO_AEAD_OVERHEAD);
}

/**
 * yao_aead_open:
 * @key: 32 bytes
 * @aad: (nullable): the same as when sealing
 * @sealed: what yao_aead_seal() returned
 * @error: return location
 *
 * Opens sealed bytes. Nothing of them is given out before the tag was found good.
 *
 * Returns: (transfer full): the plain bytes; or %NULL with %YAO_ERROR_UNTRUSTED if they were
 *   changed, moved, or sealed under another key, or %YAO_ERROR_INVALID_INPUT (sizes)
 */
YaoSecret *
yao_aead_open (YaoSecret *key, GBytes *aad, GBytes *sealed, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) ctx = NULL;
  g_autoptr (YaoSecret) plain = NULL;
  const guint8 *in;
  guint8 tag[TAG_SIZE];
  gsize size;
  int done = 0;
  int last = 0;

  g_return_val_if_fail (key != NULL && sealed != NULL, NULL);

  in = g_bytes_get_data (sealed, &size);
  if (size < YAO_AEAD_OVERHEAD)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "sealed bytes are cut off");
      return NULL;
    }
  size -= YAO_AEAD_OVERHEAD;
  if (!check_sizes (key, size, error))
    return NULL;

  memcpy (tag, in + NONCE_SIZE + size, TAG_SIZE);
  plain = yao_secret_new (size);
  ctx = begin (key, in, aad, FALSE);
  if (ctx == NULL
      || (size > 0
          && EVP_CipherUpdate (ctx, yao_secret_data (plain), &done, in + NONCE_SIZE, (int) size)
                 != 1)
      || EVP_CIPHER_CTX_ctrl (ctx, EVP_CTRL_AEAD_SET_TAG, TAG_SIZE, tag) != 1
      || EVP_CipherFinal_ex (ctx, yao_secret_data (plain) + done, &last) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_UNTRUSTED,
                             "sealed bytes were changed or belong to another key");
      return NULL;
    }

  return g_steal_pointer (&plain);
}
