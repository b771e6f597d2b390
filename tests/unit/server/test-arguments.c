/* test-arguments.c: taking a command line apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-arguments.h"
#include "yao-error.h"

static YaoArguments *
make (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return yao_arguments_new ((int) g_strv_length (words), words);
}

static void
test_any_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoArguments) arguments = make ("users --data /d list --json --reason=x=y -o f");
  g_autofree char *data = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *output = NULL;
  g_autofree char *absent = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (yao_arguments_take_flag (arguments, "--json"));
  g_assert_false (yao_arguments_take_flag (arguments, "--json"));
  g_assert_true (yao_arguments_take_value (arguments, "--data", &data, &error));
  g_assert_true (yao_arguments_take_value (arguments, "--reason", &reason, &error));
  g_assert_true (yao_arguments_take_value (arguments, "-o", &output, &error));
  g_assert_true (yao_arguments_take_value (arguments, "--other", &absent, &error));
  g_assert_cmpstr (data, ==, "/d");
  g_assert_cmpstr (reason, ==, "x=y");
  g_assert_cmpstr (output, ==, "f");
  g_assert_null (absent);
  g_assert_cmpstr (yao_arguments_peek_word (arguments), ==, "users");
  first = yao_arguments_take_word (arguments);
  second = yao_arguments_take_word (arguments);
  g_assert_cmpstr (first, ==, "users");
  g_assert_cmpstr (second, ==, "list");
  g_assert_null (yao_arguments_take_word (arguments));
  g_assert_true (yao_arguments_end (arguments, &error));
}

static void
test_double_dash (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoArguments) arguments = make ("a -- --json -b");
  g_autofree char *a = NULL;
  g_autofree char *json = NULL;
  g_autofree char *b = NULL;

  g_assert_false (yao_arguments_take_flag (arguments, "--json"));
  a = yao_arguments_take_word (arguments);
  json = yao_arguments_take_word (arguments);
  b = yao_arguments_take_word (arguments);
  g_assert_cmpstr (json, ==, "--json");
  g_assert_cmpstr (b, ==, "-b");
}

static void
test_errors (void)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) left = NULL;
  g_autoptr (YaoArguments) arguments = make ("--unknown --data");
  g_autofree char *data = NULL;

  g_assert_false (yao_arguments_take_value (arguments, "--data", &data, &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_MISSING_INPUT);
  g_assert_null (yao_arguments_peek_word (arguments));
  g_assert_false (yao_arguments_end (arguments, &left));
  g_assert_error (left, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/arguments/any-order", test_any_order);
  g_test_add_func ("/server/arguments/double-dash", test_double_dash);
  g_test_add_func ("/server/arguments/errors", test_errors);

  return g_test_run ();
}
