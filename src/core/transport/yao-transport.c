/* yao-transport.c: how a request reaches a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-transport.h"

#include "yao-error.h"

G_DEFINE_INTERFACE (YaoTransport, yao_transport, G_TYPE_OBJECT)

static void
yao_transport_default_init (YaoTransportInterface *iface)
{
}

/**
 * yao_transport_reply_new:
 * @status: the HTTP status
 * @content_type: (nullable): the media type without parameters
 * @body: the body; another reference is taken
 *
 * Makes a reply without further headers.
 *
 * Returns: (transfer full): the reply
 */
YaoTransportReply *
yao_transport_reply_new (guint status, const char *content_type, GBytes *body)
{
  YaoTransportReply *self = g_new0 (YaoTransportReply, 1);

  g_assert (body != NULL);

  self->status = status;
  self->content_type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  self->retry_after = -1;
  self->body = g_bytes_ref (body);
  return self;
}

/**
 * yao_transport_reply_free:
 * @self: (transfer full): a reply
 *
 * Frees a reply.
 */
void
yao_transport_reply_free (YaoTransportReply *self)
{
  g_assert (self != NULL);

  g_free (self->content_type);
  g_free (self->nonce);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * yao_transport_send:
 * @self: a way to a service
 * @request: what to ask
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sends a request and waits for the whole reply. Any HTTP status is a reply; an error is
 * %YAO_ERROR_UNREACHABLE, %YAO_ERROR_TIMED_OUT, %YAO_ERROR_UNTRUSTED, %YAO_ERROR_BAD_REPLY,
 * %YAO_ERROR_REPLY_TOO_LARGE or %G_IO_ERROR_CANCELLED. May be called from several threads at once.
 *
 * Returns: (transfer full): the reply, or %NULL on error
 */
YaoTransportReply *
yao_transport_send (YaoTransport *self,
                    const YaoTransportRequest *request,
                    GCancellable *cancellable,
                    GError **error)
{
  g_assert (YAO_IS_TRANSPORT (self));
  g_assert (request != NULL && request->method != NULL && request->path != NULL);
  g_assert (request->path[0] == '/');
  g_assert (request->max_size > 0);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return YAO_TRANSPORT_GET_IFACE (self)->send (self, request, cancellable, error);
}

/**
 * yao_transport_open:
 * @self: a way to a service
 * @request: what to ask for: events as they come
 * @stream: (out) (transfer full) (nullable): the body, to be read in the same thread, or %NULL for
 * a reply that is no stream, which is whole
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sends a request for something that goes on, and waits for the head of the reply. Errors as of
 * yao_transport_send(), and %YAO_ERROR_UNSUPPORTED where this way cannot do it. A read of @stream
 * that fails tells that the connection broke off.
 *
 * Returns: (transfer full): the reply, or %NULL on error
 */
YaoTransportReply *
yao_transport_open (YaoTransport *self,
                    const YaoTransportRequest *request,
                    GInputStream **stream,
                    GCancellable *cancellable,
                    GError **error)
{
  YaoTransportInterface *iface;

  g_assert (YAO_IS_TRANSPORT (self));
  g_assert (request != NULL && request->method != NULL && request->path != NULL);
  g_assert (request->path[0] == '/');
  g_assert (request->max_size > 0 && stream != NULL);

  *stream = NULL;
  iface = YAO_TRANSPORT_GET_IFACE (self);
  if (iface->open == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED, "no streams on this way");
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return iface->open (self, request, stream, cancellable, error);
}

/**
 * yao_transport_dup_pin:
 * @self: a way to a service
 *
 * Gets the key that connections are held to: for a service that was named by the beginning of its
 * pin alone, the whole of it is known once a request went through.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the SPKI, or %NULL where no pin plays a part
 */
GBytes *
yao_transport_dup_pin (YaoTransport *self)
{
  YaoTransportInterface *iface;

  g_assert (YAO_IS_TRANSPORT (self));

  iface = YAO_TRANSPORT_GET_IFACE (self);
  return iface->dup_pin != NULL ? iface->dup_pin (self) : NULL;
}
