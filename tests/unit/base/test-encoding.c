/* test-encoding.c: base64url, hexadecimal, RFC 3339, full-width text
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-encoding.h"

#include "yao-error.h"

#include <string.h>

static void
test_base64url_vectors (void)
{
  /* RFC 4648 section 10, without padding */
  static const struct
  {
    const char *plain;
    const char *text;
  } map[] = {
    { "", "" },           { "f", "Zg" },          { "fo", "Zm8" },          { "foo", "Zm9v" },
    { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autofree char *text = yao_base64url_encode (map[i].plain, strlen (map[i].plain));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) plain = yao_base64url_decode (map[i].text, 16, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, map[i].text);
      g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), map[i].plain,
                       strlen (map[i].plain));
    }
}

static void
test_base64url_random (void)
{
  for (guint size = 0; size < 200; size++)
    {
      guint8 data[200];
      g_autofree char *text = NULL;
      g_autoptr (GBytes) back = NULL;

      for (guint i = 0; i < size; i++)
        data[i] = (guint8) g_test_rand_int ();
      text = yao_base64url_encode (data, size);
      back = yao_base64url_decode (text, size, NULL);
      g_assert_nonnull (back);
      g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), data, size);
    }
}

static void
test_base64url_refuses (void)
{
  static const char *const bad[]
      = { "A", "Zh", "Zg==", "Zm 9v", "Zm9+", "Zm9/", "AAAAA", "\xc3\xa9" };
  g_autoptr (GError) long_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_base64url_decode (bad[i], 100, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }

  g_assert_null (yao_base64url_decode ("Zm9v", 2, &long_error));
  g_assert_error (long_error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_hex (void)
{
  static const guint8 data[] = { 0x00, 0x1f, 0xa0, 0xff };
  g_autofree char *text = yao_hex_encode (data, sizeof data);
  g_autofree char *grouped = yao_hex_group (text, 4, " ");
  g_autoptr (GBytes) back = yao_hex_decode ("001FA0ff", 4, NULL);

  g_assert_cmpstr (text, ==, "001fa0ff");
  g_assert_cmpstr (grouped, ==, "001F A0FF");
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), data, sizeof data);
  g_assert_null (yao_hex_decode ("0", 4, NULL));
  g_assert_null (yao_hex_decode ("0g", 4, NULL));
  g_assert_null (yao_hex_decode ("0011", 1, NULL));
}

static void
test_rfc3339 (void)
{
  static const char *const bad[] = { "",
                                     "2026-03-01",
                                     "2026-03-01T08:00:00+08:00",
                                     "2026-13-01T08:00:00Z",
                                     "2026-02-30T08:00:00Z",
                                     "2026-03-01 08:00:00Z",
                                     "x026-03-01T08:00:00Z" };
  g_autofree char *text = yao_rfc3339_format (1772352000);
  gint64 back = 0;

  g_assert_cmpstr (text, ==, "2026-03-01T08:00:00Z");
  g_assert_true (yao_rfc3339_parse (text, &back, NULL));
  g_assert_cmpint (back, ==, 1772352000);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yao_rfc3339_parse (bad[i], &back, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_fold_width (void)
{
  g_autofree char *folded = yao_fold_width ("　１０００１Ａ ");
  g_autofree char *kept = yao_fold_width ("张·伟");

  g_assert_cmpstr (folded, ==, "10001A");
  g_assert_cmpstr (kept, ==, "张·伟");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/encoding/base64url-vectors", test_base64url_vectors);
  g_test_add_func ("/base/encoding/base64url-random", test_base64url_random);
  g_test_add_func ("/base/encoding/base64url-refuses", test_base64url_refuses);
  g_test_add_func ("/base/encoding/hex", test_hex);
  g_test_add_func ("/base/encoding/rfc3339", test_rfc3339);
  g_test_add_func ("/base/encoding/fold-width", test_fold_width);
  return g_test_run ();
}
