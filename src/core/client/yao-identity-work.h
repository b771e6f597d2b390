/* yao-identity-work.h: requests of somebody who is signed in, or will be
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-private.h"
#include "yao-identity.h"
#include "yao-intents.h"

G_BEGIN_DECLS

/**
 * YaoIdentityWork:
 * @client: the client
 * @identity: its state
 * @account: whose account
 * @reason: what the work is for, e.g. "change-pin"
 * @is_blocking: whether the person is asked in this thread, else in the main context
 * @may_ask: whether the person is asked at all
 * @is_guest: whether the work does not keep the client alive
 * @approval: (nullable): what a check of the PIN approves besides
 * @sender: how requests go out
 *
 * What one operation needs to send requests for an account.
 */
typedef struct
{
  YaoClient *client;
  YaoIdentity *identity;
  YaoAccount *account;
  const char *reason;
  gboolean is_blocking;
  gboolean may_ask;
  gboolean is_guest;
  char *approval;
  YaoDpopSender sender;
} YaoIdentityWork;

YaoIdentityWork *yao_identity_work_new (YaoClient *client,
                                        YaoAccount *account,
                                        const char *reason,
                                        gboolean is_blocking,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoIdentityWork *yao_identity_work_new_guest (YaoClient *client,
                                              YaoAccount *account,
                                              const char *reason,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_identity_work_free (YaoIdentityWork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoIdentityWork, yao_identity_work_free)

/* yao-identity-login.c */
gboolean yao_identity_work_log_in (YaoIdentityWork *self,
                                   YaoSecret *pin,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean yao_identity_work_register (YaoIdentityWork *self,
                                     YaoSecret *pin,
                                     GCancellable *cancellable,
                                     GError **error);

/* yao-identity-check.c */
gboolean yao_identity_work_check (YaoIdentityWork *self,
                                  guint turn,
                                  GCancellable *cancellable,
                                  GError **error);

/* yao-identity-work.c */
GBytes *yao_identity_work_send (YaoIdentityWork *self,
                                const YaoDpopRequest *request,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* yao-identity-leave.c */
gboolean yao_identity_work_revoke (YaoIdentityWork *self,
                                   GCancellable *cancellable,
                                   GError **error);
void yao_identity_work_pay (YaoIdentityWork *self, GCancellable *cancellable);
gboolean yao_identity_leave (YaoClient *client,
                             YaoAccount *account,
                             gboolean is_blocking,
                             GCancellable *cancellable,
                             GError **error);
void yao_identity_release (YaoIdentity *identity, YaoServiceRecord *service);

/* yao-identity-intent.c */
gboolean yao_identity_work_change (YaoIdentityWork *self,
                                   const YaoDpopRequest *request,
                                   GCancellable *cancellable,
                                   GError **error);
GBytes *yao_identity_work_exchange (YaoIdentityWork *self,
                                    const YaoDpopRequest *request,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_identity_work_change_kept (YaoIdentityWork *self,
                                       const YaoDpopRequest *request,
                                       char **key,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_identity_work_list_left (YaoIdentityWork *self,
                                        const char *target) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_identity_work_ask (YaoIdentityWork *self,
                               const char *key,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void yao_identity_work_strike_out (YaoIdentityWork *self, const char *key);
void yao_identity_work_settle (YaoIdentityWork *self, GCancellable *cancellable);

G_END_DECLS
