/* yao-picture-png.c: PNG files, read and written
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-private.h"

#include "yao-error.h"

#include <png.h>

#define MOST_REASON 200 /* bytes of what libpng says */

/**
 * yao_picture_decode_png:
 * @file: a PNG file
 * @limits: what to accept
 * @error: return location
 *
 * Decodes PNG of any colour type and depth, as sRGB of 8 bits.
 *
 * Returns: (transfer full): the picture, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoPicture *
yao_picture_decode_png (GBytes *file, const YaoPictureLimits *limits, GError **error)
{
  png_image image = { .version = PNG_IMAGE_VERSION };
  g_autofree guint8 *pixels = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);

  if (!png_image_begin_read_from_memory (&image, data, size))
    {
      yao_picture_set_broken (error, "PNG", image.message);
      return NULL;
    }

  image.format = PNG_FORMAT_RGBA;
  if (yao_picture_check_size (image.width, image.height, limits, error))
    pixels = yao_picture_allocate (image.width, image.height, error);
  if (pixels == NULL)
    {
      png_image_free (&image);
      return NULL;
    }
  if (!png_image_finish_read (&image, NULL, pixels, 0, NULL))
    {
      yao_picture_set_broken (error, "PNG", image.message);
      return NULL;
    }

  return yao_picture_new_take (image.width, image.height, g_steal_pointer (&pixels));
}

/* What the writer's callbacks need. */
typedef struct
{
  GByteArray *out;
  char reason[MOST_REASON];
} Writer;

static void
failed_cb (png_structp png, png_const_charp message)
{
  Writer *writer = png_get_error_ptr (png);

  g_strlcpy (writer->reason, message, sizeof writer->reason);
  png_longjmp (png, 1);
}

static void
warned_cb (png_structp png, png_const_charp message)
{
  g_debug ("libpng: %s", message);
}

static void
written_cb (png_structp png, png_bytep data, png_size_t size)
{
  Writer *writer = png_get_io_ptr (png);

  g_byte_array_append (writer->out, data, (guint) size);
}

static void
flushed_cb (png_structp png)
{
}

/* Everything between png_jmpbuf() and here must not be lost by a jump: there is nothing. */
static gboolean
write_rows (png_structp png,
            png_infop info,
            const guint8 *pixels,
            guint width,
            guint height,
            guint pixels_per_metre)
{
  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;

  png_set_IHDR (png, info, width, height, 8, PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (pixels_per_metre > 0)
    png_set_pHYs (png, info, pixels_per_metre, pixels_per_metre, PNG_RESOLUTION_METER);
  png_set_compression_level (png, 6);
  png_write_info (png, info);
  for (guint y = 0; y < height; y++)
    png_write_row (png, pixels + (gsize) y * width * 4);
  png_write_end (png, info);

  return TRUE;
}

/**
 * yao_picture_write_png:
 * @pixels: width * height * 4 bytes, as in #YaoPicture
 * @width: pixels
 * @height: pixels
 * @pixels_per_metre: how large it is on paper, or 0: not said
 * @error: return location
 *
 * Writes PNG: colour and alpha of 8 bits, sRGB, no time, no text, always compressed the same way.
 *
 * Returns: (transfer full): the file, or %NULL with %YAO_ERROR_INTERNAL
 */
GBytes *
yao_picture_write_png (const guint8 *pixels,
                       guint width,
                       guint height,
                       guint pixels_per_metre,
                       GError **error)
{
  Writer writer = { .out = g_byte_array_new () };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &writer, failed_cb, warned_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean is_written = FALSE;

  if (info != NULL)
    {
      png_set_write_fn (png, &writer, written_cb, flushed_cb);
      is_written = write_rows (png, info, pixels, width, height, pixels_per_metre);
    }
  png_destroy_write_struct (&png, &info);
  if (!is_written)
    {
      g_byte_array_unref (writer.out);
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "libpng: %s", writer.reason);
      return NULL;
    }

  return g_byte_array_free_to_bytes (writer.out);
}
