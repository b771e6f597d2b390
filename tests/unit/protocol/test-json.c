/* test-json.c: parsing, nesting, lifetimes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-json.h"

#include "yao-error.h"

#include <string.h>

static YaoJson *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  YaoJson *json = yao_json_parse (bytes, 1 << 20, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  return json;
}

static void
assert_invalid (GError **error)
{
  g_assert_error (*error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_clear_error (error);
}

static void
test_size (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (YaoJson) fits = yao_json_parse (bytes, 7, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fits);
  g_assert_null (yao_json_parse (bytes, 6, &error));
  assert_invalid (&error);
  g_assert_null (yao_json_parse (empty, 6, &error));
  assert_invalid (&error);
}

/* What the scan lets pass, json-glib reads. */
static void
test_peculiar (void)
{
  static const char *const texts[] = {
    "0",         "-0",     "1.5",       "1E5",         "1e+5",    "1e-5",
    "1e999",     "-1e999", "0e0",       "0.0",         "true",    "null",
    "\"\"",      "[[]]",   "{\"\":{}}", "[1e5,0.1e1]", "\"\\/\"", "123456789012345678",
    "[-1.0E-2]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (YaoJson) json = NULL;

      g_test_message ("checking %s", texts[i]);
      json = parse (texts[i]);
    }
}

static void
test_hostile (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autoptr (GBytes) bytes = g_bytes_new_static (brackets, 100000);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_json_parse (bytes, 1 << 20, &error));
  assert_invalid (&error);
}

static void
test_nested (void)
{
  g_autoptr (YaoJson) json = parse ("{\"o\":{\"n\":5},\"a\":[{\"n\":1},2],\"z\":null}");
  g_autoptr (YaoJson) object = NULL;
  g_autoptr (YaoJson) absent = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_assert_true (yao_json_is_object (json));
  g_assert_true (yao_json_has (json, "z"));
  g_assert_false (yao_json_has (json, "y"));
  g_assert_true (yao_json_get_object (json, "o", &object, &error));
  g_assert_true (yao_json_get_optional_object (json, "z", &absent, &error));
  g_assert_null (absent);
  g_assert_true (yao_json_get_array (json, "a", 2, &items, &error));
  g_assert_true (yao_json_get_optional_array (json, "b", 2, &none, &error));
  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);

  /* The parts live on without the whole. */
  g_clear_pointer (&json, yao_json_unref);
  g_assert_true (yao_json_get_int (object, "n", 0, 9, &number, &error));
  g_assert_cmpint (number, ==, 5);
  g_assert_true (yao_json_get_int (g_ptr_array_index (items, 0), "n", 0, 9, &number, &error));
  g_assert_cmpint (number, ==, 1);
  g_assert_no_error (error);

  g_assert_false (yao_json_is_object (g_ptr_array_index (items, 1)));
  g_assert_false (yao_json_has (g_ptr_array_index (items, 1), "n"));
  g_assert_false (yao_json_get_int (g_ptr_array_index (items, 1), "n", 0, 9, &number, &error));
  assert_invalid (&error);
}

static void
test_optional_present (void)
{
  g_autoptr (YaoJson) json = parse ("{\"o\":{\"n\":5},\"a\":[1]}");
  g_autoptr (YaoJson) object = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_assert_true (yao_json_get_optional_object (json, "o", &object, NULL));
  g_assert_nonnull (object);
  g_assert_true (yao_json_get_optional_array (json, "a", 1, &items, NULL));
  g_assert_cmpuint (items->len, ==, 1);
}

static void
test_wrong_nesting (void)
{
  g_autoptr (YaoJson) json = parse ("{\"s\":\"x\",\"a\":[1,2,3],\"o\":{},\"z\":null}");
  g_autoptr (GError) error = NULL;
  YaoJson *object = NULL;
  GPtrArray *items = NULL;

  g_assert_false (yao_json_get_object (json, "s", &object, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_get_optional_object (json, "a", &object, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_get_object (json, "z", &object, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_get_object (json, "missing", &object, &error));
  g_assert_nonnull (strstr (error->message, "missing"));
  assert_invalid (&error);
  g_assert_false (yao_json_get_array (json, "o", 9, &items, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_get_optional_array (json, "s", 9, &items, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_get_array (json, "a", 2, &items, &error));
  assert_invalid (&error);
  g_assert_null (object);
  g_assert_null (items);
}

static void
test_refuse_unknown (void)
{
  static const char *const known[] = { "a", "b", NULL };
  static const char *const fewer[] = { "a", NULL };
  g_autoptr (YaoJson) json = parse ("{\"a\":1,\"b\":2}");
  g_autoptr (YaoJson) array = parse ("[1]");
  g_autoptr (YaoJson) hostile = parse ("{\"\\u202e\\n\":1}");
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_json_refuse_unknown (json, known, &error));
  g_assert_no_error (error);
  g_assert_false (yao_json_refuse_unknown (json, fewer, &error));
  g_assert_nonnull (strstr (error->message, "b"));
  assert_invalid (&error);
  g_assert_false (yao_json_refuse_unknown (array, known, &error));
  assert_invalid (&error);
  g_assert_false (yao_json_refuse_unknown (hostile, known, &error));
  g_assert_null (strchr (error->message, '\n'));
  assert_invalid (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/json/size", test_size);
  g_test_add_func ("/protocol/json/peculiar", test_peculiar);
  g_test_add_func ("/protocol/json/hostile", test_hostile);
  g_test_add_func ("/protocol/json/nested", test_nested);
  g_test_add_func ("/protocol/json/optional-present", test_optional_present);
  g_test_add_func ("/protocol/json/wrong-nesting", test_wrong_nesting);
  g_test_add_func ("/protocol/json/refuse-unknown", test_refuse_unknown);
  return g_test_run ();
}
