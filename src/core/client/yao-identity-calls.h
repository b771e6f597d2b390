/* yao-identity-calls.h: what the calls that need a session share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-call.h"
#include "yao-identity-work.h"

G_BEGIN_DECLS

YaoCall *yao_identity_call_new (YaoClient *client,
                                const YaoCallClass *klass,
                                YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
YaoIdentityWork *yao_identity_call_open (YaoCall *call,
                                         const char *reason,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_identity_call_read_session (YaoCall *call,
                                         YaoIdentityWork *work,
                                         GCancellable *cancellable,
                                         GError **error);
GPtrArray *yao_identity_work_list_events (YaoIdentityWork *work,
                                          gint64 after,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_identity_work_list_notices (YaoIdentityWork *work,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GObject *yao_identity_call_collect_status (YaoCall *call) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
