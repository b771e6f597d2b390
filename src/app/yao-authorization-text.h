/* yao-authorization-text.h: authorizations in the words of the user
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

const char *yao_authorization_text_state (YaoAuthorizationState state);
const char *yao_authorization_text_document (const char *kind);
const char *yao_authorization_text_pin (const char *pin);
const char *yao_authorization_text_action (YaoAuthorizationAction action);
const char *yao_authorization_text_done (YaoAuthorizationAction action);
char *yao_authorization_text_done_many (YaoAuthorizationAction action,
                                        guint n) G_GNUC_WARN_UNUSED_RESULT;
char *yao_authorization_text_terms (YaoAuthorization *authorization) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
