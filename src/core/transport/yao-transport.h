/* yao-transport.h: how a request reaches a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The most headers that a request carries of its own. */
#define YAO_TRANSPORT_MAX_HEADERS 4

/**
 * YaoTransportHeader:
 * @name: the name, or %NULL after the last one
 * @value: the value
 *
 * A header of a request.
 */
typedef struct
{
  const char *name;
  const char *value;
} YaoTransportHeader;

/**
 * YaoTransportRequest:
 * @method: "GET", "POST" or "DELETE"
 * @path: path and query, percent-encoded, starting with a slash
 * @max_size: the largest body that is read, in bytes
 * @body: (nullable): a JSON text to send
 * @headers: headers besides those that every request has
 *
 * What is asked. The caller keeps the strings while the request is on its way. Only what has the
 * method GET may be sent a second time by the transport, where a kept connection breaks off.
 */
typedef struct
{
  const char *method;
  const char *path;
  gsize max_size;
  GBytes *body;
  YaoTransportHeader headers[YAO_TRANSPORT_MAX_HEADERS];
} YaoTransportRequest;

/**
 * YaoTransportReply:
 * @status: the HTTP status
 * @content_type: (nullable): the media type without parameters, in lower case
 * @retry_after: seconds of the Retry-After header, or -1
 * @nonce: (nullable): the DPoP-Nonce header (RFC 9449)
 * @body: the whole body
 *
 * What was answered.
 */
typedef struct
{
  guint status;
  char *content_type;
  gint64 retry_after;
  char *nonce;
  GBytes *body;
} YaoTransportReply;

YaoTransportReply *yao_transport_reply_new (guint status,
                                            const char *content_type,
                                            GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void yao_transport_reply_free (YaoTransportReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoTransportReply, yao_transport_reply_free)

#define YAO_TYPE_TRANSPORT (yao_transport_get_type ())
G_DECLARE_INTERFACE (YaoTransport, yao_transport, YAO, TRANSPORT, GObject)

/**
 * YaoTransportInterface:
 * @send: sends one request and reads the whole reply; blocks; called from any thread
 * @open: (nullable): sends one request and hands over the body of a good reply as it comes; blocks;
 *   called from any thread
 * @dup_pin: (nullable): the SHA-256 of the key that the last connection was held to, or %NULL
 *
 * The table of functions that a way to a service fills in.
 */
struct _YaoTransportInterface
{
  GTypeInterface parent_iface;

  YaoTransportReply *(*send) (YaoTransport *self,
                              const YaoTransportRequest *request,
                              GCancellable *cancellable,
                              GError **error);
  YaoTransportReply *(*open) (YaoTransport *self,
                              const YaoTransportRequest *request,
                              GInputStream **stream,
                              GCancellable *cancellable,
                              GError **error);
  GBytes *(*dup_pin) (YaoTransport *self);
};

YaoTransportReply *yao_transport_send (YaoTransport *self,
                                       const YaoTransportRequest *request,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoTransportReply *yao_transport_open (YaoTransport *self,
                                       const YaoTransportRequest *request,
                                       GInputStream **stream,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_transport_dup_pin (YaoTransport *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
