/* yao-setting-table.h: named values of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

gboolean yao_setting_table_get (YaoDatabase *database,
                                const char *name,
                                char **value,
                                GError **error);
gboolean yao_setting_table_set (YaoDatabase *database,
                                const char *name,
                                const char *value,
                                GError **error);

G_END_DECLS
