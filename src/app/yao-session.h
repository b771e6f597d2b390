/* yao-session.h: what all pages share: the client, and how fresh its data are
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_SESSION (yao_session_get_type ())
G_DECLARE_FINAL_TYPE (YaoSession, yao_session, YAO, SESSION, GObject)

YaoSession *yao_session_new (YaoClient *client) G_GNUC_WARN_UNUSED_RESULT;

YaoClient *yao_session_get_client (YaoSession *self);
GListModel *yao_session_get_certificates (YaoSession *self);
GListModel *yao_session_get_services (YaoSession *self);
YaoCertificate *yao_session_get_current (YaoSession *self);
gint64 yao_session_get_now (YaoSession *self);
gboolean yao_session_has_builtin (YaoSession *self);

gboolean yao_session_is_refreshing (YaoSession *self);
const GError *yao_session_get_refresh_error (YaoSession *self);
void yao_session_refresh (YaoSession *self);

void yao_session_start_builtin (YaoSession *self);
void yao_session_reset_builtin (YaoSession *self);
void yao_session_shut_down (YaoSession *self);

G_END_DECLS
