/* yao-cli-table.h: columns of text, aligned
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YaoCliTable YaoCliTable;

YaoCliTable *yao_cli_table_new (guint columns) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_table_free (YaoCliTable *self);

void yao_cli_table_add_row (YaoCliTable *self, const char *const *cells);
void yao_cli_table_set_header (YaoCliTable *self, const char *const *cells);
void yao_cli_table_render (YaoCliTable *self, GString *out, gboolean is_bold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCliTable, yao_cli_table_free)

G_END_DECLS
