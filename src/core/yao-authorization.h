/* yao-authorization.h: one person who may use a certificate, or wants to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-authorization-wire.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATION (yao_authorization_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorization, yao_authorization, YAO, AUTHORIZATION, GObject)

gboolean yao_authorization_is_loaded (YaoAuthorization *self);
const char *yao_authorization_get_id (YaoAuthorization *self);
gint64 yao_authorization_get_version (YaoAuthorization *self);
YaoAuthorizationState yao_authorization_get_state (YaoAuthorization *self);
const char *yao_authorization_get_holder_uid (YaoAuthorization *self);
const char *yao_authorization_get_holder_name (YaoAuthorization *self);
const char *yao_authorization_get_certificate_id (YaoAuthorization *self);
const char *yao_authorization_get_grantee_uid (YaoAuthorization *self);
const char *yao_authorization_get_grantee_name (YaoAuthorization *self);
const char *yao_authorization_get_department (YaoAuthorization *self);
const char *yao_authorization_get_phone (YaoAuthorization *self);
const char *yao_authorization_get_document_kind (YaoAuthorization *self);
const char *yao_authorization_get_document (YaoAuthorization *self);
gboolean yao_authorization_is_known (YaoAuthorization *self);
gint64 yao_authorization_get_from (YaoAuthorization *self);
gint64 yao_authorization_get_until (YaoAuthorization *self);
gint64 yao_authorization_get_uses (YaoAuthorization *self);
gint64 yao_authorization_get_uses_left (YaoAuthorization *self);
const char *yao_authorization_get_pin (YaoAuthorization *self);
const char *yao_authorization_get_submitter (YaoAuthorization *self);
gint64 yao_authorization_get_created (YaoAuthorization *self);
gint64 yao_authorization_get_changed (YaoAuthorization *self);

gboolean yao_authorization_is_valid_at (YaoAuthorization *self, gint64 now);
gboolean yao_authorization_allows (YaoAuthorization *self, YaoAuthorizationAction action);

G_END_DECLS
