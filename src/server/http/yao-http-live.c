/* yao-http-live.c: an answer that goes on, over HTTP
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-http-live.h"

/* libsoup neither reads nor writes between two parts of an answer, and so does not see that the
 * client has gone: the connection is watched here for as long.
 */
typedef struct
{
  SoupServerMessage *message;
  YaoResponseStream *stream;
  YaoHttpConnection *connection; /* NULL once the client has gone */
  guint patience;
  GSource *watch;
} Live;

static void
stop_watching (Live *live)
{
  if (live->watch != NULL)
    g_source_destroy (live->watch);
  g_clear_pointer (&live->watch, g_source_unref);
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Live *live = user_data;

  g_signal_handlers_disconnect_by_data (message, live);
  stop_watching (live);
  yao_response_stream_lose (live->stream);
  yao_response_stream_unref (live->stream);
  g_clear_pointer (&live->connection, yao_http_connection_unref);
  g_object_unref (live->message);
  g_free (live);
}

/* A client that does not take what it is sent is not waited for longer than this. */
static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  Live *live = user_data;

  if (live->connection != NULL)
    yao_http_connection_allow (live->connection, live->patience);
}

static void
push (Live *live)
{
  soup_server_message_unpause (live->message);
}

static void
write_part (gpointer sink, GBytes *part)
{
  Live *live = sink;

  soup_message_body_append_bytes (soup_server_message_get_response_body (live->message), part);
  push (live);
}

static void
end (gpointer sink)
{
  Live *live = sink;

  /* What comes from now on is the next request, maybe before libsoup is done with this one. */
  stop_watching (live);
  soup_message_body_complete (soup_server_message_get_response_body (live->message));
  push (live);
}

static const YaoResponseSink live_sink = { write_part, end };

/* libsoup finds out by writing: then it frees everything. */
static void
hang_up (Live *live)
{
  g_autoptr (YaoHttpConnection) connection = g_steal_pointer (&live->connection);

  stop_watching (live);
  yao_http_connection_hang_up (connection);
  yao_response_stream_lose (live->stream);
  soup_message_body_append (soup_server_message_get_response_body (live->message),
                            SOUP_MEMORY_STATIC, "\n", 1);
  push (live);
}

/* Nothing is due from the client: what can be read is its end, or a breach of the protocol. */
static gboolean
readable_cb (GObject *input, gpointer user_data)
{
  Live *live = user_data;
  g_autoptr (GError) error = NULL;
  char byte;
  gssize got = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (input), &byte, 1,
                                                         NULL, &error);

  if (got < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  hang_up (live);
  return G_SOURCE_REMOVE;
}

static void
watch (Live *live)
{
  GIOStream *io = yao_http_connection_get_stream (live->connection);
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (io));

  live->watch = g_pollable_input_stream_create_source (input, NULL);
  g_source_set_callback (live->watch, G_SOURCE_FUNC (readable_cb), live, NULL);
  g_source_attach (live->watch, g_main_context_get_thread_default ());
}

/**
 * yao_http_live_start:
 * @message: a message whose status and headers are set
 * @stream: its body
 * @connection: what it came on
 * @patience: how many seconds the client may take no part
 *
 * Sends a body as it comes, until it ends or the client goes. For this time the connection counts
 * as idle: a server that ends may hang it up, since the client comes again anyway.
 */
void
yao_http_live_start (SoupServerMessage *message,
                     YaoResponseStream *stream,
                     YaoHttpConnection *connection,
                     guint patience)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gboolean has_chunks = soup_server_message_get_http_version (message) == SOUP_HTTP_1_1;
  Live *live = g_new0 (Live, 1);

  live->message = g_object_ref (message);
  live->stream = yao_response_stream_ref (stream);
  live->connection = yao_http_connection_ref (connection);
  live->patience = patience;

  soup_message_body_truncate (body);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_headers_set_encoding (headers,
                                     has_chunks ? SOUP_ENCODING_CHUNKED : SOUP_ENCODING_EOF);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), live);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), live);
  yao_http_connection_set_busy (connection, FALSE);
  yao_http_connection_allow (connection, patience);
  watch (live);
  yao_response_stream_attach (stream, &live_sink, live);
}
