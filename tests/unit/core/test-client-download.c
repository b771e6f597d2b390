/* test-client-download.c: certificates by number, and what became of them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-error.h"

#define SM2 YAO_CERTIFICATE_ALGORITHM_SM2
#define P256 YAO_CERTIFICATE_ALGORITHM_P256

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
refuse (ClientFixture *fixture, const char *uid, YaoErrorCode expected)
{
  g_autoptr (GError) error = NULL;
  guint before = client_count_certificates (fixture->client);

  g_assert_null (yao_client_download (
      fixture->client, yao_client_get_default_service (fixture->client), uid, NULL, &error));
  g_assert_error (error, YAO_ERROR, (int) expected);
  g_assert_nonnull (yao_error_get_subject (error));
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, before);
}

static void
test_first (ClientFixture *fixture, gconstpointer data)
{
  YaoService *service = client_fixture_add (fixture);
  YaoCertificateMessage *message
      = fake_service_add_certificate (fixture->fake, "10001", "张伟", SM2, -1, 365);
  YaoCertificate *certificate = client_fixture_download (fixture, " １０００１ ");

  g_assert_cmpstr (yao_certificate_get_id (certificate), ==, message->id);
  g_assert_true (yao_certificate_get_service (certificate) == service);
  g_assert_cmpstr (yao_certificate_get_holder_uid (certificate), ==, "10001");
  g_assert_cmpstr (yao_certificate_get_user_uid (certificate), ==, "10001");
  g_assert_cmpstr (yao_certificate_get_holder_name (certificate), ==, "张伟");
  g_assert_cmpstr (yao_certificate_get_organisation (certificate), ==, FAKE_NAME);
  g_assert_cmpstr (yao_certificate_get_department (certificate), ==, "内科");
  g_assert_cmpstr (yao_certificate_get_role_title (certificate), ==, "医师");
  g_assert_cmpstr (yao_certificate_get_issuer (certificate), ==, "Issuing CA");
  g_assert_cmpint (yao_certificate_get_role (certificate), ==, YAO_CERTIFICATE_ROLE_OWNER);
  g_assert_cmpint (yao_certificate_get_key_kind (certificate), ==, YAO_KEY_KIND_CLOUD);
  g_assert_cmpint (yao_certificate_get_algorithm (certificate), ==, SM2);
  g_assert_cmpint (yao_certificate_get_version (certificate), ==, 1);
  g_assert_cmpint (yao_certificate_get_state (certificate, now ()), ==,
                   YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, now ()), >=, 364);
  g_assert_true (g_bytes_equal (yao_certificate_get_der (certificate), message->der));
  g_assert_true (yao_certificate_is_current (certificate));
  g_assert_true (yao_client_get_current (fixture->client) == certificate);
}

static void
test_switches_to_new (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *first;
  YaoCertificate *second;

  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  fake_service_add_certificate (fixture->fake, "10002", "李娜", P256, -400, -1);
  fake_service_add_certificate (fixture->fake, "10002", "李娜", P256, -1, 365);

  first = client_fixture_download (fixture, "10001");
  client_fixture_download (fixture, "10002");
  second = yao_client_get_current (fixture->client);
  g_assert_true (second != first);
  g_assert_false (yao_certificate_is_current (first));
  /* The one that can be used, not the one that is over. */
  g_assert_cmpint (yao_certificate_get_state (second, now ()), ==, YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 3);

  client_fixture_download (fixture, "10001");
  g_assert_true (yao_client_get_current (fixture->client) == first);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 3);
}

static void
test_pages (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_add (fixture);
  for (guint i = 0; i < 5; i++)
    fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  client_fixture_download (fixture, "10001");
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 5);
}

static void
test_without_end (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_add (fixture);
  fake_service_set_reply (fixture->fake, "/v1/users/", 200, "application/json",
                          "{\"items\":[],\"next\":\"p0\",\"total\":1}");
  refuse (fixture, "10001", YAO_ERROR_BAD_REPLY);
  g_assert_cmpuint (fake_service_get_n_requests (fixture->fake), <, 20);
}

static void
test_states (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificateMessage *message;
  YaoCertificate *certificate;

  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10009", "周婷", SM2, -400, -10);
  certificate = client_fixture_download (fixture, "10009");
  g_assert_cmpint (yao_certificate_get_state (certificate, now ()), ==,
                   YAO_CERTIFICATE_STATE_EXPIRED);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, now ()), <=, -10);

  fake_service_add_certificate (fixture->fake, "10011", "孙丽", SM2, 5, 400);
  certificate = client_fixture_download (fixture, "10011");
  g_assert_cmpint (yao_certificate_get_state (certificate, now ()), ==,
                   YAO_CERTIFICATE_STATE_NOT_YET_VALID);

  message = fake_service_add_certificate (fixture->fake, "10007", "赵敏", SM2, -400, -10);
  message->state = YAO_CERTIFICATE_STATE_REVOKED;
  message->revoked_at = now () - 100;
  message->revocation_reason = g_strdup ("key-compromise");
  certificate = client_fixture_download (fixture, "10007");
  g_assert_cmpint (yao_certificate_get_state (certificate, now ()), ==,
                   YAO_CERTIFICATE_STATE_REVOKED);
  g_assert_cmpint (yao_certificate_get_revoked_at (certificate), ==, message->revoked_at);
  g_assert_cmpstr (yao_certificate_get_revocation_reason (certificate), ==, "key-compromise");
}

static void
test_not_found (ClientFixture *fixture, gconstpointer data)
{
  guint sent;

  client_fixture_add (fixture);
  sent = fake_service_get_n_requests (fixture->fake);
  refuse (fixture, "", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "../../etc", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "张伟", YAO_ERROR_INVALID_INPUT);
  g_assert_cmpuint (fake_service_get_n_requests (fixture->fake), ==, sent);
  refuse (fixture, "99999", YAO_ERROR_CERTIFICATE_NOT_FOUND);

  fake_service_set_reply (fixture->fake, "/v1/users/", 200, "application/json",
                          "{\"items\":[],\"next\":null,\"total\":0}");
  refuse (fixture, "10001", YAO_ERROR_CERTIFICATE_NOT_FOUND);
}

static void
replace_der (YaoCertificateMessage *message, GBytes *der)
{
  g_bytes_unref (message->der);
  message->der = der;
}

/* A service that was broken into hands out what it should not. */
static void
test_untrusted (ClientFixture *fixture, gconstpointer data)
{
  FakeService *fake = fixture->fake;
  g_autoptr (FakeService) other = fake_service_new ();
  YaoCertificateMessage *message;

  client_fixture_add (fixture);

  g_test_message ("somebody else's certificate");
  message = fake_service_add_certificate (fake, "1", "甲", P256, -1, 365);
  replace_der (message, fake_service_issue (fake, "2", "乙", P256, -1, 365));
  refuse (fixture, "1", YAO_ERROR_UNTRUSTED);

  g_test_message ("a message about somebody else");
  message = fake_service_add_certificate (fake, "3", "丙", P256, -1, 365);
  g_free (message->holder_uid);
  message->holder_uid = g_strdup ("4");
  refuse (fixture, "3", YAO_ERROR_UNTRUSTED);

  g_test_message ("another algorithm");
  message = fake_service_add_certificate (fake, "5", "戊", P256, -1, 365);
  replace_der (message, fake_service_issue (fake, "5", "戊", SM2, -1, 365));
  refuse (fixture, "5", YAO_ERROR_UNTRUSTED);

  g_test_message ("issued by another authority of the same name");
  message = fake_service_add_certificate (fake, "6", "己", SM2, -1, 365);
  replace_der (message, fake_service_issue (other, "6", "己", SM2, -1, 365));
  refuse (fixture, "6", YAO_ERROR_UNTRUSTED);

  g_test_message ("the root of another authority, sent along");
  fake_service_add_certificate (fake, "7", "庚", SM2, -1, 365);
  fake_service_change_roots (fake);
  fake_service_add_certificate (fake, "8", "辛", SM2, -1, 365);
  refuse (fixture, "8", YAO_ERROR_UNTRUSTED);
  client_fixture_download (fixture, "7");

  g_test_message ("no certificate at all");
  message = fake_service_add_certificate (fake, "9", "壬", P256, -1, 365);
  replace_der (message, g_bytes_new_static ("nothing", 7));
  refuse (fixture, "9", YAO_ERROR_BAD_REPLY);

  g_test_message ("one good, one bad: none is kept");
  fake_service_add_certificate (fake, "7", "庚", SM2, -1, 365);
  refuse (fixture, "7", YAO_ERROR_UNTRUSTED);
}

static void
log_cb (GObject *object, GParamSpec *pspec, GString *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
test_refresh (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  YaoCertificateMessage *first;
  YaoCertificate *certificate;
  g_autofree char *serial = NULL;

  client_fixture_add (fixture);
  first = fake_service_add_certificate (fixture->fake, "10008", "黄磊", SM2, -300, 20);
  certificate = client_fixture_download (fixture, "10008");
  serial = g_strdup (yao_certificate_get_serial (certificate));
  g_signal_connect (certificate, "notify", G_CALLBACK (log_cb), log);

  g_assert_cmpint (yao_client_refresh (fixture->client, certificate, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_null (strstr (log->str, "serial"));

  fake_service_renew (fixture->fake, first);
  g_assert_cmpint (yao_client_refresh (fixture->client, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpstr (yao_certificate_get_serial (certificate), !=, serial);
  g_assert_cmpint (yao_certificate_get_version (certificate), ==, 2);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, now ()), >, 700);
  g_assert_nonnull (strstr (log->str, "serial"));
  g_assert_nonnull (strstr (log->str, "not-after"));
  g_assert_true (yao_certificate_is_current (certificate));

  first->state = YAO_CERTIFICATE_STATE_REVOKED;
  first->revoked_at = now ();
  g_assert_cmpint (yao_client_refresh (fixture->client, certificate, NULL, &error), ==, 1);
  g_assert_cmpint (yao_certificate_get_state (certificate, now ()), ==,
                   YAO_CERTIFICATE_STATE_REVOKED);
}

static void
test_refresh_brings_nothing_new (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  client_fixture_download (fixture, "10001");
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);

  g_assert_cmpint (yao_client_refresh (fixture->client, NULL, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 1);
}

static void
test_no_going_back (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YaoCertificateMessage *message;
  YaoCertificate *certificate;

  client_fixture_add (fixture);
  message = fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  message->version = 3;
  certificate = client_fixture_download (fixture, "10001");
  message->version = 2;
  g_assert_cmpint (yao_client_refresh (fixture->client, certificate, NULL, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
  g_assert_cmpint (yao_certificate_get_version (certificate), ==, 3);
}

static void
test_refresh_partly (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YaoCertificateMessage *message;

  client_fixture_add (fixture);
  message = fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  fake_service_add_certificate (fixture->fake, "10002", "李娜", P256, -1, 365);
  client_fixture_download (fixture, "10002");
  client_fixture_download (fixture, "10001");
  fake_service_renew (fixture->fake, message);
  fake_service_forget (fixture->fake, "10002");

  g_assert_cmpint (yao_client_refresh (fixture->client, NULL, NULL, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PARTIAL);
  g_assert_cmpstr (yao_error_get_subject (error), ==, "10002");
  /* What could be refreshed is. */
  g_assert_cmpint (yao_certificate_get_version (yao_client_get_current (fixture->client)), ==, 2);

  g_clear_error (&error);
  fake_service_forget (fixture->fake, "10001");
  g_assert_cmpint (yao_client_refresh (fixture->client, NULL, NULL, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 2);
}

static void
test_refresh_nothing (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yao_client_refresh (fixture->client, NULL, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/client-download/" name, ClientFixture, NULL, client_fixture_set_up, function, \
              client_fixture_tear_down)
  ADD ("first", test_first);
  ADD ("switches-to-new", test_switches_to_new);
  ADD ("pages", test_pages);
  ADD ("without-end", test_without_end);
  ADD ("states", test_states);
  ADD ("not-found", test_not_found);
  ADD ("untrusted", test_untrusted);
  ADD ("refresh", test_refresh);
  ADD ("refresh-brings-nothing-new", test_refresh_brings_nothing_new);
  ADD ("no-going-back", test_no_going_back);
  ADD ("refresh-partly", test_refresh_partly);
  ADD ("refresh-nothing", test_refresh_nothing);
#undef ADD
  return g_test_run ();
}
