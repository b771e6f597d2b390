/* yao-rate-limit.c: how often somebody may ask
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-rate-limit.h"

/* At most so many are remembered: whoever asks from very many addresses cannot fill the memory.
 * Those that were away longest are forgotten first.
 */
#define MAX_CALLERS 20000

typedef struct
{
  char *who;
  GArray *times;  /* when he asked, gint64 in microseconds, within the time that counts */
  gint64 free_at; /* when none of these counts any more */
  GList link;     /* in the queue, the one who asked last at the tail */
} Caller;

struct _YaoRateLimit
{
  YaoClock *clock;
  GHashTable *callers; /* who → Caller */
  GQueue order;
};

static void
free_caller (gpointer data)
{
  Caller *caller = data;

  g_free (caller->who);
  g_array_unref (caller->times);
  g_free (caller);
}

/**
 * yao_rate_limit_new:
 * @clock: where the time comes from
 *
 * Makes a counter of requests.
 *
 * Returns: (transfer full): the counter
 */
YaoRateLimit *
yao_rate_limit_new (YaoClock *clock)
{
  YaoRateLimit *self = g_new0 (YaoRateLimit, 1);

  g_assert (YAO_IS_CLOCK (clock));

  self->clock = g_object_ref (clock);
  self->callers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_caller);
  g_queue_init (&self->order);
  return self;
}

/**
 * yao_rate_limit_free:
 * @self: (transfer full): a counter
 *
 * Frees a counter.
 */
void
yao_rate_limit_free (YaoRateLimit *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->callers);
  g_object_unref (self->clock);
  g_free (self);
}

static void
forget (YaoRateLimit *self, Caller *caller)
{
  g_queue_unlink (&self->order, &caller->link);
  g_hash_table_remove (self->callers, caller->who);
}

/* Forgets those who have their whole allowance again, and the oldest of too many. */
static void
forget_old (YaoRateLimit *self, gint64 now)
{
  while (self->order.head != NULL)
    {
      Caller *caller = self->order.head->data;

      if (caller->free_at > now && self->order.length <= MAX_CALLERS)
        return;
      forget (self, caller);
    }
}

static Caller *
get_caller (YaoRateLimit *self, const char *who)
{
  Caller *caller = g_hash_table_lookup (self->callers, who);

  if (caller == NULL)
    {
      caller = g_new0 (Caller, 1);
      caller->who = g_strdup (who);
      caller->times = g_array_new (FALSE, FALSE, sizeof (gint64));
      caller->link.data = caller;
      g_hash_table_insert (self->callers, caller->who, caller);
    }
  else
    {
      g_queue_unlink (&self->order, &caller->link);
    }
  g_queue_push_tail_link (&self->order, &caller->link);
  return caller;
}

/* Drops what lies before the time that counts, and what a clock that was set back left in the
 * future.
 */
static void
drop_times (GArray *times, gint64 from, gint64 now)
{
  guint kept = 0;

  for (guint i = 0; i < times->len; i++)
    {
      gint64 time = g_array_index (times, gint64, i);

      if (time > from && time <= now)
        g_array_index (times, gint64, kept++) = time;
    }
  g_array_set_size (times, kept);
}

/**
 * yao_rate_limit_take:
 * @self: a counter
 * @who: who asks
 * @count: how many times one may ask
 * @seconds: in which time
 * @retry_after: (out): how many seconds to wait, where the answer is no
 *
 * Asks whether somebody may ask once more, and counts it if so: never more than @count in any
 * @seconds.
 *
 * Returns: %TRUE if he may
 */
gboolean
yao_rate_limit_take (YaoRateLimit *self,
                     const char *who,
                     guint count,
                     gint64 seconds,
                     gint64 *retry_after)
{
  gint64 now = yao_clock_get_unix_us (self->clock);
  gint64 window = seconds * G_USEC_PER_SEC;
  Caller *caller;

  g_assert (self != NULL && who != NULL && count > 0 && seconds > 0 && retry_after != NULL);

  forget_old (self, now);
  caller = get_caller (self, who);
  drop_times (caller->times, now - window, now);

  *retry_after = 0;
  if (caller->times->len >= count)
    {
      gint64 oldest = g_array_index (caller->times, gint64, caller->times->len - count);

      *retry_after = (oldest + window - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
      return FALSE;
    }
  g_array_append_val (caller->times, now);
  caller->free_at = now + window;
  return TRUE;
}

/**
 * yao_rate_limit_get_size:
 * @self: a counter
 *
 * Gets how many are remembered.
 *
 * Returns: the number
 */
gsize
yao_rate_limit_get_size (YaoRateLimit *self)
{
  return g_hash_table_size (self->callers);
}
