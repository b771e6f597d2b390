/* fuzz-csv.c: any bytes as a table
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-csv.h"
#include "yao-error.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yao_csv_parse (text, &error);

  if (rows == NULL)
    {
      g_assert_true (yao_error_is (error, YAO_ERROR_INVALID_INPUT));
      return 0;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      YaoCsvRow *row = rows->pdata[i];

      g_assert_cmpuint (row->line, >, 0);
      g_assert_cmpuint (g_strv_length (row->fields), <=, YAO_CSV_MAX_COLUMNS);
      for (guint j = 0; row->fields[j] != NULL; j++)
        {
          g_assert_true (g_utf8_validate (row->fields[j], -1, NULL));
          g_assert_cmpuint (strlen (row->fields[j]), <=, YAO_CSV_MAX_FIELD);
        }
    }
  return 0;
}
