/* hostile-server.c: an HTTPS server that does what none should
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "hostile-server.h"

#include "yao-x509-issue.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define GIBIBYTE (G_GUINT64_CONSTANT (1) << 30)
#define SLOW_US (20 * 1000)

struct _HostileServer
{
  GSocketListener *listener;
  GCancellable *cancellable;
  GThread *acceptor;
  GPtrArray *threads; /* of the connections; touched by the acceptor, then by the end */
  GTlsCertificate *certificate;
  char *address;

  GBytes *root_pin;
  GBytes *issuing_pin;
  GBytes *leaf_pin;

  int kind; /* atomic, as what follows */
  guint n_connections;
  guint n_requests;
  guint64 n_sent;
};

typedef struct
{
  HostileServer *server;
  GSocketConnection *connection;
} Visit;

static gint64
now_plus (int days)
{
  return g_get_real_time () / G_USEC_PER_SEC + (gint64) days * DAY;
}

static YaoKey *
make_key (void)
{
  g_autoptr (GError) error = NULL;
  YaoKey *key = yao_key_generate (YAO_KEY_P256, &error);

  g_assert_no_error (error);
  return key;
}

static GBytes *
issue_ca (const char *name, YaoKey *key, GBytes *issuer, YaoKey *issuer_key)
{
  const YaoX509Template template_ = {
    .organisation = "Test",
    .common_name = name,
    .not_before = now_plus (-4000),
    .not_after = now_plus (4000),
    .key_usage = YAO_KEY_USAGE_CERT_SIGN,
    .is_ca = TRUE,
    .path_length = YAO_X509_NO_PATH_LENGTH,
  };
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_x509_issue (&template_, key, issuer, issuer_key, &error);

  g_assert_no_error (error);
  return der;
}

static GBytes *
issue_leaf (HostileTls tls, YaoKey *key, GBytes *issuer, YaoKey *issuer_key)
{
  static const char *const right[] = { "127.0.0.1", NULL };
  static const char *const wrong[] = { "127.0.0.2", NULL };
  const YaoX509Template template_ = {
    .common_name = "server",
    .not_before = now_plus (tls == HOSTILE_TLS_NOT_YET ? 2 : -20),
    .not_after = now_plus (tls == HOSTILE_TLS_EXPIRED ? -2 : 20),
    .key_usage = YAO_KEY_USAGE_DIGITAL_SIGNATURE,
    .purposes = YAO_X509_PURPOSE_SERVER,
    .ip_addresses = tls == HOSTILE_TLS_WRONG_HOST ? wrong : right,
  };
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_x509_issue (&template_, key, issuer, issuer_key, &error);

  g_assert_no_error (error);
  return der;
}

static void
append_pem (GString *text, GBytes *der)
{
  g_autofree char *pem = yao_x509_to_pem (der);

  g_string_append (text, pem);
}

static void
make_certificate (HostileServer *self, HostileTls tls)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) root_key = make_key ();
  g_autoptr (YaoKey) other_key = make_key ();
  g_autoptr (YaoKey) issuing_key = make_key ();
  g_autoptr (YaoKey) leaf_key = make_key ();
  g_autoptr (GBytes) root = issue_ca ("TLS Root CA", root_key, NULL, root_key);
  g_autoptr (GBytes) other = issue_ca ("TLS Root CA", other_key, NULL, other_key);
  g_autoptr (GBytes) issuing = issue_ca ("TLS CA", issuing_key, root, root_key);
  g_autoptr (GBytes) leaf = NULL;
  g_autofree char *key_pem = yao_key_export_private_pem (leaf_key, &error);
  g_autoptr (GString) pem = g_string_new (key_pem);
  gboolean is_other = tls == HOSTILE_TLS_OTHER_ROOT || tls == HOSTILE_TLS_FORGED_CHAIN;

  if (tls == HOSTILE_TLS_SELF_SIGNED)
    leaf = issue_leaf (tls, leaf_key, NULL, leaf_key);
  else if (tls == HOSTILE_TLS_INTERMEDIATE)
    leaf = issue_leaf (tls, leaf_key, issuing, issuing_key);
  else
    leaf = issue_leaf (tls, leaf_key, is_other ? other : root, is_other ? other_key : root_key);

  append_pem (pem, leaf);
  if (tls == HOSTILE_TLS_INTERMEDIATE)
    append_pem (pem, issuing);
  if (tls != HOSTILE_TLS_SELF_SIGNED)
    append_pem (pem, tls == HOSTILE_TLS_OTHER_ROOT ? other : root);
  self->certificate = g_tls_certificate_new_from_pem (pem->str, -1, &error);
  g_assert_no_error (error);
  self->root_pin = yao_key_dup_spki_sha256 (root_key);
  self->issuing_pin = yao_key_dup_spki_sha256 (issuing_key);
  self->leaf_pin = yao_key_dup_spki_sha256 (leaf_key);
}

static gboolean
send_text (HostileServer *self, GIOStream *stream, const char *text)
{
  gsize written = 0;
  gboolean sent = g_output_stream_write_all (g_io_stream_get_output_stream (stream), text,
                                             strlen (text), &written, self->cancellable, NULL);

  __atomic_fetch_add (&self->n_sent, written, __ATOMIC_SEQ_CST);
  return sent;
}

static void
send_zeros (HostileServer *self, GIOStream *stream, guint64 size)
{
  g_autofree char *chunk = g_malloc (64 * 1024 + 1);

  memset (chunk, ' ', 64 * 1024);
  chunk[64 * 1024] = '\0';
  for (guint64 sent = 0; sent < size; sent += 64 * 1024)
    {
      if (!send_text (self, stream, chunk))
        return;
    }
}

static void
send_slowly (HostileServer *self, GIOStream *stream)
{
  while (!g_cancellable_is_cancelled (self->cancellable) && send_text (self, stream, "a"))
    g_usleep (SLOW_US);
}

static void
wait_for_end (HostileServer *self, GIOStream *stream)
{
  char byte;

  while (
      g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->cancellable, NULL)
      > 0)
    ;
}

/* Returns whether the connection is kept. */
static gboolean
answer (HostileServer *self, GIOStream *stream)
{
  switch ((HostileKind) g_atomic_int_get (&self->kind))
    {
    case HOSTILE_GOOD:
      return send_text (self, stream,
                        "HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\n"
                        "Content-Length: 11\r\nRetry-After: 7\r\n\r\n{\"ok\":true}");
    case HOSTILE_HUGE:
      send_text (self, stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
      send_zeros (self, stream, 2 * GIBIBYTE);
      return FALSE;
    case HOSTILE_HUGE_DECLARED:
      send_text (self, stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "Content-Length: 2147483648\r\n\r\n");
      send_zeros (self, stream, 2 * GIBIBYTE);
      return FALSE;
    case HOSTILE_SHORT:
      send_text (self, stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "Content-Length: 1000\r\n\r\n{\"ok\":");
      return FALSE;
    case HOSTILE_LONG:
      send_text (self, stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "Content-Length: 11\r\n\r\n{\"ok\":true}{\"more\":true}");
      return FALSE;
    case HOSTILE_HTML:
      send_text (self, stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n"
                 "<!DOCTYPE html>");
      return FALSE;
    case HOSTILE_REDIRECT:
      return send_text (self, stream,
                        "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    case HOSTILE_SILENT:
      wait_for_end (self, stream);
      return FALSE;
    case HOSTILE_SLOW_HEAD:
      send_text (self, stream, "HTTP/1.1 200 OK\r\nX-Slow: ");
      send_slowly (self, stream);
      return FALSE;
    case HOSTILE_SLOW_BODY:
      send_text (self, stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "Content-Length: 1000000\r\n\r\n");
      send_slowly (self, stream);
      return FALSE;
    case HOSTILE_GARBAGE:
      send_text (self, stream, "220 mail.example.org ESMTP\r\n");
      return FALSE;
    case HOSTILE_CLOSE:
    case HOSTILE_NOT_TLS:
    default:
      return FALSE;
    }
}

/* Reads to the empty line after a request. */
static gboolean
read_request (HostileServer *self, GIOStream *stream)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  guint matched = 0;
  char byte;

  while (matched < 4)
    {
      if (g_input_stream_read (input, &byte, 1, self->cancellable, NULL) <= 0)
        return FALSE;
      matched = byte == "\r\n\r\n"[matched] ? matched + 1 : byte == '\r';
    }

  g_atomic_int_inc (&self->n_requests);
  return TRUE;
}

static gpointer
serve_visit (gpointer data)
{
  g_autofree Visit *visit = data;
  HostileServer *self = visit->server;
  g_autoptr (GSocketConnection) connection = visit->connection;
  g_autoptr (GIOStream) stream = NULL;

  if (g_atomic_int_get (&self->kind) == HOSTILE_NOT_TLS)
    {
      send_text (self, G_IO_STREAM (connection), "HTTP/1.1 400 Bad Request\r\n\r\n");
      wait_for_end (self, G_IO_STREAM (connection));
      return NULL;
    }

  stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  if (g_tls_connection_handshake (G_TLS_CONNECTION (stream), self->cancellable, NULL))
    {
      while (read_request (self, stream) && answer (self, stream))
        ;
    }
  g_io_stream_close (stream, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return NULL;
}

static gpointer
accept_visits (gpointer data)
{
  HostileServer *self = data;

  while (TRUE)
    {
      GSocketConnection *connection
          = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);
      Visit *visit;

      if (connection == NULL)
        return NULL;
      g_atomic_int_inc (&self->n_connections);
      visit = g_new0 (Visit, 1);
      visit->server = self;
      visit->connection = connection;
      g_ptr_array_add (self->threads, g_thread_new ("visit", serve_visit, visit));
    }
}

HostileServer *
hostile_server_new (HostileTls tls)
{
  HostileServer *self = g_new0 (HostileServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  make_certificate (self, tls);
  self->cancellable = g_cancellable_new ();
  self->threads = g_ptr_array_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf ("https://127.0.0.1:%u",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  self->acceptor = g_thread_new ("acceptor", accept_visits, self);
  return self;
}

void
hostile_server_free (HostileServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->acceptor);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));

  g_ptr_array_unref (self->threads);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_object_unref (self->certificate);
  g_bytes_unref (self->root_pin);
  g_bytes_unref (self->issuing_pin);
  g_bytes_unref (self->leaf_pin);
  g_free (self->address);
  g_free (self);
}

void
hostile_server_set_kind (HostileServer *self, HostileKind kind)
{
  g_atomic_int_set (&self->kind, (int) kind);
}

const char *
hostile_server_get_address (HostileServer *self)
{
  return self->address;
}

GBytes *
hostile_server_get_root_pin (HostileServer *self)
{
  return self->root_pin;
}

GBytes *
hostile_server_get_issuing_pin (HostileServer *self)
{
  return self->issuing_pin;
}

GBytes *
hostile_server_get_leaf_pin (HostileServer *self)
{
  return self->leaf_pin;
}

guint
hostile_server_get_n_connections (HostileServer *self)
{
  return (guint) g_atomic_int_get ((int *) &self->n_connections);
}

guint
hostile_server_get_n_requests (HostileServer *self)
{
  return (guint) g_atomic_int_get ((int *) &self->n_requests);
}

guint64
hostile_server_get_n_sent (HostileServer *self)
{
  return __atomic_load_n (&self->n_sent, __ATOMIC_SEQ_CST);
}
