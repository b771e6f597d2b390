/* yao-token-store.h: access tokens, which live for minutes and in memory only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"

G_BEGIN_DECLS

/* How long an access token lives, in seconds. */
#define YAO_ACCESS_TOKEN_SECONDS 600

typedef struct _YaoTokenStore YaoTokenStore;

YaoTokenStore *yao_token_store_new (YaoClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void yao_token_store_free (YaoTokenStore *self);
char *yao_token_store_issue (YaoTokenStore *self, gint64 session) G_GNUC_WARN_UNUSED_RESULT;
gint64 yao_token_store_lookup (YaoTokenStore *self, const char *token, gint64 *expires);
gsize yao_token_store_get_size (YaoTokenStore *self);

GBytes *yao_token_hash (const char *token) G_GNUC_WARN_UNUSED_RESULT;
char *yao_token_make (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoTokenStore, yao_token_store_free)

G_END_DECLS
