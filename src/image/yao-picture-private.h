/* yao-picture-private.h: what the decoders of this room share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-picture.h"

G_BEGIN_DECLS

/* How a camera held the picture, as Exif has it: 1 is upright. */
#define YAO_PICTURE_UPRIGHT 1

gboolean yao_picture_check_size (guint64 width,
                                 guint64 height,
                                 const YaoPictureLimits *limits,
                                 GError **error);
guint8 *yao_picture_allocate (guint width, guint height, GError **error);
void yao_picture_set_broken (GError **error, const char *format, const char *reason);

YaoPicture *yao_picture_decode_png (GBytes *file, const YaoPictureLimits *limits, GError **error);
YaoPicture *yao_picture_decode_jpeg (GBytes *file, const YaoPictureLimits *limits, GError **error);
YaoPicture *yao_picture_decode_webp (GBytes *file, const YaoPictureLimits *limits, GError **error);

guint yao_picture_read_orientation (GBytes *jpeg);
YaoPicture *yao_picture_turn_upright (YaoPicture *picture, guint orientation, GError **error);

GBytes *yao_picture_write_png (const guint8 *pixels,
                               guint width,
                               guint height,
                               guint pixels_per_metre,
                               GError **error);

G_END_DECLS
