/* yao-authorization-list.h: authorizations, however many, as they are looked at
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-authorization.h"
#include "yao-client.h"

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATION_LIST (yao_authorization_list_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationList,
                      yao_authorization_list,
                      YAO,
                      AUTHORIZATION_LIST,
                      GObject)

YaoAuthorizationList *yao_authorization_list_new (YaoClient *client,
                                                  YaoCertificate *certificate,
                                                  YaoAuthorizationScope scope)
    G_GNUC_WARN_UNUSED_RESULT;

YaoCertificate *yao_authorization_list_get_certificate (YaoAuthorizationList *self);
YaoAuthorizationScope yao_authorization_list_get_scope (YaoAuthorizationList *self);

YaoAuthorizationState yao_authorization_list_get_state (YaoAuthorizationList *self);
void yao_authorization_list_set_state (YaoAuthorizationList *self, YaoAuthorizationState state);
const char *yao_authorization_list_get_search (YaoAuthorizationList *self);
void yao_authorization_list_set_search (YaoAuthorizationList *self, const char *search);
YaoAuthorizationSort yao_authorization_list_get_sort (YaoAuthorizationList *self);
gboolean yao_authorization_list_get_descending (YaoAuthorizationList *self);
void yao_authorization_list_set_sort (YaoAuthorizationList *self,
                                      YaoAuthorizationSort sort,
                                      gboolean descending);

gint64 yao_authorization_list_get_count (YaoAuthorizationList *self, YaoAuthorizationState state);
gint64 yao_authorization_list_get_total (YaoAuthorizationList *self, gboolean *is_exact);
gboolean yao_authorization_list_is_loading (YaoAuthorizationList *self);
gboolean yao_authorization_list_is_loaded (YaoAuthorizationList *self);
const GError *yao_authorization_list_get_error (YaoAuthorizationList *self);
gint64 yao_authorization_list_get_updated (YaoAuthorizationList *self);

void yao_authorization_list_refresh (YaoAuthorizationList *self);

G_END_DECLS
