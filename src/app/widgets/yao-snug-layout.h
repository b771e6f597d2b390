/* yao-snug-layout.h: a layout that takes what its child needs and no more
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLayoutManager *yao_snug_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
