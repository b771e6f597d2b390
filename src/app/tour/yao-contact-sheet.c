/* yao-contact-sheet.c: many pictures on one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-contact-sheet.h"

#include <pango/pangocairo.h>

#include "yao.h"

#define COLUMNS 4
#define CELL_WIDTH 480
#define PICTURE_HEIGHT 340
#define CAPTION_HEIGHT 28
#define MARGIN 16

static void
draw_caption (cairo_t *cr, const char *caption)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10");

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, caption, -1);
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  cairo_move_to (cr, 0, PICTURE_HEIGHT + 6);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_picture (cairo_t *cr, const char *path)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
  double width;
  double height;
  double scale;

  if (cairo_surface_status (picture) == CAIRO_STATUS_SUCCESS)
    {
      width = cairo_image_surface_get_width (picture);
      height = cairo_image_surface_get_height (picture);
      scale = MIN (1, MIN (CELL_WIDTH / width, PICTURE_HEIGHT / height));
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (picture);
}

/**
 * yao_contact_sheet_write:
 * @pictures: (element-type filename): the pictures, PNG files
 * @captions: (element-type utf8): what stands below each
 * @path: where to write the sheet, a PNG
 * @error: return location for an error
 *
 * Puts pictures side by side, made small, so that they can be compared.
 *
 * Returns: %TRUE if it was written; else %YAO_ERROR_STORAGE
 */
gboolean
yao_contact_sheet_write (GPtrArray *pictures, GPtrArray *captions, const char *path, GError **error)
{
  guint columns;
  guint rows;
  cairo_surface_t *sheet;
  cairo_t *cr;
  cairo_status_t status;

  g_return_val_if_fail (pictures != NULL && pictures->len > 0, FALSE);
  g_return_val_if_fail (captions != NULL && captions->len == pictures->len, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  columns = MIN (pictures->len, COLUMNS);
  rows = (pictures->len + columns - 1) / columns;
  sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MARGIN + columns * (CELL_WIDTH + MARGIN),
                                      MARGIN + rows * (PICTURE_HEIGHT + CAPTION_HEIGHT + MARGIN));
  cr = cairo_create (sheet);
  cairo_set_source_rgb (cr, 0.86, 0.86, 0.86);
  cairo_paint (cr);

  for (guint i = 0; i < pictures->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, MARGIN + i % columns * (CELL_WIDTH + MARGIN),
                       MARGIN + i / columns * (PICTURE_HEIGHT + CAPTION_HEIGHT + MARGIN));
      draw_picture (cr, g_ptr_array_index (pictures, i));
      draw_caption (cr, g_ptr_array_index (captions, i));
      cairo_restore (cr);
    }

  cairo_destroy (cr);
  status = cairo_surface_write_to_png (sheet, path);
  cairo_surface_destroy (sheet);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_STORAGE, "no contact sheet could be written to %s: %s",
               path, cairo_status_to_string (status));
  return FALSE;
}
