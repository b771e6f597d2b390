/* yao-cli-secret.c: PINs, from a file or from a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-secret.h"

#include "yao-cli-text.h"

#include "yao-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define TERMINAL "/dev/tty"
#define LINE_MAX_SIZE 256 /* bytes of a line that are read; a PIN has 32 characters at most */

/* Reads until the end of the line or of the file; -1 with errno set, or -2 when there is more than
 * fits. Nothing is kept anywhere but in @line. */
static gssize
read_line (int fd, GCancellable *cancellable, YaoSecret *line)
{
  guint8 *data = yao_secret_data (line);
  gsize size = 0;

  while (size < LINE_MAX_SIZE)
    {
      GPollFD fds[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 }, { 0 } };
      guint count = g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;
      int ready = g_poll (fds, count, -1);
      ssize_t got = 0;

      if (count == 2)
        g_cancellable_release_fd (cancellable);
      if (g_cancellable_is_cancelled (cancellable))
        {
          errno = ECANCELED;
          return -1;
        }
      if (ready < 0 && errno == EINTR)
        continue;

      /* One at a time: what follows the line belongs to whoever reads next. */
      got = read (fd, data + size, 1);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0 || data[size] == '\n')
        {
          data[size] = '\0';
          return (gssize) size;
        }
      size++;
    }

  return -2;
}

static YaoSecret *
take_line (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoSecret) line = yao_secret_new (LINE_MAX_SIZE + 1);
  gssize size = read_line (fd, cancellable, line);

  if (size == -1 && errno == ECANCELED)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (size == -1)
    {
      yao_error_set_from_errno (error, errno, "read", name);
      return NULL;
    }
  if (size > 0 && yao_secret_data (line)[size - 1] == '\r')
    size--;
  if (size <= 0)
    {
      GError *local = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the first line is %s",
                                   size == 0 ? "empty" : "too long for a PIN");

      yao_error_set_subject (local, name);
      g_propagate_error (error, local);
      return NULL;
    }

  return yao_secret_new_from (yao_secret_data (line), (gsize) size);
}

/**
 * yao_cli_secret_read:
 * @path: a file, or "-" for standard input
 * @error: return location
 *
 * Reads the first line of a file: a PIN.
 *
 * Returns: (transfer full) (nullable): the PIN; %YAO_ERROR_NOT_FOUND, %YAO_ERROR_INVALID_INPUT for
 *   a line that is empty or too long, %YAO_ERROR_STORAGE
 */
YaoSecret *
yao_cli_secret_read (const char *path, GError **error)
{
  gboolean is_standard = strcmp (path, "-") == 0;
  int fd = is_standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  g_autoptr (YaoSecret) pin = NULL;

  if (fd < 0)
    {
      yao_error_set_from_errno (error, errno, "open", path);
      return NULL;
    }

  pin = take_line (fd, path, NULL, error);
  if (!is_standard)
    close (fd);

  return g_steal_pointer (&pin);
}

static void
write_terminal (int fd, const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      ssize_t written = write (fd, text + strlen (text) - left, left);

      if (written < 0 && errno != EINTR)
        return;
      left -= written > 0 ? (gsize) written : 0;
    }
}

/* Opens the terminal that the command was started from, whatever its standard streams are. */
static int
open_terminal (GError **error)
{
  int fd = open (TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "there is no terminal to ask at: %s",
                 g_strerror (errno));
  return fd;
}

/**
 * yao_cli_secret_ask:
 * @prompt: what is asked
 * @cancellable: (nullable): stops waiting
 * @error: return location
 *
 * Asks a person for a PIN, at the terminal that the command was started from, without showing what
 * is typed.
 *
 * Returns: (transfer full) (nullable): the PIN; %YAO_ERROR_MISSING_INPUT where there is no
 * terminal, %YAO_ERROR_INVALID_INPUT for an empty or too long line, %G_IO_ERROR_CANCELLED
 */
YaoSecret *
yao_cli_secret_ask (const char *prompt, GCancellable *cancellable, GError **error)
{
  g_autofree char *clean = yao_cli_text_clean (prompt);
  g_autoptr (YaoSecret) pin = NULL;
  struct termios shown;
  struct termios hidden;
  int fd = open_terminal (error);

  if (fd < 0)
    return NULL;

  if (tcgetattr (fd, &shown) < 0)
    {
      yao_error_set_from_errno (error, errno, "ask at", TERMINAL);
      close (fd);
      return NULL;
    }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  hidden.c_lflag |= ICANON | ISIG;
  /* Ctrl+Z would leave the shell with a terminal that shows nothing. */
  hidden.c_cc[VSUSP] = _POSIX_VDISABLE;

  /* First hidden, then asked: an answer that comes at once is not shown either. */
  tcsetattr (fd, TCSAFLUSH, &hidden);
  write_terminal (fd, clean);
  pin = take_line (fd, _ ("PIN"), cancellable, error);
  tcsetattr (fd, TCSAFLUSH, &shown);
  write_terminal (fd, "\n");
  close (fd);

  return g_steal_pointer (&pin);
}

/**
 * yao_cli_secret_tell:
 * @text: a sentence
 *
 * Tells the person who is being asked something, at the same terminal.
 */
void
yao_cli_secret_tell (const char *text)
{
  g_autofree char *clean = yao_cli_text_clean (text);
  int fd = open_terminal (NULL);

  if (fd < 0)
    return;

  write_terminal (fd, clean);
  write_terminal (fd, "\n");
  close (fd);
}
