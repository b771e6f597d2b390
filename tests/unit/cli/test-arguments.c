/* test-arguments.c: the command line, taken apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-arguments.h"

#include <string.h>

static const YaoCliOption export_options[] = {
  { "pem", 0, NULL, "" },
  { "output", 'o', "FILE", "" },
  { NULL },
};

static const YaoCliCommand commands[] = {
  { "download", NULL, FALSE, "UID", 1, 1, NULL, "", NULL, NULL },
  { "certs", "list", TRUE, NULL, 0, 0, NULL, "", NULL, NULL },
  { "certs", "export", FALSE, "ID", 1, 1, export_options, "", NULL, NULL },
  { "keys", "show", FALSE, "ID", 1, 1, NULL, "", NULL, NULL },
  { NULL },
};

static YaoCliArguments *
parse (const char *line, GStrv *words)
{
  *words = g_strsplit (line, " ", -1);
  if (**words != NULL && *line == '\0')
    g_clear_pointer (*words, g_free);

  return yao_cli_arguments_parse (commands, (const char *const *) *words);
}

static void
test_good (void)
{
  static const struct
  {
    const char *line;
    const char *verb;
    const char *operand;
    const char *profile;
    const char *output;
    gboolean json;
  } cases[] = {
    { "download 10001", NULL, "10001", NULL, NULL, FALSE },
    { "--json download 10001", NULL, "10001", NULL, NULL, TRUE },
    { "download --json 10001", NULL, "10001", NULL, NULL, TRUE },
    { "download 10001 --json", NULL, "10001", NULL, NULL, TRUE },
    { "--profile P certs list", "list", NULL, "P", NULL, FALSE },
    { "certs --profile=P list", "list", NULL, "P", NULL, FALSE },
    { "certs", "list", NULL, NULL, NULL, FALSE },
    { "certs --json", "list", NULL, NULL, NULL, TRUE },
    { "certs export 1 --pem -o f", "export", "1", NULL, "f", FALSE },
    { "certs export -of 1", "export", "1", NULL, "f", FALSE },
    { "certs export --output=a=b 1", "export", "1", NULL, "a=b", FALSE },
    { "certs export -yo f 1", "export", "1", NULL, "f", FALSE },
    { "certs export -o - 1", "export", "1", NULL, "-", FALSE },
    { "certs export -o --json 1", "export", "1", NULL, "--json", FALSE },
    { "download -- -1", NULL, "-1", NULL, NULL, FALSE },
    { "download -- --json", NULL, "--json", NULL, NULL, FALSE },
    { "download -", NULL, "-", NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = NULL;
      g_autoptr (YaoCliArguments) arguments = parse (cases[i].line, &words);

      g_test_message ("checking %s", cases[i].line);
      g_assert_cmpint (arguments->mistake, ==, YAO_CLI_MISTAKE_NONE);
      g_assert_cmpstr (arguments->command->verb, ==, cases[i].verb);
      g_assert_cmpstr (yao_cli_arguments_get_operand (arguments, 0), ==, cases[i].operand);
      g_assert_cmpstr (yao_cli_arguments_get_value (arguments, "profile"), ==, cases[i].profile);
      g_assert_cmpstr (yao_cli_arguments_get_value (arguments, "output"), ==, cases[i].output);
      g_assert_cmpint (yao_cli_arguments_has (arguments, "json"), ==, cases[i].json);
    }
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *line;
    YaoCliMistake mistake;
    const char *subject;
  } cases[] = {
    { "", YAO_CLI_MISTAKE_NO_COMMAND, NULL },
    { "--json", YAO_CLI_MISTAKE_NO_COMMAND, NULL },
    { "fly", YAO_CLI_MISTAKE_UNKNOWN_COMMAND, "fly" },
    { "certs fly", YAO_CLI_MISTAKE_UNKNOWN_COMMAND, "certs fly" },
    { "keys", YAO_CLI_MISTAKE_NO_VERB, "keys" },
    { "certs list --fly", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "--fly" },
    { "certs list --fly=1", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "--fly" },
    { "certs list --js", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "--js" },
    { "certs list --pem", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "--pem" },
    { "certs --pem export 1", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "--pem" },
    { "certs list -x", YAO_CLI_MISTAKE_UNKNOWN_OPTION, "-x" },
    { "certs list --profile", YAO_CLI_MISTAKE_NO_VALUE, "--profile" },
    { "certs list --profile=", YAO_CLI_MISTAKE_NO_VALUE, "--profile" },
    { "certs list --json=1", YAO_CLI_MISTAKE_UNWANTED_VALUE, "--json" },
    { "download", YAO_CLI_MISTAKE_MISSING_OPERAND, "UID" },
    { "certs export", YAO_CLI_MISTAKE_MISSING_OPERAND, "ID" },
    { "download 1 2", YAO_CLI_MISTAKE_UNWANTED_OPERAND, "2" },
    { "certs list 2", YAO_CLI_MISTAKE_UNWANTED_OPERAND, "2" },
    { "download \xff", YAO_CLI_MISTAKE_NOT_UTF8, "\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = NULL;
      g_autoptr (YaoCliArguments) arguments = parse (cases[i].line, &words);
      g_autofree char *sentence = NULL;

      g_test_message ("checking case %u", i);
      g_assert_cmpint (arguments->mistake, ==, cases[i].mistake);
      g_assert_cmpstr (arguments->mistake_subject, ==, cases[i].subject);
      sentence = yao_cli_mistake_dup_sentence (arguments->mistake, arguments->mistake_subject);
      g_assert_cmpuint (strlen (sentence), >, 8);
      g_assert_null (strchr (sentence, '{'));
    }
}

static void
test_json_after_mistake (void)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (YaoCliArguments) arguments = parse ("certs fly --json", &words);

  g_assert_cmpint (arguments->mistake, ==, YAO_CLI_MISTAKE_UNKNOWN_COMMAND);
  g_assert_true (yao_cli_arguments_has (arguments, "json"));
}

static void
test_help_needs_nothing (void)
{
  static const char *const lines[] = { "--help", "-h", "--version", "download --help", "keys -h" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) words = NULL;
      g_autoptr (YaoCliArguments) arguments = parse (lines[i], &words);

      g_assert_cmpint (arguments->mistake, ==, YAO_CLI_MISTAKE_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/arguments/good", test_good);
  g_test_add_func ("/cli/arguments/mistakes", test_mistakes);
  g_test_add_func ("/cli/arguments/json-after-mistake", test_json_after_mistake);
  g_test_add_func ("/cli/arguments/help-needs-nothing", test_help_needs_nothing);

  return g_test_run ();
}
