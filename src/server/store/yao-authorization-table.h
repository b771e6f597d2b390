/* yao-authorization-table.h: who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoAuthorizationRecord: one authorization. What stands about the grantee is what he applied with.
 */
typedef struct
{
  gint64 number; /* of the row; 0 before it is written */
  char *id;
  char *holder;       /* the number that was given for the grantor */
  gint64 holder_user; /* his row, or 0 where nobody has this number */
  char *holder_name;  /* or NULL */
  gint64 grantee_user;
  gint64 submitter_user;
  char *submitter;   /* the number of who applied */
  char *certificate; /* its id, or NULL before it was granted */
  char *state;
  gboolean was_frozen; /* before it expired */
  gint64 version;
  char *uid;
  char *name;
  char *initials;
  char *department; /* of the person as he is known now, or NULL */
  char *phone;
  char *document_kind;
  char *document; /* masked */
  gboolean known;
  gint64 begins;
  gint64 ends;
  gint64 uses;
  gint64 uses_left;
  char *pin;
  gint64 created;
  gint64 changed;
} YaoAuthorizationRecord;

void yao_authorization_record_free (YaoAuthorizationRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAuthorizationRecord, yao_authorization_record_free)

/* YaoAuthorizationSlice: which rows of which list. For the lists of a grantor @state and @sort
 * count, for those of others not.
 */
typedef struct
{
  const char *scope; /* "granted", "submitted" or "received" */
  gint64 user;       /* whose list: the row of the grantor, of who applied, or of the grantee */
  gint64 holder;     /* for "received": only of this grantor, or 0 */
  const char *state;
  const char *search; /* or NULL */
  const char *sort;   /* "changed", "name", "number", "until" or "uses-left" */
  gboolean descending;
  gint64 offset;
  gint64 after; /* the row of the last one that is known, or 0 */
  gint64 limit;
} YaoAuthorizationSlice;

gboolean yao_authorization_table_insert (YaoDatabase *database,
                                         YaoAuthorizationRecord *record,
                                         GError **error);
gboolean yao_authorization_table_update (YaoDatabase *database,
                                         const YaoAuthorizationRecord *record,
                                         GError **error);
YaoAuthorizationRecord *yao_authorization_table_find (YaoDatabase *database,
                                                      const char *id,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorization_table_find_open (YaoDatabase *database,
                                            const char *holder,
                                            const char *uid,
                                            char **id,
                                            GError **error);
gboolean yao_authorization_table_has_account (YaoDatabase *database,
                                              const char *holder,
                                              const char *uid,
                                              gboolean *has_account,
                                              GError **error);

GPtrArray *yao_authorization_table_expire (YaoDatabase *database,
                                           gint64 now,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_authorization_table_list_waiting (YaoDatabase *database,
                                                 gsize limit,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorization_table_set_pin (YaoDatabase *database,
                                          const char *id,
                                          const char *pin,
                                          GError **error);

/* yao-authorization-list.c */
GPtrArray *yao_authorization_table_list (YaoDatabase *database,
                                         const YaoAuthorizationSlice *slice,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorization_table_count (YaoDatabase *database,
                                        const YaoAuthorizationSlice *slice,
                                        gint64 limit,
                                        gint64 *count,
                                        GError **error);
gboolean yao_authorization_table_get_count (YaoDatabase *database,
                                            gint64 holder_user,
                                            const char *state,
                                            gint64 *count,
                                            GError **error);
gboolean yao_authorization_table_get_list_version (YaoDatabase *database,
                                                   gint64 user,
                                                   gint64 *version,
                                                   GError **error);
char *yao_authorization_table_dup_sql (const YaoAuthorizationSlice *slice)
    G_GNUC_WARN_UNUSED_RESULT;

/* YaoAuthorizationUseRecord: one use */
typedef struct
{
  gint64 id;
  gint64 authorization;
  gint64 time;
  char *uid;
  char *device;
  char *purpose; /* or NULL */
} YaoAuthorizationUseRecord;

void yao_authorization_use_record_free (YaoAuthorizationUseRecord *record);

gboolean yao_authorization_table_take_use (YaoDatabase *database,
                                           const char *holder,
                                           const char *certificate,
                                           const YaoAuthorizationUseRecord *use,
                                           char **authorization,
                                           gint64 *use_id,
                                           GError **error);
gboolean yao_authorization_table_give_back (YaoDatabase *database,
                                            gint64 use_id,
                                            gint64 now,
                                            GError **error);
YaoAuthorizationRecord *yao_authorization_table_find_newest (YaoDatabase *database,
                                                             const char *holder,
                                                             const char *uid,
                                                             const char *certificate,
                                                             GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_authorization_table_list_uses (YaoDatabase *database,
                                              gint64 authorization,
                                              gint64 before,
                                              gint64 limit,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorization_table_count_uses (YaoDatabase *database,
                                             gint64 authorization,
                                             gint64 *count,
                                             GError **error);

/* What one query reads, for the parts of this table. */
#define YAO_AUTHORIZATION_COLUMNS                                                                  \
  "a.number, a.id, a.holder_uid, a.holder, h.name, a.grantee, a.submitter, s.uid, a.certificate,"  \
  " a.state, a.was_frozen, a.version, a.uid, a.name, a.initials, g.department, a.phone,"           \
  " a.document_kind, a.document, a.known, a.begins, a.ends, a.uses, a.uses_left, a.pin,"           \
  " a.created, a.changed"
#define YAO_AUTHORIZATION_JOINS                                                                    \
  " JOIN users AS g ON g.id = a.grantee JOIN users AS s ON s.id = a.submitter"                     \
  " LEFT JOIN users AS h ON h.id = a.holder"
gpointer yao_authorization_record_read (YaoRows *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
