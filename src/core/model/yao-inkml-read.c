/* yao-inkml-read.c: InkML read, from this program and from others
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small reader over GMarkup, which knows no DTD and no entities but the five of XML: a file that
 * declares any is refused. Size, depth, definitions, traces and points are limited, and a limit is
 * met where it is passed, not at the end.
 */

#include "yao-inkml.h"

#include "yao-error.h"
#include "yao-inkml-reader-private.h"

#include <string.h>

static void
clear_reader (YaoInkmlReader *reader)
{
  for (guint i = 0; i < reader->depth; i++)
    g_free (reader->ids[i]);
  g_hash_table_unref (reader->formats);
  g_hash_table_unref (reader->sources);
  g_hash_table_unref (reader->brushes);
  g_hash_table_unref (reader->contexts);
  g_hash_table_unref (reader->trace_ids);
  g_ptr_array_unref (reader->traces);
  if (reader->text != NULL)
    g_string_free (reader->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YaoInkmlReader, clear_reader)

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
init_reader (YaoInkmlReader *reader)
{
  memset (reader, 0, sizeof *reader);
  reader->formats = make_table ();
  reader->sources = make_table ();
  reader->brushes = make_table ();
  reader->contexts = make_table ();
  reader->trace_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->traces = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_inkml_trace_free);
  yao_inkml_set_default_context (&reader->current);
}

static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static char *
dup_id (const char **names, const char **values)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "xml:id") == 0 || strcmp (names[i], "id") == 0)
      return g_strdup (values[i]);

  return NULL;
}

static void
started_cb (GMarkupParseContext *markup,
            const char *name,
            const char **names,
            const char **values,
            gpointer data,
            GError **error)
{
  YaoInkmlReader *reader = data;
  const YaoInkmlElement *element = yao_inkml_find_element (get_local_name (name));
  YaoInkmlAttributes attributes = { names, values };

  if (reader->depth == 0 && (reader->has_root || element == NULL || element->kind != YAO_INKML_INK))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not InkML");
      return;
    }
  reader->has_root = TRUE;
  if (reader->depth + reader->skipped >= YAO_INKML_DEPTH_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML: nested too deeply");
      return;
    }
  if (reader->skipped > 0 || element == NULL || reader->text != NULL)
    {
      reader->skipped++;
      return;
    }

  if (element->start == NULL || element->start (reader, &attributes, error))
    {
      reader->ids[reader->depth] = dup_id (names, values);
      reader->elements[reader->depth++] = element;
    }
}

static void
ended_cb (GMarkupParseContext *markup, const char *name, gpointer data, GError **error)
{
  YaoInkmlReader *reader = data;
  const YaoInkmlElement *element;
  g_autofree char *id = NULL;
  YaoInkmlKind parent;

  if (reader->skipped > 0)
    {
      reader->skipped--;
      return;
    }

  element = reader->elements[--reader->depth];
  id = g_steal_pointer (&reader->ids[reader->depth]);
  parent = reader->depth > 0 ? reader->elements[reader->depth - 1]->kind : YAO_INKML_OTHER;
  if (element->end != NULL)
    element->end (reader, id, parent, error);
}

static void
text_cb (GMarkupParseContext *markup, const char *text, gsize size, gpointer data, GError **error)
{
  YaoInkmlReader *reader = data;

  if (reader->skipped == 0 && reader->text != NULL)
    g_string_append_len (reader->text, text, (gssize) size);
}

/* Comments and processing instructions say nothing; a DTD could say anything. */
static void
passed_cb (GMarkupParseContext *markup, const char *text, gsize size, gpointer data, GError **error)
{
  if (size >= 2 && text[0] == '<' && text[1] == '!' && (size < 4 || strncmp (text, "<!--", 4) != 0))
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML: a document type declaration");
}

static gboolean
parse (YaoInkmlReader *reader, const char *data, gsize size, GError **error)
{
  static const GMarkupParser parser = { started_cb, ended_cb, text_cb, passed_cb, NULL };
  g_autoptr (GMarkupParseContext) markup
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reader, NULL);
  g_autoptr (GError) wrong = NULL;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  /* GMarkup would set an error twice where a mark is not UTF-8 (GLib 2.74). NUL is none either. */
  if (g_utf8_validate_len (data, size, NULL)
      && g_markup_parse_context_parse (markup, data, (gssize) size, &wrong)
      && g_markup_parse_context_end_parse (markup, &wrong))
    return TRUE;

  if (wrong != NULL && wrong->domain == YAO_ERROR)
    g_propagate_error (error, g_steal_pointer (&wrong));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML: %s",
                 wrong != NULL ? wrong->message : "not UTF-8");
  return FALSE;
}

/**
 * yao_inkml_read:
 * @file: an InkML file in UTF-8
 * @error: return location
 *
 * Reads ink that yao_inkml_write() or another program has written. Of other programs' ink the
 * channels X, Y, F, OTx, OTy and T count, in any unit; values may be differences; brushes give
 * colour and width. Places without a unit are pixels, 96 to an inch, if that is a size that a hand
 * writes, and are otherwise made 10 cm wide or high.
 *
 * Returns: (transfer full): the ink, with nothing to undo, or %NULL with %YAO_ERROR_INVALID_INPUT
 *   where the file is not good, larger than %YAO_INKML_BYTES_MAX, or has more strokes or points
 *   than an ink may have
 */
YaoInk *
yao_inkml_read (GBytes *file, GError **error)
{
  g_auto (YaoInkmlReader) reader;
  const char *data;
  gsize size;

  g_return_val_if_fail (file != NULL, NULL);

  init_reader (&reader);
  data = g_bytes_get_data (file, &size);
  if (size == 0 || size > YAO_INKML_BYTES_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML of %" G_GSIZE_FORMAT " bytes",
                   size);
      return NULL;
    }
  if (!parse (&reader, data, size, error))
    return NULL;

  return yao_inkml_convert (reader.traces, reader.start_time, error);
}
