/* yao-deadline.c: a cancellable that falls at a set time
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-deadline.h"

/* A time-out of the socket alone does not end a reply that trickles in byte by byte: each byte
 * starts it anew. So the whole of a blocking call gets one end, kept by a thread that sleeps while
 * no call is on its way.
 */
struct _YaoDeadline
{
  GCancellable *cancellable; /* falls at the deadline, or with the parent */
  GCancellable *parent;
  gulong parent_id;
  GSource *source;
  int over; /* atomic */
};

static gpointer
run_loop (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

/* One for the process; it lives as long as the process. */
static GMainContext *
get_context (void)
{
  static GMainContext *context;

  if (g_once_init_enter (&context))
    {
      GMainContext *made = g_main_context_new ();

      g_thread_unref (g_thread_new ("yao-deadline", run_loop, g_main_loop_new (made, FALSE)));
      g_once_init_leave (&context, made);
    }

  return context;
}

static void
clear_deadline (gpointer data)
{
  YaoDeadline *self = data;

  g_object_unref (self->cancellable);
  g_clear_object (&self->parent);
}

/* The timer has a reference of its own: it may be running just while the call ends. */
static void
release_deadline (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_deadline);
}

static gboolean
time_over_cb (gpointer user_data)
{
  YaoDeadline *self = user_data;

  g_atomic_int_set (&self->over, 1);
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
parent_cancelled_cb (GCancellable *parent, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/**
 * yao_deadline_new:
 * @timeout_us: microseconds from now
 * @parent: (nullable): a cancellable that also ends the call
 *
 * Starts the clock of a blocking call, which is then given yao_deadline_get_cancellable().
 *
 * Returns: (transfer full): the deadline
 */
YaoDeadline *
yao_deadline_new (gint64 timeout_us, GCancellable *parent)
{
  YaoDeadline *self = g_atomic_rc_box_new0 (YaoDeadline);

  g_assert (timeout_us > 0);
  g_assert (parent == NULL || G_IS_CANCELLABLE (parent));

  self->cancellable = g_cancellable_new ();
  if (parent != NULL)
    {
      self->parent = g_object_ref (parent);
      self->parent_id = g_cancellable_connect (parent, G_CALLBACK (parent_cancelled_cb),
                                               g_object_ref (self->cancellable), g_object_unref);
    }

  self->source = g_timeout_source_new ((guint) MAX (timeout_us / 1000, 1));
  g_source_set_callback (self->source, time_over_cb, g_atomic_rc_box_acquire (self),
                         release_deadline);
  g_source_attach (self->source, get_context ());
  return self;
}

/**
 * yao_deadline_free:
 * @self: (transfer full): a deadline
 *
 * Stops the clock.
 */
void
yao_deadline_free (YaoDeadline *self)
{
  g_assert (self != NULL);

  if (self->parent_id != 0)
    g_cancellable_disconnect (self->parent, self->parent_id);
  self->parent_id = 0;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  release_deadline (self);
}

/**
 * yao_deadline_get_cancellable:
 * @self: a deadline
 *
 * Gets what to give to the blocking call.
 *
 * Returns: (transfer none): the cancellable
 */
GCancellable *
yao_deadline_get_cancellable (YaoDeadline *self)
{
  g_assert (self != NULL);

  return self->cancellable;
}

/**
 * yao_deadline_is_over:
 * @self: a deadline
 *
 * Tells a call that took too long from one that somebody stopped.
 *
 * Returns: %TRUE if the time was up
 */
gboolean
yao_deadline_is_over (YaoDeadline *self)
{
  g_assert (self != NULL);

  return g_atomic_int_get (&self->over) != 0;
}
