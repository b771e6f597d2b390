/* yao-ink-export.h: ink as PNG and SVG
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-ink.h"

G_BEGIN_DECLS

GBytes *yao_ink_export_png (YaoInk *self, guint width, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_ink_export_svg (YaoInk *self, guint width, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
