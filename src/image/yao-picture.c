/* yao-picture.c: pictures of points, decoded within limits
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-private.h"

#include "yao-error.h"

#include <string.h>

struct _YaoPicture
{
  guint width;
  guint height;
  guint8 *pixels;
};

G_DEFINE_BOXED_TYPE (YaoPicture, yao_picture, yao_picture_ref, yao_picture_unref)

/* A photograph of a good telephone. */
static const YaoPictureLimits photo_limits = { 32 * 1024 * 1024, 12000, 50 * 1000 * 1000 };

/* A signature that somebody sends to a service. */
static const YaoPictureLimits signature_limits = { 2 * 1024 * 1024, 4096, 8 * 1024 * 1024 };

/**
 * yao_picture_new_take:
 * @width: pixels, at least 1
 * @height: pixels, at least 1
 * @pixels: (transfer full): width * height * 4 bytes, from g_malloc()
 *
 * Makes a picture of pixels.
 *
 * Returns: (transfer full): the picture
 */
YaoPicture *
yao_picture_new_take (guint width, guint height, guint8 *pixels)
{
  YaoPicture *self;

  g_return_val_if_fail (width > 0 && height > 0 && pixels != NULL, NULL);

  self = g_atomic_rc_box_new (YaoPicture);
  *self = (YaoPicture){ width, height, pixels };

  return self;
}

/**
 * yao_picture_ref:
 * @self: a picture
 *
 * Holds the picture.
 *
 * Returns: (transfer full): @self
 */
YaoPicture *
yao_picture_ref (YaoPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_picture (gpointer data)
{
  YaoPicture *self = data;

  g_free (self->pixels);
}

/**
 * yao_picture_unref:
 * @self: (transfer full): a picture
 *
 * Lets the picture go.
 */
void
yao_picture_unref (YaoPicture *self)
{
  g_atomic_rc_box_release_full (self, clear_picture);
}

/**
 * yao_picture_get_width:
 * @self: a picture
 *
 * Returns: its width in pixels
 */
guint
yao_picture_get_width (const YaoPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * yao_picture_get_height:
 * @self: a picture
 *
 * Returns: its height in pixels
 */
guint
yao_picture_get_height (const YaoPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/**
 * yao_picture_get_pixels:
 * @self: a picture
 *
 * Returns: (transfer none): its pixels, width * height * 4 bytes
 */
const guint8 *
yao_picture_get_pixels (const YaoPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

/**
 * yao_picture_get_photo_limits:
 *
 * Returns: (transfer none): limits for a file of the person's own, up to 50 million pixels
 */
const YaoPictureLimits *
yao_picture_get_photo_limits (void)
{
  return &photo_limits;
}

/**
 * yao_picture_get_signature_limits:
 *
 * Returns: (transfer none): limits for what somebody else sends as a signature, up to 8 million
 *   pixels
 */
const YaoPictureLimits *
yao_picture_get_signature_limits (void)
{
  return &signature_limits;
}

/**
 * yao_picture_check_size:
 * @width: pixels that a file claims
 * @height: pixels that it claims
 * @limits: what is accepted
 * @error: return location
 *
 * Refuses a picture that is too large, before memory is taken for it.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_picture_check_size (guint64 width,
                        guint64 height,
                        const YaoPictureLimits *limits,
                        GError **error)
{
  if (width > 0 && height > 0 && width <= limits->max_side && height <= limits->max_side
      && width * height <= limits->max_pixels)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "a picture of %" G_GUINT64_FORMAT " × %" G_GUINT64_FORMAT " pixels", width, height);
  return FALSE;
}

/**
 * yao_picture_allocate:
 * @width: pixels
 * @height: pixels
 * @error: return location
 *
 * Takes memory for a picture. A machine that has none says so and does not end the program.
 *
 * Returns: (transfer full): width * height * 4 bytes of 0, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
guint8 *
yao_picture_allocate (guint width, guint height, GError **error)
{
  guint8 *pixels = g_try_malloc0 ((gsize) width * height * 4);

  if (pixels == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "no memory for %u × %u pixels", width,
                 height);
  return pixels;
}

/**
 * yao_picture_set_broken:
 * @error: return location
 * @format: name of the file's format
 * @reason: what its library says
 *
 * Says that a file is not well-formed.
 */
void
yao_picture_set_broken (GError **error, const char *format, const char *reason)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a good %s file: %s", format, reason);
}

/**
 * yao_picture_sniff:
 * @file: a file
 * @kind: (out): what it seems to be
 *
 * Tells by the first bytes what a file seems to be.
 *
 * Returns: %FALSE where it is none of the kinds that can be read
 */
gboolean
yao_picture_sniff (GBytes *file, YaoPictureKind *kind)
{
  gsize size;
  const char *data;

  g_return_val_if_fail (file != NULL && kind != NULL, FALSE);

  data = g_bytes_get_data (file, &size);
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    *kind = YAO_PICTURE_KIND_PNG;
  else if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    *kind = YAO_PICTURE_KIND_JPEG;
  else if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    *kind = YAO_PICTURE_KIND_WEBP;
  else
    return FALSE;

  return TRUE;
}

/**
 * yao_picture_decode:
 * @file: a PNG, JPEG or WebP file
 * @limits: what to accept
 * @error: return location
 *
 * Decodes a picture, upright where the file says how it was held. Size and number of pixels are
 * checked before memory is taken. Moving pictures are refused.
 *
 * Returns: (transfer full): the picture, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoPicture *
yao_picture_decode (GBytes *file, const YaoPictureLimits *limits, GError **error)
{
  YaoPictureKind kind;

  g_return_val_if_fail (file != NULL && limits != NULL, NULL);

  if (g_bytes_get_size (file) > limits->max_bytes)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "a picture of %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (file));
      return NULL;
    }
  if (!yao_picture_sniff (file, &kind))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a PNG, JPEG or WebP file");
      return NULL;
    }

  switch (kind)
    {
    case YAO_PICTURE_KIND_PNG:
      return yao_picture_decode_png (file, limits, error);
    case YAO_PICTURE_KIND_JPEG:
      return yao_picture_decode_jpeg (file, limits, error);
    case YAO_PICTURE_KIND_WEBP:
      return yao_picture_decode_webp (file, limits, error);
    default:
      g_assert_not_reached ();
    }
}

/**
 * yao_picture_encode_png:
 * @self: a picture
 * @error: return location
 *
 * Writes the picture as PNG. The same picture gives the same bytes, and nothing of the file that it
 * came from is left in them but its pixels.
 *
 * Returns: (transfer full): the file, or %NULL with an error
 */
GBytes *
yao_picture_encode_png (const YaoPicture *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yao_picture_write_png (self->pixels, self->width, self->height, 0, error);
}
