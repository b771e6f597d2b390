/* yao-identity-message.h: signing in with the PIN, tokens, changing the PIN, what happened
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-message.h"

G_BEGIN_DECLS

/* Sizes of OPAQUE's messages with ristretto255 and SHA-512 (RFC 9807 section 6). */
#define YAO_KE1_SIZE 96
#define YAO_KE2_SIZE 320
#define YAO_KE3_SIZE 64
#define YAO_REGISTRATION_REQUEST_SIZE 32
#define YAO_REGISTRATION_RESPONSE_SIZE 64
#define YAO_REGISTRATION_RECORD_SIZE 192

#define YAO_PIN_ORIGIN_ISSUED "issued" /* the service chose it and sent it by SMS */
#define YAO_PIN_ORIGIN_CHOSEN "chosen" /* the person chose it; the service has never seen it */

#define YAO_DEVICE_UNBOUND "unbound"
#define YAO_DEVICE_ACTIVE "active"

#define YAO_GRANT_MIN_SECONDS 60
#define YAO_GRANT_MAX_SECONDS (8 * 60 * 60)

#define YAO_NOTICES_MAX 100 /* on the one page that there is */

/**
 * YaoLoginStart:
 * @holder: the number of the certificate's owner
 * @uid: the number of the user of the certificate; the owner's own is the same as @holder
 * @ke1: OPAQUE's first message
 *
 * POST /v1/pin/login
 */
typedef struct
{
  char *holder;
  char *uid;
  GBytes *ke1;
} YaoLoginStart;

YAO_MESSAGE_DECLARE (YaoLoginStart, yao_login_start)

/**
 * YaoLoginChallenge:
 * @login_id: names this try
 * @ke2: OPAQUE's second message
 * @expires_in: seconds within which the third one must come
 *
 * The answer to #YaoLoginStart. The try has been counted by then.
 */
typedef struct
{
  char *login_id;
  GBytes *ke2;
  gint64 expires_in;
} YaoLoginChallenge;

YAO_MESSAGE_DECLARE (YaoLoginChallenge, yao_login_challenge)

/**
 * YaoLoginFinish:
 * @ke3: OPAQUE's third message
 * @approval: (nullable): what this check of the PIN approves: SHA-256 of yao_approval_write() in
 *   base64url
 *
 * POST /v1/pin/login/{login}
 */
typedef struct
{
  GBytes *ke3;
  char *approval;
} YaoLoginFinish;

YAO_MESSAGE_DECLARE (YaoLoginFinish, yao_login_finish)

/**
 * YaoAccountMessage:
 * @holder: the number of the certificate's owner
 * @uid: the number of the user
 * @name: the user's name
 * @pin_origin: %YAO_PIN_ORIGIN_ISSUED or %YAO_PIN_ORIGIN_CHOSEN
 * @pin_expires: when an issued PIN ends, or 0
 *
 * An account: one user of one owner's certificates.
 */
typedef struct
{
  char *holder;
  char *uid;
  char *name;
  char *pin_origin;
  gint64 pin_expires;
} YaoAccountMessage;

/**
 * YaoDeviceMessage:
 * @id: the device's id
 * @state: %YAO_DEVICE_UNBOUND or %YAO_DEVICE_ACTIVE
 *
 * The device that a session is on.
 */
typedef struct
{
  char *id;
  char *state;
} YaoDeviceMessage;

/**
 * YaoTokenReply:
 * @access_token: for the Authorization header, bound to the device key
 * @token_type: "DPoP"
 * @expires_in: how many seconds the access token lives
 * @refresh_token: gets the next access token; the same for the whole session
 * @recent_until: until when the last check of the PIN counts as recent, or 0
 * @account: whose session it is
 * @device: on which device
 *
 * The answer to #YaoLoginFinish and #YaoTokenRequest.
 */
typedef struct
{
  char *access_token;
  char *token_type;
  gint64 expires_in;
  char *refresh_token;
  gint64 recent_until;
  YaoAccountMessage *account;
  YaoDeviceMessage *device;
} YaoTokenReply;

YAO_MESSAGE_DECLARE (YaoTokenReply, yao_token_reply)

/**
 * YaoTokenRequest:
 * @grant_type: "refresh_token"
 * @refresh_token: the token
 *
 * POST /v1/tokens
 */
typedef struct
{
  char *grant_type;
  char *refresh_token;
} YaoTokenRequest;

YAO_MESSAGE_DECLARE (YaoTokenRequest, yao_token_request)

/**
 * YaoTokenRevocation:
 * @token: a refresh token
 *
 * POST /v1/tokens/revoke (RFC 7009)
 */
typedef struct
{
  char *token;
} YaoTokenRevocation;

YAO_MESSAGE_DECLARE (YaoTokenRevocation, yao_token_revocation)

/**
 * YaoGrantMessage:
 * @id: the grant's id
 * @expires: when it ends
 *
 * A remembered unlock.
 */
typedef struct
{
  char *id;
  gint64 expires;
} YaoGrantMessage;

YAO_MESSAGE_DECLARE (YaoGrantMessage, yao_grant_message)

/**
 * YaoGrantRequest:
 * @seconds: how long, from %YAO_GRANT_MIN_SECONDS to %YAO_GRANT_MAX_SECONDS
 *
 * POST /v1/grants
 */
typedef struct
{
  gint64 seconds;
} YaoGrantRequest;

YAO_MESSAGE_DECLARE (YaoGrantRequest, yao_grant_request)

/**
 * YaoSessionMessage:
 * @account: whose session it is
 * @device: on which device
 * @recent_until: until when the last check of the PIN counts as recent, or 0
 * @tries_left: wrong PINs before the next long wait
 * @locked_until: no PIN is checked before, or 0
 * @grants: (element-type YaoGrantMessage): the remembered unlocks
 *
 * GET /v1/session
 */
typedef struct
{
  YaoAccountMessage *account;
  YaoDeviceMessage *device;
  gint64 recent_until;
  gint64 tries_left;
  gint64 locked_until;
  GPtrArray *grants;
} YaoSessionMessage;

YAO_MESSAGE_DECLARE (YaoSessionMessage, yao_session_message)

/**
 * YaoRegistrationStart:
 * @request: OPAQUE's registration request
 *
 * POST /v1/pin/registration
 */
typedef struct
{
  GBytes *request;
} YaoRegistrationStart;

YAO_MESSAGE_DECLARE (YaoRegistrationStart, yao_registration_start)

/**
 * YaoRegistrationChallenge:
 * @registration_id: names this registration
 * @response: OPAQUE's registration response
 *
 * The answer to #YaoRegistrationStart.
 */
typedef struct
{
  char *registration_id;
  GBytes *response;
} YaoRegistrationChallenge;

YAO_MESSAGE_DECLARE (YaoRegistrationChallenge, yao_registration_challenge)

/**
 * YaoRegistrationFinish:
 * @record: OPAQUE's registration record
 *
 * POST /v1/pin/registration/{registration}
 */
typedef struct
{
  GBytes *record;
} YaoRegistrationFinish;

YAO_MESSAGE_DECLARE (YaoRegistrationFinish, yao_registration_finish)

/**
 * YaoOperationMessage:
 * @state: "done", "running" or "unknown"
 * @status: the status that was answered, or 0
 * @reply: (nullable): the JSON text that was answered
 *
 * GET /v1/operations/{key}
 */
typedef struct
{
  char *state;
  gint64 status;
  char *reply;
} YaoOperationMessage;

YAO_MESSAGE_DECLARE (YaoOperationMessage, yao_operation_message)

/**
 * YaoEventMessage:
 * @id: grows from one event of an account to the next
 * @time: when it was
 * @kind: what happened, e.g. "pin-changed"
 * @certificate_id: (nullable): which certificate it is about
 * @subject: (nullable): what else it is about
 *
 * Something that the person should hear of.
 */
typedef struct
{
  gint64 id;
  gint64 time;
  char *kind;
  char *certificate_id;
  char *subject;
} YaoEventMessage;

YAO_MESSAGE_DECLARE (YaoEventMessage, yao_event_message)

/**
 * YaoEventList:
 * @items: (element-type YaoEventMessage): the events, oldest first
 * @next: (nullable): the cursor of what follows, if there is more now
 *
 * GET /v1/events?after= as JSON
 */
typedef struct
{
  GPtrArray *items;
  char *next;
} YaoEventList;

YAO_MESSAGE_DECLARE (YaoEventList, yao_event_list)

/**
 * YaoNoticeMessage:
 * @id: names the notice among those of the account
 * @time: since when it waits
 * @kind: what it is about, e.g. "pin-change-required"
 * @certificate_id: (nullable): which certificate it is about
 * @subject: (nullable): what else it is about
 * @until: until when something can be done about it, or 0
 * @dismissible: whether it goes when the person has read it; others go when the thing is done
 *
 * Something that waits for the person.
 */
typedef struct
{
  char *id;
  gint64 time;
  char *kind;
  char *certificate_id;
  char *subject;
  gint64 until;
  gboolean dismissible;
} YaoNoticeMessage;

YAO_MESSAGE_DECLARE (YaoNoticeMessage, yao_notice_message)

/**
 * YaoNoticeList:
 * @items: (element-type YaoNoticeMessage): what must be done first, then the newest first
 *
 * GET /v1/notices
 */
typedef struct
{
  GPtrArray *items;
} YaoNoticeList;

YAO_MESSAGE_DECLARE (YaoNoticeList, yao_notice_list)

G_END_DECLS
