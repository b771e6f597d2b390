/* main.c: begins the program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <glib/gi18n.h>
#include <locale.h>

#include "yao-application.h"
#include "yao-config.h"

/* Started from the build tree, the program finds its translations and its settings' schema there.
 *
 * Returns: (transfer full) (nullable): the top of the build tree
 */
static char *
find_build_tree (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *top = directory != NULL ? g_build_filename (directory, "..", "..", NULL) : NULL;
  g_autofree char *mark = top != NULL ? g_build_filename (top, "meson-private", NULL) : NULL;

  if (mark == NULL || !g_file_test (mark, G_FILE_TEST_IS_DIR))
    return NULL;

  return g_canonicalize_filename (top, NULL);
}

static void
set_language (const char *build_tree)
{
  const char *given = g_getenv ("YUNYAO_LOCALEDIR");
  g_autofree char *built = build_tree != NULL ? g_build_filename (build_tree, "po", NULL) : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, given != NULL ? given : built != NULL ? built : YAO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autofree char *build_tree = find_build_tree ();
  g_autoptr (YaoApplication) application = NULL;
  int status;

  if (build_tree != NULL)
    {
      g_autofree char *schemas = g_build_filename (build_tree, "data", NULL);

      g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, FALSE);
    }
  set_language (build_tree);
  g_set_application_name (_ ("Yunyao"));

  application = yao_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : yao_application_get_status (application);
}
