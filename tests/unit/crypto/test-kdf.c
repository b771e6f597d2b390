/* test-kdf.c: known answers of HMAC, HKDF and the expansion of messages
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-kdf-private.h"

#include "yao-encoding.h"

#include <string.h>

static void
assert_hex (const guint8 *data, gsize size, const char *expected)
{
  g_autofree char *hex = yao_hex_encode (data, size);

  g_assert_cmpstr (hex, ==, expected);
}

/* RFC 4231 test case 2, whole and in parts */
static void
test_mac (void)
{
  static const char expected[] = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                                 "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
  const YaoPart whole[] = { { "what do ya want for nothing?", 28 } };
  const YaoPart parts[] = { { "what do ya want ", 16 }, { NULL, 0 }, { "for nothing?", 12 } };
  guint8 out[YAO_KDF_SIZE];

  yao_kdf_mac (out, (const guint8 *) "Jefe", 4, whole, G_N_ELEMENTS (whole));
  assert_hex (out, sizeof out, expected);
  yao_kdf_mac (out, (const guint8 *) "Jefe", 4, parts, G_N_ELEMENTS (parts));
  assert_hex (out, sizeof out, expected);
}

/* FIPS 180-4 */
static void
test_hash (void)
{
  const YaoPart parts[] = { { "a", 1 }, { "bc", 2 } };
  guint8 out[YAO_KDF_SIZE];

  yao_kdf_hash (out, parts, G_N_ELEMENTS (parts));
  assert_hex (out, sizeof out,
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

/* The inputs of RFC 5869 test case 3 with SHA-512; the answer was computed by Python's hmac */
static void
test_extract_and_expand (void)
{
  guint8 ikm[22];
  guint8 prk[YAO_KDF_SIZE];
  guint8 out[YAO_KDF_SIZE * 2 + 2];

  memset (ikm, 0x0b, sizeof ikm);
  yao_kdf_extract (prk, &(YaoPart){ ikm, sizeof ikm }, 1);
  yao_kdf_expand (out, 42, prk, NULL, 0);
  assert_hex (out, 42,
              "f5fa02b18298a72a8c23898a8703472c6eb179dc204c03425c970e3b164bf90f"
              "ff22d04836d0e2343bac");
  yao_kdf_expand (out, sizeof out, prk, NULL, 0);
  assert_hex (out, 42,
              "f5fa02b18298a72a8c23898a8703472c6eb179dc204c03425c970e3b164bf90f"
              "ff22d04836d0e2343bac");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/kdf/mac", test_mac);
  g_test_add_func ("/crypto/kdf/hash", test_hash);
  g_test_add_func ("/crypto/kdf/extract-and-expand", test_extract_and_expand);
  return g_test_run ();
}
