/* yao-person-row.h: somebody of the demonstration service, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_PERSON_ROW (yao_person_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoPersonRow, yao_person_row, YAO, PERSON_ROW, GtkWidget)

GtkWidget *yao_person_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_person_row_show (YaoPersonRow *self, YaoDemoPerson *person);

G_END_DECLS
