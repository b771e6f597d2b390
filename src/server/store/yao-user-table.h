/* yao-user-table.h: organisations and the people in them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoUserRecord: a person as the service knows him */
typedef struct
{
  gint64 id; /* of the row; 0 before it is written */
  char *uid;
  char *name;
  char *organisation;
  char *initials;   /* computed when written */
  char *phone;      /* or NULL */
  char *department; /* or NULL */
  char *role;       /* or NULL */
  GBytes *document_salt;
  GBytes *document_hash; /* or NULL: no document on file */
  char *document_mask;
  gboolean active;
  gint64 created;
  gint64 changed;
} YaoUserRecord;

YaoUserRecord *yao_user_record_new (const char *uid,
                                    const char *name,
                                    const char *organisation) G_GNUC_WARN_UNUSED_RESULT;
void yao_user_record_free (YaoUserRecord *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoUserRecord, yao_user_record_free)

gboolean yao_user_table_insert (YaoDatabase *database, YaoUserRecord *user, GError **error);
gboolean yao_user_table_set_active (YaoDatabase *database,
                                    const char *uid,
                                    gboolean active,
                                    gint64 now,
                                    GError **error);
YaoUserRecord *yao_user_table_find (YaoDatabase *database,
                                    const char *uid,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_user_table_list (YaoDatabase *database,
                                const char *after_uid,
                                gsize limit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_user_table_count (YaoDatabase *database, gint64 *count, GError **error);

GPtrArray *yao_organisation_table_list (YaoDatabase *database,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_organisation_table_add (YaoDatabase *database,
                                     const char *name,
                                     gint64 now,
                                     GError **error);

G_END_DECLS
