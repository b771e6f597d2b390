/* yao-signature-image-message.c: handwritten signatures that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-image-message.h"

#define MAX_UID 64
#define MAX_ID 64
#define MAX_CURSOR 256
#define MAX_ITEMS 100
#define MAX_VERSION G_MAXINT32

#define FIELD(Type, member, type, minimum, maximum, shape)                                         \
  {                                                                                                \
#member, type, G_STRUCT_OFFSET(Type, member), minimum, maximum, shape                          \
  }

static const YaoMessageField yao_signature_image_upload_fields[] = {
  FIELD (YaoSignatureImageUpload, format, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureImageUpload, data, YAO_MESSAGE_BYTES, 1, YAO_SIGNATURE_IMAGE_MAX_FILE, NULL),
};
YAO_MESSAGE_DEFINE (YaoSignatureImageUpload, yao_signature_image_upload)

static const YaoMessageField yao_signature_image_message_fields[] = {
  FIELD (YaoSignatureImageMessage, version, YAO_MESSAGE_INT, 1, MAX_VERSION, NULL),
  FIELD (YaoSignatureImageMessage, state, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureImageMessage, created, YAO_MESSAGE_TIME, 0, 0, NULL),
  FIELD (YaoSignatureImageMessage, deleted, YAO_MESSAGE_OPTIONAL_TIME, 0, 0, NULL),
  FIELD (YaoSignatureImageMessage, uid, YAO_MESSAGE_TEXT, 1, MAX_UID, NULL),
  FIELD (YaoSignatureImageMessage, device, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureImageMessage, has_picture, YAO_MESSAGE_BOOLEAN, 0, 0, NULL),
  FIELD (YaoSignatureImageMessage, has_ink, YAO_MESSAGE_BOOLEAN, 0, 0, NULL),
  FIELD (YaoSignatureImageMessage, width, YAO_MESSAGE_INT, 1, YAO_SIGNATURE_IMAGE_MAX_SIDE, NULL),
  FIELD (YaoSignatureImageMessage, height, YAO_MESSAGE_INT, 1, YAO_SIGNATURE_IMAGE_MAX_SIDE, NULL),
};
YAO_MESSAGE_DEFINE (YaoSignatureImageMessage, yao_signature_image_message)

static const YaoMessageField yao_signature_image_list_fields[] = {
  FIELD (YaoSignatureImageList,
         items,
         YAO_MESSAGE_ARRAY,
         0,
         MAX_ITEMS,
         &yao_signature_image_message_shape),
  FIELD (YaoSignatureImageList, next, YAO_MESSAGE_OPTIONAL_TEXT, 0, MAX_CURSOR, NULL),
};
YAO_MESSAGE_DEFINE (YaoSignatureImageList, yao_signature_image_list)

static const YaoMessageField yao_signature_picture_fields[] = {
  FIELD (YaoSignaturePicture, image, YAO_MESSAGE_OBJECT, 0, 0, &yao_signature_image_message_shape),
  FIELD (YaoSignaturePicture, png, YAO_MESSAGE_BYTES, 1, YAO_SIGNATURE_IMAGE_MAX_FILE, NULL),
};
YAO_MESSAGE_DEFINE (YaoSignaturePicture, yao_signature_picture)

static const YaoMessageField yao_signature_ink_fields[] = {
  FIELD (YaoSignatureInk, version, YAO_MESSAGE_INT, 1, MAX_VERSION, NULL),
  FIELD (YaoSignatureInk, inkml, YAO_MESSAGE_BYTES, 1, YAO_SIGNATURE_IMAGE_MAX_FILE, NULL),
};
YAO_MESSAGE_DEFINE (YaoSignatureInk, yao_signature_ink)
