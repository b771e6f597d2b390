/* yao-file.c: reads with limits, writes that are atomic and durable, locks between processes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-file.h"

#include "yao-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define WRITE_CHUNK (64 * 1024)
#define LEFTOVER_AGE (60 * 60) /* seconds after which a new file nobody finished is swept away */
#define LOCK_POLL_US (5 * 1000)
#define NAME_TRIES 1000

struct _YaoFileLock
{
  int fd;
};

static YaoFileHook hook_function;
static gpointer hook_data;

/**
 * yao_file_set_hook:
 * @hook: (nullable) (scope forever): the function, or %NULL for none
 * @user_data: what to hand to it
 *
 * Sets a function that is called before each durable step, so that tests can fail a step (a full
 * disk) or end the process there. For the whole process; never set outside tests.
 */
void
yao_file_set_hook (YaoFileHook hook, gpointer user_data)
{
  hook_function = hook;
  hook_data = user_data;
}

/* Asks the hook, then says whether the step may be done; errno is set where it may not. */
static gboolean
begin_step (const char *step, const char *path)
{
  int failure = hook_function != NULL ? hook_function (step, path, hook_data) : 0;

  if (failure == 0)
    return TRUE;

  errno = failure;
  return FALSE;
}

static gboolean
fail_step (GError **error, const char *step, const char *path)
{
  yao_error_set_from_errno (error, errno, step, path);
  return FALSE;
}

/* Closes a descriptor and keeps errno. */
static void
close_quietly (int fd)
{
  int saved = errno;

  close (fd);
  errno = saved;
}

static int
open_for_reading (const char *path, struct stat *info, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 && errno == ENOENT)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s does not exist", path);
      if (error != NULL)
        yao_error_set_subject (*error, path);
      return -1;
    }
  if (fd >= 0 && fstat (fd, info) == 0 && S_ISREG (info->st_mode))
    return fd;

  if (fd >= 0)
    {
      close_quietly (fd);
      errno = S_ISDIR (info->st_mode) ? EISDIR : EINVAL;
    }
  fail_step (error, "open", path);
  return -1;
}

static gboolean
read_all (int fd, const char *path, gsize max_size, GByteArray *into, GError **error)
{
  guint8 chunk[16 * 1024];
  gssize got;

  while ((got = read (fd, chunk, sizeof chunk)) != 0)
    {
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return fail_step (error, "read", path);
      if ((gsize) got > max_size - into->len)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                       "%s is larger than %" G_GSIZE_FORMAT " bytes", path, max_size);
          if (error != NULL)
            yao_error_set_subject (*error, path);
          return FALSE;
        }
      g_byte_array_append (into, chunk, (guint) got);
    }
  return TRUE;
}

/**
 * yao_file_read:
 * @path: a file
 * @max_size: the largest that it may be, in bytes
 * @error: return location
 *
 * Reads a whole regular file. No more than @max_size bytes are ever held, whatever the file grows
 * to meanwhile. The copies made while reading are not wiped: secrets are read in another way.
 *
 * Fails with %YAO_ERROR_NOT_FOUND, %YAO_ERROR_INVALID_INPUT for a file that is larger, or
 * %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the contents, or %NULL
 */
GBytes *
yao_file_read (const char *path, gsize max_size, GError **error)
{
  g_autoptr (GByteArray) contents = NULL;
  struct stat info = { 0 };
  gboolean ok;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open_for_reading (path, &info, error);
  if (fd < 0)
    return NULL;

  contents = g_byte_array_new ();
  ok = read_all (fd, path, max_size, contents, error);
  close (fd);

  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&contents)) : NULL;
}

static gboolean
write_all (int fd, const char *path, GBytes *contents)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (contents, &left);

  while (left > 0)
    {
      gssize put;

      if (!begin_step ("write", path))
        return FALSE;
      put = write (fd, data, MIN (left, WRITE_CHUNK));
      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return FALSE;
      data += put;
      left -= (gsize) put;
    }
  return TRUE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean ok;
  int fd;

  if (!begin_step ("fsync-dir", folder))
    return fail_step (error, "fsync-dir", folder);

  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail_step (error, "open", folder);

  /* Some file systems cannot sync a folder and say EINVAL: there is nothing more to be had. */
  ok = fsync (fd) == 0 || errno == EINVAL;
  close_quietly (fd);
  return ok || fail_step (error, "fsync-dir", folder);
}

/* Removes the new files that a killed process left beside @path, told from those that are being
 * written by their age against @fresh, which lies in the same folder.
 */
static void
sweep_leftovers (const char *path, const char *fresh)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf (".%s.new-", base);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  struct stat fresh_info;
  const char *name;

  if (dir == NULL || stat (fresh, &fresh_info) != 0)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *candidate = g_build_filename (folder, name, NULL);
      struct stat info;

      if (g_str_has_prefix (name, prefix) && lstat (candidate, &info) == 0
          && info.st_mtime < fresh_info.st_mtime - LEFTOVER_AGE)
        g_unlink (candidate);
    }
}

static int
open_new (const char *path, int mode, char **new_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *template = g_strdup_printf ("%s/.%s.new-XXXXXX", folder, base);
  int fd = -1;

  if (begin_step ("open", path))
    fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 && fchmod (fd, (mode_t) mode) != 0)
    {
      close_quietly (fd);
      fd = -1;
      unlink (template);
    }
  if (fd < 0)
    {
      fail_step (error, "open", path);
      return -1;
    }

  *new_path = g_steal_pointer (&template);
  return fd;
}

static gboolean
fill_new (int fd, const char *new_path, GBytes *contents, GError **error)
{
  if (!write_all (fd, new_path, contents))
    return fail_step (error, "write", new_path);
  if (!begin_step ("fsync", new_path) || fsync (fd) != 0)
    return fail_step (error, "fsync", new_path);
  return TRUE;
}

/**
 * yao_file_replace:
 * @path: a file, which need not exist
 * @contents: what it shall hold
 * @mode: its permissions, such as 0600
 * @error: return location
 *
 * Makes @path hold @contents, atomically and durably: a process killed at any instant, or a machine
 * that loses its power, leaves the old or the new contents, never a mixture. On failure the old
 * contents stay, with one exception: where only the last step fails, the sync of the folder, the
 * new contents are there already but may not outlast a loss of power.
 *
 * Fails with %YAO_ERROR_STORAGE_FULL or %YAO_ERROR_STORAGE.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
yao_file_replace (const char *path, GBytes *contents, int mode, GError **error)
{
  g_autofree char *new_path = NULL;
  gboolean ok;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (contents != NULL, FALSE);

  fd = open_new (path, mode, &new_path, error);
  if (fd < 0)
    return FALSE;

  ok = fill_new (fd, new_path, contents, error);
  if (close (fd) != 0 && ok)
    ok = fail_step (error, "close", new_path);
  if (ok && (!begin_step ("rename", path) || rename (new_path, path) != 0))
    ok = fail_step (error, "rename", path);
  if (!ok)
    {
      unlink (new_path);
      return FALSE;
    }

  sweep_leftovers (path, path);
  return sync_folder (path, error);
}

/**
 * yao_file_remove:
 * @path: a file
 * @error: return location
 *
 * Removes a file, durably. A file that is not there is success.
 *
 * Fails with %YAO_ERROR_STORAGE.
 *
 * Returns: %TRUE if it is gone
 */
gboolean
yao_file_remove (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (!begin_step ("unlink", path))
    return fail_step (error, "unlink", path);
  if (unlink (path) != 0)
    return errno == ENOENT || fail_step (error, "unlink", path);
  return sync_folder (path, error);
}

/* rename() that never takes the place of another file: errno is EEXIST then. */
static gboolean
rename_to_unused (const char *path, const char *unused)
{
  if (renameat2 (AT_FDCWD, path, AT_FDCWD, unused, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  if (g_file_test (unused, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return FALSE;
    }
  return rename (path, unused) == 0;
}

/**
 * yao_file_set_aside:
 * @path: a file that cannot be used
 * @error: return location
 *
 * Gives a damaged file another name beside the old one, "PATH.damaged-20260131T235959Z", with "-1"
 * and so on after it where that name is taken. Nothing is deleted.
 *
 * Fails with %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE_FULL or %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the new path, or %NULL
 */
char *
yao_file_set_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = NULL;
  gboolean renamed = FALSE;

  g_return_val_if_fail (path != NULL, NULL);

  aside = g_strdup_printf ("%s.damaged-%s", path, stamp);
  if (begin_step ("rename", path))
    {
      renamed = rename_to_unused (path, aside);
      for (guint i = 1; !renamed && errno == EEXIST && i < NAME_TRIES; i++)
        {
          g_free (aside);
          aside = g_strdup_printf ("%s.damaged-%s-%u", path, stamp, i);
          renamed = rename_to_unused (path, aside);
        }
    }
  if (!renamed && errno == ENOENT)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s does not exist", path);
      return NULL;
    }
  if (!renamed)
    {
      fail_step (error, "rename", path);
      return NULL;
    }
  return sync_folder (path, error) ? g_steal_pointer (&aside) : NULL;
}

/**
 * yao_file_make_dir:
 * @path: a folder
 * @error: return location
 *
 * Makes a folder and those above it, for this user alone (0700). One that is there already must be
 * this user's own; its permissions are left as they are.
 *
 * Fails with %YAO_ERROR_DENIED for a folder of somebody else's, %YAO_ERROR_STORAGE_FULL or
 * %YAO_ERROR_STORAGE.
 *
 * Returns: %TRUE if it can be used
 */
gboolean
yao_file_make_dir (const char *path, GError **error)
{
  struct stat info;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (path, 0700) != 0 || stat (path, &info) != 0)
    return fail_step (error, "mkdir", path);
  if (info.st_uid == geteuid ())
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_DENIED, "%s belongs to another user", path);
  if (error != NULL)
    yao_error_set_subject (*error, path);
  return FALSE;
}

/* Tries once; the lock belongs to the open file, so threads of one process exclude each other too.
 */
static gboolean
try_lock (int fd, short type)
{
  struct flock whole = { .l_type = type, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &whole) == 0;
}

static gboolean
wait_for_lock (int fd, short type, const char *path, gint64 timeout_us, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + timeout_us;

  while (!try_lock (fd, type))
    {
      gint64 left = deadline - g_get_monotonic_time ();

      if (errno != EAGAIN && errno != EACCES && errno != EINTR)
        return fail_step (error, "lock", path);
      if (left <= 0)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_BUSY, "%s is locked by another process", path);
          if (error != NULL)
            yao_error_set_subject (*error, path);
          return FALSE;
        }
      g_usleep ((gulong) MIN (left, LOCK_POLL_US));
    }
  return TRUE;
}

static YaoFileLock *
open_lock (const char *path, short type, gint64 timeout_us, GError **error)
{
  YaoFileLock *lock;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      fail_step (error, "open", path);
      return NULL;
    }
  if (!wait_for_lock (fd, type, path, timeout_us, error))
    {
      close (fd);
      return NULL;
    }

  lock = g_new (YaoFileLock, 1);
  lock->fd = fd;
  return lock;
}

/**
 * yao_file_lock:
 * @path: the lock file, made where it is missing and never removed
 * @timeout_us: how long to wait, in microseconds; 0 tries once
 * @error: return location
 *
 * Takes an exclusive lock that holds between processes and between the threads of one. It ends with
 * yao_file_lock_free() or with the process, however that ends; a child of fork() shares it.
 *
 * Fails with %YAO_ERROR_BUSY after the timeout, %YAO_ERROR_STORAGE_FULL or %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the lock, or %NULL
 */
YaoFileLock *
yao_file_lock (const char *path, gint64 timeout_us, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (timeout_us >= 0, NULL);

  return open_lock (path, F_WRLCK, timeout_us, error);
}

/**
 * yao_file_lock_shared:
 * @path: the lock file, made where it is missing and never removed
 * @timeout_us: how long to wait, in microseconds; 0 tries once
 * @error: return location
 *
 * Like yao_file_lock(), but any number can hold it together; only that of yao_file_lock() keeps
 * them out, and is kept out by them.
 *
 * Returns: (transfer full): the lock, or %NULL
 */
YaoFileLock *
yao_file_lock_shared (const char *path, gint64 timeout_us, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (timeout_us >= 0, NULL);

  return open_lock (path, F_RDLCK, timeout_us, error);
}

/**
 * yao_file_lock_free:
 * @lock: (nullable) (transfer full): a lock
 *
 * Gives a lock back.
 */
void
yao_file_lock_free (YaoFileLock *lock)
{
  if (lock == NULL)
    return;

  close (lock->fd);
  g_free (lock);
}
