/* test-init-code-parse.c: codes that are refused, and addresses that are typed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-init-code.h"

#include "yao-error.h"

#include <string.h>

#define PIN "Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8"
#define SIGNATURE                                                                                  \
  "wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwA"
#define GOOD                                                                                       \
  "cloudkey://init?v=1&o=%E4%BA%91&u=https://h&p=" PIN "&q=" PIN "&c=https://c&k=" PIN             \
  "&x=1893456000&s=" SIGNATURE

static gboolean
parses (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoInitCode) code = yao_init_code_parse (text, &error);

  g_assert_true ((code != NULL) == (error == NULL));
  if (error != NULL)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE);

  return code != NULL;
}

static void
test_good (void)
{
  static const char *const texts[] = {
    GOOD,
    "cloudkey://init?v=1&o=A&u=https://h",
    "cloudkey://init?v=1&o=A&u=https://h:8443/ck",
    "cloudkey://init?v=1&o=%e4%ba%91&u=https://h",
    "cloudkey://init?v=1&o=A~b-c.d_e&u=https://h&p=" PIN,
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&q=" PIN,
    "cloudkey://init?v=1&o=A&u=https://h&c=https://c",
    "cloudkey://init?v=1&o=A&u=https://h&x=1",
    "cloudkey://init?v=1&o=A&u=https://h&x=253402300799",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=" PIN "&x=1&s=" SIGNATURE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("checking %s", texts[i]);
      g_assert_true (parses (texts[i]));
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "",
    "10001",
    "https://h",
    "cloudkey:init?v=1&o=A&u=https://h",
    "cloudkey://init",
    "cloudkey://init?",
    "cloudkey://init/?v=1&o=A&u=https://h",
    "CLOUDKEY://init?v=1&o=A&u=https://h",
    "cloudkey://INIT?v=1&o=A&u=https://h",
    "cloudkey://login?v=1&i=x&t=y&x=1",
    " cloudkey://init?v=1&o=A&u=https://h",
    "cloudkey://init?v=1&o=A&u=https://h ",
    "cloudkey://init?v=1&o=A&u=https://h\n",
    "cloudkey://init?v=1&o=A&u=https://h#f",
    /* versions */
    "cloudkey://init?v=2&o=A&u=https://h",
    "cloudkey://init?v=&o=A&u=https://h",
    "cloudkey://init?v=01&o=A&u=https://h",
    "cloudkey://init?v=1.0&o=A&u=https://h",
    "cloudkey://init?o=A&u=https://h",
    /* order, repeats, strangers */
    "cloudkey://init?o=A&v=1&u=https://h",
    "cloudkey://init?v=1&u=https://h&o=A",
    "cloudkey://init?v=1&o=A",
    "cloudkey://init?v=1&u=https://h",
    "cloudkey://init?v=1&v=1&o=A&u=https://h",
    "cloudkey://init?v=1&o=A&o=A&u=https://h",
    "cloudkey://init?v=1&o=A&u=https://h&u=https://h",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&p=" PIN,
    "cloudkey://init?v=1&o=A&u=https://h&q=" PIN "&p=" PIN,
    "cloudkey://init?v=1&o=A&u=https://h&z=1",
    "cloudkey://init?v=1&o=A&u=https://h&",
    "cloudkey://init?&v=1&o=A&u=https://h",
    "cloudkey://init?v=1&&o=A&u=https://h",
    "cloudkey://init?v=1&o=A&u=https://h&V=1",
    GOOD "&",
    GOOD "&s=" SIGNATURE,
    GOOD "&x=1",
    /* names */
    "cloudkey://init?v=1&o=&u=https://h",
    "cloudkey://init?v=1&o&u=https://h",
    "cloudkey://init?v=1&o=a b&u=https://h",
    "cloudkey://init?v=1&o=a+b(c)&u=https://h",
    "cloudkey://init?v=1&o=\xe4\xba\x91&u=https://h",
    "cloudkey://init?v=1&o=%20a&u=https://h",
    "cloudkey://init?v=1&o=a%0Ab&u=https://h",
    "cloudkey://init?v=1&o=a%00b&u=https://h",
    "cloudkey://init?v=1&o=a%7Fb&u=https://h",
    "cloudkey://init?v=1&o=a%E2%80%AEb&u=https://h",
    "cloudkey://init?v=1&o=a%E2%81%A6b&u=https://h",
    "cloudkey://init?v=1&o=a%FFb&u=https://h",
    "cloudkey://init?v=1&o=%C0%80&u=https://h",
    "cloudkey://init?v=1&o=a%&u=https://h",
    "cloudkey://init?v=1&o=a%4&u=https://h",
    "cloudkey://init?v=1&o=a%4g&u=https://h",
    /* addresses */
    "cloudkey://init?v=1&o=A&u=",
    "cloudkey://init?v=1&o=A&u=http://h",
    "cloudkey://init?v=1&o=A&u=https://u@h",
    "cloudkey://init?v=1&o=A&u=https://h?a=b",
    "cloudkey://init?v=1&o=A&u=https%3A%2F%2Fh",
    "cloudkey://init?v=1&o=A&u=https://h&c=",
    "cloudkey://init?v=1&o=A&u=https://h&c=http://c",
    /* bytes */
    "cloudkey://init?v=1&o=A&u=https://h&p=",
    "cloudkey://init?v=1&o=A&u=https://h&p=AAAA",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "=",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "A",
    "cloudkey://init?v=1&o=A&u=https://h&p=Pz8/Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8",
    "cloudkey://init?v=1&o=A&u=https://h&p=Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz9",
    "cloudkey://init?v=1&o=A&u=https://h&q=" PIN,
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&q=AAAA",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=AAAA&x=1&s=" SIGNATURE,
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=" PIN "&x=1&s=AAAA",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=" PIN "&x=1&s=" SIGNATURE "A",
    /* what must come together */
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=" PIN "&x=1",
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&x=1&s=" SIGNATURE,
    "cloudkey://init?v=1&o=A&u=https://h&k=" PIN "&x=1&s=" SIGNATURE,
    "cloudkey://init?v=1&o=A&u=https://h&p=" PIN "&k=" PIN "&s=" SIGNATURE,
    /* times */
    "cloudkey://init?v=1&o=A&u=https://h&x=",
    "cloudkey://init?v=1&o=A&u=https://h&x=0",
    "cloudkey://init?v=1&o=A&u=https://h&x=01",
    "cloudkey://init?v=1&o=A&u=https://h&x=-1",
    "cloudkey://init?v=1&o=A&u=https://h&x=+1",
    "cloudkey://init?v=1&o=A&u=https://h&x=1e9",
    "cloudkey://init?v=1&o=A&u=https://h&x=253402300800",
    "cloudkey://init?v=1&o=A&u=https://h&x=99999999999999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("checking text %u", i);
      g_assert_false (parses (texts[i]));
    }
}

static void
test_lengths (void)
{
  g_autofree char *longest_name = g_strnfill (YAO_INIT_CODE_ORGANISATION_MAX_SIZE, 'a');
  g_autofree char *good = g_strdup_printf ("cloudkey://init?v=1&o=%s&u=https://h", longest_name);
  g_autofree char *bad = g_strdup_printf ("cloudkey://init?v=1&o=a%s&u=https://h", longest_name);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *most = NULL;
  g_autofree char *more = NULL;
  const char *const form
      = "cloudkey://init?v=1&o=%s&u=https://h/%s&p=" PIN "&q=" PIN "&k=" PIN "&x=1&s=" SIGNATURE;
  g_autofree char *path = NULL;
  gsize size;

  g_assert_true (parses (good));
  g_assert_false (parses (bad));

  for (guint i = 0; i < 32; i++)
    g_string_append (name, "%C3%A9");
  size = strlen (form) - 4 + name->len;
  g_assert_cmpuint (size, <, YAO_INIT_CODE_MAX_SIZE);
  path = g_strnfill (YAO_INIT_CODE_MAX_SIZE - size, 'p');
  most = g_strdup_printf (form, name->str, path);
  g_assert_cmpuint (strlen (most), ==, YAO_INIT_CODE_MAX_SIZE);
  g_assert_true (parses (most));

  g_clear_pointer (&path, g_free);
  path = g_strnfill (YAO_INIT_CODE_MAX_SIZE - size + 1, 'p');
  more = g_strdup_printf (form, name->str, path);
  g_assert_false (parses (more));
}

/* Cut anywhere, a signed code is refused: but where what is left is a whole code without signature,
 * which is told from a signed one by its callers.
 */
static void
test_truncated (void)
{
  guint whole = 0;

  g_assert_true (parses (GOOD));
  for (gsize size = 0; size < strlen (GOOD); size++)
    {
      g_autofree char *text = g_strndup (GOOD, size);
      g_autoptr (YaoInitCode) code = yao_init_code_parse (text, NULL);

      if (code != NULL)
        {
          g_assert_false (yao_init_code_is_signed (code));
          whole++;
        }
    }

  /* behind u, p, q and c */
  g_assert_cmpuint (whole, ==, 4);
}

static void
test_typed (void)
{
  static const struct
  {
    const char *text;
    const char *address;
    const char *pin; /* or NULL */
  } map[] = {
    { "ca.example.cn", "https://ca.example.cn", NULL },
    { "  https://ca.example.cn/  ", "https://ca.example.cn", NULL },
    { "ca.example.cn:8443 3F2A91C05D7E8B14", "https://ca.example.cn:8443", "3F2A 91C0 5D7E 8B14" },
    { "https://h 3f2a 91c0 5d7e 8b14", "https://h", "3F2A 91C0 5D7E 8B14" },
    { "https://h\t3f:2a:91:c0-5d:7e:8b:14\n", "https://h", "3F2A 91C0 5D7E 8B14" },
    { "\xef\xbd\x83\xef\xbd\x81.example.cn\xe3\x80\x80"
      "3F2A91C05D7E8B14",
      "https://ca.example.cn", "3F2A 91C0 5D7E 8B14" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoInitCode) code = yao_init_code_parse_typed (map[i].text, &error);
      g_autofree char *pin = NULL;

      g_test_message ("checking %s", map[i].text);
      g_assert_no_error (error);
      g_assert_true (yao_init_code_is_typed (code));
      g_assert_false (yao_init_code_is_signed (code));
      g_assert_null (yao_init_code_get_uri (code));
      g_assert_null (yao_init_code_get_organisation (code));
      g_assert_null (yao_init_code_get_pin (code));
      g_assert_cmpstr (yao_init_code_get_address (code), ==, map[i].address);
      g_assert_nonnull (yao_init_code_get_host (code));
      pin = yao_init_code_dup_pin_text (code);
      g_assert_cmpstr (pin, ==, map[i].pin);
      g_assert_true ((yao_init_code_get_short_pin (code) != NULL) == (map[i].pin != NULL));
    }
}

static void
test_typed_bad (void)
{
  static const char *const texts[] = {
    "",
    "   ",
    "10001",
    "http://ca.example.cn",
    "cloudkey://init?v=1&o=A&u=https://h",
    "https://u:p@h",
    "https://h?x",
    "https://h 3F2A",
    "https://h 3F2A91C05D7E8B1",
    "https://h 3F2A91C05D7E8B144",
    "https://h 3F2A91C05D7E8B1G",
    "https://h 3F2A91C05D7E8B14 please",
    "3F2A91C05D7E8B14 https://h",
    "https://h\xff",
  };
  g_autofree char *spaces = g_strnfill (YAO_INIT_CODE_MAX_SIZE, ' ');
  g_autofree char *longer = g_strconcat ("https://h", spaces, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("checking text %u", i);
      g_assert_null (yao_init_code_parse_typed (texts[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE);
    }

  g_assert_null (yao_init_code_parse_typed (longer, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/init-code-parse/good", test_good);
  g_test_add_func ("/protocol/init-code-parse/bad", test_bad);
  g_test_add_func ("/protocol/init-code-parse/lengths", test_lengths);
  g_test_add_func ("/protocol/init-code-parse/truncated", test_truncated);
  g_test_add_func ("/protocol/init-code-parse/typed", test_typed);
  g_test_add_func ("/protocol/init-code-parse/typed-bad", test_typed_bad);
  return g_test_run ();
}
