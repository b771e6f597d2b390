/* yao-event-watch.c: a thread that hears of what happens to an account
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-watch.h"

#include "yao-error.h"
#include "yao-event-private.h"
#include "yao-event-stream.h"
#include "yao-identity-calls.h"
#include "yao-paths.h"

/* How long to wait before a stream that ended is opened again, unless the service says another
 * time; after failures it doubles up to the longest.
 */
#define RETRY_MS 3000
#define RETRY_MAX_MS (5 * 60 * 1000)
#define MAX_DOUBLINGS 8

/* Where there are no streams, how often is asked, and how many times before a stream is tried. */
#define POLL_MS (60 * 1000)
#define POLLS 10

#define CHUNK 4096

/* The thread uses the client without keeping it alive: the client waits for its end. What it finds
 * goes to the main context.
 */
struct _YaoEventWatch
{
  YaoClient *client;
  YaoAccount *account;
  YaoEventWatchNews news;
  gpointer news_data;
  GMainContext *home;
  GCancellable *cancellable;
  GThread *thread;
  int is_over; /* atomic: the thread does nothing more */

  /* Of the thread. */
  char *last_id;   /* of the last event that is known, or NULL */
  gint64 retry_ms; /* what the service wants */
  guint n_failures;
  guint polls_left; /* before a stream is tried again */
};

typedef struct
{
  YaoEventWatch *watch;
  GCancellable *cancellable; /* tells whether the watch is still there */
  GPtrArray *events;
  GPtrArray *notices;
  gboolean is_over;
} Message;

static void
free_message (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->events, g_ptr_array_unref);
  g_clear_pointer (&message->notices, g_ptr_array_unref);
  g_object_unref (message->cancellable);
  g_free (message);
}

static gboolean
deliver_cb (gpointer data)
{
  Message *message = data;
  YaoEventWatch *watch = message->watch;

  if (!g_cancellable_is_cancelled (message->cancellable))
    watch->news (message->events, message->notices, message->is_over, watch->news_data);
  return G_SOURCE_REMOVE;
}

static void
post (YaoEventWatch *self, GPtrArray *events, GPtrArray *notices, gboolean is_over)
{
  Message *message = g_new0 (Message, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  message->watch = self;
  message->cancellable = g_object_ref (self->cancellable);
  message->events = events;
  message->notices = notices;
  message->is_over = is_over;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, message, free_message);
  g_source_attach (source, self->home);
}

/* Sleeps, but for a cancel. */
static void
rest (YaoEventWatch *self, gint64 ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  GPollFD fd;

  if (!g_cancellable_make_pollfd (self->cancellable, &fd))
    {
      g_usleep ((gulong) ms * 1000);
      return;
    }
  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      gint64 left = (end - g_get_monotonic_time () + 999) / 1000;

      if (left <= 0)
        break;
      g_poll (&fd, 1, (int) left);
    }
  g_cancellable_release_fd (self->cancellable);
}

/* Many clients that lost the same service do not come back in the same moment. */
static void
rest_after_failure (YaoEventWatch *self)
{
  gint64 ms = self->retry_ms << MIN (self->n_failures, MAX_DOUBLINGS);

  self->n_failures++;
  ms = CLAMP (ms, 1, RETRY_MAX_MS);
  rest (self, ms / 2 + g_random_int_range (0, (gint32) (ms / 2 + 1)));
}

static void
keep_last_id (YaoEventWatch *self, const char *id)
{
  if (id == NULL || g_strcmp0 (id, self->last_id) == 0)
    return;
  g_free (self->last_id);
  self->last_id = g_strdup (id);
}

/* The notices as they are now, with what led to them. */
static gboolean
tell (YaoEventWatch *self, YaoIdentityWork *work, GPtrArray *events, GError **error)
{
  g_autoptr (GPtrArray) known = events;
  GPtrArray *notices = yao_identity_work_list_notices (work, self->cancellable, error);

  if (notices == NULL)
    return FALSE;
  post (self, g_steal_pointer (&known), notices, FALSE);
  return TRUE;
}

static GPtrArray *
take_events (YaoEventStream *reader)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  while (TRUE)
    {
      g_autoptr (YaoEventMessage) message = yao_event_stream_take (reader);

      if (message == NULL)
        return events;
      g_ptr_array_add (events, yao_event_new (message));
    }
}

/* Reads until the stream ends or breaks: no error, or the error. */
static gboolean
follow (YaoEventWatch *self, YaoIdentityWork *work, GInputStream *stream, GError **error)
{
  g_autoptr (YaoEventStream) reader = yao_event_stream_new ();

  while (TRUE)
    {
      char chunk[CHUNK];
      g_autoptr (GError) broken = NULL;
      g_autoptr (GPtrArray) events = NULL;
      gssize got = g_input_stream_read (stream, chunk, sizeof chunk, self->cancellable, &broken);

      /* A connection that broke off is nothing out of the way. */
      if (got <= 0)
        return TRUE;
      if (!yao_event_stream_feed (reader, chunk, (gsize) got, error))
        return FALSE;
      self->n_failures = 0;
      if (yao_event_stream_get_retry_ms (reader) >= 0)
        self->retry_ms = yao_event_stream_get_retry_ms (reader);
      events = take_events (reader);
      if (events->len > 0 && !tell (self, work, g_steal_pointer (&events), error))
        return FALSE;
      /* Only now: what could not be told is sent again. */
      keep_last_id (self, yao_event_stream_get_last_id (reader));
    }
}

static void
give_up (GInputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_input_stream_close (stream, cancelled, NULL);
}

static gboolean
listen_once (YaoEventWatch *self, YaoIdentityWork *work, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  YaoDpopRequest request = { .method = "GET",
                             .path = YAO_PATH_EVENTS,
                             .status = 200,
                             .stream = &stream,
                             .last_event_id = self->last_id };
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, self->cancellable, error);
  gboolean is_good;

  if (answer == NULL)
    return FALSE;
  /* What happened before the stream was opened shows in the notices. */
  is_good = tell (self, work, NULL, error) && follow (self, work, stream, error);
  give_up (stream);
  return is_good;
}

/* The list beside the push. What happened before the first question is not told. */
static gboolean
poll_once (YaoEventWatch *self, YaoIdentityWork *work, GError **error)
{
  gint64 after = self->last_id != NULL ? g_ascii_strtoll (self->last_id, NULL, 10) : 0;
  g_autoptr (GPtrArray) events
      = yao_identity_work_list_events (work, after, self->cancellable, error);
  gboolean is_first = self->last_id == NULL;
  g_autofree char *last = NULL;

  if (events == NULL)
    return FALSE;
  if (events->len > 0)
    after = yao_event_get_id (events->pdata[events->len - 1]);
  last = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  if ((is_first || events->len > 0)
      && !tell (self, work, is_first ? NULL : g_steal_pointer (&events), error))
    return FALSE;
  keep_last_id (self, last);
  self->n_failures = 0;
  return TRUE;
}

/* Whether somebody answers, but not with a stream. */
static gboolean
is_without_streams (const GError *error)
{
  return yao_error_is (error, YAO_ERROR_UNSUPPORTED) || yao_error_is (error, YAO_ERROR_BAD_REPLY)
         || yao_error_is (error, YAO_ERROR_THROTTLED)
         || yao_error_is (error, YAO_ERROR_REPLY_TOO_LARGE);
}

static gboolean
visit (YaoEventWatch *self, GError **error)
{
  g_autoptr (YaoIdentityWork) work = yao_identity_work_new_guest (
      self->client, self->account, "events", self->cancellable, error);
  g_autoptr (GError) local = NULL;

  if (work == NULL)
    return FALSE;
  if (self->polls_left == 0)
    {
      if (listen_once (self, work, &local))
        {
          rest (self, self->retry_ms);
          return TRUE;
        }
      if (!is_without_streams (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_info ("no stream of events, so the list is asked for: %s", local->message);
      self->polls_left = POLLS;
    }

  self->polls_left--;
  if (!poll_once (self, work, error))
    return FALSE;
  rest (self, POLL_MS);
  return TRUE;
}

static gboolean
has_session (YaoEventWatch *self)
{
  g_autoptr (YaoSecret) token = yao_identity_find_refresh (yao_client_get_identity (self->client),
                                                           self->account, self->cancellable);

  return token != NULL;
}

static gpointer
run (gpointer data)
{
  YaoEventWatch *self = data;

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GError) error = NULL;

      if (!has_session (self))
        {
          post (self, NULL, NULL, TRUE);
          yao_sessions_wait (yao_identity_get_sessions (yao_client_get_identity (self->client)),
                             self->account, self->cancellable);
          continue;
        }
      if (visit (self, &error) || g_cancellable_is_cancelled (self->cancellable))
        continue;
      g_info ("no events of %s for now: %s", self->account->uid, error->message);
      rest_after_failure (self);
    }
  g_atomic_int_set (&self->is_over, TRUE);
  return NULL;
}

/**
 * yao_event_watch_start:
 * @client: a client; it frees the watch before it ends
 * @account: whose events
 * @news: takes what comes, in the thread-default main context of the caller
 * @user_data: for @news
 *
 * Begins to listen in a thread of its own. Nobody is asked for a PIN: without a session it waits
 * until there is one.
 *
 * Returns: (transfer full): the watch
 */
YaoEventWatch *
yao_event_watch_start (YaoClient *client,
                       YaoAccount *account,
                       YaoEventWatchNews news,
                       gpointer user_data)
{
  YaoEventWatch *self = g_new0 (YaoEventWatch, 1);

  g_assert (YAO_IS_CLIENT (client));
  g_assert (account != NULL && news != NULL);

  self->client = client;
  self->account = yao_account_ref (account);
  self->news = news;
  self->news_data = user_data;
  self->home = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->retry_ms = RETRY_MS;
  self->thread = g_thread_new ("yao-events", run, self);
  return self;
}

/**
 * yao_event_watch_cancel:
 * @self: a watch
 *
 * Ends the listening without waiting for it. Nothing is told any more.
 */
void
yao_event_watch_cancel (YaoEventWatch *self)
{
  g_assert (self != NULL);

  g_cancellable_cancel (self->cancellable);
}

/**
 * yao_event_watch_free:
 * @self: (transfer full): a watch
 *
 * Ends the listening, waits for the end of the thread, and frees what it had.
 */
void
yao_event_watch_free (YaoEventWatch *self)
{
  g_assert (self != NULL);

  yao_event_watch_cancel (self);
  g_thread_join (self->thread);
  g_free (self->last_id);
  yao_account_unref (self->account);
  g_main_context_unref (self->home);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * yao_event_watch_get_account:
 * @self: a watch
 *
 * Gets whose events it hears of.
 *
 * Returns: (transfer none): the account
 */
YaoAccount *
yao_event_watch_get_account (YaoEventWatch *self)
{
  g_assert (self != NULL);

  return self->account;
}

/**
 * yao_event_watch_is_cancelled:
 * @self: a watch
 *
 * Tells whether the listening was ended.
 *
 * Returns: %TRUE if it was
 */
gboolean
yao_event_watch_is_cancelled (YaoEventWatch *self)
{
  g_assert (self != NULL);

  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * yao_event_watch_is_over:
 * @self: a watch
 *
 * Tells whether the thread has come to its end, so that freeing the watch does not wait.
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_event_watch_is_over (YaoEventWatch *self)
{
  g_assert (self != NULL);

  return g_atomic_int_get (&self->is_over);
}
