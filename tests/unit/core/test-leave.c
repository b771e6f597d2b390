/* test-leave.c: how sessions end, and what becomes of a request whose client ended
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-error.h"

#include <string.h>

#define NEW_PIN "402957"

static YaoPinStatus *
log_in (DemoFixture *fixture, YaoCertificate *certificate, const char *pin)
{
  g_autoptr (GError) error = NULL;
  YaoPinStatus *status;

  demo_fixture_answer (fixture, pin, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  return status;
}

static YaoSessions *
get_sessions (DemoFixture *fixture)
{
  return yao_identity_get_sessions (yao_client_get_identity (fixture->client));
}

static YaoSecret *
dup_refresh (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = yao_account_new_for (certificate);

  return yao_sessions_dup_refresh (get_sessions (fixture), account);
}

/* Whether the service still takes a token, from the device that it was given to. */
static gboolean
is_alive (DemoFixture *fixture, YaoCertificate *certificate, YaoSecret *token)
{
  g_autoptr (YaoAccount) account = yao_account_new_for (certificate);
  g_autoptr (YaoTokenReply) reply = yao_token_reply_new ();
  g_autoptr (YaoPinStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = (const char *) yao_secret_peek (token, &size);

  reply->access_token = g_strdup ("over");
  reply->refresh_token = g_strndup (text, size);
  yao_sessions_put (get_sessions (fixture), account, reply);
  demo_fixture_be_absent (fixture);
  status = yao_client_pin_status (fixture->client, certificate, NULL, &error);
  if (status == NULL)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_IDENTITY_REQUIRED);
  return status != NULL;
}

static void
bind (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (YaoPinStatus) first = log_in (fixture, certificate, DEMO_PIN);
  g_autofree char *output
      = demo_fixture_admin (fixture, "devices", "bind", yao_pin_status_get_device_id (first), NULL);
  g_autoptr (YaoPinStatus) second = log_in (fixture, certificate, DEMO_PIN);

  g_assert_true (yao_pin_status_is_bound (second));
}

static guint
count_owed (DemoFixture *fixture)
{
  g_autofree char *dir = g_build_filename (fixture->dir, "intents", "owed", NULL);

  return temp_dir_count (dir, "");
}

static void delete (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (GError) error = NULL;

  yao_client_delete (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
}

/* With the last certificate of an account its session ends, in the service too. */
static void
test_delete (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoSecret) token = dup_refresh (fixture, certificate);

  g_assert_true (is_alive (fixture, certificate, token));
  delete (fixture, certificate);
  certificate = demo_fixture_download (fixture, "10001");
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  g_assert_false (is_alive (fixture, certificate, token));
  g_assert_cmpuint (count_owed (fixture), ==, 0);
}

/* Where the service does not hear of it, it is told later, also by a program started anew. */
static void
test_delete_offline (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoSecret) token = NULL;
  g_autoptr (YaoPinStatus) status = NULL;
  YaoCertificate *other;

  bind (fixture, certificate);
  token = dup_refresh (fixture, certificate);
  fault_transport_cut (fixture->fault, FAULT_DROP_BEFORE, 0);
  delete (fixture, certificate);
  g_assert_cmpuint (count_owed (fixture), ==, 1);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 2);

  demo_fixture_restart (fixture);
  certificate = demo_fixture_download (fixture, "10001");
  g_assert_true (is_alive (fixture, certificate, token));

  /* Whoever signs in pays for all. */
  other = demo_fixture_download (fixture, "10002");
  status = log_in (fixture, other, DEMO_PIN);
  g_assert_cmpuint (count_owed (fixture), ==, 0);
  g_assert_false (is_alive (fixture, certificate, token));
}

/* Nothing is kept where nothing can be remembered. */
static void
test_unbound_offline (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) status = NULL;

  yao_keyring_memory_set_state (fixture->keyring, YAO_KEYRING_ABSENT);
  status = log_in (fixture, certificate, DEMO_PIN);
  fault_transport_cut (fixture->fault, FAULT_DROP_BEFORE, 0);
  delete (fixture, certificate);
  g_assert_cmpuint (count_owed (fixture), ==, 0);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);
}

/* Signing out says that the service did not hear of it. What is owed goes with the service. */
static void
test_sign_out_offline (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (GError) error = NULL;

  bind (fixture, certificate);
  fault_transport_cut (fixture->fault, FAULT_DROP_BEFORE, 0);
  g_assert_false (yao_client_logout (fixture->client, certificate, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  g_assert_cmpuint (count_owed (fixture), ==, 1);

  yao_client_remove_service (fixture->client, yao_client_get_default_service (fixture->client),
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_owed (fixture), ==, 0);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);
}

static guint
count_in (GBytes *all, const char *text)
{
  gsize left;
  const char *at = g_bytes_get_data (all, &left);
  const char *end = at + left;
  guint count = 0;

  while ((at = memmem (at, (gsize) (end - at), text, strlen (text))) != NULL)
    {
      count++;
      at += strlen (text);
    }
  return count;
}

static guint
count_intents (DemoFixture *fixture)
{
  g_autofree char *dir = g_build_filename (fixture->dir, "intents", NULL);

  return temp_dir_count (dir, "");
}

/* The requests of a change, with a nonce at hand: KE1, KE3, registration, record. */
#define RECORD_REQUEST 3

/* The service did it or did not, and the client heard nothing and ended. The next one asks, once
 * somebody signs in, and sends nothing again.
 */
static void
test_restart (DemoFixture *fixture, gconstpointer data)
{
  FaultKind kind = GPOINTER_TO_INT (data);
  const char *pin = kind == FAULT_DROP_AFTER ? NEW_PIN : DEMO_PIN;
  YaoCertificate *certificate = demo_fixture_download (fixture, "10004");
  g_autofree char *id = g_strdup (yao_certificate_get_id (certificate));
  g_autoptr (YaoPinStatus) before = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoSecret) old_pin = demo_secret (DEMO_PIN);
  g_autoptr (YaoSecret) new_pin = demo_secret (NEW_PIN);
  g_autoptr (YaoPinStatus) after = NULL;
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GError) error = NULL;

  fault_transport_cut (fixture->fault, kind, RECORD_REQUEST);
  g_assert_false (
      yao_client_change_pin (fixture->client, certificate, old_pin, new_pin, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpuint (count_intents (fixture), ==, 1);

  demo_fixture_restart (fixture);
  certificate = yao_client_find_certificate (fixture->client, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_intents (fixture), ==, 1);
  after = log_in (fixture, certificate, pin);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  all = recording_transport_dup_all (fixture->recording);
  g_assert_cmpuint (count_in (all, "/v1/operations/"), >=, 1);
  g_assert_cmpuint (count_in (all, "/v1/pin/registration"), ==, 0);
}

#define TEST(name, data, function)                                                                 \
  g_test_add ("/core/leave/" name, DemoFixture, data, demo_fixture_set_up, function,               \
              demo_fixture_tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  TEST ("delete", NULL, test_delete);
  TEST ("delete-offline", NULL, test_delete_offline);
  TEST ("unbound-offline", NULL, test_unbound_offline);
  TEST ("sign-out-offline", NULL, test_sign_out_offline);
  TEST ("restart-done", GINT_TO_POINTER (FAULT_DROP_AFTER), test_restart);
  TEST ("restart-not-done", GINT_TO_POINTER (FAULT_DROP_BEFORE), test_restart);

  status = g_test_run ();
  demo_fixture_clean_up ();
  return status;
}
