/* yao-use-table.h: each use of a key, from its reservation on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

#define YAO_USE_RESERVED "reserved"
#define YAO_USE_DONE "done"         /* a signature was made */
#define YAO_USE_RETURNED "returned" /* none was, and none will be */

/* YaoUseRecord: one use */
typedef struct
{
  GBytes *id;
  gint64 certificate; /* number of the lineage */
  gint64 version;
  char *authorization; /* or NULL: by the owner */
  char *uid;           /* who */
  char *device;
  char *name;     /* of what was signed */
  GBytes *digest; /* SHA-256 of what was signed */
  char *state;
  gint64 created;
} YaoUseRecord;

void yao_use_record_free (YaoUseRecord *use);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoUseRecord, yao_use_record_free)

gboolean yao_use_table_reserve (YaoDatabase *database, const YaoUseRecord *use, GError **error);
gboolean yao_use_table_settle (YaoDatabase *database,
                               GBytes *id,
                               const char *state,
                               GError **error);
YaoUseRecord *yao_use_table_get (YaoDatabase *database,
                                 GBytes *id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_use_table_count (YaoDatabase *database,
                              gint64 certificate,
                              const char *state,
                              gint64 *count,
                              GError **error);

G_END_DECLS
