/* temp-dir.c: a directory of a test's own
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"

#include <ftw.h>
#include <glib/gstdio.h>

char *
temp_dir_make (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("yunyao-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static int
remove_entry (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return g_remove (path);
}

/* Removes the directory and frees its name. */
void
temp_dir_remove (char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (path);
}

void
temp_file_write (const char *dir, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

char *
temp_file_read (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

/* How many entries begin with @prefix. */
guint
temp_dir_count (const char *dir, const char *prefix)
{
  g_autoptr (GDir) listing = g_dir_open (dir, 0, NULL);
  const char *name;
  guint count = 0;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      if (g_str_has_prefix (name, prefix))
        count++;
    }

  return count;
}
