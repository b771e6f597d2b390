/* yao-listing.c: a list as a table for people, or as JSON for programs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-listing.h"

#include "yao-encoding.h"
#include "yao-json-writer.h"

typedef struct
{
  char *text; /* or NULL */
  gint64 number;
  gboolean is_number;
} Cell;

struct _YaoListing
{
  char **names;
  guint n_columns;
  GArray *cells; /* row after row */
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

/**
 * yao_listing_new:
 * @names: (array zero-terminated=1): the names of the columns, as in JSON
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
YaoListing *
yao_listing_new (const char *const *names)
{
  YaoListing *self = g_new0 (YaoListing, 1);

  self->names = g_strdupv ((char **) names);
  self->n_columns = g_strv_length (self->names);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

/**
 * yao_listing_free:
 * @self: (transfer full): a list
 *
 * Frees a list.
 */
void
yao_listing_free (YaoListing *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->names);
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * yao_listing_add:
 * @self: a list
 * @value: (nullable): a text
 *
 * Fills the next cell.
 */
void
yao_listing_add (YaoListing *self, const char *value)
{
  Cell cell = { .text = g_strdup (value) };

  g_array_append_val (self->cells, cell);
}

/**
 * yao_listing_add_int:
 * @self: a list
 * @value: a number
 *
 * Fills the next cell.
 */
void
yao_listing_add_int (YaoListing *self, gint64 value)
{
  Cell cell = { .number = value, .is_number = TRUE };

  cell.text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_array_append_val (self->cells, cell);
}

/**
 * yao_listing_add_time:
 * @self: a list
 * @unix_seconds: a time, or 0 for none
 *
 * Fills the next cell.
 */
void
yao_listing_add_time (YaoListing *self, gint64 unix_seconds)
{
  g_autofree char *text = unix_seconds != 0 ? yao_rfc3339_format (unix_seconds) : NULL;

  yao_listing_add (self, text);
}

/* How many columns of a terminal a text takes: Chinese characters take two. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;
  return width;
}

static const char *
get_text (YaoListing *self, guint row, guint column)
{
  const char *text = g_array_index (self->cells, Cell, row * self->n_columns + column).text;

  return text != NULL ? text : "-";
}

static guint
get_column_width (YaoListing *self, guint column)
{
  guint n_rows = self->cells->len / self->n_columns;
  guint width = get_width (self->names[column]);

  for (guint i = 0; i < n_rows; i++)
    width = MAX (width, get_width (get_text (self, i, column)));
  return width;
}

static void
print_cell (YaoListing *self, const char *text, guint column, const guint *widths)
{
  gboolean is_last = column + 1 == self->n_columns;

  g_print ("%s%*s", text, is_last ? 0 : (int) (widths[column] - get_width (text)) + 2, "");
  if (is_last)
    g_print ("\n");
}

static void
print_table (YaoListing *self)
{
  g_autofree guint *widths = g_new (guint, self->n_columns);
  guint n_rows = self->cells->len / self->n_columns;

  for (guint j = 0; j < self->n_columns; j++)
    widths[j] = get_column_width (self, j);
  for (guint j = 0; j < self->n_columns; j++)
    print_cell (self, self->names[j], j, widths);
  for (guint i = 0; i < n_rows; i++)
    {
      for (guint j = 0; j < self->n_columns; j++)
        print_cell (self, get_text (self, i, j), j, widths);
    }
}

static void
write_cell (YaoListing *self, YaoJsonWriter *writer, guint row, guint column)
{
  Cell *cell = &g_array_index (self->cells, Cell, row * self->n_columns + column);

  if (cell->is_number)
    yao_json_writer_add_int (writer, self->names[column], cell->number);
  else if (cell->text != NULL)
    yao_json_writer_add_string (writer, self->names[column], cell->text);
  else
    yao_json_writer_add_null (writer, self->names[column]);
}

static void
print_json (YaoListing *self)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new_pretty ();
  guint n_rows = self->cells->len / self->n_columns;
  g_autoptr (GBytes) bytes = NULL;

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < n_rows; i++)
    {
      yao_json_writer_begin_object (writer, NULL);
      for (guint j = 0; j < self->n_columns; j++)
        write_cell (self, writer, i, j);
      yao_json_writer_end_object (writer);
    }
  yao_json_writer_end_array (writer);
  yao_json_writer_add_null (writer, "next");
  yao_json_writer_add_int (writer, "total", n_rows);
  yao_json_writer_end_object (writer);
  bytes = yao_json_writer_finish (writer);
  g_print ("%.*s", (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
}

/**
 * yao_listing_print:
 * @self: a list
 * @json: whether for a program
 *
 * Prints the list.
 */
void
yao_listing_print (YaoListing *self, gboolean json)
{
  g_assert (self->cells->len % self->n_columns == 0);

  if (json)
    print_json (self);
  else
    print_table (self);
}
