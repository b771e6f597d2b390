/* yao-database-private.h: what the files of the store share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _YaoDatabase
{
  GObject parent_instance;

  char *path;
  sqlite3 *handle;
  GHashTable *idle;  /* SQL text → prepared statement that nobody uses just now */
  int depth;         /* transactions that are open, one within the other */
  gboolean poisoned; /* a transaction within was given up and could not be undone */
};

sqlite3 *yao_database_get_handle (YaoDatabase *self);
gboolean yao_database_run_script (YaoDatabase *self, const char *sql, GError **error);

G_END_DECLS
