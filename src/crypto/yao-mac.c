/* yao-mac.c: authentication codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-mac.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

/**
 * yao_mac_sha256:
 * @key: the key
 * @data: (array length=size): bytes
 * @size: how many
 *
 * Computes HMAC with SHA-256 (RFC 2104).
 *
 * Returns: (transfer full): %YAO_MAC_SHA256_SIZE bytes
 */
GBytes *
yao_mac_sha256 (YaoSecret *key, gconstpointer data, gsize size)
{
  guint8 mac[YAO_MAC_SHA256_SIZE];
  unsigned int mac_size = sizeof mac;
  gsize key_size = 0;
  const guint8 *key_data = yao_secret_peek (key, &key_size);

  g_return_val_if_fail (key_size <= INT_MAX, NULL);

  if (HMAC (EVP_sha256 (), key_data, (int) key_size, data, size, mac, &mac_size) == NULL
      || mac_size != sizeof mac)
    g_error ("HMAC with SHA-256 is not there");
  return g_bytes_new (mac, sizeof mac);
}

/**
 * yao_mac_equal:
 * @a: (array length=size): bytes
 * @b: (array length=size): other bytes
 * @size: how many of each
 *
 * Compares in a time that depends on the size alone.
 *
 * Returns: %TRUE if they are the same
 */
gboolean
yao_mac_equal (gconstpointer a, gconstpointer b, gsize size)
{
  return CRYPTO_memcmp (a, b, size) == 0;
}
