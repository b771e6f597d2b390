/* test-aead.c: sealing and opening
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-aead.h"

#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-random.h"

#include <string.h>

static GBytes *
flip (GBytes *bytes, gsize at)
{
  gsize size;
  guint8 *copy;

  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size = g_bytes_get_size (bytes));
  copy[at] ^= 1;
  return g_bytes_new_take (copy, size);
}

static void
test_round_trip (void)
{
  g_autoptr (YaoSecret) key = yao_random_secret (YAO_AEAD_KEY_SIZE);
  g_autoptr (GBytes) aad = g_bytes_new_static ("row 1", 5);

  for (gsize size = 0; size < 100; size++)
    {
      g_autoptr (YaoSecret) plain = yao_random_secret (size);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) sealed
          = yao_aead_seal (key, aad, yao_secret_peek (plain, NULL), size, &error);
      g_autoptr (YaoSecret) opened = yao_aead_open (key, aad, sealed, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (sealed), ==, size + YAO_AEAD_OVERHEAD);
      g_assert_true (yao_secret_equal (plain, opened));
    }
}

/* The GCM specification, test case 14: a key of zeros, a nonce of zeros, a block of zeros */
static void
test_known_answer (void)
{
  g_autoptr (YaoSecret) key = yao_secret_new (YAO_AEAD_KEY_SIZE);
  g_autoptr (GBytes) sealed = yao_hex_decode ("000000000000000000000000"
                                              "cea7403d4d606b6e074ec5d3baf39d18"
                                              "d0d1c8a799996bf0265b98b5d48ab919",
                                              64, NULL);
  g_autoptr (YaoSecret) opened = yao_aead_open (key, NULL, sealed, NULL);
  static const guint8 zeros[16];
  gsize size;
  const guint8 *data;

  g_assert_nonnull (opened);
  data = yao_secret_peek (opened, &size);
  g_assert_cmpmem (data, size, zeros, sizeof zeros);
}

static void
test_refuses (void)
{
  g_autoptr (YaoSecret) key = yao_random_secret (YAO_AEAD_KEY_SIZE);
  g_autoptr (YaoSecret) other = yao_random_secret (YAO_AEAD_KEY_SIZE);
  g_autoptr (YaoSecret) brief = yao_random_secret (16);
  g_autoptr (GBytes) aad = g_bytes_new_static ("row 1", 5);
  g_autoptr (GBytes) moved = g_bytes_new_static ("row 2", 5);
  g_autoptr (GBytes) sealed = yao_aead_seal (key, aad, "secret", 6, NULL);
  gsize size = g_bytes_get_size (sealed);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) changed = flip (sealed, i);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);
      g_autoptr (GError) change_error = NULL;

      g_assert_null (yao_aead_open (key, aad, changed, &change_error));
      g_assert_error (change_error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
      g_assert_null (yao_aead_open (key, aad, cut, NULL));
    }

  g_assert_null (yao_aead_open (key, moved, sealed, NULL));
  g_assert_null (yao_aead_open (key, NULL, sealed, NULL));
  g_assert_null (yao_aead_open (other, aad, sealed, NULL));
  g_assert_null (yao_aead_open (brief, aad, sealed, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_null (yao_aead_seal (brief, aad, "secret", 6, NULL));
}

static void
test_fresh_nonce (void)
{
  g_autoptr (YaoSecret) key = yao_random_secret (YAO_AEAD_KEY_SIZE);
  g_autoptr (GBytes) a = yao_aead_seal (key, NULL, "same", 4, NULL);
  g_autoptr (GBytes) b = yao_aead_seal (key, NULL, "same", 4, NULL);

  g_assert_cmpint (memcmp (g_bytes_get_data (a, NULL), g_bytes_get_data (b, NULL), 12), !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/aead/round-trip", test_round_trip);
  g_test_add_func ("/crypto/aead/known-answer", test_known_answer);
  g_test_add_func ("/crypto/aead/refuses", test_refuses);
  g_test_add_func ("/crypto/aead/fresh-nonce", test_fresh_nonce);
  return g_test_run ();
}
