/* yao-pad-canvas.h: ink as render nodes, of which only the new ones are drawn
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

/**
 * YaoPadCanvas:
 *
 * Keeps one render node for each finished stroke, one for each settled part of the stroke that is
 * being drawn, and one for its tail. A frame hands GTK the same nodes again, so that it paints only
 * where one is new.
 */
typedef struct _YaoPadCanvas YaoPadCanvas;

YaoPadCanvas *yao_pad_canvas_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_pad_canvas_free (YaoPadCanvas *self);

void yao_pad_canvas_set_ink (YaoPadCanvas *self, YaoInk *ink);
void yao_pad_canvas_set_size (YaoPadCanvas *self, int width, int height);
void yao_pad_canvas_fit (YaoPadCanvas *self);
double yao_pad_canvas_get_scale (const YaoPadCanvas *self);
void yao_pad_canvas_to_ink (const YaoPadCanvas *self,
                            double x,
                            double y,
                            double *ink_x,
                            double *ink_y);

void yao_pad_canvas_grow (YaoPadCanvas *self);
void yao_pad_canvas_drop_growing (YaoPadCanvas *self);
void yao_pad_canvas_snapshot (YaoPadCanvas *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoPadCanvas, yao_pad_canvas_free)

G_END_DECLS
