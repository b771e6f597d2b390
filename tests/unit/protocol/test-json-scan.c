/* test-json-scan.c: what passes as JSON, and what does not
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-json-scan.h"

#include "yao-error.h"

#include <string.h>

static gboolean
scans (const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean good = yao_json_scan (text, strlen (text), &error);

  if (!good)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  else
    g_assert_no_error (error);

  return good;
}

static void
test_accepts (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    " \t\r\n{ \"a\" : [ 1 , -2 , 0 , -0 , 1.5 , -1.25e+10 , 1E5 , 0e0 , 2e-3 ] } \n",
    "true",
    "false",
    "null",
    "\"\"",
    "7",
    "9223372036854775807",
    "-9223372036854775808",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00\"",
    "\"\xe4\xba\x91\xe9\x92\xa5 \x7f\"",
    "{\"\":1,\" \":2}",
    "{\"a\":{\"a\":{\"a\":null}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("checking %s", texts[i]);
      g_assert_true (scans (texts[i]));
    }
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "[",
    "}",
    "{]",
    "[}",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{\"a\":1,}",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{\"a\" 1}",
    "{} {}",
    "{}x",
    "nul",
    "nulll",
    "True",
    "NaN",
    "Infinity",
    "-",
    "+1",
    "01",
    "-01",
    "1.",
    ".5",
    "1e",
    "1e+",
    "0x10",
    "1_000",
    "9223372036854775808",
    "-9223372036854775809",
    "99999999999999999999",
    "\"",
    "\"\\",
    "\"\\\"",
    "\"\\x41\"",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\ud800x\"",
    "\"\\ud800\\n\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"\\ud800\\",
    "\"\\ud800\\u",
    "\"\\ud800\\ue000\"",
    "\"\\ud800\\u00\"",
    "tru",
    "falsy",
    "\"\n\"",
    "\"\x01\"",
    "\"\xff\"",
    "\"\xc0\x80\"",
    "\"\xed\xa0\x80\"",
    "\xef\xbb\xbf{}",
    "/* no */ {}",
    "{} // no",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"b\":2,\"a\":3}",
    "{\"a\":1,\"\\u0061\":2}",
    "{\"x\":{\"a\":1,\"a\":1}}",
    "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("checking text %u", i);
      g_assert_false (scans (texts[i]));
    }
}

static void
test_nul (void)
{
  g_assert_false (yao_json_scan ("{}\0", 3, NULL));
  g_assert_false (yao_json_scan ("\"a\0b\"", 5, NULL));
  g_assert_false (yao_json_scan (NULL, 0, NULL));
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
  g_string_append (text, "1");
  for (guint i = depth; i > 0; i--)
    g_string_append (text, i % 2 == 1 ? "]" : "}");

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (YAO_JSON_MAX_DEPTH);
  g_autofree char *deeper = nest (YAO_JSON_MAX_DEPTH + 1);
  g_autofree char *brackets = g_strnfill (100000, '[');

  g_assert_true (scans (deepest));
  g_assert_false (scans (deeper));
  g_assert_false (scans (brackets));
}

static char *
many_members (guint n)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"m%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append (text, "}");

  return g_string_free (text, FALSE);
}

static void
test_members (void)
{
  g_autofree char *most = many_members (YAO_JSON_MAX_MEMBERS);
  g_autofree char *more = many_members (YAO_JSON_MAX_MEMBERS + 1);

  g_assert_true (scans (most));
  g_assert_false (scans (more));
}

static void
test_long_number (void)
{
  g_autofree char *zeros = g_strnfill (YAO_JSON_MAX_NUMBER - 2, '0');
  g_autofree char *longest = g_strconcat ("0.", zeros, NULL);
  g_autofree char *longer = g_strconcat ("0.0", zeros, NULL);

  g_assert_true (scans (longest));
  g_assert_false (scans (longer));
}

/* A text cut anywhere is no text. */
static void
test_truncated (void)
{
  static const char text[] = "{\"a\":[1,-2.5e3,\"\\u00e9\\ud83d\\ude00\xe4\xba\x91\",true,null],"
                             "\"b\":{\"c\":false}}";

  g_assert_true (scans (text));
  for (gsize size = 0; size < strlen (text); size++)
    {
      g_autofree char *part = g_memdup2 (text, MAX (size, 1));

      g_assert_false (yao_json_scan (part, size, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/json-scan/accepts", test_accepts);
  g_test_add_func ("/protocol/json-scan/refuses", test_refuses);
  g_test_add_func ("/protocol/json-scan/nul", test_nul);
  g_test_add_func ("/protocol/json-scan/depth", test_depth);
  g_test_add_func ("/protocol/json-scan/members", test_members);
  g_test_add_func ("/protocol/json-scan/long-number", test_long_number);
  g_test_add_func ("/protocol/json-scan/truncated", test_truncated);
  return g_test_run ();
}
