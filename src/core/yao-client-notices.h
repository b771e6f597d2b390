/* yao-client-notices.h: what waits for people, and what happens to their accounts
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-client.h"
#include "yao-event.h"
#include "yao-notice.h"

G_BEGIN_DECLS

void yao_client_watch_events (YaoClient *self, YaoCertificate *certificate);
void yao_client_unwatch_events (YaoClient *self, YaoCertificate *certificate);
gboolean yao_client_is_watching (YaoClient *self, YaoCertificate *certificate);

GListModel *yao_client_list_notices (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_update_notices_async (YaoClient *self,
                                      YaoCertificate *certificate,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GListModel *yao_client_update_notices_finish (YaoClient *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_update_notices (YaoClient *self,
                                       YaoCertificate *certificate,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_update_notices_begin (YaoClient *self, YaoCertificate *certificate)
    G_GNUC_WARN_UNUSED_RESULT;

void yao_client_dismiss_notice_async (YaoClient *self,
                                      YaoNotice *notice,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_client_dismiss_notice_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_dismiss_notice (YaoClient *self,
                                    YaoNotice *notice,
                                    GCancellable *cancellable,
                                    GError **error);
YaoOperation *yao_client_dismiss_notice_begin (YaoClient *self,
                                               YaoNotice *notice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
