/* yao-signature-image-message.h: handwritten signatures that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-message.h"

G_BEGIN_DECLS

#define YAO_SIGNATURE_IMAGE_MAX_FILE (512 * 1024) /* of InkML or PNG, in bytes */
#define YAO_SIGNATURE_IMAGE_MAX_SIDE 4096         /* pixels, width and height */
#define YAO_SIGNATURE_IMAGE_KEPT 50               /* versions whose pictures are kept */

#define YAO_SIGNATURE_FORMAT_INKML "inkml"
#define YAO_SIGNATURE_FORMAT_PNG "png"

#define YAO_SIGNATURE_CURRENT "current"
#define YAO_SIGNATURE_REPLACED "replaced"
#define YAO_SIGNATURE_DELETED "deleted"

/**
 * YaoSignatureImageUpload:
 * @format: %YAO_SIGNATURE_FORMAT_INKML or %YAO_SIGNATURE_FORMAT_PNG
 * @data: the file
 *
 * POST /v1/certificates/{certificate}/signature-images
 */
typedef struct
{
  char *format;
  GBytes *data;
} YaoSignatureImageUpload;

YAO_MESSAGE_DECLARE (YaoSignatureImageUpload, yao_signature_image_upload)

/**
 * YaoSignatureImageMessage:
 * @version: from 1
 * @state: %YAO_SIGNATURE_CURRENT, %YAO_SIGNATURE_REPLACED or %YAO_SIGNATURE_DELETED
 * @created: when it was sent
 * @deleted: (nullable): when it was deleted, or 0
 * @uid: who sent it
 * @device: the id of the device that it came from
 * @has_picture: whether the picture is still kept
 * @has_ink: whether the strokes are kept, too
 * @width: of the picture, pixels
 * @height: of the picture, pixels
 *
 * One version of a signature.
 */
typedef struct
{
  gint64 version;
  char *state;
  gint64 created;
  gint64 deleted;
  char *uid;
  char *device;
  gboolean has_picture;
  gboolean has_ink;
  gint64 width;
  gint64 height;
} YaoSignatureImageMessage;

YAO_MESSAGE_DECLARE (YaoSignatureImageMessage, yao_signature_image_message)

/**
 * YaoSignatureImageList:
 * @items: (element-type YaoSignatureImageMessage): the newest first
 * @next: (nullable): where the next page begins
 *
 * GET /v1/certificates/{certificate}/signature-images
 */
typedef struct
{
  GPtrArray *items;
  char *next;
} YaoSignatureImageList;

YAO_MESSAGE_DECLARE (YaoSignatureImageList, yao_signature_image_list)

/**
 * YaoSignaturePicture:
 * @image: the version
 * @png: the picture
 *
 * GET /v1/certificates/{certificate}/signature-images/{version}
 */
typedef struct
{
  YaoSignatureImageMessage *image;
  GBytes *png;
} YaoSignaturePicture;

YAO_MESSAGE_DECLARE (YaoSignaturePicture, yao_signature_picture)

/**
 * YaoSignatureInk:
 * @version: of the signature
 * @inkml: its strokes
 *
 * GET /v1/certificates/{certificate}/signature-images/{version}/ink
 */
typedef struct
{
  gint64 version;
  GBytes *inkml;
} YaoSignatureInk;

YAO_MESSAGE_DECLARE (YaoSignatureInk, yao_signature_ink)

G_END_DECLS
