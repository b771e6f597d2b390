/* test-client.c: a client that sends what it is told, byte for byte
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-client.h"

#include <string.h>
#include <sys/socket.h>

#define TIMEOUT_SECONDS 20
#define SOCKET_KEY "test-client-socket"

void
test_reply_free (TestReply *reply)
{
  if (reply == NULL)
    return;

  g_hash_table_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_free (reply);
}

const char *
test_reply_get_header (TestReply *reply, const char *name)
{
  return g_hash_table_lookup (reply->headers, name);
}

/* Made with its database: else GIO reads all authorities of the system first, for each connection.
 */
static GIOStream *
put_tls (GSocketConnection *base, GSocketConnectable *address, GTlsDatabase *trust, GError **error)
{
  GType type = g_tls_backend_get_client_connection_type (g_tls_backend_get_default ());

  return g_initable_new (type, NULL, error, "base-io-stream", base, "server-identity", address,
                         "database", trust, "require-close-notify", FALSE, NULL);
}

GIOStream *
test_client_connect (guint16 port, GTlsDatabase *trust, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) address = g_network_address_new ("127.0.0.1", port);
  g_autoptr (GSocketConnection) base = NULL;
  g_autoptr (GIOStream) stream = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, TIMEOUT_SECONDS);
  base = g_socket_client_connect (client, address, NULL, error);
  if (base == NULL)
    return NULL;

  if (trust == NULL)
    stream = g_object_ref (G_IO_STREAM (base));
  else
    {
      stream = put_tls (base, address, trust, error);
      g_assert_nonnull (stream);
      if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, error))
        return NULL;
    }
  g_object_set_data_full (G_OBJECT (stream), SOCKET_KEY,
                          g_object_ref (g_socket_connection_get_socket (base)), g_object_unref);
  return g_steal_pointer (&stream);
}

GSocket *
test_client_get_socket (GIOStream *stream)
{
  return g_object_get_data (G_OBJECT (stream), SOCKET_KEY);
}

gboolean
test_client_send (GIOStream *stream, gconstpointer data, gsize size)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, size, NULL, NULL,
                                    NULL);
}

/* Reads to the end of the head; what was read of the body stays behind it in @data. */
static gsize
read_head (GInputStream *input, GByteArray *data)
{
  while (TRUE)
    {
      guint8 buffer[4096];
      const char *end = data->len > 0 ? memmem (data->data, data->len, "\r\n\r\n", 4) : NULL;
      gssize n;

      if (end != NULL)
        return (gsize) (end + 4 - (const char *) data->data);
      n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return 0;
      g_byte_array_append (data, buffer, (guint) n);
    }
}

static void
parse_head (TestReply *reply, const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "HTTP/1."));
  reply->status = (guint) g_ascii_strtoull (lines[0] + strlen ("HTTP/1.1 "), NULL, 10);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) halves = g_strsplit (lines[i], ": ", 2);

      g_hash_table_replace (reply->headers, g_ascii_strdown (halves[0], -1), g_strdup (halves[1]));
    }
}

TestReply *
test_client_receive (GIOStream *stream, gboolean to_head)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  TestReply *reply = g_new0 (TestReply, 1);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *head = NULL;
  const char *length_text;
  gsize head_size, length;

  reply->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reply->body = g_bytes_new (NULL, 0);
  head_size = read_head (input, data);
  if (head_size == 0)
    return reply;

  head = g_strndup ((const char *) data->data, head_size);
  parse_head (reply, head);
  length_text = test_reply_get_header (reply, "content-length");
  length = length_text != NULL && !to_head ? (gsize) g_ascii_strtoull (length_text, NULL, 10) : 0;
  g_byte_array_remove_range (data, 0, (guint) head_size);
  while (data->len < length)
    {
      guint8 buffer[4096];
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        break;
      g_byte_array_append (data, buffer, (guint) n);
    }
  if (data->len < length)
    reply->status = 0;
  g_bytes_unref (reply->body);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  return reply;
}

gboolean
test_client_wait_closed (GIOStream *stream)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  char buffer[4096];

  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, NULL, &error);

      if (n <= 0)
        return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    }
}

void
test_client_abort (GIOStream *stream)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket = test_client_get_socket (stream);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (socket, NULL);
}

TestReply *
test_client_request (guint16 port,
                     GTlsDatabase *trust,
                     const char *method,
                     const char *target,
                     GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = test_client_connect (port, trust, &error);
  g_autoptr (GString) head = g_string_new (NULL);
  gsize size = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  TestReply *reply;

  g_assert_no_error (error);
  g_string_append_printf (head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n",
                          method, target, port);
  if (body != NULL)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  g_string_append (head, "\r\n");
  g_assert_true (test_client_send (stream, head->str, head->len));
  if (size > 0)
    g_assert_true (test_client_send (stream, data, size));
  reply = test_client_receive (stream, strcmp (method, "HEAD") == 0);
  g_io_stream_close (stream, NULL, NULL);
  return reply;
}
