/* test-file.c: limits, atomic and durable writes, kills and full disks at every step, locks
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-file.h"

#include "yao-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE (150 * 1024) /* three writes */

typedef struct
{
  char *dir;
  char *path;
} Fixture;

/* What the hook does: at the step with this number it fails with @failure, or kills the process. */
typedef struct
{
  int at;
  int seen;
  int failure; /* 0: kill */
} Saboteur;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("yao-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "profile", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  yao_file_set_hook (NULL, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static int
sabotage_cb (const char *step, const char *path, gpointer user_data)
{
  Saboteur *saboteur = user_data;

  if (saboteur->seen++ != saboteur->at)
    return 0;
  if (saboteur->failure == 0)
    kill (getpid (), SIGKILL);
  return saboteur->failure;
}

static GBytes *
make_contents (char letter, gsize size)
{
  char *text = g_malloc (size);

  memset (text, letter, size);
  return g_bytes_new_take (text, size);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
assert_holds (const char *path, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) found = yao_file_read (path, G_MAXUINT32, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, expected));
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) contents = make_contents ('a', 100);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_file_read (fixture->path, 100, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_assert_cmpstr (yao_error_get_subject (error), ==, fixture->path);
  g_clear_error (&error);

  g_assert_true (yao_file_replace (fixture->path, contents, 0600, &error));
  found = yao_file_read (fixture->path, 100, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, contents));

  g_assert_null (yao_file_read (fixture->path, 99, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_clear_error (&error);

  g_assert_true (yao_file_replace (fixture->path, empty, 0600, &error));
  g_bytes_unref (found);
  found = yao_file_read (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (found), ==, 0);
}

/* A folder is an error, and a pipe that nobody writes to does not hold anybody up. */
static void
test_read_special (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_file_read (fixture->dir, 100, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (yao_file_read (fixture->path, 100, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = make_contents ('a', 10);
  g_autoptr (GBytes) second = make_contents ('b', LARGE);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (yao_file_replace (fixture->path, first, 0600, &error));
  assert_holds (fixture->path, first);
  g_assert_true (yao_file_replace (fixture->path, second, 0640, &error));
  assert_holds (fixture->path, second);

  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_replace_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "no-such-folder", "file", NULL);
  g_autoptr (GBytes) contents = make_contents ('a', 10);
  g_autoptr (GError) error = NULL;

  g_assert_false (yao_file_replace (path, contents, 0600, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
}

/* Each step in turn fails with "no space left": the old contents stay and nothing else is left, but
 * for the very last step, after which the new contents are there.
 */
static void
test_replace_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) old = make_contents ('a', 10);
  g_autoptr (GBytes) new = make_contents ('b', LARGE);
  gboolean done = FALSE;
  int failed = 0;

  for (int at = 0; !done; at++)
    {
      Saboteur saboteur = { .at = at, .failure = ENOSPC };
      g_autoptr (GError) error = NULL;

      yao_file_set_hook (NULL, NULL);
      g_assert_true (yao_file_replace (fixture->path, old, 0600, NULL));
      yao_file_set_hook (sabotage_cb, &saboteur);
      done = yao_file_replace (fixture->path, new, 0600, &error);
      if (!done)
        {
          failed++;
          g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE_FULL);
          g_assert_nonnull (yao_error_get_subject (error));
          assert_holds (fixture->path, at == 6 ? new : old);
        }
      g_assert_cmpuint (count_files (fixture), ==, 1);
    }
  /* open, three writes, fsync, rename, fsync-dir */
  g_assert_cmpint (failed, ==, 7);
  assert_holds (fixture->path, new);
}

static void
test_replace_other_failure (Fixture *fixture, gconstpointer data)
{
  Saboteur saboteur = { .at = 1, .failure = EIO };
  g_autoptr (GBytes) contents = make_contents ('a', 10);
  g_autoptr (GError) error = NULL;

  yao_file_set_hook (sabotage_cb, &saboteur);
  g_assert_false (yao_file_replace (fixture->path, contents, 0600, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* Runs yao_file_replace() in a child that is killed at step @at. Returns whether it lived. */
static gboolean
replace_in_child (const char *path, GBytes *contents, int at)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      Saboteur saboteur = { .at = at, .failure = 0 };

      yao_file_set_hook (sabotage_cb, &saboteur);
      _exit (yao_file_replace (path, contents, 0600, NULL) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      return FALSE;
    }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return TRUE;
}

static void
test_replace_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) old = make_contents ('a', LARGE / 2);
  g_autoptr (GBytes) new = make_contents ('b', LARGE);
  int killed = 0;

  for (;; killed++)
    {
      g_assert_true (yao_file_replace (fixture->path, old, 0600, NULL));
      if (replace_in_child (fixture->path, new, killed))
        break;
      /* From the rename on it is the new one. */
      assert_holds (fixture->path, killed < 6 ? old : new);
    }
  g_assert_cmpint (killed, ==, 7);
  assert_holds (fixture->path, new);
}

/* What a killed process left is swept away once it is old, and not while it may be in use. */
static void
test_replace_sweeps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stale = g_build_filename (fixture->dir, ".profile.new-AAAAAA", NULL);
  g_autofree char *fresh = g_build_filename (fixture->dir, ".profile.new-BBBBBB", NULL);
  g_autofree char *other = g_build_filename (fixture->dir, ".profile2.new-CCCCCC", NULL);
  g_autoptr (GBytes) contents = make_contents ('a', 10);
  struct timespec old[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (stale, "half", -1, NULL));
  g_assert_true (g_file_set_contents (fresh, "half", -1, NULL));
  g_assert_true (g_file_set_contents (other, "half", -1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, stale, old, 0), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, other, old, 0), ==, 0);

  g_assert_true (yao_file_replace (fixture->path, contents, 0600, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  Saboteur saboteur = { .at = 0, .failure = EIO };
  g_autoptr (GBytes) contents = make_contents ('a', 10);
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_file_remove (fixture->path, &error));
  g_assert_true (yao_file_replace (fixture->path, contents, 0600, &error));

  yao_file_set_hook (sabotage_cb, &saboteur);
  g_assert_false (yao_file_remove (fixture->path, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
  g_clear_error (&error);
  assert_holds (fixture->path, contents);

  yao_file_set_hook (NULL, NULL);
  g_assert_true (yao_file_remove (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *prefix = g_strconcat (fixture->path, ".damaged-20", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_file_set_aside (fixture->path, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Several within one second: none takes the place of another. */
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) contents = make_contents ((char) ('a' + i), 10);
      g_autofree char *aside = NULL;

      g_assert_true (yao_file_replace (fixture->path, contents, 0600, &error));
      aside = yao_file_set_aside (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (aside, prefix));
      assert_holds (aside, contents);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
      g_assert_cmpuint (count_files (fixture), ==, i + 1);
    }
}

static void
test_make_dir (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_build_filename (fixture->dir, "a", NULL);
  g_autofree char *path = g_build_filename (parent, "b", NULL);
  g_autoptr (GBytes) contents = make_contents ('a', 10);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (yao_file_make_dir (path, &error));
  g_assert_true (yao_file_make_dir (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  g_rmdir (path);
  g_rmdir (parent);

  /* A file stands in the way. */
  g_assert_true (yao_file_replace (fixture->path, contents, 0600, NULL));
  g_assert_false (yao_file_make_dir (fixture->path, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
}

static void
test_make_dir_foreign (void)
{
  g_autoptr (GError) error = NULL;

  /* The root's own folder is somebody else's for everybody but the root, and for the root the test
   * gives a folder away first.
   */
  if (geteuid () == 0)
    {
      g_autofree char *dir = g_dir_make_tmp ("yao-file-XXXXXX", NULL);

      g_assert_cmpint (chown (dir, 12345, 12345), ==, 0);
      g_assert_false (yao_file_make_dir (dir, &error));
      g_rmdir (dir);
    }
  else
    {
      g_assert_false (yao_file_make_dir ("/", &error));
    }
  g_assert_error (error, YAO_ERROR, YAO_ERROR_DENIED);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  lock = yao_file_lock (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);

  g_assert_null (yao_file_lock (fixture->path, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
  g_clear_error (&error);

  before = g_get_monotonic_time ();
  g_assert_null (yao_file_lock (fixture->path, 50 * 1000, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 50 * 1000);
  g_clear_error (&error);

  g_clear_pointer (&lock, yao_file_lock_free);
  lock = yao_file_lock (fixture->path, 0, &error);
  g_assert_no_error (error);
}

static void
test_lock_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoFileLock) one = NULL;
  g_autoptr (YaoFileLock) other = NULL;
  g_autoptr (YaoFileLock) alone = NULL;
  g_autoptr (GError) error = NULL;

  one = yao_file_lock_shared (fixture->path, 0, &error);
  g_assert_no_error (error);
  other = yao_file_lock_shared (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_null (yao_file_lock (fixture->path, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
  g_clear_error (&error);

  g_clear_pointer (&one, yao_file_lock_free);
  g_clear_pointer (&other, yao_file_lock_free);
  alone = yao_file_lock (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_null (yao_file_lock_shared (fixture->path, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
}

/* A lock goes with the process that held it, even one that was killed. */
static void
test_lock_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  int ready[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      YaoFileLock *held = yao_file_lock (fixture->path, 0, NULL);

      if (held == NULL || write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (1);
    }

  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_null (yao_file_lock (fixture->path, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
  g_clear_error (&error);

  kill (child, SIGKILL);
  lock = yao_file_lock (fixture->path, 10 * G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close (ready[0]);
  close (ready[1]);
}

/* Counts up in a file @times times, under the lock. For a child: exits. */
static void
count_up (const char *path, guint times)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);

  for (guint i = 0; i < times; i++)
    {
      g_autoptr (YaoFileLock) lock = yao_file_lock (lock_path, 60 * G_USEC_PER_SEC, NULL);
      g_autoptr (GBytes) old = yao_file_read (path, 100, NULL);
      g_autoptr (GBytes) new = NULL;
      g_autofree char *text = NULL;

      if (lock == NULL || old == NULL)
        _exit (1);
      text = g_strndup (g_bytes_get_data (old, NULL), g_bytes_get_size (old));
      g_autofree char *next = g_strdup_printf ("%d", atoi (text) + 1);
      new = g_bytes_new (next, strlen (next));
      if (!yao_file_replace (path, new, 0600, NULL))
        _exit (1);
    }
  _exit (0);
}

static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) zero = g_bytes_new_static ("0", 1);
  g_autoptr (GBytes) expected = g_bytes_new_static ("100", 3);
  pid_t children[2];

  g_assert_true (yao_file_replace (fixture->path, zero, 0600, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        count_up (fixture->path, 50);
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
  assert_holds (fixture->path, expected);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/base/file/read", test_read);
  ADD ("/base/file/read-special", test_read_special);
  ADD ("/base/file/replace", test_replace);
  ADD ("/base/file/replace-nowhere", test_replace_nowhere);
  ADD ("/base/file/replace-full-disk", test_replace_full_disk);
  ADD ("/base/file/replace-other-failure", test_replace_other_failure);
  ADD ("/base/file/replace-killed", test_replace_killed);
  ADD ("/base/file/replace-sweeps", test_replace_sweeps);
  ADD ("/base/file/remove", test_remove);
  ADD ("/base/file/set-aside", test_set_aside);
  ADD ("/base/file/make-dir", test_make_dir);
  g_test_add_func ("/base/file/make-dir-foreign", test_make_dir_foreign);
  ADD ("/base/file/lock", test_lock);
  ADD ("/base/file/lock-shared", test_lock_shared);
  ADD ("/base/file/lock-killed", test_lock_killed);
  ADD ("/base/file/two-processes", test_two_processes);

  return g_test_run ();
}
