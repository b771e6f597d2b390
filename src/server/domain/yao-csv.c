/* yao-csv.c: tables as text (RFC 4180)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-csv.h"

#include "yao-error.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  const char *at;
  const char *end;
  guint line;
} Reader;

static void
free_row (gpointer data)
{
  YaoCsvRow *row = data;

  g_strfreev (row->fields);
  g_free (row);
}

static void
set_error (const Reader *reader, const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "line %u: %s", reader->line, what);
}

/* Reads the rest of a field in quotes; two quotes stand for one. */
static gboolean
read_quoted (Reader *reader, GString *field, GError **error)
{
  reader->at++;
  while (reader->at < reader->end)
    {
      char c = *reader->at++;

      if (c == '\n')
        reader->line++;
      if (c != '"')
        {
          g_string_append_c (field, c);
          continue;
        }
      if (reader->at >= reader->end || *reader->at != '"')
        return TRUE;
      g_string_append_c (field, '"');
      reader->at++;
    }
  set_error (reader, "a quote is not closed", error);
  return FALSE;
}

static char *
read_field (Reader *reader, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  if (reader->at < reader->end && *reader->at == '"')
    {
      if (!read_quoted (reader, field, error))
        return NULL;
    }
  else
    {
      while (reader->at < reader->end && strchr (",\r\n\"", *reader->at) == NULL)
        g_string_append_c (field, *reader->at++);
    }

  if (reader->at < reader->end && strchr (",\r\n", *reader->at) == NULL)
    set_error (reader, "a quote in the middle of a field", error);
  else if (field->len > YAO_CSV_MAX_FIELD)
    set_error (reader, "a field is too long", error);
  else
    return g_strdup (field->str);
  return NULL;
}

static gboolean
end_row (Reader *reader, GError **error)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at != '\n')
    {
      set_error (reader, "a line does not end as lines do", error);
      return FALSE;
    }
  if (reader->at < reader->end)
    reader->at++;
  reader->line++;
  return TRUE;
}

static YaoCsvRow *
read_row (Reader *reader, GError **error)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  guint line = reader->line;
  YaoCsvRow *row;

  for (guint n = 0;; n++)
    {
      g_autofree char *field = NULL;

      if (n >= YAO_CSV_MAX_COLUMNS)
        {
          set_error (reader, "too many fields", error);
          return NULL;
        }
      field = read_field (reader, error);
      if (field == NULL)
        return NULL;
      g_strv_builder_add (fields, field);
      if (reader->at >= reader->end || *reader->at != ',')
        break;
      reader->at++;
    }
  if (!end_row (reader, error))
    return NULL;

  row = g_new0 (YaoCsvRow, 1);
  row->line = line;
  row->fields = g_strv_builder_end (fields);
  return row;
}

static gboolean
is_empty (const YaoCsvRow *row)
{
  return row->fields[1] == NULL && row->fields[0][0] == '\0';
}

/**
 * yao_csv_parse:
 * @text: UTF-8, with or without a byte order mark
 * @error: return location
 *
 * Reads a table. Empty lines are left out.
 *
 * Returns: (transfer full) (element-type YaoCsvRow): the rows, or %NULL with
 *   %YAO_ERROR_INVALID_INPUT and the line
 */
GPtrArray *
yao_csv_parse (GBytes *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gsize size = 0;
  const char *data;
  Reader reader = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  data = g_bytes_get_data (text, &size);
  if (size > YAO_CSV_MAX_SIZE || (size > 0 && !g_utf8_validate (data, (gssize) size, NULL)))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the table is %s",
                   size > YAO_CSV_MAX_SIZE ? "too large" : "not UTF-8");
      return NULL;
    }

  if (size == 0)
    data = ""; /* empty GBytes have no data at all */
  reader = (Reader){ .at = data, .end = data + size, .line = 1 };
  if (size >= 3 && memcmp (data, BYTE_ORDER_MARK, 3) == 0)
    reader.at += 3;
  while (reader.at < reader.end)
    {
      YaoCsvRow *row = read_row (&reader, error);

      if (row == NULL)
        return NULL;
      if (is_empty (row))
        free_row (row);
      else
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}
