/* yao-cli-table.c: columns of text, aligned
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-cli-table.h"

#include "yao-cli-text.h"

#define GAP 2 /* spaces between two columns */

struct _YaoCliTable
{
  guint columns;
  guint *widths;   /* of each column, in columns of the terminal */
  GPtrArray *rows; /* of GStrv *: for each column the lines of its cell */
  gboolean has_header;
};

static void
free_row (GStrv *row)
{
  for (GStrv *cell = row; *cell != NULL; cell++)
    g_strfreev (*cell);
  g_free (row);
}

/**
 * yao_cli_table_new:
 * @columns: how many
 *
 * Makes an empty table.
 *
 * Returns: (transfer full): the table
 */
YaoCliTable *
yao_cli_table_new (guint columns)
{
  YaoCliTable *self = g_new0 (YaoCliTable, 1);

  g_assert (columns > 0);

  self->columns = columns;
  self->widths = g_new0 (guint, columns);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);

  return self;
}

/**
 * yao_cli_table_free:
 * @self: (transfer full): a table
 *
 * Frees it.
 */
void
yao_cli_table_free (YaoCliTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self);
}

static GStrv *
make_row (YaoCliTable *self, const char *const *cells)
{
  GStrv *row = g_new0 (GStrv, self->columns + 1);

  for (guint i = 0; i < self->columns; i++)
    {
      g_autofree char *clean = yao_cli_text_clean (cells[i] != NULL ? cells[i] : "");

      row[i] = g_strsplit (clean, "\n", -1);
      for (guint line = 0; row[i][line] != NULL; line++)
        self->widths[i] = MAX (self->widths[i], yao_cli_text_width (row[i][line]));
    }

  return row;
}

/**
 * yao_cli_table_add_row:
 * @self: a table
 * @cells: (array): a text for each column; %NULL is an empty one
 *
 * Adds a row. The texts are made harmless, and may have several lines.
 */
void
yao_cli_table_add_row (YaoCliTable *self, const char *const *cells)
{
  g_assert (self != NULL && cells != NULL);

  g_ptr_array_add (self->rows, make_row (self, cells));
}

/**
 * yao_cli_table_set_header:
 * @self: an empty table
 * @cells: (array): a title for each column
 *
 * Gives the table a line of titles.
 */
void
yao_cli_table_set_header (YaoCliTable *self, const char *const *cells)
{
  g_assert (self != NULL && self->rows->len == 0);

  self->has_header = TRUE;
  yao_cli_table_add_row (self, cells);
}

static guint
count_lines (GStrv *row)
{
  guint count = 1;

  for (GStrv *cell = row; *cell != NULL; cell++)
    count = MAX (count, g_strv_length (*cell));

  return count;
}

static const char *
get_line (GStrv cell, guint line)
{
  return line < g_strv_length (cell) ? cell[line] : "";
}

static void
render_line (YaoCliTable *self, GStrv *row, guint line, GString *out)
{
  guint owed = 0; /* spaces before the next text; those at the end are never written */

  for (guint i = 0; i < self->columns; i++)
    {
      const char *text = get_line (row[i], line);

      if (*text != '\0')
        {
          g_string_append_printf (out, "%*s%s", (int) owed, "", text);
          owed = 0;
        }
      owed += self->widths[i] - yao_cli_text_width (text) + GAP;
    }
}

/**
 * yao_cli_table_render:
 * @self: a table
 * @out: where it goes
 * @is_bold: whether the titles are bold, for a terminal
 *
 * Writes the table, each line with its line end.
 */
void
yao_cli_table_render (YaoCliTable *self, GString *out, gboolean is_bold)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GStrv *row = g_ptr_array_index (self->rows, i);
      gboolean emphasise = is_bold && self->has_header && i == 0;

      for (guint line = 0; line < count_lines (row); line++)
        {
          g_string_append (out, emphasise ? "\033[1m" : "");
          render_line (self, row, line, out);
          g_string_append (out, emphasise ? "\033[0m\n" : "\n");
        }
    }
}
