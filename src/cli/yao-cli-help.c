/* yao-cli-help.c: help and version
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-help.h"

#include "yao-cli-text.h"
#include "yao-cli.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * yao_cli_help_dup_command:
 * @arguments: a command line
 *
 * Makes the command that shows the help that fits a command line.
 *
 * Returns: (transfer full): the command
 */
char *
yao_cli_help_dup_command (const YaoCliArguments *arguments)
{
  const YaoCliCommand *command = arguments->command;
  gboolean is_known = command != NULL || arguments->mistake == YAO_CLI_MISTAKE_NO_VERB;

  return g_strjoin (" ", "yunyaoctl help", is_known ? arguments->family : NULL,
                    command != NULL ? command->verb : NULL, NULL);
}

/**
 * yao_cli_help_dup_usage:
 * @command: a command
 *
 * Makes the line that shows how a command is used, without the program's name.
 *
 * Returns: (transfer full): the line
 */
char *
yao_cli_help_dup_usage (const YaoCliCommand *command)
{
  GString *usage = g_string_new (command->family);

  if (command->verb != NULL)
    g_string_append_printf (usage, " %s", command->verb);
  if (command->operands != NULL)
    g_string_append_printf (usage, command->min_operands > 0 ? " %s" : " [%s]",
                            _ (command->operands));

  return g_string_free (usage, FALSE);
}

static void
add_option (YaoCliTable *table, const YaoCliOption *option)
{
  g_autoptr (GString) name = g_string_new ("  ");
  const char *cells[2];

  if (option->letter != 0)
    g_string_append_printf (name, "-%c, ", option->letter);
  else
    g_string_append (name, "    ");
  g_string_append_printf (name, "--%s", option->name);
  if (option->metavar != NULL)
    g_string_append_printf (name, " %s", _ (option->metavar));

  cells[0] = name->str;
  cells[1] = _ (option->summary);
  yao_cli_table_add_row (table, cells);
}

static void
put_options (YaoCli *cli, const char *title, const YaoCliOption *options)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  if (options == NULL)
    return;

  for (const YaoCliOption *option = options; option->name != NULL; option++)
    add_option (table, option);
  yao_cli_put (cli, "\n");
  yao_cli_put_line (cli, title);
  yao_cli_put_table (cli, table);
}

static void
put_command (YaoCli *cli, const YaoCliCommand *command)
{
  g_autofree char *usage = yao_cli_help_dup_usage (command);
  g_autofree char *options
      = command->options != NULL ? g_strconcat (" ", _ ("[OPTION…]"), NULL) : g_strdup ("");
  g_autofree char *line = g_strconcat (_ ("Usage:"), " yunyaoctl ", usage, options, NULL);

  yao_cli_put_line (cli, line);
  yao_cli_put (cli, "\n");
  yao_cli_put_line (cli, _ (command->summary));
  if (command->details != NULL)
    {
      yao_cli_put (cli, "\n");
      yao_cli_put_line (cli, _ (command->details));
    }

  put_options (cli, _ ("Options:"), command->options);
  put_options (cli, _ ("Options of every command:"), yao_cli_global_options);
}

static void
put_commands (YaoCli *cli, const char *family)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  for (const YaoCliCommand *command = yao_cli_get_commands (cli); command->family != NULL;
       command++)
    if (family == NULL || strcmp (command->family, family) == 0)
      {
        g_autofree char *usage = yao_cli_help_dup_usage (command);
        g_autofree char *first = g_strconcat ("  ", usage, NULL);
        const char *cells[] = { first, _ (command->summary) };

        yao_cli_table_add_row (table, cells);
      }

  yao_cli_put_line (cli, _ ("Commands:"));
  yao_cli_put_table (cli, table);
}

static void
put_overview (YaoCli *cli, const char *family)
{
  g_autofree char *usage
      = family != NULL
            ? g_strconcat (_ ("Usage:"), " yunyaoctl ", family, " ", _ ("COMMAND"), " …", NULL)
            : g_strconcat (_ ("Usage:"), " yunyaoctl ", _ ("COMMAND"), " …", NULL);

  yao_cli_put_line (cli, usage);
  yao_cli_put (cli, "\n");
  if (family == NULL)
    {
      yao_cli_put_line (cli, _ ("Certificates whose keys are kept by your organisation’s cloud "
                                "key service."));
      yao_cli_put (cli, "\n");
    }
  put_commands (cli, family);
  put_options (cli, _ ("Options of every command:"), yao_cli_global_options);
  yao_cli_put (cli, "\n");
  yao_cli_put_line (cli, _ ("“yunyaoctl help COMMAND” tells more about one of them."));
}

static void
write_options (YaoJsonWriter *json, const YaoCliOption *options)
{
  yao_json_writer_begin_array (json, "options");
  for (const YaoCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      const char letter[] = { option->letter, '\0' };

      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_add_string (json, "name", option->name);
      if (option->letter != 0)
        yao_json_writer_add_string (json, "letter", letter);
      if (option->metavar != NULL)
        yao_json_writer_add_string (json, "value", _ (option->metavar));
      yao_json_writer_add_string (json, "summary", _ (option->summary));
      yao_json_writer_end_object (json);
    }
  yao_json_writer_end_array (json);
}

/* The table of commands, for programs: completions and manuals are checked against it. */
static void
write_commands (YaoCli *cli, const char *family, const char *verb)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_array (json, "commands");
  for (const YaoCliCommand *command = yao_cli_get_commands (cli); command->family != NULL;
       command++)
    {
      g_autofree char *usage = yao_cli_help_dup_usage (command);
      g_autofree char *name = g_strjoin (" ", command->family, command->verb, NULL);

      if ((family != NULL && strcmp (command->family, family) != 0)
          || (verb != NULL && g_strcmp0 (command->verb, verb) != 0))
        continue;

      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_add_string (json, "name", name);
      yao_json_writer_add_string (json, "usage", usage);
      yao_json_writer_add_string (json, "summary", _ (command->summary));
      write_options (json, command->options);
      yao_json_writer_end_object (json);
    }
  yao_json_writer_end_array (json);
  write_options (json, yao_cli_global_options);
  yao_json_writer_end_object (json);
}

static const YaoCliCommand *
find_command (YaoCli *cli, const char *family, const char *verb, guint *count)
{
  const YaoCliCommand *found = NULL;

  *count = 0;
  for (const YaoCliCommand *command = yao_cli_get_commands (cli); command->family != NULL;
       command++)
    if (strcmp (command->family, family) == 0
        && (verb == NULL || g_strcmp0 (command->verb, verb) == 0))
      {
        found = command;
        (*count)++;
      }

  return found;
}

static YaoCliExit
show (YaoCli *cli, const char *family, const char *verb)
{
  const YaoCliCommand *command = NULL;
  guint count = 0;

  if (family != NULL)
    {
      command = find_command (cli, family, verb, &count);
      if (command == NULL)
        {
          g_autofree char *name = g_strjoin (" ", family, verb, NULL);

          return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_UNKNOWN_COMMAND, name);
        }
    }

  if (yao_cli_is_json (cli))
    write_commands (cli, family, verb);
  else if (count == 1)
    put_command (cli, command);
  else
    put_overview (cli, family);

  return YAO_CLI_EXIT_OK;
}

/**
 * yao_cli_help_run:
 * @cli: the run
 *
 * Runs "help [COMMAND]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_help_run (YaoCli *cli)
{
  return show (cli, yao_cli_get_operand (cli, 0), yao_cli_get_operand (cli, 1));
}

/**
 * yao_cli_help_run_option:
 * @cli: the run
 *
 * Runs the option --help, with a command or without.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_help_run_option (YaoCli *cli)
{
  const YaoCliArguments *arguments = yao_cli_get_arguments (cli);

  return show (cli, arguments->family,
               arguments->command != NULL ? arguments->command->verb : NULL);
}

/**
 * yao_cli_help_run_version:
 * @cli: the run
 *
 * Runs the option --version.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_help_run_version (YaoCli *cli)
{
  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_add_string (json, "name", "yunyaoctl");
      yao_json_writer_add_string (json, "version", yao_client_get_version ());
      yao_json_writer_end_object (json);
    }
  else
    {
      g_autofree char *line = g_strconcat ("yunyaoctl ", yao_client_get_version (), NULL);

      yao_cli_put_line (cli, line);
    }

  return YAO_CLI_EXIT_OK;
}
