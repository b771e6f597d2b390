/* yao-audit-table.h: the log that is only ever added to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoAuditRecord: one thing that happened */
typedef struct
{
  gint64 seq;
  gint64 time;
  char *key; /* whose chain it stands in, or NULL */
  char *act;
  GBytes *leaf;
  GBytes *hash;
  GBytes *salt;  /* NULL once the person was forgotten, and so actor and subject */
  char *actor;   /* who did it */
  char *subject; /* to whom or what */
} YaoAuditRecord;

void yao_audit_record_free (YaoAuditRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAuditRecord, yao_audit_record_free)

gboolean yao_audit_table_insert (YaoDatabase *database,
                                 const YaoAuditRecord *record,
                                 GError **error);
gboolean yao_audit_table_get_last (YaoDatabase *database,
                                   const char *key,
                                   gint64 *seq,
                                   GBytes **key_hash,
                                   GError **error);
GPtrArray *yao_audit_table_list (YaoDatabase *database,
                                 gint64 after_seq,
                                 gsize limit,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
