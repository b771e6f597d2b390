/* yao-signature-message.h: having a certificate's key sign
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-message.h"

G_BEGIN_DECLS

/* The attributes of this protocol, under the arc of a UUID (ITU-T X.667):
 * fe684996-f88f-4c44-a6ec-f41f8c1f8155. The value of the first is an OCTET STRING of 16 bytes, that
 * of the second a UTF8String.
 */
#define YAO_OID_ARC "2.25.338165402379707216496683773352529068373"
#define YAO_OID_USE YAO_OID_ARC ".1"
#define YAO_OID_AUTHORIZATION YAO_OID_ARC ".2"

#define YAO_SIGNATURE_MAX_ITEMS 200
#define YAO_SIGNATURE_MAX_MESSAGE (64 * 1024) /* of a raw signature by SM2 */
#define YAO_SIGNATURE_USE_SIZE 16
#define YAO_SIGNATURE_CLOCK_SECONDS 900 /* how far the signing time may be off */

#define YAO_SIGNATURE_FORMAT_CMS "cms" /* the items are signed attributes */
#define YAO_SIGNATURE_FORMAT_RAW "raw" /* digests, or for SM2 messages */

#define YAO_SIGNATURE_ALGORITHM_SM2 "sm2-sm3"
#define YAO_SIGNATURE_ALGORITHM_ECDSA "ecdsa-sha256"
#define YAO_SIGNATURE_ALGORITHM_RSA_PKCS1 "rsa-pkcs1-sha256"
#define YAO_SIGNATURE_ALGORITHM_RSA_PSS "rsa-pss-sha256"

#define YAO_SIGNATURE_SIGNED "signed"
#define YAO_SIGNATURE_REFUSED "refused"

/**
 * YaoSignatureItem:
 * @name: what a person calls it, e.g. the name of the file
 * @size: of the document in bytes
 * @use_id: names this use of the key, never another one
 * @data: what to sign
 *
 * One document.
 */
typedef struct
{
  char *name;
  gint64 size;
  GBytes *use_id;
  GBytes *data;
} YaoSignatureItem;

/**
 * YaoSignatureRequest:
 * @format: what the items are
 * @algorithm: how to sign
 * @version: of the certificate that the signatures are for
 * @items: (element-type YaoSignatureItem): up to %YAO_SIGNATURE_MAX_ITEMS
 *
 * POST /v1/certificates/{certificate}/signatures
 */
typedef struct
{
  char *format;
  char *algorithm;
  gint64 version;
  GPtrArray *items;
} YaoSignatureRequest;

YAO_MESSAGE_DECLARE (YaoSignatureRequest, yao_signature_request)
YaoSignatureItem *yao_signature_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * YaoSignatureResult:
 * @state: %YAO_SIGNATURE_SIGNED or %YAO_SIGNATURE_REFUSED
 * @signature: the signature; empty where it was refused
 * @problem: (nullable): the type of the problem where it was
 *
 * What became of one item.
 */
typedef struct
{
  char *state;
  GBytes *signature;
  char *problem;
} YaoSignatureResult;

/**
 * YaoSignatureReply:
 * @items: (element-type YaoSignatureResult): in the order of the request
 *
 * The answer to #YaoSignatureRequest.
 */
typedef struct
{
  GPtrArray *items;
} YaoSignatureReply;

YAO_MESSAGE_DECLARE (YaoSignatureReply, yao_signature_reply)
YaoSignatureResult *yao_signature_result_new (void) G_GNUC_WARN_UNUSED_RESULT;

GBytes *yao_approval_write (const char *path, GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
