/* yao-router.c: which request is answered by what
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-router.h"

#include "yao-caller.h"
#include "yao-dpop-message.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-idempotency.h"
#include "yao-paths.h"
#include "yao-problem-response.h"
#include "yao-proof.h"

#include <string.h>

typedef struct
{
  const char *method;
  const char *pattern;
  YaoRouteHandler handler;
  YaoAccess access;
  gboolean once; /* done once for each Idempotency-Key */
} Route;

/* What changes something and is not in a protocol of its own (sign-in, tokens) is done once. */
static const Route routes[] = {
  { "GET", YAO_PATH_WELL_KNOWN, yao_handle_well_known, YAO_ACCESS_PUBLIC, FALSE },
  { "GET", YAO_PATH_USER_CERTIFICATES, yao_handle_user_certificates, YAO_ACCESS_PUBLIC, FALSE },
  { "GET", YAO_PATH_CA_CHAIN, yao_handle_ca_chain, YAO_ACCESS_PUBLIC, FALSE },
  { "GET", YAO_PATH_CA_CRL, yao_handle_ca_crl, YAO_ACCESS_PUBLIC, FALSE },
  { "POST", YAO_PATH_LOGIN, yao_handle_login_start, YAO_ACCESS_PROOF, FALSE },
  { "POST", YAO_PATH_LOGIN_FINISH, yao_handle_login_finish, YAO_ACCESS_PROOF, FALSE },
  { "POST", YAO_PATH_REGISTRATION, yao_handle_registration_start, YAO_ACCESS_RECENT, FALSE },
  { "POST", YAO_PATH_REGISTRATION_FINISH, yao_handle_registration_finish, YAO_ACCESS_RECENT, TRUE },
  { "POST", YAO_PATH_TOKENS, yao_handle_tokens, YAO_ACCESS_PROOF, FALSE },
  { "POST", YAO_PATH_TOKEN_REVOCATION, yao_handle_token_revocation, YAO_ACCESS_PROOF, FALSE },
  { "GET", YAO_PATH_SESSION, yao_handle_session, YAO_ACCESS_SESSION, FALSE },
  { "POST", YAO_PATH_GRANTS, yao_handle_grant_create, YAO_ACCESS_RECENT, TRUE },
  { "DELETE", YAO_PATH_GRANTS, yao_handle_grants_delete, YAO_ACCESS_SESSION, TRUE },
  { "GET", YAO_PATH_OPERATION, yao_handle_operation, YAO_ACCESS_SESSION, FALSE },
  { "GET", YAO_PATH_EVENTS, yao_handle_events, YAO_ACCESS_SESSION, FALSE },
  { "GET", YAO_PATH_NOTICES, yao_handle_notices, YAO_ACCESS_SESSION, FALSE },
  { "POST", YAO_PATH_NOTICE_DISMISSAL, yao_handle_notice_dismissal, YAO_ACCESS_SESSION, TRUE },
  { "POST", YAO_PATH_SIGNATURES, yao_handle_signatures, YAO_ACCESS_SESSION, TRUE },
  { "GET", YAO_PATH_SIGNATURE_IMAGES, yao_handle_signature_images, YAO_ACCESS_SESSION, FALSE },
  { "POST", YAO_PATH_SIGNATURE_IMAGES, yao_handle_signature_image_put, YAO_ACCESS_RECENT, TRUE },
  { "GET", YAO_PATH_SIGNATURE_IMAGE, yao_handle_signature_image, YAO_ACCESS_SESSION, FALSE },
  { "DELETE", YAO_PATH_SIGNATURE_IMAGE, yao_handle_signature_image_delete, YAO_ACCESS_RECENT,
    TRUE },
  { "GET", YAO_PATH_SIGNATURE_INK, yao_handle_signature_ink, YAO_ACCESS_SESSION, FALSE },
  { "GET", YAO_PATH_AUTHORIZATIONS, yao_handle_authorizations, YAO_ACCESS_RECENT, FALSE },
  { "POST", YAO_PATH_AUTHORIZATIONS, yao_handle_application, YAO_ACCESS_RECENT, TRUE },
  { "POST", YAO_PATH_AUTHORIZATION_CHECK, yao_handle_authorization_check, YAO_ACCESS_RECENT,
    FALSE },
  { "POST", YAO_PATH_AUTHORIZATION_BATCH, yao_handle_authorization_batch, YAO_ACCESS_RECENT, TRUE },
  { "GET", YAO_PATH_AUTHORIZATION, yao_handle_authorization, YAO_ACCESS_RECENT, FALSE },
  { "GET", YAO_PATH_AUTHORIZATION_USES, yao_handle_authorization_uses, YAO_ACCESS_RECENT, FALSE },
  { "POST", YAO_PATH_AUTHORIZATION_ACTION, yao_handle_authorization_action, YAO_ACCESS_RECENT,
    TRUE },
};

static gboolean
is_method (const char *route_method, const char *method)
{
  if (strcmp (route_method, method) == 0)
    return TRUE;
  return strcmp (route_method, "GET") == 0 && strcmp (method, "HEAD") == 0;
}

/* A path may fit several patterns, each with methods of its own. */
static YaoResponse *
refuse_method (const char *path)
{
  YaoResponse *response = yao_problem_response_for_status (405);
  g_autoptr (GString) allow = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) values = NULL;

      if (!yao_path_match (routes[i].pattern, path, &values)
          || strstr (allow->str, routes[i].method) != NULL)
        continue;
      g_string_append_printf (allow, "%s%s%s", allow->len > 0 ? ", " : "", routes[i].method,
                              strcmp (routes[i].method, "GET") == 0 ? ", HEAD" : "");
    }
  yao_response_add_header (response, "Allow", allow->str);
  return response;
}

static YaoResponse *
do_route (YaoInstallation *installation, YaoRequest *request, const Route *route, GError **error)
{
  YaoCaller *caller;

  if (route->access != YAO_ACCESS_PUBLIC)
    {
      caller = yao_caller_check (installation, request, route->access, error);
      if (caller == NULL)
        return NULL;
      yao_request_take_caller (request, caller, (GDestroyNotify) yao_caller_free);
    }
  return route->once ? yao_idempotency_handle (installation, request, route->handler, error)
                     : route->handler (installation, request, error);
}

/* Every answer to a request with a proof brings the nonce for the next one (RFC 9449 section 8). */
static void
add_nonce (YaoInstallation *installation,
           YaoRequest *request,
           YaoResponse *response,
           const GError *error)
{
  g_autofree char *jkt = yao_proof_peek_jkt (request);
  g_autofree char *nonce = NULL;

  if (yao_error_is (error, YAO_ERROR_NONCE_REQUIRED))
    yao_response_add_header (response, "WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"");
  if (jkt == NULL)
    return;

  nonce = yao_proof_checker_make_nonce (yao_installation_get_proofs (installation), jkt);
  yao_response_add_header (response, YAO_DPOP_NONCE_HEADER, nonce);
}

static YaoResponse *
call (YaoInstallation *installation, YaoRequest *request, const Route *route)
{
  g_autoptr (GError) error = NULL;
  YaoResponse *response = do_route (installation, request, route, &error);

  if (response == NULL)
    response = yao_problem_response_for_error (error);
  if (route->access != YAO_ACCESS_PUBLIC)
    add_nonce (installation, request, response, error);
  return response;
}

/**
 * yao_router_handle:
 * @installation: the service
 * @request: a request
 *
 * Answers a request, whatever it is. To HEAD the answer is that of GET; who sends it leaves the
 * body out.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_router_handle (YaoInstallation *installation, YaoRequest *request)
{
  const char *path = yao_request_get_path (request);
  gboolean is_known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      char **values = NULL;

      if (!yao_path_match (routes[i].pattern, path, &values))
        continue;
      yao_request_take_parameters (request, values);
      is_known = TRUE;
      if (is_method (routes[i].method, yao_request_get_method (request)))
        return call (installation, request, &routes[i]);
    }

  return is_known ? refuse_method (path) : yao_problem_response_for_status (404);
}
