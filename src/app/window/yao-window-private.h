/* yao-window-private.h: between the window and its actions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-window.h"

G_BEGIN_DECLS

YaoSession *yao_window_get_session (YaoWindow *self);

void yao_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
