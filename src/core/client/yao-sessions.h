/* yao-sessions.h: who is signed in, and with what
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account.h"
#include "yao-identity-message.h"
#include "yao-secret.h"

G_BEGIN_DECLS

typedef struct _YaoSessions YaoSessions;

YaoSessions *yao_sessions_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_sessions_free (YaoSessions *self);

char *yao_sessions_dup_nonce (YaoSessions *self, const char *service_id) G_GNUC_WARN_UNUSED_RESULT;
void yao_sessions_set_nonce (YaoSessions *self, const char *service_id, const char *nonce);

void yao_sessions_put (YaoSessions *self, const YaoAccount *account, const YaoTokenReply *reply);
YaoSecret *yao_sessions_dup_access (YaoSessions *self,
                                    const YaoAccount *account) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_sessions_dup_refresh (YaoSessions *self,
                                     const YaoAccount *account) G_GNUC_WARN_UNUSED_RESULT;
void yao_sessions_drop_access (YaoSessions *self, const YaoAccount *account);
void yao_sessions_drop (YaoSessions *self, const YaoAccount *account);
void yao_sessions_drop_all (YaoSessions *self);
gboolean yao_sessions_has (YaoSessions *self, const YaoAccount *account);

void yao_sessions_wait (YaoSessions *self, const YaoAccount *account, GCancellable *cancellable);

guint yao_sessions_get_turn (YaoSessions *self, const YaoAccount *account);
gboolean yao_sessions_begin_check (YaoSessions *self,
                                   const YaoAccount *account,
                                   guint turn,
                                   gboolean *is_mine,
                                   GCancellable *cancellable,
                                   GError **error);
void yao_sessions_end_check (YaoSessions *self, const YaoAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSessions, yao_sessions_free)

G_END_DECLS
