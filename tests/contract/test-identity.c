/* test-identity.c: every operation of identity over TLS, good and bad
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "test-server.h"

#include "yao-account-table.h"
#include "yao-identity-message.h"
#include "yao-paths.h"
#include "yao-session-table.h"

#include <string.h>

#define PIN "739164"
#define NEW_PIN "850273"
#define WRONG_PIN "000000"

/* What goes over the wire is recorded where YAO_TEST_RECORD says, and held against the description
 * of the protocol by test-openapi-identity.py: so each operation is here, with what it refuses.
 */
typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
  TestServer *server;
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
  test_give_pin (fixture->installation, "1", PIN);
  fixture->server = test_server_start (fixture->folder, fixture->clock, NULL);
  fixture->person = test_person_new (fixture->installation);
  fixture->person->port = test_server_get_port (fixture->server);
  fixture->person->trust = test_server_get_trust (fixture->server);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->person);
  test_server_stop (fixture->server);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static void
expect (YaoResponse *taken, guint status, const char *problem)
{
  g_autoptr (YaoResponse) response = taken;

  g_assert_nonnull (response);
  test_assert_status (response, status);
  if (problem != NULL)
    test_assert_problem (response, problem);
}

static void
sign_in (Fixture *fixture, const char *pin)
{
  expect (test_person_login (fixture->person, "1", "1", pin), 200, NULL);
}

/* @key: whether the request is to be done once */
static YaoResponse *
ask (Fixture *fixture, const char *method, const char *path, const char *text, gboolean key)
{
  g_autofree char *uuid = key ? g_uuid_string_random () : NULL;
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  return test_person_send (fixture->person, method, path, body, fixture->person->access_token,
                           uuid);
}

/* The same without an access token: only the device proves itself. */
static YaoResponse *
ask_unsigned (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return test_person_send (fixture->person, "POST", path, body, NULL, NULL);
}

static void
set_device (Fixture *fixture, const char *state)
{
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (fixture->database, "1", "1", NULL);
  g_autoptr (YaoDeviceRecord) device
      = yao_device_table_find (fixture->database, account->id, fixture->person->jkt, NULL);

  g_assert_true (yao_device_table_set_state (fixture->database, device->id, state, NULL));
}

static void
test_login (Fixture *fixture, gconstpointer data)
{
  expect (test_person_begin_login (fixture->person, "1", "1", PIN), 200, NULL);
  expect (ask_unsigned (fixture, YAO_PATH_LOGIN, "{}"), 400, "invalid-request");
  expect (ask_unsigned (fixture, YAO_PATH_LOGIN, "{\"holder\":\"1\"}"), 400, "invalid-request");
  expect (ask_unsigned (fixture, YAO_PATH_LOGIN "/x", "{}"), 400, "invalid-request");
  expect (test_person_login (fixture->person, "1", "1", WRONG_PIN), 403, "wrong-pin");
  sign_in (fixture, PIN);
  for (int i = 0; i < 5; i++)
    expect (test_person_login (fixture->person, "1", "1", WRONG_PIN), 403, "wrong-pin");
  expect (test_person_login (fixture->person, "1", "1", PIN), 429, "throttled");
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  expect (ask (fixture, "GET", YAO_PATH_SESSION, NULL, FALSE), 401, "session-required");
  sign_in (fixture, PIN);
  expect (ask (fixture, "GET", YAO_PATH_SESSION, NULL, FALSE), 200, NULL);
  set_device (fixture, "active");
  expect (ask (fixture, "POST", YAO_PATH_GRANTS, "{\"seconds\":600}", TRUE), 201, NULL);
  expect (ask (fixture, "GET", YAO_PATH_SESSION, NULL, FALSE), 200, NULL);
  set_device (fixture, "suspended");
  expect (ask (fixture, "GET", YAO_PATH_SESSION, NULL, FALSE), 401, "device-revoked");
}

static void
test_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *refresh = NULL;
  g_autofree char *revoke = NULL;

  sign_in (fixture, PIN);
  refresh = g_strdup_printf ("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"%s\"}",
                             fixture->person->refresh_token);
  revoke = g_strdup_printf ("{\"token\":\"%s\"}", fixture->person->refresh_token);
  expect (ask_unsigned (fixture, YAO_PATH_TOKENS, refresh), 200, NULL);
  expect (ask_unsigned (fixture, YAO_PATH_TOKENS,
                        "{\"grant_type\":\"password\",\"refresh_token\":\"x\"}"),
          400, "invalid-request");
  expect (ask_unsigned (fixture, YAO_PATH_TOKEN_REVOCATION, revoke), 204, NULL);
  expect (ask_unsigned (fixture, YAO_PATH_TOKENS, refresh), 401, "session-required");
}

static void
test_registration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *operation = g_strconcat ("/v1/operations/", key, NULL);

  sign_in (fixture, PIN);
  expect (ask (fixture, "GET", operation, NULL, FALSE), 200, NULL);
  expect (test_person_change_pin (fixture->person, "1", NEW_PIN, NULL), 400, "invalid-request");
  expect (test_person_change_pin (fixture->person, "1", NEW_PIN, key), 204, NULL);
  expect (ask (fixture, "GET", operation, NULL, FALSE), 200, NULL);
  yao_clock_set_offset (fixture->clock, 301);
  expect (test_person_change_pin (fixture->person, "1", PIN, key), 403, "identity-required");
  yao_clock_set_offset (fixture->clock, 0);
}

static void
test_grants (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, PIN);
  expect (ask (fixture, "POST", YAO_PATH_GRANTS, "{\"seconds\":600}", TRUE), 403,
          "device-not-bound");
  set_device (fixture, "active");
  expect (ask (fixture, "POST", YAO_PATH_GRANTS, "{\"seconds\":1}", TRUE), 400, "invalid-request");
  expect (ask (fixture, "POST", YAO_PATH_GRANTS, "{\"seconds\":600}", TRUE), 201, NULL);
  expect (ask (fixture, "DELETE", YAO_PATH_GRANTS, NULL, TRUE), 204, NULL);
}

static void
test_notices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) certificate
      = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_autoptr (YaoCertificateRecord) next
      = yao_issuance_renew (fixture->installation, certificate, "test", NULL);
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoNoticeList) list = NULL;
  g_autofree char *path = NULL;

  sign_in (fixture, PIN);
  expect (ask (fixture, "GET", YAO_PATH_EVENTS, NULL, FALSE), 200, NULL);
  response = ask (fixture, "GET", YAO_PATH_NOTICES, NULL, FALSE);
  list = yao_notice_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpuint (list->items->len, ==, 1);
  path = g_strdup_printf (YAO_PATH_NOTICES "/%s/dismiss",
                          ((YaoNoticeMessage *) list->items->pdata[0])->id);
  expect (ask (fixture, "POST", YAO_PATH_NOTICES "/x/dismiss", NULL, TRUE), 404, "not-found");
  expect (ask (fixture, "POST", path, NULL, TRUE), 204, NULL);
  expect (ask (fixture, "GET", YAO_PATH_EVENTS, NULL, FALSE), 200, NULL);
}

static YaoEventList *
list_events (Fixture *fixture, const char *query)
{
  g_autofree char *path = g_strconcat (YAO_PATH_EVENTS, query, NULL);
  g_autoptr (YaoResponse) response = ask (fixture, "GET", path, NULL, FALSE);
  g_autoptr (GError) error = NULL;
  YaoEventList *list;

  test_assert_status (response, 200);
  list = yao_event_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  return list;
}

/* The list beside the push: page by page, nothing twice and nothing left out. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoEventList) all = NULL;
  g_autofree char *query = g_strdup ("?limit=1");
  guint count = 0;

  sign_in (fixture, PIN);
  expect (test_person_change_pin (fixture->person, "1", NEW_PIN, key), 204, NULL);
  all = list_events (fixture, "");
  g_assert_cmpuint (all->items->len, ==, 3);
  g_assert_null (all->next);
  while (query != NULL)
    {
      g_autoptr (YaoEventList) page = list_events (fixture, query);

      for (guint i = 0; i < page->items->len; i++, count++)
        g_assert_cmpint (((YaoEventMessage *) page->items->pdata[i])->id, ==,
                         ((YaoEventMessage *) all->items->pdata[count])->id);
      g_clear_pointer (&query, g_free);
      if (page->next != NULL)
        query = g_strdup_printf ("?after=%s&limit=1", page->next);
    }
  g_assert_cmpuint (count, ==, all->items->len);

  expect (ask (fixture, "GET", YAO_PATH_EVENTS "?limit=0", NULL, FALSE), 400, "invalid-request");
  expect (ask (fixture, "GET", YAO_PATH_EVENTS "?limit=101", NULL, FALSE), 400, "invalid-request");
  expect (ask (fixture, "GET", YAO_PATH_EVENTS "?after=-1", NULL, FALSE), 400, "invalid-request");
  expect (ask (fixture, "GET", YAO_PATH_NOTICES "?limit=1", NULL, FALSE), 400, "invalid-request");
}

#define TEST(name, function)                                                                       \
  g_test_add ("/contract/identity/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("login", test_login);
  TEST ("session", test_session);
  TEST ("tokens", test_tokens);
  TEST ("registration", test_registration);
  TEST ("grants", test_grants);
  TEST ("notices", test_notices);
  TEST ("events", test_events);
  return g_test_run ();
}
