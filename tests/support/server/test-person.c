/* test-person.c: somebody who signs in, within the process of the service or over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-person.h"

#include "test-client.h"
#include "yao-digest.h"
#include "yao-dpop-message.h"
#include "yao-encoding.h"
#include "yao-identity-message.h"
#include "yao-json-writer.h"
#include "yao-jws.h"
#include "yao-opaque.h"
#include "yao-paths.h"
#include "yao-pin-issue.h"
#include "yao-problem.h"
#include "yao-random.h"
#include "yao-router.h"

#include <stdio.h>
#include <string.h>

TestPerson *
test_person_new (YaoInstallation *installation)
{
  TestPerson *self = g_new0 (TestPerson, 1);
  g_autoptr (GBytes) x = NULL;
  g_autoptr (GBytes) y = NULL;

  self->installation = installation;
  self->key = yao_key_generate (YAO_KEY_P256, NULL);
  g_assert_true (yao_jwk_get_coordinates (self->key, &x, &y));
  self->jkt = yao_jwk_thumbprint (x, y);
  return self;
}

void
test_person_free (TestPerson *self)
{
  yao_key_unref (self->key);
  g_free (self->jkt);
  g_free (self->nonce);
  g_free (self->access_token);
  g_free (self->approval);
  g_free (self->refresh_token);
  g_free (self);
}

static char *
hash_text (gconstpointer data, gsize size)
{
  g_autoptr (GBytes) digest = yao_digest (YAO_DIGEST_SHA256, data, size);

  return yao_base64url_encode_bytes (digest);
}

char *
test_person_prove (TestPerson *self,
                   const char *method,
                   const char *path,
                   const char *token,
                   GBytes *claims_body)
{
  g_autoptr (YaoDpopHeader) header = yao_dpop_header_new ();
  g_autoptr (YaoDpopClaims) claims = yao_dpop_claims_new ();
  g_autofree char *address = yao_installation_dup_address (self->installation, NULL);
  g_autoptr (GBytes) header_bytes = NULL;
  g_autoptr (GBytes) claims_bytes = NULL;
  gsize size = 0;
  gconstpointer data = claims_body != NULL ? g_bytes_get_data (claims_body, &size) : NULL;

  header->typ = g_strdup ("dpop+jwt");
  header->alg = g_strdup ("ES256");
  header->jwk->kty = g_strdup ("EC");
  header->jwk->crv = g_strdup ("P-256");
  g_assert_true (yao_jwk_get_coordinates (self->key, &header->jwk->x, &header->jwk->y));
  claims->jti = yao_random_id (16);
  claims->htm = g_strdup (method);
  claims->htu = g_strconcat (address, path, NULL);
  claims->iat = g_get_real_time () / G_USEC_PER_SEC;
  claims->nonce = g_strdup (self->nonce);
  claims->ath = token != NULL ? hash_text (token, strlen (token)) : NULL;
  claims->bh = size > 0 ? hash_text (data, size) : NULL;
  header_bytes = yao_dpop_header_encode (header);
  claims_bytes = yao_dpop_claims_encode (claims);
  return yao_jws_sign (self->key, header_bytes, claims_bytes, NULL);
}

static YaoRequest *
make_request (TestPerson *self,
              const char *method,
              const char *path,
              GBytes *body,
              const char *token,
              const char *idempotency_key)
{
  g_auto (GStrv) halves = g_strsplit (path, "?", 2);
  YaoRequest *request = yao_request_new (method, halves[0], halves[1]);
  g_autofree char *proof = test_person_prove (self, method, halves[0], token, body);

  yao_request_add_header (request, "DPoP", proof);
  if (body != NULL)
    {
      yao_request_set_body (request, body);
      yao_request_add_header (request, "Content-Type", "application/json");
    }
  if (self->if_match != NULL)
    yao_request_add_header (request, "If-Match", self->if_match);
  if (token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("DPoP ", token, NULL);

      yao_request_add_header (request, "Authorization", authorization);
    }
  if (idempotency_key != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", idempotency_key);

      yao_request_add_header (request, "Idempotency-Key", quoted);
    }
  return request;
}

static GIOStream *
send_over_tls (TestPerson *self, YaoRequest *request)
{
  static const char *const names[]
      = { "DPoP",   "Content-Type",  "Authorization", "Idempotency-Key",
          "Accept", "Last-Event-ID", "If-Match" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GIOStream *stream = test_client_connect (self->port, self->trust, &error);
  gsize size = 0;
  gconstpointer data = NULL;

  if (stream == NULL)
    return NULL;
  if (yao_request_get_body (request) != NULL)
    data = g_bytes_get_data (yao_request_get_body (request), &size);
  g_string_append_printf (
      text, "%s %s%s%s HTTP/1.1\r\nHost: 127.0.0.1\r\n", yao_request_get_method (request),
      yao_request_get_path (request), yao_request_get_query (request) != NULL ? "?" : "",
      yao_request_get_query (request) != NULL ? yao_request_get_query (request) : "");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (yao_request_get_header (request, names[i]) != NULL)
        g_string_append_printf (text, "%s: %s\r\n", names[i],
                                yao_request_get_header (request, names[i]));
    }
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  if (test_client_send (stream, text->str, text->len) && size > 0)
    test_client_send (stream, data, size);
  return stream;
}

/* NULL if the service died over it. */
static YaoResponse *
receive_over_tls (TestPerson *self, YaoRequest *request)
{
  g_autoptr (GIOStream) stream = send_over_tls (self, request);
  g_autoptr (TestReply) reply = stream != NULL ? test_client_receive (stream, FALSE) : NULL;
  YaoResponse *response = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (reply == NULL || reply->status == 0)
    return NULL;
  response = yao_response_new (reply->status, test_reply_get_header (reply, "content-type"),
                               reply->body);
  g_hash_table_iter_init (&iter, reply->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    yao_response_add_header (response, name, value);
  g_io_stream_close (stream, NULL, NULL);
  return response;
}

static void
add_text (YaoJsonWriter *json, const char *name, GBytes *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);

  yao_json_writer_add_string (json, name, text);
}

/* For who holds it against the description of the protocol: one JSON object a line. */
static void
record_exchange (YaoRequest *request, YaoResponse *response)
{
  const char *path = g_getenv ("YAO_TEST_RECORD");
  g_autoptr (YaoJsonWriter) json = yao_json_writer_new ();
  g_autoptr (GBytes) line = NULL;
  FILE *file;

  if (path == NULL)
    return;
  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_add_string (json, "method", yao_request_get_method (request));
  yao_json_writer_add_string (json, "path", yao_request_get_path (request));
  add_text (json, "request", yao_request_get_body (request));
  yao_json_writer_add_int (json, "status", yao_response_get_status (response));
  add_text (json, "body", yao_response_get_body (response));
  yao_json_writer_begin_object (json, "headers");
  for (gsize i = 0; i < yao_response_get_n_headers (response); i++)
    {
      const char *value = NULL;
      const char *name = yao_response_get_header_at (response, i, &value);

      if (g_ascii_strcasecmp (name, "content-type") != 0)
        yao_json_writer_add_string (json, name, value);
    }
  if (yao_response_get_content_type (response) != NULL)
    yao_json_writer_add_string (json, "content-type", yao_response_get_content_type (response));
  yao_json_writer_end_object (json);
  yao_json_writer_end_object (json);
  line = yao_json_writer_finish (json);

  file = fopen (path, "a");
  g_assert_nonnull (file);
  fwrite (g_bytes_get_data (line, NULL), 1, g_bytes_get_size (line), file);
  fputc ('\n', file);
  fclose (file);
}

static YaoResponse *
send_once (TestPerson *self,
           const char *method,
           const char *path,
           GBytes *body,
           const char *token,
           const char *idempotency_key)
{
  g_autoptr (YaoRequest) request = make_request (self, method, path, body, token, idempotency_key);
  YaoResponse *response = self->port != 0 ? receive_over_tls (self, request)
                                          : yao_router_handle (self->installation, request);

  if (response == NULL)
    return NULL;
  record_exchange (request, response);
  g_free (self->nonce);
  self->nonce = g_strdup (yao_response_get_header (response, "DPoP-Nonce"));
  g_assert_nonnull (self->nonce);
  return response;
}

static YaoRequest *
make_listening (TestPerson *self, const char *last)
{
  YaoRequest *request = make_request (self, "GET", YAO_PATH_EVENTS, NULL, self->access_token, NULL);

  yao_request_add_header (request, "Accept", "text/event-stream");
  if (last != NULL)
    yao_request_add_header (request, "Last-Event-ID", last);
  return request;
}

YaoResponse *
test_person_listen (TestPerson *self, const char *last)
{
  g_autoptr (YaoRequest) request = make_listening (self, last);

  return yao_router_handle (self->installation, request);
}

GIOStream *
test_person_listen_over_tls (TestPerson *self, const char *last)
{
  g_autoptr (YaoRequest) request = make_listening (self, last);

  return send_over_tls (self, request);
}

static YaoProblemKind
get_problem (YaoResponse *response)
{
  g_autoptr (YaoProblem) problem = NULL;

  if (yao_response_get_status (response) < 400)
    return YAO_PROBLEM_UNKNOWN;
  problem = yao_problem_decode (yao_response_get_body (response),
                                yao_response_get_status (response), NULL);
  g_assert_nonnull (problem);
  return problem->kind;
}

YaoResponse *
test_person_send (TestPerson *self,
                  const char *method,
                  const char *path,
                  GBytes *body,
                  const char *token,
                  const char *idempotency_key)
{
  g_autoptr (YaoResponse) response = send_once (self, method, path, body, token, idempotency_key);

  if (response == NULL)
    return NULL;
  if (get_problem (response) != YAO_PROBLEM_USE_DPOP_NONCE)
    return g_steal_pointer (&response);
  return send_once (self, method, path, body, token, idempotency_key);
}

static YaoOpaqueParameters
make_parameters (TestPerson *self, const char *holder, const char *uid, gboolean with_context)
{
  g_autofree char *service = yao_installation_dup_service_id (self->installation, NULL);
  g_autofree char *context = g_strdup_printf ("cloudkey/1|%s|%s", service, self->jkt);
  g_autofree char *client = g_strdup_printf ("%s|%s", holder, uid);

  return (YaoOpaqueParameters){
    .context = with_context ? g_bytes_new (context, strlen (context)) : NULL,
    .server_identity = g_bytes_new (service, strlen (service)),
    .client_identity = g_bytes_new (client, strlen (client)),
  };
}

static void
clear_parameters (YaoOpaqueParameters *parameters)
{
  g_clear_pointer (&parameters->context, g_bytes_unref);
  g_bytes_unref (parameters->server_identity);
  g_bytes_unref (parameters->client_identity);
}

static YaoResponse *
begin (TestPerson *self, YaoOpaqueLogin *login, const char *holder, const char *uid)
{
  g_autoptr (YaoLoginStart) start = yao_login_start_new ();
  g_autoptr (GBytes) body = NULL;

  start->holder = g_strdup (holder);
  start->uid = g_strdup (uid);
  start->ke1 = yao_opaque_login_dup_ke1 (login);
  body = yao_login_start_encode (start);
  return test_person_send (self, "POST", YAO_PATH_LOGIN, body, NULL, NULL);
}

YaoResponse *
test_person_begin_login (TestPerson *self, const char *holder, const char *uid, const char *pin)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from (pin, strlen (pin));
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new (secret);

  return begin (self, login, holder, uid);
}

static void
keep_tokens (TestPerson *self, YaoResponse *response)
{
  g_autoptr (YaoTokenReply) reply
      = yao_token_reply_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);

  g_assert_nonnull (reply);
  g_free (self->access_token);
  g_free (self->refresh_token);
  self->access_token = g_strdup (reply->access_token);
  self->refresh_token = g_strdup (reply->refresh_token);
}

/* A client that finds the PIN wrong has nothing to send; here it sends something all the same. */
YaoResponse *
test_person_login (TestPerson *self, const char *holder, const char *uid, const char *pin)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from (pin, strlen (pin));
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new (secret);
  g_autoptr (YaoResponse) begun = begin (self, login, holder, uid);
  g_autoptr (YaoLoginChallenge) challenge = NULL;
  g_autoptr (YaoLoginFinish) finish = yao_login_finish_new ();
  YaoOpaqueParameters parameters = make_parameters (self, holder, uid, TRUE);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *path = NULL;
  YaoResponse *response;

  if (begun == NULL || yao_response_get_status (begun) != 200)
    {
      clear_parameters (&parameters);
      return g_steal_pointer (&begun);
    }
  challenge = yao_login_challenge_decode (yao_response_get_body (begun), YAO_MESSAGE_CLIENT, NULL);
  g_assert_nonnull (challenge);
  finish->ke3 = yao_opaque_login_finish (login, challenge->ke2, &parameters, NULL, NULL, NULL);
  clear_parameters (&parameters);
  if (finish->ke3 == NULL)
    finish->ke3 = yao_random_bytes (YAO_KE3_SIZE);
  finish->approval = g_steal_pointer (&self->approval);
  body = yao_login_finish_encode (finish);
  path = g_strconcat (YAO_PATH_LOGIN "/", challenge->login_id, NULL);
  response = test_person_send (self, "POST", path, body, NULL, NULL);
  if (response != NULL && yao_response_get_status (response) == 200)
    keep_tokens (self, response);
  return response;
}

YaoResponse *
test_person_change_pin (TestPerson *self,
                        const char *uid,
                        const char *pin,
                        const char *idempotency_key)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from (pin, strlen (pin));
  g_autoptr (YaoOpaqueRegistration) registration = yao_opaque_registration_new (secret);
  g_autoptr (YaoRegistrationStart) start = yao_registration_start_new ();
  g_autoptr (YaoRegistrationFinish) finish = yao_registration_finish_new ();
  g_autoptr (YaoRegistrationChallenge) challenge = NULL;
  g_autoptr (YaoResponse) begun = NULL;
  g_autoptr (GBytes) start_body = NULL;
  g_autoptr (GBytes) finish_body = NULL;
  g_autofree char *path = NULL;
  YaoOpaqueParameters parameters;

  start->request = yao_opaque_registration_dup_request (registration);
  start_body = yao_registration_start_encode (start);
  begun = test_person_send (self, "POST", YAO_PATH_REGISTRATION, start_body, self->access_token,
                            NULL);
  if (begun == NULL || yao_response_get_status (begun) != 200)
    return g_steal_pointer (&begun);

  challenge
      = yao_registration_challenge_decode (yao_response_get_body (begun), YAO_MESSAGE_CLIENT, NULL);
  g_assert_nonnull (challenge);
  parameters = make_parameters (self, uid, uid, FALSE);
  finish->record
      = yao_opaque_registration_finish (registration, challenge->response, &parameters, NULL, NULL);
  clear_parameters (&parameters);
  g_assert_nonnull (finish->record);
  finish_body = yao_registration_finish_encode (finish);
  path = g_strconcat (YAO_PATH_REGISTRATION "/", challenge->registration_id, NULL);
  return test_person_send (self, "POST", path, finish_body, self->access_token, idempotency_key);
}

void
test_assert_status (YaoResponse *response, guint status)
{
  gsize size = 0;
  const char *body = g_bytes_get_data (yao_response_get_body (response), &size);

  if (yao_response_get_status (response) != status)
    g_test_message ("%u: %.*s", yao_response_get_status (response), (int) size, body);
  g_assert_cmpuint (yao_response_get_status (response), ==, status);
}

void
test_assert_problem (YaoResponse *response, const char *name)
{
  g_assert_cmpstr (yao_problem_kind_get_name (get_problem (response)), ==, name);
}

void
test_give_pin (YaoInstallation *installation, const char *uid, const char *pin)
{
  g_autofree char *service = yao_installation_dup_service_id (installation, NULL);
  YaoPinOwner owner = { service, uid, uid };
  g_auto (YaoPinDraft) draft = { 0 };
  g_autoptr (GError) error = NULL;

  yao_pin_draft_init (&draft, &owner, pin);
  g_assert_true (
      yao_pin_draft_make (&draft, yao_installation_get_pin_service (installation), &error));
  g_assert_no_error (error);
  g_assert_true (yao_pin_draft_put (installation, &draft, "test", &error));
  g_assert_no_error (error);
}
