/* yao-http-connection.h: one client's connection and how long it may last
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YaoHttpConnection YaoHttpConnection;

typedef void (*YaoHttpConnectionGone) (YaoHttpConnection *connection, gpointer user_data);

YaoHttpConnection *yao_http_connection_new (GSocketConnection *base,
                                            GTlsCertificate *certificate,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoHttpConnection *yao_http_connection_ref (YaoHttpConnection *self);
void yao_http_connection_unref (YaoHttpConnection *self);

GIOStream *yao_http_connection_get_stream (YaoHttpConnection *self);
GSocket *yao_http_connection_get_socket (YaoHttpConnection *self);
GSocketAddress *yao_http_connection_get_local (YaoHttpConnection *self);
GSocketAddress *yao_http_connection_get_remote (YaoHttpConnection *self);
YaoHttpConnection *yao_http_connection_from_remote (GSocketAddress *remote);

void yao_http_connection_watch (YaoHttpConnection *self,
                                YaoHttpConnectionGone gone,
                                gpointer user_data);
void yao_http_connection_allow (YaoHttpConnection *self, guint seconds);
void yao_http_connection_set_busy (YaoHttpConnection *self, gboolean busy);
gboolean yao_http_connection_is_busy (YaoHttpConnection *self);
void yao_http_connection_hang_up (YaoHttpConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoHttpConnection, yao_http_connection_unref)

G_END_DECLS
