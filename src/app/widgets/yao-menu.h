/* yao-menu.h: menus that are made when they are opened
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yao_menu_set_late (GtkMenuButton *button, GMenuModel *model);

G_END_DECLS
