/* yao-ink-render.h: ink as a picture: PNG of any size, and SVG
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-outline.h"

G_BEGIN_DECLS

#define YAO_INK_RENDER_SIDE_MAX 16384                /* pixels */
#define YAO_INK_RENDER_PIXELS_MAX (32 * 1024 * 1024) /* width times height */
#define YAO_INK_RENDER_DPI 300                       /* of a PNG for which no width is given */

GBytes *yao_ink_render_png (GPtrArray *outlines,
                            guint width,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_ink_render_svg (GPtrArray *outlines,
                            guint width,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
