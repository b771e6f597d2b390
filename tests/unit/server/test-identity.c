/* test-identity.c: signing in, proofs, tokens, changing the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "yao-account-table.h"
#include "yao-encoding.h"
#include "yao-identity-message.h"
#include "yao-limits.h"
#include "yao-operation-table.h"
#include "yao-paths.h"
#include "yao-pin-lockout.h"
#include "yao-router.h"
#include "yao-session-table.h"

#include <string.h>

#define PIN "739164"

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
  TestPerson *person;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
  test_add_user (fixture->installation, "1", "张伟");
  test_add_user (fixture->installation, "2", "李娜");
  test_give_pin (fixture->installation, "1", PIN);
  fixture->person = test_person_new (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->person);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static void
pass_time (Fixture *fixture, gint64 seconds)
{
  static gint64 passed;

  passed = seconds == 0 ? 0 : passed + seconds;
  yao_clock_set_offset (fixture->clock, passed);
}

static void
login (TestPerson *person, const char *pin, guint status)
{
  g_autoptr (YaoResponse) response = test_person_login (person, "1", "1", pin);

  test_assert_status (response, status);
}

static YaoResponse *
get_session (TestPerson *person)
{
  return test_person_send (person, "GET", YAO_PATH_SESSION, NULL, person->access_token, NULL);
}

static void
test_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) response = test_person_login (fixture->person, "1", "1", PIN);
  g_autoptr (YaoTokenReply) reply = NULL;
  g_autoptr (YaoResponse) session = NULL;
  g_autoptr (YaoSessionMessage) message = NULL;

  test_assert_status (response, 200);
  reply = yao_token_reply_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpstr (reply->account->name, ==, "张伟");
  g_assert_cmpstr (reply->account->pin_origin, ==, YAO_PIN_ORIGIN_CHOSEN);
  g_assert_cmpstr (reply->device->state, ==, YAO_DEVICE_UNBOUND);
  g_assert_cmpint (reply->recent_until, >, yao_clock_get_unix (fixture->clock));

  session = get_session (fixture->person);
  test_assert_status (session, 200);
  message = yao_session_message_decode (yao_response_get_body (session), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpint (message->tries_left, ==, 5);
  g_assert_cmpint (message->locked_until, ==, 0);
  g_assert_cmpuint (message->grants->len, ==, 0);
}

static void
test_wrong_pin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) response = test_person_login (fixture->person, "1", "1", "000000");

  test_assert_status (response, 403);
  test_assert_problem (response, "wrong-pin");
  login (fixture->person, PIN, 200);
}

/* Nobody's number, a person without a PIN and a wrong PIN are answered alike, and counted alike. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const uids[] = { "1", "2", "nobody" };

  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      g_autoptr (TestPerson) stranger = test_person_new (fixture->installation);
      gsize size = 0;

      for (int n = 0; n < 5; n++)
        {
          g_autoptr (YaoResponse) response
              = test_person_login (stranger, uids[i], uids[i], "000000");

          test_assert_status (response, 403);
          test_assert_problem (response, "wrong-pin");
          if (size == 0)
            size = g_bytes_get_size (yao_response_get_body (response));
          g_assert_cmpuint (g_bytes_get_size (yao_response_get_body (response)), >=, size - 2);
        }
      {
        g_autoptr (YaoResponse) response = test_person_login (stranger, uids[i], uids[i], PIN);

        test_assert_status (response, 429);
        g_assert_cmpstr (yao_response_get_header (response, "Retry-After"), !=, NULL);
      }
    }
}

/* A try counts when it is begun: not finishing it saves nothing. */
static void
test_counts_at_start (Fixture *fixture, gconstpointer data)
{
  for (int n = 0; n < 5; n++)
    {
      g_autoptr (YaoResponse) begun = test_person_begin_login (fixture->person, "1", "1", PIN);

      test_assert_status (begun, 200);
    }
  login (fixture->person, PIN, 429);
  pass_time (fixture, 1801);
  login (fixture->person, PIN, 200);
  pass_time (fixture, 0);
}

static void
bind (Fixture *fixture, TestPerson *person)
{
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (fixture->database, "1", "1", NULL);
  g_autoptr (YaoDeviceRecord) device
      = yao_device_table_find (fixture->database, account->id, person->jkt, NULL);

  g_assert_true (yao_device_table_set_state (fixture->database, device->id, "active", NULL));
}

/* Ten wrong PINs lock one bound device, and neither the owner's other one nor unbound ones. */
static void
test_bound_counter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPerson) other = test_person_new (fixture->installation);

  login (fixture->person, PIN, 200);
  login (other, PIN, 200);
  bind (fixture, fixture->person);
  bind (fixture, other);

  for (int n = 0; n < 10; n++)
    {
      login (fixture->person, "000000", 403);
      pass_time (fixture, 14401);
    }
  {
    g_autoptr (YaoResponse) response = test_person_login (fixture->person, "1", "1", PIN);

    test_assert_problem (response, "pin-locked");
  }
  login (other, PIN, 200);
  pass_time (fixture, 0);
}

static void
test_proof_refused (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autoptr (TestPerson) thief = test_person_new (fixture->installation);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"seconds\":60}", 14);
  g_autoptr (GBytes) changed = g_bytes_new_static ("{\"seconds\":61}", 14);
  g_autofree char *fresh = NULL;
  struct
  {
    const char *name;
    char *proof;
    const char *method;
    const char *path;
    GBytes *body;
    guint status;
  } map[7] = { { 0 } };

  login (person, PIN, 200);
  fresh = test_person_prove (person, "GET", YAO_PATH_SESSION, person->access_token, NULL);
  map[0].name = "good";
  map[0].proof = g_strdup (fresh);
  map[1].name = "replay";
  map[1].proof = g_strdup (fresh);
  map[2].name = "method";
  map[2].proof = test_person_prove (person, "POST", YAO_PATH_SESSION, person->access_token, NULL);
  map[3].name = "path";
  map[3].proof = test_person_prove (person, "GET", YAO_PATH_EVENTS, person->access_token, NULL);
  map[4].name = "token";
  map[4].proof = test_person_prove (person, "GET", YAO_PATH_SESSION, "another", NULL);
  map[5].name = "key";
  thief->nonce = g_strdup (person->nonce);
  map[5].proof = test_person_prove (thief, "GET", YAO_PATH_SESSION, person->access_token, NULL);
  map[6].name = "body";
  map[6].proof = test_person_prove (person, "POST", YAO_PATH_GRANTS, person->access_token, body);
  map[6].method = "POST";
  map[6].path = YAO_PATH_GRANTS;
  map[6].body = changed;
  map[0].status = 200;

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (YaoRequest) request
          = yao_request_new (map[i].method != NULL ? map[i].method : "GET",
                             map[i].path != NULL ? map[i].path : YAO_PATH_SESSION, NULL);
      g_autofree char *authorization = g_strconcat ("DPoP ", person->access_token, NULL);
      g_autoptr (YaoResponse) response = NULL;

      g_test_message ("checking %s", map[i].name);
      yao_request_add_header (request, "DPoP", map[i].proof);
      yao_request_add_header (request, "Authorization", authorization);
      if (map[i].body != NULL)
        yao_request_set_body (request, map[i].body);
      response = yao_router_handle (fixture->installation, request);
      test_assert_status (response, map[i].status != 0 ? map[i].status : 401);
      g_free (map[i].proof);
    }
}

static void
test_old_nonce (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autofree char *proof = NULL;
  g_autoptr (YaoRequest) request = yao_request_new ("GET", YAO_PATH_SESSION, NULL);
  g_autofree char *authorization = NULL;
  g_autoptr (YaoResponse) response = NULL;

  login (person, PIN, 200);
  proof = test_person_prove (person, "GET", YAO_PATH_SESSION, person->access_token, NULL);
  authorization = g_strconcat ("DPoP ", person->access_token, NULL);
  yao_request_add_header (request, "DPoP", proof);
  yao_request_add_header (request, "Authorization", authorization);
  pass_time (fixture, 301);
  response = yao_router_handle (fixture->installation, request);
  test_assert_problem (response, "use-dpop-nonce");
  g_assert_cmpstr (yao_response_get_header (response, "WWW-Authenticate"), ==,
                   "DPoP error=\"use_dpop_nonce\"");
  pass_time (fixture, 0);
}

static void
refresh (TestPerson *person, const char *token, guint status)
{
  g_autoptr (YaoTokenRequest) asked = yao_token_request_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoResponse) response = NULL;

  asked->grant_type = g_strdup ("refresh_token");
  asked->refresh_token = g_strdup (token);
  body = yao_token_request_encode (asked);
  response = test_person_send (person, "POST", YAO_PATH_TOKENS, body, NULL, NULL);
  test_assert_status (response, status);
  if (status == 200)
    {
      g_autoptr (YaoTokenReply) reply
          = yao_token_reply_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);

      g_assert_cmpstr (reply->refresh_token, ==, token);
      g_free (person->access_token);
      person->access_token = g_strdup (reply->access_token);
    }
}

static void
test_tokens (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autoptr (TestPerson) thief = test_person_new (fixture->installation);
  g_autoptr (YaoResponse) over = NULL;
  g_autoptr (YaoResponse) again = NULL;

  login (person, PIN, 200);
  pass_time (fixture, 601);
  over = get_session (person);
  test_assert_problem (over, "session-required");
  refresh (thief, person->refresh_token, 401);
  refresh (person, person->refresh_token, 200);
  again = get_session (person);
  test_assert_status (again, 200);

  /* Without a bound device a session ends a day after the last check of the PIN. */
  pass_time (fixture, 86400);
  refresh (person, person->refresh_token, 401);
  pass_time (fixture, 0);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autoptr (YaoTokenRevocation) revocation = yao_token_revocation_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoResponse) out = NULL;
  g_autoptr (YaoResponse) session = NULL;
  g_autoptr (YaoResponse) twice = NULL;

  login (person, PIN, 200);
  revocation->token = g_strdup (person->refresh_token);
  body = yao_token_revocation_encode (revocation);
  out = test_person_send (person, "POST", YAO_PATH_TOKEN_REVOCATION, body, NULL, NULL);
  test_assert_status (out, 204);
  session = get_session (person);
  test_assert_problem (session, "session-required");
  twice = test_person_send (person, "POST", YAO_PATH_TOKEN_REVOCATION, body, NULL, NULL);
  test_assert_status (twice, 204);
}

static void
test_change_pin (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autoptr (TestPerson) other = test_person_new (fixture->installation);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *path = g_strconcat ("/v1/operations/", key, NULL);
  g_autoptr (YaoResponse) changed = NULL;
  g_autoptr (YaoResponse) asked = NULL;
  g_autoptr (YaoResponse) ended = NULL;
  g_autoptr (YaoOperationMessage) operation = NULL;

  login (person, PIN, 200);
  login (other, PIN, 200);
  changed = test_person_change_pin (person, "1", "850273", key);
  test_assert_status (changed, 204);

  asked = test_person_send (person, "GET", path, NULL, person->access_token, NULL);
  operation
      = yao_operation_message_decode (yao_response_get_body (asked), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpstr (operation->state, ==, "done");
  g_assert_cmpint (operation->status, ==, 204);

  ended = get_session (other);
  test_assert_problem (ended, "session-required");
  login (other, PIN, 403);
  login (other, "850273", 200);
}

static void
test_needs_recent (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoResponse) response = NULL;

  login (person, PIN, 200);
  pass_time (fixture, 301);
  response = test_person_change_pin (person, "1", "850273", key);
  test_assert_problem (response, "identity-required");
  pass_time (fixture, 0);
}

static YaoResponse *
ask_grant (TestPerson *person, const char *text, const char *key)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return test_person_send (person, "POST", YAO_PATH_GRANTS, body, person->access_token, key);
}

static void
test_grants (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *other_key = g_uuid_string_random ();
  g_autoptr (YaoResponse) unbound = NULL;
  g_autoptr (YaoResponse) without_key = NULL;
  g_autoptr (YaoResponse) made = NULL;
  g_autoptr (YaoResponse) again = NULL;
  g_autoptr (YaoResponse) mismatch = NULL;
  g_autoptr (YaoResponse) forgotten = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (YaoDeviceRecord) device = NULL;

  login (person, PIN, 200);
  unbound = ask_grant (person, "{\"seconds\":600}", key);
  test_assert_problem (unbound, "device-not-bound");
  bind (fixture, person);
  without_key = ask_grant (person, "{\"seconds\":600}", NULL);
  test_assert_problem (without_key, "invalid-request");

  made = ask_grant (person, "{\"seconds\":600}", key);
  test_assert_status (made, 201);
  again = ask_grant (person, "{\"seconds\":600}", key);
  test_assert_status (again, 201);
  g_assert_true (g_bytes_equal (yao_response_get_body (made), yao_response_get_body (again)));
  mismatch = ask_grant (person, "{\"seconds\":601}", key);
  test_assert_problem (mismatch, "conflict");

  account = yao_account_table_find (fixture->database, "1", "1", NULL);
  device = yao_device_table_find (fixture->database, account->id, person->jkt, NULL);
  grants = yao_grant_table_list (fixture->database, account->id, device->id,
                                 yao_clock_get_unix (fixture->clock), NULL);
  g_assert_cmpuint (grants->len, ==, 1);

  forgotten
      = test_person_send (person, "DELETE", YAO_PATH_GRANTS, NULL, person->access_token, other_key);
  test_assert_status (forgotten, 204);
  g_ptr_array_unref (grants);
  grants = yao_grant_table_list (fixture->database, account->id, device->id,
                                 yao_clock_get_unix (fixture->clock), NULL);
  g_assert_cmpuint (grants->len, ==, 0);
}

static void
test_revoked_device (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (YaoDeviceRecord) device = NULL;
  g_autoptr (YaoResponse) session = NULL;
  g_autoptr (YaoResponse) again = NULL;

  login (person, PIN, 200);
  account = yao_account_table_find (fixture->database, "1", "1", NULL);
  device = yao_device_table_find (fixture->database, account->id, person->jkt, NULL);
  g_assert_true (yao_device_table_set_state (fixture->database, device->id, "revoked", NULL));
  session = get_session (person);
  test_assert_problem (session, "device-revoked");
  again = test_person_login (person, "1", "1", PIN);
  test_assert_problem (again, "device-revoked");
  g_assert_false (yao_device_table_set_state (fixture->database, device->id, "active", NULL));
}

static void
test_events (Fixture *fixture, gconstpointer data)
{
  TestPerson *person = fixture->person;
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoResponse) changed = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoEventList) list = NULL;

  login (person, PIN, 200);
  changed = test_person_change_pin (person, "1", "850273", key);
  response = test_person_send (person, "GET", YAO_PATH_EVENTS, NULL, person->access_token, NULL);
  test_assert_status (response, 200);
  list = yao_event_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpuint (list->items->len, ==, 3);
  g_assert_cmpstr (((YaoEventMessage *) list->items->pdata[1])->kind, ==, "device-added");
  g_assert_cmpstr (((YaoEventMessage *) list->items->pdata[2])->kind, ==, "pin-changed");
}

/* A service that ends between the two steps of a login has counted the try. */
static void
test_counts_survive (Fixture *fixture, gconstpointer data)
{
  YaoPinCounting counting = { "1", "1", NULL };
  YaoPinAllowance allowance;
  g_autoptr (YaoResponse) begun = test_person_begin_login (fixture->person, "1", "1", "000000");

  test_assert_status (begun, 200);
  g_object_unref (fixture->installation);
  fixture->installation = test_installation_open (fixture->folder, fixture->clock);
  fixture->database = yao_installation_get_database (fixture->installation);
  fixture->person->installation = fixture->installation;
  g_assert_true (yao_pin_lockout_peek (fixture->installation, &counting, &allowance, NULL));
  g_assert_cmpint (allowance.tries_left, ==, 4);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/server/identity/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("login", test_login);
  ADD ("wrong-pin", test_wrong_pin);
  ADD ("unknown", test_unknown);
  ADD ("counts-at-start", test_counts_at_start);
  ADD ("bound-counter", test_bound_counter);
  ADD ("proof-refused", test_proof_refused);
  ADD ("old-nonce", test_old_nonce);
  ADD ("tokens", test_tokens);
  ADD ("sign-out", test_sign_out);
  ADD ("change-pin", test_change_pin);
  ADD ("needs-recent", test_needs_recent);
  ADD ("grants", test_grants);
  ADD ("revoked-device", test_revoked_device);
  ADD ("events", test_events);
  ADD ("counts-survive", test_counts_survive);
  return g_test_run ();
}
