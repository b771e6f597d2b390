/* test-oprf.c: the vectors of RFC 9497 for ristretto255-SHA512, mode OPRF
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-oprf-private.h"

#include "yao-encoding.h"

#include <string.h>

#define SEED "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3"
#define KEY "5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e"
#define BLIND "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"

static void
decode (guint8 *out, const char *hex)
{
  g_autoptr (GBytes) bytes = yao_hex_decode (hex, 64, NULL);

  memcpy (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_hex (const guint8 *data, gsize size, const char *expected)
{
  g_autofree char *hex = yao_hex_encode (data, size);

  g_assert_cmpstr (hex, ==, expected);
}

/* RFC 9497 appendix A.1.1 */
static void
test_vectors (void)
{
  static const struct
  {
    const char *input;
    const char *blinded;
    const char *evaluated;
    const char *output;
  } map[] = {
    { "00", "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
      "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
      "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3"
      "ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6" },
    { "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
      "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
      "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
      "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4"
      "f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73" },
  };
  guint8 seed[32];
  guint8 key[32];
  guint8 point[32];
  guint8 blind[32];

  decode (seed, SEED);
  decode (blind, BLIND);
  yao_oprf_derive_key_pair (key, point, seed, "test key");
  assert_hex (key, sizeof key, KEY);
  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      guint8 input[32];
      gsize size = strlen (map[i].input) / 2;
      guint8 blinded[32];
      guint8 evaluated[32];
      guint8 output[YAO_OPRF_OUTPUT_SIZE];

      decode (input, map[i].input);
      g_assert_true (yao_oprf_blind (blinded, input, size, blind));
      assert_hex (blinded, sizeof blinded, map[i].blinded);
      g_assert_true (yao_oprf_multiply (evaluated, key, blinded));
      assert_hex (evaluated, sizeof evaluated, map[i].evaluated);
      g_assert_true (yao_oprf_finalize (output, input, size, blind, evaluated));
      assert_hex (output, sizeof output, map[i].output);
    }
}

static void
test_refuses (void)
{
  static const guint8 identity[32];
  static const guint8 zero[32];
  guint8 key[32];
  guint8 not_a_point[32];
  guint8 out[YAO_OPRF_OUTPUT_SIZE];

  decode (key, KEY);
  memset (not_a_point, 0xff, sizeof not_a_point);
  g_assert_false (yao_oprf_multiply (out, key, identity));
  g_assert_false (yao_oprf_multiply (out, key, not_a_point));
  g_assert_false (yao_oprf_finalize (out, (const guint8 *) "x", 1, key, identity));
  g_assert_false (yao_oprf_finalize (out, (const guint8 *) "x", 1, key, not_a_point));
  g_assert_false (yao_oprf_blind (out, (const guint8 *) "x", 1, zero));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/oprf/vectors", test_vectors);
  g_test_add_func ("/crypto/oprf/refuses", test_refuses);
  return g_test_run ();
}
