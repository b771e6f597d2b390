/* test-signatures.c: keys sign for whom they should, what was approved, and once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-identity-message.h"
#include "yao-issuance.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-random.h"
#include "yao-session-table.h"
#include "yao-signature-message.h"
#include "yao-signed-attributes.h"
#include "yao-use-table.h"
#include "yao-x509.h"

#include <string.h>

#define PIN "739164"
#define DAY (24 * 60 * 60)

static const YaoUseOids oids = { YAO_OID_USE, YAO_OID_AUTHORIZATION };

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  TestPerson *person;
  YaoCertificateRecord *certificate;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  test_add_user (fixture->installation, "1", "张伟");
  test_add_user (fixture->installation, "2", "李娜");
  test_give_pin (fixture->installation, "1", PIN);
  test_give_pin (fixture->installation, "2", PIN);
  fixture->certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_P256);
  fixture->person = test_person_new (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_certificate_record_free (fixture->certificate);
  test_person_free (fixture->person);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static GBytes *
make_attributes (Fixture *fixture, GBytes *use_id, gint64 time)
{
  g_autoptr (YaoSignedAttributes) attributes = yao_signed_attributes_new ();
  gboolean is_sm2 = g_str_equal (fixture->certificate->algorithm, "sm2");

  attributes->form = is_sm2 ? YAO_SIGNED_FORM_GM : YAO_SIGNED_FORM_CMS;
  attributes->message_digest
      = yao_digest (yao_signed_form_get_digest (attributes->form), "file", 4);
  attributes->signing_time = time;
  attributes->certificate_hash = yao_digest_bytes (YAO_DIGEST_SHA256, fixture->certificate->der);
  attributes->use_id = g_bytes_ref (use_id);
  return yao_signed_attributes_build (attributes, &oids);
}

static YaoSignatureRequest *
new_request (Fixture *fixture)
{
  YaoSignatureRequest *request = yao_signature_request_new ();
  gboolean is_sm2 = g_str_equal (fixture->certificate->algorithm, "sm2");

  request->format = g_strdup (YAO_SIGNATURE_FORMAT_CMS);
  request->algorithm
      = g_strdup (is_sm2 ? YAO_SIGNATURE_ALGORITHM_SM2 : YAO_SIGNATURE_ALGORITHM_ECDSA);
  request->version = fixture->certificate->version;
  return request;
}

static YaoSignatureItem *
add_item (YaoSignatureRequest *request, GBytes *data, GBytes *use_id)
{
  YaoSignatureItem *item = yao_signature_item_new ();

  item->name = g_strdup ("contract.pdf");
  item->size = 4;
  item->use_id = g_bytes_ref (use_id);
  item->data = g_bytes_ref (data);
  g_ptr_array_add (request->items, item);
  return item;
}

static YaoSignatureRequest *
new_file_request (Fixture *fixture)
{
  YaoSignatureRequest *request = new_request (fixture);
  g_autoptr (GBytes) use_id = yao_random_bytes (YAO_USE_ID_SIZE);
  g_autoptr (GBytes) data
      = make_attributes (fixture, use_id, yao_installation_get_now (fixture->installation));

  add_item (request, data, use_id);
  return request;
}

static void
approve (Fixture *fixture, const YaoSignatureRequest *request)
{
  g_autofree char *path = yao_path_signatures (fixture->certificate->id);
  g_autoptr (GBytes) body = yao_signature_request_encode (request);
  g_autoptr (GBytes) text = yao_approval_write (path, body);
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, text);

  fixture->person->approval = yao_base64url_encode_bytes (digest);
}

static void
sign_in (Fixture *fixture, const char *uid)
{
  g_autoptr (YaoResponse) response = test_person_login (fixture->person, uid, uid, PIN);

  test_assert_status (response, 200);
}

static YaoResponse *
send_request (Fixture *fixture, const YaoSignatureRequest *request, const char *key)
{
  g_autofree char *path = yao_path_signatures (fixture->certificate->id);
  g_autofree char *fresh = g_uuid_string_random ();
  g_autoptr (GBytes) body = yao_signature_request_encode (request);

  return test_person_send (fixture->person, "POST", path, body, fixture->person->access_token,
                           key != NULL ? key : fresh);
}

static YaoResponse *
approve_and_send (Fixture *fixture, const YaoSignatureRequest *request)
{
  approve (fixture, request);
  sign_in (fixture, "1");
  return send_request (fixture, request, NULL);
}

static YaoSignatureReply *
read_reply (YaoResponse *response)
{
  g_autoptr (GError) error = NULL;
  YaoSignatureReply *reply;

  test_assert_status (response, 200);
  reply = yao_signature_reply_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  return reply;
}

static void
assert_signed (Fixture *fixture, YaoResponse *response, GBytes *data, YaoSignatureKind kind)
{
  g_autoptr (YaoSignatureReply) reply = read_reply (response);
  g_autoptr (YaoX509) x509 = yao_x509_parse (fixture->certificate->der, NULL);
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (x509, NULL);
  g_autoptr (GError) error = NULL;
  YaoSignatureResult *result = reply->items->pdata[0];

  g_assert_cmpstr (result->state, ==, YAO_SIGNATURE_SIGNED);
  yao_signature_verify (key, kind, data, result->signature, &error);
  g_assert_no_error (error);
}

static void
assert_refused (YaoResponse *response, const char *problem)
{
  g_autoptr (YaoSignatureReply) reply = read_reply (response);
  YaoSignatureResult *result = reply->items->pdata[0];

  g_assert_cmpstr (result->state, ==, YAO_SIGNATURE_REFUSED);
  g_assert_cmpstr (result->problem, ==, problem);
  g_assert_cmpuint (g_bytes_get_size (result->signature), ==, 0);
}

static gint64
count_uses (Fixture *fixture, const char *state)
{
  gint64 count = -1;

  g_assert_true (yao_use_table_count (yao_installation_get_database (fixture->installation),
                                      fixture->certificate->number, state, &count, NULL));
  return count;
}

static void
assert_log_holds (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (
      yao_audit_check (yao_installation_get_database (fixture->installation), problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  YaoSignatureItem *item = request->items->pdata[0];
  g_autoptr (YaoResponse) response = approve_and_send (fixture, request);
  g_autoptr (YaoUseRecord) use = NULL;

  assert_signed (fixture, response, item->data, YAO_SIGNATURE_ECDSA_SHA256);
  use = yao_use_table_get (yao_installation_get_database (fixture->installation), item->use_id,
                           NULL);
  g_assert_nonnull (use);
  g_assert_cmpstr (use->state, ==, YAO_USE_DONE);
  g_assert_cmpstr (use->uid, ==, "1");
  g_assert_null (use->authorization);
  assert_log_holds (fixture);
}

static void
test_sm2 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = NULL;
  g_autoptr (YaoResponse) response = NULL;
  YaoSignatureItem *item;

  yao_certificate_record_free (fixture->certificate);
  fixture->certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  request = new_file_request (fixture);
  item = request->items->pdata[0];
  response = approve_and_send (fixture, request);
  assert_signed (fixture, response, item->data, YAO_SIGNATURE_SM2_SM3);
}

static void
test_raw (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_request (fixture);
  g_autoptr (GBytes) message = g_bytes_new_static ("message", 7);
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, message);
  g_autoptr (GBytes) use_id = yao_random_bytes (YAO_USE_ID_SIZE);
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoSignatureRequest) other = new_request (fixture);
  g_autoptr (YaoResponse) refused = NULL;

  g_free (request->format);
  request->format = g_strdup (YAO_SIGNATURE_FORMAT_RAW);
  add_item (request, digest, use_id);
  response = approve_and_send (fixture, request);
  assert_signed (fixture, response, message, YAO_SIGNATURE_ECDSA_SHA256);

  g_free (other->format);
  other->format = g_strdup (YAO_SIGNATURE_FORMAT_RAW);
  add_item (other, message, use_id);
  refused = approve_and_send (fixture, other);
  assert_refused (refused, "invalid-request");
}

/* Being signed in is not enough, nor is a check of the PIN for something else, nor for this twice.
 */
static void
test_approval (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoSignatureRequest) other = new_file_request (fixture);
  g_autoptr (YaoResponse) without = NULL;
  g_autoptr (YaoResponse) wrong = NULL;
  g_autoptr (YaoResponse) right = NULL;
  g_autoptr (YaoResponse) twice = NULL;

  sign_in (fixture, "1");
  without = send_request (fixture, request, NULL);
  test_assert_problem (without, "identity-required");
  approve (fixture, other);
  sign_in (fixture, "1");
  wrong = send_request (fixture, request, NULL);
  test_assert_problem (wrong, "identity-required");
  g_assert_cmpint (count_uses (fixture, YAO_USE_DONE), ==, 0);
  right = send_request (fixture, other, NULL);
  test_assert_status (right, 200);
  twice = send_request (fixture, other, NULL);
  test_assert_problem (twice, "identity-required");
  g_assert_cmpint (count_uses (fixture, YAO_USE_DONE), ==, 1);
}

static void
test_same_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoResponse) first = NULL;
  g_autoptr (YaoResponse) again = NULL;

  approve (fixture, request);
  sign_in (fixture, "1");
  first = send_request (fixture, request, key);
  test_assert_status (first, 200);
  again = send_request (fixture, request, key);
  test_assert_status (again, 200);
  g_assert_true (g_bytes_equal (yao_response_get_body (first), yao_response_get_body (again)));
  g_assert_cmpint (count_uses (fixture, YAO_USE_DONE), ==, 1);
}

static void
test_use_id_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  YaoSignatureItem *item = request->items->pdata[0];
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoSignatureReply) reply = NULL;
  YaoSignatureResult *second;

  add_item (request, item->data, item->use_id);
  response = approve_and_send (fixture, request);
  assert_signed (fixture, response, item->data, YAO_SIGNATURE_ECDSA_SHA256);
  reply = read_reply (response);
  second = reply->items->pdata[1];
  g_assert_cmpstr (second->problem, ==, "conflict");
  g_assert_cmpint (count_uses (fixture, YAO_USE_DONE), ==, 1);
}

static void
test_wrong_attributes (Fixture *fixture, gconstpointer data)
{
  gint64 now = yao_installation_get_now (fixture->installation);
  g_autoptr (GBytes) use_id = yao_random_bytes (YAO_USE_ID_SIZE);
  g_autoptr (GBytes) other_id = yao_random_bytes (YAO_USE_ID_SIZE);
  g_autoptr (GBytes) good = make_attributes (fixture, use_id, now);
  g_autoptr (GBytes) old = make_attributes (fixture, use_id, now - DAY);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("hello", 5);
  const struct
  {
    GBytes *data;
    GBytes *use_id;
    const char *problem;
  } cases[] = {
    { good, other_id, "invalid-request" },
    { old, use_id, "clock-skew" },
    { nothing, use_id, "invalid-request" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YaoSignatureRequest) request = new_request (fixture);
      g_autoptr (YaoResponse) response = NULL;

      add_item (request, cases[i].data, cases[i].use_id);
      response = approve_and_send (fixture, request);
      assert_refused (response, cases[i].problem);
    }
  g_assert_cmpint (count_uses (fixture, YAO_USE_DONE), ==, 0);
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoResponse) response = NULL;

  approve (fixture, request);
  sign_in (fixture, "2");
  response = send_request (fixture, request, NULL);
  test_assert_problem (response, "not-found");
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoResponse) response = NULL;
  YaoDatabase *database = yao_installation_get_database (fixture->installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, NULL);

  g_assert_true (yao_certificate_table_revoke (database, fixture->certificate->number,
                                               yao_installation_get_now (fixture->installation),
                                               YAO_REVOCATION_REASON_SUPERSEDED, NULL));
  g_assert_true (yao_transaction_commit (transaction, NULL));
  response = approve_and_send (fixture, request);
  test_assert_problem (response, "certificate-revoked");
}

static void
test_level (Fixture *fixture, gconstpointer data)
{
  YaoDatabase *database = yao_installation_get_database (fixture->installation);
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoSignatureRequest) other = new_file_request (fixture);
  g_autoptr (YaoResponse) unbound = NULL;
  g_autoptr (YaoResponse) bound = NULL;
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (YaoDeviceRecord) device = NULL;

  g_assert_true (yao_limit_set (database, YAO_LIMIT_SIGNING_LEVEL, 2, NULL));
  unbound = approve_and_send (fixture, request);
  test_assert_problem (unbound, "device-not-bound");

  account = yao_account_table_find (database, "1", "1", NULL);
  device = yao_device_table_find (database, account->id, fixture->person->jkt, NULL);
  g_assert_true (yao_device_table_set_state (database, device->id, YAO_DEVICE_ACTIVE, NULL));
  bound = approve_and_send (fixture, other);
  test_assert_status (bound, 200);
}

/* A remembered unlock stands for the check. */
static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  YaoDatabase *database = yao_installation_get_database (fixture->installation);
  g_autoptr (YaoSignatureRequest) request = new_file_request (fixture);
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (YaoDeviceRecord) device = NULL;
  g_autoptr (YaoResponse) made = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"seconds\":600}", 15);
  g_autofree char *key = g_uuid_string_random ();

  sign_in (fixture, "1");
  account = yao_account_table_find (database, "1", "1", NULL);
  device = yao_device_table_find (database, account->id, fixture->person->jkt, NULL);
  g_assert_true (yao_device_table_set_state (database, device->id, YAO_DEVICE_ACTIVE, NULL));
  made = test_person_send (fixture->person, "POST", YAO_PATH_GRANTS, body,
                           fixture->person->access_token, key);
  test_assert_status (made, 201);
  response = send_request (fixture, request, NULL);
  test_assert_status (response, 200);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/server/signatures/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("file", test_file);
  ADD ("sm2", test_sm2);
  ADD ("raw", test_raw);
  ADD ("approval", test_approval);
  ADD ("same-key", test_same_key);
  ADD ("use-id-once", test_use_id_once);
  ADD ("wrong-attributes", test_wrong_attributes);
  ADD ("others", test_others);
  ADD ("revoked", test_revoked);
  ADD ("level", test_level);
  ADD ("remembered", test_remembered);

  return g_test_run ();
}
