/* yao-picture-trim.c: pictures whose paper is gone already
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-ink.h"

#include "yao-picture-private.h"

#include "yao-error.h"

#include <string.h>

/* A photograph has no holes; ink on nothing has more than one in so many pixels. */
#define HOLES_AMONG 200

/**
 * yao_picture_is_cut_out:
 * @self: a picture
 *
 * Tells whether there is nothing behind the ink of a picture.
 *
 * Returns: %TRUE if it is transparent in places
 */
gboolean
yao_picture_is_cut_out (const YaoPicture *self)
{
  const guint8 *pixels;
  gsize n_pixels;
  gsize n_holes = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  pixels = yao_picture_get_pixels (self);
  n_pixels = (gsize) yao_picture_get_width (self) * yao_picture_get_height (self);
  for (gsize i = 0; i < n_pixels; i++)
    n_holes += pixels[4 * i + 3] < 128;

  return n_holes > n_pixels / HOLES_AMONG;
}

static void
copy_row (guint8 *to, const guint8 *from, guint width, guint32 colour)
{
  memcpy (to, from, (gsize) width * 4);
  for (guint x = 0; x < width; x++, to += 4)
    if (to[3] == 0)
      memset (to, 0, 4);
    else if (colour != YAO_PICTURE_KEEP_COLOUR)
      {
        to[0] = (guint8) (colour >> 16);
        to[1] = (guint8) (colour >> 8);
        to[2] = (guint8) colour;
      }
}

/**
 * yao_picture_trim:
 * @self: a picture
 * @colour: 0xRRGGBB, the colour to give to all of it, or %YAO_PICTURE_KEEP_COLOUR
 * @error: return location
 *
 * Cuts off the rows and columns at the edges in which there is nothing.
 *
 * Returns: (transfer full): what is left, or %NULL with %YAO_ERROR_NOT_FOUND where that is nothing
 */
YaoPicture *
yao_picture_trim (const YaoPicture *self, guint32 colour, GError **error)
{
  guint width, height, left, top, right = 0, bottom = 0;
  const guint8 *pixels;
  guint8 *trimmed;

  g_return_val_if_fail (self != NULL, NULL);

  left = width = yao_picture_get_width (self);
  top = height = yao_picture_get_height (self);
  pixels = yao_picture_get_pixels (self);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (pixels[((gsize) y * width + x) * 4 + 3] > 0)
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = y + 1;
        }
  if (right == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is nothing on this picture");
      return NULL;
    }

  trimmed = yao_picture_allocate (right - left, bottom - top, error);
  if (trimmed == NULL)
    return NULL;
  for (guint y = top; y < bottom; y++)
    copy_row (trimmed + (gsize) (y - top) * (right - left) * 4,
              pixels + ((gsize) y * width + left) * 4, right - left, colour);

  return yao_picture_new_take (right - left, bottom - top, trimmed);
}
