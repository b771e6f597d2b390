/* yao-cli-command.h: what a command of yunyaoctl looks like in the table of commands
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-exit.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YaoCli YaoCli;

/**
 * YaoCliRun:
 *
 * What a command does. It puts its output into @cli, where it is written at the end, and returns
 * the exit code; an error was reported by then (yao_cli_fail()).
 */
typedef YaoCliExit (*YaoCliRun) (YaoCli *cli);

/* An option; a table of them ends with one that has no name. Words for people are marked N_(). */
typedef struct
{
  const char *name;    /* long name, without the dashes */
  char letter;         /* short name, or 0 */
  const char *metavar; /* name of the value that it takes, or NULL */
  const char *summary; /* what it does */
} YaoCliOption;

/* A command; a table of them ends with one that has no family. */
typedef struct
{
  const char *family;          /* first word */
  const char *verb;            /* second word, or NULL where the family is the command */
  gboolean is_default;         /* what the family alone does */
  const char *operands;        /* how the operands are shown, or NULL: none */
  guint min_operands;          /* fewest operands */
  guint max_operands;          /* most operands */
  const YaoCliOption *options; /* its own options, or NULL */
  const char *summary;         /* what it does, one line */
  const char *details;         /* more about it, several lines, or NULL */
  YaoCliRun run;
} YaoCliCommand;

extern const YaoCliOption yao_cli_global_options[];

G_END_DECLS
