/* test-errors-document.c: docs/errors.md says what the code does
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-problem.h"

#include "yao-cli-error.h"

#include <locale.h>
#include <string.h>

static char *document;

static void
assert_holds (const char *text, const char *line)
{
  if (strstr (text, line) == NULL)
    g_error ("docs/errors.md lacks this line, here or at all: %s", line);
}

static guint
count (const char *needle)
{
  guint n = 0;

  for (const char *p = document; (p = strstr (p, needle)) != NULL; p++)
    n++;

  return n;
}

/* Gets what stands under the heading of a code. */
static char *
dup_section (const char *nick)
{
  g_autofree char *heading = g_strdup_printf ("\n### %s\n", nick);
  const char *start = strstr (document, heading);
  const char *end;

  if (start == NULL)
    g_error ("docs/errors.md has no section ### %s", nick);

  start += strlen (heading);
  end = strstr (start, "\n### ");
  return end != NULL ? g_strndup (start, (gsize) (end - start) + 1) : g_strdup (start);
}

static char *
dup_problem_line (YaoErrorCode code)
{
  GString *line = g_string_new ("* Problem: ");
  gsize empty = line->len;

  for (int kind = 1; kind < YAO_PROBLEM_LAST; kind++)
    {
      if (yao_problem_kind_get_code ((YaoProblemKind) kind) == code)
        g_string_append_printf (line, "%s`%s`", line->len > empty ? ", " : "",
                                yao_problem_kind_get_name ((YaoProblemKind) kind));
    }
  if (line->len == empty)
    g_string_append (line, "none");
  g_string_append_c (line, '\n');

  return g_string_free (line, FALSE);
}

static void
check_bilingual (const char *section, const char *start)
{
  const char *line = strstr (section, start);
  g_autofree char *text = NULL;

  g_assert_nonnull (line);
  text = g_strndup (line, (gsize) (strchrnul (line, '\n') - line));
  if (strstr (text, "。") == NULL)
    g_error ("docs/errors.md says this in one language only: %s", text);
}

/* Each code has its section, with the exit code and the words of the command line. */
static void
test_codes (void)
{
  for (int i = 1; i < YAO_ERROR_LAST; i++)
    {
      YaoErrorCode code = (YaoErrorCode) i;
      g_autofree char *section = dup_section (yao_error_code_get_nick (code));
      g_autoptr (GError) error = g_error_new_literal (YAO_ERROR, i, "");
      g_autofree char *exit
          = g_strdup_printf ("* Exit: %d\n", (int) yao_cli_error_get_exit (error));
      g_autofree char *sentence = yao_cli_error_dup_sentence (error);
      g_autofree char *next = yao_cli_error_dup_next (error);
      g_autofree char *says_line = g_strdup_printf ("* Says: %s. ", sentence);
      g_autofree char *next_line = g_strdup_printf ("* Next: %s ", next);
      g_autofree char *problem_line = dup_problem_line (code);

      g_test_message ("checking %s", yao_error_code_get_nick (code));
      assert_holds (section, "* Cause: ");
      assert_holds (section, problem_line);
      assert_holds (section, exit);
      assert_holds (section, says_line);
      assert_holds (section, next_line);
      check_bilingual (section, "* Says: ");
      check_bilingual (section, "* Next: ");
    }

  g_assert_cmpuint (count ("\n### "), ==, YAO_ERROR_LAST - 1);
}

static void
test_problems (void)
{
  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    {
      YaoProblemKind kind = (YaoProblemKind) i;
      g_autofree char *row = g_strdup_printf (
          "\n| `%s` | %u | `%s` | %s | %s |\n", yao_problem_kind_get_name (kind),
          yao_problem_kind_get_status (kind),
          yao_error_code_get_nick (yao_problem_kind_get_code (kind)),
          yao_problem_kind_get_title (kind), yao_problem_kind_get_title_zh (kind));

      assert_holds (document, row);
    }

  g_assert_cmpuint (count ("\n| `"), ==, YAO_PROBLEM_LAST - 1);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "docs", "errors.md", NULL);
  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/protocol/errors-document/codes", test_codes);
  g_test_add_func ("/protocol/errors-document/problems", test_problems);
  return g_test_run ();
}
