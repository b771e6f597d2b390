/* test-digest.c: known answers of the digests
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-digest.h"

#include "yao-encoding.h"

#include <string.h>

static void
assert_digest (YaoDigestKind kind, const char *text, const char *expected)
{
  g_autoptr (GBytes) digest = yao_digest (kind, text, strlen (text));
  g_autofree char *hex = yao_hex_encode (g_bytes_get_data (digest, NULL), yao_digest_size (kind));

  g_assert_cmpuint (g_bytes_get_size (digest), ==, yao_digest_size (kind));
  g_assert_cmpstr (hex, ==, expected);
}

/* GB/T 32905-2016, appendix A; the empty message computed by others */
static void
test_sm3 (void)
{
  g_autoptr (GString) long_text = g_string_new (NULL);

  for (guint i = 0; i < 16; i++)
    g_string_append (long_text, "abcd");
  assert_digest (YAO_DIGEST_SM3, "abc",
                 "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  assert_digest (YAO_DIGEST_SM3, long_text->str,
                 "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  assert_digest (YAO_DIGEST_SM3, "",
                 "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

/* FIPS 180-4 examples */
static void
test_sha2 (void)
{
  assert_digest (YAO_DIGEST_SHA256, "abc",
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_digest (YAO_DIGEST_SHA384, "abc",
                 "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                 "8086072ba1e7cc2358baeca134c825a7");
  assert_digest (YAO_DIGEST_SHA512, "abc",
                 "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                 "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) a = yao_digest_bytes (YAO_DIGEST_SM3, message);
  g_autoptr (GBytes) b = yao_digest (YAO_DIGEST_SM3, "abc", 3);
  g_autoptr (GBytes) c = yao_digest_bytes (YAO_DIGEST_SM3, empty);

  g_assert_true (g_bytes_equal (a, b));
  g_assert_false (g_bytes_equal (a, c));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/digest/sm3", test_sm3);
  g_test_add_func ("/crypto/digest/sha2", test_sha2);
  g_test_add_func ("/crypto/digest/bytes", test_bytes);
  return g_test_run ();
}
