/* test-jws.c: JSON Web Signatures with ES256
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-jws.h"

#include "yao-encoding.h"
#include "yao-error.h"

#include <string.h>

/* The first proof of RFC 9449 section 4.1, and the thumbprint of its key (section 6.1). */
static const char rfc9449_proof[]
    = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNo"
      "UklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERW"
      "clUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19."
      "eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0"
      "dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-"
      "GxA6T8lP4vfrg8v-"
      "FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
static const char rfc9449_x[] = "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs";
static const char rfc9449_y[] = "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA";
static const char rfc9449_thumbprint[] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

static void
test_rfc9449 (void)
{
  g_autoptr (GBytes) x = yao_base64url_decode (rfc9449_x, 32, NULL);
  g_autoptr (GBytes) y = yao_base64url_decode (rfc9449_y, 32, NULL);
  g_autofree char *thumbprint = yao_jwk_thumbprint (x, y);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) key = yao_jwk_import (x, y, &error);
  g_autoptr (YaoJws) jws = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (thumbprint, ==, rfc9449_thumbprint);
  jws = yao_jws_parse (rfc9449_proof, 4096, &error);
  g_assert_no_error (error);
  g_assert_true (yao_jws_verify (jws, key, &error));
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, &error);
  g_autoptr (YaoKey) other = yao_key_generate (YAO_KEY_P256, &error);
  g_autoptr (GBytes) header = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) payload = g_bytes_new_static ("payload", 7);
  g_autofree char *compact = yao_jws_sign (key, header, payload, &error);
  g_autoptr (YaoJws) jws = NULL;
  g_autoptr (GBytes) x = NULL;
  g_autoptr (GBytes) y = NULL;
  g_autoptr (YaoKey) again = NULL;

  g_assert_no_error (error);
  jws = yao_jws_parse (compact, 4096, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (jws->payload, payload));
  g_assert_true (yao_jwk_get_coordinates (key, &x, &y));
  again = yao_jwk_import (x, y, &error);
  g_assert_true (yao_key_equal (key, again));
  g_assert_true (yao_jws_verify (jws, again, NULL));
  g_assert_false (yao_jws_verify (jws, other, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

static void
test_refuses (void)
{
  static const char *const bad[] = { "", "a", "a.b", "e30.e30.AA.AA", "e30=.e30.AA", "e30.e30.A" };
  static const guint8 zeros[32] = { 0 };
  g_autoptr (GBytes) zero = g_bytes_new_static (zeros, sizeof zeros);
  g_autoptr (GBytes) few = g_bytes_new_static (zeros, 31);
  g_autoptr (YaoKey) rsa = yao_key_generate (YAO_KEY_RSA_2048, NULL);
  GBytes *x = NULL;
  GBytes *y = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoJws) jws = yao_jws_parse (bad[i], 4096, &error);

      g_assert_null (jws);
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  g_assert_null (yao_jws_parse (rfc9449_proof, 100, NULL));
  g_assert_null (yao_jwk_import (zero, zero, NULL));
  g_assert_null (yao_jwk_import (few, zero, NULL));
  g_assert_false (yao_jwk_get_coordinates (rsa, &x, &y));
}

static void
test_every_byte_counts (void)
{
  g_autoptr (GBytes) x = yao_base64url_decode (rfc9449_x, 32, NULL);
  g_autoptr (GBytes) y = yao_base64url_decode (rfc9449_y, 32, NULL);
  g_autoptr (YaoKey) key = yao_jwk_import (x, y, NULL);

  for (gsize i = 0; i < strlen (rfc9449_proof); i++)
    {
      g_autofree char *changed = g_strdup (rfc9449_proof);
      g_autoptr (YaoJws) jws = NULL;

      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      jws = yao_jws_parse (changed, 4096, NULL);
      if (jws != NULL)
        g_assert_false (yao_jws_verify (jws, key, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/jws/rfc9449", test_rfc9449);
  g_test_add_func ("/crypto/jws/round-trip", test_round_trip);
  g_test_add_func ("/crypto/jws/refuses", test_refuses);
  g_test_add_func ("/crypto/jws/every-byte-counts", test_every_byte_counts);
  return g_test_run ();
}
