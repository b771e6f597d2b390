/* yao-builtin-process.c: one run of the demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-builtin-process.h"

#include "yao-config.h"
#include "yao-deadline.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "yunyaod"
#define MAX_READY_SIZE 8192
#define MAX_TEXT 2048
/* The first start makes a whole organisation with its keys, on whatever machine this is. */
#define START_TIMEOUT_US (120 * G_USEC_PER_SEC)
#define ATTACH_TIMEOUT_US (10 * G_USEC_PER_SEC)
#define ATTACH_PAUSE_US (20 * 1000)
#define END_TIMEOUT_US (5 * G_USEC_PER_SEC)
#define END_PAUSE_US (50 * 1000)
/* What the demonstration service keeps in its directory; one without the mark is not its own. */
#define LOCK_FILE "lock"
#define READY_FILE "ready.json"
#define MARK_FILE "yunyao-demo"
/* Beside the directory: whoever uses the service keeps a shared lock on it, and the service, asked
 * to end, waits until it gets it alone. */
#define USERS_SUFFIX ".users"
#define START_SUFFIX ".start"
#define START_PAUSE_US (100 * 1000)
/* A service that is about to end still finishes what it is asked. */
#define JOIN_TIMEOUT_US (15 * G_USEC_PER_SEC)

/**
 * yao_builtin_ready_free:
 * @self: (transfer full): what a service said
 *
 * Frees it.
 */
void
yao_builtin_ready_free (YaoBuiltinReady *self)
{
  g_assert (self != NULL);

  g_free (self->address);
  g_free (self->init);
  g_free (self);
}

static YaoBuiltinReady *
parse_ready (GBytes *bytes, GError **error)
{
  g_autoptr (YaoBuiltinReady) ready = g_new0 (YaoBuiltinReady, 1);
  g_autoptr (YaoJson) json = yao_json_parse (bytes, MAX_READY_SIZE, error);

  if (json != NULL && yao_json_get_string (json, "address", MAX_TEXT, &ready->address, error)
      && yao_json_get_string (json, "init", MAX_TEXT, &ready->init, error))
    return g_steal_pointer (&ready);
  return NULL;
}

/**
 * yao_builtin_read_ready:
 * @dir: the data directory
 * @error: return location
 *
 * Reads what the service of a directory said when it was last ready.
 * Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE, %YAO_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full): what it said, or %NULL on error
 */
YaoBuiltinReady *
yao_builtin_read_ready (const char *dir, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert (dir != NULL);

  path = g_build_filename (dir, READY_FILE, NULL);
  bytes = yao_file_read (path, MAX_READY_SIZE, error);
  return bytes != NULL ? parse_ready (bytes, error) : NULL;
}

static char *
find_beside (const char *self_path, const char *relative)
{
  g_autofree char *dir = g_path_get_dirname (self_path);
  g_autofree char *path = g_build_filename (dir, relative, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

/**
 * yao_builtin_find_program:
 *
 * Finds the service's program: `$YUNYAOD`, beside the program that runs, in the tree in which that
 * was built, where it is installed, in `$PATH`.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL where it is not installed
 */
char *
yao_builtin_find_program (void)
{
  const char *named = g_getenv ("YUNYAOD");
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  char *found = NULL;

  if (named != NULL && *named != '\0')
    return g_strdup (named);

  if (self_path != NULL)
    found = find_beside (self_path, PROGRAM);
  if (found == NULL && self_path != NULL)
    found = find_beside (self_path, "../server/" PROGRAM);
  if (found == NULL && g_file_test (YAO_BINDIR "/" PROGRAM, G_FILE_TEST_IS_EXECUTABLE))
    found = g_strdup (YAO_BINDIR "/" PROGRAM);
  return found != NULL ? found : g_find_program_in_path (PROGRAM);
}

/**
 * yao_builtin_join:
 * @dir: the data directory
 * @error: return location
 *
 * Becomes one of those who use the service of a directory: as long as the lock is held, a service
 * that runs there does not end because whoever started it has ended. Waits for one that is about to
 * end. Errors: %YAO_ERROR_BUSY, %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the lock, or %NULL on error
 */
YaoFileLock *
yao_builtin_join (const char *dir, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *parent = NULL;

  g_assert (dir != NULL);

  path = g_strconcat (dir, USERS_SUFFIX, NULL);
  parent = g_path_get_dirname (dir);
  if (!yao_file_make_dir (parent, error))
    return NULL;

  return yao_file_lock_shared (path, JOIN_TIMEOUT_US, error);
}

/**
 * yao_builtin_lock_start:
 * @dir: the data directory
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Waits until nobody else is about to start a service in a directory.
 *
 * Returns: (transfer full): the lock, to hold until the service runs, or %NULL on error
 */
YaoFileLock *
yao_builtin_lock_start (const char *dir, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + START_TIMEOUT_US;
  g_autofree char *path = NULL;

  g_assert (dir != NULL);

  path = g_strconcat (dir, START_SUFFIX, NULL);
  for (;;)
    {
      g_autoptr (GError) local = NULL;
      YaoFileLock *lock;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      lock = yao_file_lock (path, START_PAUSE_US, &local);
      if (lock != NULL)
        return lock;
      if (!yao_error_is (local, YAO_ERROR_BUSY) || g_get_monotonic_time () > end)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

/**
 * yao_builtin_is_used:
 * @dir: the data directory
 *
 * Tells whether somebody uses the service of a directory. A service that is ending keeps the lock
 * for itself and is not used any more.
 *
 * Returns: %TRUE if somebody does
 */
gboolean
yao_builtin_is_used (const char *dir)
{
  g_autofree char *path = NULL;
  g_autoptr (YaoFileLock) alone = NULL;
  g_autoptr (YaoFileLock) shared = NULL;

  g_assert (dir != NULL);

  path = g_strconcat (dir, USERS_SUFFIX, NULL);
  alone = yao_file_lock (path, 0, NULL);
  if (alone == NULL)
    shared = yao_file_lock_shared (path, 0, NULL);

  return shared != NULL;
}

/**
 * yao_builtin_is_held:
 * @dir: the data directory
 *
 * Tells whether a service is alive in a directory: it holds a lock there until it ends, however it
 * ends.
 *
 * Returns: %TRUE if one is
 */
gboolean
yao_builtin_is_held (const char *dir)
{
  g_autofree char *path = NULL;
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  gboolean held;
  int fd;

  g_assert (dir != NULL);

  /* Asking takes nothing, so that a service that starts just now is not disturbed. */
  path = g_build_filename (dir, LOCK_FILE, NULL);
  fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return FALSE;
  held = fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);
  return held;
}

/* A file that a former run left may name an address where nobody answers any more. */
static gboolean
answers (const YaoBuiltinReady *ready, GCancellable *cancellable)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, 2);
  connection = g_socket_client_connect_to_uri (client, ready->address, 443, cancellable, NULL);
  return connection != NULL;
}

/**
 * yao_builtin_attach:
 * @dir: the data directory, held by a service that is alive
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Waits until the service that somebody else started answers. Errors: %YAO_ERROR_TIMED_OUT, and
 * %YAO_ERROR_NOT_FOUND where that service ends meanwhile.
 *
 * Returns: (transfer full): what it says, or %NULL on error
 */
YaoBuiltinReady *
yao_builtin_attach (const char *dir, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + ATTACH_TIMEOUT_US;

  g_assert (dir != NULL);

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (YaoBuiltinReady) ready = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!yao_builtin_is_held (dir))
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no service runs in %s", dir);
          return NULL;
        }
      ready = yao_builtin_read_ready (dir, NULL);
      if (ready != NULL && answers (ready, cancellable))
        return g_steal_pointer (&ready);
      g_usleep (ATTACH_PAUSE_US);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_TIMED_OUT, "the service in %s does not answer", dir);
  if (error != NULL)
    yao_error_set_subject (*error, dir);
  return NULL;
}

static void
refuse_program (const char *program, const char *why, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED, "%s: %s", program, why);
  if (error != NULL)
    yao_error_set_subject (*error, program);
}

/* What the service writes to its standard error goes beside its directory, for whoever looks into
 * why it does not start.
 */
static GSubprocess *
launch (const char *program, const char *dir, const char *log_path, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) local = NULL;
  GSubprocess *child;
  int log_fd = open (log_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (log_fd < 0)
    {
      yao_error_set_from_errno (error, errno, "open", log_path);
      return NULL;
    }

  g_subprocess_launcher_take_stderr_fd (launcher, log_fd);
  child = g_subprocess_launcher_spawn (launcher, &local, program, "demo", dir, "--exit-with-stdin",
                                       NULL);
  if (child == NULL)
    refuse_program (program, local->message, error);
  return child;
}

/* Reads byte by byte: what comes after the line stays in the pipe, and nothing is kept that would
 * have to live as long as the child.
 */
static GBytes *
read_line (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) line = g_byte_array_new ();
  guint8 byte;

  while (line->len < MAX_READY_SIZE)
    {
      gssize got = g_input_stream_read (stream, &byte, 1, cancellable, error);

      if (got < 0)
        return NULL;
      if (got == 0 || byte == '\n')
        return g_byte_array_free_to_bytes (g_steal_pointer (&line));
      g_byte_array_append (line, &byte, 1);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "the ready line has no end");
  return NULL;
}

static YaoBuiltinReady *
await_ready (GSubprocess *child, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoDeadline) deadline = yao_deadline_new (START_TIMEOUT_US, cancellable);
  g_autoptr (GBytes) line = read_line (g_subprocess_get_stdout_pipe (child),
                                       yao_deadline_get_cancellable (deadline), error);
  YaoBuiltinReady *ready;

  if (line == NULL)
    {
      if (yao_deadline_is_over (deadline))
        {
          g_clear_error (error);
          g_set_error (error, YAO_ERROR, YAO_ERROR_TIMED_OUT, "the service does not get ready");
        }
      return NULL;
    }

  ready = parse_ready (line, NULL);
  if (ready == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_SERVICE_FAILED,
                 "the service ended before it was ready");
  return ready;
}

/**
 * yao_builtin_spawn:
 * @dir: the data directory; made by the service where it is not there
 * @ready: (out) (transfer full): what the service said
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Starts the service and waits until it is ready. It ends with this process, or when
 * yao_builtin_end() asks it to.
 * Errors: %YAO_ERROR_UNSUPPORTED where the program is not installed, %YAO_ERROR_TIMED_OUT, and
 * %YAO_ERROR_SERVICE_FAILED, whose subject is the file with what the service wrote.
 *
 * Returns: (transfer full): the child, or %NULL on error
 */
GSubprocess *
yao_builtin_spawn (const char *dir,
                   YaoBuiltinReady **ready,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *program = yao_builtin_find_program ();
  g_autofree char *log_path = NULL;
  g_autofree char *parent = NULL;
  g_autoptr (GSubprocess) child = NULL;

  g_assert (dir != NULL && ready != NULL);

  if (program == NULL)
    {
      refuse_program (PROGRAM, "not installed", error);
      return NULL;
    }

  parent = g_path_get_dirname (dir);
  log_path = g_strconcat (dir, ".log", NULL);
  if (!yao_file_make_dir (parent, error))
    return NULL;
  child = launch (program, dir, log_path, error);
  if (child == NULL)
    return NULL;

  *ready = await_ready (child, cancellable, error);
  if (*ready != NULL)
    return g_steal_pointer (&child);

  if (error != NULL && *error != NULL && (*error)->domain == YAO_ERROR)
    yao_error_set_subject (*error, log_path);
  yao_builtin_kill (child);
  return NULL;
}

static gboolean
wait_for_end (GSubprocess *child, gint64 timeout_us)
{
  g_autoptr (YaoDeadline) deadline = yao_deadline_new (timeout_us, NULL);

  return g_subprocess_wait (child, yao_deadline_get_cancellable (deadline), NULL);
}

/**
 * yao_builtin_end:
 * @child: a child
 * @dir: its data directory
 *
 * Closes the child's standard input, which asks it to end, waits up to 5 s, and then kills it; but
 * one that others use is left to them, and ends with the last.
 */
void
yao_builtin_end (GSubprocess *child, const char *dir)
{
  gint64 end = g_get_monotonic_time () + END_TIMEOUT_US;

  g_assert (G_IS_SUBPROCESS (child));
  g_assert (dir != NULL);

  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  while (g_get_monotonic_time () < end)
    {
      if (wait_for_end (child, END_PAUSE_US) || yao_builtin_is_used (dir))
        return;
    }

  yao_builtin_kill (child);
}

/**
 * yao_builtin_kill:
 * @child: a child
 *
 * Ends a child that does not end by itself, and waits for it.
 */
void
yao_builtin_kill (GSubprocess *child)
{
  g_assert (G_IS_SUBPROCESS (child));

  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
}

static gboolean
erase_tree (GFile *file, GError **error)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  GFile *child;
  GFileInfo *info;

  if (children == NULL)
    return FALSE;

  while (g_file_enumerator_iterate (children, &info, &child, NULL, error) && info != NULL)
    {
      gboolean is_dir = g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;

      if (!(is_dir ? erase_tree (child, error) : g_file_delete (child, NULL, error)))
        return FALSE;
    }
  return (error == NULL || *error == NULL) && g_file_delete (file, NULL, error);
}

/**
 * yao_builtin_erase:
 * @dir: the data directory
 * @error: return location
 *
 * Removes the data of a demonstration service that does not run. A directory that the service did
 * not make is left alone; one that is not there is success.
 * Errors: %YAO_ERROR_BUSY where a service runs in it, %YAO_ERROR_INVALID_INPUT where it is not one
 * of its directories, %YAO_ERROR_STORAGE.
 *
 * Returns: %TRUE if nothing is there any more
 */
gboolean
yao_builtin_erase (const char *dir, GError **error)
{
  g_autofree char *mark = NULL;
  g_autofree char *lock_path = NULL;
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (GFile) file = NULL;
  GError *local = NULL;

  g_assert (dir != NULL);

  if (!g_file_test (dir, G_FILE_TEST_EXISTS))
    return TRUE;

  mark = g_build_filename (dir, MARK_FILE, NULL);
  lock_path = g_build_filename (dir, LOCK_FILE, NULL);
  if (!g_file_test (mark, G_FILE_TEST_IS_REGULAR)
      || !g_file_test (lock_path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s does not hold a demonstration service", dir);
      if (error != NULL)
        yao_error_set_subject (*error, dir);
      return FALSE;
    }

  lock = yao_file_lock (lock_path, 0, error);
  if (lock == NULL)
    return FALSE;

  file = g_file_new_for_path (dir);
  if (erase_tree (file, &local))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_STORAGE, "%s: %s", dir, local->message);
  if (error != NULL)
    yao_error_set_subject (*error, dir);
  g_error_free (local);
  return FALSE;
}
