/* yao-authorization-message.h: authorizations as they travel
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-authorization-wire.h"
#include "yao-message.h"

G_BEGIN_DECLS

#define YAO_AUTHORIZATION_PAGE_MAX 1000
#define YAO_AUTHORIZATION_PAGE_DEFAULT 50
#define YAO_AUTHORIZATION_SEARCH_MAX 128
/* More than so many found are not counted. */
#define YAO_AUTHORIZATION_COUNT_MAX 10000

/**
 * YaoGranteeMessage:
 * @uid: the number
 * @name: the name
 * @department: (nullable): the department
 * @phone: (nullable): the phone, with its middle left out
 * @document_kind: (nullable): a name of #YaoDocumentKind
 * @document: (nullable): the number of the document, with its middle left out
 * @known: whether the service knew the person before the application
 *
 * Who is to use a certificate.
 */
typedef struct
{
  char *uid;
  char *name;
  char *department;
  char *phone;
  char *document_kind;
  char *document;
  gboolean known;
} YaoGranteeMessage;

/**
 * YaoAuthorizationMessage:
 * @id: the authorization's id
 * @version: one more after each change; also the ETag, in quotation marks
 * @state: a name of #YaoAuthorizationState
 * @holder: the number of the grantor
 * @holder_name: (nullable): his name, once he granted it
 * @certificate_id: (nullable): which certificate, once it was granted
 * @grantee: who may use it
 * @from: from when
 * @until: until when
 * @uses: how often
 * @uses_left: how often still
 * @pin: a name of #YaoAuthorizationPin
 * @submitter: the number of who applied
 * @created: when that was
 * @changed: when it changed last
 *
 * One authorization.
 */
typedef struct
{
  char *id;
  gint64 version;
  char *state;
  char *holder;
  char *holder_name;
  char *certificate_id;
  YaoGranteeMessage *grantee;
  gint64 from;
  gint64 until;
  gint64 uses;
  gint64 uses_left;
  char *pin;
  char *submitter;
  gint64 created;
  gint64 changed;
} YaoAuthorizationMessage;

YAO_MESSAGE_DECLARE (YaoAuthorizationMessage, yao_authorization_message)

/**
 * YaoAuthorizationCounts:
 *
 * How many authorizations of one grantor are in each state.
 */
typedef struct
{
  gint64 pending;
  gint64 active;
  gint64 frozen;
  gint64 expired;
} YaoAuthorizationCounts;

/**
 * YaoAuthorizationPage:
 * @items: (element-type YaoAuthorizationMessage): the authorizations
 * @next: (nullable): the cursor of the page that follows
 * @total: how many there are; where @total_exact is false, at least so many
 * @total_exact: whether @total is exact
 * @list_version: grows with each change to any authorization of the list
 * @counts: how many are in each state, of the scope "granted"
 *
 * GET /v1/authorizations
 */
typedef struct
{
  GPtrArray *items;
  char *next;
  gint64 total;
  gboolean total_exact;
  gint64 list_version;
  YaoAuthorizationCounts *counts;
} YaoAuthorizationPage;

YAO_MESSAGE_DECLARE (YaoAuthorizationPage, yao_authorization_page)

/**
 * YaoAuthorizationTerms:
 * @certificate_id: (nullable): which certificate, to grant where there are several
 * @from: from when, or 0 to leave it
 * @until: until when, or 0 to leave it
 * @uses: how often, or 0 to leave it
 *
 * POST /v1/authorizations/{authorization}/{action}
 */
typedef struct
{
  char *certificate_id;
  gint64 from;
  gint64 until;
  gint64 uses;
} YaoAuthorizationTerms;

YAO_MESSAGE_DECLARE (YaoAuthorizationTerms, yao_authorization_terms)

/**
 * YaoAuthorizationRef:
 * @id: the authorization's id
 * @version: the version that the person saw, or 0 if any will do
 *
 * One authorization of a batch.
 */
typedef struct
{
  char *id;
  gint64 version;
} YaoAuthorizationRef;

YAO_MESSAGE_DECLARE (YaoAuthorizationRef, yao_authorization_ref)

/**
 * YaoAuthorizationBatch:
 * @action: a name of #YaoAuthorizationAction
 * @items: (element-type YaoAuthorizationRef): which ones
 * @terms: (nullable): for all of them
 *
 * POST /v1/authorizations/batch
 */
typedef struct
{
  char *action;
  GPtrArray *items;
  YaoAuthorizationTerms *terms;
} YaoAuthorizationBatch;

YAO_MESSAGE_DECLARE (YaoAuthorizationBatch, yao_authorization_batch)

/**
 * YaoAuthorizationResultMessage:
 * @id: the authorization's id
 * @problem: (nullable): the name of a problem type, where it was not done
 * @detail: (nullable): what is wrong, for a developer
 * @authorization: (nullable): what it is now, where the caller may see it
 *
 * What became of one item.
 */
typedef struct
{
  char *id;
  char *problem;
  char *detail;
  YaoAuthorizationMessage *authorization;
} YaoAuthorizationResultMessage;

YAO_MESSAGE_DECLARE (YaoAuthorizationResultMessage, yao_authorization_result_message)

/**
 * YaoAuthorizationResults:
 * @items: (element-type YaoAuthorizationResultMessage): in the order of the request
 *
 * The answer to #YaoAuthorizationBatch.
 */
typedef struct
{
  GPtrArray *items;
} YaoAuthorizationResults;

YAO_MESSAGE_DECLARE (YaoAuthorizationResults, yao_authorization_results)

/**
 * YaoGrantorMessage:
 * @grantor: a number
 *
 * POST /v1/authorizations/check, and its answer.
 */
typedef struct
{
  char *grantor;
} YaoGrantorMessage;

YAO_MESSAGE_DECLARE (YaoGrantorMessage, yao_grantor_message)

/**
 * YaoApplicationMessage:
 * @grantor: whose certificate
 * @uid: the number of the applicant
 * @name: his name
 * @document_kind: a name of #YaoDocumentKind
 * @document: the number of that document
 * @phone: his phone
 * @from: from when
 * @until: until when
 * @uses: how often
 *
 * POST /v1/authorizations
 */
typedef struct
{
  char *grantor;
  char *uid;
  char *name;
  char *document_kind;
  char *document;
  char *phone;
  gint64 from;
  gint64 until;
  gint64 uses;
} YaoApplicationMessage;

YAO_MESSAGE_DECLARE (YaoApplicationMessage, yao_application_message)

/**
 * YaoAuthorizationUseMessage:
 * @id: grows with each use
 * @time: when
 * @uid: who
 * @name: his name
 * @device: on which device
 * @purpose: (nullable): what for
 *
 * One use of an authorization.
 */
typedef struct
{
  gint64 id;
  gint64 time;
  char *uid;
  char *name;
  char *device;
  char *purpose;
} YaoAuthorizationUseMessage;

YAO_MESSAGE_DECLARE (YaoAuthorizationUseMessage, yao_authorization_use_message)

/**
 * YaoAuthorizationUses:
 * @items: (element-type YaoAuthorizationUseMessage): the newest first
 * @next: (nullable): the cursor of the page that follows
 * @total: how many there are
 *
 * GET /v1/authorizations/{authorization}/uses
 */
typedef struct
{
  GPtrArray *items;
  char *next;
  gint64 total;
} YaoAuthorizationUses;

YAO_MESSAGE_DECLARE (YaoAuthorizationUses, yao_authorization_uses)

G_END_DECLS
