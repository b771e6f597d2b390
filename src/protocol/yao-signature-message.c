/* yao-signature-message.c: having a certificate's key sign
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-message.h"

#include <string.h>

#define APPROVAL_LABEL "cloudkey-approval-v1\n"
#define MAX_ID 64
#define MAX_NAME 255
#define MAX_SIGNATURE 1024
#define MAX_SIZE G_MAXINT64

#define FIELD(Type, member, type, minimum, maximum, shape)                                         \
  {                                                                                                \
#member, type, G_STRUCT_OFFSET(Type, member), minimum, maximum, shape                          \
  }

static const YaoMessageField item_fields[] = {
  FIELD (YaoSignatureItem, name, YAO_MESSAGE_TEXT, 1, MAX_NAME, NULL),
  FIELD (YaoSignatureItem, size, YAO_MESSAGE_INT, 0, MAX_SIZE, NULL),
  FIELD (YaoSignatureItem,
         use_id,
         YAO_MESSAGE_BYTES,
         YAO_SIGNATURE_USE_SIZE,
         YAO_SIGNATURE_USE_SIZE,
         NULL),
  FIELD (YaoSignatureItem, data, YAO_MESSAGE_BYTES, 0, YAO_SIGNATURE_MAX_MESSAGE, NULL),
};
static const YaoMessageShape item_shape
    = { "YaoSignatureItem", sizeof (YaoSignatureItem), item_fields, G_N_ELEMENTS (item_fields) };

static const YaoMessageField yao_signature_request_fields[] = {
  FIELD (YaoSignatureRequest, format, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureRequest, algorithm, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureRequest, version, YAO_MESSAGE_INT, 1, G_MAXINT32, NULL),
  FIELD (YaoSignatureRequest, items, YAO_MESSAGE_ARRAY, 0, YAO_SIGNATURE_MAX_ITEMS, &item_shape),
};
YAO_MESSAGE_DEFINE (YaoSignatureRequest, yao_signature_request)

static const YaoMessageField result_fields[] = {
  FIELD (YaoSignatureResult, state, YAO_MESSAGE_TEXT, 1, MAX_ID, NULL),
  FIELD (YaoSignatureResult, signature, YAO_MESSAGE_BYTES, 0, MAX_SIGNATURE, NULL),
  FIELD (YaoSignatureResult, problem, YAO_MESSAGE_OPTIONAL_TEXT, 0, MAX_ID, NULL),
};
static const YaoMessageShape result_shape = { "YaoSignatureResult", sizeof (YaoSignatureResult),
                                              result_fields, G_N_ELEMENTS (result_fields) };

static const YaoMessageField yao_signature_reply_fields[] = {
  FIELD (YaoSignatureReply, items, YAO_MESSAGE_ARRAY, 0, YAO_SIGNATURE_MAX_ITEMS, &result_shape),
};
YAO_MESSAGE_DEFINE (YaoSignatureReply, yao_signature_reply)

/**
 * yao_signature_item_new:
 *
 * Makes an item, for the array of a request.
 *
 * Returns: (transfer full): the item
 */
YaoSignatureItem *
yao_signature_item_new (void)
{
  return yao_message_new (&item_shape);
}

/**
 * yao_signature_result_new:
 *
 * Makes a result, for the array of a reply.
 *
 * Returns: (transfer full): the result
 */
YaoSignatureResult *
yao_signature_result_new (void)
{
  return yao_message_new (&result_shape);
}

/**
 * yao_approval_write:
 * @path: the path of a request
 * @body: its body
 *
 * Writes what an approval of this request is the SHA-256 of. The digest goes along with the proof
 * of the PIN; the request is then done once within that session, and no other.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_approval_write (const char *path, GBytes *body)
{
  GByteArray *out = g_byte_array_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  g_byte_array_append (out, (const guint8 *) APPROVAL_LABEL, strlen (APPROVAL_LABEL));
  g_byte_array_append (out, (const guint8 *) path, (guint) strlen (path));
  g_byte_array_append (out, (const guint8 *) "\n", 1);
  g_byte_array_append (out, data, (guint) size);
  return g_byte_array_free_to_bytes (out);
}
