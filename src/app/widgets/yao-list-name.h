/* yao-list-name.h: names the rows of lists for people who cannot see them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yao_list_name_set (GtkWidget *child, const char *name, const char *number);

G_END_DECLS
