/* yao-identity-message.c: signing in with the PIN, tokens, changing the PIN, what happened
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-message.h"

#define APPROVAL_SIZE 43 /* 32 bytes in base64url */
#define MAX_UID 64
#define MAX_NAME 256
#define MAX_ID 64
#define MAX_NOTICE_ID 128
#define MAX_TOKEN 128
#define MAX_GRANTS 64
#define MAX_EVENTS 100
#define MAX_REPLY (512 * 1024)

#define TEXT(Type, member, maximum)                                                                \
  {                                                                                                \
#member, YAO_MESSAGE_TEXT, G_STRUCT_OFFSET(Type, member), 1, maximum, NULL                     \
  }
#define OPTIONAL_TEXT(Type, member, maximum)                                                       \
  {                                                                                                \
#member, YAO_MESSAGE_OPTIONAL_TEXT, G_STRUCT_OFFSET(Type, member), 0, maximum, NULL            \
  }
#define SECRET_TEXT(Type, member, maximum)                                                         \
  {                                                                                                \
#member, YAO_MESSAGE_SECRET_TEXT, G_STRUCT_OFFSET(Type, member), 1, maximum, NULL              \
  }
#define BYTES(Type, member, size)                                                                  \
  {                                                                                                \
#member, YAO_MESSAGE_BYTES, G_STRUCT_OFFSET(Type, member), size, size, NULL                    \
  }
#define INT(Type, member, minimum, maximum)                                                        \
  {                                                                                                \
#member, YAO_MESSAGE_INT, G_STRUCT_OFFSET(Type, member), minimum, maximum, NULL                \
  }
#define TIME(Type, member)                                                                         \
  {                                                                                                \
#member, YAO_MESSAGE_TIME, G_STRUCT_OFFSET(Type, member), 0, 0, NULL                           \
  }
#define OPTIONAL_TIME(Type, member)                                                                \
  {                                                                                                \
#member, YAO_MESSAGE_OPTIONAL_TIME, G_STRUCT_OFFSET(Type, member), 0, 0, NULL                  \
  }
#define BOOLEAN(Type, member)                                                                      \
  {                                                                                                \
#member, YAO_MESSAGE_BOOLEAN, G_STRUCT_OFFSET(Type, member), 0, 0, NULL                        \
  }
#define OBJECT(Type, member, shape)                                                                \
  {                                                                                                \
#member, YAO_MESSAGE_OBJECT, G_STRUCT_OFFSET(Type, member), 0, 0, shape                        \
  }
#define ARRAY(Type, member, maximum, shape)                                                        \
  {                                                                                                \
#member, YAO_MESSAGE_ARRAY, G_STRUCT_OFFSET(Type, member), 0, maximum, shape                   \
  }

static const YaoMessageField yao_login_start_fields[] = {
  TEXT (YaoLoginStart, holder, MAX_UID),
  TEXT (YaoLoginStart, uid, MAX_UID),
  BYTES (YaoLoginStart, ke1, YAO_KE1_SIZE),
};
YAO_MESSAGE_DEFINE (YaoLoginStart, yao_login_start)

static const YaoMessageField yao_login_challenge_fields[] = {
  TEXT (YaoLoginChallenge, login_id, MAX_ID),
  BYTES (YaoLoginChallenge, ke2, YAO_KE2_SIZE),
  INT (YaoLoginChallenge, expires_in, 1, 3600),
};
YAO_MESSAGE_DEFINE (YaoLoginChallenge, yao_login_challenge)

static const YaoMessageField yao_login_finish_fields[] = {
  BYTES (YaoLoginFinish, ke3, YAO_KE3_SIZE),
  OPTIONAL_TEXT (YaoLoginFinish, approval, APPROVAL_SIZE),
};
YAO_MESSAGE_DEFINE (YaoLoginFinish, yao_login_finish)

static const YaoMessageField account_fields[] = {
  TEXT (YaoAccountMessage, holder, MAX_UID),      TEXT (YaoAccountMessage, uid, MAX_UID),
  TEXT (YaoAccountMessage, name, MAX_NAME),       TEXT (YaoAccountMessage, pin_origin, MAX_ID),
  OPTIONAL_TIME (YaoAccountMessage, pin_expires),
};
static const YaoMessageShape account_shape = { "YaoAccountMessage", sizeof (YaoAccountMessage),
                                               account_fields, G_N_ELEMENTS (account_fields) };

static const YaoMessageField device_fields[] = {
  TEXT (YaoDeviceMessage, id, MAX_ID),
  TEXT (YaoDeviceMessage, state, MAX_ID),
};
static const YaoMessageShape device_shape = { "YaoDeviceMessage", sizeof (YaoDeviceMessage),
                                              device_fields, G_N_ELEMENTS (device_fields) };

static const YaoMessageField yao_token_reply_fields[] = {
  SECRET_TEXT (YaoTokenReply, access_token, MAX_TOKEN),
  TEXT (YaoTokenReply, token_type, MAX_ID),
  INT (YaoTokenReply, expires_in, 1, 86400),
  SECRET_TEXT (YaoTokenReply, refresh_token, MAX_TOKEN),
  OPTIONAL_TIME (YaoTokenReply, recent_until),
  OBJECT (YaoTokenReply, account, &account_shape),
  OBJECT (YaoTokenReply, device, &device_shape),
};
YAO_MESSAGE_DEFINE (YaoTokenReply, yao_token_reply)

static const YaoMessageField yao_token_request_fields[] = {
  TEXT (YaoTokenRequest, grant_type, MAX_ID),
  SECRET_TEXT (YaoTokenRequest, refresh_token, MAX_TOKEN),
};
YAO_MESSAGE_DEFINE (YaoTokenRequest, yao_token_request)

static const YaoMessageField yao_token_revocation_fields[] = {
  SECRET_TEXT (YaoTokenRevocation, token, MAX_TOKEN),
};
YAO_MESSAGE_DEFINE (YaoTokenRevocation, yao_token_revocation)

static const YaoMessageField yao_grant_message_fields[] = {
  TEXT (YaoGrantMessage, id, MAX_ID),
  TIME (YaoGrantMessage, expires),
};
YAO_MESSAGE_DEFINE (YaoGrantMessage, yao_grant_message)

static const YaoMessageField yao_grant_request_fields[] = {
  INT (YaoGrantRequest, seconds, YAO_GRANT_MIN_SECONDS, YAO_GRANT_MAX_SECONDS),
};
YAO_MESSAGE_DEFINE (YaoGrantRequest, yao_grant_request)

static const YaoMessageField yao_session_message_fields[] = {
  OBJECT (YaoSessionMessage, account, &account_shape),
  OBJECT (YaoSessionMessage, device, &device_shape),
  OPTIONAL_TIME (YaoSessionMessage, recent_until),
  INT (YaoSessionMessage, tries_left, 0, 1000),
  OPTIONAL_TIME (YaoSessionMessage, locked_until),
  ARRAY (YaoSessionMessage, grants, MAX_GRANTS, &yao_grant_message_shape),
};
YAO_MESSAGE_DEFINE (YaoSessionMessage, yao_session_message)

static const YaoMessageField yao_registration_start_fields[] = {
  BYTES (YaoRegistrationStart, request, YAO_REGISTRATION_REQUEST_SIZE),
};
YAO_MESSAGE_DEFINE (YaoRegistrationStart, yao_registration_start)

static const YaoMessageField yao_registration_challenge_fields[] = {
  TEXT (YaoRegistrationChallenge, registration_id, MAX_ID),
  BYTES (YaoRegistrationChallenge, response, YAO_REGISTRATION_RESPONSE_SIZE),
};
YAO_MESSAGE_DEFINE (YaoRegistrationChallenge, yao_registration_challenge)

static const YaoMessageField yao_registration_finish_fields[] = {
  BYTES (YaoRegistrationFinish, record, YAO_REGISTRATION_RECORD_SIZE),
};
YAO_MESSAGE_DEFINE (YaoRegistrationFinish, yao_registration_finish)

static const YaoMessageField yao_operation_message_fields[] = {
  TEXT (YaoOperationMessage, state, MAX_ID),
  INT (YaoOperationMessage, status, 0, 599),
  OPTIONAL_TEXT (YaoOperationMessage, reply, MAX_REPLY),
};
YAO_MESSAGE_DEFINE (YaoOperationMessage, yao_operation_message)

static const YaoMessageField yao_event_message_fields[] = {
  INT (YaoEventMessage, id, 1, G_MAXINT64),
  TIME (YaoEventMessage, time),
  TEXT (YaoEventMessage, kind, MAX_ID),
  OPTIONAL_TEXT (YaoEventMessage, certificate_id, MAX_ID),
  OPTIONAL_TEXT (YaoEventMessage, subject, MAX_NAME),
};
YAO_MESSAGE_DEFINE (YaoEventMessage, yao_event_message)

static const YaoMessageField yao_event_list_fields[] = {
  ARRAY (YaoEventList, items, MAX_EVENTS, &yao_event_message_shape),
  OPTIONAL_TEXT (YaoEventList, next, MAX_ID),
};
YAO_MESSAGE_DEFINE (YaoEventList, yao_event_list)

static const YaoMessageField yao_notice_message_fields[] = {
  TEXT (YaoNoticeMessage, id, MAX_NOTICE_ID),
  TIME (YaoNoticeMessage, time),
  TEXT (YaoNoticeMessage, kind, MAX_ID),
  OPTIONAL_TEXT (YaoNoticeMessage, certificate_id, MAX_ID),
  OPTIONAL_TEXT (YaoNoticeMessage, subject, MAX_NAME),
  OPTIONAL_TIME (YaoNoticeMessage, until),
  BOOLEAN (YaoNoticeMessage, dismissible),
};
YAO_MESSAGE_DEFINE (YaoNoticeMessage, yao_notice_message)

static const YaoMessageField yao_notice_list_fields[] = {
  ARRAY (YaoNoticeList, items, YAO_NOTICES_MAX, &yao_notice_message_shape),
};
YAO_MESSAGE_DEFINE (YaoNoticeList, yao_notice_list)
