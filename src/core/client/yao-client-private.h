/* yao-client-private.h: what the parts of the client share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client.h"
#include "yao-connections.h"
#include "yao-models.h"
#include "yao-event.h"
#include "yao-profile-store.h"

G_BEGIN_DECLS

typedef struct _YaoIdentity YaoIdentity;

YaoProfileStore *yao_client_get_store (YaoClient *self);
YaoModels *yao_client_get_models (YaoClient *self);
YaoConnections *yao_client_get_connections (YaoClient *self);
YaoIdentity *yao_client_get_identity (YaoClient *self);
GListStore *yao_client_get_notices (YaoClient *self);
GPtrArray *yao_client_get_watches (YaoClient *self);
void yao_client_tell_event (YaoClient *self, YaoCertificate *certificate, YaoEvent *event);

/* yao-client-watch.c */
GPtrArray *yao_client_watch_new_places (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_reload (YaoClient *self);
YaoCertificate *yao_client_get_certificate (YaoClient *self,
                                            const char *service_id,
                                            const char *id);

G_END_DECLS
