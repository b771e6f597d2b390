/* yao-authorization-row.h: an authorization in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATION_ROW (yao_authorization_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationRow, yao_authorization_row, YAO, AUTHORIZATION_ROW, GtkWidget)

GtkWidget *yao_authorization_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_authorization_row_show (YaoAuthorizationRow *self,
                                 YaoAuthorization *authorization,
                                 YaoAuthorizationScope scope,
                                 gint64 now);
GtkCheckButton *yao_authorization_row_get_check (YaoAuthorizationRow *self);

G_END_DECLS
