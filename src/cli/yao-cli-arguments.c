/* yao-cli-arguments.c: the command line, taken apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-arguments.h"

#include "yao-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The options that every command takes, before it or after it. */
const YaoCliOption yao_cli_global_options[] = {
  { "profile", 0, N_ ("DIR"), N_ ("Keep services and certificates in DIR") },
  { "json", 0, NULL, N_ ("Write JSON, for programs") },
  { "pin-file", 0, N_ ("FILE"),
    N_ ("Take the PIN from the first line of FILE, not from a person") },
  { "yes", 'y', NULL, N_ ("Answer every question with yes") },
  { "verbose", 'v', NULL, N_ ("Say more about what goes wrong") },
  { "help", 'h', NULL, N_ ("Show help and end") },
  { "version", 0, NULL, N_ ("Show the version and end") },
  { NULL },
};

static const char *const sentences[] = {
  [YAO_CLI_MISTAKE_NONE] = "",
  [YAO_CLI_MISTAKE_NO_COMMAND] = N_ ("A command is missing"),
  [YAO_CLI_MISTAKE_UNKNOWN_COMMAND] = N_ ("Unknown command: {subject}"),
  [YAO_CLI_MISTAKE_NO_VERB] = N_ ("Say what “{subject}” is to do"),
  [YAO_CLI_MISTAKE_UNKNOWN_OPTION] = N_ ("Unknown option: {subject}"),
  [YAO_CLI_MISTAKE_NO_VALUE] = N_ ("Option {subject} needs a value"),
  [YAO_CLI_MISTAKE_UNWANTED_VALUE] = N_ ("Option {subject} takes no value"),
  [YAO_CLI_MISTAKE_MISSING_OPERAND] = N_ ("Missing: {subject}"),
  [YAO_CLI_MISTAKE_UNWANTED_OPERAND] = N_ ("One word too many: {subject}"),
  [YAO_CLI_MISTAKE_MISSING_OPTION] = N_ ("Nobody can be asked here: give the option {subject}"),
  [YAO_CLI_MISTAKE_EXCLUSIVE] = N_ ("These cannot go together: {subject}"),
  [YAO_CLI_MISTAKE_NOT_FOR_TERMINAL]
  = N_ ("These bytes are not for a terminal: give the option {subject}"),
  [YAO_CLI_MISTAKE_NOT_UTF8] = N_ ("Not valid UTF-8: {subject}"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (sentences) == YAO_CLI_MISTAKE_LAST);

static gboolean
note_mistake (YaoCliArguments *self, YaoCliMistake mistake, const char *subject)
{
  g_assert (self->mistake == YAO_CLI_MISTAKE_NONE);

  self->mistake = mistake;
  self->mistake_subject = g_strdup (subject);

  return FALSE;
}

static const YaoCliOption *
find_in (const YaoCliOption *options, const char *name, gsize length, char letter)
{
  for (const YaoCliOption *option = options; option != NULL && option->name != NULL; option++)
    if (letter != 0 ? option->letter == letter
                    : strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;

  return NULL;
}

/* By long name, or by letter where that is not 0. */
static const YaoCliOption *
find_option (YaoCliArguments *self, const char *name, gsize length, char letter)
{
  const YaoCliOption *option = find_in (yao_cli_global_options, name, length, letter);

  if (option == NULL && self->command != NULL)
    option = find_in (self->command->options, name, length, letter);

  return option;
}

static const YaoCliCommand *
find_command (const YaoCliCommand *commands, const char *family, const char *verb)
{
  for (const YaoCliCommand *command = commands; command->family != NULL; command++)
    if (strcmp (command->family, family) == 0
        && (verb != NULL ? g_strcmp0 (command->verb, verb) == 0
                         : command->verb == NULL || command->is_default))
      return command;

  return NULL;
}

static gboolean
has_family (const YaoCliCommand *commands, const char *family)
{
  for (const YaoCliCommand *command = commands; command->family != NULL; command++)
    if (strcmp (command->family, family) == 0)
      return TRUE;

  return FALSE;
}

/* A word that is not an option: family, verb, or operand. */
static gboolean
take_word (YaoCliArguments *self, const YaoCliCommand *commands, const char *word)
{
  if (self->family == NULL)
    {
      if (!has_family (commands, word))
        return note_mistake (self, YAO_CLI_MISTAKE_UNKNOWN_COMMAND, word);

      self->family = word;
      self->command = find_command (commands, word, NULL);
      if (self->command != NULL && self->command->verb != NULL)
        self->command = NULL; /* only what comes next tells */
      return TRUE;
    }

  if (self->command == NULL)
    {
      g_autofree char *both = g_strconcat (self->family, " ", word, NULL);

      self->command = find_command (commands, self->family, word);
      return self->command != NULL || note_mistake (self, YAO_CLI_MISTAKE_UNKNOWN_COMMAND, both);
    }

  if (self->operands->len == self->command->max_operands)
    return note_mistake (self, YAO_CLI_MISTAKE_UNWANTED_OPERAND, word);

  g_ptr_array_add (self->operands, g_strdup (word));
  return TRUE;
}

/* Keeps the option; *next is the word after it, moved on when it is used as the value. */
static gboolean
take_option (YaoCliArguments *self,
             const YaoCliOption *option,
             const char *attached,
             const char *const **next)
{
  g_autofree char *shown = g_strconcat ("--", option->name, NULL);
  const char *value = attached;

  if (option->metavar == NULL)
    {
      if (attached != NULL)
        return note_mistake (self, YAO_CLI_MISTAKE_UNWANTED_VALUE, shown);
      value = "";
    }
  else
    {
      if (value == NULL && **next != NULL)
        value = *(*next)++;
      if (value == NULL || *value == '\0')
        return note_mistake (self, YAO_CLI_MISTAKE_NO_VALUE, shown);
    }

  g_hash_table_insert (self->options, (gpointer) option->name, g_strdup (value));
  return TRUE;
}

static gboolean
take_long (YaoCliArguments *self, const char *word, const char *const **next)
{
  const char *equals = strchr (word, '=');
  gsize length = equals != NULL ? (gsize) (equals - word - 2) : strlen (word) - 2;
  const YaoCliOption *option = find_option (self, word + 2, length, 0);
  g_autofree char *shown = g_strndup (word, length + 2);

  if (option == NULL)
    return note_mistake (self, YAO_CLI_MISTAKE_UNKNOWN_OPTION, shown);

  return take_option (self, option, equals != NULL ? equals + 1 : NULL, next);
}

/* One dash: switches may stand together, and a value may be attached (-oFILE). */
static gboolean
take_short (YaoCliArguments *self, const char *word, const char *const **next)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++)
    {
      const YaoCliOption *option = find_option (self, NULL, 0, *letter);

      if (option == NULL)
        return note_mistake (self, YAO_CLI_MISTAKE_UNKNOWN_OPTION, word);

      if (option->metavar != NULL)
        return take_option (self, option, letter[1] != '\0' ? letter + 1 : NULL, next);
      if (!take_option (self, option, NULL, next))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_complete (YaoCliArguments *self, const YaoCliCommand *commands)
{
  if (yao_cli_arguments_has (self, "help") || yao_cli_arguments_has (self, "version"))
    return TRUE;

  if (self->family == NULL)
    return note_mistake (self, YAO_CLI_MISTAKE_NO_COMMAND, NULL);

  if (self->command == NULL)
    self->command = find_command (commands, self->family, NULL);
  if (self->command == NULL)
    return note_mistake (self, YAO_CLI_MISTAKE_NO_VERB, self->family);

  if (self->operands->len < self->command->min_operands)
    return note_mistake (self, YAO_CLI_MISTAKE_MISSING_OPERAND, _ (self->command->operands));

  return TRUE;
}

static gboolean
take_all (YaoCliArguments *self, const YaoCliCommand *commands, const char *const **next)
{
  gboolean only_words = FALSE;

  while (**next != NULL)
    {
      const char *word = *(*next)++;
      gboolean good;

      if (!g_utf8_validate (word, -1, NULL))
        {
          g_autofree char *valid = g_utf8_make_valid (word, -1);

          return note_mistake (self, YAO_CLI_MISTAKE_NOT_UTF8, valid);
        }

      if (!only_words && strcmp (word, "--") == 0)
        {
          only_words = TRUE;
          continue;
        }

      if (only_words || word[0] != '-' || word[1] == '\0')
        good = take_word (self, commands, word);
      else if (word[1] == '-')
        good = take_long (self, word, next);
      else
        good = take_short (self, word, next);
      if (!good)
        return FALSE;
    }

  return TRUE;
}

/**
 * yao_cli_arguments_parse:
 * @commands: the table of commands
 * @words: (array zero-terminated=1): what was typed, without the program's name; outlives the
 * result
 *
 * Takes a command line apart. Options may stand anywhere after the word that they belong to, global
 * ones anywhere at all; "--" ends them; "-" is an operand. What is wrong, if anything, is in the
 * result's mistake: the first thing found. Even then a --json further on is heeded, so that the
 * mistake can be told in the form that was asked for.
 *
 * Returns: (transfer full): the result
 */
YaoCliArguments *
yao_cli_arguments_parse (const YaoCliCommand *commands, const char *const *words)
{
  YaoCliArguments *self = g_new0 (YaoCliArguments, 1);
  const char *const *next = words;

  g_assert (commands != NULL && words != NULL);

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->operands = g_ptr_array_new_with_free_func (g_free);

  if (take_all (self, commands, &next))
    check_complete (self, commands);
  else if (g_strv_contains (next, "--json"))
    g_hash_table_insert (self->options, (gpointer) "json", g_strdup (""));

  return self;
}

/**
 * yao_cli_arguments_free:
 * @self: (transfer full): the result of the parser
 *
 * Frees it.
 */
void
yao_cli_arguments_free (YaoCliArguments *self)
{
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->operands);
  g_free (self->mistake_subject);
  g_free (self);
}

/**
 * yao_cli_arguments_has:
 * @self: the result of the parser
 * @option: long name of an option
 *
 * Tells whether an option was given.
 *
 * Returns: %TRUE if it was
 */
gboolean
yao_cli_arguments_has (const YaoCliArguments *self, const char *option)
{
  return g_hash_table_contains (self->options, option);
}

/**
 * yao_cli_arguments_get_value:
 * @self: the result of the parser
 * @option: long name of an option that takes a value
 *
 * Gets the value of an option; of one given twice, the last.
 *
 * Returns: (nullable): the value
 */
const char *
yao_cli_arguments_get_value (const YaoCliArguments *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

/**
 * yao_cli_arguments_get_operand:
 * @self: the result of the parser
 * @index: which, from 0
 *
 * Gets an operand.
 *
 * Returns: (nullable): the operand, or %NULL when so many were not given
 */
const char *
yao_cli_arguments_get_operand (const YaoCliArguments *self, guint index)
{
  return index < self->operands->len ? g_ptr_array_index (self->operands, index) : NULL;
}

/**
 * yao_cli_mistake_dup_sentence:
 * @mistake: what is wrong
 * @subject: (nullable): the word that is wrong
 *
 * Makes the sentence for people, in their language.
 *
 * Returns: (transfer full): the sentence, without the full stop
 */
char *
yao_cli_mistake_dup_sentence (YaoCliMistake mistake, const char *subject)
{
  g_assert (mistake > YAO_CLI_MISTAKE_NONE && mistake < YAO_CLI_MISTAKE_LAST);

  return yao_cli_text_fill (_ (sentences[mistake]), "subject", subject != NULL ? subject : "");
}
