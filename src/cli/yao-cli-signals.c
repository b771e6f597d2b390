/* yao-cli-signals.c: Ctrl+C
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-cli-signals.h"

#include "yao-cli-exit.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

static gboolean
signalled_cb (gpointer user_data)
{
  GCancellable *cancellable = user_data;

  /* The first one lets the command end in order; whoever presses again does not want to wait. */
  if (g_cancellable_is_cancelled (cancellable))
    _exit (YAO_CLI_EXIT_CANCELLED);
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

static void
watch (GMainContext *context, int number, GCancellable *cancellable)
{
  g_autoptr (GSource) source = g_unix_signal_source_new (number);

  g_source_set_callback (source, signalled_cb, g_object_ref (cancellable), g_object_unref);
  g_source_attach (source, context);
}

static gpointer
perform_watch (gpointer user_data)
{
  GMainContext *context = user_data;
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);

  g_main_loop_run (loop);

  return NULL;
}

/**
 * yao_cli_signals_start:
 * @cancellable: what an interrupt or a termination signal cancels
 *
 * Begins to heed Ctrl+C, in a thread of its own, since commands block. The signals are not blocked
 * but handled: a child process starts with them as usual.
 */
void
yao_cli_signals_start (GCancellable *cancellable)
{
  GMainContext *context = g_main_context_new ();
  g_autoptr (GThread) thread = NULL;

  g_assert (G_IS_CANCELLABLE (cancellable));

  watch (context, SIGINT, cancellable);
  watch (context, SIGTERM, cancellable);

  /* Both live as long as the process. */
  thread = g_thread_new ("signals", perform_watch, context);
}
