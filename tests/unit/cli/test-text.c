/* test-text.c: text for a terminal
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-text.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *name;
    const char *in;
    const char *out;
  } cases[] = {
    { "plain", "Zhang Wei", "Zhang Wei" },
    { "chinese", "张伟·欧阳", "张伟·欧阳" },
    { "line end", "a\nb", "a\nb" },
    { "escape sequence", "\033[2Jgone", "\xef\xbf\xbd[2Jgone" },
    { "C1 control",
      "a\xc2\x9b"
      "31m",
      "a\xef\xbf\xbd"
      "31m" },
    { "carriage return", "good\rbad",
      "good\xef\xbf\xbd"
      "bad" },
    { "direction override",
      "a\xe2\x80\xae"
      "b",
      "a\xef\xbf\xbd"
      "b" },
    { "not UTF-8", "a\xff", "a\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = yao_cli_text_clean (cases[i].in);

      g_test_message ("checking %s", cases[i].name);
      g_assert_cmpstr (clean, ==, cases[i].out);
    }
}

static void
test_width (void)
{
  g_assert_cmpuint (yao_cli_text_width (""), ==, 0);
  g_assert_cmpuint (yao_cli_text_width ("abc"), ==, 3);
  g_assert_cmpuint (yao_cli_text_width ("张伟"), ==, 4);
  g_assert_cmpuint (yao_cli_text_width ("Ａ"), ==, 2);
  g_assert_cmpuint (yao_cli_text_width ("e\xcc\x81"), ==, 1);
}

static void
test_wrap (void)
{
  g_autofree char *bytes = yao_cli_text_wrap ("AA BB CC DD EE", 8);
  g_autofree char *wide = yao_cli_text_wrap ("张伟 王 李", 6);
  g_autofree char *whole = yao_cli_text_wrap ("AA BB CC", G_MAXUINT);
  g_autofree char *empty = yao_cli_text_wrap ("", 8);

  g_assert_cmpstr (bytes, ==, "AA BB CC\nDD EE");
  g_assert_cmpstr (wide, ==, "张伟\n王 李");
  g_assert_cmpstr (whole, ==, "AA BB CC");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_fill (void)
{
  g_autofree char *once = yao_cli_text_fill ("Missing: {subject}", "subject", "ID");
  g_autofree char *harmful = yao_cli_text_fill ("Missing: {subject}", "subject", "\a%s{subject}");
  g_autofree char *absent = yao_cli_text_fill ("Missing.", "subject", "ID");

  g_assert_cmpstr (once, ==, "Missing: ID");
  g_assert_cmpstr (harmful, ==, "Missing: \xef\xbf\xbd%s{subject}");
  g_assert_cmpstr (absent, ==, "Missing.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/text/clean", test_clean);
  g_test_add_func ("/cli/text/width", test_width);
  g_test_add_func ("/cli/text/wrap", test_wrap);
  g_test_add_func ("/cli/text/fill", test_fill);

  return g_test_run ();
}
