/* yao-results-dialog.h: what became of each of several authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

void yao_results_dialog_show (GtkWidget *parent,
                              YaoAuthorizationAction action,
                              GListModel *results,
                              GListModel *chosen,
                              guint n_refused);

G_END_DECLS
