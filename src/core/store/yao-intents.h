/* yao-intents.h: what was about to be asked of a service, written down before
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoIntent:
 * @key: the idempotency key, a UUID
 * @service_id: which service
 * @holder: the number of the owner of the account
 * @uid: the number of its user
 * @action: what it was, e.g. "change-pin"
 * @time: when, in seconds since 1970
 * @target: (nullable): the path of a request whose answer is worth having later
 * @request: (nullable): its body
 *
 * A request that changes something and whose answer is not known yet. It holds no
 * secret.
 */
typedef struct
{
  char *key;
  char *service_id;
  char *holder;
  char *uid;
  char *action;
  gint64 time;
  char *target;
  GBytes *request;
} YaoIntent;

YaoIntent *yao_intent_new (const char *service_id,
                           const char *holder,
                           const char *uid,
                           const char *action,
                           gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void yao_intent_free (YaoIntent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoIntent, yao_intent_free)

gboolean yao_intents_add (const char *dir, const YaoIntent *intent, GError **error);
gboolean yao_intents_remove (const char *dir, const char *key, GError **error);
GPtrArray *yao_intents_list (const char *dir, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
