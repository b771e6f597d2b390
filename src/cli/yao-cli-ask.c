/* yao-cli-ask.c: questions to the person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli.h"

#include "yao-cli-text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ANSWER_MAX 64 /* bytes of an answer that are looked at */

/* Waits until something was typed; FALSE when cancelled. */
static gboolean
wait_for_input (GCancellable *cancellable)
{
  GPollFD fds[2] = { { STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 }, { 0 } };
  guint count = g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;
  gboolean good;

  while (g_poll (fds, count, -1) < 0 && errno == EINTR)
    ;

  good = !g_cancellable_is_cancelled (cancellable);
  if (count == 2)
    g_cancellable_release_fd (cancellable);

  return good;
}

static gboolean
read_yes (void)
{
  char answer[ANSWER_MAX + 1];
  ssize_t size = read (STDIN_FILENO, answer, ANSWER_MAX);

  if (size <= 0)
    return FALSE;

  answer[size] = '\0';
  g_strstrip (answer);

  /* The language's own yes counts as well as the English one. */
  return g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0
         || rpmatch (answer) == 1;
}

/**
 * yao_cli_confirm:
 * @self: the run
 * @question: a question that can be answered with yes or no
 * @exit_code: (out): where the answer was not yes, what to end with
 *
 * Asks before something is done that cannot be undone. With --yes nobody is asked; with no terminal
 * to ask at, and no --yes, that is a mistake of usage, which is reported.
 *
 * Returns: %TRUE for yes
 */
gboolean
yao_cli_confirm (YaoCli *self, const char *question, YaoCliExit *exit_code)
{
  g_autofree char *clean = yao_cli_text_clean (question);

  if (yao_cli_has (self, "yes"))
    return TRUE;

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      *exit_code = yao_cli_fail_usage (self, YAO_CLI_MISTAKE_MISSING_OPTION, "--yes");
      return FALSE;
    }

  /* Translators: y and N are what can be typed: yes, and no, which is what Enter alone means */
  fprintf (stderr, "%s %s ", clean, _ ("[y/N]"));
  fflush (stderr);

  if (!wait_for_input (yao_cli_get_cancellable (self)))
    {
      g_autoptr (GError) error = NULL;

      fputc ('\n', stderr);
      g_cancellable_set_error_if_cancelled (yao_cli_get_cancellable (self), &error);
      *exit_code = yao_cli_fail (self, error);
      return FALSE;
    }

  if (read_yes ())
    return TRUE;

  fprintf (stderr, "%s\n", _ ("Nothing was changed."));
  *exit_code = YAO_CLI_EXIT_FAILED;
  return FALSE;
}
