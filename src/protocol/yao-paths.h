/* yao-paths.h: the paths of the protocol
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-wire.h"

G_BEGIN_DECLS

#define YAO_PATH_WELL_KNOWN "/.well-known/cloudkey"
#define YAO_PATH_USER_CERTIFICATES "/v1/users/{uid}/certificates"
#define YAO_PATH_CA_CHAIN "/v1/ca/{algorithm}/chain"
#define YAO_PATH_CA_CRL "/v1/ca/{algorithm}/crl"
#define YAO_PATH_LOGIN "/v1/pin/login"
#define YAO_PATH_LOGIN_FINISH "/v1/pin/login/{login}"
#define YAO_PATH_REGISTRATION "/v1/pin/registration"
#define YAO_PATH_REGISTRATION_FINISH "/v1/pin/registration/{registration}"
#define YAO_PATH_TOKENS "/v1/tokens"
#define YAO_PATH_TOKEN_REVOCATION "/v1/tokens/revoke"
#define YAO_PATH_SESSION "/v1/session"
#define YAO_PATH_GRANTS "/v1/grants"
#define YAO_PATH_OPERATION "/v1/operations/{key}"
#define YAO_PATH_EVENTS "/v1/events"
#define YAO_PATH_NOTICES "/v1/notices"
#define YAO_PATH_SIGNATURES "/v1/certificates/{certificate}/signatures"
#define YAO_PATH_SIGNATURE_IMAGES "/v1/certificates/{certificate}/signature-images"
#define YAO_PATH_SIGNATURE_IMAGE "/v1/certificates/{certificate}/signature-images/{version}"
#define YAO_PATH_SIGNATURE_INK "/v1/certificates/{certificate}/signature-images/{version}/ink"
#define YAO_PATH_AUTHORIZATIONS "/v1/authorizations"
#define YAO_PATH_AUTHORIZATION_BATCH "/v1/authorizations/batch"
#define YAO_PATH_AUTHORIZATION_CHECK "/v1/authorizations/check"
#define YAO_PATH_AUTHORIZATION "/v1/authorizations/{authorization}"
#define YAO_PATH_AUTHORIZATION_USES "/v1/authorizations/{authorization}/uses"
#define YAO_PATH_AUTHORIZATION_ACTION "/v1/authorizations/{authorization}/{action}"
#define YAO_PATH_NOTICE_DISMISSAL "/v1/notices/{notice}/dismiss"

#define YAO_JSON_CONTENT_TYPE "application/json"
#define YAO_EVENT_STREAM_CONTENT_TYPE "text/event-stream"
#define YAO_CRL_CONTENT_TYPE "application/pkix-crl"

#define YAO_MESSAGE_MAX_SIZE (1024 * 1024)
#define YAO_PAGE_LIMIT_DEFAULT 50
#define YAO_PAGE_LIMIT_MAX 100
#define YAO_CURSOR_MAX_SIZE 256

/**
 * YaoPath:
 * @method: the method
 * @pattern: the path, with "{name}" for each segment that varies
 * @content_type: (nullable): the type of a good reply, %NULL where it has no body
 * @status: the status of a good reply
 *
 * One operation of the protocol.
 */
typedef struct
{
  const char *method;
  const char *pattern;
  const char *content_type;
  guint status;
} YaoPath;

const YaoPath *yao_paths_get (gsize *n_paths);
gboolean yao_path_match (const char *pattern, const char *path, char ***values);

char *yao_path_user_certificates (const char *uid,
                                  guint limit,
                                  const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_ca_chain (YaoCaAlgorithm algorithm) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_ca_crl (YaoCaAlgorithm algorithm) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_signatures (const char *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_signature_images (const char *certificate,
                                 const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_signature_image (const char *certificate, gint64 version) G_GNUC_WARN_UNUSED_RESULT;
char *yao_path_signature_ink (const char *certificate, gint64 version) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_cursor_is_valid (const char *cursor);

G_END_DECLS
