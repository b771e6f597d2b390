/* yao-picture-exif.c: how a camera was held, and the picture turned upright
 *
 * Reads no more of Exif (CIPA DC-008, TIFF 6.0) than tag 0x0112 of the first directory.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-private.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define MARKER_APP1 0xe1
#define MARKER_START_OF_SCAN 0xda
#define MOST_ENTRIES 512

/* Bytes that are read in either order, and never past their end. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean is_little_endian;
} Reader;

static guint32
read_number (const Reader *reader, gsize at, guint n_bytes)
{
  guint32 number = 0;

  if (at > reader->size || n_bytes > reader->size - at)
    return 0;
  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | reader->data[at + (reader->is_little_endian ? n_bytes - 1 - i : i)];

  return number;
}

static guint
read_tiff (const guint8 *data, gsize size)
{
  Reader reader = { data, size, size > 0 && data[0] == 'I' };
  gsize directory = read_number (&reader, 4, 4);
  guint n_entries = read_number (&reader, directory, 2);

  for (guint i = 0; i < MIN (n_entries, MOST_ENTRIES); i++)
    {
      gsize entry = directory + 2 + (gsize) i * 12;

      if (read_number (&reader, entry, 2) == TAG_ORIENTATION
          && read_number (&reader, entry + 2, 2) == TYPE_SHORT)
        return read_number (&reader, entry + 8, 2);
    }

  return YAO_PICTURE_UPRIGHT;
}

/**
 * yao_picture_read_orientation:
 * @jpeg: a JPEG file
 *
 * Tells how the camera was held.
 *
 * Returns: 1 to 8 as Exif has it; 1 where the file does not say
 */
guint
yao_picture_read_orientation (GBytes *jpeg)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  Reader reader = { data, size, FALSE };
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xff && data[at + 1] != MARKER_START_OF_SCAN)
    {
      gsize length = read_number (&reader, at + 2, 2);

      if (data[at + 1] == MARKER_APP1 && length >= 16 && length + 2 <= size - at
          && memcmp (data + at + 4, "Exif\0\0", 6) == 0)
        {
          guint orientation = read_tiff (data + at + 10, length - 8);

          return orientation >= 1 && orientation <= 8 ? orientation : YAO_PICTURE_UPRIGHT;
        }
      at += 2 + MAX (length, 2);
    }

  return YAO_PICTURE_UPRIGHT;
}

/**
 * yao_picture_turn_upright:
 * @picture: a picture
 * @orientation: how the camera was held, 1 to 8
 * @error: return location
 *
 * Turns and mirrors a picture so that it stands upright.
 *
 * Returns: (transfer full): the picture, or %NULL with %YAO_ERROR_INVALID_INPUT where there is no
 *   memory
 */
YaoPicture *
yao_picture_turn_upright (YaoPicture *picture, guint orientation, GError **error)
{
  guint width = yao_picture_get_width (picture);
  guint height = yao_picture_get_height (picture);
  const guint8 *from = yao_picture_get_pixels (picture);
  gboolean is_turned = orientation >= 5;
  gboolean is_flipped_x
      = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean is_flipped_y
      = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  guint new_width = is_turned ? height : width;
  guint new_height = is_turned ? width : height;
  guint8 *to;

  if (orientation == YAO_PICTURE_UPRIGHT)
    return yao_picture_ref (picture);
  to = yao_picture_allocate (width, height, error);
  if (to == NULL)
    return NULL;

  for (guint y = 0; y < new_height; y++)
    for (guint x = 0; x < new_width; x++)
      {
        guint column = is_turned ? y : x;
        guint row = is_turned ? x : y;

        if (is_flipped_x)
          column = width - 1 - column;
        if (is_flipped_y)
          row = height - 1 - row;
        memcpy (to + ((gsize) y * new_width + x) * 4, from + ((gsize) row * width + column) * 4, 4);
      }

  return yao_picture_new_take (new_width, new_height, to);
}
