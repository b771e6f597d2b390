/* yao-audit.h: writing down what was done
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/**
 * YaoAuditEntry:
 * @key: (nullable): the id of the key or certificate that it is about: each has a chain of its own
 * @act: what was done, e.g. "certificate.issue"
 * @actor: who did it: a number, "admin" or "service"
 * @subject: (nullable): to whom or what
 * @device: (nullable): from which device
 * @authorization: (nullable): by which authorization
 * @digest: (nullable): of what was made or signed
 *
 * What is to be written down.
 */
typedef struct
{
  const char *key;
  const char *act;
  const char *actor;
  const char *subject;
  const char *device;
  const char *authorization;
  GBytes *digest;
} YaoAuditEntry;

gboolean yao_audit_write (YaoDatabase *database,
                          const YaoAuditEntry *entry,
                          gint64 now,
                          GError **error);
gboolean yao_audit_check (YaoDatabase *database, GPtrArray *problems, GError **error);

G_END_DECLS
