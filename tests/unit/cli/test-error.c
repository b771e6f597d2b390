/* test-error.c: errors as people and scripts are told them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-error.h"

#include "yao-error.h"

#include <gio/gio.h>
#include <string.h>

static void
test_total (void)
{
  for (int code = 1; code < YAO_ERROR_LAST; code++)
    {
      g_autoptr (GError) error = g_error_new (YAO_ERROR, code, "SECRET-LOG-TEXT");
      g_autofree char *sentence = yao_cli_error_dup_sentence (error);
      g_autofree char *next = yao_cli_error_dup_next (error);

      g_test_message ("checking %s", yao_error_code_get_nick (code));
      g_assert_cmpstr (yao_cli_error_get_code (error), ==, yao_error_code_get_nick (code));
      g_assert_cmpint (yao_cli_error_get_exit (error), >, 0);
      g_assert_cmpuint (strlen (sentence), >, 8);
      g_assert_false (g_str_has_suffix (sentence, "."));
      g_assert_true (g_str_has_suffix (next, "."));
      g_assert_null (strstr (sentence, "SECRET"));
      g_assert_null (strstr (next, "SECRET"));
    }
}

static void
test_exits (void)
{
  static const struct
  {
    YaoErrorCode code;
    int exit;
  } cases[] = {
    { YAO_ERROR_INTERNAL, 1 },    { YAO_ERROR_MISSING_INPUT, 2 }, { YAO_ERROR_NOT_FOUND, 3 },
    { YAO_ERROR_NO_SERVICE, 3 },  { YAO_ERROR_DENIED, 4 },        { YAO_ERROR_UNTRUSTED, 4 },
    { YAO_ERROR_PARTIAL, 5 },     { YAO_ERROR_CONFLICT, 6 },      { YAO_ERROR_THROTTLED, 7 },
    { YAO_ERROR_PIN_LOCKED, 7 },  { YAO_ERROR_BUSY, 7 },          { YAO_ERROR_UNREACHABLE, 101 },
    { YAO_ERROR_TIMED_OUT, 101 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new (YAO_ERROR, (int) cases[i].code, "log");

      g_assert_cmpint (yao_cli_error_get_exit (error), ==, cases[i].exit);
    }
}

static void
test_subject (void)
{
  g_autoptr (GError) error = g_error_new (YAO_ERROR, YAO_ERROR_NOT_FOUND, "log");
  g_autofree char *sentence = NULL;

  yao_error_set_subject (error, "12\033[345");
  sentence = yao_cli_error_dup_sentence (error);

  g_assert_cmpstr (sentence, ==, "Nothing is called this: 12\xef\xbf\xbd[345");
}

static void
test_wait (void)
{
  g_autoptr (GError) error = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "log");
  g_autofree char *one = NULL;
  g_autofree char *many = NULL;

  yao_error_set_retry_after (error, 1);
  one = yao_cli_error_dup_next (error);
  yao_error_set_retry_after (error, 30);
  many = yao_cli_error_dup_next (error);

  g_assert_cmpstr (one, ==, "Wait 1 second and try again.");
  g_assert_cmpstr (many, ==, "Wait 30 seconds and try again.");
}

static void
test_foreign (void)
{
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "log");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "log");

  g_assert_cmpstr (yao_cli_error_get_code (cancelled), ==, "cancelled");
  g_assert_cmpint (yao_cli_error_get_exit (cancelled), ==, 130);
  g_assert_cmpstr (yao_cli_error_get_code (other), ==, "internal");
  g_assert_cmpint (yao_cli_error_get_exit (other), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/error/total", test_total);
  g_test_add_func ("/cli/error/exits", test_exits);
  g_test_add_func ("/cli/error/subject", test_subject);
  g_test_add_func ("/cli/error/wait", test_wait);
  g_test_add_func ("/cli/error/foreign", test_foreign);

  return g_test_run ();
}
