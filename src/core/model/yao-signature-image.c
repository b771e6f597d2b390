/* yao-signature-image.c: a handwritten signature that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-image-private.h"

/**
 * YaoSignatureImage:
 *
 * One version of a signature. Never changes. From a list it comes without its files.
 */
struct _YaoSignatureImage
{
  GObject parent_instance;

  gint64 version;
  YaoSignatureState state;
  gint64 created;
  gint64 deleted;
  char *uid;
  char *device;
  gboolean has_picture;
  gboolean has_ink;
  gint64 width;
  gint64 height;
  GBytes *png;   /* or NULL */
  GBytes *inkml; /* or NULL */
};

G_DEFINE_FINAL_TYPE (YaoSignatureImage, yao_signature_image, G_TYPE_OBJECT)

static void
yao_signature_image_finalize (GObject *object)
{
  YaoSignatureImage *self = YAO_SIGNATURE_IMAGE (object);

  g_free (self->uid);
  g_free (self->device);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->inkml, g_bytes_unref);

  G_OBJECT_CLASS (yao_signature_image_parent_class)->finalize (object);
}

static void
yao_signature_image_class_init (YaoSignatureImageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_signature_image_finalize;
}

static void
yao_signature_image_init (YaoSignatureImage *self)
{
}

static YaoSignatureState
read_state (const char *state)
{
  if (g_strcmp0 (state, YAO_SIGNATURE_CURRENT) == 0)
    return YAO_SIGNATURE_STATE_CURRENT;
  return g_strcmp0 (state, YAO_SIGNATURE_DELETED) == 0 ? YAO_SIGNATURE_STATE_DELETED
                                                       : YAO_SIGNATURE_STATE_REPLACED;
}

/**
 * yao_signature_image_new:
 * @message: what the service said
 * @png: (nullable): its picture
 * @inkml: (nullable): its strokes
 *
 * Makes the object for a signature.
 *
 * Returns: (transfer full): the signature
 */
YaoSignatureImage *
yao_signature_image_new (const YaoSignatureImageMessage *message, GBytes *png, GBytes *inkml)
{
  YaoSignatureImage *self = g_object_new (YAO_TYPE_SIGNATURE_IMAGE, NULL);

  g_assert (message != NULL);

  self->version = message->version;
  self->state = read_state (message->state);
  self->created = message->created;
  self->deleted = message->deleted;
  self->uid = g_strdup (message->uid);
  self->device = g_strdup (message->device);
  self->has_picture = message->has_picture;
  self->has_ink = message->has_ink;
  self->width = message->width;
  self->height = message->height;
  self->png = png != NULL ? g_bytes_ref (png) : NULL;
  self->inkml = inkml != NULL ? g_bytes_ref (inkml) : NULL;
  return self;
}

/**
 * yao_signature_image_get_version:
 * @self: a signature
 *
 * Returns: which one it is, from 1
 */
guint
yao_signature_image_get_version (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), 0);

  return (guint) self->version;
}

/**
 * yao_signature_image_get_state:
 * @self: a signature
 *
 * Returns: what became of it
 */
YaoSignatureState
yao_signature_image_get_state (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), YAO_SIGNATURE_STATE_DELETED);

  return self->state;
}

/**
 * yao_signature_image_get_created:
 * @self: a signature
 *
 * Returns: when it was sent, in seconds since 1970
 */
gint64
yao_signature_image_get_created (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), 0);

  return self->created;
}

/**
 * yao_signature_image_get_deleted:
 * @self: a signature
 *
 * Returns: when it was deleted, in seconds since 1970, or 0
 */
gint64
yao_signature_image_get_deleted (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), 0);

  return self->deleted;
}

/**
 * yao_signature_image_get_uid:
 * @self: a signature
 *
 * Returns: the number of who sent it
 */
const char *
yao_signature_image_get_uid (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), NULL);

  return self->uid;
}

/**
 * yao_signature_image_get_device:
 * @self: a signature
 *
 * Returns: the id of the device that it came from
 */
const char *
yao_signature_image_get_device (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), NULL);

  return self->device;
}

/**
 * yao_signature_image_get_width:
 * @self: a signature
 *
 * Returns: of the picture, in pixels
 */
guint
yao_signature_image_get_width (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), 0);

  return (guint) self->width;
}

/**
 * yao_signature_image_get_height:
 * @self: a signature
 *
 * Returns: of the picture, in pixels
 */
guint
yao_signature_image_get_height (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), 0);

  return (guint) self->height;
}

/**
 * yao_signature_image_has_picture:
 * @self: a signature
 *
 * Returns: whether the service still has its picture
 */
gboolean
yao_signature_image_has_picture (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), FALSE);

  return self->has_picture;
}

/**
 * yao_signature_image_has_ink:
 * @self: a signature
 *
 * Returns: whether the service has its strokes
 */
gboolean
yao_signature_image_has_ink (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), FALSE);

  return self->has_ink;
}

/**
 * yao_signature_image_get_png:
 * @self: a signature
 *
 * Returns: (transfer none) (nullable): its picture, transparent and trimmed, or %NULL where it was
 * not fetched
 */
GBytes *
yao_signature_image_get_png (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), NULL);

  return self->png;
}

/**
 * yao_signature_image_get_inkml:
 * @self: a signature
 *
 * Returns: (transfer none) (nullable): its strokes, or %NULL where it was not fetched
 */
GBytes *
yao_signature_image_get_inkml (YaoSignatureImage *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_IMAGE (self), NULL);

  return self->inkml;
}
