/* test-signature.c: signing, verifying, known answers of SM2
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-signature.h"

#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"

#include <string.h>

/* GB/T 32918.5-2017 A.2, ID 1234567812345678, message "message digest" */
#define SM2_PX "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
#define SM2_PY "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
#define SM2_R "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
#define SM2_S "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
#define SM2_SPKI "3059301306072a8648ce3d020106082a811ccf5501822d03420004"

static const struct
{
  YaoKeyAlgorithm algorithm;
  YaoSignatureKind kind;
} pairs[] = {
  { YAO_KEY_SM2, YAO_SIGNATURE_SM2_SM3 },
  { YAO_KEY_P256, YAO_SIGNATURE_ECDSA_SHA256 },
  { YAO_KEY_RSA_2048, YAO_SIGNATURE_RSA_PKCS1_SHA256 },
  { YAO_KEY_RSA_2048, YAO_SIGNATURE_RSA_PSS_SHA256 },
};

static GBytes *
flip (GBytes *bytes, gsize at)
{
  gsize size = g_bytes_get_size (bytes);
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  copy[at] ^= 1;
  return g_bytes_new_take (copy, size);
}

static YaoKey *
standard_key (void)
{
  g_autoptr (GBytes) spki = yao_hex_decode (SM2_SPKI SM2_PX SM2_PY, 256, NULL);

  return yao_key_import_public (spki, NULL);
}

static void
test_sm2_known_answer (void)
{
  g_autoptr (YaoKey) key = standard_key ();
  g_autoptr (GBytes) message = g_bytes_new_static ("message digest", 14);
  g_autoptr (GBytes) other = g_bytes_new_static ("message digesT", 14);
  g_autoptr (GBytes) signature = yao_hex_decode ("3046022100" SM2_R "022100" SM2_S, 128, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_signature_verify (key, YAO_SIGNATURE_SM2_SM3, message, signature, &error));
  g_assert_no_error (error);
  g_assert_false (yao_signature_verify (key, YAO_SIGNATURE_SM2_SM3, other, signature, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

/* Z and e by the definition, so that the ID that verifies above is known to be the right one */
static void
test_sm2_z_and_e (void)
{
  g_autoptr (GBytes) input = yao_hex_decode (
      "0080"
      "31323334353637383132333435363738"
      "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
      "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
      "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
      "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0" SM2_PX SM2_PY,
      512, NULL);
  g_autoptr (GBytes) z = yao_digest_bytes (YAO_DIGEST_SM3, input);
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (GBytes) e = NULL;
  g_autofree char *z_hex = yao_hex_encode (g_bytes_get_data (z, NULL), 32);
  g_autofree char *e_hex = NULL;

  g_byte_array_append (message, g_bytes_get_data (z, NULL), 32);
  g_byte_array_append (message, (const guint8 *) "message digest", 14);
  e = yao_digest (YAO_DIGEST_SM3, message->data, message->len);
  e_hex = yao_hex_encode (g_bytes_get_data (e, NULL), 32);
  g_assert_cmpstr (z_hex, ==, "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3");
  g_assert_cmpstr (e_hex, ==, "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
}

static void
test_sm2_known_private_key (void)
{
  /* SEC 1 private key of the standard, wrapped in PKCS#8 */
  g_autoptr (GBytes) der = yao_hex_decode (
      "308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420"
      "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8a14403420004" SM2_PX SM2_PY,
      512, NULL);
  g_autoptr (YaoSecret) secret
      = yao_secret_new_from (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_autoptr (YaoKey) private_key = yao_key_import_private (secret, NULL);
  g_autoptr (YaoKey) public_key = standard_key ();
  g_autoptr (GBytes) message = g_bytes_new_static ("message digest", 14);
  g_autoptr (GBytes) signature = NULL;

  g_assert_nonnull (private_key);
  g_assert_true (yao_key_equal (private_key, public_key));
  signature = yao_signature_sign (private_key, YAO_SIGNATURE_SM2_SM3, message, NULL);
  g_assert_true (
      yao_signature_verify (public_key, YAO_SIGNATURE_SM2_SM3, message, signature, NULL));
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (YaoKey) key = yao_key_generate (pairs[i].algorithm, NULL);
      g_autoptr (GBytes) spki = yao_key_dup_spki (key);
      g_autoptr (YaoKey) public_key = yao_key_import_public (spki, NULL);
      g_autoptr (GBytes) message = g_bytes_new_static ("云钥", 6);
      g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) signature = yao_signature_sign (key, pairs[i].kind, message, &error);
      g_autoptr (GBytes) of_empty = yao_signature_sign (key, pairs[i].kind, empty, &error);

      g_assert_no_error (error);
      g_assert_true (yao_signature_verify (public_key, pairs[i].kind, message, signature, &error));
      g_assert_true (yao_signature_verify (public_key, pairs[i].kind, empty, of_empty, &error));
      g_assert_false (yao_signature_verify (public_key, pairs[i].kind, empty, signature, NULL));
      g_assert_false (yao_signature_verify (public_key, pairs[i].kind, message, empty, NULL));
      g_assert_null (yao_signature_sign (public_key, pairs[i].kind, message, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_tampered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (YaoKey) key = yao_key_generate (pairs[i].algorithm, NULL);
      g_autoptr (GBytes) message = g_bytes_new_static ("abc", 3);
      g_autoptr (GBytes) signature = yao_signature_sign (key, pairs[i].kind, message, NULL);

      for (gsize at = 0; at < g_bytes_get_size (signature); at++)
        {
          g_autoptr (GBytes) changed = flip (signature, at);
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (signature, 0, at);
          g_autoptr (GError) error = NULL;

          g_assert_false (yao_signature_verify (key, pairs[i].kind, message, changed, &error));
          g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
          g_assert_false (yao_signature_verify (key, pairs[i].kind, message, cut, NULL));
        }
    }
}

static void
test_wrong_kind (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (YaoKey) key = yao_key_generate (pairs[i].algorithm, NULL);
      g_autoptr (GBytes) message = g_bytes_new_static ("abc", 3);

      for (guint j = 0; j < G_N_ELEMENTS (pairs); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) signature = yao_signature_sign (key, pairs[j].kind, message, &error);

          if (pairs[i].algorithm == pairs[j].algorithm)
            g_assert_no_error (error);
          else
            g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
          g_assert_true ((signature != NULL) == (error == NULL));
        }
    }
}

static void
test_kind_for_key (void)
{
  g_autoptr (YaoKey) sm2 = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (YaoKey) p256 = yao_key_generate (YAO_KEY_P256, NULL);
  g_autoptr (YaoKey) rsa = yao_key_generate (YAO_KEY_RSA_2048, NULL);

  g_assert_cmpint (yao_signature_kind_for_key (sm2), ==, YAO_SIGNATURE_SM2_SM3);
  g_assert_cmpint (yao_signature_kind_for_key (p256), ==, YAO_SIGNATURE_ECDSA_SHA256);
  g_assert_cmpint (yao_signature_kind_for_key (rsa), ==, YAO_SIGNATURE_RSA_PKCS1_SHA256);
}

static void
test_raw_es256 (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);
  g_autoptr (GBytes) message = g_bytes_new_static ("abc", 3);

  /* often enough to meet an r or s with a zero byte in front */
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) raw = yao_signature_sign_raw_es256 (key, message, &error);
      g_autoptr (GBytes) changed = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (raw), ==, YAO_ES256_SIZE);
      g_assert_true (yao_signature_verify_raw_es256 (key, message, raw, &error));
      changed = flip (raw, i % YAO_ES256_SIZE);
      g_assert_false (yao_signature_verify_raw_es256 (key, message, changed, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
    }
}

/* RFC 7515 appendix A.3 */
static void
test_raw_es256_known_answer (void)
{
  static const char input[]
      = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
        "LmNvbS9pc19yb290Ijp0cnVlfQ";
  g_autoptr (GBytes) spki = yao_hex_decode (
      "3059301306072a8648ce3d020106082a8648ce3d030107034200047fcdce2770f6c45d4183cbee6fdb4b7b58"
      "0733357be9ef13bacf6e3c7bd15445c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588"
      "e5ad",
      256, NULL);
  g_autoptr (YaoKey) key = yao_key_import_public (spki, NULL);
  g_autoptr (GBytes) message = g_bytes_new_static (input, sizeof input - 1);
  g_autoptr (GBytes) signature = yao_base64url_decode (
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q", 64,
      NULL);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (signature, 0, 63);
  static const guint8 zeros[YAO_ES256_SIZE];
  g_autoptr (GBytes) zero = g_bytes_new_static (zeros, sizeof zeros);

  g_assert_nonnull (key);
  g_assert_true (yao_signature_verify_raw_es256 (key, message, signature, NULL));
  g_assert_false (yao_signature_verify_raw_es256 (key, message, cut, NULL));
  g_assert_false (yao_signature_verify_raw_es256 (key, message, zero, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/signature/sm2-known-answer", test_sm2_known_answer);
  g_test_add_func ("/crypto/signature/sm2-z-and-e", test_sm2_z_and_e);
  g_test_add_func ("/crypto/signature/sm2-known-private-key", test_sm2_known_private_key);
  g_test_add_func ("/crypto/signature/round-trip", test_round_trip);
  g_test_add_func ("/crypto/signature/tampered", test_tampered);
  g_test_add_func ("/crypto/signature/wrong-kind", test_wrong_kind);
  g_test_add_func ("/crypto/signature/kind-for-key", test_kind_for_key);
  g_test_add_func ("/crypto/signature/raw-es256", test_raw_es256);
  g_test_add_func ("/crypto/signature/raw-es256-known-answer", test_raw_es256_known_answer);
  return g_test_run ();
}
