/* yao-signature-image.h: a handwritten signature that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YaoSignatureState:
 * @YAO_SIGNATURE_STATE_CURRENT: it is the one in use
 * @YAO_SIGNATURE_STATE_REPLACED: another took its place
 * @YAO_SIGNATURE_STATE_DELETED: it was deleted
 *
 * What became of a signature.
 */
typedef enum
{
  YAO_SIGNATURE_STATE_CURRENT,
  YAO_SIGNATURE_STATE_REPLACED,
  YAO_SIGNATURE_STATE_DELETED,
} YaoSignatureState;

#define YAO_TYPE_SIGNATURE_IMAGE (yao_signature_image_get_type ())
G_DECLARE_FINAL_TYPE (YaoSignatureImage, yao_signature_image, YAO, SIGNATURE_IMAGE, GObject)

guint yao_signature_image_get_version (YaoSignatureImage *self);
YaoSignatureState yao_signature_image_get_state (YaoSignatureImage *self);
gint64 yao_signature_image_get_created (YaoSignatureImage *self);
gint64 yao_signature_image_get_deleted (YaoSignatureImage *self);
const char *yao_signature_image_get_uid (YaoSignatureImage *self);
const char *yao_signature_image_get_device (YaoSignatureImage *self);
gboolean yao_signature_image_has_picture (YaoSignatureImage *self);
gboolean yao_signature_image_has_ink (YaoSignatureImage *self);
guint yao_signature_image_get_width (YaoSignatureImage *self);
guint yao_signature_image_get_height (YaoSignatureImage *self);

GBytes *yao_signature_image_get_png (YaoSignatureImage *self);
GBytes *yao_signature_image_get_inkml (YaoSignatureImage *self);

G_END_DECLS
