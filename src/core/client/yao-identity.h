/* yao-identity.h: what the client has for signing in
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-identity.h"
#include "yao-device-keys.h"
#include "yao-dpop.h"
#include "yao-keyring.h"
#include "yao-profile-store.h"

G_BEGIN_DECLS

typedef struct _YaoIdentity YaoIdentity;

YaoIdentity *yao_identity_new (YaoProfileStore *store) G_GNUC_WARN_UNUSED_RESULT;
void yao_identity_free (YaoIdentity *self);

void yao_identity_set_keyring (YaoIdentity *self, YaoKeyring *keyring);
void yao_identity_set_handler (YaoIdentity *self,
                               YaoIdentityHandler handler,
                               gpointer user_data,
                               GDestroyNotify destroy);
gboolean yao_identity_call_handler (YaoIdentity *self,
                                    YaoClient *client,
                                    YaoIdentityRequest *request);

GMainContext *yao_identity_get_context (YaoIdentity *self);
YaoKeyring *yao_identity_get_keyring (YaoIdentity *self);
YaoDeviceKeys *yao_identity_get_keys (YaoIdentity *self);
YaoSessions *yao_identity_get_sessions (YaoIdentity *self);
const char *yao_identity_get_intents_dir (YaoIdentity *self);
const char *yao_identity_get_profile (YaoIdentity *self, GError **error);

void yao_identity_keep_refresh (YaoIdentity *self,
                                const YaoAccount *account,
                                const YaoTokenReply *reply,
                                GCancellable *cancellable);
YaoSecret *yao_identity_find_refresh (YaoIdentity *self,
                                      const YaoAccount *account,
                                      GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void yao_identity_forget (YaoIdentity *self, const YaoAccount *account, GCancellable *cancellable);
void yao_identity_forget_service (YaoIdentity *self,
                                  const char *service_id,
                                  GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoIdentity, yao_identity_free)

G_END_DECLS
