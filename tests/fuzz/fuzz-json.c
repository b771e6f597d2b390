/* fuzz-json.c: any bytes as JSON
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-json-scan.h"
#include "yao-json-writer.h"
#include "yao-json.h"

static void
get_everything (YaoJson *json, const char *name)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) strings = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (YaoJson) object = NULL;
  gint64 number;
  gboolean flag;

  yao_json_get_string (json, name, 1000, &text, NULL);
  yao_json_get_text (json, name, 1000, &line, NULL);
  yao_json_get_int (json, name, -1000, 1000, &number, NULL);
  yao_json_get_boolean (json, name, &flag, NULL);
  yao_json_get_bytes (json, name, 1000, &bytes, NULL);
  yao_json_get_time (json, name, &number, NULL);
  yao_json_get_strings (json, name, 100, 1000, &strings, NULL);
  yao_json_get_bytes_array (json, name, 100, 1000, &blobs, NULL);
  yao_json_get_array (json, name, 100, &items, NULL);
  if (yao_json_get_object (json, name, &object, NULL))
    get_everything (object, name);
}

/* What was read as a string is written so that it is read the same. */
static void
write_back (YaoJson *json)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autoptr (YaoJson) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  if (!yao_json_get_string (json, "a", G_MAXSIZE, &text, NULL))
    return;

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "a", text);
  yao_json_writer_end_object (writer);
  bytes = yao_json_writer_finish (writer);
  back = yao_json_parse (bytes, G_MAXSIZE, NULL);
  g_assert_nonnull (back);
  g_assert_true (yao_json_get_string (back, "a", G_MAXSIZE, &again, NULL));
  g_assert_cmpstr (text, ==, again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const known[] = { "a", "", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (YaoJson) json = yao_json_parse (bytes, 1 << 20, NULL);

  /* json-glib takes whatever the scan lets pass. */
  g_assert_true ((json != NULL)
                 == (size <= 1 << 20 && yao_json_scan ((const char *) data, size, NULL)));
  if (json == NULL)
    return 0;

  yao_json_refuse_unknown (json, known, NULL);
  for (guint i = 0; known[i] != NULL; i++)
    get_everything (json, known[i]);
  write_back (json);

  return 0;
}
