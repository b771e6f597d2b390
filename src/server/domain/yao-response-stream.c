/* yao-response-stream.c: the body of an answer that goes on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-response-stream.h"

#include <string.h>

struct _YaoResponseStream
{
  YaoResponseStreamLost lost; /* NULL once it is over, from whichever side */
  gpointer lost_data;
  const YaoResponseSink *sink; /* NULL until it is attached, and again once it is over */
  gpointer sink_data;
  GString *waiting; /* what was said before there was a sink */
  gboolean is_over;
};

static void
clear_stream (gpointer data)
{
  YaoResponseStream *self = data;

  g_string_free (self->waiting, TRUE);
}

/**
 * yao_response_stream_new:
 * @lost: called once if the reader goes before the end
 * @user_data: for @lost
 *
 * Makes a body without parts.
 *
 * Returns: (transfer full): the body
 */
YaoResponseStream *
yao_response_stream_new (YaoResponseStreamLost lost, gpointer user_data)
{
  YaoResponseStream *self = g_rc_box_new0 (YaoResponseStream);

  g_assert (lost != NULL);

  self->lost = lost;
  self->lost_data = user_data;
  self->waiting = g_string_new (NULL);
  return self;
}

/**
 * yao_response_stream_ref:
 * @self: a body
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
YaoResponseStream *
yao_response_stream_ref (YaoResponseStream *self)
{
  return g_rc_box_acquire (self);
}

/**
 * yao_response_stream_unref:
 * @self: (transfer full): a body
 *
 * Gives a reference back.
 */
void
yao_response_stream_unref (YaoResponseStream *self)
{
  g_rc_box_release_full (self, clear_stream);
}

static void
send (YaoResponseStream *self, const char *text, gsize size)
{
  g_autoptr (GBytes) part = g_bytes_new (text, size);

  self->sink->write (self->sink_data, part);
}

/**
 * yao_response_stream_write:
 * @self: a body
 * @text: what comes next
 *
 * Adds a part. After the end it is dropped.
 */
void
yao_response_stream_write (YaoResponseStream *self, const char *text)
{
  g_assert (self != NULL && text != NULL);

  if (self->sink != NULL)
    send (self, text, strlen (text));
  else if (!self->is_over)
    g_string_append (self->waiting, text);
}

/**
 * yao_response_stream_end:
 * @self: a body
 *
 * Ends the body; @lost is not called any more.
 */
void
yao_response_stream_end (YaoResponseStream *self)
{
  const YaoResponseSink *sink;

  g_assert (self != NULL);

  sink = g_steal_pointer (&self->sink);
  self->lost = NULL;
  self->is_over = TRUE;
  if (sink != NULL)
    sink->end (self->sink_data);
}

/**
 * yao_response_stream_attach:
 * @self: a body
 * @sink: where the parts go
 * @sink_data: for @sink
 *
 * Begins to send, with what was said so far.
 */
void
yao_response_stream_attach (YaoResponseStream *self,
                            const YaoResponseSink *sink,
                            gpointer sink_data)
{
  g_assert (self != NULL && sink != NULL);
  g_assert (self->sink == NULL);

  self->sink = sink;
  self->sink_data = sink_data;
  if (self->waiting->len > 0)
    send (self, self->waiting->str, self->waiting->len);
  g_string_truncate (self->waiting, 0);
  if (self->is_over)
    yao_response_stream_end (self);
}

/**
 * yao_response_stream_lose:
 * @self: a body
 *
 * Tells that nobody reads any more.
 */
void
yao_response_stream_lose (YaoResponseStream *self)
{
  YaoResponseStreamLost lost;

  g_assert (self != NULL);

  lost = g_steal_pointer (&self->lost);
  self->sink = NULL;
  self->is_over = TRUE;
  if (lost != NULL)
    lost (self, self->lost_data);
}
