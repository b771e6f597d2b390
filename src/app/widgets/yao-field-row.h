/* yao-field-row.h: a name and its value, which can be copied
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YAO_TYPE_FIELD_ROW (yao_field_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoFieldRow, yao_field_row, YAO, FIELD_ROW, GtkListBoxRow)

GtkWidget *yao_field_row_new (const char *title, const char *value) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_field_row_get_title (YaoFieldRow *self);
void yao_field_row_set_title (YaoFieldRow *self, const char *title);
const char *yao_field_row_get_value (YaoFieldRow *self);
void yao_field_row_set_value (YaoFieldRow *self, const char *value);
void yao_field_row_set_note (YaoFieldRow *self, const char *note);
void yao_field_row_set_monospace (YaoFieldRow *self, gboolean monospace);

G_END_DECLS
