/* yao-account-table.h: accounts with their PIN records, and the counters of wrong PINs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoAccountRecord: one user of one owner's certificates. The PIN record is OPAQUE's; nothing in it
 * tells the PIN without the service's seed, which is not in the database.
 */
typedef struct
{
  gint64 id; /* of the row; 0 before it is written */
  char *holder;
  char *uid;
  char *name;
  char *phone; /* of the user, or NULL */
  gboolean active;
  GBytes *credential; /* OPAQUE's credential identifier, new for each registration */
  GBytes *record;     /* OPAQUE's registration record */
  char *pin_origin;
  gint64 pin_set;
  gint64 pin_expires; /* or 0 */
} YaoAccountRecord;

void yao_account_record_free (YaoAccountRecord *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAccountRecord, yao_account_record_free)

gboolean yao_account_table_put_pin (YaoDatabase *database,
                                    const YaoAccountRecord *account,
                                    gint64 now,
                                    GError **error);
gboolean yao_account_table_delete (YaoDatabase *database,
                                   const char *holder,
                                   const char *uid,
                                   GError **error);
gboolean yao_account_table_has_any (YaoDatabase *database, gboolean *has_any, GError **error);
YaoAccountRecord *yao_account_table_find (YaoDatabase *database,
                                          const char *holder,
                                          const char *uid,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoAccountRecord *yao_account_table_get (YaoDatabase *database,
                                         gint64 id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* YaoPinCounter: wrong PINs in a row. The subject is a digest, so that numbers that nobody has can
 * be counted like those of people.
 */
typedef struct
{
  gint64 failures; /* in a row */
  gint64 rounds;   /* how many long waits there were in a row */
  gint64 blocked_until;
  gboolean locked;
} YaoPinCounter;

gboolean yao_pin_counter_table_get (YaoDatabase *database,
                                    GBytes *subject,
                                    YaoPinCounter *counter,
                                    GError **error);
gboolean yao_pin_counter_table_put (YaoDatabase *database,
                                    GBytes *subject,
                                    const YaoPinCounter *counter,
                                    gint64 now,
                                    GError **error);
gboolean yao_pin_counter_table_forget (YaoDatabase *database, GBytes *subject, GError **error);

G_END_DECLS
