/* yao-cli-arguments.h: the command line, taken apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-command.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoCliMistake:
 *
 * What is wrong with a command line.
 */
typedef enum
{
  YAO_CLI_MISTAKE_NONE,
  YAO_CLI_MISTAKE_NO_COMMAND,
  YAO_CLI_MISTAKE_UNKNOWN_COMMAND,
  YAO_CLI_MISTAKE_NO_VERB,
  YAO_CLI_MISTAKE_UNKNOWN_OPTION,
  YAO_CLI_MISTAKE_NO_VALUE,
  YAO_CLI_MISTAKE_UNWANTED_VALUE,
  YAO_CLI_MISTAKE_MISSING_OPERAND,
  YAO_CLI_MISTAKE_UNWANTED_OPERAND,
  YAO_CLI_MISTAKE_MISSING_OPTION, /* needed here, and nobody there to ask */
  YAO_CLI_MISTAKE_EXCLUSIVE,      /* two that cannot go together */
  YAO_CLI_MISTAKE_NOT_FOR_TERMINAL,
  YAO_CLI_MISTAKE_NOT_UTF8,
  YAO_CLI_MISTAKE_LAST /*< skip >*/
} YaoCliMistake;

/* The result of the parser. */
typedef struct
{
  const char *family;           /* first word given, or NULL */
  const YaoCliCommand *command; /* NULL where there is none */
  GHashTable *options;          /* long name to value; "" for a switch */
  GPtrArray *operands;          /* strings */
  YaoCliMistake mistake;
  char *mistake_subject; /* the word that is wrong, or NULL */
} YaoCliArguments;

YaoCliArguments *yao_cli_arguments_parse (const YaoCliCommand *commands,
                                          const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_arguments_free (YaoCliArguments *self);

gboolean yao_cli_arguments_has (const YaoCliArguments *self, const char *option);
const char *yao_cli_arguments_get_value (const YaoCliArguments *self, const char *option);
const char *yao_cli_arguments_get_operand (const YaoCliArguments *self, guint index);

char *yao_cli_mistake_dup_sentence (YaoCliMistake mistake,
                                    const char *subject) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCliArguments, yao_cli_arguments_free)

G_END_DECLS
