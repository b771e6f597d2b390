/* yao-authorization-message.c: authorizations as they travel
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-message.h"

#define MAX_UID 64
#define MAX_NAME 256
#define MAX_ID 64
#define MAX_WORD 32
#define MAX_DETAIL 1024
#define MAX_DOCUMENT 64
#define MAX_PHONE 32
#define MAX_CURSOR 256

/* clang-format off */
#define FIELD(Type, member, kind, minimum, maximum, shape)                                         \
  { #member, YAO_MESSAGE_##kind, G_STRUCT_OFFSET (Type, member), minimum, maximum, shape }
#define SHAPE(Type, type)                                                                          \
  static const YaoMessageShape type##_shape                                                        \
      = { #Type, sizeof (Type), type##_fields, G_N_ELEMENTS (type##_fields) };
/* clang-format on */

static const YaoMessageField grantee_fields[] = {
  FIELD (YaoGranteeMessage, uid, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoGranteeMessage, name, TEXT, 1, MAX_NAME, NULL),
  FIELD (YaoGranteeMessage, department, OPTIONAL_TEXT, 0, MAX_NAME, NULL),
  FIELD (YaoGranteeMessage, phone, OPTIONAL_TEXT, 0, MAX_PHONE, NULL),
  FIELD (YaoGranteeMessage, document_kind, OPTIONAL_TEXT, 0, MAX_WORD, NULL),
  FIELD (YaoGranteeMessage, document, OPTIONAL_TEXT, 0, MAX_DOCUMENT, NULL),
  FIELD (YaoGranteeMessage, known, BOOLEAN, 0, 0, NULL),
};
SHAPE (YaoGranteeMessage, grantee)

static const YaoMessageField yao_authorization_message_fields[] = {
  FIELD (YaoAuthorizationMessage, id, TEXT, 1, MAX_ID, NULL),
  FIELD (YaoAuthorizationMessage, version, INT, 1, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationMessage, state, TEXT, 1, MAX_WORD, NULL),
  FIELD (YaoAuthorizationMessage, holder, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoAuthorizationMessage, holder_name, OPTIONAL_TEXT, 0, MAX_NAME, NULL),
  FIELD (YaoAuthorizationMessage, certificate_id, OPTIONAL_TEXT, 0, MAX_ID, NULL),
  FIELD (YaoAuthorizationMessage, grantee, OBJECT, 0, 0, &grantee_shape),
  FIELD (YaoAuthorizationMessage, from, TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationMessage, until, TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationMessage, uses, INT, 1, YAO_AUTHORIZATION_MAX_USES, NULL),
  FIELD (YaoAuthorizationMessage, uses_left, INT, 0, YAO_AUTHORIZATION_MAX_USES, NULL),
  FIELD (YaoAuthorizationMessage, pin, TEXT, 1, MAX_WORD, NULL),
  FIELD (YaoAuthorizationMessage, submitter, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoAuthorizationMessage, created, TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationMessage, changed, TIME, 0, 0, NULL),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationMessage, yao_authorization_message)

static const YaoMessageField counts_fields[] = {
  FIELD (YaoAuthorizationCounts, pending, INT, 0, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationCounts, active, INT, 0, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationCounts, frozen, INT, 0, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationCounts, expired, INT, 0, G_MAXINT64, NULL),
};
SHAPE (YaoAuthorizationCounts, counts)

static const YaoMessageField yao_authorization_page_fields[] = {
  FIELD (YaoAuthorizationPage,
         items,
         ARRAY,
         0,
         YAO_AUTHORIZATION_PAGE_MAX,
         &yao_authorization_message_shape),
  FIELD (YaoAuthorizationPage, next, OPTIONAL_TEXT, 0, MAX_CURSOR, NULL),
  FIELD (YaoAuthorizationPage, total, INT, 0, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationPage, total_exact, BOOLEAN, 0, 0, NULL),
  FIELD (YaoAuthorizationPage, list_version, INT, 0, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationPage, counts, OBJECT, 0, 0, &counts_shape),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationPage, yao_authorization_page)

static const YaoMessageField yao_authorization_terms_fields[] = {
  FIELD (YaoAuthorizationTerms, certificate_id, OPTIONAL_TEXT, 0, MAX_ID, NULL),
  FIELD (YaoAuthorizationTerms, from, OPTIONAL_TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationTerms, until, OPTIONAL_TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationTerms, uses, OPTIONAL_INT, 1, YAO_AUTHORIZATION_MAX_USES, NULL),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationTerms, yao_authorization_terms)

static const YaoMessageField yao_authorization_ref_fields[] = {
  FIELD (YaoAuthorizationRef, id, TEXT, 1, MAX_ID, NULL),
  FIELD (YaoAuthorizationRef, version, OPTIONAL_INT, 1, G_MAXINT64, NULL),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationRef, yao_authorization_ref)

static const YaoMessageField yao_authorization_batch_fields[] = {
  FIELD (YaoAuthorizationBatch, action, TEXT, 1, MAX_WORD, NULL),
  FIELD (YaoAuthorizationBatch,
         items,
         ARRAY,
         0,
         YAO_AUTHORIZATION_MAX_BATCH,
         &yao_authorization_ref_shape),
  FIELD (YaoAuthorizationBatch, terms, OPTIONAL_OBJECT, 0, 0, &yao_authorization_terms_shape),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationBatch, yao_authorization_batch)

static const YaoMessageField yao_authorization_result_message_fields[] = {
  FIELD (YaoAuthorizationResultMessage, id, TEXT, 1, MAX_ID, NULL),
  FIELD (YaoAuthorizationResultMessage, problem, OPTIONAL_TEXT, 0, MAX_ID, NULL),
  FIELD (YaoAuthorizationResultMessage, detail, OPTIONAL_TEXT, 0, MAX_DETAIL, NULL),
  FIELD (YaoAuthorizationResultMessage,
         authorization,
         OPTIONAL_OBJECT,
         0,
         0,
         &yao_authorization_message_shape),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationResultMessage, yao_authorization_result_message)

static const YaoMessageField yao_authorization_results_fields[] = {
  FIELD (YaoAuthorizationResults,
         items,
         ARRAY,
         0,
         YAO_AUTHORIZATION_MAX_BATCH,
         &yao_authorization_result_message_shape),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationResults, yao_authorization_results)

static const YaoMessageField yao_grantor_message_fields[] = {
  FIELD (YaoGrantorMessage, grantor, TEXT, 1, MAX_UID, NULL),
};
YAO_MESSAGE_DEFINE (YaoGrantorMessage, yao_grantor_message)

static const YaoMessageField yao_application_message_fields[] = {
  FIELD (YaoApplicationMessage, grantor, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoApplicationMessage, uid, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoApplicationMessage, name, TEXT, 1, MAX_NAME, NULL),
  FIELD (YaoApplicationMessage, document_kind, TEXT, 1, MAX_WORD, NULL),
  FIELD (YaoApplicationMessage, document, TEXT, 1, MAX_DOCUMENT, NULL),
  FIELD (YaoApplicationMessage, phone, TEXT, 1, MAX_PHONE, NULL),
  FIELD (YaoApplicationMessage, from, TIME, 0, 0, NULL),
  FIELD (YaoApplicationMessage, until, TIME, 0, 0, NULL),
  FIELD (YaoApplicationMessage, uses, INT, 1, YAO_AUTHORIZATION_MAX_USES, NULL),
};
YAO_MESSAGE_DEFINE (YaoApplicationMessage, yao_application_message)

static const YaoMessageField yao_authorization_use_message_fields[] = {
  FIELD (YaoAuthorizationUseMessage, id, INT, 1, G_MAXINT64, NULL),
  FIELD (YaoAuthorizationUseMessage, time, TIME, 0, 0, NULL),
  FIELD (YaoAuthorizationUseMessage, uid, TEXT, 1, MAX_UID, NULL),
  FIELD (YaoAuthorizationUseMessage, name, TEXT, 1, MAX_NAME, NULL),
  FIELD (YaoAuthorizationUseMessage, device, TEXT, 0, MAX_ID, NULL),
  FIELD (YaoAuthorizationUseMessage, purpose, OPTIONAL_TEXT, 0, MAX_NAME, NULL),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationUseMessage, yao_authorization_use_message)

static const YaoMessageField yao_authorization_uses_fields[] = {
  FIELD (YaoAuthorizationUses, items, ARRAY, 0, 100, &yao_authorization_use_message_shape),
  FIELD (YaoAuthorizationUses, next, OPTIONAL_TEXT, 0, MAX_CURSOR, NULL),
  FIELD (YaoAuthorizationUses, total, INT, 0, G_MAXINT64, NULL),
};
YAO_MESSAGE_DEFINE (YaoAuthorizationUses, yao_authorization_uses)
