/* yao-actionable.h: gives a button another action
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yao_actionable_set_action (GtkActionable *actionable, const char *detailed_name);

G_END_DECLS
