/* yao-identity-request.h: a person is asked for the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoIdentityState:
 * @YAO_IDENTITY_WAITING: for the person: a PIN, or a cancel
 * @YAO_IDENTITY_CHECKING: a PIN is on its way
 * @YAO_IDENTITY_DONE: it was right; the operation goes on
 * @YAO_IDENTITY_FAILED: the operation ended otherwise; the error tells, if it was not a cancel
 *
 * How far a request is.
 */
typedef enum
{
  YAO_IDENTITY_WAITING,
  YAO_IDENTITY_CHECKING,
  YAO_IDENTITY_DONE,
  YAO_IDENTITY_FAILED
} YaoIdentityState;

#define YAO_TYPE_IDENTITY_STATE (yao_identity_state_get_type ())
GType yao_identity_state_get_type (void) G_GNUC_CONST;

#define YAO_TYPE_IDENTITY_REQUEST (yao_identity_request_get_type ())
G_DECLARE_FINAL_TYPE (YaoIdentityRequest, yao_identity_request, YAO, IDENTITY_REQUEST, GObject)

const char *yao_identity_request_get_service_id (YaoIdentityRequest *self);
const char *yao_identity_request_get_service_name (YaoIdentityRequest *self);
const char *yao_identity_request_get_holder (YaoIdentityRequest *self);
const char *yao_identity_request_get_uid (YaoIdentityRequest *self);
const char *yao_identity_request_get_reason (YaoIdentityRequest *self);

YaoIdentityState yao_identity_request_get_state (YaoIdentityRequest *self);
const GError *yao_identity_request_get_error (YaoIdentityRequest *self);
int yao_identity_request_get_tries_left (YaoIdentityRequest *self);
gint64 yao_identity_request_get_wait_until (YaoIdentityRequest *self);

void yao_identity_request_submit_pin (YaoIdentityRequest *self, YaoSecret *pin);
void yao_identity_request_cancel (YaoIdentityRequest *self);

G_END_DECLS
