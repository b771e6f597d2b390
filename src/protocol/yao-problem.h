/* yao-problem.h: what a service answers when it does not do what it was asked (RFC 9457)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-error.h"

G_BEGIN_DECLS

#define YAO_PROBLEM_CONTENT_TYPE "application/problem+json"
#define YAO_PROBLEM_TYPE_PREFIX "urn:cloudkey:problem:"
#define YAO_PROBLEM_MAX_SIZE 65536

/**
 * YaoProblemKind:
 *
 * The problem types of the protocol. New ones go before %YAO_PROBLEM_LAST.
 */
typedef enum
{
  YAO_PROBLEM_UNKNOWN = 0, /* a type that this program does not know */
  YAO_PROBLEM_INVALID_REQUEST,
  YAO_PROBLEM_NOT_FOUND,
  YAO_PROBLEM_CERTIFICATE_NOT_FOUND,
  YAO_PROBLEM_METHOD_NOT_ALLOWED,
  YAO_PROBLEM_REQUEST_TOO_LARGE,
  YAO_PROBLEM_UNSUPPORTED_MEDIA_TYPE,
  YAO_PROBLEM_THROTTLED,
  YAO_PROBLEM_SESSION_REQUIRED,
  YAO_PROBLEM_IDENTITY_REQUIRED,
  YAO_PROBLEM_DPOP_INVALID,
  YAO_PROBLEM_USE_DPOP_NONCE,
  YAO_PROBLEM_WRONG_PIN,
  YAO_PROBLEM_PIN_LOCKED,
  YAO_PROBLEM_PIN_EXPIRED,
  YAO_PROBLEM_PIN_CHANGE_REQUIRED,
  YAO_PROBLEM_DEVICE_REVOKED,
  YAO_PROBLEM_DEVICE_NOT_BOUND,
  YAO_PROBLEM_CERTIFICATE_REVOKED,
  YAO_PROBLEM_CERTIFICATE_EXPIRED,
  YAO_PROBLEM_CLOCK_SKEW,
  YAO_PROBLEM_CONFLICT,
  YAO_PROBLEM_AUTHORIZATION_PENDING,
  YAO_PROBLEM_AUTHORIZATION_ACTIVE,
  YAO_PROBLEM_AUTHORIZATION_FROZEN,
  YAO_PROBLEM_AUTHORIZATION_EXPIRED,
  YAO_PROBLEM_AUTHORIZATION_NOT_YET,
  YAO_PROBLEM_AUTHORIZATION_EXISTS,
  YAO_PROBLEM_APPLICANT_MISMATCH,
  YAO_PROBLEM_CHANGED,
  YAO_PROBLEM_INTERNAL,
  YAO_PROBLEM_UNAVAILABLE,
  YAO_PROBLEM_LAST /*< skip >*/
} YaoProblemKind;

/**
 * YaoProblem:
 * @kind: which problem
 * @status: the HTTP status
 * @title: one sentence on the kind, in Chinese when the service writes it; never shown by a client
 * @detail: (nullable): what is wrong with this request, for a developer
 * @instance: (nullable): an id of this occurrence, as it stands in the service's log
 * @subject: (nullable): which thing it is about, e.g. the id of what exists already
 * @retry_after: seconds to wait, or -1
 * @tries_left: tries before a lock, or -1
 *
 * One problem.
 */
typedef struct
{
  YaoProblemKind kind;
  guint status;
  char *title;
  char *detail;
  char *instance;
  char *subject;
  gint64 retry_after;
  int tries_left;
} YaoProblem;

const char *yao_problem_kind_get_name (YaoProblemKind kind);
YaoProblemKind yao_problem_kind_from_name (const char *name);
YaoProblemKind yao_problem_kind_from_code (YaoErrorCode code);
YaoErrorCode yao_problem_kind_get_code (YaoProblemKind kind);
guint yao_problem_kind_get_status (YaoProblemKind kind);
const char *yao_problem_kind_get_title (YaoProblemKind kind);
const char *yao_problem_kind_get_title_zh (YaoProblemKind kind);
YaoErrorCode yao_problem_status_get_code (guint status);

YaoProblem *yao_problem_new (YaoProblemKind kind, const char *detail) G_GNUC_WARN_UNUSED_RESULT;
YaoProblem *yao_problem_new_from_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
void yao_problem_free (YaoProblem *self);

GBytes *yao_problem_encode (const YaoProblem *self) G_GNUC_WARN_UNUSED_RESULT;
YaoProblem *yao_problem_decode (GBytes *body,
                                guint status,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *yao_problem_to_error (const YaoProblem *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoProblem, yao_problem_free)

G_END_DECLS
