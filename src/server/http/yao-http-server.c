/* yao-http-server.c: the service on a socket, over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-http-server.h"

#include "yao-error.h"
#include "yao-http-connection.h"
#include "yao-http-live.h"
#include "yao-http-message.h"
#include "yao-http-stream.h"

#include <errno.h>
#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/* The listening socket and the TLS connections are our own, and libsoup gets them when they are
 * ready: its own listener keeps a backlog of 10, and leaks a file descriptor for every connection
 * that the client closes (libsoup 3.2; fixed in 3.3).
 */
#define BACKLOG 512

/* How long a client may leave what it was sent without acknowledgement, in milliseconds: one whose
 * cable was pulled is noticed by the next heartbeat of its stream.
 */
#define SILENCE_MS 30000

struct _YaoHttpServer
{
  GObject parent_instance;

  YaoRequestHandler handler;
  gpointer handler_data;
  YaoHttpLimits limits;

  GSocket *socket;
  guint16 port;
  GSocketService *service;
  SoupServer *soup;
  GSocket *mute; /* see keep_connections() */
  GTlsCertificate *certificate;

  GHashTable *connections; /* those that libsoup has: YaoHttpConnection, not owned */
  guint n_handshakes;
  GCancellable *cancellable; /* ends the handshakes */
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (YaoHttpServer, yao_http_server, G_TYPE_OBJECT)

enum
{
  SIGNAL_STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What travels with a handshake. */
typedef struct
{
  YaoHttpServer *server;
  YaoHttpConnection *connection;
  GCancellable *cancellable;
  gulong cancelled_id;
  GSource *timer;
} Handshake;

static void
yao_http_server_dispose (GObject *object)
{
  YaoHttpServer *self = YAO_HTTP_SERVER (object);

  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->service);
  g_clear_object (&self->socket);
  if (self->soup != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->soup, self);
      soup_server_disconnect (self->soup);
    }
  g_clear_object (&self->soup);
  g_clear_object (&self->mute);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (yao_http_server_parent_class)->dispose (object);
}

static void
yao_http_server_finalize (GObject *object)
{
  YaoHttpServer *self = YAO_HTTP_SERVER (object);

  g_hash_table_unref (self->connections);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (yao_http_server_parent_class)->finalize (object);
}

static void
yao_http_server_class_init (YaoHttpServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yao_http_server_dispose;
  object_class->finalize = yao_http_server_finalize;

  /**
   * YaoHttpServer::stopped:
   * @self: the server
   *
   * After yao_http_server_stop(): the last request was answered.
   */
  signals[SIGNAL_STOPPED] = g_signal_new ("stopped", YAO_TYPE_HTTP_SERVER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yao_http_server_init (YaoHttpServer *self)
{
  self->limits = (YaoHttpLimits){
    .max_connections = 1024,
    .handshake_timeout = 10,
    .request_timeout = 30,
    .idle_timeout = 60,
    .stream_timeout = 80,
  };
  self->connections = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * yao_http_server_new:
 * @handler: answers the requests, in the thread that made the server
 * @user_data: for @handler
 *
 * Makes a server that does not listen yet.
 *
 * Returns: (transfer full): the server
 */
YaoHttpServer *
yao_http_server_new (YaoRequestHandler handler, gpointer user_data)
{
  YaoHttpServer *self;

  g_return_val_if_fail (handler != NULL, NULL);

  self = g_object_new (YAO_TYPE_HTTP_SERVER, NULL);
  self->handler = handler;
  self->handler_data = user_data;
  return self;
}

/**
 * yao_http_server_set_limits:
 * @self: a server
 * @limits: the limits
 *
 * Sets what one client may take.
 */
void
yao_http_server_set_limits (YaoHttpServer *self, const YaoHttpLimits *limits)
{
  g_return_if_fail (YAO_IS_HTTP_SERVER (self));
  g_return_if_fail (limits != NULL && limits->max_connections > 0);

  self->limits = *limits;
}

/**
 * yao_http_server_bind:
 * @self: a server
 * @address: an IP address of this machine
 * @port: the port, 0 for any
 * @error: return location
 *
 * Takes the port. Clients can connect from now on, and wait until yao_http_server_start().
 *
 * Returns: %TRUE if it is ours; %YAO_ERROR_BUSY if another has it
 */
gboolean
yao_http_server_bind (YaoHttpServer *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) socket_error = NULL;

  g_return_val_if_fail (YAO_IS_HTTP_SERVER (self), FALSE);
  g_return_val_if_fail (address != NULL && self->socket == NULL, FALSE);

  inet = g_inet_address_new_from_string (address);
  if (inet == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is not an IP address", address);
      return FALSE;
    }

  wanted = g_inet_socket_address_new (inet, port);
  socket = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &socket_error);
  if (socket != NULL)
    g_socket_set_listen_backlog (socket, BACKLOG);
  if (socket == NULL || !g_socket_bind (socket, wanted, TRUE, &socket_error)
      || !g_socket_listen (socket, &socket_error)
      || (got = g_socket_get_local_address (socket, &socket_error)) == NULL)
    {
      gboolean in_use = g_error_matches (socket_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);

      g_set_error (error, YAO_ERROR, in_use ? YAO_ERROR_BUSY : YAO_ERROR_INVALID_INPUT,
                   "%s port %u: %s", address, port, socket_error->message);
      return FALSE;
    }

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->socket = g_steal_pointer (&socket);
  return TRUE;
}

/**
 * yao_http_server_get_port:
 * @self: a server that was bound
 *
 * Gets the port.
 *
 * Returns: the port
 */
guint16
yao_http_server_get_port (YaoHttpServer *self)
{
  g_return_val_if_fail (YAO_IS_HTTP_SERVER (self), 0);

  return self->port;
}

/**
 * yao_http_server_get_n_connections:
 * @self: a server
 *
 * Gets how many clients are connected.
 *
 * Returns: the number
 */
guint
yao_http_server_get_n_connections (YaoHttpServer *self)
{
  g_return_val_if_fail (YAO_IS_HTTP_SERVER (self), 0);

  return g_hash_table_size (self->connections) + self->n_handshakes;
}

static void
check_stopped (YaoHttpServer *self)
{
  if (self->stopping && yao_http_server_get_n_connections (self) == 0)
    g_signal_emit (self, signals[SIGNAL_STOPPED], 0);
}

static void
connection_gone_cb (YaoHttpConnection *connection, gpointer user_data)
{
  g_autoptr (YaoHttpServer) self = user_data;

  g_hash_table_remove (self->connections, connection);
  check_stopped (self);
}

/* libsoup may read, and even answer, a first request before it returns: so all is ready before. */
static void
hand_over (YaoHttpServer *self, YaoHttpConnection *connection)
{
  g_autoptr (GIOStream) stream = yao_http_stream_new (yao_http_connection_get_stream (connection));
  g_autoptr (GError) error = NULL;

  g_hash_table_add (self->connections, connection);
  yao_http_connection_watch (connection, connection_gone_cb, g_object_ref (self));
  yao_http_connection_allow (connection, self->limits.idle_timeout);
  if (!soup_server_accept_iostream (self->soup, stream, yao_http_connection_get_local (connection),
                                    yao_http_connection_get_remote (connection), &error))
    g_debug ("a connection was not taken: %s", error->message);
}

static void
free_handshake (Handshake *handshake)
{
  g_cancellable_disconnect (handshake->server->cancellable, handshake->cancelled_id);
  g_source_destroy (handshake->timer);
  g_source_unref (handshake->timer);
  g_object_unref (handshake->cancellable);
  g_clear_pointer (&handshake->connection, yao_http_connection_unref);
  g_object_unref (handshake->server);
  g_free (handshake);
}

/* The protocol wants TLS 1.2 or later; GnuTLS still speaks older ones with those who have no other.
 */
static gboolean
is_modern (GTlsConnection *tls)
{
  switch (g_tls_connection_get_protocol_version (tls))
    {
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
handshake_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Handshake *handshake = user_data;
  g_autoptr (YaoHttpServer) self = g_object_ref (handshake->server);
  g_autoptr (YaoHttpConnection) connection = g_steal_pointer (&handshake->connection);
  gboolean good = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL)
                  && is_modern (G_TLS_CONNECTION (source));

  free_handshake (handshake);
  self->n_handshakes--;
  if (good && !self->stopping)
    {
      hand_over (self, connection);
      return;
    }

  yao_http_connection_hang_up (connection);
  g_object_unref (yao_http_connection_get_stream (connection));
  check_stopped (self);
}

static gboolean
handshake_too_slow_cb (gpointer user_data)
{
  Handshake *handshake = user_data;

  yao_http_connection_hang_up (handshake->connection);
  g_cancellable_cancel (handshake->cancellable);
  return G_SOURCE_REMOVE;
}

static void
cancel_handshake_cb (GCancellable *all, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
hello_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Handshake *handshake = user_data;
  GIOStream *stream = yao_http_connection_get_stream (handshake->connection);

  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT,
                                    handshake->cancellable, handshake_done_cb, handshake);
  return G_SOURCE_REMOVE;
}

/* The handshake is done in a thread (by GIO), so that its arithmetic holds nobody up. GIO has few
 * threads, ten at first, and adds others slowly: who has said nothing yet gets none of them.
 */
static void
begin_handshake (YaoHttpServer *self, YaoHttpConnection *taken)
{
  g_autoptr (YaoHttpConnection) connection = taken;
  Handshake *handshake = g_new0 (Handshake, 1);
  g_autoptr (GSource) hello = NULL;

  handshake->server = g_object_ref (self);
  handshake->connection = g_steal_pointer (&connection);
  handshake->cancellable = g_cancellable_new ();
  handshake->cancelled_id
      = g_cancellable_connect (self->cancellable, G_CALLBACK (cancel_handshake_cb),
                               g_object_ref (handshake->cancellable), g_object_unref);
  handshake->timer = g_timeout_source_new_seconds (self->limits.handshake_timeout);
  g_source_set_callback (handshake->timer, handshake_too_slow_cb, handshake, NULL);
  g_source_attach (handshake->timer, g_main_context_get_thread_default ());

  hello = g_socket_create_source (yao_http_connection_get_socket (handshake->connection), G_IO_IN,
                                  handshake->cancellable);
  g_source_set_callback (hello, G_SOURCE_FUNC (hello_cb), handshake, NULL);
  g_source_attach (hello, g_main_context_get_thread_default ());

  self->n_handshakes++;
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *base,
             GObject *source_object,
             gpointer user_data)
{
  YaoHttpServer *self = user_data;
  g_autoptr (YaoHttpConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (self->stopping || yao_http_server_get_n_connections (self) >= self->limits.max_connections)
    {
      g_io_stream_close (G_IO_STREAM (base), NULL, NULL);
      return TRUE;
    }

  g_socket_set_option (g_socket_connection_get_socket (base), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (g_socket_connection_get_socket (base), IPPROTO_TCP, TCP_USER_TIMEOUT,
                       SILENCE_MS, NULL);
  connection = yao_http_connection_new (base, self->certificate, &error);
  if (connection == NULL)
    {
      /* GIO does not always say why. */
      g_debug ("a connection went away: %s", error != NULL ? error->message : "reset");
      g_io_stream_close (G_IO_STREAM (base), NULL, NULL);
      return TRUE;
    }
  begin_handshake (self, g_steal_pointer (&connection));
  return TRUE;
}

static void
request_head_cb (SoupServer *soup,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  YaoHttpServer *self = user_data;
  YaoHttpConnection *connection
      = yao_http_connection_from_remote (soup_server_message_get_remote_address (message));

  if (connection != NULL)
    {
      yao_http_connection_set_busy (connection, TRUE);
      yao_http_connection_allow (connection, self->limits.request_timeout);
    }
  if (!yao_http_message_begin_body (message) && connection != NULL)
    yao_http_connection_hang_up (connection);
}

/* A part that was not taken when the next two are due will not be. */
static void
go_on (YaoHttpServer *self, SoupServerMessage *message, YaoResponse *response)
{
  YaoHttpConnection *connection
      = yao_http_connection_from_remote (soup_server_message_get_remote_address (message));
  YaoResponseStream *stream = yao_response_get_stream (response);

  if (stream == NULL)
    return;
  if (connection != NULL)
    yao_http_live_start (message, stream, connection, self->limits.stream_timeout);
  else
    yao_response_stream_lose (stream);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  YaoHttpServer *self = user_data;
  g_autoptr (YaoRequest) request = yao_http_message_read_request (message);
  g_autoptr (YaoResponse) response = NULL;

  if (request == NULL)
    return;
  response = self->handler (request, self->handler_data);
  yao_http_message_write_response (message, response);
  go_on (self, message, response);
}

static void
request_over_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  YaoHttpServer *self = user_data;
  YaoHttpConnection *connection
      = yao_http_connection_from_remote (soup_server_message_get_remote_address (message));

  if (connection == NULL)
    return;
  yao_http_connection_set_busy (connection, FALSE);
  if (self->stopping)
    yao_http_connection_hang_up (connection);
  else
    yao_http_connection_allow (connection, self->limits.idle_timeout);
}

static void
request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  yao_http_message_explain_errors (message);
}

/* WORKAROUND: libsoup 3.2 keeps a connection for a second request only if it listens itself,
 * whoever accepted the connection. So it is given one end of a pair of sockets to listen on, of
 * which the other end never says anything. Should be removed when libsoup does without.
 */
static gboolean
keep_connections (YaoHttpServer *self, GError **error)
{
  g_autoptr (GSocket) end = NULL;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "socketpair: %s", g_strerror (errno));
      return FALSE;
    }
  end = g_socket_new_from_fd (fds[0], error);
  if (end == NULL)
    return FALSE;

  self->mute = g_socket_new_from_fd (fds[1], error);
  return self->mute != NULL && soup_server_listen_socket (self->soup, end, 0, error);
}

/**
 * yao_http_server_start:
 * @self: a server that was bound
 * @certificate: the service's certificate with its private key and its chain
 * @error: return location
 *
 * Begins to answer.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_http_server_start (YaoHttpServer *self, GTlsCertificate *certificate, GError **error)
{
  g_return_val_if_fail (YAO_IS_HTTP_SERVER (self), FALSE);
  g_return_val_if_fail (self->socket != NULL && self->service == NULL, FALSE);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), FALSE);

  self->certificate = g_object_ref (certificate);
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->soup, NULL, request_head_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (request_over_cb), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (request_over_cb), self);

  if (!keep_connections (self, error))
    return FALSE;

  self->service = g_socket_service_new ();
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  return g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), self->socket, NULL,
                                       error);
}

/**
 * yao_http_server_stop:
 * @self: a server
 *
 * Takes no more connections, hangs up those that are idle, lets the others finish their request,
 * and then tells by #YaoHttpServer::stopped.
 */
void
yao_http_server_stop (YaoHttpServer *self)
{
  g_autoptr (YaoHttpServer) alive = NULL;
  GHashTableIter iter;
  gpointer connection;

  g_return_if_fail (YAO_IS_HTTP_SERVER (self));

  if (self->stopping)
    return;

  alive = g_object_ref (self);
  self->stopping = TRUE;
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_cancellable_cancel (self->cancellable);

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    {
      if (!yao_http_connection_is_busy (connection))
        yao_http_connection_hang_up (connection);
    }
  check_stopped (self);
}
