/* test-notices.c: what waits for people, as the client shows it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-client-identity.h"
#include "yao-client-notices.h"
#include "yao-error.h"

#include <string.h>

static void
log_in (DemoFixture *fixture, YaoCertificate *certificate, const char *pin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;

  demo_fixture_answer (fixture, pin, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
}

static GListModel *
update (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  GListModel *notices = yao_client_update_notices (fixture->client, certificate, NULL, &error);

  g_assert_no_error (error);
  return notices;
}

static YaoNotice *
find_kind (GListModel *list, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (list, i);

      if (g_str_equal (yao_notice_get_kind (notice), kind))
        return g_steal_pointer (&notice);
    }
  return NULL;
}

static void
test_issued_pin (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10010");
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GListModel) notices = NULL;
  g_autoptr (YaoNotice) notice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (live), ==, 0);
  log_in (fixture, certificate, code);
  notices = update (fixture, certificate);
  notice = find_kind (notices, YAO_NOTICE_PIN_CHANGE_REQUIRED);
  g_assert_nonnull (notice);
  g_assert_true (find_kind (live, YAO_NOTICE_PIN_CHANGE_REQUIRED) == notice);
  g_object_unref (notice);
  g_assert_false (yao_notice_get_dismissible (notice));
  g_assert_cmpint (yao_notice_get_until (notice), >, yao_notice_get_time (notice));
  g_assert_cmpstr (yao_notice_get_user_uid (notice), ==, "10010");
  g_assert_false (yao_client_dismiss_notice (fixture->client, notice, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_CONFLICT);

  g_assert_true (yao_client_logout (fixture->client, certificate, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (live), ==, 0);
}

static void
count_change_cb (GListModel *list, guint position, guint removed, guint added, guint *changes)
{
  *changes += 1;
}

static void
test_dismiss (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10006");
  YaoCertificate *other = demo_fixture_download (fixture, "10010");
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GListModel) first = NULL;
  g_autoptr (GListModel) second = NULL;
  g_autoptr (GListModel) others = NULL;
  g_autoptr (YaoNotice) ending = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;
  guint count;

  log_in (fixture, certificate, DEMO_PIN);
  log_in (fixture, other, code);
  first = update (fixture, certificate);
  others = update (fixture, other);
  count = g_list_model_get_n_items (live);
  g_assert_cmpuint (count, ==,
                    g_list_model_get_n_items (first) + g_list_model_get_n_items (others));
  ending = find_kind (live, YAO_NOTICE_CERTIFICATE_ENDING);
  g_assert_nonnull (ending);
  g_assert_cmpstr (yao_notice_get_certificate_id (ending), ==,
                   yao_certificate_get_id (certificate));

  /* What did not change is not touched. */
  g_signal_connect (live, "items-changed", G_CALLBACK (count_change_cb), &changes);
  second = update (fixture, certificate);
  g_assert_cmpuint (changes, ==, 0);

  yao_client_dismiss_notice (fixture->client, ending, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (live), ==, count - 1);
  g_assert_null (find_kind (live, YAO_NOTICE_CERTIFICATE_ENDING));

  /* Read twice is read. */
  yao_client_dismiss_notice (fixture->client, ending, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 1);
}

static void
event_cb (YaoClient *client, YaoCertificate *certificate, YaoEvent *event, GString *seen)
{
  g_string_append_printf (seen, "%s;", yao_event_get_kind (event));
}

static void
wait_for_text (GString *seen, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (strstr (seen->str, text) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("no %s came: %s", text, seen->str);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
wait_for_kind (GListModel *list, const char *kind, gboolean is_there)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autoptr (YaoNotice) notice = find_kind (list, kind);

      if ((notice != NULL) == is_there)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("%s %s", kind, is_there ? "does not come" : "stays");
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
renew (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autofree char *output
      = demo_fixture_admin (fixture, "certs", "renew", yao_certificate_get_id (certificate), NULL);
}

/* Another process changes something; the list follows without anybody asking. */
static void
test_watch (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10006");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GString) seen = g_string_new (NULL);

  g_signal_connect (fixture->client, "event", G_CALLBACK (event_cb), seen);
  yao_client_watch_events (fixture->client, certificate);
  yao_client_watch_events (fixture->client, certificate);
  g_assert_true (yao_client_is_watching (fixture->client, certificate));

  /* It waits for somebody to sign in. */
  log_in (fixture, certificate, DEMO_PIN);
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_ENDING, TRUE);
  renew (fixture, certificate);
  wait_for_text (seen, "certificate-renewed;");
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_RENEWED, TRUE);
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_ENDING, FALSE);

  /* Nobody is signed in any more, and then again. */
  g_assert_true (yao_client_logout (fixture->client, certificate, NULL, NULL));
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_RENEWED, FALSE);
  log_in (fixture, certificate, DEMO_PIN);
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_RENEWED, TRUE);

  yao_client_unwatch_events (fixture->client, certificate);
  g_assert_false (yao_client_is_watching (fixture->client, certificate));
  g_signal_handlers_disconnect_by_data (fixture->client, seen);
}

/* The service goes away and comes back; what happened meanwhile is told, and nothing twice. */
static void
test_resume (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10006");
  YaoBuiltinService *builtin = yao_client_get_builtin (fixture->client);
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GString) seen = g_string_new (NULL);

  g_signal_connect (fixture->client, "event", G_CALLBACK (event_cb), seen);
  log_in (fixture, certificate, DEMO_PIN);
  yao_client_watch_events (fixture->client, certificate);
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_ENDING, TRUE);
  renew (fixture, certificate);
  wait_for_text (seen, "certificate-renewed;");

  yao_builtin_service_stop (builtin);
  renew (fixture, certificate);
  wait_for_text (seen, "certificate-renewed;certificate-renewed;");
  renew (fixture, certificate);
  wait_for_text (seen, "certificate-renewed;certificate-renewed;certificate-renewed;");
  g_assert_cmpuint (seen->len, ==, 3 * strlen ("certificate-renewed;"));
  g_signal_handlers_disconnect_by_data (fixture->client, seen);
}

/* Where there are no streams, the list does. */
static void
test_poll (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10006");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);

  log_in (fixture, certificate, DEMO_PIN);
  recording_transport_set_streams (fixture->recording, FALSE);
  yao_client_watch_events (fixture->client, certificate);
  wait_for_kind (live, YAO_NOTICE_CERTIFICATE_ENDING, TRUE);
  g_assert_cmpuint (recording_transport_get_n_streams (fixture->recording), ==, 0);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/core/notices/" name, DemoFixture, NULL, demo_fixture_set_up, function,             \
              demo_fixture_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  TEST ("issued-pin", test_issued_pin);
  TEST ("dismiss", test_dismiss);
  TEST ("watch", test_watch);
  TEST ("resume", test_resume);
  TEST ("poll", test_poll);

  status = g_test_run ();
  demo_fixture_clean_up ();
  return status;
}
