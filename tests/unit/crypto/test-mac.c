/* test-mac.c: authentication codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-mac.h"

#include "yao-encoding.h"

#include <string.h>

static void
test_rfc4231 (void)
{
  /* RFC 4231, test case 2 */
  g_autoptr (YaoSecret) key = yao_secret_new_from ("Jefe", 4);
  g_autoptr (GBytes) mac = yao_mac_sha256 (key, "what do ya want for nothing?", 28);
  g_autofree char *hex = yao_hex_encode (g_bytes_get_data (mac, NULL), g_bytes_get_size (mac));

  g_assert_cmpstr (hex, ==, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void
test_equal (void)
{
  g_assert_true (yao_mac_equal ("abc", "abd", 2));
  g_assert_false (yao_mac_equal ("abc", "abd", 3));
  g_assert_true (yao_mac_equal ("", "", 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/mac/rfc4231", test_rfc4231);
  g_test_add_func ("/crypto/mac/equal", test_equal);
  return g_test_run ();
}
