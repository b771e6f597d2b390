/* yao-http-connection.c: one client's connection and how long it may last
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-http-connection.h"

#define ADDRESS_KEY "yao-http-connection"

/* libsoup owns the stream; this only watches it. One timer a connection is enough: it looks at the
 * deadline when it fires, and a request does no more than move the deadline.
 */
struct _YaoHttpConnection
{
  GIOStream
      *stream; /* TLS; not owned once it was handed over: then the weak notice tells its end */
  GSocket *socket;
  GSocketAddress *local;
  GSocketAddress *remote;
  gint64 deadline; /* of the monotonic clock */
  GSource *timer;
  gboolean busy; /* a request is being read or answered */
  YaoHttpConnectionGone gone;
  gpointer gone_data;
};

static void
clear_connection (gpointer data)
{
  YaoHttpConnection *self = data;

  g_assert (self->timer == NULL);

  g_object_unref (self->socket);
  g_object_unref (self->local);
  g_object_unref (self->remote);
}

/**
 * yao_http_connection_ref:
 * @self: a connection
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
YaoHttpConnection *
yao_http_connection_ref (YaoHttpConnection *self)
{
  return g_rc_box_acquire (self);
}

/**
 * yao_http_connection_unref:
 * @self: (transfer full): a connection
 *
 * Gives a reference back.
 */
void
yao_http_connection_unref (YaoHttpConnection *self)
{
  g_rc_box_release_full (self, clear_connection);
}

/* GIO's own function reads the certificates of all authorities that the system trusts, 4 MiB of
 * them, for each connection, until a database is set. We ask no client for a certificate.
 */
static GIOStream *
put_tls (GSocketConnection *base, GTlsCertificate *certificate, GError **error)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  GType type = g_tls_backend_get_server_connection_type (g_tls_backend_get_default ());

  return g_initable_new (type, NULL, error, "base-io-stream", base, "certificate", certificate,
                         "database", NULL, "require-close-notify", FALSE, "advertised-protocols",
                         protocols, NULL);
}

/**
 * yao_http_connection_new:
 * @base: a connection that was accepted
 * @certificate: the service's certificate with its key
 * @error: return location
 *
 * Puts the server's side of TLS on a connection. The handshake is still to come.
 *
 * Returns: (transfer full): the connection; the caller owns its stream through it until
 *   yao_http_connection_watch()
 */
YaoHttpConnection *
yao_http_connection_new (GSocketConnection *base, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  g_autoptr (GIOStream) stream = NULL;
  GSocket *socket = g_socket_connection_get_socket (base);
  YaoHttpConnection *self;

  local = g_socket_connection_get_local_address (base, error);
  if (local == NULL)
    return NULL;
  remote = g_socket_connection_get_remote_address (base, error);
  if (remote == NULL)
    return NULL;
  stream = put_tls (base, certificate, error);
  if (stream == NULL)
    return NULL;

  self = g_rc_box_new0 (YaoHttpConnection);
  self->stream = g_steal_pointer (&stream);
  self->socket = g_object_ref (socket);
  self->local = g_steal_pointer (&local);
  self->remote = g_steal_pointer (&remote);
  return self;
}

/**
 * yao_http_connection_get_stream:
 * @self: a connection
 *
 * Gets the stream that speaks TLS.
 *
 * Returns: the stream
 */
GIOStream *
yao_http_connection_get_stream (YaoHttpConnection *self)
{
  return self->stream;
}

/**
 * yao_http_connection_get_socket:
 * @self: a connection
 *
 * Gets the socket beneath the stream.
 *
 * Returns: the socket
 */
GSocket *
yao_http_connection_get_socket (YaoHttpConnection *self)
{
  return self->socket;
}

/**
 * yao_http_connection_get_local:
 * @self: a connection
 *
 * Gets the address on our side.
 *
 * Returns: the address
 */
GSocketAddress *
yao_http_connection_get_local (YaoHttpConnection *self)
{
  return self->local;
}

/**
 * yao_http_connection_get_remote:
 * @self: a connection
 *
 * Gets the address of the client. The object is this connection's own: libsoup hands it back with
 * each request, and so yao_http_connection_from_remote() finds the connection again.
 *
 * Returns: the address
 */
GSocketAddress *
yao_http_connection_get_remote (YaoHttpConnection *self)
{
  return self->remote;
}

/**
 * yao_http_connection_from_remote:
 * @remote: an address that a request came with
 *
 * Finds a connection that is still open.
 *
 * Returns: (transfer none) (nullable): the connection
 */
YaoHttpConnection *
yao_http_connection_from_remote (GSocketAddress *remote)
{
  return remote != NULL ? g_object_get_data (G_OBJECT (remote), ADDRESS_KEY) : NULL;
}

static void
stop_timer (YaoHttpConnection *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
stream_gone_cb (gpointer data, GObject *stream)
{
  g_autoptr (YaoHttpConnection) self = data;

  self->stream = NULL;
  stop_timer (self);
  g_object_set_data (G_OBJECT (self->remote), ADDRESS_KEY, NULL);
  self->gone (self, self->gone_data);
}

static gboolean
deadline_cb (gpointer data)
{
  YaoHttpConnection *self = data;
  gint64 left = self->deadline - g_get_monotonic_time ();

  if (left > 0)
    {
      g_source_set_ready_time (self->timer, self->deadline);
      return G_SOURCE_CONTINUE;
    }
  yao_http_connection_hang_up (self);
  g_source_set_ready_time (self->timer, -1);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_functions = { NULL, NULL, dispatch_timer, NULL, NULL, NULL };

/**
 * yao_http_connection_watch:
 * @self: a connection
 * @gone: called when the stream was closed by whoever owns it
 * @user_data: for @gone
 *
 * Watches the connection from now on until its stream goes away; @self lives until then. The
 * caller's reference on the stream is given up: somebody else must hold one.
 */
void
yao_http_connection_watch (YaoHttpConnection *self, YaoHttpConnectionGone gone, gpointer user_data)
{
  GIOStream *stream = self->stream;

  self->gone = gone;
  self->gone_data = user_data;
  self->timer = g_source_new (&timer_functions, sizeof (GSource));
  g_source_set_callback (self->timer, deadline_cb, self, NULL);
  g_source_set_static_name (self->timer, "yao-http-connection");
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  g_object_set_data (G_OBJECT (self->remote), ADDRESS_KEY, self);
  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, yao_http_connection_ref (self));
  g_object_unref (stream);
}

/**
 * yao_http_connection_allow:
 * @self: a connection that is watched
 * @seconds: how long it may go on as it is
 *
 * Sets the time after which the connection is hung up, unless it is set again before.
 */
void
yao_http_connection_allow (YaoHttpConnection *self, guint seconds)
{
  gint64 before = self->deadline;

  self->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  /* A later deadline is seen when the timer fires for the earlier one. */
  if (before == 0 || self->deadline < before)
    g_source_set_ready_time (self->timer, self->deadline);
}

/**
 * yao_http_connection_set_busy:
 * @self: a connection
 * @busy: whether a request is being read or answered
 *
 * Says whether something would be lost by hanging up.
 */
void
yao_http_connection_set_busy (YaoHttpConnection *self, gboolean busy)
{
  self->busy = busy;
}

/**
 * yao_http_connection_is_busy:
 * @self: a connection
 *
 * Tells whether something would be lost by hanging up.
 *
 * Returns: %TRUE if a request is being read or answered
 */
gboolean
yao_http_connection_is_busy (YaoHttpConnection *self)
{
  return self->busy;
}

/**
 * yao_http_connection_hang_up:
 * @self: a connection
 *
 * Ends a connection. libsoup sees the end of the stream and frees what it has of it.
 */
void
yao_http_connection_hang_up (YaoHttpConnection *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}
