/* yao-event-hub.c: who is told of events as they come
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-hub.h"

#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-identity-message.h"
#include "yao-limits.h"
#include "yao-paths.h"

#include <gio/gio.h>

/* A change of the database is looked at once in this time, however many there are. */
#define RATE_MS 100

/* Who has more than this to catch up with gets it in several streams, so that no answer grows
 * without bound in memory.
 */
#define MAX_BACKLOG 1000

/* What a client should wait before it comes again, in milliseconds. */
#define RETRY_MS 3000

/* How long somebody should wait who has too many streams, in seconds. */
#define BUSY_SECONDS 30

/* One reader. */
typedef struct
{
  YaoEventHub *hub;
  YaoResponseStream *out;
  gint64 account;
  gint64 session;
  gint64 after;   /* the last event that was sent */
  gint64 expires; /* with the access token */
} Stream;

/* Everything that is written goes through the write-ahead log of the database, be it by this
 * process or by another one that administers the service: so its file tells that there may be
 * something new. The heartbeat looks as well, should the file system tell of nothing.
 */
struct _YaoEventHub
{
  YaoInstallation *installation; /* not owned: it owns the hub */
  GPtrArray *streams;
  GFileMonitor *monitor; /* while there are streams */
  GSource *timer;        /* the same */
  gint64 next_beat;      /* monotonic */
};

static void
free_stream (gpointer data)
{
  Stream *stream = data;

  yao_response_stream_unref (stream->out);
  g_free (stream);
}

static void
rest (YaoEventHub *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
remove_stream (YaoEventHub *self, Stream *stream)
{
  g_ptr_array_remove_fast (self->streams, stream);
  if (self->streams->len == 0)
    rest (self);
}

static void
lost_cb (YaoResponseStream *out, gpointer user_data)
{
  Stream *stream = user_data;

  remove_stream (stream->hub, stream);
}

static void
end_stream (YaoEventHub *self, Stream *stream)
{
  yao_response_stream_end (stream->out);
  remove_stream (self, stream);
}

/**
 * yao_event_hub_new:
 * @installation: the service, which must outlive the hub
 *
 * Makes a hub without readers. It is used in the thread that answers requests.
 *
 * Returns: (transfer full): the hub
 */
YaoEventHub *
yao_event_hub_new (YaoInstallation *installation)
{
  YaoEventHub *self = g_new0 (YaoEventHub, 1);

  self->installation = installation;
  self->streams = g_ptr_array_new_with_free_func (free_stream);
  return self;
}

/**
 * yao_event_hub_free:
 * @self: (transfer full): a hub
 *
 * Ends every stream.
 */
void
yao_event_hub_free (YaoEventHub *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->streams->len; i++)
    yao_response_stream_end (((Stream *) self->streams->pdata[i])->out);
  rest (self);
  g_ptr_array_unref (self->streams);
  g_free (self);
}

static void
write_event (Stream *stream, const YaoEventRecord *record)
{
  g_autoptr (YaoEventMessage) event = yao_event_message_new ();
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  const char *data;

  event->id = record->id;
  event->time = record->time;
  event->kind = g_strdup (record->kind);
  event->certificate_id = g_strdup (record->certificate);
  event->subject = g_strdup (record->subject);
  json = yao_event_message_encode (event);
  data = g_bytes_get_data (json, &size);
  text = g_strdup_printf ("id: %" G_GINT64_FORMAT "\ndata: %.*s\n\n", record->id, (int) size, data);
  yao_response_stream_write (stream->out, text);
  stream->after = record->id;
}

/* FALSE if the stream is to end: the reader comes again for the rest. */
static gboolean
send_new (YaoEventHub *self, Stream *stream)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
      = yao_event_table_list (yao_installation_get_database (self->installation), stream->account,
                              stream->after, MAX_BACKLOG, &error);

  if (records == NULL)
    {
      g_message ("events could not be read: %s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < records->len; i++)
    write_event (stream, records->pdata[i]);
  return records->len < MAX_BACKLOG;
}

static void
look (YaoEventHub *self)
{
  gint64 now = yao_installation_get_now (self->installation);

  for (guint i = self->streams->len; i > 0; i--)
    {
      Stream *stream = self->streams->pdata[i - 1];

      if (stream->expires <= now || !yao_caller_is_still_good (self->installation, stream->session)
          || !send_new (self, stream))
        end_stream (self, stream);
    }
}

static void
changed_cb (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            gpointer user_data)
{
  look (user_data);
}

static gint64
get_beat_us (YaoEventHub *self)
{
  return yao_limit_get (yao_installation_get_database (self->installation),
                        YAO_LIMIT_HEARTBEAT_SECONDS)
         * G_USEC_PER_SEC;
}

/* Wakes up for the next heartbeat, or before it for the first access token that ends. */
static void
plan (YaoEventHub *self)
{
  gint64 now = yao_installation_get_now (self->installation);
  gint64 ready = self->next_beat;

  for (guint i = 0; i < self->streams->len; i++)
    {
      const Stream *stream = self->streams->pdata[i];

      ready = MIN (ready, g_get_monotonic_time () + (stream->expires - now) * G_USEC_PER_SEC);
    }
  if (self->timer != NULL)
    g_source_set_ready_time (self->timer, ready);
}

static gboolean
beat_cb (gpointer user_data)
{
  YaoEventHub *self = user_data;

  if (g_get_monotonic_time () >= self->next_beat)
    {
      self->next_beat = g_get_monotonic_time () + get_beat_us (self);
      for (guint i = 0; i < self->streams->len; i++)
        yao_response_stream_write (((Stream *) self->streams->pdata[i])->out, ":\n\n");
    }
  look (self);
  plan (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_functions = { NULL, NULL, dispatch_timer, NULL, NULL, NULL };

static void
wake (YaoEventHub *self)
{
  g_autofree char *path = g_build_filename (yao_installation_get_folder (self->installation),
                                            YAO_INSTALLATION_DATABASE "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (self->timer != NULL)
    return;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (self->monitor, RATE_MS);
      g_signal_connect (self->monitor, "changed", G_CALLBACK (changed_cb), self);
    }
  else
    g_message ("events are told with the heartbeat only: %s", error->message);

  self->timer = g_source_new (&timer_functions, sizeof (GSource));
  g_source_set_callback (self->timer, beat_cb, self, NULL);
  g_source_set_static_name (self->timer, "yao-event-hub");
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  self->next_beat = g_get_monotonic_time () + get_beat_us (self);
}

static gboolean
check_room (YaoEventHub *self, gint64 account, GError **error)
{
  gint64 limit = yao_limit_get (yao_installation_get_database (self->installation),
                                YAO_LIMIT_STREAMS_PER_ACCOUNT);
  GError *busy;
  gint64 count = 0;

  for (guint i = 0; i < self->streams->len; i++)
    count += ((Stream *) self->streams->pdata[i])->account == account;
  if (count < limit)
    return TRUE;

  busy = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "too many streams of one account");
  yao_error_set_retry_after (busy, BUSY_SECONDS);
  g_propagate_error (error, busy);
  return FALSE;
}

/**
 * yao_event_hub_open:
 * @self: a hub
 * @caller: who asks
 * @after: the last event that he knows, or -1 to begin with what is still to come
 * @error: return location
 *
 * Begins a stream of server-sent events. It ends with the access token, with the session, and when
 * the reader goes.
 *
 * Returns: (transfer full): the stream, or %NULL with %YAO_ERROR_THROTTLED where the account has
 * too many already
 */
YaoResponseStream *
yao_event_hub_open (YaoEventHub *self, const YaoCaller *caller, gint64 after, GError **error)
{
  g_autofree char *begin = NULL;
  g_autoptr (YaoResponseStream) out = NULL;
  Stream *stream;
  gint64 last = 0;

  if (!check_room (self, caller->account->id, error)
      || !yao_event_table_get_last (yao_installation_get_database (self->installation), &last,
                                    error))
    return NULL;

  stream = g_new0 (Stream, 1);
  stream->hub = self;
  stream->out = yao_response_stream_new (lost_cb, stream);
  stream->account = caller->account->id;
  stream->session = caller->session->id;
  stream->expires = caller->until;
  /* A database that was restored from an older backup may not have come so far yet. */
  stream->after = after < 0 || after > last ? last : after;
  out = yao_response_stream_ref (stream->out);
  g_ptr_array_add (self->streams, stream);
  wake (self);
  plan (self);

  begin = g_strdup_printf ("retry: %d\nid: %" G_GINT64_FORMAT "\n\n", RETRY_MS, stream->after);
  yao_response_stream_write (out, begin);
  if (!send_new (self, stream))
    end_stream (self, stream);
  return g_steal_pointer (&out);
}

/**
 * yao_event_hub_get_n_streams:
 * @self: a hub
 *
 * Counts the readers.
 *
 * Returns: how many there are
 */
guint
yao_event_hub_get_n_streams (YaoEventHub *self)
{
  return self->streams->len;
}
