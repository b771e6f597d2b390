/* yao-cli-report.h: what goes to standard error
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a report says; next and details may be NULL. */
typedef struct
{
  const char *kind;     /* "error" or "warning" */
  const char *code;     /* for programs */
  const char *sentence; /* what happened */
  const char *next;     /* what to do about it */
  const char *details;  /* the log's words, where they were asked for */
} YaoCliReport;

char *yao_cli_report_format (const YaoCliReport *report,
                             gboolean is_json) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_report_write (const YaoCliReport *report, gboolean is_json);

G_END_DECLS
