/* test-text.c: plain text
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-text.h"

static void
test_plain (void)
{
  static const char *const texts[] = {
    "a", "a b", "\xe5\xbc\xa0\xe4\xbc\x9f", "\xc3\xa9t\xc3\xa9", "\xf0\x9f\x98\x80", "~!@#$%^&*()",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (yao_text_is_plain (texts[i]));
}

static void
test_not_plain (void)
{
  static const char *const texts[] = {
    "",
    " a",
    "a ",
    "\xe3\x80\x80"
    "a", /* U+3000, ideographic space */
    "a\n",
    "a\nb",
    "a\tb",
    "a\x7f"
    "b",
    "a\xc2\x85"
    "b", /* U+0085, next line */
    "a\xc2\xad"
    "b", /* U+00AD, soft hyphen */
    "a\xe2\x80\x8b"
    "b", /* U+200B, zero width space */
    "a\xe2\x80\x8f"
    "b", /* U+200F, right-to-left mark */
    "a\xe2\x80\xa8"
    "b", /* U+2028, line separator */
    "a\xe2\x80\xae"
    "b", /* U+202E, right-to-left override */
    "a\xe2\x81\xa6"
    "b", /* U+2066, left-to-right isolate */
    "\xef\xbb\xbf"
    "a",                /* U+FEFF, byte order mark */
    "\xee\x80\x80",     /* U+E000, private use */
    "\xf3\xa0\x81\x81", /* U+E0041, tag */
    "\xff",
    "\xc0\x80",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("checking text %u", i);
      g_assert_false (yao_text_is_plain (texts[i]));
    }
}

static void
test_shorten (void)
{
  static const struct
  {
    const char *text;
    gsize max_bytes;
    const char *expected;
  } map[] = {
    { "abc", 10, "abc" },
    { "abc", 2, "ab" },
    { "abc", 0, "" },
    { "a\nb", 10, "a?b" },
    { "\xe5\xbc\xa0\xe4\xbc\x9f", 5, "\xe5\xbc\xa0" },
    { "a\xe2\x80\xae", 10, "a?" },
    { "\xff", 10, "\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autofree char *text = yao_text_shorten (map[i].text, map[i].max_bytes);

      g_assert_cmpstr (text, ==, map[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/text/plain", test_plain);
  g_test_add_func ("/protocol/text/not-plain", test_not_plain);
  g_test_add_func ("/protocol/text/shorten", test_shorten);
  return g_test_run ();
}
