/* yao-dialog.h: opens dialogs above their window
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yao_dialog_open (GtkWindow *dialog, GtkWidget *parent);

G_END_DECLS
