/* yao-cli-file.c: the file that -o names
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-cli-file.h"

#include "yao-error.h"
#include "yao-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (GError **error, int errnum, const char *path)
{
  yao_error_set_from_errno (error, errnum, "write", path);

  return FALSE;
}

/* A device or a pipe cannot be replaced: it is written to as it is. */
static gboolean
write_through (const char *path, const char *data, gsize size, GError **error)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  int errnum = fd < 0 ? errno : 0;

  while (errnum == 0 && size > 0)
    {
      ssize_t written = write (fd, data, size);

      if (written >= 0)
        {
          data += written;
          size -= (gsize) written;
        }
      else if (errno != EINTR)
        errnum = errno;
    }
  if (fd >= 0 && close (fd) != 0 && errnum == 0)
    errnum = errno;

  return errnum == 0 || fail (error, errnum, path);
}

/* A symbolic link stays one: what it points to is replaced. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);

  return copy;
}

/**
 * yao_cli_file_write:
 * @path: where to
 * @contents: what
 * @error: return location
 *
 * Writes a file that a person named: all of it or nothing, durably. A file that is there is
 * replaced, since it was named; a device or a pipe is written to.
 *
 * Returns: %TRUE if it was written; %YAO_ERROR_STORAGE, %YAO_ERROR_STORAGE_FULL
 */
gboolean
yao_cli_file_write (const char *path, GBytes *contents, GError **error)
{
  g_autofree char *target = resolve (path);
  struct stat status;
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);

  if (stat (target, &status) == 0)
    {
      if (S_ISDIR (status.st_mode))
        return fail (error, EISDIR, path);
      if (!S_ISREG (status.st_mode))
        return write_through (target, data, size, error);
    }

  return yao_file_replace (target, contents, 0644, error);
}
