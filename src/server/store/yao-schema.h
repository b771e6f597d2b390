/* yao-schema.h: the tables of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

YaoDatabase *yao_schema_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_schema_migrate (YaoDatabase *database, GError **error);
int yao_schema_get_version (void);

G_END_DECLS
