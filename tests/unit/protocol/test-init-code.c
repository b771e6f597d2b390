/* test-init-code.c: making codes, and what is read out of them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-init-code.h"

#include "yao-error.h"

#include <string.h>

static GBytes *
fill (guint8 value, gsize size)
{
  g_autofree guint8 *data = g_malloc (size);

  memset (data, value, size);
  return g_bytes_new (data, size);
}

static YaoInitCode *
make_signed (void)
{
  g_autoptr (GBytes) pin = fill (0x3f, 32);
  g_autoptr (GBytes) backup_pin = fill (0x2a, 32);
  g_autoptr (GBytes) signer_id = fill (0x91, 32);
  g_autoptr (GBytes) signature = fill (0xc0, 64);
  g_autoptr (YaoInitCode) before = NULL;
  g_autoptr (GError) error = NULL;
  YaoInitCodeFields fields = {
    .organisation = "\xe4\xba\x91\xe9\x92\xa5 Ltd & Co.",
    .address = "https://ca.example.cn:8443",
    .pin = pin,
    .backup_pin = backup_pin,
    .cosign_address = "https://cs.example.cn/cosign",
    .signer_id = signer_id,
    .expires = 1893456000,
  };
  YaoInitCode *code;

  before = yao_init_code_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_false (yao_init_code_is_signed (before));
  code = yao_init_code_add_signature (before, signature, &error);
  g_assert_no_error (error);
  return code;
}

static void
test_uri (void)
{
  g_autoptr (YaoInitCode) code = make_signed ();
  static const char expected[] = "cloudkey://init?v=1"
                                 "&o=%E4%BA%91%E9%92%A5%20Ltd%20%26%20Co."
                                 "&u=https://ca.example.cn:8443"
                                 "&p=Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8"
                                 "&q=KioqKioqKioqKioqKioqKioqKioqKioqKioqKioqKio"
                                 "&c=https://cs.example.cn/cosign"
                                 "&k=kZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZE"
                                 "&x=1893456000"
                                 "&s=wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"
                                 "wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwA";

  g_assert_cmpstr (yao_init_code_get_uri (code), ==, expected);
}

static void
test_fields (void)
{
  g_autoptr (YaoInitCode) made = make_signed ();
  g_autoptr (YaoInitCode) code = yao_init_code_parse (yao_init_code_get_uri (made), NULL);
  g_autoptr (GBytes) pin = fill (0x3f, 32);
  g_autoptr (GBytes) backup_pin = fill (0x2a, 32);
  g_autoptr (GBytes) signer_id = fill (0x91, 32);
  g_autoptr (GBytes) signature = fill (0xc0, 64);
  g_autofree char *pin_text = yao_init_code_dup_pin_text (code);

  g_assert_cmpstr (yao_init_code_get_organisation (code), ==, "\xe4\xba\x91\xe9\x92\xa5 Ltd & Co.");
  g_assert_cmpstr (yao_init_code_get_address (code), ==, "https://ca.example.cn:8443");
  g_assert_cmpstr (yao_init_code_get_host (code), ==, "ca.example.cn:8443");
  g_assert_cmpstr (yao_init_code_get_cosign_address (code), ==, "https://cs.example.cn/cosign");
  g_assert_true (g_bytes_equal (yao_init_code_get_pin (code), pin));
  g_assert_true (g_bytes_equal (yao_init_code_get_backup_pin (code), backup_pin));
  g_assert_true (g_bytes_equal (yao_init_code_get_signer_id (code), signer_id));
  g_assert_true (g_bytes_equal (yao_init_code_get_signature (code), signature));
  g_assert_null (yao_init_code_get_short_pin (code));
  g_assert_cmpint (yao_init_code_get_expires (code), ==, 1893456000);
  g_assert_true (yao_init_code_is_signed (code));
  g_assert_false (yao_init_code_is_typed (code));
  g_assert_cmpstr (pin_text, ==, "3F3F 3F3F 3F3F 3F3F");
}

/* The signature is over the same bytes before and after it is there. */
static void
test_signed_bytes (void)
{
  g_autoptr (YaoInitCode) code = make_signed ();
  g_autoptr (GBytes) bytes = yao_init_code_dup_signed_bytes (code);
  const char *uri = yao_init_code_get_uri (code);
  g_autofree char *before = g_strndup (uri, (gsize) (strstr (uri, "&s=") - uri));
  g_autofree char *expected = g_strconcat ("cloudkey-qr-init-v1\n", before, NULL);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_expiry (void)
{
  g_autoptr (YaoInitCode) code = make_signed ();
  g_autoptr (YaoInitCode) never = yao_init_code_parse ("cloudkey://init?v=1&o=A&u=https://h", NULL);

  g_assert_false (yao_init_code_is_expired (code, 1893455999));
  g_assert_true (yao_init_code_is_expired (code, 1893456000));
  g_assert_false (yao_init_code_is_expired (never, G_MAXINT64));
}

static void
test_smallest (void)
{
  YaoInitCodeFields fields = { .organisation = "A", .address = "https://h" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoInitCode) code = yao_init_code_new (&fields, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (yao_init_code_get_uri (code), ==, "cloudkey://init?v=1&o=A&u=https://h");
  g_assert_null (yao_init_code_get_pin (code));
  g_assert_null (yao_init_code_dup_pin_text (code));
  bytes = yao_init_code_dup_signed_bytes (code);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==,
                    strlen ("cloudkey-qr-init-v1\ncloudkey://init?v=1&o=A&u=https://h"));
}

/* What cannot be read back is not made. */
static void
test_bad_fields (void)
{
  g_autoptr (GBytes) pin = fill (1, 32);
  g_autoptr (GBytes) short_pin = fill (1, 31);
  g_autofree char *long_name = g_strnfill (65, 'a');
  const YaoInitCodeFields map[] = {
    { .organisation = "", .address = "https://h" },
    { .organisation = "a\nb", .address = "https://h" },
    { .organisation = long_name, .address = "https://h" },
    { .organisation = "\xff", .address = "https://h" },
    { .organisation = "A", .address = "http://h" },
    { .organisation = "A", .address = "https://h&s=x" },
    { .organisation = "A", .address = "https://h", .pin = short_pin },
    { .organisation = "A", .address = "https://h", .backup_pin = pin },
    { .organisation = "A", .address = "https://h", .cosign_address = "h" },
    { .organisation = "A", .address = "https://h", .signer_id = pin },
    { .organisation = "A", .address = "https://h", .pin = pin, .signer_id = pin },
    { .organisation = "A", .address = "https://h", .expires = -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("checking fields %u", i);
      g_assert_null (yao_init_code_new (&map[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
      g_assert_null (yao_init_code_new (&map[i], NULL));
    }
}

static void
test_bad_signature (void)
{
  g_autoptr (GBytes) pin = fill (1, 32);
  g_autoptr (GBytes) short_signature = fill (1, 63);
  g_autoptr (GBytes) signature = fill (1, 64);
  YaoInitCodeFields fields
      = { .organisation = "A", .address = "https://h", .pin = pin, .signer_id = pin, .expires = 1 };
  YaoInitCodeFields unsigned_fields = { .organisation = "A", .address = "https://h" };
  g_autoptr (YaoInitCode) code = yao_init_code_new (&fields, NULL);
  g_autoptr (YaoInitCode) nobody = yao_init_code_new (&unsigned_fields, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_init_code_add_signature (code, short_signature, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (yao_init_code_add_signature (nobody, signature, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_null (yao_init_code_add_signature (nobody, signature, NULL));
}

static void
test_boxed (void)
{
  g_autoptr (YaoInitCode) code = make_signed ();
  YaoInitCode *copy = g_boxed_copy (YAO_TYPE_INIT_CODE, code);

  g_assert_true (copy == code);
  g_boxed_free (YAO_TYPE_INIT_CODE, copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/init-code/uri", test_uri);
  g_test_add_func ("/protocol/init-code/fields", test_fields);
  g_test_add_func ("/protocol/init-code/signed-bytes", test_signed_bytes);
  g_test_add_func ("/protocol/init-code/expiry", test_expiry);
  g_test_add_func ("/protocol/init-code/smallest", test_smallest);
  g_test_add_func ("/protocol/init-code/bad-fields", test_bad_fields);
  g_test_add_func ("/protocol/init-code/bad-signature", test_bad_signature);
  g_test_add_func ("/protocol/init-code/boxed", test_boxed);
  return g_test_run ();
}
