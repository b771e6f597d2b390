/* yao-http-server.h: the service on a socket, over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_HTTP_SERVER (yao_http_server_get_type ())
G_DECLARE_FINAL_TYPE (YaoHttpServer, yao_http_server, YAO, HTTP_SERVER, GObject)

/**
 * YaoRequestHandler:
 * @request: a request
 * @user_data: what was given with the handler
 *
 * Answers a request, always.
 *
 * Returns: (transfer full): the answer
 */
typedef YaoResponse *(*YaoRequestHandler) (YaoRequest *request, gpointer user_data);

/**
 * YaoHttpLimits:
 * @max_connections: more than these are closed at once
 * @handshake_timeout: seconds from the connection to the end of the TLS handshake
 * @request_timeout: seconds from the head of a request to the end of its answer
 * @idle_timeout: seconds that a connection may be kept without a request
 * @stream_timeout: seconds that an answer which goes on may go without a part being taken
 *
 * What one client may take.
 */
typedef struct
{
  guint max_connections;
  guint handshake_timeout;
  guint request_timeout;
  guint idle_timeout;
  guint stream_timeout;
} YaoHttpLimits;

YaoHttpServer *yao_http_server_new (YaoRequestHandler handler,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

void yao_http_server_set_limits (YaoHttpServer *self, const YaoHttpLimits *limits);
gboolean yao_http_server_bind (YaoHttpServer *self,
                               const char *address,
                               guint16 port,
                               GError **error);
guint16 yao_http_server_get_port (YaoHttpServer *self);
gboolean yao_http_server_start (YaoHttpServer *self, GTlsCertificate *certificate, GError **error);
void yao_http_server_stop (YaoHttpServer *self);
guint yao_http_server_get_n_connections (YaoHttpServer *self);

G_END_DECLS
