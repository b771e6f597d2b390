/* yao-soup-transport.c: HTTPS to one service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-soup-transport.h"

#include "yao-config.h"
#include "yao-deadline.h"
#include "yao-error.h"
#include "yao-secret.h"
#include "yao-trust-database.h"

#include <libsoup/soup.h>
#include <string.h>

#define FIRST_SIZE 4096 /* answers with tokens are smaller: they are never moved */
#define CHUNK (16 * 1024)
#define MAX_CONNECTIONS 4
#define IDLE_SECONDS 60
#define MAX_NONCE 128

/* A stream says every 25 s that it is still there. The connections of streams are apart, so that
 * they take none from requests, and as many as there are accounts.
 */
#define STREAM_SECONDS 120
#define MAX_STREAMS 64
#define EVENT_STREAM "text/event-stream"

/**
 * YaoSoupTransport:
 *
 * One libsoup session for one service, made once, so that connections are kept: a new one costs 11
 * to 20 ms, a kept one 0.4. Requests are sent with libsoup's blocking calls from whatever thread
 * asks. Redirects are not followed, cookies and caches do not exist, and content codings are not
 * asked for, so the size that is read is the size that was sent.
 */
struct _YaoSoupTransport
{
  GObject parent_instance;

  SoupSession *session;
  GMutex lock;
  SoupSession *streams; /* made when it is first needed, under the lock */
  YaoTrustDatabase *trust;
  char *base; /* https://host:port, without a slash at the end */
  char *host; /* for errors */
  guint timeout_ms;
};

static void yao_soup_transport_iface_init (YaoTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoSoupTransport,
                               yao_soup_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_TRANSPORT,
                                                      yao_soup_transport_iface_init))

/* What one request has come to, for telling its error. */
typedef struct
{
  gboolean connected; /* there was a connection to send on */
  gboolean old_tls;   /* and it was not good enough */
  GCancellable *cancellable;
} Progress;

/* A TLS connection that breaks off is a matter of the network; one that is not TLS, or not one that
 * we speak, is a matter of whoever answers.
 */
static YaoErrorCode
classify_tls_error (int code)
{
  switch (code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
      return YAO_ERROR_UNTRUSTED;
    case G_TLS_ERROR_EOF:
      return YAO_ERROR_UNREACHABLE;
    case G_TLS_ERROR_UNAVAILABLE:
      return YAO_ERROR_UNSUPPORTED;
    default:
      return YAO_ERROR_BAD_REPLY;
    }
}

static YaoErrorCode
classify_error (const GError *cause, const Progress *progress)
{
  if (cause->domain == G_TLS_ERROR)
    return classify_tls_error (cause->code);
  if (cause->domain == SOUP_SESSION_ERROR)
    return YAO_ERROR_BAD_REPLY;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return YAO_ERROR_BAD_REPLY;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && progress->connected)
    return YAO_ERROR_TIMED_OUT;

  return YAO_ERROR_UNREACHABLE;
}

/* Turns what GIO, GnuTLS or libsoup said into our domain; cancellation stays what it is. */
static void
translate_error (YaoSoupTransport *self,
                 const Progress *progress,
                 YaoDeadline *deadline,
                 GError *cause,
                 GError **error)
{
  YaoErrorCode code = classify_error (cause, progress);

  if (progress->old_tls)
    {
      g_clear_error (&cause);
      cause = g_error_new (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, "TLS older than 1.2");
      code = YAO_ERROR_UNTRUSTED;
    }
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (!yao_deadline_is_over (deadline))
        {
          g_propagate_error (error, cause);
          return;
        }
      code = progress->connected ? YAO_ERROR_TIMED_OUT : YAO_ERROR_UNREACHABLE;
    }

  g_set_error (error, YAO_ERROR, (int) code, "%s: %s", self->host, cause->message);
  if (error != NULL)
    yao_error_set_subject (*error, self->host);
  g_error_free (cause);
}

/* The last moment before anything is sent. */
static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Progress *progress = user_data;

  progress->connected = TRUE;
  switch (soup_message_get_tls_protocol_version (message))
    {
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      progress->old_tls = TRUE;
      g_cancellable_cancel (progress->cancellable);
      break;
    default:
      break;
    }
}

static void
add_headers (SoupMessage *message, const YaoTransportRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Accept",
                                "application/json, application/problem+json, "
                                "application/pkix-crl");
  for (gsize i = 0; i < YAO_TRANSPORT_MAX_HEADERS && request->headers[i].name != NULL; i++)
    soup_message_headers_append (headers, request->headers[i].name, request->headers[i].value);
}

static SoupMessage *
build_message (YaoSoupTransport *self, const YaoTransportRequest *request, GError **error)
{
  g_autofree char *uri = g_strconcat (self->base, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, uri);

  if (message == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not an address: %s", uri);
      if (error != NULL)
        yao_error_set_subject (*error, self->base);
      return NULL;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (g_str_equal (request->method, "GET"))
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  add_headers (message, request);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);
  return message;
}

static gboolean
refuse_size (YaoSoupTransport *self, gsize max_size, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_REPLY_TOO_LARGE,
               "%s: a reply of more than %" G_GSIZE_FORMAT " bytes", self->host, max_size);
  if (error != NULL)
    yao_error_set_subject (*error, self->host);
  return FALSE;
}

/* Reads up to the limit and not a byte further. */
static gboolean
read_body (YaoSoupTransport *self,
           GInputStream *stream,
           gsize max_size,
           YaoDeadline *deadline,
           const Progress *progress,
           GByteArray *body,
           GError **error)
{
  GCancellable *cancellable = yao_deadline_get_cancellable (deadline);
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GError *cause = NULL;

  while (TRUE)
    {
      gssize got = g_input_stream_read (stream, chunk, CHUNK, cancellable, &cause);

      if (got < 0)
        {
          translate_error (self, progress, deadline, cause, error);
          return FALSE;
        }
      if (got == 0)
        return TRUE;
      if (body->len + (gsize) got > max_size)
        return refuse_size (self, max_size, error);
      g_byte_array_append (body, chunk, (guint) got);
      yao_wipe (chunk, (gsize) got);
    }
}

static gint64
parse_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 7 * 24 * 3600, &seconds, NULL))
    return -1;
  return (gint64) seconds;
}

static char *
dup_nonce (SoupMessageHeaders *headers)
{
  const char *nonce = soup_message_headers_get_one (headers, "DPoP-Nonce");

  return nonce != NULL && strlen (nonce) <= MAX_NONCE ? g_strdup (nonce) : NULL;
}

static YaoTransportReply *
build_reply (SoupMessage *message, GByteArray *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize size = body->len;
  g_autoptr (GBytes) bytes = size > 0
                                 ? yao_wiped_bytes_new_take (g_byte_array_steal (body, NULL), size)
                                 : g_bytes_new (NULL, 0);
  YaoTransportReply *reply
      = yao_transport_reply_new (soup_message_get_status (message), type, bytes);

  reply->retry_after = parse_retry_after (headers);
  reply->nonce = dup_nonce (headers);
  return reply;
}

/* A reply that was given up leaves a connection that cannot be used again: closing the stream
 * would read the rest, so it is cancelled first.
 */
static void
give_up_stream (GInputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_input_stream_close (stream, cancelled, NULL);
}

/* Sends the request and reads the head of the reply. */
static GInputStream *
begin_exchange (YaoSoupTransport *self,
                SoupSession *session,
                SoupMessage *message,
                Progress *progress,
                YaoDeadline *deadline,
                GError **error)
{
  GError *cause = NULL;
  GInputStream *stream;

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), progress);
  stream = soup_session_send (session, message, progress->cancellable, &cause);
  g_signal_handlers_disconnect_by_data (message, progress);
  if (stream == NULL)
    translate_error (self, progress, deadline, cause, error);
  return stream;
}

/* Reads the rest of a reply that is whole. */
static YaoTransportReply *
finish_exchange (YaoSoupTransport *self,
                 SoupMessage *message,
                 GInputStream *stream,
                 const YaoTransportRequest *request,
                 const Progress *progress,
                 YaoDeadline *deadline,
                 GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_sized_new (FIRST_SIZE);
  goffset length;

  length = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  if (length > 0 && (guint64) length > request->max_size)
    {
      give_up_stream (stream);
      refuse_size (self, request->max_size, error);
      return NULL;
    }
  if (!read_body (self, stream, request->max_size, deadline, progress, body, error))
    {
      give_up_stream (stream);
      return NULL;
    }

  return build_reply (message, body);
}

static YaoTransportReply *
exchange (YaoSoupTransport *self,
          SoupMessage *message,
          const YaoTransportRequest *request,
          YaoDeadline *deadline,
          GError **error)
{
  Progress progress = { FALSE, FALSE, yao_deadline_get_cancellable (deadline) };
  g_autoptr (GInputStream) stream
      = begin_exchange (self, self->session, message, &progress, deadline, error);

  return stream != NULL
             ? finish_exchange (self, message, stream, request, &progress, deadline, error)
             : NULL;
}

static YaoTransportReply *
yao_soup_transport_send (YaoTransport *transport,
                         const YaoTransportRequest *request,
                         GCancellable *cancellable,
                         GError **error)
{
  YaoSoupTransport *self = YAO_SOUP_TRANSPORT (transport);
  g_autoptr (SoupMessage) message = build_message (self, request, error);
  g_autoptr (YaoDeadline) deadline = NULL;

  if (message == NULL)
    return NULL;

  deadline = yao_deadline_new ((gint64) self->timeout_ms * 1000, cancellable);
  return exchange (self, message, request, deadline, error);
}

/* A service on this computer is never reached through a proxy. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

static SoupSession *
build_session (YaoTrustDatabase *trust, const char *host, guint timeout_ms, int max_connections)
{
  SoupSession *session = soup_session_new_with_options (
      "tls-database", trust, "timeout", MAX ((timeout_ms + 999) / 1000, 1), "idle-timeout",
      IDLE_SECONDS, "max-conns-per-host", max_connections, "max-conns", MAX (max_connections, 10),
      "user-agent", "yunyao/" YAO_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (is_loopback (host))
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static SoupSession *
get_stream_session (YaoSoupTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->streams == NULL)
    {
      self->streams = build_session (self->trust, self->host, STREAM_SECONDS * 1000, MAX_STREAMS);
    }
  return self->streams;
}

/* The time limit is for the head alone: the stream has only the limit of silence. */
static YaoTransportReply *
yao_soup_transport_open (YaoTransport *transport,
                         const YaoTransportRequest *request,
                         GInputStream **stream,
                         GCancellable *cancellable,
                         GError **error)
{
  YaoSoupTransport *self = YAO_SOUP_TRANSPORT (transport);
  g_autoptr (SoupMessage) message = build_message (self, request, error);
  g_autoptr (YaoDeadline) deadline = NULL;
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  Progress progress = { FALSE, FALSE, NULL };
  const char *type;

  if (message == NULL)
    return NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                EVENT_STREAM ", application/problem+json");
  deadline = yao_deadline_new ((gint64) self->timeout_ms * 1000, cancellable);
  progress.cancellable = yao_deadline_get_cancellable (deadline);
  body = begin_exchange (self, get_stream_session (self), message, &progress, deadline, error);
  if (body == NULL)
    return NULL;
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  if (soup_message_get_status (message) != 200 || g_strcmp0 (type, EVENT_STREAM) != 0)
    return finish_exchange (self, message, body, request, &progress, deadline, error);

  *stream = g_steal_pointer (&body);
  return build_reply (message, nothing);
}

static GBytes *
yao_soup_transport_dup_pin (YaoTransport *transport)
{
  return yao_trust_database_dup_matched (YAO_SOUP_TRANSPORT (transport)->trust);
}

static void
yao_soup_transport_iface_init (YaoTransportInterface *iface)
{
  iface->send = yao_soup_transport_send;
  iface->open = yao_soup_transport_open;
  iface->dup_pin = yao_soup_transport_dup_pin;
}

static void
yao_soup_transport_finalize (GObject *object)
{
  YaoSoupTransport *self = YAO_SOUP_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  if (self->streams != NULL)
    soup_session_abort (self->streams);
  g_clear_object (&self->streams);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->trust);
  g_free (self->base);
  g_free (self->host);

  G_OBJECT_CLASS (yao_soup_transport_parent_class)->finalize (object);
}

static void
yao_soup_transport_class_init (YaoSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_soup_transport_finalize;
}

static void
yao_soup_transport_init (YaoSoupTransport *self)
{
  g_mutex_init (&self->lock);
}

/**
 * yao_soup_transport_new:
 * @base_address: "https://host:port", with or without a slash at the end
 * @pins: (element-type GBytes): what connections are held to, see yao_trust_database_new()
 * @timeout_ms: the end of each request; 0 for %YAO_SOUP_TRANSPORT_TIMEOUT_MS
 *
 * Makes the way to one service. Nothing is connected yet.
 *
 * Returns: (transfer full): the transport
 */
YaoTransport *
yao_soup_transport_new (const char *base_address, GPtrArray *pins, guint timeout_ms)
{
  YaoSoupTransport *self = g_object_new (YAO_TYPE_SOUP_TRANSPORT, NULL);
  g_autoptr (GUri) uri = g_uri_parse (base_address, G_URI_FLAGS_NONE, NULL);

  g_assert (base_address != NULL && pins != NULL);

  self->base = g_strdup (base_address);
  if (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  self->host = g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri)
                                                                     : base_address);
  self->timeout_ms = timeout_ms != 0 ? timeout_ms : YAO_SOUP_TRANSPORT_TIMEOUT_MS;
  self->trust = yao_trust_database_new (pins);
  self->session = build_session (self->trust, self->host, self->timeout_ms, MAX_CONNECTIONS);
  return YAO_TRANSPORT (self);
}
