/* test-random.c: random bytes and identifiers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-random.h"

#include "yao-encoding.h"

#include <string.h>

static void
test_differs (void)
{
  g_autoptr (GHashTable) seen
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < 1000; i++)
    g_assert_true (g_hash_table_add (seen, yao_random_bytes (16)));
}

static void
test_fills_all (void)
{
  guint8 data[64] = { 0 };
  gboolean touched[64] = { FALSE };

  for (guint round = 0; round < 64; round++)
    {
      yao_random_fill (data, sizeof data);
      for (gsize i = 0; i < sizeof data; i++)
        touched[i] |= data[i] != 0;
    }
  for (gsize i = 0; i < sizeof data; i++)
    g_assert_true (touched[i]);
  yao_random_fill (NULL, 0);
}

static void
test_id (void)
{
  g_autofree char *id = yao_random_id (16);
  g_autoptr (GBytes) back = yao_base64url_decode (id, 16, NULL);
  g_autoptr (YaoSecret) a = yao_random_secret (32);
  g_autoptr (YaoSecret) b = yao_random_secret (32);

  g_assert_cmpuint (strlen (id), ==, 22);
  g_assert_cmpuint (g_bytes_get_size (back), ==, 16);
  g_assert_cmpuint (yao_secret_get_size (a), ==, 32);
  g_assert_false (yao_secret_equal (a, b));
}

static void
test_id_is_no_option (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = yao_random_id (8);

      g_assert_cmpint (id[0], !=, '-');
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/random/differs", test_differs);
  g_test_add_func ("/crypto/random/fills-all", test_fills_all);
  g_test_add_func ("/crypto/random/id", test_id);
  g_test_add_func ("/crypto/random/id-is-no-option", test_id_is_no_option);
  return g_test_run ();
}
