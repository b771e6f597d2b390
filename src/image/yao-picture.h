/* yao-picture.h: pictures of points, decoded within limits
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  YAO_PICTURE_KIND_PNG = 1,
  YAO_PICTURE_KIND_JPEG,
  YAO_PICTURE_KIND_WEBP,
} YaoPictureKind;

/* What a decoder accepts; all are checked before memory is taken. */
typedef struct
{
  gsize max_bytes;    /* of the file */
  guint max_side;     /* pixels, width and height */
  guint64 max_pixels; /* width times height */
} YaoPictureLimits;

/**
 * YaoPicture:
 *
 * Pixels of four bytes: red, green, blue, and alpha that the others are not multiplied with. Rows
 * follow one another without gaps. A picture never changes.
 */
typedef struct _YaoPicture YaoPicture;

#define YAO_TYPE_PICTURE (yao_picture_get_type ())
GType yao_picture_get_type (void);

YaoPicture *yao_picture_new_take (guint width,
                                  guint height,
                                  guint8 *pixels) G_GNUC_WARN_UNUSED_RESULT;
YaoPicture *yao_picture_ref (YaoPicture *self);
void yao_picture_unref (YaoPicture *self);

guint yao_picture_get_width (const YaoPicture *self);
guint yao_picture_get_height (const YaoPicture *self);
const guint8 *yao_picture_get_pixels (const YaoPicture *self);

const YaoPictureLimits *yao_picture_get_photo_limits (void);
const YaoPictureLimits *yao_picture_get_signature_limits (void);
gboolean yao_picture_sniff (GBytes *file, YaoPictureKind *kind);
YaoPicture *yao_picture_decode (GBytes *file,
                                const YaoPictureLimits *limits,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_picture_encode_png (const YaoPicture *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoPicture, yao_picture_unref)

G_END_DECLS
