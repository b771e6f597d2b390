/* yao-ink-render-png.c: ink as PNG, transparent and trimmed, of any size
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-render.h"

#include "yao-error.h"
#include "yao-picture-private.h"

#include <cairo.h>
#include <math.h>

#define UNITS_PER_INCH 25400.0
#define UNITS_PER_METRE 1e6

/* How units become pixels. */
typedef struct
{
  double scale; /* pixels of a unit */
  YaoBox box;
  guint width;
  guint height;
} Fit;

static gboolean
fit_picture (const YaoBox *box, guint width, Fit *fit, GError **error)
{
  double wide = MAX ((double) box->right - box->left, 1);
  double high = MAX ((double) box->bottom - box->top, 1);
  double across;
  double down;

  fit->box = *box;
  fit->scale = width > 0 ? width / wide : YAO_INK_RENDER_DPI / UNITS_PER_INCH;
  across = width > 0 ? width : MAX (ceil (wide * fit->scale), 1);
  down = MAX (ceil (high * fit->scale - 1e-6), 1);
  if (across > YAO_INK_RENDER_SIDE_MAX || down > YAO_INK_RENDER_SIDE_MAX
      || across * down > YAO_INK_RENDER_PIXELS_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a picture of %.0f × %.0f pixels",
                   across, down);
      return FALSE;
    }

  fit->width = (guint) across;
  fit->height = (guint) down;
  return TRUE;
}

static void
fill_outline (cairo_t *cr, const YaoOutline *outline, const Fit *fit)
{
  guint32 colour = yao_outline_get_colour (outline);
  guint n_points;
  const YaoOutlinePoint *points = yao_outline_get_points (outline, &n_points);

  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, ((double) points[i].x - fit->box.left) * fit->scale,
                   ((double) points[i].y - fit->box.top) * fit->scale);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
  cairo_fill (cr);
}

static cairo_surface_t *
draw (GPtrArray *outlines, const Fit *fit)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) fit->width, (int) fit->height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  for (guint i = 0; i < outlines->len; i++)
    fill_outline (cr, g_ptr_array_index (outlines, i), fit);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* The colour that all outlines have, or -1. */
static gint64
find_only_colour (GPtrArray *outlines)
{
  gint64 colour = yao_outline_get_colour (g_ptr_array_index (outlines, 0));

  for (guint i = 1; i < outlines->len; i++)
    if (yao_outline_get_colour (g_ptr_array_index (outlines, i)) != colour)
      return -1;

  return colour;
}

static guint8
divide_alpha (guint32 value, guint32 alpha)
{
  return (guint8) MIN ((value * 255 + alpha / 2) / alpha, 255);
}

/* Cairo multiplies with alpha and PNG does not. Ink of one colour keeps exactly that colour. */
static void
unpack_row (const guint32 *from, guint8 *to, guint width, gint64 only_colour)
{
  for (guint i = 0; i < width; i++, to += 4)
    {
      guint32 alpha = from[i] >> 24;

      to[3] = (guint8) alpha;
      if (alpha == 0)
        to[0] = to[1] = to[2] = 0;
      else
        for (guint channel = 0; channel < 3; channel++)
          {
            guint shift = 16 - 8 * channel;

            to[channel] = only_colour >= 0 ? (guint8) (only_colour >> shift)
                                           : divide_alpha (from[i] >> shift & 255, alpha);
          }
    }
}

static guint8 *
unpack (cairo_surface_t *surface, const Fit *fit, gint64 only_colour, GError **error)
{
  guint8 *pixels;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, YAO_ERROR, YAO_ERROR_INTERNAL,
                           cairo_status_to_string (cairo_surface_status (surface)));
      return NULL;
    }

  pixels = yao_picture_allocate (fit->width, fit->height, error);
  for (guint y = 0; pixels != NULL && y < fit->height; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface)
                          + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

      unpack_row ((const guint32 *) (gconstpointer) row, pixels + (gsize) y * fit->width * 4,
                  fit->width, only_colour);
    }

  return pixels;
}

/**
 * yao_ink_render_png:
 * @outlines: (element-type YaoOutline): what to draw, the lowest first
 * @width: width of the picture in pixels, or 0 for %YAO_INK_RENDER_DPI dots an inch
 * @error: return location
 *
 * Draws outlines into a picture without background that ends where the ink ends. The file tells the
 * size in which the ink was written (pHYs). The same outlines give the same bytes.
 *
 * Returns: (transfer full): the file, or %NULL with %YAO_ERROR_INVALID_INPUT where there is nothing
 *   to draw or the picture would be larger than %YAO_INK_RENDER_SIDE_MAX or
 *   %YAO_INK_RENDER_PIXELS_MAX
 */
GBytes *
yao_ink_render_png (GPtrArray *outlines, guint width, GError **error)
{
  g_autofree guint8 *pixels = NULL;
  cairo_surface_t *surface;
  YaoBox box;
  Fit fit;

  g_return_val_if_fail (outlines != NULL, NULL);

  if (!yao_outlines_get_bounds (outlines, &box))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "no ink to draw");
      return NULL;
    }
  if (!fit_picture (&box, width, &fit, error))
    return NULL;

  surface = draw (outlines, &fit);
  pixels = unpack (surface, &fit, find_only_colour (outlines), error);
  cairo_surface_destroy (surface);
  if (pixels == NULL)
    return NULL;

  return yao_picture_write_png (pixels, fit.width, fit.height,
                                (guint) floor (fit.scale * UNITS_PER_METRE + 0.5), error);
}
