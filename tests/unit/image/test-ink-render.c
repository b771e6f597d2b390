/* test-ink-render.c: outlines drawn as PNG and SVG
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-ink-render.h"
#include "yao-picture.h"

#include <string.h>

/* A rectangle in millimetres. */
static YaoOutline *
make_rectangle (guint32 colour, gint32 left, gint32 top, gint32 right, gint32 bottom)
{
  const YaoOutlinePoint points[] = { { left * 1000, top * 1000 },
                                     { right * 1000, top * 1000 },
                                     { right * 1000, bottom * 1000 },
                                     { left * 1000, bottom * 1000 } };

  return yao_outline_new (colour, points, G_N_ELEMENTS (points));
}

static GPtrArray *
make_flag (void)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_outline_unref);

  g_ptr_array_add (outlines, make_rectangle (0xb01020, -10, -20, 10, -10));
  g_ptr_array_add (outlines, make_rectangle (0x2030c0, -5, -15, 30, -5));

  return outlines;
}

static void
test_png (void)
{
  g_autoptr (GPtrArray) outlines = make_flag ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = yao_ink_render_png (outlines, 80, &error);
  g_autoptr (GBytes) again = yao_ink_render_png (outlines, 80, NULL);
  g_autoptr (YaoPicture) picture
      = yao_picture_decode (file, yao_picture_get_signature_limits (), NULL);
  /* of pixels of half a millimetre: column, row, colour, alpha */
  static const guint32 places[][4]
      = { { 0, 0, 0xb01020, 255 },   { 39, 9, 0xb01020, 255 }, { 39, 10, 0x2030c0, 255 },
          { 79, 29, 0x2030c0, 255 }, { 0, 29, 0, 0 },          { 79, 0, 0, 0 } };

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (file, again));
  g_assert_cmpuint (yao_picture_get_width (picture), ==, 80);
  g_assert_cmpuint (yao_picture_get_height (picture), ==, 30);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const guint8 *pixel
          = yao_picture_get_pixels (picture) + (places[i][1] * 80 + places[i][0]) * 4;

      g_assert_cmpuint ((guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2], ==,
                        places[i][2]);
      g_assert_cmpuint (pixel[3], ==, places[i][3]);
    }
}

/* 40 mm at 300 dots an inch are 473 pixels, and the file says 11811 pixels a metre. */
static void
test_png_size_on_paper (void)
{
  static const guint8 physical[] = { 'p', 'H', 'Y', 's', 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1 };
  g_autoptr (GPtrArray) outlines = make_flag ();
  g_autoptr (GBytes) file = yao_ink_render_png (outlines, 0, NULL);
  g_autoptr (YaoPicture) picture
      = yao_picture_decode (file, yao_picture_get_signature_limits (), NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);

  g_assert_cmpuint (yao_picture_get_width (picture), ==, 473);
  g_assert_cmpuint (yao_picture_get_height (picture), ==, 178);
  g_assert_nonnull (memmem (data, size, physical, sizeof physical));
}

static void
test_png_limits (void)
{
  g_autoptr (GPtrArray) outlines = make_flag ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) tall = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_outline_unref);
  static const guint widths[] = { 16385, 16000, G_MAXUINT };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_assert_null (yao_ink_render_png (outlines, widths[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
      g_clear_error (&error);
    }
  g_assert_null (yao_ink_render_png (nothing, 10, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_clear_error (&error);

  g_ptr_array_add (tall, make_rectangle (0, 0, -1000, 1, 1000));
  g_assert_null (yao_ink_render_png (tall, 10, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_svg (void)
{
  static const char natural[]
      = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"40.000mm\""
        " height=\"15.000mm\" viewBox=\"0 0 40000 15000\" fill-rule=\"nonzero\">\n"
        "<path fill=\"#b01020\" d=\"M0 0l20000 0 0 10000-20000 0z\"/>\n"
        "<path fill=\"#2030c0\" d=\"M5000 5000l35000 0 0 10000-35000 0z\"/>\n"
        "</svg>\n";
  g_autoptr (GPtrArray) outlines = make_flag ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GBytes) file = yao_ink_render_svg (outlines, 0, NULL);
  g_autoptr (GBytes) wide = yao_ink_render_svg (outlines, 300, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (wide, &size);

  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), natural,
                   strlen (natural));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, " width=\"300\" viewBox="));
  g_assert_null (yao_ink_render_svg (nothing, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/ink-render/png", test_png);
  g_test_add_func ("/image/ink-render/png-size-on-paper", test_png_size_on_paper);
  g_test_add_func ("/image/ink-render/png-limits", test_png_limits);
  g_test_add_func ("/image/ink-render/svg", test_svg);
  return g_test_run ();
}
