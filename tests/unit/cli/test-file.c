/* test-file.c: the file that -o names
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-cli-file.h"

#include "yao-error.h"
#include "yao-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *dir;

static char *
read_back (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
write_text (const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_cli_file_write (path, bytes, &error));
  g_assert_no_error (error);
}

static void
test_replaces (void)
{
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  g_autofree char *text = NULL;
  GStatBuf status;

  write_text (path, "one, which is longer");
  write_text (path, "two");
  text = read_back (path);

  g_assert_cmpstr (text, ==, "two");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0644);
}

static void
test_follows_link (void)
{
  g_autofree char *path = g_build_filename (dir, "target", NULL);
  g_autofree char *link = g_build_filename (dir, "link", NULL);
  g_autofree char *text = NULL;

  write_text (path, "one");
  g_assert_cmpint (symlink ("target", link), ==, 0);
  write_text (link, "two");
  text = read_back (path);

  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpstr (text, ==, "two");
}

static void
test_device (void)
{
  GStatBuf status;

  write_text ("/dev/null", "gone");

  g_assert_cmpint (g_stat ("/dev/null", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
}

static void
test_refuses (void)
{
  g_autofree char *absent = g_build_filename (dir, "no", "such", "file", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (GError) folder_error = NULL;
  g_autoptr (GError) absent_error = NULL;
  g_autoptr (GError) full_error = NULL;

  g_assert_false (yao_cli_file_write (dir, bytes, &folder_error));
  g_assert_error (folder_error, YAO_ERROR, YAO_ERROR_STORAGE);
  g_assert_false (yao_cli_file_write (absent, bytes, &absent_error));
  g_assert_error (absent_error, YAO_ERROR, YAO_ERROR_STORAGE);
  g_assert_cmpstr (yao_error_get_subject (absent_error), ==, absent);
  g_assert_false (yao_cli_file_write ("/dev/full", bytes, &full_error));
  g_assert_error (full_error, YAO_ERROR, YAO_ERROR_STORAGE_FULL);
}

static int
fail_write (const char *step, const char *path, gpointer user_data)
{
  return strcmp (step, user_data) == 0 ? ENOSPC : 0;
}

static void
test_full_disk (void)
{
  static const char *const steps[] = { "open", "write", "fsync", "rename" };
  g_autofree char *path = g_build_filename (dir, "full", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new ("new", 3);

  write_text (path, "old");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      yao_file_set_hook (fail_write, (gpointer) steps[i]);
      g_assert_false (yao_cli_file_write (path, bytes, &error));
      yao_file_set_hook (NULL, NULL);

      g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE_FULL);
      text = read_back (path);
      g_assert_cmpstr (text, ==, "old");
    }
}

static void
remove_all (void)
{
  static const char *const names[] = { "file", "target", "link", "full" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("yunyao-cli-XXXXXX", NULL);
  g_assert_nonnull (dir);

  g_test_add_func ("/cli/file/replaces", test_replaces);
  g_test_add_func ("/cli/file/follows-link", test_follows_link);
  g_test_add_func ("/cli/file/device", test_device);
  g_test_add_func ("/cli/file/refuses", test_refuses);
  g_test_add_func ("/cli/file/full-disk", test_full_disk);

  status = g_test_run ();
  remove_all ();
  g_free (dir);

  return status;
}
