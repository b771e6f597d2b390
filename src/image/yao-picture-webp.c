/* yao-picture-webp.c: WebP files, read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-private.h"

#include <webp/decode.h>

/**
 * yao_picture_decode_webp:
 * @file: a WebP file
 * @limits: what to accept
 * @error: return location
 *
 * Decodes WebP, with or without loss. Moving pictures are refused.
 *
 * Returns: (transfer full): the picture, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoPicture *
yao_picture_decode_webp (GBytes *file, const YaoPictureLimits *limits, GError **error)
{
  WebPBitstreamFeatures features;
  g_autofree guint8 *pixels = NULL;
  guint width;
  guint height;
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (WebPGetFeatures (data, size, &features) != VP8_STATUS_OK || features.width < 1
      || features.height < 1)
    {
      yao_picture_set_broken (error, "WebP", "no readable header");
      return NULL;
    }
  if (features.has_animation)
    {
      yao_picture_set_broken (error, "WebP", "a moving picture");
      return NULL;
    }

  width = (guint) features.width;
  height = (guint) features.height;
  if (yao_picture_check_size (width, height, limits, error))
    pixels = yao_picture_allocate (width, height, error);
  if (pixels == NULL)
    return NULL;
  if (WebPDecodeRGBAInto (data, size, pixels, (gsize) width * height * 4, (int) width * 4) == NULL)
    {
      yao_picture_set_broken (error, "WebP", "its data");
      return NULL;
    }

  return yao_picture_new_take (width, height, g_steal_pointer (&pixels));
}
