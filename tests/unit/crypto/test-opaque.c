/* test-opaque.c: the vectors of RFC 9807, and what must not pass
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-opaque.h"

#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-opaque-private.h"
#include "yao-random.h"

#include <string.h>

/* Bytes in place of random ones, in the order in which they are asked for */
typedef struct
{
  GByteArray *bytes;
  gsize used;
} Tape;

typedef struct
{
  YaoOpaqueServer *server;
  YaoSecret *pin;
  GBytes *credential_id;
  GBytes *record;
  YaoOpaqueParameters parameters;
} Fixture;

/* Random as ever, without the tenth of a second that each PIN costs */
static const YaoOpaqueSuite quick = { NULL, NULL, FALSE };

static YaoSecret *
secret_of (const char *text)
{
  return yao_secret_new_from (text, strlen (text));
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
read_tape (gpointer data, gsize size, gpointer user_data)
{
  Tape *tape = user_data;

  g_assert_cmpuint (tape->used + size, <=, tape->bytes->len);
  memcpy (data, tape->bytes->data + tape->used, size);
  tape->used += size;
}

static GKeyFile *
load_vectors (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "vectors", "opaque-rfc9807.ini", NULL);
  GKeyFile *vectors = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (vectors, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return vectors;
}

/* NULL if the vector has none */
static GBytes *
get (GKeyFile *vectors, const char *group, const char *key)
{
  g_autofree char *hex = g_key_file_get_string (vectors, group, key, NULL);

  return hex != NULL ? yao_hex_decode (hex, 1024, NULL) : NULL;
}

/* As many bytes as the function asks for: what is not in the vector is zero. */
static void
put (Tape *tape, GKeyFile *vectors, const char *group, const char *key, gsize size)
{
  g_autoptr (GBytes) bytes = get (vectors, group, key);
  gsize have = g_bytes_get_size (bytes);
  static const guint8 zeros[64];

  g_byte_array_append (tape->bytes, g_bytes_get_data (bytes, NULL), (guint) have);
  g_byte_array_append (tape->bytes, zeros, (guint) (size - have));
}

static void
assert_bytes (GBytes *bytes, GKeyFile *vectors, const char *group, const char *key)
{
  g_autofree char *hex = yao_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *expected = g_key_file_get_string (vectors, group, key, NULL);

  g_assert_cmpstr (hex, ==, expected);
}

static void
assert_secret (YaoSecret *secret, GKeyFile *vectors, const char *group, const char *key)
{
  gsize size;
  const guint8 *data = yao_secret_peek (secret, &size);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  assert_bytes (bytes, vectors, group, key);
}

static YaoSecret *
read_secrets (GKeyFile *vectors, const char *group)
{
  g_autoptr (GBytes) key = get (vectors, group, "server_private_key");
  g_autoptr (GBytes) seed = get (vectors, group, "oprf_seed");
  YaoSecret *secrets = yao_secret_new (YAO_OPAQUE_SERVER_SECRETS_SIZE);

  memcpy (yao_secret_data (secrets), g_bytes_get_data (key, NULL), 32);
  memcpy (yao_secret_data (secrets) + 32, g_bytes_get_data (seed, NULL), 64);
  return secrets;
}

static void
tape_real (Tape *tape, GKeyFile *vectors, const char *group)
{
  put (tape, vectors, group, "blind_registration", 64);
  put (tape, vectors, group, "envelope_nonce", 32);
  put (tape, vectors, group, "blind_login", 64);
  put (tape, vectors, group, "client_nonce", 32);
  put (tape, vectors, group, "client_keyshare_seed", 32);
  put (tape, vectors, group, "masking_nonce", 32);
  put (tape, vectors, group, "server_nonce", 32);
  put (tape, vectors, group, "server_keyshare_seed", 32);
}

static GBytes *
register_vector (GKeyFile *vectors,
                 const char *group,
                 const YaoOpaqueServer *server,
                 YaoSecret *pin,
                 const YaoOpaqueParameters *parameters,
                 const YaoOpaqueSuite *suite)
{
  g_autoptr (GBytes) credential_id = get (vectors, group, "credential_identifier");
  g_autoptr (YaoOpaqueRegistration) registration
      = yao_opaque_registration_new_with_suite (pin, suite);
  g_autoptr (GBytes) request = yao_opaque_registration_dup_request (registration);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) response = yao_opaque_server_register (server, request, credential_id, &error);
  g_autoptr (YaoSecret) export_key = NULL;
  GBytes *record;

  g_assert_no_error (error);
  record = yao_opaque_registration_finish (registration, response, parameters, &export_key, &error);
  g_assert_no_error (error);
  assert_bytes (request, vectors, group, "registration_request");
  assert_bytes (response, vectors, group, "registration_response");
  assert_bytes (record, vectors, group, "registration_upload");
  assert_secret (export_key, vectors, group, "export_key");
  g_assert_true (yao_opaque_server_check_record (record, &error));

  return record;
}

static void
login_vector (GKeyFile *vectors,
              const char *group,
              const YaoOpaqueServer *server,
              YaoSecret *pin,
              GBytes *record,
              const YaoOpaqueParameters *parameters,
              const YaoOpaqueSuite *suite)
{
  g_autoptr (GBytes) credential_id = get (vectors, group, "credential_identifier");
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (pin, suite);
  g_autoptr (GBytes) ke1 = yao_opaque_login_dup_ke1 (login);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) ke2 = yao_opaque_server_respond (server, record, credential_id, ke1,
                                                      parameters, &expected, &error);
  g_autoptr (GBytes) ke3 = NULL;
  g_autoptr (YaoSecret) client_key = NULL;
  g_autoptr (YaoSecret) server_key = NULL;
  g_autoptr (YaoSecret) export_key = NULL;

  g_assert_no_error (error);
  ke3 = yao_opaque_login_finish (login, ke2, parameters, &client_key, &export_key, &error);
  g_assert_no_error (error);
  assert_bytes (ke1, vectors, group, "ke1");
  assert_bytes (ke2, vectors, group, "ke2");
  assert_bytes (ke3, vectors, group, "ke3");
  g_assert_true (yao_opaque_server_finish (expected, ke3, &server_key, &error));
  assert_secret (client_key, vectors, group, "session_key");
  assert_secret (server_key, vectors, group, "session_key");
  assert_secret (export_key, vectors, group, "export_key");
}

static void
test_vector_real (gconstpointer data)
{
  const char *group = data;
  g_autoptr (GKeyFile) vectors = load_vectors ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Tape tape = { bytes, 0 };
  const YaoOpaqueSuite suite = { read_tape, &tape, FALSE };
  g_autoptr (YaoSecret) secrets = read_secrets (vectors, group);
  g_autoptr (YaoOpaqueServer) server = yao_opaque_server_new_with_suite (secrets, &suite, NULL);
  g_autoptr (GBytes) public_key = yao_opaque_server_dup_public_key (server);
  g_autoptr (GBytes) password = get (vectors, group, "password");
  g_autoptr (YaoSecret) pin
      = yao_secret_new_from (g_bytes_get_data (password, NULL), g_bytes_get_size (password));
  g_autoptr (GBytes) context = get (vectors, group, "context");
  g_autoptr (GBytes) server_identity = get (vectors, group, "server_identity");
  g_autoptr (GBytes) client_identity = get (vectors, group, "client_identity");
  const YaoOpaqueParameters parameters = { context, server_identity, client_identity };
  g_autoptr (GBytes) record = NULL;

  tape_real (&tape, vectors, group);
  assert_bytes (public_key, vectors, group, "server_public_key");
  record = register_vector (vectors, group, server, pin, &parameters, &suite);
  login_vector (vectors, group, server, pin, record, &parameters, &suite);
  g_assert_cmpuint (tape.used, ==, bytes->len);
}

static void
test_vector_fake (void)
{
  static const char group[] = "fake-1";
  g_autoptr (GKeyFile) vectors = load_vectors ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Tape tape = { bytes, 0 };
  const YaoOpaqueSuite suite = { read_tape, &tape, FALSE };
  g_autoptr (YaoSecret) secrets = read_secrets (vectors, group);
  g_autoptr (YaoOpaqueServer) server = yao_opaque_server_new_with_suite (secrets, &suite, NULL);
  g_autoptr (GBytes) context = get (vectors, group, "context");
  g_autoptr (GBytes) server_identity = get (vectors, group, "server_identity");
  g_autoptr (GBytes) client_identity = get (vectors, group, "client_identity");
  const YaoOpaqueParameters parameters = { context, server_identity, client_identity };
  g_autoptr (GBytes) client_public = get (vectors, group, "client_public_key");
  g_autoptr (GBytes) masking_key = get (vectors, group, "masking_key");
  guint8 fake[YAO_OPAQUE_RECORD_SIZE] = { 0 };
  g_autoptr (GBytes) record = NULL;
  g_autoptr (GBytes) credential_id = get (vectors, group, "credential_identifier");
  g_autoptr (GBytes) ke1 = get (vectors, group, "ke1");
  g_autoptr (GBytes) ke2 = NULL;
  g_autoptr (YaoSecret) expected = NULL;

  memcpy (fake, g_bytes_get_data (client_public, NULL), 32);
  memcpy (fake + 32, g_bytes_get_data (masking_key, NULL), 64);
  record = g_bytes_new (fake, sizeof fake);
  put (&tape, vectors, group, "masking_nonce", 32);
  put (&tape, vectors, group, "server_nonce", 32);
  put (&tape, vectors, group, "server_keyshare_seed", 32);
  ke2 = yao_opaque_server_respond (server, record, credential_id, ke1, &parameters, &expected,
                                   NULL);
  g_assert_nonnull (ke2);
  assert_bytes (ke2, vectors, group, "ke2");
}

static GBytes *
register_pin (Fixture *fixture, const char *pin_text, const YaoOpaqueSuite *suite)
{
  g_autoptr (YaoSecret) pin = secret_of (pin_text);
  g_autoptr (YaoOpaqueRegistration) registration
      = yao_opaque_registration_new_with_suite (pin, suite);
  g_autoptr (GBytes) request = yao_opaque_registration_dup_request (registration);
  g_autoptr (GBytes) response
      = yao_opaque_server_register (fixture->server, request, fixture->credential_id, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *record
      = yao_opaque_registration_finish (registration, response, &fixture->parameters, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSecret) secrets = yao_opaque_server_generate_secrets ();

  fixture->server = yao_opaque_server_new (secrets, NULL);
  fixture->pin = secret_of ("483920");
  fixture->credential_id = yao_random_bytes (16);
  fixture->parameters.context = bytes_of ("cloudkey/1|service|jkt");
  fixture->parameters.server_identity = bytes_of ("service");
  fixture->parameters.client_identity = bytes_of ("10001|10001");
  fixture->record = register_pin (fixture, "483920", &quick);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_opaque_server_free (fixture->server);
  yao_secret_unref (fixture->pin);
  g_bytes_unref (fixture->credential_id);
  g_bytes_unref (fixture->record);
  g_bytes_unref (fixture->parameters.context);
  g_bytes_unref (fixture->parameters.server_identity);
  g_bytes_unref (fixture->parameters.client_identity);
}

static GBytes *
respond (Fixture *fixture, const YaoOpaqueLogin *login, YaoSecret **expected)
{
  g_autoptr (GBytes) ke1 = yao_opaque_login_dup_ke1 (login);
  g_autoptr (GError) error = NULL;
  GBytes *ke2 = yao_opaque_server_respond (fixture->server, fixture->record, fixture->credential_id,
                                           ke1, &fixture->parameters, expected, &error);

  g_assert_no_error (error);
  return ke2;
}

static GBytes *
flip (GBytes *bytes, gsize at)
{
  gsize size = g_bytes_get_size (bytes);
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  copy[at] ^= 1;
  return g_bytes_new_take (copy, size);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
      g_autoptr (YaoSecret) expected = NULL;
      g_autoptr (GBytes) ke2 = respond (fixture, login, &expected);
      g_autoptr (YaoSecret) client_key = NULL;
      g_autoptr (YaoSecret) server_key = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) ke3
          = yao_opaque_login_finish (login, ke2, &fixture->parameters, &client_key, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (yao_opaque_server_finish (expected, ke3, &server_key, &error));
      g_assert_no_error (error);
      g_assert_true (yao_secret_equal (client_key, server_key));
    }
}

/* With Argon2id, as everybody but the tests has it; and a registration without it differs. */
static void
test_stretched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) record = register_pin (fixture, "483920", NULL);
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new (fixture->pin);
  g_autoptr (YaoOpaqueLogin) unstretched = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (YaoSecret) other = NULL;
  g_autoptr (GBytes) ke2 = NULL;
  g_autoptr (GBytes) other_ke2 = NULL;
  g_autoptr (GBytes) ke3 = NULL;
  g_autoptr (GError) error = NULL;

  g_bytes_unref (fixture->record);
  fixture->record = g_bytes_ref (record);
  ke2 = respond (fixture, login, &expected);
  g_test_timer_start ();
  ke3 = yao_opaque_login_finish (login, ke2, &fixture->parameters, NULL, NULL, &error);
  g_test_minimized_result (g_test_timer_elapsed (), "a PIN proved");
  g_assert_no_error (error);
  g_assert_true (yao_opaque_server_finish (expected, ke3, NULL, &error));

  other_ke2 = respond (fixture, unstretched, &other);
  g_assert_null (
      yao_opaque_login_finish (unstretched, other_ke2, &fixture->parameters, NULL, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN);
}

static void
test_wrong_pin (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "483921", "", "48392", "4839200", "４８３９２０" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YaoSecret) pin = secret_of (wrong[i]);
      g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (pin, &quick);
      g_autoptr (YaoSecret) expected = NULL;
      g_autoptr (GBytes) ke2 = respond (fixture, login, &expected);
      g_autoptr (YaoSecret) session_key = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (
          yao_opaque_login_finish (login, ke2, &fixture->parameters, &session_key, NULL, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN);
      g_assert_null (session_key);
    }
}

static void
test_wrong_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) ke2 = respond (fixture, login, &expected);
  g_autoptr (GBytes) ke3
      = yao_opaque_login_finish (login, ke2, &fixture->parameters, NULL, NULL, NULL);

  for (gsize i = 0; i < YAO_OPAQUE_KE3_SIZE; i++)
    {
      g_autoptr (GBytes) changed = flip (ke3, i);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (ke3, 0, i);
      g_autoptr (YaoSecret) session_key = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) cut_error = NULL;

      g_assert_false (yao_opaque_server_finish (expected, changed, &session_key, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN);
      g_assert_null (session_key);
      g_assert_false (yao_opaque_server_finish (expected, cut, NULL, &cut_error));
      g_assert_error (cut_error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  g_assert_true (yao_opaque_server_finish (expected, ke3, NULL, NULL));
}

/* Whatever byte of the answer is changed, the client gives nothing away. */
static void
test_changed_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) ke2 = respond (fixture, login, &expected);

  for (gsize i = 0; i < YAO_OPAQUE_KE2_SIZE; i++)
    {
      g_autoptr (GBytes) changed = flip (ke2, i);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (ke2, 0, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) cut_error = NULL;

      g_assert_null (
          yao_opaque_login_finish (login, changed, &fixture->parameters, NULL, NULL, &error));
      g_assert_cmpint (error->domain, ==, YAO_ERROR);
      if (i >= YAO_OPAQUE_CREDENTIAL_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_OPAQUE_PUBLIC_SIZE
          || (i >= YAO_OPAQUE_CREDENTIAL_SIZE
              && i < YAO_OPAQUE_CREDENTIAL_SIZE + YAO_OPAQUE_NONCE_SIZE))
        g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
      g_assert_null (
          yao_opaque_login_finish (login, cut, &fixture->parameters, NULL, NULL, &cut_error));
      g_assert_error (cut_error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) other = bytes_of ("another");
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) ke2 = respond (fixture, login, &expected);

  for (guint i = 0; i < 3; i++)
    {
      YaoOpaqueParameters parameters = fixture->parameters;
      g_autoptr (GError) error = NULL;

      if (i == 0)
        parameters.context = other;
      else if (i == 1)
        parameters.server_identity = other;
      else
        parameters.client_identity = other;
      g_assert_null (yao_opaque_login_finish (login, ke2, &parameters, NULL, NULL, &error));
      /* the identities are in the envelope, the context is not */
      g_assert_true (yao_error_is (error, i == 0 ? YAO_ERROR_UNTRUSTED : YAO_ERROR_WRONG_PIN));
    }
  g_assert_null (yao_opaque_login_finish (login, ke2, NULL, NULL, NULL, NULL));
}

/* Somebody who has the record, but not the secrets */
static void
test_other_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSecret) secrets = yao_opaque_server_generate_secrets ();
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) ke2 = NULL;
  g_autoptr (GError) error = NULL;

  yao_opaque_server_free (fixture->server);
  fixture->server = yao_opaque_server_new (secrets, NULL);
  ke2 = respond (fixture, login, &expected);
  g_assert_null (yao_opaque_login_finish (login, ke2, &fixture->parameters, NULL, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN);
}

static void
assert_ke1_refused (Fixture *fixture, GBytes *ke1)
{
  YaoSecret *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_opaque_server_respond (fixture->server, fixture->record,
                                            fixture->credential_id, ke1, &fixture->parameters,
                                            &expected, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_null (expected);
}

static void
assert_request_refused (Fixture *fixture, GBytes *request)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      yao_opaque_server_register (fixture->server, request, fixture->credential_id, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

/* Bad encodings of RFC 9496 appendix A.2: not canonical, negative, not square; and the identity */
static const char *const bad_points[] = {
  "0000000000000000000000000000000000000000000000000000000000000000",
  "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

static void
test_bad_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (GBytes) good = yao_opaque_login_dup_ke1 (login);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) good_ke2 = respond (fixture, login, &expected);

  for (guint i = 0; i < G_N_ELEMENTS (bad_points); i++)
    {
      g_autoptr (GBytes) point = yao_hex_decode (bad_points[i], 32, NULL);
      guint8 ke1[YAO_OPAQUE_KE1_SIZE];
      guint8 ke2[YAO_OPAQUE_KE2_SIZE];
      guint8 record[YAO_OPAQUE_RECORD_SIZE];
      g_autoptr (GBytes) bad_blind = NULL;
      g_autoptr (GBytes) bad_ephemeral = NULL;
      g_autoptr (GBytes) bad_ke2 = NULL;
      g_autoptr (GBytes) bad_record = NULL;
      g_autoptr (GError) error = NULL;

      memcpy (ke1, g_bytes_get_data (good, NULL), sizeof ke1);
      memcpy (ke1, g_bytes_get_data (point, NULL), 32);
      bad_blind = g_bytes_new (ke1, sizeof ke1);
      memcpy (ke1, g_bytes_get_data (good, NULL), sizeof ke1);
      memcpy (ke1 + 64, g_bytes_get_data (point, NULL), 32);
      bad_ephemeral = g_bytes_new (ke1, sizeof ke1);
      assert_ke1_refused (fixture, bad_blind);
      assert_ke1_refused (fixture, bad_ephemeral);
      assert_request_refused (fixture, point);

      memcpy (ke2, g_bytes_get_data (good_ke2, NULL), sizeof ke2);
      memcpy (ke2, g_bytes_get_data (point, NULL), 32);
      bad_ke2 = g_bytes_new (ke2, sizeof ke2);
      g_assert_null (
          yao_opaque_login_finish (login, bad_ke2, &fixture->parameters, NULL, NULL, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);

      memcpy (record, g_bytes_get_data (fixture->record, NULL), sizeof record);
      memcpy (record, g_bytes_get_data (point, NULL), 32);
      bad_record = g_bytes_new (record, sizeof record);
      g_assert_false (yao_opaque_server_check_record (bad_record, NULL));
    }
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (GBytes) ke1 = yao_opaque_login_dup_ke1 (login);
  g_autoptr (YaoOpaqueRegistration) registration
      = yao_opaque_registration_new_with_suite (fixture->pin, &quick);
  g_autoptr (GBytes) request = yao_opaque_registration_dup_request (registration);
  g_autoptr (GBytes) response
      = yao_opaque_server_register (fixture->server, request, fixture->credential_id, NULL);

  for (gsize i = 0; i < YAO_OPAQUE_KE1_SIZE; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (ke1, 0, i);

      assert_ke1_refused (fixture, cut);
    }
  for (gsize i = 0; i < YAO_OPAQUE_REQUEST_SIZE; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (request, 0, i);

      assert_request_refused (fixture, cut);
    }
  for (gsize i = 0; i < YAO_OPAQUE_RESPONSE_SIZE; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (response, 0, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_opaque_registration_finish (registration, cut, NULL, NULL, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  for (gsize i = 0; i < YAO_OPAQUE_RECORD_SIZE; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (fixture->record, 0, i);

      g_assert_false (yao_opaque_server_check_record (cut, NULL));
    }
}

static void
test_long_parameter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (GBytes) ke1 = yao_opaque_login_dup_ke1 (login);
  g_autoptr (GBytes) too_long = yao_random_bytes (G_MAXUINT16 + 1);
  YaoOpaqueParameters parameters = fixture->parameters;
  g_autoptr (YaoSecret) expected = NULL;

  parameters.context = too_long;
  g_assert_null (yao_opaque_server_respond (
      fixture->server, fixture->record, fixture->credential_id, ke1, &parameters, &expected, NULL));
}

/* An account that does not exist: same shape, same from one try to the next, no PIN that fits */
static void
test_fake (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) account = bytes_of ("99999|99999");
  g_autoptr (GBytes) other = bytes_of ("99998|99998");
  g_autoptr (GBytes) id = NULL;
  g_autoptr (GBytes) again_id = NULL;
  g_autoptr (GBytes) other_id = NULL;
  g_autoptr (GBytes) record = NULL;
  g_autoptr (GBytes) again_record = NULL;
  g_autoptr (GBytes) other_record = NULL;
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (GBytes) ke2 = NULL;
  g_autoptr (GError) error = NULL;

  yao_opaque_server_fake (fixture->server, account, &id, &record);
  yao_opaque_server_fake (fixture->server, account, &again_id, &again_record);
  yao_opaque_server_fake (fixture->server, other, &other_id, &other_record);
  g_assert_cmpuint (g_bytes_get_size (id), ==, 16);
  g_assert_true (g_bytes_equal (id, again_id));
  g_assert_true (g_bytes_equal (record, again_record));
  g_assert_false (g_bytes_equal (id, other_id));
  g_assert_false (g_bytes_equal (record, other_record));
  g_assert_true (yao_opaque_server_check_record (record, NULL));

  g_bytes_unref (fixture->record);
  fixture->record = g_bytes_ref (record);
  g_bytes_unref (fixture->credential_id);
  fixture->credential_id = g_bytes_ref (id);
  ke2 = respond (fixture, login, &expected);
  g_assert_cmpuint (g_bytes_get_size (ke2), ==, YAO_OPAQUE_KE2_SIZE);
  g_assert_null (yao_opaque_login_finish (login, ke2, &fixture->parameters, NULL, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN);
}

static gboolean
shares_bytes (GBytes *a, GBytes *b, gsize size)
{
  const guint8 *haystack = g_bytes_get_data (a, NULL);
  const guint8 *needle = g_bytes_get_data (b, NULL);

  for (gsize i = 0; i + size <= g_bytes_get_size (b); i++)
    if (memmem (haystack, g_bytes_get_size (a), needle + i, size) != NULL)
      return TRUE;

  return FALSE;
}

/* Two logins with one PIN have nothing in common on the wire. */
static void
test_nothing_in_common (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoOpaqueLogin) a = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (YaoOpaqueLogin) b = yao_opaque_login_new_with_suite (fixture->pin, &quick);
  g_autoptr (GBytes) a1 = yao_opaque_login_dup_ke1 (a);
  g_autoptr (GBytes) b1 = yao_opaque_login_dup_ke1 (b);
  g_autoptr (YaoSecret) a_expected = NULL;
  g_autoptr (YaoSecret) b_expected = NULL;
  g_autoptr (GBytes) a2 = respond (fixture, a, &a_expected);
  g_autoptr (GBytes) b2 = respond (fixture, b, &b_expected);

  g_assert_false (shares_bytes (a1, b1, 16));
  g_assert_false (shares_bytes (a2, b2, 16));
}

static void
test_bad_secrets (void)
{
  g_autoptr (YaoSecret) brief = yao_secret_new (YAO_OPAQUE_SERVER_SECRETS_SIZE - 1);
  g_autoptr (YaoSecret) zeros = yao_secret_new (YAO_OPAQUE_SERVER_SECRETS_SIZE);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_opaque_server_new (brief, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_null (yao_opaque_server_new (zeros, NULL));
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/crypto/opaque/vector-real-1", "real-1", test_vector_real);
  g_test_add_data_func ("/crypto/opaque/vector-real-2", "real-2", test_vector_real);
  g_test_add_func ("/crypto/opaque/vector-fake", test_vector_fake);
  g_test_add_func ("/crypto/opaque/bad-secrets", test_bad_secrets);
  add ("/crypto/opaque/round-trip", test_round_trip);
  add ("/crypto/opaque/stretched", test_stretched);
  add ("/crypto/opaque/wrong-pin", test_wrong_pin);
  add ("/crypto/opaque/wrong-proof", test_wrong_proof);
  add ("/crypto/opaque/changed-answer", test_changed_answer);
  add ("/crypto/opaque/bound", test_bound);
  add ("/crypto/opaque/other-server", test_other_server);
  add ("/crypto/opaque/bad-points", test_bad_points);
  add ("/crypto/opaque/truncated", test_truncated);
  add ("/crypto/opaque/long-parameter", test_long_parameter);
  add ("/crypto/opaque/fake", test_fake);
  add ("/crypto/opaque/nothing-in-common", test_nothing_in_common);
  return g_test_run ();
}
