/* yao-authorization-work.h: what the calls about authorizations share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-authorization-message.h"
#include "yao-client-authorizations.h"
#include "yao-identity-calls.h"

G_BEGIN_DECLS

/**
 * YaoAuthorizationQuery:
 * @scope: which ones
 * @state: in which state, of the scope "granted"
 * @search: (nullable): what to look for
 * @sort: in which order
 * @descending: whether that order is turned round
 * @offset: how many rows to pass over, or 0
 * @cursor: (nullable): where the page before ended
 * @limit: how many rows at most
 *
 * Which page of authorizations.
 */
typedef struct
{
  YaoAuthorizationScope scope;
  YaoAuthorizationState state;
  char *search;
  YaoAuthorizationSort sort;
  gboolean descending;
  guint64 offset;
  char *cursor;
  guint limit;
} YaoAuthorizationQuery;

YaoAuthorizationQuery *yao_authorization_query_copy (const YaoAuthorizationQuery *self)
    G_GNUC_WARN_UNUSED_RESULT;
void yao_authorization_query_free (YaoAuthorizationQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAuthorizationQuery, yao_authorization_query_free)

YaoAuthorizationPage *yao_authorization_work_page (YaoIdentityWork *work,
                                                   const YaoAuthorizationQuery *query,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The lists of a client, to be told when something changed. */
void yao_authorization_lists_changed (YaoClient *client);

G_END_DECLS
