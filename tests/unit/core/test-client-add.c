/* test-client-add.c: from a code to a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-encoding.h"
#include "yao-error.h"

static YaoService *
add (ClientFixture *fixture, FakeCode kind, YaoAddFlags flags, GError **error)
{
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (fixture->fake, kind);

  return yao_client_add_service (fixture->client, code, flags, NULL, error);
}

/* Fails with @expected, asks the service @n_requests times, and leaves the profile alone. */
static void
refuse (ClientFixture *fixture,
        FakeCode kind,
        YaoAddFlags flags,
        YaoErrorCode expected,
        guint n_requests)
{
  g_autofree char *before = temp_file_read (fixture->dir, "profile.json");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint sent = fake_service_get_n_requests (fixture->fake);

  g_assert_null (add (fixture, kind, flags, &error));
  g_assert_error (error, YAO_ERROR, (int) expected);
  g_assert_nonnull (yao_error_get_subject (error));
  g_assert_cmpuint (fake_service_get_n_requests (fixture->fake) - sent, ==, n_requests);
  after = temp_file_read (fixture->dir, "profile.json");
  g_assert_cmpstr (before, ==, after);
}

static void
test_unknown_signer (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service = add (fixture, FAKE_CODE_GOOD, YAO_ADD_DEFAULT, &error);
  g_autofree char *pin = yao_service_dup_pin_text (service);

  g_assert_no_error (error);
  g_assert_cmpstr (yao_service_get_id (service), ==, FAKE_SERVICE_ID);
  g_assert_cmpstr (yao_service_get_name (service), ==, FAKE_NAME);
  g_assert_cmpstr (yao_service_get_address (service), ==, FAKE_ADDRESS);
  g_assert_cmpstr (yao_service_get_support (service), ==, "信息中心 010-12345678");
  g_assert_null (yao_service_get_cosign_address (service));
  g_assert_cmpint (yao_service_get_trust (service), ==, YAO_SERVICE_TRUST_UNVERIFIED);
  g_assert_false (yao_service_is_builtin (service));
  g_assert_cmpint (yao_service_get_added (service), >, 0);
  g_assert_nonnull (pin);
  g_assert_true (yao_client_get_default_service (fixture->client) == service);
  g_assert_true (yao_client_get_service (fixture->client, FAKE_SERVICE_ID) == service);
  g_assert_cmpuint (client_count_services (fixture->client), ==, 1);
}

static void
test_refused (ClientFixture *fixture, gconstpointer data)
{
  refuse (fixture, FAKE_CODE_EXPIRED, YAO_ADD_DEFAULT, YAO_ERROR_CODE_EXPIRED, 0);
  refuse (fixture, FAKE_CODE_GOOD, YAO_ADD_REQUIRE_TRUSTED, YAO_ERROR_UNVERIFIED, 0);
  refuse (fixture, FAKE_CODE_BAD_SIGNATURE, YAO_ADD_DEFAULT, YAO_ERROR_UNTRUSTED, 1);
  refuse (fixture, FAKE_CODE_OTHER_SIGNER, YAO_ADD_DEFAULT, YAO_ERROR_UNTRUSTED, 1);
  refuse (fixture, FAKE_CODE_WRONG_PIN, YAO_ADD_DEFAULT, YAO_ERROR_UNTRUSTED, 0);
  refuse (fixture, FAKE_CODE_UNSIGNED, YAO_ADD_DEFAULT, YAO_ERROR_UNVERIFIED, 0);
  refuse (fixture, FAKE_CODE_UNSIGNED, YAO_ADD_ALLOW_UNSIGNED | YAO_ADD_REQUIRE_TRUSTED,
          YAO_ERROR_UNVERIFIED, 0);
  g_assert_cmpuint (client_count_services (fixture->client), ==, 0);
}

static void
test_unsigned_allowed (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service
      = add (fixture, FAKE_CODE_UNSIGNED, YAO_ADD_ALLOW_UNSIGNED, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yao_service_get_trust (service), ==, YAO_SERVICE_TRUST_UNVERIFIED);
}

static void
test_typed (ClientFixture *fixture, gconstpointer data)
{
  const guint8 *pin = g_bytes_get_data (fake_service_get_pin (fixture->fake), NULL);
  g_autofree char *digits = yao_hex_encode (pin, 8);
  g_autofree char *whole = yao_hex_encode (pin, 32);
  g_autofree char *text = g_strconcat ("  ", FAKE_HOST, " ", digits, "\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code = yao_enrolment_code_new_from_text (text, &error);
  g_autoptr (YaoService) service = NULL;
  g_autofree char *profile = NULL;
  g_autofree char *encoded = yao_base64url_encode (pin, 32);

  g_assert_no_error (error);
  g_assert_true (yao_enrolment_code_has_pin (code));
  g_assert_false (yao_enrolment_code_has_signature (code));

  g_assert_null (yao_client_add_service (fixture->client, code, YAO_ADD_DEFAULT, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNVERIFIED);
  g_clear_error (&error);

  service = yao_client_add_service (fixture->client, code, YAO_ADD_ALLOW_UNSIGNED, NULL, &error);
  g_assert_no_error (error);
  /* The whole of the pin is kept, not what was typed of it. */
  profile = temp_file_read (fixture->dir, "profile.json");
  g_assert_nonnull (strstr (profile, encoded));
}

/* What an administrator installed vouches for its codes. */
static void
test_known_signer (ClientFixture *fixture, gconstpointer data)
{
  gsize size;
  const guint8 *spki = g_bytes_get_data (fake_service_get_signer (fixture->fake), &size);
  g_autofree char *base64 = g_base64_encode (spki, size);
  g_autofree char *pem
      = g_strconcat ("-----BEGIN PUBLIC KEY-----\n", base64, "\n-----END PUBLIC KEY-----\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service = NULL;

  temp_file_write (g_get_system_data_dirs ()[0], "yunyao/signers/broken.pem", "nothing");
  temp_file_write (g_get_system_data_dirs ()[0], "yunyao/signers/ours.pem", pem);

  /* A bad signature of a known signer is seen before anything is sent. */
  refuse (fixture, FAKE_CODE_BAD_SIGNATURE, YAO_ADD_DEFAULT, YAO_ERROR_UNTRUSTED, 0);
  service = add (fixture, FAKE_CODE_GOOD, YAO_ADD_REQUIRE_TRUSTED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yao_service_get_trust (service), ==, YAO_SERVICE_TRUST_SIGNED);

  temp_file_write (g_get_system_data_dirs ()[0], "yunyao/signers/ours.pem", "");
}

/* A signer that the profile knows is no news, but nobody vouches for it either. */
static void
test_signer_of_profile (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) second = NULL;

  client_fixture_add (fixture);
  refuse (fixture, FAKE_CODE_BAD_SIGNATURE, YAO_ADD_DEFAULT, YAO_ERROR_UNTRUSTED, 0);
  refuse (fixture, FAKE_CODE_GOOD, YAO_ADD_REQUIRE_TRUSTED, YAO_ERROR_UNVERIFIED, 0);

  fake_service_set_id (fixture->fake, "AQIDBAUGBwg");
  second = add (fixture, FAKE_CODE_GOOD, YAO_ADD_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yao_service_get_trust (second), ==, YAO_SERVICE_TRUST_UNVERIFIED);
  g_assert_cmpuint (client_count_services (fixture->client), ==, 2);
  g_assert_true (yao_client_get_default_service (fixture->client) == second);
}

static void
count_cb (guint *count)
{
  *count += 1;
}

static void
test_again (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YaoService *service = client_fixture_add (fixture);
  g_autoptr (YaoService) again = NULL;
  guint notified = 0;

  fake_service_add_certificate (fixture->fake, "10001", "张伟", YAO_CERTIFICATE_ALGORITHM_P256, -1,
                                365);
  client_fixture_download (fixture, "10001");
  g_signal_connect_swapped (service, "notify", G_CALLBACK (count_cb), &notified);

  again = add (fixture, FAKE_CODE_GOOD, YAO_ADD_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (again == service);
  g_assert_cmpuint (notified, ==, 0);
  g_clear_object (&again);

  /* Another address by a code of the same signer: taken, and the certificates stay. */
  again = add (fixture, FAKE_CODE_OTHER_ADDRESS, YAO_ADD_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (again == service);
  g_assert_cmpstr (yao_service_get_address (service), ==, "https://other.example.org");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 1);
}

/* Nobody takes a service over by showing its id. */
static void
test_no_take_over (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeService) evil = fake_service_new ();
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (evil, FAKE_CODE_OTHER_ADDRESS);
  g_autoptr (GError) error = NULL;

  client_fixture_add (fixture);
  fake_service_serve (evil, fixture->client);
  g_assert_null (yao_client_add_service (fixture->client, code, YAO_ADD_DEFAULT, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  g_clear_error (&error);
  g_assert_null (
      yao_client_add_service (fixture->client, code, YAO_ADD_ALLOW_UNSIGNED, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);

  fake_service_serve (fixture->fake, fixture->client);
  refuse (fixture, FAKE_CODE_UNSIGNED | FAKE_CODE_OTHER_ADDRESS, YAO_ADD_ALLOW_UNSIGNED,
          YAO_ERROR_UNTRUSTED, 1);
}

static void
test_bad_replies (ClientFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint status;
    const char *type;
    const char *body;
    YaoErrorCode code;
  } cases[] = {
    { "HTML", 200, "text/html", "<!DOCTYPE html><title>Login</title>", YAO_ERROR_BAD_REPLY },
    { "HTML called JSON", 200, "application/json", "<!DOCTYPE html>", YAO_ERROR_BAD_REPLY },
    { "no type", 200, NULL, "{}", YAO_ERROR_BAD_REPLY },
    { "empty object", 200, "application/json", "{}", YAO_ERROR_BAD_REPLY },
    { "empty", 200, "application/json", "", YAO_ERROR_BAD_REPLY },
    { "redirect", 302, "text/html", "", YAO_ERROR_BAD_REPLY },
    { "no content", 204, NULL, "", YAO_ERROR_BAD_REPLY },
    { "gateway", 502, "text/html", "<h1>Bad gateway</h1>", YAO_ERROR_SERVICE_FAILED },
    { "throttled", 429, "text/plain", "slow down", YAO_ERROR_THROTTLED },
    { "unavailable", 503, "application/problem+json",
      "{\"type\":\"urn:cloudkey:problem:unavailable\",\"title\":\"x\",\"status\":503}",
      YAO_ERROR_SERVICE_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("checking %s", cases[i].name);
      fake_service_set_reply (fixture->fake, "/", cases[i].status, cases[i].type, cases[i].body);
      g_assert_null (add (fixture, FAKE_CODE_GOOD, YAO_ADD_DEFAULT, &error));
      g_assert_error (error, YAO_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (client_count_services (fixture->client), ==, 0);
}

static void
test_check_connection (ClientFixture *fixture, gconstpointer data)
{
  YaoService *service = client_fixture_add (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yao_client_check_connection (fixture->client, service, NULL, &error), >=, 0);
  g_assert_no_error (error);

  fake_service_set_id (fixture->fake, "AQIDBAUGBwg");
  g_assert_cmpint (yao_client_check_connection (fixture->client, service, NULL, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

int
main (int argc, char *argv[])
{
  g_autofree char *data_dir = temp_dir_make ();
  int result;

  g_setenv ("XDG_DATA_DIRS", data_dir, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/client-add/" name, ClientFixture, NULL, client_fixture_set_up, function,      \
              client_fixture_tear_down)
  ADD ("unknown-signer", test_unknown_signer);
  ADD ("refused", test_refused);
  ADD ("unsigned-allowed", test_unsigned_allowed);
  ADD ("typed", test_typed);
  ADD ("known-signer", test_known_signer);
  ADD ("signer-of-profile", test_signer_of_profile);
  ADD ("again", test_again);
  ADD ("no-take-over", test_no_take_over);
  ADD ("bad-replies", test_bad_replies);
  ADD ("check-connection", test_check_connection);
#undef ADD
  result = g_test_run ();
  temp_dir_remove (g_steal_pointer (&data_dir));
  return result;
}
