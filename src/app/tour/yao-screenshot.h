/* yao-screenshot.h: pictures of windows, taken from within
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean yao_screenshot_settle (GtkWidget *window);
gboolean yao_screenshot_take (GtkWindow *window,
                              GtkWindow *dialog,
                              const char *path,
                              GError **error);

G_END_DECLS
