/* test-commands.c: the table of commands
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-commands.h"
#include "yao-cli-help.h"

#include <string.h>

static void
check_options (const YaoCliOption *options, GHashTable *names)
{
  for (const YaoCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_assert_true (g_hash_table_add (names, g_strdup (option->name)));
      if (option->letter != 0)
        g_assert_true (g_hash_table_add (names, g_strndup (&option->letter, 1)));
      g_assert_nonnull (option->summary);
      g_assert_cmpuint (strlen (option->summary), <, 80);
    }
}

static void
test_whole (void)
{
  for (const YaoCliCommand *command = yao_cli_commands; command->family != NULL; command++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_test_message ("checking %s %s", command->family, command->verb);
      g_assert_nonnull (command->run);
      g_assert_nonnull (command->summary);
      g_assert_false (g_str_has_suffix (command->summary, "."));
      g_assert_cmpuint (command->min_operands, <=, command->max_operands);
      g_assert_true ((command->operands != NULL) == (command->max_operands > 0));
      g_assert_true (command->details == NULL || g_str_has_suffix (command->details, "."));
      check_options (yao_cli_global_options, names);
      check_options (command->options, names);
    }
}

/* A family is either one command, or has verbs only, of which at most one is the default. */
static void
test_families (void)
{
  for (const YaoCliCommand *one = yao_cli_commands; one->family != NULL; one++)
    for (const YaoCliCommand *other = one + 1; other->family != NULL; other++)
      if (strcmp (one->family, other->family) == 0)
        {
          g_assert_nonnull (one->verb);
          g_assert_nonnull (other->verb);
          g_assert_cmpstr (one->verb, !=, other->verb);
          g_assert_false (one->is_default && other->is_default);
        }
}

static void
test_usage (void)
{
  static const struct
  {
    const char *words[3];
    const char *usage;
  } cases[] = {
    { { "help", NULL }, "help [COMMAND]" },
    { { "download", "1", NULL }, "download NUMBER" },
    { { "certs", NULL }, "certs list" },
    { { "certs", "refresh", NULL }, "certs refresh [ID]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YaoCliArguments) arguments
          = yao_cli_arguments_parse (yao_cli_commands, cases[i].words);
      g_autofree char *usage = NULL;

      g_assert_cmpint (arguments->mistake, ==, YAO_CLI_MISTAKE_NONE);
      usage = yao_cli_help_dup_usage (arguments->command);
      g_assert_cmpstr (usage, ==, cases[i].usage);
    }
}

static void
test_help_command (void)
{
  static const struct
  {
    const char *words[4];
    const char *command;
  } cases[] = {
    { { NULL }, "yunyaoctl help" },
    { { "fly", NULL }, "yunyaoctl help" },
    { { "certs", "fly", NULL }, "yunyaoctl help" },
    { { "download", NULL }, "yunyaoctl help download" },
    { { "certs", "show", NULL }, "yunyaoctl help certs show" },
    { { "certs", "list", "--fly", NULL }, "yunyaoctl help certs list" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YaoCliArguments) arguments
          = yao_cli_arguments_parse (yao_cli_commands, cases[i].words);
      g_autofree char *command = NULL;

      g_assert_cmpint (arguments->mistake, !=, YAO_CLI_MISTAKE_NONE);
      command = yao_cli_help_dup_command (arguments);
      g_assert_cmpstr (command, ==, cases[i].command);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/commands/whole", test_whole);
  g_test_add_func ("/cli/commands/families", test_families);
  g_test_add_func ("/cli/commands/usage", test_usage);
  g_test_add_func ("/cli/commands/help-command", test_help_command);

  return g_test_run ();
}
