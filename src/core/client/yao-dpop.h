/* yao-dpop.h: requests that prove which device they come from (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"
#include "yao-key.h"
#include "yao-sessions.h"
#include "yao-transport.h"

G_BEGIN_DECLS

/**
 * YaoDpopSender:
 * @sessions: keeps the nonces
 * @transport: the way to the service
 * @address: the base address of the service
 * @service_id: the service
 * @key: the device key for it
 * @clock: tells the time
 *
 * What every request of one device to one service has in common.
 */
typedef struct
{
  YaoSessions *sessions;
  YaoTransport *transport;
  char *address;
  const char *service_id;
  YaoKey *key;
  YaoClock *clock;
} YaoDpopSender;

/**
 * YaoDpopRequest:
 * @method: the method
 * @path: path and query
 * @status: the status of a good reply
 * @has_reply: whether a good reply has a body, which is JSON then
 * @body: (nullable): a JSON text to send
 * @access: (nullable): the access token that goes along
 * @key: (nullable): the idempotency key
 * @stream: (nullable): where to put the body of a good reply that is a stream of events
 * @last_event_id: (nullable): for a stream, the id of the last event that is known
 *
 * One request.
 */
typedef struct
{
  const char *method;
  const char *path;
  guint status;
  gboolean has_reply;
  GBytes *body;
  YaoSecret *access;
  const char *key;
  GInputStream **stream;
  const char *last_event_id;
} YaoDpopRequest;

char *yao_dpop_prove (const YaoDpopSender *sender,
                      const YaoDpopRequest *request,
                      const char *nonce,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_dpop_send (const YaoDpopSender *sender,
                       const YaoDpopRequest *request,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_dpop_dup_thumbprint (const YaoKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
