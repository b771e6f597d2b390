/* yao-connections.h: one way to each service, kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-transport.h"

G_BEGIN_DECLS

typedef struct _YaoConnections YaoConnections;

/**
 * YaoTransportFactory:
 * @address: the base address of a service
 * @pins: (element-type GBytes): what connections are held to
 * @user_data: what was given with the function
 *
 * Makes the way to a service; called from any thread.
 *
 * Returns: (transfer full): the transport
 */
typedef YaoTransport *(*YaoTransportFactory) (const char *address,
                                              GPtrArray *pins,
                                              gpointer user_data);

YaoConnections *yao_connections_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_connections_free (YaoConnections *self);

void yao_connections_set_factory (YaoConnections *self,
                                  YaoTransportFactory factory,
                                  gpointer user_data);
YaoTransport *yao_connections_get (YaoConnections *self,
                                   const char *address,
                                   GPtrArray *pins) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoConnections, yao_connections_free)

G_END_DECLS
