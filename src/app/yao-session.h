/* yao-session.h: what all pages share: the client, and how fresh its data are
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoPinCache:
 *
 * How long a check of the PIN stands for those of signing approvals: not at all, for some minutes,
 * or until the program ends.
 */
typedef enum
{
  YAO_PIN_CACHE_NEVER,
  YAO_PIN_CACHE_MINUTES,
  YAO_PIN_CACHE_UNTIL_QUIT,
} YaoPinCache;

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

gboolean yao_session_is_signed_in (YaoSession *self);
void yao_session_update_identity (YaoSession *self);
void yao_session_sign_in (YaoSession *self);
void yao_session_sign_out (YaoSession *self);
gboolean yao_session_is_pin_locked (YaoSession *self);
YaoKeyringState yao_session_get_keyring (YaoSession *self);
void yao_session_check_keyring (YaoSession *self);
void yao_session_unlock_keyring (YaoSession *self);
void yao_session_hush_keyring (YaoSession *self);
gboolean yao_session_is_keyring_hushed (YaoSession *self);

GListModel *yao_session_get_notices (YaoSession *self);
gint64 yao_session_get_notices_time (YaoSession *self);
void yao_session_set_notices_time (YaoSession *self, gint64 time);
YaoNotice *yao_session_find_notice (YaoSession *self, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificate *yao_session_find_certificate (YaoSession *self,
                                              const char *service_id,
                                              const char *holder_uid);

void yao_session_set_settings (YaoSession *self, GSettings *settings);
YaoPinCache yao_session_get_pin_cache (YaoSession *self, int *minutes);
void yao_session_set_pin_cache (YaoSession *self, YaoPinCache cache, int minutes);
gboolean yao_session_was_cache_refused (YaoSession *self);

void yao_session_start_builtin (YaoSession *self);
void yao_session_reset_builtin (YaoSession *self);
void yao_session_shut_down (YaoSession *self);

G_END_DECLS
