/* yao-csv.h: tables as text (RFC 4180)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_CSV_MAX_SIZE (16 * 1024 * 1024)
#define YAO_CSV_MAX_COLUMNS 32
#define YAO_CSV_MAX_FIELD 1024

/**
 * YaoCsvRow:
 * @line: on which line of the file the row begins, from 1
 * @fields: (array zero-terminated=1): its fields
 *
 * A row of a table.
 */
typedef struct
{
  guint line;
  char **fields;
} YaoCsvRow;

GPtrArray *yao_csv_parse (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
