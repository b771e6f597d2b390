/* yao-event-stream.c: reading server-sent events
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-stream.h"

#include "yao-error.h"

#include <string.h>

#define MAX_ID 19
#define MAX_RETRY_MS (10 * 60 * 1000)

struct _YaoEventStream
{
  GString *line; /* what there is of the next one */
  GString *data; /* of the next event */
  gboolean has_data;
  gboolean skips_feed;  /* a line feed that follows would belong to the end before it */
  gboolean has_started; /* past the place of a byte order mark */
  char *last_id;        /* of what came whole */
  char *next_id;
  gint64 retry_ms;
  GQueue events; /* of YaoEventMessage */
};

/**
 * yao_event_stream_new:
 *
 * Makes a reader of the format of HTML's section 9.2.
 *
 * Returns: (transfer full): the reader
 */
YaoEventStream *
yao_event_stream_new (void)
{
  YaoEventStream *self = g_new0 (YaoEventStream, 1);

  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->retry_ms = -1;
  g_queue_init (&self->events);
  return self;
}

/**
 * yao_event_stream_free:
 * @self: (transfer full): a reader
 *
 * Frees a reader.
 */
void
yao_event_stream_free (YaoEventStream *self)
{
  g_assert (self != NULL);

  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->last_id);
  g_free (self->next_id);
  g_queue_clear_full (&self->events, (GDestroyNotify) yao_event_message_free);
  g_free (self);
}

/* The ids of this protocol are numbers; another one is passed over like an unknown field. */
static void
take_id (YaoEventStream *self, const char *value)
{
  gsize length = strlen (value);

  if (length == 0 || length > MAX_ID || strspn (value, "0123456789") != length)
    return;
  g_free (self->next_id);
  self->next_id = g_strdup (value);
}

static void
take_field (YaoEventStream *self, const char *name, const char *value)
{
  guint64 retry;

  if (strcmp (name, "data") == 0)
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append (self->data, value);
      self->has_data = TRUE;
    }
  else if (strcmp (name, "id") == 0)
    take_id (self, value);
  else if (strcmp (name, "retry") == 0
           && g_ascii_string_to_unsigned (value, 10, 0, MAX_RETRY_MS, &retry, NULL))
    self->retry_ms = (gint64) retry;
}

/* An empty line ends an event. One without data tells of an id alone. */
static gboolean
end_event (YaoEventStream *self, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  YaoEventMessage *event;

  if (self->has_data)
    {
      body = g_bytes_new (self->data->str, self->data->len);
      event = yao_event_message_decode (body, YAO_MESSAGE_CLIENT, error);
      if (event == NULL)
        return FALSE;
      g_queue_push_tail (&self->events, event);
    }
  if (self->next_id != NULL)
    {
      g_free (self->last_id);
      self->last_id = g_steal_pointer (&self->next_id);
    }
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
  return TRUE;
}

static gboolean
end_line (YaoEventStream *self, GError **error)
{
  char *line = self->line->str;
  char *colon = strchr (line, ':');
  const char *value = "";

  if (*line == '\0')
    return end_event (self, error);
  if (colon != line)
    {
      if (colon != NULL)
        {
          *colon = '\0';
          value = colon[1] == ' ' ? colon + 2 : colon + 1;
        }
      take_field (self, line, value);
    }
  g_string_truncate (self->line, 0);
  return TRUE;
}

static gboolean
take_byte (YaoEventStream *self, char byte, GError **error)
{
  gboolean is_second = self->skips_feed && byte == '\n';

  self->skips_feed = byte == '\r';
  if (is_second)
    return TRUE;
  if (byte == '\r' || byte == '\n')
    return end_line (self, error);
  if (byte == '\0')
    byte = ' ';

  if (self->line->len + self->data->len >= YAO_EVENT_STREAM_MAX_LINE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "an event that is too long");
      return FALSE;
    }
  g_string_append_c (self->line, byte);
  if (!self->has_started && self->line->len == 3)
    {
      self->has_started = TRUE;
      if (strcmp (self->line->str, "\xef\xbb\xbf") == 0)
        g_string_truncate (self->line, 0);
    }
  return TRUE;
}

/**
 * yao_event_stream_feed:
 * @self: a reader
 * @data: what came
 * @size: how much it is
 * @error: return location
 *
 * Reads on.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_BAD_REPLY if it is not of this protocol; nothing more
 * is to be fed then
 */
gboolean
yao_event_stream_feed (YaoEventStream *self, const char *data, gsize size, GError **error)
{
  g_assert (self != NULL);
  g_assert (data != NULL || size == 0);

  for (gsize i = 0; i < size; i++)
    {
      if (!take_byte (self, data[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yao_event_stream_take:
 * @self: a reader
 *
 * Gets the next event that came whole.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL where there is none
 */
YaoEventMessage *
yao_event_stream_take (YaoEventStream *self)
{
  g_assert (self != NULL);

  return g_queue_pop_head (&self->events);
}

/**
 * yao_event_stream_get_last_id:
 * @self: a reader
 *
 * Gets the id to go on after.
 *
 * Returns: (nullable): digits, owned by @self, or %NULL where none came
 */
const char *
yao_event_stream_get_last_id (YaoEventStream *self)
{
  g_assert (self != NULL);

  return self->last_id;
}

/**
 * yao_event_stream_get_retry_ms:
 * @self: a reader
 *
 * Gets how long to wait before coming again.
 *
 * Returns: milliseconds, or -1 where nothing was said
 */
gint64
yao_event_stream_get_retry_ms (YaoEventStream *self)
{
  g_assert (self != NULL);

  return self->retry_ms;
}
