/* test-icons.c: every icon that the program names is there, whatever theme the desktop has
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"

static GtkIconTheme *theme;
static guint n_seen;

static void
check_file (const char *path)
{
  g_autoptr (GRegex) regex = g_regex_new ("[>\"]([a-z0-9-]+-symbolic)[<\"]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      n_seen++;
      if (!gtk_icon_theme_has_icon (theme, name))
        g_error ("%s names the icon %s, which neither GTK nor the program brings", path, name);
    }
}

static void
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (path);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        check_file (path);
    }
}

/* A theme with no icons at all is left with those of GTK and of the program. */
static void
test_built_in (void)
{
  const char *const none[] = { NULL };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "..", "src", "app", NULL);

  theme = gtk_icon_theme_new ();
  gtk_icon_theme_set_search_path (theme, none);
  gtk_icon_theme_set_theme_name (theme, "hicolor");
  gtk_icon_theme_add_resource_path (theme, "/io/github/yunyao/Yunyao/icons");
  g_assert_false (gtk_icon_theme_has_icon (theme, "no-such-icon-symbolic"));
  check_folder (folder);
  g_assert_cmpuint (n_seen, >, 20);
  g_clear_object (&theme);
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/app/icons/built-in", test_built_in);

  return g_test_run ();
}
