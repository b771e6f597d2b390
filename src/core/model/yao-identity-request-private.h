/* yao-identity-request-private.h: how an operation asks for the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-identity-request.h"

G_BEGIN_DECLS

YaoIdentityRequest *yao_identity_request_new (const char *service_id,
                                              const char *service_name,
                                              const char *holder,
                                              const char *uid,
                                              const char *reason) G_GNUC_WARN_UNUSED_RESULT;

GCancellable *yao_identity_request_get_given_up (YaoIdentityRequest *self);
void yao_identity_request_decline (YaoIdentityRequest *self);
YaoSecret *yao_identity_request_take_pin (YaoIdentityRequest *self,
                                          gboolean wait,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_identity_request_update (YaoIdentityRequest *self,
                                  YaoIdentityState state,
                                  const GError *error,
                                  gint64 wait_until,
                                  GMainContext *context);

G_END_DECLS
