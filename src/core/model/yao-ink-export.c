/* yao-ink-export.c: ink as PNG and SVG
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-export.h"

#include "yao-ink-render.h"

/**
 * yao_ink_export_png:
 * @self: an ink
 * @width: width in pixels, or 0 for 300 dots an inch
 * @error: return location
 *
 * Draws the ink as a transparent, trimmed PNG; see yao_ink_render_png().
 *
 * Returns: (transfer full): the file, or %NULL with %YAO_ERROR_INVALID_INPUT where the ink is empty
 *   or the picture would be too large
 */
GBytes *
yao_ink_export_png (YaoInk *self, guint width, GError **error)
{
  g_autoptr (GPtrArray) outlines = NULL;

  g_return_val_if_fail (YAO_IS_INK (self), NULL);

  outlines = yao_ink_dup_outlines (self);
  return yao_ink_render_png (outlines, width, error);
}

/**
 * yao_ink_export_svg:
 * @self: an ink
 * @width: width in pixels that the picture asks for, or 0 for its size in millimetres
 * @error: return location
 *
 * Writes the ink as a trimmed SVG of outlines; see yao_ink_render_svg().
 *
 * Returns: (transfer full): the file, or %NULL with %YAO_ERROR_INVALID_INPUT where the ink is empty
 */
GBytes *
yao_ink_export_svg (YaoInk *self, guint width, GError **error)
{
  g_autoptr (GPtrArray) outlines = NULL;

  g_return_val_if_fail (YAO_IS_INK (self), NULL);

  outlines = yao_ink_dup_outlines (self);
  return yao_ink_render_svg (outlines, width, error);
}
