/* yao-picture-jpeg.c: JPEG files, read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-private.h"

#include "yao-error.h"

#include <string.h>
#include <turbojpeg.h>

/* A warning that libjpeg gives of files by real cameras, and that harms nothing. */
static const char harmless[] = "extraneous bytes before marker";

/* A file that ends too soon would give half a picture and a grey rest: not a good file. */
static gboolean
decompress (tjhandle decoder, GBytes *file, guint8 *pixels, int width, int height, int format)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (tjDecompress2 (decoder, data, size, pixels, width, 0, height, format, TJFLAG_LIMITSCANS) == 0)
    return TRUE;

  return tjGetErrorCode (decoder) == TJERR_WARNING
         && strstr (tjGetErrorStr2 (decoder), harmless) != NULL;
}

/* Inks for printing, written inverted as Adobe does, to light. */
static void
print_to_light (guint8 *pixels, gsize n_pixels)
{
  for (gsize i = 0; i < n_pixels; i++, pixels += 4)
    {
      for (guint channel = 0; channel < 3; channel++)
        pixels[channel] = (guint8) ((pixels[channel] * pixels[3] + 127) / 255);
      pixels[3] = 255;
    }
}

static YaoPicture *
decode_with (tjhandle decoder, GBytes *file, const YaoPictureLimits *limits, GError **error)
{
  g_autofree guint8 *pixels = NULL;
  int width = 0;
  int height = 0;
  int sampling = 0;
  int colours = 0;
  gboolean is_print;
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (tjDecompressHeader3 (decoder, data, size, &width, &height, &sampling, &colours) != 0)
    {
      yao_picture_set_broken (error, "JPEG", tjGetErrorStr2 (decoder));
      return NULL;
    }
  if (!yao_picture_check_size ((guint64) MAX (width, 0), (guint64) MAX (height, 0), limits, error))
    return NULL;
  pixels = yao_picture_allocate ((guint) width, (guint) height, error);
  if (pixels == NULL)
    return NULL;

  is_print = colours == TJCS_CMYK || colours == TJCS_YCCK;
  if (!decompress (decoder, file, pixels, width, height, is_print ? TJPF_CMYK : TJPF_RGBA))
    {
      yao_picture_set_broken (error, "JPEG", tjGetErrorStr2 (decoder));
      return NULL;
    }
  if (is_print)
    print_to_light (pixels, (gsize) width * (gsize) height);

  return yao_picture_new_take ((guint) width, (guint) height, g_steal_pointer (&pixels));
}

/**
 * yao_picture_decode_jpeg:
 * @file: a JPEG file
 * @limits: what to accept
 * @error: return location
 *
 * Decodes JPEG, and turns it upright where Exif says how the camera was held. A file of more than
 * 500 scans is refused: each costs the time of a whole picture.
 *
 * Returns: (transfer full): the picture, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoPicture *
yao_picture_decode_jpeg (GBytes *file, const YaoPictureLimits *limits, GError **error)
{
  tjhandle decoder = tjInitDecompress ();
  g_autoptr (YaoPicture) picture = NULL;

  if (decoder == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "libjpeg: %s", tjGetErrorStr2 (NULL));
      return NULL;
    }
  picture = decode_with (decoder, file, limits, error);
  tjDestroy (decoder);
  if (picture == NULL)
    return NULL;

  return yao_picture_turn_upright (picture, yao_picture_read_orientation (file), error);
}
