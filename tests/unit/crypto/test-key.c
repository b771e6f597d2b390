/* test-key.c: making, writing and reading keys
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-key.h"

#include "yao-encoding.h"
#include "yao-error.h"

#include <string.h>

static const YaoKeyAlgorithm algorithms[]
    = { YAO_KEY_RSA_2048, YAO_KEY_RSA_3072, YAO_KEY_P256, YAO_KEY_SM2 };

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoKey) key = yao_key_generate (algorithms[i], &error);
      g_autoptr (YaoSecret) der = yao_key_export_private (key, &error);
      g_autoptr (YaoKey) private_key = yao_key_import_private (der, &error);
      g_autoptr (GBytes) spki = yao_key_dup_spki (key);
      g_autoptr (YaoKey) public_key = yao_key_import_public (spki, &error);
      g_autoptr (GBytes) pin = yao_key_dup_spki_sha256 (key);

      g_assert_no_error (error);
      g_assert_cmpint (yao_key_get_algorithm (private_key), ==, algorithms[i]);
      g_assert_cmpint (yao_key_get_algorithm (public_key), ==, algorithms[i]);
      g_assert_true (yao_key_has_private (key));
      g_assert_true (yao_key_has_private (private_key));
      g_assert_false (yao_key_has_private (public_key));
      g_assert_true (yao_key_equal (key, private_key));
      g_assert_true (yao_key_equal (key, public_key));
      g_assert_cmpuint (g_bytes_get_size (pin), ==, 32);
      g_assert_null (yao_key_export_private (public_key, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_differs (void)
{
  g_autoptr (YaoKey) a = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (YaoKey) b = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (YaoKey) c = yao_key_generate (YAO_KEY_P256, NULL);

  g_assert_false (yao_key_equal (a, b));
  g_assert_false (yao_key_equal (a, c));
}

static void
test_pem (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);
  char *pem = yao_key_export_private_pem (key, NULL);

  g_assert_true (g_str_has_prefix (pem, "-----BEGIN PRIVATE KEY-----\n"));
  g_assert_true (g_str_has_suffix (pem, "-----END PRIVATE KEY-----\n"));
  yao_wipe_string (pem);
}

static void
test_truncated (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (GBytes) spki = yao_key_dup_spki (key);
  g_autoptr (YaoSecret) der = yao_key_export_private (key, NULL);
  gsize size;
  const guint8 *data = yao_secret_peek (der, &size);

  for (gsize i = 0; i < g_bytes_get_size (spki); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (spki, 0, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_key_import_public (cut, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (YaoSecret) cut = yao_secret_new_from (data, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_key_import_private (cut, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *what;
    const char *hex;
    YaoErrorCode code;
  } bad[] = {
    { "a point that is not on the curve",
      "3059301306072a8648ce3d020106082a811ccf5501822d034200040102030405060708090a0b0c0d0e0f10"
      "1112131415161718191a1b1c1d1e1f200102030405060708090a0b0c0d0e0f101112131415161718191a1b"
      "1c1d1e1f20",
      YAO_ERROR_INVALID_INPUT },
    { "the point at infinity", "3019301306072a8648ce3d020106082a811ccf5501822d03020000",
      YAO_ERROR_INVALID_INPUT },
    { "Ed25519",
      "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      YAO_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) spki = yao_hex_decode (bad[i].hex, 256, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i].what);
      g_assert_null (yao_key_import_public (spki, &error));
      g_assert_error (error, YAO_ERROR, (int) bad[i].code);
    }
}

static void
test_trailing_bytes (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);
  g_autoptr (GBytes) spki = yao_key_dup_spki (key);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (spki, &size);

  g_byte_array_append (longer, data, (guint) size);
  g_byte_array_append (longer, (const guint8 *) "", 1);
  bytes = g_bytes_new (longer->data, longer->len);
  g_assert_null (yao_key_import_public (bytes, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/key/round-trip", test_round_trip);
  g_test_add_func ("/crypto/key/differs", test_differs);
  g_test_add_func ("/crypto/key/pem", test_pem);
  g_test_add_func ("/crypto/key/truncated", test_truncated);
  g_test_add_func ("/crypto/key/refuses", test_refuses);
  g_test_add_func ("/crypto/key/trailing-bytes", test_trailing_bytes);
  return g_test_run ();
}
