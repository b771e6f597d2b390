/* yao-random.c: random bytes and identifiers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-random.h"

#include "yao-encoding.h"

#include <limits.h>
#include <openssl/rand.h>

/**
 * yao_random_fill:
 * @data: (array length=size): where to put them
 * @size: how many
 *
 * Fills memory with random bytes fit for keys. Aborts if the machine has none to give: there is
 * no safe way to go on.
 */
void
yao_random_fill (gpointer data, gsize size)
{
  g_return_if_fail (data != NULL || size == 0);
  g_return_if_fail (size <= INT_MAX);

  if (size > 0 && RAND_priv_bytes (data, (int) size) != 1)
    g_error ("no random bytes from the cryptographic library");
}

/**
 * yao_random_bytes:
 * @size: how many
 *
 * Makes random bytes, for salts, nonces and serial numbers. Keys go into yao_random_secret().
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_random_bytes (gsize size)
{
  guint8 *data = g_malloc (MAX (size, 1));

  yao_random_fill (data, size);
  return g_bytes_new_take (data, size);
}

/**
 * yao_random_secret:
 * @size: how many bytes
 *
 * Makes random bytes that are a secret.
 *
 * Returns: (transfer full): the secret
 */
YaoSecret *
yao_random_secret (gsize size)
{
  YaoSecret *secret = yao_secret_new (size);

  yao_random_fill (yao_secret_data (secret), size);
  return secret;
}

/**
 * yao_random_id:
 * @bytes: how many random bytes stand behind it; 16 where it must not be guessed
 *
 * Makes an identifier of random bytes, in base64url. It never starts with "-", so that nobody takes
 * it for an option when it stands on a command line.
 *
 * Returns: (transfer full): the text
 */
char *
yao_random_id (gsize bytes)
{
  char *id = NULL;

  do
    {
      g_autoptr (GBytes) random = yao_random_bytes (bytes);

      g_free (id);
      id = yao_base64url_encode_bytes (random);
    }
  while (id[0] == '-');

  return id;
}
