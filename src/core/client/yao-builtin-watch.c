/* yao-builtin-watch.c: what happens when the demonstration service ends by itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-builtin-watch.h"

#define RESTART_WINDOW_US (60 * G_USEC_PER_SEC)

/**
 * yao_builtin_count_restart:
 * @self: the restarts so far
 * @now_us: the monotonic clock, in microseconds
 *
 * Counts the restarts of the last minute, and this one from now on, unless there were too many.
 *
 * Returns: how many there were before this one; %YAO_BUILTIN_MAX_RESTARTS means: no more
 */
guint
yao_builtin_count_restart (YaoBuiltinRestarts *self, gint64 now_us)
{
  guint kept = 0;

  g_assert (self != NULL);

  for (guint i = 0; i < self->count; i++)
    {
      if (self->times[i] > now_us - RESTART_WINDOW_US)
        self->times[kept++] = self->times[i];
    }
  self->count = kept;
  if (kept < YAO_BUILTIN_MAX_RESTARTS)
    self->times[self->count++] = now_us;
  return kept;
}

typedef struct
{
  GSubprocess *child;
  GWeakRef owner;
  YaoBuiltinEnded ended;
} Watch;

static void
watch_clear (gpointer data)
{
  Watch *watch = data;

  g_weak_ref_clear (&watch->owner);
  g_object_unref (watch->child);
}

static void
watch_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, watch_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watch, watch_unref)

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Watch) watch = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&watch->owner);

  if (owner != NULL)
    watch->ended (owner, watch->child);
}

static gboolean
begin_cb (gpointer user_data)
{
  Watch *watch = user_data;

  g_subprocess_wait_async (watch->child, NULL, ended_cb, g_atomic_rc_box_acquire (watch));
  return G_SOURCE_REMOVE;
}

/**
 * yao_builtin_watch:
 * @child: a process
 * @context: where its end is told
 * @owner: who watches; not kept alive
 * @ended: called at the end of @child, unless @owner is gone by then
 *
 * Watches over a child of this process. From any thread.
 */
void
yao_builtin_watch (GSubprocess *child, GMainContext *context, GObject *owner, YaoBuiltinEnded ended)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Watch *watch = g_atomic_rc_box_new0 (Watch);

  g_assert (G_IS_SUBPROCESS (child));
  g_assert (G_IS_OBJECT (owner));
  g_assert (ended != NULL);

  watch->child = g_object_ref (child);
  g_weak_ref_init (&watch->owner, owner);
  watch->ended = ended;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, begin_cb, watch, watch_unref);
  g_source_attach (source, context);
}
