/* test-table.c: columns of text
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-table.h"

#define ROW(...) ((const char *const[]){ __VA_ARGS__ })

static void
test_aligned (void)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (3);
  g_autoptr (GString) out = g_string_new (NULL);

  yao_cli_table_set_header (table, ROW ("ID", "NAME", "STATE"));
  yao_cli_table_add_row (table, ROW ("1", "张伟", "active"));
  yao_cli_table_add_row (table, ROW ("22", "Li", "expired"));
  yao_cli_table_render (table, out, FALSE);

  g_assert_cmpstr (out->str, ==,
                   "ID  NAME  STATE\n"
                   "1   张伟  active\n"
                   "22  Li    expired\n");
}

static void
test_no_space_at_end (void)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (3);
  g_autoptr (GString) out = g_string_new (NULL);

  yao_cli_table_add_row (table, ROW ("a", NULL, "c"));
  yao_cli_table_add_row (table, ROW ("a", "bb", ""));
  yao_cli_table_add_row (table, ROW ("", "", ""));
  yao_cli_table_render (table, out, FALSE);

  g_assert_cmpstr (out->str, ==, "a      c\na  bb\n\n");
}

static void
test_several_lines (void)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);
  g_autoptr (GString) out = g_string_new (NULL);

  yao_cli_table_add_row (table, ROW ("用途", "sign\nencrypt"));
  yao_cli_table_add_row (table, ROW ("CA", "no"));
  yao_cli_table_render (table, out, FALSE);

  g_assert_cmpstr (out->str, ==, "用途  sign\n      encrypt\nCA    no\n");
}

static void
test_bold (void)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (1);
  g_autoptr (GString) out = g_string_new (NULL);

  yao_cli_table_set_header (table, ROW ("ID"));
  yao_cli_table_add_row (table, ROW ("\033[0m"));
  yao_cli_table_render (table, out, TRUE);

  g_assert_cmpstr (out->str, ==, "\033[1mID\033[0m\n\xef\xbf\xbd[0m\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/table/aligned", test_aligned);
  g_test_add_func ("/cli/table/no-space-at-end", test_no_space_at_end);
  g_test_add_func ("/cli/table/several-lines", test_several_lines);
  g_test_add_func ("/cli/table/bold", test_bold);

  return g_test_run ();
}
