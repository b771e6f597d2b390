/* test-report.c: what goes to standard error
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-report.h"

static void
test_text (void)
{
  YaoCliReport error = { "error", "not-found", "Nothing is called this: 1", "Look again.", NULL };
  YaoCliReport warning = { "warning", "unverified", "Nobody vouches", NULL, NULL };
  g_autofree char *one = yao_cli_report_format (&error, FALSE);
  g_autofree char *other = yao_cli_report_format (&warning, FALSE);
  g_autofree char *verbose = NULL;

  g_assert_cmpstr (one, ==, "yunyaoctl: Nothing is called this: 1\nLook again.\n");
  g_assert_cmpstr (other, ==, "yunyaoctl: Warning: Nobody vouches\n");

  error.details = "the log's words";
  verbose = yao_cli_report_format (&error, FALSE);
  g_assert_true (g_str_has_suffix (verbose, "Look again.\n[not-found] the log's words\n"));
}

static void
test_json (void)
{
  YaoCliReport error = { "error", "not-found", "Nothing is called this: \"1\"", "Look.", NULL };
  g_autofree char *text = yao_cli_report_format (&error, TRUE);

  g_assert_cmpstr (text, ==,
                   "{\"error\":{\"code\":\"not-found\","
                   "\"message\":\"Nothing is called this: \\\"1\\\"\",\"next\":\"Look.\"}}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/report/text", test_text);
  g_test_add_func ("/cli/report/json", test_json);

  return g_test_run ();
}
