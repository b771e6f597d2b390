/* test-address.c: base addresses, good and bad
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-address.h"

#include "yao-error.h"

#include <string.h>

static void
test_valid (void)
{
  static const char *const addresses[] = {
    "https://a",
    "https://ca.example.cn",
    "https://CA.example.cn",
    "https://xn--9krr9z.example.cn",
    "https://127.0.0.1:8443",
    "https://localhost:1",
    "https://localhost:65535",
    "https://[::1]",
    "https://[::1]:443",
    "https://[2001:db8::1]:8443/ck",
    "https://h/a",
    "https://h/a-b/c_d/e~f/1.2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_test_message ("checking %s", addresses[i]);
      g_assert_true (yao_address_is_valid (addresses[i]));
    }
}

static void
test_invalid (void)
{
  static const char *const addresses[] = {
    "",
    "https",
    "https://",
    "https:///a",
    "http://h",
    "HTTPS://h",
    "ftp://h",
    "https:/h",
    "//h",
    "h",
    " https://h",
    "https://h ",
    "https://h/",
    "https://h//a",
    "https://h/a/",
    "https://h/.",
    "https://h/../a",
    "https://h/a%2fb",
    "https://h/a b",
    "https://h?",
    "https://h?a=b",
    "https://h#",
    "https://h/#f",
    "https://u@h",
    "https://u:p@h",
    "https://h:",
    "https://h:0",
    "https://h:01",
    "https://h:65536",
    "https://h:123456",
    "https://h:-1",
    "https://h:8a",
    "https://h:1:2",
    "https://:443",
    "https://.h",
    "https://h.",
    "https://a..b",
    "https://-h",
    "https://h-",
    "https://a_b",
    "https://h\\a",
    "https://\xe4\xba\x91.cn",
    "https://h\n",
    "https://[]",
    "https://[::1",
    "https://::1",
    "https://[127.0.0.1]",
    "https://[::1%25lo]",
    "https://[::1]a",
    "https://[::g]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_test_message ("checking %s", addresses[i]);
      g_assert_false (yao_address_is_valid (addresses[i]));
    }
}

static void
test_lengths (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *labels = g_strdup_printf ("https://%s.%s.%s", label, label, label);
  g_autofree char *longest = g_strnfill (YAO_ADDRESS_MAX_SIZE, 'a');
  g_autofree char *longer = g_strnfill (YAO_ADDRESS_MAX_SIZE + 1, 'a');
  g_autofree char *long_label = g_strdup_printf ("https://%sa", label);

  g_assert_true (yao_address_is_valid (labels));
  g_assert_false (yao_address_is_valid (long_label));

  memcpy (longest, "https://h/", strlen ("https://h/"));
  memcpy (longer, "https://h/", strlen ("https://h/"));
  g_assert_true (yao_address_is_valid (longest));
  g_assert_false (yao_address_is_valid (longer));
}

static void
test_typed (void)
{
  static const struct
  {
    const char *typed;
    const char *address; /* or NULL where it is refused */
  } map[] = {
    { "ca.example.cn", "https://ca.example.cn" },
    { "CA.Example.CN:8443", "https://ca.example.cn:8443" },
    { "https://ca.example.cn/", "https://ca.example.cn" },
    { "HTTPS://ca.example.cn/Ck", "https://ca.example.cn/Ck" },
    { "https://ca", "https://ca" },
    { "[::1]:8443", "https://[::1]:8443" },
    { "ca", NULL },
    { "10001", NULL },
    { "", NULL },
    { "https://", NULL },
    { "http://ca.example.cn", NULL },
    { "ca.example.cn//", NULL },
    { "u@ca.example.cn", NULL },
    { "cloudkey://init?v=1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = yao_address_from_typed (map[i].typed, &error);

      g_test_message ("checking %s", map[i].typed);
      g_assert_cmpstr (address, ==, map[i].address);
      if (map[i].address == NULL)
        g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_host (void)
{
  g_autofree char *plain = yao_address_dup_host ("https://ca.example.cn");
  g_autofree char *port = yao_address_dup_host ("https://ca.example.cn:8443/ck");
  g_autofree char *ip = yao_address_dup_host ("https://[::1]:8443");

  g_assert_cmpstr (plain, ==, "ca.example.cn");
  g_assert_cmpstr (port, ==, "ca.example.cn:8443");
  g_assert_cmpstr (ip, ==, "[::1]:8443");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/address/valid", test_valid);
  g_test_add_func ("/protocol/address/invalid", test_invalid);
  g_test_add_func ("/protocol/address/lengths", test_lengths);
  g_test_add_func ("/protocol/address/typed", test_typed);
  g_test_add_func ("/protocol/address/host", test_host);
  return g_test_run ();
}
