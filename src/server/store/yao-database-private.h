/* yao-database-private.h: what the files of the store share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3 *yao_database_get_handle (YaoDatabase *self);
gboolean yao_database_run_script (YaoDatabase *self, const char *sql, GError **error);

G_END_DECLS
