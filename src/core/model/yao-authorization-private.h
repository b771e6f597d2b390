/* yao-authorization-private.h: authorizations for the inside
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-authorization-message.h"
#include "yao-authorization-result.h"
#include "yao-authorization.h"

G_BEGIN_DECLS

YaoAuthorization *yao_authorization_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
YaoAuthorization *yao_authorization_new (YaoAuthorizationMessage *message)
    G_GNUC_WARN_UNUSED_RESULT;
void yao_authorization_fill (YaoAuthorization *self, YaoAuthorizationMessage *message);

YaoAuthorizationResult *yao_authorization_result_new (YaoAuthorizationResultMessage *message)
    G_GNUC_WARN_UNUSED_RESULT;

YaoAuthorizationUse *yao_authorization_use_new (YaoAuthorizationUseMessage *message)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
