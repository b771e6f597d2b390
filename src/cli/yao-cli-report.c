/* yao-cli-report.c: what goes to standard error
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-report.h"

#include "yao.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *
format_json (const YaoCliReport *report)
{
  g_autoptr (YaoJsonWriter) json = yao_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_object (json, report->kind);
  yao_json_writer_add_string (json, "code", report->code);
  yao_json_writer_add_string (json, "message", report->sentence);
  if (report->next != NULL)
    yao_json_writer_add_string (json, "next", report->next);
  else
    yao_json_writer_add_null (json, "next");
  if (report->details != NULL)
    yao_json_writer_add_string (json, "details", report->details);
  yao_json_writer_end_object (json);
  yao_json_writer_end_object (json);

  bytes = yao_json_writer_finish (json);
  data = g_bytes_get_data (bytes, &size);

  return g_strdup_printf ("%.*s\n", (int) size, data);
}

static char *
format_text (const YaoCliReport *report)
{
  gboolean is_warning = strcmp (report->kind, "warning") == 0;
  GString *text = g_string_new ("yunyaoctl: ");

  if (is_warning)
    g_string_append_printf (text, "%s ", _ ("Warning:"));
  g_string_append_printf (text, "%s\n", report->sentence);
  if (report->next != NULL)
    g_string_append_printf (text, "%s\n", report->next);
  if (report->details != NULL)
    g_string_append_printf (text, "[%s] %s\n", report->code, report->details);

  return g_string_free (text, FALSE);
}

/**
 * yao_cli_report_format:
 * @report: what to say
 * @is_json: for programs: one line of JSON
 *
 * Makes the text of a report.
 *
 * Returns: (transfer full): one or more whole lines
 */
char *
yao_cli_report_format (const YaoCliReport *report, gboolean is_json)
{
  g_assert (report != NULL && report->kind != NULL && report->sentence != NULL);

  return is_json ? format_json (report) : format_text (report);
}

/**
 * yao_cli_report_write:
 * @report: what to say
 * @is_json: for programs: one line of JSON
 *
 * Writes a report to standard error. Nobody can be told when that fails.
 */
void
yao_cli_report_write (const YaoCliReport *report, gboolean is_json)
{
  g_autofree char *text = yao_cli_report_format (report, is_json);

  fputs (text, stderr);
  fflush (stderr);
}
