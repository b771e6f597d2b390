/* test-json-writer.c: the bytes that are written
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-json-writer.h"

#include "yao-json.h"

#include <string.h>

static char *
finish (YaoJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = yao_json_writer_finish (writer);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static void
write_everything (YaoJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\1\2\3", 3);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new ();

  g_ptr_array_add (blobs, bytes);
  g_ptr_array_add (blobs, bytes);

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "s", "x");
  yao_json_writer_add_string (writer, "n", NULL);
  yao_json_writer_add_null (writer, "z");
  yao_json_writer_add_int (writer, "i", G_MININT64);
  yao_json_writer_add_boolean (writer, "t", TRUE);
  yao_json_writer_add_boolean (writer, "f", FALSE);
  yao_json_writer_add_bytes (writer, "b", bytes);
  yao_json_writer_add_bytes (writer, "bn", NULL);
  yao_json_writer_add_bytes_array (writer, "bb", blobs);
  yao_json_writer_add_time (writer, "d", 1772352000);
  yao_json_writer_begin_array (writer, "a");
  yao_json_writer_add_int (writer, NULL, 1);
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_end_object (writer);
  yao_json_writer_begin_array (writer, NULL);
  yao_json_writer_end_array (writer);
  yao_json_writer_end_array (writer);
  yao_json_writer_begin_object (writer, "o");
  yao_json_writer_add_int (writer, "k", 0);
  yao_json_writer_end_object (writer);
  yao_json_writer_end_object (writer);
}

static void
test_compact (void)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  write_everything (writer);
  text = finish (writer);
  g_assert_cmpstr (text, ==,
                   "{\"s\":\"x\",\"n\":null,\"z\":null,\"i\":-9223372036854775808,\"t\":true,"
                   "\"f\":false,\"b\":\"AQID\",\"bn\":null,\"bb\":[\"AQID\",\"AQID\"],"
                   "\"d\":\"2026-03-01T08:00:00Z\",\"a\":[1,{},[]],\"o\":{\"k\":0}}");

  write_everything (writer);
  again = finish (writer);
  g_assert_cmpstr (text, ==, again);
}

static void
test_pretty (void)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new_pretty ();
  g_autofree char *text = NULL;

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_begin_array (writer, "items");
  yao_json_writer_add_int (writer, NULL, 1);
  yao_json_writer_add_int (writer, NULL, 2);
  yao_json_writer_end_array (writer);
  yao_json_writer_begin_array (writer, "none");
  yao_json_writer_end_array (writer);
  yao_json_writer_end_object (writer);
  text = finish (writer);
  g_assert_cmpstr (text, ==, "{\n  \"items\": [\n    1,\n    2\n  ],\n  \"none\": []\n}\n");
}

static void
test_root_values (void)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autofree char *text = NULL;

  yao_json_writer_add_string (writer, NULL, "only");
  text = finish (writer);
  g_assert_cmpstr (text, ==, "\"only\"");
}

/* Every character goes out in a form that comes back. */
static void
test_characters (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *back = NULL;

  for (gunichar c = 1; c < 0x3000; c++)
    g_string_append_unichar (all, c);
  g_string_append_unichar (all, 0x1f600);
  g_string_append_unichar (all, 0x10ffff);

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "s", all->str);
  yao_json_writer_end_object (writer);
  bytes = yao_json_writer_finish (writer);
  json = yao_json_parse (bytes, 1 << 20, &error);
  g_assert_no_error (error);
  g_assert_true (yao_json_get_string (json, "s", 1 << 20, &back, &error));
  g_assert_cmpstr (back, ==, all->str);
}

static void
test_escapes (void)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autofree char *text = NULL;

  yao_json_writer_add_string (writer, NULL, "\"\\/\b\f\n\r\t\x01\x7f\xff\xe4\xba\x91");
  text = finish (writer);
  g_assert_cmpstr (text, ==, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\xef\xbf\xbd\xe4\xba\x91\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/json-writer/compact", test_compact);
  g_test_add_func ("/protocol/json-writer/pretty", test_pretty);
  g_test_add_func ("/protocol/json-writer/root-values", test_root_values);
  g_test_add_func ("/protocol/json-writer/characters", test_characters);
  g_test_add_func ("/protocol/json-writer/escapes", test_escapes);
  return g_test_run ();
}
