/* yao-ink-render-svg.c: ink as SVG, its outlines as paths
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-render.h"

#include "yao-error.h"

/* A number after another: a minus sign parts them, else a blank. */
static void
append_number (GString *out, gint32 number, gboolean is_first)
{
  if (!is_first && number >= 0)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "%d", number);
}

/* Steps from corner to corner are short numbers: relative coordinates halve the file. */
static void
append_path (GString *out, const YaoOutline *outline, const YaoBox *box)
{
  guint n_points;
  const YaoOutlinePoint *points = yao_outline_get_points (outline, &n_points);

  g_string_append_printf (out, "<path fill=\"#%06x\" d=\"M%d %d", yao_outline_get_colour (outline),
                          points[0].x - box->left, points[0].y - box->top);
  for (guint i = 1; i < n_points; i++)
    {
      if (i == 1)
        g_string_append_c (out, 'l');
      append_number (out, points[i].x - points[i - 1].x, i == 1);
      append_number (out, points[i].y - points[i - 1].y, FALSE);
    }
  g_string_append (out, "z\"/>\n");
}

/* Thousandths as a decimal fraction, whatever the locale says. */
static void
append_length (GString *out, const char *name, gint32 units)
{
  g_string_append_printf (out, " %s=\"%d.%03dmm\"", name, units / YAO_UNITS_PER_MM,
                          units % YAO_UNITS_PER_MM);
}

/**
 * yao_ink_render_svg:
 * @outlines: (element-type YaoOutline): what to draw, the lowest first
 * @width: width in pixels that the picture asks for, or 0 for the size in which it was written
 * @error: return location
 *
 * Writes outlines as a trimmed SVG 1.1 picture. One unit of its view box is a thousandth of a
 * millimetre, and the shape is the same whatever @width says. The same outlines give the same
 * bytes.
 *
 * Returns: (transfer full): the file, or %NULL with %YAO_ERROR_INVALID_INPUT where there is nothing
 *   to draw or @width is too large
 */
GBytes *
yao_ink_render_svg (GPtrArray *outlines, guint width, GError **error)
{
  g_autoptr (GString) out = NULL;
  YaoBox box;

  g_return_val_if_fail (outlines != NULL, NULL);

  if (!yao_outlines_get_bounds (outlines, &box) || width > YAO_INK_RENDER_SIDE_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "no ink to draw, or a picture that is too wide");
      return NULL;
    }

  out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
  if (width > 0)
    g_string_append_printf (out, " width=\"%u\"", width);
  else
    {
      append_length (out, "width", box.right - box.left);
      append_length (out, "height", box.bottom - box.top);
    }
  g_string_append_printf (out, " viewBox=\"0 0 %d %d\" fill-rule=\"nonzero\">\n",
                          box.right - box.left, box.bottom - box.top);
  for (guint i = 0; i < outlines->len; i++)
    append_path (out, g_ptr_array_index (outlines, i), &box);
  g_string_append (out, "</svg>\n");

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
