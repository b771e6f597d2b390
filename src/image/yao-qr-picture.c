/* yao-qr-picture.c: QR codes as pictures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-qr-picture.h"

#include "yao-error.h"

#include <png.h>
#include <qrencode.h>
#include <string.h>

/* ISO/IEC 18004 asks for four modules of white around the code. */
#define QUIET 4

typedef QRcode Code;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Code, QRcode_free)

static Code *
encode (const char *text, GError **error)
{
  Code *code = NULL;

  if (text[0] != '\0' && strlen (text) <= YAO_QR_PICTURE_MAX_TEXT)
    code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  if (code == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a QR code holds 1 to %d bytes",
                 YAO_QR_PICTURE_MAX_TEXT);
  return code;
}

/* Whether the module is dark; the quiet zone, and all beyond it, is light. */
static gboolean
is_dark (Code *code, int x, int y)
{
  x -= QUIET;
  y -= QUIET;
  if (x < 0 || y < 0 || x >= code->width || y >= code->width)
    return FALSE;
  return (code->data[y * code->width + x] & 1) != 0;
}

static guint8 *
paint (Code *code, int size, int scale)
{
  gsize width = (gsize) size * (gsize) scale;
  guint8 *pixels = g_malloc (width * width);

  for (gsize y = 0; y < width; y++)
    {
      for (gsize x = 0; x < width; x++)
        pixels[y * width + x] = is_dark (code, (int) x / scale, (int) y / scale) ? 0 : 255;
    }
  return pixels;
}

/**
 * yao_qr_picture_to_png:
 * @text: what the code says
 * @scale: pixels a module, 1 to %YAO_QR_PICTURE_MAX_SCALE
 * @error: return location
 *
 * Draws a QR code of level M, dark on light.
 *
 * Returns: (transfer full): a PNG file
 */
GBytes *
yao_qr_picture_to_png (const char *text, guint scale, GError **error)
{
  g_autoptr (Code) code = NULL;
  g_autofree guint8 *pixels = NULL;
  g_autofree guint8 *file = NULL;
  png_image image = { .version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_GRAY };
  png_alloc_size_t size = 0;
  int modules;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (scale >= 1 && scale <= YAO_QR_PICTURE_MAX_SCALE, NULL);

  code = encode (text, error);
  if (code == NULL)
    return NULL;

  modules = code->width + 2 * QUIET;
  pixels = paint (code, modules, (int) scale);
  image.width = image.height = (png_uint_32) modules * scale;
  size = PNG_IMAGE_PNG_SIZE_MAX (image);
  file = g_malloc (size);
  if (!png_image_write_to_memory (&image, file, &size, 0, pixels, 0, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "libpng: %s", image.message);
      return NULL;
    }
  return g_bytes_new (file, size);
}

/**
 * yao_qr_picture_to_svg:
 * @text: what the code says
 * @error: return location
 *
 * Draws a QR code of level M, dark on light.
 *
 * Returns: (transfer full): an SVG file
 */
GBytes *
yao_qr_picture_to_svg (const char *text, GError **error)
{
  g_autoptr (Code) code = NULL;
  g_autoptr (GString) svg = g_string_new (NULL);
  int modules;

  g_return_val_if_fail (text != NULL, NULL);

  code = encode (text, error);
  if (code == NULL)
    return NULL;

  modules = code->width + 2 * QUIET;
  g_string_append_printf (svg,
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%dmm\" "
                          "height=\"%dmm\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">\n"
                          "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n<path d=\"",
                          modules, modules, modules, modules);
  for (int y = 0; y < modules; y++)
    {
      int run = 0;

      for (int x = 0; x <= modules; x++)
        {
          if (is_dark (code, x, y))
            run++;
          else if (run > 0)
            {
              g_string_append_printf (svg, "M%d %dh%dv1h-%dz", x - run, y, run, run);
              run = 0;
            }
        }
    }
  g_string_append (svg, "\"/>\n</svg>\n");
  return g_string_free_to_bytes (g_steal_pointer (&svg));
}

/**
 * yao_qr_picture_to_blocks:
 * @text: what the code says
 * @error: return location
 *
 * Draws a QR code with block characters, two modules a character, for a terminal: light is drawn
 * and dark left out, for most terminals are dark.
 *
 * Returns: (transfer full): lines of text
 */
char *
yao_qr_picture_to_blocks (const char *text, GError **error)
{
  static const char *const blocks[] = { " ", "▀", "▄", "█" };
  g_autoptr (Code) code = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  int modules;

  g_return_val_if_fail (text != NULL, NULL);

  code = encode (text, error);
  if (code == NULL)
    return NULL;

  modules = code->width + 2 * QUIET;
  for (int y = 0; y < modules; y += 2)
    {
      for (int x = 0; x < modules; x++)
        {
          gboolean upper = !is_dark (code, x, y);
          gboolean lower = y + 1 < modules && !is_dark (code, x, y + 1);

          g_string_append (lines, blocks[(upper ? 1 : 0) + (lower ? 2 : 0)]);
        }
      g_string_append_c (lines, '\n');
    }
  return g_strdup (lines->str);
}
