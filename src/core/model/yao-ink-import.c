/* yao-ink-import.c: the signature on a photograph or scan
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-import.h"

#include "yao-picture-ink.h"

G_STATIC_ASSERT (YAO_INK_KEEP_COLOUR == YAO_PICTURE_KEEP_COLOUR);

/**
 * yao_ink_import_photo:
 * @file: a PNG, JPEG or WebP file: a photograph or scan of a signature on light paper
 * @colour: 0xRRGGBB, the colour to give to the ink, or %YAO_INK_KEEP_COLOUR
 * @error: return location
 *
 * Takes the paper away, if it is not gone already; see yao_picture_extract_ink(). It takes up to a
 * second or two for a large photograph: call it from a thread.
 *
 * Returns: (transfer full): a transparent, trimmed PNG file, or %NULL with
 *   %YAO_ERROR_INVALID_INPUT where @file is not a good picture or too large, or
 *   %YAO_ERROR_NOT_FOUND where there is no ink on light paper on it
 */
GBytes *
yao_ink_import_photo (GBytes *file, guint32 colour, GError **error)
{
  g_autoptr (YaoPicture) photo = NULL;
  g_autoptr (YaoPicture) signature = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  photo = yao_picture_decode (file, yao_picture_get_photo_limits (), error);
  if (photo == NULL)
    return NULL;
  signature = yao_picture_is_cut_out (photo) ? yao_picture_trim (photo, colour, error)
                                             : yao_picture_extract_ink (photo, colour, error);
  if (signature == NULL)
    return NULL;

  return yao_picture_encode_png (signature, error);
}
