/* yao-sms-table.h: text messages on their way
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoSmsRecord: a message; text and code are gone from the database once it was sent */
typedef struct
{
  gint64 id; /* of the row; 0 before it is written */
  gint64 time;
  char *phone;
  char *uid;
  char *purpose;
  char *text;
  char *code; /* or NULL */
} YaoSmsRecord;

void yao_sms_record_free (YaoSmsRecord *sms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSmsRecord, yao_sms_record_free)

gboolean yao_sms_table_insert (YaoDatabase *database, YaoSmsRecord *sms, GError **error);
GPtrArray *yao_sms_table_list_waiting (YaoDatabase *database,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_sms_table_set_sent (YaoDatabase *database, gint64 id, GError **error);

G_END_DECLS
