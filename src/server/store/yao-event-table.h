/* yao-event-table.h: what happened to an account, and which notices of it were read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoEventRecord: something that a person should hear of */
typedef struct
{
  gint64 id; /* grows */
  gint64 account;
  gint64 time;
  char *kind;
  char *certificate; /* or NULL */
  char *subject;     /* or NULL */
} YaoEventRecord;

void yao_event_record_free (YaoEventRecord *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoEventRecord, yao_event_record_free)

gboolean yao_event_table_insert (YaoDatabase *database,
                                 const YaoEventRecord *event,
                                 GError **error);
GPtrArray *yao_event_table_list (YaoDatabase *database,
                                 gint64 account,
                                 gint64 after,
                                 gsize limit,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_event_table_list_since (YaoDatabase *database,
                                       gint64 account,
                                       gint64 since,
                                       gsize limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_event_table_insert_for_holder (YaoDatabase *database,
                                            const char *holder,
                                            const YaoEventRecord *event,
                                            GError **error);
gboolean yao_event_table_insert_for_account (YaoDatabase *database,
                                             const char *holder,
                                             const char *uid,
                                             const YaoEventRecord *event,
                                             GError **error);
gboolean yao_event_table_get_last (YaoDatabase *database, gint64 *id, GError **error);

gboolean yao_dismissal_table_put (YaoDatabase *database,
                                  gint64 account,
                                  const char *notice,
                                  gint64 now,
                                  GError **error);
gboolean yao_dismissal_table_clean (YaoDatabase *database,
                                    gint64 account,
                                    gint64 not_before,
                                    GError **error);
GHashTable *yao_dismissal_table_list (YaoDatabase *database,
                                      gint64 account,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
