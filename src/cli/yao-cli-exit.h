/* yao-cli-exit.h: how yunyaoctl ends
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoCliExit:
 *
 * The exit codes. Scripts rely on them: a number never changes its meaning.
 */
typedef enum
{
  YAO_CLI_EXIT_OK = 0,
  YAO_CLI_EXIT_FAILED = 1,    /* it was tried and did not work */
  YAO_CLI_EXIT_USAGE = 2,     /* the command line is wrong or something is missing on it */
  YAO_CLI_EXIT_NOT_FOUND = 3, /* what was named does not exist */
  YAO_CLI_EXIT_DENIED = 4,    /* refused, by the service or because it cannot be trusted */
  YAO_CLI_EXIT_PARTIAL = 5,   /* some of several things failed */
  YAO_CLI_EXIT_CONFLICT = 6,  /* somebody changed it meanwhile */
  YAO_CLI_EXIT_LOCKED = 7,    /* locked or throttled: try again later */
  YAO_CLI_EXIT_UNREACHABLE = 101,
  YAO_CLI_EXIT_CANCELLED = 130, /* stopped with Ctrl+C */
} YaoCliExit;

G_END_DECLS
