/* yao-authorization-wire.h: the names around authorizations that stand on the wire
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The most uses that one authorization can have, and the most records that one request changes. */
#define YAO_AUTHORIZATION_MAX_USES 1000000
#define YAO_AUTHORIZATION_MAX_BATCH 1000

/**
 * YaoAuthorizationState:
 *
 * Where an authorization is. Time and uses move active and frozen ones to expired.
 */
typedef enum
{
  YAO_AUTHORIZATION_PENDING = 1, /* "pending": applied for */
  YAO_AUTHORIZATION_ACTIVE,      /* "active": the grantee may use the certificate */
  YAO_AUTHORIZATION_FROZEN,      /* "frozen": not for the time being */
  YAO_AUTHORIZATION_EXPIRED,     /* "expired": by time or by uses */
  YAO_AUTHORIZATION_DELETED      /* "deleted": for ever; not listed any more */
} YaoAuthorizationState;

/**
 * YaoAuthorizationAction:
 *
 * What can be done with an authorization. Withdrawing is for who applied, the others are for the
 * grantor.
 */
typedef enum
{
  YAO_AUTHORIZATION_GRANT = 1, /* "grant": pending to active */
  YAO_AUTHORIZATION_FREEZE,    /* "freeze": active to frozen */
  YAO_AUTHORIZATION_UNFREEZE,  /* "unfreeze": frozen to active */
  YAO_AUTHORIZATION_MODIFY,    /* "modify": pending or active: other terms */
  YAO_AUTHORIZATION_RENEW,     /* "renew": expired to what it was before: new terms */
  YAO_AUTHORIZATION_RESET_PIN, /* "reset-pin": active: a new PIN by SMS */
  YAO_AUTHORIZATION_DELETE,    /* "delete": any */
  YAO_AUTHORIZATION_WITHDRAW   /* "withdraw": pending */
} YaoAuthorizationAction;

/**
 * YaoAuthorizationScope:
 *
 * Which authorizations a person looks at.
 */
typedef enum
{
  YAO_AUTHORIZATION_GRANTED = 1, /* "granted": of his own certificates, by others */
  YAO_AUTHORIZATION_SUBMITTED,   /* "submitted": which he applied for */
  YAO_AUTHORIZATION_RECEIVED     /* "received": which let him use certificates of others */
} YaoAuthorizationScope;

/**
 * YaoAuthorizationSort:
 *
 * The order of a list.
 */
typedef enum
{
  YAO_AUTHORIZATION_BY_CHANGE = 1, /* "changed": the last change */
  YAO_AUTHORIZATION_BY_NAME,       /* "name": name of the grantee */
  YAO_AUTHORIZATION_BY_NUMBER,     /* "number": number of the grantee */
  YAO_AUTHORIZATION_BY_UNTIL,      /* "until": end of the validity */
  YAO_AUTHORIZATION_BY_USES_LEFT   /* "uses-left" */
} YaoAuthorizationSort;

/**
 * YaoAuthorizationPin:
 *
 * What the grantee has to sign in with.
 */
typedef enum
{
  YAO_AUTHORIZATION_PIN_NONE = 1, /* "none": no PIN yet */
  YAO_AUTHORIZATION_PIN_WAITING,  /* "waiting": one is being made */
  YAO_AUTHORIZATION_PIN_SENT,     /* "sent": it went out by SMS */
  YAO_AUTHORIZATION_PIN_FAILED    /* "failed": it could not be sent */
} YaoAuthorizationPin;

/**
 * YaoDocumentKind:
 *
 * What shows who an applicant is.
 */
typedef enum
{
  YAO_DOCUMENT_RESIDENT_ID = 1, /* "resident-id": with a check digit (GB 11643) */
  YAO_DOCUMENT_PASSPORT,        /* "passport" */
  YAO_DOCUMENT_HK_MACAU_PERMIT, /* "hk-macau-permit" */
  YAO_DOCUMENT_TAIWAN_PERMIT,   /* "taiwan-permit" */
  YAO_DOCUMENT_OTHER            /* "other" */
} YaoDocumentKind;

#define YAO_TYPE_AUTHORIZATION_STATE (yao_authorization_state_get_type ())
#define YAO_TYPE_AUTHORIZATION_ACTION (yao_authorization_action_get_type ())
#define YAO_TYPE_AUTHORIZATION_SCOPE (yao_authorization_scope_get_type ())
#define YAO_TYPE_AUTHORIZATION_SORT (yao_authorization_sort_get_type ())
#define YAO_TYPE_AUTHORIZATION_PIN (yao_authorization_pin_get_type ())
#define YAO_TYPE_DOCUMENT_KIND (yao_document_kind_get_type ())

GType yao_authorization_state_get_type (void) G_GNUC_CONST;
GType yao_authorization_action_get_type (void) G_GNUC_CONST;
GType yao_authorization_scope_get_type (void) G_GNUC_CONST;
GType yao_authorization_sort_get_type (void) G_GNUC_CONST;
GType yao_authorization_pin_get_type (void) G_GNUC_CONST;
GType yao_document_kind_get_type (void) G_GNUC_CONST;

const char *yao_authorization_state_to_string (YaoAuthorizationState value);
gboolean yao_authorization_state_from_string (const char *text, YaoAuthorizationState *value);
const char *yao_authorization_action_to_string (YaoAuthorizationAction value);
gboolean yao_authorization_action_from_string (const char *text, YaoAuthorizationAction *value);
const char *yao_authorization_scope_to_string (YaoAuthorizationScope value);
gboolean yao_authorization_scope_from_string (const char *text, YaoAuthorizationScope *value);
const char *yao_authorization_sort_to_string (YaoAuthorizationSort value);
gboolean yao_authorization_sort_from_string (const char *text, YaoAuthorizationSort *value);
const char *yao_authorization_pin_to_string (YaoAuthorizationPin value);
gboolean yao_authorization_pin_from_string (const char *text, YaoAuthorizationPin *value);
const char *yao_document_kind_to_string (YaoDocumentKind value);
gboolean yao_document_kind_from_string (const char *text, YaoDocumentKind *value);

char *yao_document_number_fold (YaoDocumentKind kind, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *yao_phone_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
