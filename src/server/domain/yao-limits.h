/* yao-limits.h: every wait, rate and lifetime of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/**
 * YaoLimit:
 *
 * A number that an administrator may set. The table in yao-limits.c says what each one means.
 */
typedef enum
{
  YAO_LIMIT_DOWNLOADS_PER_MINUTE,
  YAO_LIMIT_CERTIFICATE_DAYS,
  YAO_LIMIT_ISSUING_CA_DAYS,
  YAO_LIMIT_ROOT_CA_DAYS,
  YAO_LIMIT_TLS_CERTIFICATE_DAYS,
  YAO_LIMIT_TLS_RENEWAL_DAYS,
  YAO_LIMIT_CRL_HOURS,
  YAO_LIMIT_CRL_RENEWAL_HOURS,
  YAO_LIMIT_INIT_CODE_DAYS,
  YAO_LIMIT_MAX_CONNECTIONS,
  YAO_LIMIT_HANDSHAKE_SECONDS,
  YAO_LIMIT_REQUEST_SECONDS,
  YAO_LIMIT_IDLE_SECONDS,
  YAO_LIMIT_RECENT_CHECK_SECONDS,
  YAO_LIMIT_ISSUED_PIN_HOURS,
  YAO_LIMIT_NOTICE_DAYS,
  YAO_LIMIT_ENDING_DAYS,
  YAO_LIMIT_HEARTBEAT_SECONDS,
  YAO_LIMIT_STREAMS_PER_ACCOUNT,
  YAO_LIMIT_BOUND_FOR_AUTHORIZATIONS,
  YAO_LIMIT_AUTHORIZATION_ENDING_DAYS,
  YAO_LIMIT_SIGNING_LEVEL,
  YAO_LIMIT_LAST /*< skip >*/
} YaoLimit;

const char *yao_limit_get_name (YaoLimit limit);
const char *yao_limit_get_description (YaoLimit limit);
gboolean yao_limit_from_name (const char *name, YaoLimit *limit);

gint64 yao_limit_get (YaoDatabase *database, YaoLimit limit);
gboolean yao_limit_set (YaoDatabase *database, YaoLimit limit, gint64 value, GError **error);

G_END_DECLS
