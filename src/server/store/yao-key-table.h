/* yao-key-table.h: sealed keys, and the service's own ones by name
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoKeyRecord: a private key as it lies in the database */
typedef struct
{
  char *id;
  char *purpose;
  GBytes *spki;
  GBytes *sealed;
  char *master; /* the id of the master key that sealed it */
  gint64 created;
} YaoKeyRecord;

void yao_key_record_free (YaoKeyRecord *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoKeyRecord, yao_key_record_free)

gboolean yao_key_table_insert (YaoDatabase *database, const YaoKeyRecord *key, GError **error);
gboolean yao_key_table_reseal (YaoDatabase *database,
                               const char *id,
                               GBytes *sealed,
                               const char *master,
                               GError **error);
YaoKeyRecord *yao_key_table_find (YaoDatabase *database,
                                  const char *id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_key_table_list (YaoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_key_table_get_master (YaoDatabase *database, char **master, GError **error);
gboolean yao_key_table_delete (YaoDatabase *database, const char *id, GError **error);

/* YaoAuthorityRecord: a key of the service itself, with its certificate where it has one */
typedef struct
{
  char *name;
  char *key;
  GBytes *certificate; /* or NULL */
  gint64 created;
} YaoAuthorityRecord;

void yao_authority_record_free (YaoAuthorityRecord *authority);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAuthorityRecord, yao_authority_record_free)

gboolean yao_authority_table_put (YaoDatabase *database,
                                  const char *name,
                                  const char *key,
                                  GBytes *certificate,
                                  gint64 now,
                                  GError **error);
YaoAuthorityRecord *yao_authority_table_find (YaoDatabase *database,
                                              const char *name,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* YaoCrlRecord: a list of revoked certificates as it was issued */
typedef struct
{
  gint64 number;
  gint64 this_update;
  gint64 next_update;
  GBytes *der;
} YaoCrlRecord;

void yao_crl_record_free (YaoCrlRecord *crl);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCrlRecord, yao_crl_record_free)

gboolean yao_crl_table_insert (YaoDatabase *database,
                               const char *authority,
                               const YaoCrlRecord *crl,
                               GError **error);
gboolean yao_crl_table_find_newest (YaoDatabase *database,
                                    const char *authority,
                                    YaoCrlRecord **crl,
                                    GError **error);

G_END_DECLS
