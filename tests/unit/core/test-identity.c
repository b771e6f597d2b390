/* test-identity.c: signing in, the PIN and the device key, against the real service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-error.h"
#include "yao-phone-message.h"
#include "yao-problem.h"

#define WRONG "918273"
#define NEW_PIN "402957"

static void
assert_code (const GError *error, YaoErrorCode code)
{
  g_assert_nonnull (error);
  if (!yao_error_is (error, code))
    g_test_message ("%s", error->message);
  g_assert_error (error, YAO_ERROR, (int) code);
}

static YaoPinStatus *
log_in (DemoFixture *fixture, YaoCertificate *certificate, const char *pin)
{
  g_autoptr (GError) error = NULL;
  YaoPinStatus *status;

  demo_fixture_answer (fixture, pin, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (status);
  return status;
}

static void
test_login (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;
  g_autoptr (YaoPinStatus) again = NULL;

  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  status = log_in (fixture, certificate, DEMO_PIN);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_true (yao_client_is_signed_in (fixture->client, certificate));
  g_assert_cmpstr (yao_pin_status_get_uid (status), ==, "10001");
  g_assert_cmpstr (yao_pin_status_get_name (status), ==, "张伟");
  g_assert_false (yao_pin_status_is_issued (status));
  g_assert_false (yao_pin_status_is_bound (status));
  g_assert_cmpint (yao_pin_status_get_recent_until (status), >, 0);
  g_assert_cmpint (yao_pin_status_get_tries_left (status), ==, 5);

  again = yao_client_pin_status (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpstr (yao_pin_status_get_device_id (again), ==, yao_pin_status_get_device_id (status));
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 1);
}

static void
test_nobody_to_ask (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (GError) error = NULL;

  demo_fixture_be_absent (fixture);
  g_assert_null (yao_client_pin_status (fixture->client, certificate, NULL, &error));
  assert_code (error, YAO_ERROR_IDENTITY_REQUIRED);
}

static void
test_wrong_then_right (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10002");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;

  demo_fixture_answer (fixture, WRONG, NULL);
  g_assert_null (yao_client_login (fixture->client, certificate, NULL, &error));
  assert_code (error, YAO_ERROR_WRONG_PIN);
  g_assert_cmpint (yao_error_get_tries_left (error), ==, 4);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  g_clear_error (&error);

  demo_fixture_answer (fixture, WRONG, DEMO_PIN, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  g_assert_true (fixture->requests->pdata[0] == fixture->requests->pdata[1]);
  g_assert_cmpint (yao_identity_request_get_state (fixture->requests->pdata[0]), ==,
                   YAO_IDENTITY_DONE);
  g_assert_cmpint (yao_pin_status_get_tries_left (status), ==, 5);
}

static void
test_lockout (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10003");
  g_autoptr (GError) error = NULL;

  demo_fixture_answer (fixture, WRONG, WRONG, WRONG, WRONG, WRONG, DEMO_PIN, NULL);
  g_assert_null (yao_client_login (fixture->client, certificate, NULL, &error));
  assert_code (error, YAO_ERROR_THROTTLED);
  g_assert_cmpint (yao_error_get_retry_after (error), >, 20 * 60);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  g_assert_cmpint (yao_identity_request_get_wait_until (fixture->requests->pdata[0]), >, 0);
}

static void
test_change (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10010");
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autoptr (YaoSecret) old_pin = demo_secret (code);
  g_autoptr (YaoSecret) new_pin = demo_secret (NEW_PIN);
  g_autoptr (YaoPinStatus) before = log_in (fixture, certificate, code);
  g_autoptr (YaoPinStatus) after = NULL;
  g_autoptr (GListModel) events = NULL;
  g_autoptr (YaoEvent) last = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_pin_status_is_issued (before));
  g_assert_cmpint (yao_pin_status_get_pin_expires (before), >, 0);

  g_assert_false (
      yao_client_change_pin (fixture->client, certificate, new_pin, new_pin, NULL, &error));
  assert_code (error, YAO_ERROR_WRONG_PIN);
  g_clear_error (&error);

  yao_client_change_pin (fixture->client, certificate, old_pin, new_pin, NULL, &error);
  g_assert_no_error (error);
  after = log_in (fixture, certificate, NEW_PIN);
  g_assert_false (yao_pin_status_is_issued (after));
  g_assert_cmpint (yao_pin_status_get_pin_expires (after), ==, 0);

  events = yao_client_list_events (fixture->client, certificate, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (events), >, 0);
  last = g_list_model_get_item (events, g_list_model_get_n_items (events) - 1);
  g_assert_cmpstr (yao_event_get_kind (last), ==, "pin-changed");
}

static guint
count_intents (DemoFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "intents", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* The requests of a change, with a nonce at hand: KE1, KE3, registration, record. */
#define RECORD_REQUEST 3

static void
test_lost_reply (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10004");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoSecret) old_pin = demo_secret (DEMO_PIN);
  g_autoptr (YaoSecret) new_pin = demo_secret (NEW_PIN);
  g_autoptr (YaoPinStatus) after = NULL;
  g_autoptr (GError) error = NULL;

  fault_transport_set (fixture->fault, FAULT_DROP_AFTER, RECORD_REQUEST, 0);
  yao_client_change_pin (fixture->client, certificate, old_pin, new_pin, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fault_transport_get_n_sent (fixture->fault), ==, RECORD_REQUEST + 2);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  after = log_in (fixture, certificate, NEW_PIN);
}

static void
test_lost_request (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10004");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoSecret) old_pin = demo_secret (DEMO_PIN);
  g_autoptr (YaoSecret) new_pin = demo_secret (NEW_PIN);
  g_autoptr (YaoPinStatus) after = NULL;
  g_autoptr (GError) error = NULL;

  fault_transport_set (fixture->fault, FAULT_DROP_BEFORE, RECORD_REQUEST, 0);
  g_assert_false (
      yao_client_change_pin (fixture->client, certificate, old_pin, new_pin, NULL, &error));
  assert_code (error, YAO_ERROR_UNREACHABLE);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  after = log_in (fixture, certificate, DEMO_PIN);
}

static void
test_replay (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) reply = recording_transport_replay (fixture->recording, &error);
  g_autoptr (YaoProblem) problem = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 401);
  problem = yao_problem_decode (reply->body, reply->status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yao_problem_kind_get_name (problem->kind), ==, "dpop-invalid");
}

static YaoAccount *
make_account (YaoCertificate *certificate)
{
  return yao_account_new_for (certificate);
}

static void
test_refresh (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoAccount) account = make_account (certificate);
  YaoSessions *sessions = yao_identity_get_sessions (yao_client_get_identity (fixture->client));
  g_autoptr (YaoPinStatus) again = NULL;
  g_autoptr (GError) error = NULL;

  yao_sessions_drop_access (sessions, account);
  demo_fixture_be_absent (fixture);
  again = yao_client_pin_status (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static void
test_logout (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) status = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoAccount) account = make_account (certificate);
  YaoIdentity *identity = yao_client_get_identity (fixture->client);
  g_autoptr (YaoSecret) token
      = yao_sessions_dup_refresh (yao_identity_get_sessions (identity), account);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (token);
  yao_client_logout (fixture->client, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  demo_fixture_be_absent (fixture);
  g_assert_null (yao_client_pin_status (fixture->client, certificate, NULL, &error));
  assert_code (error, YAO_ERROR_IDENTITY_REQUIRED);
}

static void
test_bound_device (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autofree char *id = g_strdup (yao_certificate_get_id (certificate));
  g_autoptr (YaoPinStatus) first = log_in (fixture, certificate, DEMO_PIN);
  g_autofree char *output
      = demo_fixture_admin (fixture, "devices", "bind", yao_pin_status_get_device_id (first), NULL);
  g_autoptr (YaoPinStatus) second = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoPinStatus) third = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_pin_status_is_bound (second));
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 2);

  demo_fixture_restart (fixture);
  demo_fixture_be_absent (fixture);
  certificate = yao_client_find_certificate (fixture->client, id, &error);
  g_assert_no_error (error);
  third = yao_client_pin_status (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);

  yao_client_delete (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 1);
  yao_client_remove_service (fixture->client, yao_client_get_default_service (fixture->client),
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);
}

/* Only a bound device may have an unlock remembered; it is known to the service until forgotten. */
static void
test_remember (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (YaoPinStatus) first = log_in (fixture, certificate, DEMO_PIN);
  g_autoptr (YaoPinStatus) second = NULL;
  g_autoptr (YaoPinStatus) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  g_assert_false (yao_client_remember_unlock (fixture->client, certificate, 600, NULL, &error));
  assert_code (error, YAO_ERROR_DEVICE_NOT_BOUND);
  g_clear_error (&error);

  output
      = demo_fixture_admin (fixture, "devices", "bind", yao_pin_status_get_device_id (first), NULL);
  demo_fixture_answer (fixture, DEMO_PIN, DEMO_PIN, NULL);
  yao_client_remember_unlock (fixture->client, certificate, 600, NULL, &error);
  g_assert_no_error (error);
  second = yao_client_pin_status (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_pin_status_get_n_remembered (second), ==, 1);
  g_assert_cmpint (yao_pin_status_get_remembered_until (second), >,
                   yao_pin_status_get_recent_until (second));

  yao_client_forget_pin (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  third = log_in (fixture, certificate, DEMO_PIN);
  g_assert_cmpuint (yao_pin_status_get_n_remembered (third), ==, 0);
  g_assert_cmpint (yao_pin_status_get_remembered_until (third), ==, 0);
}

static void
test_forget (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;

  yao_client_forget_pin (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  status = log_in (fixture, certificate, DEMO_PIN);
  yao_client_forget_pin (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  g_assert_cmpuint (count_intents (fixture), ==, 0);
}

static void
test_session_only (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  YaoKeyringState state = YAO_KEYRING_AVAILABLE;
  g_autoptr (YaoPinStatus) first = NULL;
  g_autoptr (YaoPinStatus) second = NULL;
  g_autoptr (GError) error = NULL;

  yao_keyring_memory_set_state (fixture->keyring, YAO_KEYRING_LOCKED);
  g_assert_true (yao_client_check_keyring (fixture->client, &state, NULL, &error));
  g_assert_cmpint (state, ==, YAO_KEYRING_LOCKED);
  first = log_in (fixture, certificate, DEMO_PIN);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);

  yao_client_unlock_keyring (fixture->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
  second = log_in (fixture, certificate, DEMO_PIN);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 1);
  g_assert_cmpstr (yao_pin_status_get_device_id (first), !=, yao_pin_status_get_device_id (second));
}

typedef struct
{
  DemoFixture *fixture;
  YaoIdentityRequest *request;
  guint n_waiting;
} Dialog;

/* What a dialog does: a wrong PIN, and then, when it is asked again, the right one. */
static void
state_changed_cb (YaoIdentityRequest *request, GParamSpec *pspec, Dialog *dialog)
{
  g_autoptr (YaoSecret) right = demo_secret (DEMO_PIN);

  if (yao_identity_request_get_state (request) != YAO_IDENTITY_WAITING)
    return;
  dialog->n_waiting++;
  g_assert_error (yao_identity_request_get_error (request), YAO_ERROR, YAO_ERROR_WRONG_PIN);
  g_assert_cmpint (yao_identity_request_get_tries_left (request), ==, 4);
  yao_identity_request_submit_pin (request, right);
}

static gboolean
show_dialog_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  Dialog *dialog = user_data;
  g_autoptr (YaoSecret) wrong = demo_secret (WRONG);

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_null (dialog->request);
  dialog->request = g_object_ref (request);
  g_signal_connect (request, "notify::state", G_CALLBACK (state_changed_cb), dialog);
  yao_identity_request_submit_pin (request, wrong);
  return TRUE;
}

static gboolean
cancel_dialog_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  yao_identity_request_cancel (request);
  return TRUE;
}

static void
wait_for (YaoOperation *operation)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (yao_operation_is_busy (operation))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_asked_in_main_context (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10005");
  Dialog dialog = { fixture, NULL, 0 };
  g_autoptr (YaoOperation) first = NULL;
  g_autoptr (YaoOperation) second = NULL;
  g_autoptr (YaoOperation) cancelled = NULL;

  yao_client_set_identity_handler (fixture->client, show_dialog_cb, &dialog, NULL);
  first = yao_client_pin_status_begin (fixture->client, certificate);
  second = yao_client_list_events_begin (fixture->client, certificate, 0);
  wait_for (first);
  wait_for (second);
  g_assert_no_error (yao_operation_get_error (first));
  g_assert_no_error (yao_operation_get_error (second));
  g_assert_cmpuint (dialog.n_waiting, ==, 1);
  g_assert_true (YAO_IS_PIN_STATUS (yao_operation_get_result (first)));
  g_assert_true (G_IS_LIST_MODEL (yao_operation_get_result (second)));
  g_object_unref (dialog.request);

  yao_client_set_identity_handler (fixture->client, cancel_dialog_cb, NULL, NULL);
  cancelled = yao_client_login_begin (fixture->client, certificate);
  wait_for (cancelled);
  g_assert_true (yao_operation_is_cancelled (cancelled));
}

static void
give_up_cb (YaoIdentityRequest *request, GParamSpec *pspec, gpointer user_data)
{
  if (yao_identity_request_get_state (request) == YAO_IDENTITY_CHECKING)
    yao_identity_request_cancel (request);
}

static gboolean
give_up_later_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  g_autoptr (YaoSecret) pin = demo_secret (DEMO_PIN);

  g_signal_connect (request, "notify::state", G_CALLBACK (give_up_cb), NULL);
  yao_identity_request_submit_pin (request, pin);
  return TRUE;
}

/* A person who gives up while the PIN is being checked does not wait for the service. */
static void
test_given_up_while_checking (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10005");
  g_autoptr (YaoOperation) operation = NULL;

  yao_client_set_identity_handler (fixture->client, give_up_later_cb, NULL, NULL);
  operation = yao_client_login_begin (fixture->client, certificate);
  wait_for (operation);
  g_assert_true (yao_operation_is_cancelled (operation));
  g_assert_false (yao_client_is_signed_in (fixture->client, certificate));
}

#define TEST(name, function)                                                                       \
  g_test_add ("/core/identity/" name, DemoFixture, NULL, demo_fixture_set_up, function,            \
              demo_fixture_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  TEST ("login", test_login);
  TEST ("nobody-to-ask", test_nobody_to_ask);
  TEST ("wrong-then-right", test_wrong_then_right);
  TEST ("lockout", test_lockout);
  TEST ("change", test_change);
  TEST ("lost-reply", test_lost_reply);
  TEST ("lost-request", test_lost_request);
  TEST ("replay", test_replay);
  TEST ("refresh", test_refresh);
  TEST ("logout", test_logout);
  TEST ("bound-device", test_bound_device);
  TEST ("remember", test_remember);
  TEST ("forget", test_forget);
  TEST ("session-only", test_session_only);
  TEST ("asked-in-main-context", test_asked_in_main_context);
  TEST ("given-up-while-checking", test_given_up_while_checking);

  status = g_test_run ();
  demo_fixture_clean_up ();
  return status;
}
