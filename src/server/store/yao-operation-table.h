/* yao-operation-table.h: what was answered to requests that must not be done twice
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoOperationRecord: an idempotency key and what was answered */
typedef struct
{
  char *key;
  gint64 account;
  char *jkt;
  char *target;      /* method and path */
  GBytes *body_hash; /* SHA-256 */
  gint64 status;
  GBytes *reply; /* JSON */
  gint64 created;
} YaoOperationRecord;

void yao_operation_record_free (YaoOperationRecord *operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoOperationRecord, yao_operation_record_free)

gboolean yao_operation_table_insert (YaoDatabase *database,
                                     const YaoOperationRecord *operation,
                                     GError **error);
YaoOperationRecord *yao_operation_table_find (YaoDatabase *database,
                                              gint64 account,
                                              const char *jkt,
                                              const char *key,
                                              gint64 not_before,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_operation_table_clean (YaoDatabase *database, gint64 not_before, GError **error);

G_END_DECLS
