/* yao-certificate-table.h: lineages of certificates and their versions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoCertificateRecord: a lineage together with one version of it */
typedef struct
{
  gint64 number; /* of the row */
  char *id;
  char *uid; /* of the owner */
  char *kind;
  char *algorithm;
  char *key; /* the id of its private key, or NULL */

  gint64 version; /* from 1 */
  char *authority;
  char *serial; /* hexadecimal, small letters */
  gint64 not_before;
  gint64 not_after;
  GBytes *der;
  gint64 revoked_at; /* 0: not revoked */
  int reason;        /* of RFC 5280 5.3.1 */
} YaoCertificateRecord;

void yao_certificate_record_free (YaoCertificateRecord *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCertificateRecord, yao_certificate_record_free)

gboolean yao_certificate_table_insert (YaoDatabase *database,
                                       YaoCertificateRecord *certificate,
                                       gint64 now,
                                       GError **error);
gboolean yao_certificate_table_insert_version (YaoDatabase *database,
                                               const YaoCertificateRecord *certificate,
                                               GError **error);
gboolean yao_certificate_table_revoke (YaoDatabase *database,
                                       gint64 number,
                                       gint64 revoked_at,
                                       int reason,
                                       GError **error);

/* The newest version of each lineage, in the order in which the lineages were made. */
GPtrArray *yao_certificate_table_list (YaoDatabase *database,
                                       gint64 after_number,
                                       gsize limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_certificate_table_list_of_user (YaoDatabase *database,
                                               const char *uid,
                                               gint64 after_number,
                                               gsize limit,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_certificate_table_count_of_user (YaoDatabase *database,
                                              const char *uid,
                                              gint64 *count,
                                              GError **error);
YaoCertificateRecord *yao_certificate_table_get (YaoDatabase *database,
                                                 const char *id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_certificate_table_find (YaoDatabase *database,
                                       const char *text,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_certificate_table_list_revoked (YaoDatabase *database,
                                               const char *authority,
                                               gint64 ends_after,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_certificate_table_list_versions (YaoDatabase *database,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
