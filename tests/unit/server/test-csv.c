/* test-csv.c: tables as text
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-csv.h"
#include "yao-error.h"

#include <string.h>

static GPtrArray *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yao_csv_parse (bytes, error);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = parse ("\xef\xbb\xbfuid,name\r\n1,\"张,\"\"伟\"\"\"\n\n2,\"two\nlines\"\r\n3,", &error);
  YaoCsvRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  row = rows->pdata[0];
  g_assert_cmpstr (row->fields[0], ==, "uid");
  row = rows->pdata[1];
  g_assert_cmpstr (row->fields[1], ==, "张,\"伟\"");
  g_assert_null (row->fields[2]);
  row = rows->pdata[2];
  g_assert_cmpuint (row->line, ==, 4);
  g_assert_cmpstr (row->fields[1], ==, "two\nlines");
  row = rows->pdata[3];
  g_assert_cmpuint (row->line, ==, 6);
  g_assert_cmpstr (row->fields[1], ==, "");
}

static void
test_bad (void)
{
  g_autofree char *long_field = g_strnfill (YAO_CSV_MAX_FIELD + 1, 'a');
  g_autofree char *many_fields = g_strnfill (YAO_CSV_MAX_COLUMNS, ',');
  const char *const texts[]
      = { "a,\"b", "a\"b", "\"a\"b,c", "a\rb", "\xff\n", long_field, many_fields, "a,b\n\"c" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = parse ("", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/csv/good", test_good);
  g_test_add_func ("/server/csv/bad", test_bad);
  g_test_add_func ("/server/csv/empty", test_empty);

  return g_test_run ();
}
