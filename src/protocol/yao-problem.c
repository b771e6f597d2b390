/* yao-problem.c: what a service answers when it does not do what it was asked (RFC 9457)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-problem.h"

#include "yao-json-writer.h"
#include "yao-json.h"
#include "yao-text.h"

#include <string.h>

typedef struct
{
  const char *name;
  guint status;
  YaoErrorCode code; /* what a client makes of it */
  const char *title;
  const char *title_zh;
} Row;

/* The problem types, indexed by YaoProblemKind. */
static const Row rows[] = {
  { NULL, 0, 0, NULL, NULL },
  { "invalid-request", 400, YAO_ERROR_INVALID_INPUT, "The request is not well-formed",
    "请求格式不正确" },
  { "not-found", 404, YAO_ERROR_NOT_FOUND, "There is nothing at this address", "没有找到" },
  { "certificate-not-found", 404, YAO_ERROR_CERTIFICATE_NOT_FOUND,
    "There is no certificate for this number", "该工号没有证书" },
  { "method-not-allowed", 405, YAO_ERROR_UNSUPPORTED, "This method is not allowed here",
    "不支持这种请求方法" },
  { "request-too-large", 413, YAO_ERROR_INVALID_INPUT, "The request is too large", "请求过大" },
  { "unsupported-media-type", 415, YAO_ERROR_UNSUPPORTED, "This type of content is not accepted",
    "不支持这种内容类型" },
  { "throttled", 429, YAO_ERROR_THROTTLED, "Too many requests; wait before the next one",
    "请求过于频繁，请稍后再试" },
  { "session-required", 401, YAO_ERROR_SESSION_REQUIRED, "Nobody is signed in on this device",
    "请先进行身份认证" },
  { "identity-required", 403, YAO_ERROR_IDENTITY_REQUIRED, "A recent identity check is needed",
    "需要重新进行身份认证" },
  { "dpop-invalid", 401, YAO_ERROR_PROOF_REFUSED, "The proof of the device key is not good",
    "设备密钥证明无效" },
  { "use-dpop-nonce", 401, YAO_ERROR_NONCE_REQUIRED, "The proof needs the newest nonce",
    "设备密钥证明需要使用最新的随机数" },
  { "wrong-pin", 403, YAO_ERROR_WRONG_PIN, "The PIN is not right", "证书密码不正确" },
  { "pin-locked", 403, YAO_ERROR_PIN_LOCKED, "The PIN is locked", "证书密码已锁定" },
  { "pin-expired", 403, YAO_ERROR_PIN_EXPIRED, "The issued PIN is over", "初始密码已过期" },
  { "pin-change-required", 403, YAO_ERROR_PIN_CHANGE_REQUIRED,
    "The issued PIN must be changed first", "请先修改初始密码" },
  { "device-revoked", 401, YAO_ERROR_DEVICE_REVOKED, "This device was removed", "此设备已被移除" },
  { "device-not-bound", 403, YAO_ERROR_DEVICE_NOT_BOUND, "This device is not bound",
    "此设备尚未绑定" },
  { "certificate-revoked", 403, YAO_ERROR_CERTIFICATE_REVOKED, "The certificate was revoked",
    "证书已被吊销" },
  { "certificate-expired", 403, YAO_ERROR_CERTIFICATE_EXPIRED, "The certificate is not valid now",
    "证书不在有效期内" },
  { "clock-skew", 403, YAO_ERROR_CLOCK_SKEW, "The signing time is not now",
    "签名时间与当前时间不符" },
  { "conflict", 409, YAO_ERROR_CONFLICT, "It does not fit what was done before",
    "与之前的操作冲突" },
  { "authorization-pending", 409, YAO_ERROR_AUTHORIZATION_PENDING,
    "The authorization has not been granted yet", "该授权尚未确认" },
  { "authorization-active", 409, YAO_ERROR_AUTHORIZATION_ACTIVE, "The authorization is active",
    "该授权已生效" },
  { "authorization-frozen", 409, YAO_ERROR_AUTHORIZATION_FROZEN, "The authorization is frozen",
    "该授权已冻结" },
  { "authorization-expired", 409, YAO_ERROR_AUTHORIZATION_EXPIRED,
    "The authorization is over, by time or by uses", "该授权已过期或次数已用完" },
  { "authorization-not-yet", 409, YAO_ERROR_AUTHORIZATION_NOT_YET,
    "The authorization is not valid yet", "该授权尚未到生效时间" },
  { "authorization-exists", 409, YAO_ERROR_AUTHORIZATION_EXISTS,
    "This person has such an authorization already", "该人员已有未授权、已授权或已冻结的记录" },
  { "applicant-mismatch", 403, YAO_ERROR_APPLICANT_MISMATCH,
    "Name, document or phone are not those on file", "姓名、证件或手机号与登记信息不符" },
  { "changed", 412, YAO_ERROR_CHANGED, "It was changed meanwhile", "内容已被他人修改" },
  { "internal", 500, YAO_ERROR_SERVICE_FAILED, "The service failed", "服务内部错误" },
  { "unavailable", 503, YAO_ERROR_SERVICE_FAILED, "The service cannot do this now",
    "服务暂时不可用" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == YAO_PROBLEM_LAST);

/* What the service answers when a handler fails with a code, indexed by YaoErrorCode. Codes that
 * only a client can have are our own defects in a service.
 */
static const YaoProblemKind problems[] = {
  [0] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_INTERNAL] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_INVALID_INPUT] = YAO_PROBLEM_INVALID_REQUEST,
  [YAO_ERROR_MISSING_INPUT] = YAO_PROBLEM_INVALID_REQUEST,
  [YAO_ERROR_AMBIGUOUS] = YAO_PROBLEM_INVALID_REQUEST,
  [YAO_ERROR_NOT_FOUND] = YAO_PROBLEM_NOT_FOUND,
  [YAO_ERROR_CERTIFICATE_NOT_FOUND] = YAO_PROBLEM_CERTIFICATE_NOT_FOUND,
  [YAO_ERROR_NO_SERVICE] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_INVALID_CODE] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_CODE_EXPIRED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_UNTRUSTED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_UNVERIFIED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_UNREACHABLE] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_TIMED_OUT] = YAO_PROBLEM_UNAVAILABLE,
  [YAO_ERROR_BAD_REPLY] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_REPLY_TOO_LARGE] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_SERVICE_FAILED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_THROTTLED] = YAO_PROBLEM_THROTTLED,
  [YAO_ERROR_DENIED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_IDENTITY_REQUIRED] = YAO_PROBLEM_IDENTITY_REQUIRED,
  [YAO_ERROR_WRONG_PIN] = YAO_PROBLEM_WRONG_PIN,
  [YAO_ERROR_PIN_LOCKED] = YAO_PROBLEM_PIN_LOCKED,
  [YAO_ERROR_DEVICE_REVOKED] = YAO_PROBLEM_DEVICE_REVOKED,
  [YAO_ERROR_CONFLICT] = YAO_PROBLEM_CONFLICT,
  [YAO_ERROR_UNSUPPORTED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_PROFILE_DAMAGED] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_PROFILE_NEWER] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_BUSY] = YAO_PROBLEM_UNAVAILABLE,
  [YAO_ERROR_STORAGE] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_STORAGE_FULL] = YAO_PROBLEM_UNAVAILABLE,
  [YAO_ERROR_PARTIAL] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_KEYRING] = YAO_PROBLEM_INTERNAL,
  [YAO_ERROR_SESSION_REQUIRED] = YAO_PROBLEM_SESSION_REQUIRED,
  [YAO_ERROR_PROOF_REFUSED] = YAO_PROBLEM_DPOP_INVALID,
  [YAO_ERROR_NONCE_REQUIRED] = YAO_PROBLEM_USE_DPOP_NONCE,
  [YAO_ERROR_PIN_EXPIRED] = YAO_PROBLEM_PIN_EXPIRED,
  [YAO_ERROR_PIN_CHANGE_REQUIRED] = YAO_PROBLEM_PIN_CHANGE_REQUIRED,
  [YAO_ERROR_DEVICE_NOT_BOUND] = YAO_PROBLEM_DEVICE_NOT_BOUND,
  [YAO_ERROR_AUTHORIZATION_PENDING] = YAO_PROBLEM_AUTHORIZATION_PENDING,
  [YAO_ERROR_AUTHORIZATION_ACTIVE] = YAO_PROBLEM_AUTHORIZATION_ACTIVE,
  [YAO_ERROR_AUTHORIZATION_FROZEN] = YAO_PROBLEM_AUTHORIZATION_FROZEN,
  [YAO_ERROR_AUTHORIZATION_EXPIRED] = YAO_PROBLEM_AUTHORIZATION_EXPIRED,
  [YAO_ERROR_AUTHORIZATION_NOT_YET] = YAO_PROBLEM_AUTHORIZATION_NOT_YET,
  [YAO_ERROR_AUTHORIZATION_EXISTS] = YAO_PROBLEM_AUTHORIZATION_EXISTS,
  [YAO_ERROR_APPLICANT_MISMATCH] = YAO_PROBLEM_APPLICANT_MISMATCH,
  [YAO_ERROR_CHANGED] = YAO_PROBLEM_CHANGED,
  [YAO_ERROR_CERTIFICATE_REVOKED] = YAO_PROBLEM_CERTIFICATE_REVOKED,
  [YAO_ERROR_CERTIFICATE_EXPIRED] = YAO_PROBLEM_CERTIFICATE_EXPIRED,
  [YAO_ERROR_CLOCK_SKEW] = YAO_PROBLEM_CLOCK_SKEW,
};

G_STATIC_ASSERT (G_N_ELEMENTS (problems) == YAO_ERROR_LAST);

static const Row *
get_row (YaoProblemKind kind)
{
  g_return_val_if_fail ((int) kind >= 0 && kind < YAO_PROBLEM_LAST, &rows[0]);

  return &rows[kind];
}

/**
 * yao_problem_kind_get_name:
 * @kind: a problem type
 *
 * Gets the last part of the type's URN ("not-found").
 *
 * Returns: (nullable): the name, or %NULL for %YAO_PROBLEM_UNKNOWN
 */
const char *
yao_problem_kind_get_name (YaoProblemKind kind)
{
  return get_row (kind)->name;
}

/**
 * yao_problem_kind_from_name:
 * @name: the last part of a URN
 *
 * Looks a problem type up.
 *
 * Returns: the type, or %YAO_PROBLEM_UNKNOWN
 */
YaoProblemKind
yao_problem_kind_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, YAO_PROBLEM_UNKNOWN);

  for (int kind = 1; kind < YAO_PROBLEM_LAST; kind++)
    {
      if (strcmp (rows[kind].name, name) == 0)
        return (YaoProblemKind) kind;
    }

  return YAO_PROBLEM_UNKNOWN;
}

/**
 * yao_problem_kind_from_code:
 * @code: a code
 *
 * Gets what the service answers when a handler fails with @code.
 *
 * Returns: a problem type, never %YAO_PROBLEM_UNKNOWN
 */
YaoProblemKind
yao_problem_kind_from_code (YaoErrorCode code)
{
  if ((int) code < 1 || code >= YAO_ERROR_LAST)
    return YAO_PROBLEM_INTERNAL;

  return problems[code];
}

/**
 * yao_problem_kind_get_code:
 * @kind: a problem type but %YAO_PROBLEM_UNKNOWN
 *
 * Gets what a client makes of a problem.
 *
 * Returns: a code
 */
YaoErrorCode
yao_problem_kind_get_code (YaoProblemKind kind)
{
  const Row *row = get_row (kind);

  return row->name != NULL ? row->code : YAO_ERROR_BAD_REPLY;
}

/**
 * yao_problem_kind_get_status:
 * @kind: a problem type
 *
 * Gets the HTTP status that goes with a problem.
 *
 * Returns: the status, 0 for %YAO_PROBLEM_UNKNOWN
 */
guint
yao_problem_kind_get_status (YaoProblemKind kind)
{
  return get_row (kind)->status;
}

/**
 * yao_problem_kind_get_title:
 * @kind: a problem type
 *
 * Gets a sentence in English, for logs.
 *
 * Returns: (nullable): the sentence
 */
const char *
yao_problem_kind_get_title (YaoProblemKind kind)
{
  return get_row (kind)->title;
}

/**
 * yao_problem_kind_get_title_zh:
 * @kind: a problem type
 *
 * Gets the sentence in Chinese that stands on the wire.
 *
 * Returns: (nullable): the sentence
 */
const char *
yao_problem_kind_get_title_zh (YaoProblemKind kind)
{
  return get_row (kind)->title_zh;
}

/**
 * yao_problem_status_get_code:
 * @status: an HTTP status from 300 on
 *
 * Gets what a client makes of a reply of which it understands nothing but the status: a problem of
 * a type that it does not know, or the page of a gateway.
 *
 * Returns: a code
 */
YaoErrorCode
yao_problem_status_get_code (guint status)
{
  switch (status)
    {
    case 400:
    case 413:
    case 422:
      return YAO_ERROR_INVALID_INPUT;
    case 401:
    case 403:
      return YAO_ERROR_DENIED;
    case 404:
    case 410:
      return YAO_ERROR_NOT_FOUND;
    case 405:
    case 415:
    case 501:
      return YAO_ERROR_UNSUPPORTED;
    case 409:
    case 412:
      return YAO_ERROR_CONFLICT;
    case 429:
      return YAO_ERROR_THROTTLED;
    default:
      return status >= 500 && status <= 599 ? YAO_ERROR_SERVICE_FAILED : YAO_ERROR_BAD_REPLY;
    }
}

/**
 * yao_problem_new:
 * @kind: a problem type but %YAO_PROBLEM_UNKNOWN
 * @detail: (nullable): what is wrong with this request; it goes to the client
 *
 * Makes a problem.
 *
 * Returns: (transfer full): the problem
 */
YaoProblem *
yao_problem_new (YaoProblemKind kind, const char *detail)
{
  YaoProblem *self;

  g_return_val_if_fail ((int) kind > 0 && kind < YAO_PROBLEM_LAST, NULL);

  self = g_new0 (YaoProblem, 1);
  self->kind = kind;
  self->status = rows[kind].status;
  self->title = g_strdup (rows[kind].title_zh);
  self->detail = detail != NULL ? yao_text_shorten (detail, 512) : NULL;
  self->retry_after = -1;
  self->tries_left = -1;
  return self;
}

/**
 * yao_problem_new_from_error:
 * @error: what a handler failed with
 *
 * Makes the problem that the service answers. The message becomes the detail only where it speaks
 * of the request; what went wrong inside stays in the service's log.
 *
 * Returns: (transfer full): the problem
 */
YaoProblem *
yao_problem_new_from_error (const GError *error)
{
  YaoProblemKind kind = YAO_PROBLEM_INTERNAL;
  YaoProblem *self;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == YAO_ERROR)
    kind = yao_problem_kind_from_code ((YaoErrorCode) error->code);

  self = yao_problem_new (kind, rows[kind].status < 500 ? error->message : NULL);
  if (kind == YAO_PROBLEM_AUTHORIZATION_EXISTS)
    self->subject = g_strdup (yao_error_get_subject (error));
  self->retry_after = yao_error_get_retry_after (error);
  self->tries_left = yao_error_get_tries_left (error);
  return self;
}

/**
 * yao_problem_free:
 * @self: (transfer full): a problem
 *
 * Frees a problem.
 */
void
yao_problem_free (YaoProblem *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->instance);
  g_free (self->subject);
  g_free (self);
}

/**
 * yao_problem_encode:
 * @self: a problem but %YAO_PROBLEM_UNKNOWN
 *
 * Writes the body of the reply, of type %YAO_PROBLEM_CONTENT_TYPE.
 *
 * Returns: (transfer full): the body
 */
GBytes *
yao_problem_encode (const YaoProblem *self)
{
  g_autoptr (YaoJsonWriter) writer = NULL;
  g_autofree char *type = NULL;

  g_return_val_if_fail (self != NULL && self->kind != YAO_PROBLEM_UNKNOWN, NULL);

  writer = yao_json_writer_new ();
  type = g_strconcat (YAO_PROBLEM_TYPE_PREFIX, rows[self->kind].name, NULL);
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "type", type);
  yao_json_writer_add_string (writer, "title", self->title);
  yao_json_writer_add_int (writer, "status", self->status);
  if (self->detail != NULL)
    yao_json_writer_add_string (writer, "detail", self->detail);
  if (self->instance != NULL)
    yao_json_writer_add_string (writer, "instance", self->instance);
  if (self->subject != NULL)
    yao_json_writer_add_string (writer, "subject", self->subject);
  if (self->retry_after >= 0)
    yao_json_writer_add_int (writer, "retry_after", self->retry_after);
  if (self->tries_left >= 0)
    yao_json_writer_add_int (writer, "tries_left", self->tries_left);
  yao_json_writer_end_object (writer);

  return yao_json_writer_finish (writer);
}

static gboolean
read_members (YaoProblem *self, YaoJson *json, GError **error)
{
  g_autofree char *type = NULL;
  gint64 tries_left;

  if (!yao_json_get_optional_string (json, "type", 256, &type, error)
      || !yao_json_get_optional_string (json, "title", 1024, &self->title, error)
      || !yao_json_get_optional_string (json, "detail", 4096, &self->detail, error)
      || !yao_json_get_optional_string (json, "instance", 256, &self->instance, error)
      || !yao_json_get_optional_text (json, "subject", 256, &self->subject, error)
      || !yao_json_get_optional_int (json, "retry_after", 0, G_MAXINT32, -1, &self->retry_after,
                                     error)
      || !yao_json_get_optional_int (json, "tries_left", 0, 1000, -1, &tries_left, error))
    return FALSE;

  self->tries_left = (int) tries_left;
  if (type != NULL && g_str_has_prefix (type, YAO_PROBLEM_TYPE_PREFIX))
    self->kind = yao_problem_kind_from_name (type + strlen (YAO_PROBLEM_TYPE_PREFIX));

  return TRUE;
}

/**
 * yao_problem_decode:
 * @body: a body of type %YAO_PROBLEM_CONTENT_TYPE
 * @status: the status of the reply, which counts over the one in the body
 * @error: return location
 *
 * Reads a problem. A type that is not known here is no error.
 *
 * Returns: (transfer full): the problem, or %NULL with %YAO_ERROR_BAD_REPLY
 */
YaoProblem *
yao_problem_decode (GBytes *body, guint status, GError **error)
{
  g_autoptr (YaoProblem) self = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  self = g_new0 (YaoProblem, 1);
  self->status = status;
  json = yao_json_parse (body, YAO_PROBLEM_MAX_SIZE, &local);
  if (json == NULL || !read_members (self, json, &local))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "problem: %s", local->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * yao_problem_to_error:
 * @self: a problem
 *
 * Makes the error that a client fails with: its code from the problem type, or from the status
 * where the type is not known.
 *
 * Returns: (transfer full): the error
 */
GError *
yao_problem_to_error (const YaoProblem *self)
{
  const char *name;
  YaoErrorCode code;
  g_autofree char *detail = NULL;
  GError *error;

  g_return_val_if_fail (self != NULL, NULL);

  name = yao_problem_kind_get_name (self->kind);
  code = name != NULL ? yao_problem_kind_get_code (self->kind)
                      : yao_problem_status_get_code (self->status);
  detail = yao_text_shorten (self->detail != NULL ? self->detail : "", 512);
  error = g_error_new (YAO_ERROR, (int) code, "the service answers %u %s: %s", self->status,
                       name != NULL ? name : "of an unknown type", detail);
  if (self->subject != NULL)
    yao_error_set_subject (error, self->subject);
  if (self->retry_after >= 0)
    yao_error_set_retry_after (error, self->retry_after);
  if (self->tries_left >= 0)
    yao_error_set_tries_left (error, self->tries_left);

  return error;
}
