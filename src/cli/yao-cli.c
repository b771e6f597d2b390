/* yao-cli.c: one run of yunyaoctl, as its commands see it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli.h"

#include "yao-cli-error.h"
#include "yao-cli-help.h"
#include "yao-cli-identity.h"
#include "yao-cli-report.h"
#include "yao-cli-signals.h"
#include "yao-cli-text.h"

#include "yao-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

struct _YaoCli
{
  const YaoCliCommand *commands;
  YaoCliArguments *arguments;
  YaoClient *client;        /* opened when a command first asks for it */
  YaoCliIdentity *identity; /* what asks for the PIN, once there is a client */
  GCancellable *cancellable;
  YaoJsonWriter *json; /* what the command writes for programs, or NULL */
  GString *out;        /* what goes to standard output, all at once at the end */
};

/**
 * yao_cli_get_commands:
 * @self: the run
 *
 * Gets the table of commands.
 *
 * Returns: the table
 */
const YaoCliCommand *
yao_cli_get_commands (YaoCli *self)
{
  return self->commands;
}

/**
 * yao_cli_get_arguments:
 * @self: the run
 *
 * Gets the command line, taken apart.
 *
 * Returns: the arguments
 */
const YaoCliArguments *
yao_cli_get_arguments (YaoCli *self)
{
  return self->arguments;
}

/**
 * yao_cli_has:
 * @self: the run
 * @option: long name of an option
 *
 * Tells whether an option was given.
 *
 * Returns: %TRUE if it was
 */
gboolean
yao_cli_has (YaoCli *self, const char *option)
{
  return yao_cli_arguments_has (self->arguments, option);
}

/**
 * yao_cli_get_value:
 * @self: the run
 * @option: long name of an option that takes a value
 *
 * Gets the value of an option.
 *
 * Returns: (nullable): the value
 */
const char *
yao_cli_get_value (YaoCli *self, const char *option)
{
  return yao_cli_arguments_get_value (self->arguments, option);
}

/**
 * yao_cli_get_operand:
 * @self: the run
 * @index: which, from 0
 *
 * Gets an operand.
 *
 * Returns: (nullable): the operand
 */
const char *
yao_cli_get_operand (YaoCli *self, guint index)
{
  return yao_cli_arguments_get_operand (self->arguments, index);
}

/**
 * yao_cli_get_client:
 * @self: the run
 * @error: return location
 *
 * Gets the client, opening the profile the first time. A damaged profile was set aside by then; the
 * command is not carried out, so that nobody takes the empty profile for the real one unawares. The
 * next run starts anew.
 *
 * Returns: (transfer none) (nullable): the client
 */
YaoClient *
yao_cli_get_client (YaoCli *self, GError **error)
{
  if (self->client == NULL)
    {
      g_autoptr (YaoClient) client = yao_client_new (yao_cli_get_value (self, "profile"), error);

      if (client == NULL)
        return NULL;

      if (yao_client_get_damage (client) != NULL)
        {
          g_propagate_error (error, g_error_copy (yao_client_get_damage (client)));
          return NULL;
        }
      self->identity = yao_cli_identity_attach (self, client);
      self->client = g_steal_pointer (&client);
    }

  return self->client;
}

/**
 * yao_cli_get_cancellable:
 * @self: the run
 *
 * Gets what Ctrl+C cancels.
 *
 * Returns: the cancellable
 */
GCancellable *
yao_cli_get_cancellable (YaoCli *self)
{
  return self->cancellable;
}

/**
 * yao_cli_get_now:
 * @self: a run that has a client
 *
 * Gets the time by the client's clock.
 *
 * Returns: seconds since 1970
 */
gint64
yao_cli_get_now (YaoCli *self)
{
  g_assert (self->client != NULL);

  return yao_clock_get_unix (yao_client_get_clock (self->client));
}

/**
 * yao_cli_is_json:
 * @self: the run
 *
 * Tells whether output is for programs.
 *
 * Returns: %TRUE with --json
 */
gboolean
yao_cli_is_json (YaoCli *self)
{
  return yao_cli_has (self, "json");
}

/**
 * yao_cli_is_terminal:
 * @self: the run
 *
 * Tells whether standard output is a terminal.
 *
 * Returns: %TRUE if it is one
 */
gboolean
yao_cli_is_terminal (YaoCli *self)
{
  return isatty (STDOUT_FILENO);
}

/**
 * yao_cli_get_json:
 * @self: the run
 *
 * Gets the writer of the command's result for programs.
 *
 * Returns: (transfer none): the writer
 */
YaoJsonWriter *
yao_cli_get_json (YaoCli *self)
{
  if (self->json == NULL)
    self->json = yao_json_writer_new_pretty ();

  return self->json;
}

/**
 * yao_cli_put:
 * @self: the run
 * @text: text of our own, or made harmless already
 *
 * Adds text to the output.
 */
void
yao_cli_put (YaoCli *self, const char *text)
{
  g_string_append (self->out, text);
}

/**
 * yao_cli_put_line:
 * @self: the run
 * @text: any text
 *
 * Adds a line to the output, made harmless for a terminal.
 */
void
yao_cli_put_line (YaoCli *self, const char *text)
{
  g_autofree char *clean = yao_cli_text_clean (text);

  g_string_append_printf (self->out, "%s\n", clean);
}

/**
 * yao_cli_put_table:
 * @self: the run
 * @table: a table
 *
 * Adds a table to the output; on a terminal its titles are bold.
 */
void
yao_cli_put_table (YaoCli *self, YaoCliTable *table)
{
  gboolean is_bold = yao_cli_is_terminal (self) && g_getenv ("NO_COLOR") == NULL
                     && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;

  yao_cli_table_render (table, self->out, is_bold);
}

/**
 * yao_cli_put_bytes:
 * @self: the run
 * @bytes: anything
 *
 * Adds bytes to the output, as they are.
 */
void
yao_cli_put_bytes (YaoCli *self, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (self->out, data, (gssize) size);
}

static YaoCliExit
report_error (YaoCli *self, const GError *error)
{
  g_autofree char *sentence = yao_cli_error_dup_sentence (error);
  g_autofree char *next = yao_cli_error_dup_next (error);
  YaoCliReport report = { "error", yao_cli_error_get_code (error), sentence, next, NULL };

  if (yao_cli_has (self, "verbose"))
    report.details = error->message;
  yao_cli_report_write (&report, yao_cli_is_json (self));

  return yao_cli_error_get_exit (error);
}

/**
 * yao_cli_fail:
 * @self: the run
 * @error: what went wrong
 *
 * Reports an error. Where the service wanted a PIN and none could be had, the reason is told.
 *
 * Returns: the exit code that goes with it
 */
YaoCliExit
yao_cli_fail (YaoCli *self, const GError *error)
{
  const GError *cause = self->identity != NULL && yao_error_is (error, YAO_ERROR_IDENTITY_REQUIRED)
                            ? yao_cli_identity_get_error (self->identity)
                            : NULL;

  if (cause == NULL)
    return report_error (self, error);
  if (yao_error_is (cause, YAO_ERROR_MISSING_INPUT))
    return yao_cli_fail_usage (self, YAO_CLI_MISTAKE_MISSING_OPTION, "--pin-file");

  return report_error (self, cause);
}

/**
 * yao_cli_fail_usage:
 * @self: the run
 * @mistake: what is wrong with the command line
 * @subject: (nullable): the word that is wrong
 *
 * Reports a mistake of usage.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_fail_usage (YaoCli *self, YaoCliMistake mistake, const char *subject)
{
  g_autofree char *sentence = yao_cli_mistake_dup_sentence (mistake, subject);
  g_autofree char *command = yao_cli_help_dup_command (self->arguments);
  g_autofree char *next
      = yao_cli_text_fill (_ ("“{command}” shows how to use it."), "command", command);
  YaoCliReport report = { "error", "usage", sentence, next, NULL };

  yao_cli_report_write (&report, yao_cli_is_json (self));

  return YAO_CLI_EXIT_USAGE;
}

/**
 * yao_cli_say:
 * @self: the run
 * @text: what is going on
 *
 * Tells a person who waits at a terminal what is going on.
 */
void
yao_cli_say (YaoCli *self, const char *text)
{
  if (!yao_cli_is_json (self) && isatty (STDERR_FILENO))
    g_printerr ("%s\n", text);
}

/**
 * yao_cli_warn:
 * @self: the run
 * @code: short name, for programs
 * @sentence: what to know
 * @next: (nullable): what to do about it
 *
 * Warns about something that does not stop the command.
 */
void
yao_cli_warn (YaoCli *self, const char *code, const char *sentence, const char *next)
{
  YaoCliReport report = { "warning", code, sentence, next, NULL };

  yao_cli_report_write (&report, yao_cli_is_json (self));
}

/* Gives 0, or the errno. */
static int
write_all (const char *data, gsize size)
{
  while (size > 0)
    {
      ssize_t written = write (STDOUT_FILENO, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return errno;
      data += written;
      size -= (gsize) written;
    }

  return 0;
}

/* Writes what the command put; a reader that went away early is no error that anybody wants to hear
 * of, but not success either. */
static YaoCliExit
flush (YaoCli *self, YaoCliExit exit_code)
{
  g_autoptr (GError) error = NULL;
  int errnum;

  if (self->json != NULL)
    {
      g_autoptr (GBytes) bytes = yao_json_writer_finish (self->json);

      yao_cli_put_bytes (self, bytes);
      if (self->out->len > 0 && self->out->str[self->out->len - 1] != '\n')
        yao_cli_put (self, "\n");
    }

  errnum = write_all (self->out->str, self->out->len);
  if (errnum == 0)
    return exit_code;
  if (errnum == EPIPE)
    return exit_code != YAO_CLI_EXIT_OK ? exit_code : YAO_CLI_EXIT_FAILED;

  yao_error_set_from_errno (&error, errnum, "write standard output", NULL);
  return yao_cli_fail (self, error);
}

static YaoCliExit
run (YaoCli *self)
{
  if (self->arguments->mistake != YAO_CLI_MISTAKE_NONE)
    return yao_cli_fail_usage (self, self->arguments->mistake, self->arguments->mistake_subject);
  if (yao_cli_has (self, "version"))
    return yao_cli_help_run_version (self);
  if (yao_cli_has (self, "help"))
    return yao_cli_help_run_option (self);

  return self->arguments->command->run (self);
}

/**
 * yao_cli_main:
 * @commands: the table of commands
 * @words: (array zero-terminated=1): what was typed, without the program's name
 *
 * Runs one command.
 *
 * Returns: the exit code
 */
int
yao_cli_main (const YaoCliCommand *commands, const char *const *words)
{
  YaoCli self = { .commands = commands };
  YaoCliExit exit_code;

  self.arguments = yao_cli_arguments_parse (commands, words);
  self.cancellable = g_cancellable_new ();
  self.out = g_string_new (NULL);

  if (yao_cli_has (&self, "verbose"))
    g_log_set_debug_enabled (TRUE);
  yao_cli_signals_start (self.cancellable);

  exit_code = flush (&self, run (&self));

  g_clear_object (&self.client);
  g_clear_pointer (&self.identity, yao_cli_identity_free);
  g_clear_object (&self.cancellable);
  g_clear_pointer (&self.json, yao_json_writer_free);
  g_clear_pointer (&self.arguments, yao_cli_arguments_free);
  g_string_free (self.out, TRUE);

  return exit_code;
}
