/* test-qr-picture.c: QR codes as pictures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-qr-picture.h"

#include <png.h>
#include <string.h>

#define TEXT "cloudkey://init?v=1&o=Test&u=https://127.0.0.1:8443"

static void
test_png (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = yao_qr_picture_to_png (TEXT, 3, &error);
  g_autofree guint8 *pixels = NULL;
  png_image image = { .version = PNG_IMAGE_VERSION };
  gsize size;
  const guint8 *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (png, &size);
  g_assert_true (png_image_begin_read_from_memory (&image, data, size));
  g_assert_cmpuint (image.width, ==, image.height);
  g_assert_cmpuint (image.width % 3, ==, 0);
  image.format = PNG_FORMAT_GRAY;
  pixels = g_malloc (PNG_IMAGE_SIZE (image));
  g_assert_true (png_image_finish_read (&image, NULL, pixels, 0, NULL));

  /* White all around, and the corner of a finder pattern where it must be. */
  g_assert_cmpuint (pixels[0], ==, 255);
  g_assert_cmpuint (pixels[(12 - 1) * image.width + 12 - 1], ==, 255);
  g_assert_cmpuint (pixels[12 * image.width + 12], ==, 0);
}

static void
test_svg (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = yao_qr_picture_to_svg (TEXT, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_true (g_str_has_prefix (text, "<svg "));
  g_assert_nonnull (strstr (text, "M4 4h7v1h-7z"));
  g_assert_true (g_str_has_suffix (text, "</svg>\n"));
}

static void
test_blocks (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *blocks = yao_qr_picture_to_blocks (TEXT, &error);
  g_auto (GStrv) lines = NULL;
  glong width;

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (blocks, -1, NULL));
  lines = g_strsplit (blocks, "\n", -1);
  width = g_utf8_strlen (lines[0], -1);
  g_assert_cmpint (width, >, 21);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), ==, width);
}

static void
test_refused (void)
{
  g_autofree char *big = g_strnfill (YAO_QR_PICTURE_MAX_TEXT + 1, 'a');
  const char *const texts[] = { "", big };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_qr_picture_to_png (texts[i], 1, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image/qr-picture/png", test_png);
  g_test_add_func ("/image/qr-picture/svg", test_svg);
  g_test_add_func ("/image/qr-picture/blocks", test_blocks);
  g_test_add_func ("/image/qr-picture/refuses-nothing-and-too-much", test_refused);

  return g_test_run ();
}
