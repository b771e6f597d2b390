/* yao-json-writer.c: writing JSON, the same bytes for the same calls
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-json-writer.h"

#include "yao-encoding.h"
#include "yao-json-scan.h"
#include "yao-secret.h"

#define FIRST_SIZE 1024 /* texts with tokens are shorter: they are never moved */

typedef struct
{
  gboolean is_object;
  gboolean has_items;
} Level;

struct _YaoJsonWriter
{
  GString *out;
  gboolean pretty;
  guint depth;
  Level levels[YAO_JSON_MAX_DEPTH];
};

static void
break_line (YaoJsonWriter *self)
{
  if (!self->pretty)
    return;

  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

static void
append_character (GString *out, gunichar c)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";

  for (guint i = 0; escaped[i] != '\0'; i++)
    {
      if ((gunichar) (guchar) escaped[i] == c)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, letters[i]);
          return;
        }
    }

  if (c < 0x20 || c == 0x7f)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_unichar (out, c);
}

/* Writes a string; bytes that are not UTF-8 become U+FFFD. */
static void
append_string (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_character (out, g_utf8_get_char (p));
  g_string_append_c (out, '"');
}

/* Writes what stands before a value: comma, line, name. */
static void
open_value (YaoJsonWriter *self, const char *name)
{
  Level *level = self->depth > 0 ? &self->levels[self->depth - 1] : NULL;

  g_assert ((name != NULL) == (level != NULL && level->is_object));
  g_assert (level != NULL || self->out->len == 0);

  if (level == NULL)
    return;
  if (level->has_items)
    g_string_append_c (self->out, ',');
  level->has_items = TRUE;
  break_line (self);
  if (name != NULL)
    {
      append_string (self->out, name);
      g_string_append (self->out, self->pretty ? ": " : ":");
    }
}

static void
begin (YaoJsonWriter *self, const char *name, gboolean is_object)
{
  g_assert (self->depth < YAO_JSON_MAX_DEPTH);

  open_value (self, name);
  g_string_append_c (self->out, is_object ? '{' : '[');
  self->levels[self->depth++] = (Level){ is_object, FALSE };
}

static void
end (YaoJsonWriter *self, gboolean is_object)
{
  gboolean has_items;

  g_assert (self->depth > 0 && self->levels[self->depth - 1].is_object == is_object);

  has_items = self->levels[--self->depth].has_items;
  if (has_items)
    break_line (self);
  g_string_append_c (self->out, is_object ? '}' : ']');
}

/**
 * yao_json_writer_new:
 *
 * Makes a writer of compact JSON, for the wire.
 *
 * Returns: (transfer full): the writer
 */
YaoJsonWriter *
yao_json_writer_new (void)
{
  YaoJsonWriter *self = g_new0 (YaoJsonWriter, 1);

  self->out = g_string_sized_new (FIRST_SIZE);
  return self;
}

/**
 * yao_json_writer_new_pretty:
 *
 * Makes a writer of JSON with lines and two spaces to a level, and a line end behind it all: for
 * files and terminals.
 *
 * Returns: (transfer full): the writer
 */
YaoJsonWriter *
yao_json_writer_new_pretty (void)
{
  YaoJsonWriter *self = yao_json_writer_new ();

  self->pretty = TRUE;
  return self;
}

/**
 * yao_json_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees a writer.
 */
void
yao_json_writer_free (YaoJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->out, TRUE);
  g_free (self);
}

/**
 * yao_json_writer_begin_object:
 * @self: a writer
 * @name: (nullable): the member's name
 *
 * Opens an object. At most 32 may be open, arrays among them.
 */
void
yao_json_writer_begin_object (YaoJsonWriter *self, const char *name)
{
  g_return_if_fail (self != NULL);

  begin (self, name, TRUE);
}

/**
 * yao_json_writer_end_object:
 * @self: a writer
 *
 * Closes the object opened last.
 */
void
yao_json_writer_end_object (YaoJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  end (self, TRUE);
}

/**
 * yao_json_writer_begin_array:
 * @self: a writer
 * @name: (nullable): the member's name
 *
 * Opens an array.
 */
void
yao_json_writer_begin_array (YaoJsonWriter *self, const char *name)
{
  g_return_if_fail (self != NULL);

  begin (self, name, FALSE);
}

/**
 * yao_json_writer_end_array:
 * @self: a writer
 *
 * Closes the array opened last.
 */
void
yao_json_writer_end_array (YaoJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  end (self, FALSE);
}

/**
 * yao_json_writer_add_string:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: (nullable): the string, %NULL for null
 *
 * Adds a string, or null.
 */
void
yao_json_writer_add_string (YaoJsonWriter *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);

  open_value (self, name);
  if (value != NULL)
    append_string (self->out, value);
  else
    g_string_append (self->out, "null");
}

/**
 * yao_json_writer_add_int:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: the number
 *
 * Adds a whole number.
 */
void
yao_json_writer_add_int (YaoJsonWriter *self, const char *name, gint64 value)
{
  g_return_if_fail (self != NULL);

  open_value (self, name);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

/**
 * yao_json_writer_add_boolean:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: the value
 *
 * Adds true or false.
 */
void
yao_json_writer_add_boolean (YaoJsonWriter *self, const char *name, gboolean value)
{
  g_return_if_fail (self != NULL);

  open_value (self, name);
  g_string_append (self->out, value ? "true" : "false");
}

/**
 * yao_json_writer_add_null:
 * @self: a writer
 * @name: (nullable): the member's name
 *
 * Adds null.
 */
void
yao_json_writer_add_null (YaoJsonWriter *self, const char *name)
{
  yao_json_writer_add_string (self, name, NULL);
}

/**
 * yao_json_writer_add_bytes:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: (nullable): bytes, %NULL for null
 *
 * Adds bytes as a string of base64url, or null.
 */
void
yao_json_writer_add_bytes (YaoJsonWriter *self, const char *name, GBytes *value)
{
  g_autofree char *text = value != NULL ? yao_base64url_encode_bytes (value) : NULL;

  yao_json_writer_add_string (self, name, text);
}

/**
 * yao_json_writer_add_bytes_array:
 * @self: a writer
 * @name: (nullable): the member's name
 * @values: (element-type GBytes): bytes
 *
 * Adds an array of strings of base64url.
 */
void
yao_json_writer_add_bytes_array (YaoJsonWriter *self, const char *name, GPtrArray *values)
{
  g_return_if_fail (self != NULL && values != NULL);

  begin (self, name, FALSE);
  for (guint i = 0; i < values->len; i++)
    yao_json_writer_add_bytes (self, NULL, g_ptr_array_index (values, i));
  end (self, FALSE);
}

/**
 * yao_json_writer_add_time:
 * @self: a writer
 * @name: (nullable): the member's name
 * @unix_seconds: a time
 *
 * Adds a time as yao_rfc3339_format() writes it.
 */
void
yao_json_writer_add_time (YaoJsonWriter *self, const char *name, gint64 unix_seconds)
{
  g_autofree char *text = yao_rfc3339_format (unix_seconds);

  yao_json_writer_add_string (self, name, text);
}

/**
 * yao_json_writer_finish:
 * @self: a writer in which everything is closed
 *
 * Takes the text out. The writer is empty then and may be used anew.
 *
 * Returns: (transfer full): the text, in UTF-8
 */
GBytes *
yao_json_writer_finish (YaoJsonWriter *self)
{
  GString *text;
  gsize size;

  g_return_val_if_fail (self != NULL && self->depth == 0, NULL);

  if (self->pretty)
    g_string_append_c (self->out, '\n');

  text = g_steal_pointer (&self->out);
  self->out = g_string_new (NULL);
  size = text->len;
  return yao_wiped_bytes_new_take (g_string_free (text, FALSE), size);
}
