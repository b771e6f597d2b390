/* test-json-value.c: each getter with each type, and its limit
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-json.h"

#include "yao-error.h"

#include <string.h>

/* One member of every type there is. */
static const char every_type[] = "{\"string\":\"hello\",\"int\":42,\"double\":1.5,\"true\":true,"
                                 "\"false\":false,\"null\":null,\"object\":{},\"array\":[],"
                                 "\"bytes\":\"AQID\",\"time\":\"2026-03-01T08:00:00Z\","
                                 "\"strings\":[\"a\",\"bc\"],\"blobs\":[\"AQ\",\"Ag\"],"
                                 "\"mixed\":[\"AQ\",1]}";

static YaoJson *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  YaoJson *json = yao_json_parse (bytes, 1 << 20, &error);

  g_assert_no_error (error);
  return json;
}

typedef gboolean (*Getter) (YaoJson *json, const char *name, gboolean optional, GError **error);

static gboolean
get_string (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  g_autofree char *value = NULL;

  return optional ? yao_json_get_optional_string (json, name, 100, &value, error)
                  : yao_json_get_string (json, name, 100, &value, error);
}

static gboolean
get_text (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  g_autofree char *value = NULL;

  return optional ? yao_json_get_optional_text (json, name, 100, &value, error)
                  : yao_json_get_text (json, name, 100, &value, error);
}

static gboolean
get_int (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  gint64 value;

  return optional ? yao_json_get_optional_int (json, name, 0, 100, -1, &value, error)
                  : yao_json_get_int (json, name, 0, 100, &value, error);
}

static gboolean
get_boolean (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  gboolean value;

  return optional ? yao_json_get_optional_boolean (json, name, FALSE, &value, error)
                  : yao_json_get_boolean (json, name, &value, error);
}

static gboolean
get_bytes (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  g_autoptr (GBytes) value = NULL;

  return optional ? yao_json_get_optional_bytes (json, name, 100, &value, error)
                  : yao_json_get_bytes (json, name, 100, &value, error);
}

static gboolean
get_time (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  gint64 value;

  return optional ? yao_json_get_optional_time (json, name, 0, &value, error)
                  : yao_json_get_time (json, name, &value, error);
}

static gboolean
get_strings (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  g_auto (GStrv) value = NULL;

  return yao_json_get_strings (json, name, 100, 100, &value, error);
}

static gboolean
get_bytes_array (YaoJson *json, const char *name, gboolean optional, GError **error)
{
  g_autoptr (GPtrArray) value = NULL;

  return yao_json_get_bytes_array (json, name, 100, 100, &value, error);
}

/* Which getter takes which member: no other pair works, and none crashes or warns. */
static void
test_types (void)
{
  static const char *const names[]
      = { "string", "int",   "double", "true",    "false", "null",  "object",
          "array",  "bytes", "time",   "strings", "blobs", "mixed", "absent" };
  static const struct
  {
    Getter get;
    gboolean has_optional;
    const char *good; /* the names it takes, each between spaces */
  } map[] = {
    { get_string, TRUE, " string bytes time " },
    { get_text, TRUE, " string bytes time " },
    { get_int, TRUE, " int " },
    { get_boolean, TRUE, " true false " },
    { get_bytes, TRUE, " bytes " },
    { get_time, TRUE, " time " },
    { get_strings, FALSE, " array strings blobs " },
    { get_bytes_array, FALSE, " array blobs " },
  };
  g_autoptr (YaoJson) json = parse (every_type);

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *word = g_strdup_printf (" %s ", names[j]);
          gboolean good = strstr (map[i].good, word) != NULL;
          gboolean empty = g_str_equal (names[j], "null") || g_str_equal (names[j], "absent");
          g_autoptr (GError) error = NULL;
          g_autoptr (GError) optional_error = NULL;

          g_test_message ("checking getter %u with %s", i, names[j]);
          g_assert_cmpint (map[i].get (json, names[j], FALSE, &error), ==, good);
          if (!good)
            g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
          if (map[i].has_optional)
            g_assert_cmpint (map[i].get (json, names[j], TRUE, &optional_error), ==, good || empty);
        }
    }
}

/* What is no object has no members, not even optional ones. */
static void
test_not_an_object (void)
{
  static const Getter getters[] = { get_string, get_text, get_int,     get_boolean,
                                    get_bytes,  get_time, get_strings, get_bytes_array };
  g_autoptr (YaoJson) array = parse ("[{\"a\":1}]");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (YaoJson) object = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (getters); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (getters[i](array, "a", FALSE, NULL));
      g_assert_false (getters[i](array, "a", TRUE, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  g_assert_false (yao_json_get_optional_object (array, "a", &object, NULL));
  g_assert_false (yao_json_get_optional_array (array, "a", 1, &items, NULL));
}

static void
test_values (void)
{
  g_autoptr (YaoJson) json = parse (every_type);
  g_autofree char *text = NULL;
  g_auto (GStrv) strings = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 number = 0;
  gboolean flag = FALSE;

  g_assert_true (yao_json_get_string (json, "string", 5, &text, NULL));
  g_assert_cmpstr (text, ==, "hello");
  g_assert_true (yao_json_get_int (json, "int", 42, 42, &number, NULL));
  g_assert_cmpint (number, ==, 42);
  g_assert_true (yao_json_get_boolean (json, "true", &flag, NULL));
  g_assert_true (flag);
  g_assert_true (yao_json_get_boolean (json, "false", &flag, NULL));
  g_assert_false (flag);
  g_assert_true (yao_json_get_bytes (json, "bytes", 3, &bytes, NULL));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\1\2\3", 3);
  g_assert_true (yao_json_get_time (json, "time", &number, NULL));
  g_assert_cmpint (number, ==, 1772352000);
  g_assert_true (yao_json_get_strings (json, "strings", 2, 2, &strings, NULL));
  g_assert_cmpuint (g_strv_length (strings), ==, 2);
  g_assert_cmpstr (strings[1], ==, "bc");
  g_assert_true (yao_json_get_bytes_array (json, "blobs", 2, 1, &blobs, NULL));
  g_assert_cmpuint (blobs->len, ==, 2);
}

static void
test_fallbacks (void)
{
  g_autoptr (YaoJson) json = parse ("{\"z\":null}");
  gint64 number = 0;
  gboolean flag = FALSE;
  char *text = (char *) "untouched";
  GBytes *bytes = (GBytes *) json;

  g_assert_true (yao_json_get_optional_int (json, "z", 0, 1, -7, &number, NULL));
  g_assert_cmpint (number, ==, -7);
  g_assert_true (yao_json_get_optional_time (json, "y", -8, &number, NULL));
  g_assert_cmpint (number, ==, -8);
  g_assert_true (yao_json_get_optional_boolean (json, "y", TRUE, &flag, NULL));
  g_assert_true (flag);
  g_assert_true (yao_json_get_optional_string (json, "z", 1, &text, NULL));
  g_assert_null (text);
  text = (char *) "untouched";
  g_assert_true (yao_json_get_optional_text (json, "z", 1, &text, NULL));
  g_assert_null (text);
  g_assert_true (yao_json_get_optional_bytes (json, "z", 1, &bytes, NULL));
  g_assert_null (bytes);
}

static void
test_limits (void)
{
  g_autoptr (YaoJson) json = parse (every_type);
  char *text = NULL;
  char **strings = NULL;
  GPtrArray *blobs = NULL;
  GBytes *bytes = NULL;
  gint64 number = 0;

  g_assert_false (yao_json_get_string (json, "string", 4, &text, NULL));
  g_assert_false (yao_json_get_text (json, "string", 4, &text, NULL));
  g_assert_false (yao_json_get_int (json, "int", 43, 100, &number, NULL));
  g_assert_false (yao_json_get_int (json, "int", 0, 41, &number, NULL));
  g_assert_false (yao_json_get_bytes (json, "bytes", 2, &bytes, NULL));
  g_assert_false (yao_json_get_strings (json, "strings", 1, 2, &strings, NULL));
  g_assert_false (yao_json_get_strings (json, "strings", 2, 1, &strings, NULL));
  g_assert_false (yao_json_get_bytes_array (json, "blobs", 1, 1, &blobs, NULL));
  g_assert_false (yao_json_get_bytes_array (json, "blobs", 2, 0, &blobs, NULL));
  g_assert_null (text);
  g_assert_null (strings);
  g_assert_null (blobs);
  g_assert_null (bytes);
  g_assert_cmpint (number, ==, 0);
}

static void
test_extremes (void)
{
  g_autoptr (YaoJson) json
      = parse ("{\"min\":-9223372036854775808,\"max\":9223372036854775807,\"minus\":-0}");
  gint64 number = 1;

  g_assert_true (yao_json_get_int (json, "min", G_MININT64, G_MAXINT64, &number, NULL));
  g_assert_cmpint (number, ==, G_MININT64);
  g_assert_true (yao_json_get_int (json, "max", G_MININT64, G_MAXINT64, &number, NULL));
  g_assert_cmpint (number, ==, G_MAXINT64);
  g_assert_true (yao_json_get_int (json, "minus", G_MININT64, G_MAXINT64, &number, NULL));
  g_assert_cmpint (number, ==, 0);
}

static void
test_escapes (void)
{
  g_autoptr (YaoJson) json
      = parse ("{\"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u4e91\\ud83d\\ude00\"}");
  g_autofree char *text = NULL;

  g_assert_true (yao_json_get_string (json, "s", 100, &text, NULL));
  g_assert_cmpstr (text, ==, "\"\\/\b\f\n\r\tA\xe4\xba\x91\xf0\x9f\x98\x80");
}

static void
test_text (void)
{
  g_autoptr (YaoJson) json = parse ("{\"empty\":\"\",\"line\":\"a\\nb\",\"bidi\":\"a\\u202eb\","
                                    "\"good\":\"\xe5\xbc\xa0\xe4\xbc\x9f\"}");
  g_autofree char *good = NULL;
  char *text = NULL;

  g_assert_false (yao_json_get_text (json, "empty", 10, &text, NULL));
  g_assert_false (yao_json_get_text (json, "line", 10, &text, NULL));
  g_assert_false (yao_json_get_text (json, "bidi", 10, &text, NULL));
  g_assert_false (yao_json_get_optional_text (json, "bidi", 10, &text, NULL));
  g_assert_true (yao_json_get_text (json, "good", 10, &good, NULL));
  g_assert_cmpstr (good, ==, "\xe5\xbc\xa0\xe4\xbc\x9f");
}

static void
test_bytes_canonical (void)
{
  g_autoptr (YaoJson) json = parse ("{\"padded\":\"AQ==\",\"bits\":\"AR\",\"standard\":\"+/\","
                                    "\"space\":\"A Q\",\"time\":\"2026-13-01T00:00:00Z\"}");
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;
  gint64 number;

  g_assert_false (yao_json_get_bytes (json, "padded", 10, &bytes, NULL));
  g_assert_false (yao_json_get_bytes (json, "bits", 10, &bytes, NULL));
  g_assert_false (yao_json_get_bytes (json, "standard", 10, &bytes, NULL));
  g_assert_false (yao_json_get_bytes (json, "space", 10, &bytes, NULL));
  g_assert_false (yao_json_get_time (json, "time", &number, &error));
  g_assert_true (g_str_has_prefix (error->message, "time: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/json-value/types", test_types);
  g_test_add_func ("/protocol/json-value/not-an-object", test_not_an_object);
  g_test_add_func ("/protocol/json-value/values", test_values);
  g_test_add_func ("/protocol/json-value/fallbacks", test_fallbacks);
  g_test_add_func ("/protocol/json-value/limits", test_limits);
  g_test_add_func ("/protocol/json-value/extremes", test_extremes);
  g_test_add_func ("/protocol/json-value/escapes", test_escapes);
  g_test_add_func ("/protocol/json-value/text", test_text);
  g_test_add_func ("/protocol/json-value/bytes-canonical", test_bytes_canonical);
  return g_test_run ();
}
