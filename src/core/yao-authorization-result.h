/* yao-authorization-result.h: what became of one authorization of several
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-authorization.h"

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATION_RESULT (yao_authorization_result_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationResult,
                      yao_authorization_result,
                      YAO,
                      AUTHORIZATION_RESULT,
                      GObject)

const char *yao_authorization_result_get_id (YaoAuthorizationResult *self);
YaoAuthorization *yao_authorization_result_get_authorization (YaoAuthorizationResult *self);
const GError *yao_authorization_result_get_error (YaoAuthorizationResult *self);

/* One use of an authorization. */
#define YAO_TYPE_AUTHORIZATION_USE (yao_authorization_use_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationUse, yao_authorization_use, YAO, AUTHORIZATION_USE, GObject)

gint64 yao_authorization_use_get_id (YaoAuthorizationUse *self);
gint64 yao_authorization_use_get_time (YaoAuthorizationUse *self);
const char *yao_authorization_use_get_uid (YaoAuthorizationUse *self);
const char *yao_authorization_use_get_name (YaoAuthorizationUse *self);
const char *yao_authorization_use_get_device (YaoAuthorizationUse *self);
const char *yao_authorization_use_get_purpose (YaoAuthorizationUse *self);

G_END_DECLS
