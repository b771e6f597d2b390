/* test-certificate-check.c: which certificates of a service are kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fake-service.h"
#include "yao-certificate-check.h"
#include "yao-error.h"
#include "yao-x509-issue.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define UID "10001"
#define SIGNING (YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION)

/* An organisation of one root, and a certificate under it that can be issued anew in other ways. */
typedef struct
{
  gint64 now;
  YaoKey *root_key;
  YaoKey *key;
  YaoX509Template leaf;
  YaoServiceRecord *service;
  YaoCertificateMessage *message;
} Fixture;

static YaoKey *
make_key (YaoKeyAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;
  YaoKey *key = yao_key_generate (algorithm, &error);

  g_assert_no_error (error);
  return key;
}

static GBytes *
issue_root (Fixture *fixture, YaoKey *key)
{
  const YaoX509Template root = {
    .common_name = "Root CA",
    .not_before = fixture->now - 1000 * DAY,
    .not_after = fixture->now + 1000 * DAY,
    .key_usage = YAO_KEY_USAGE_CERT_SIGN,
    .is_ca = TRUE,
    .path_length = YAO_X509_NO_PATH_LENGTH,
  };
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_x509_issue (&root, key, NULL, key, &error);

  g_assert_no_error (error);
  return der;
}

static void
issue_leaf (Fixture *fixture)
{
  GBytes *root = g_ptr_array_index (fixture->service->roots, 0);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->message->der, g_bytes_unref);
  fixture->message->der
      = yao_x509_issue (&fixture->leaf, fixture->key, root, fixture->root_key, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  YaoCertificateMessage *message = yao_certificate_message_new ();

  fixture->now = g_get_real_time () / G_USEC_PER_SEC;
  fixture->root_key = make_key (YAO_KEY_P256);
  fixture->key = make_key (YAO_KEY_P256);
  fixture->leaf = (YaoX509Template){
    .organisation = "示例单位",
    .department = "内科",
    .title = "医师",
    .serial_number = UID,
    .common_name = "张伟",
    .not_before = fixture->now - 10 * DAY,
    .not_after = fixture->now + 10 * DAY,
    .key_usage = SIGNING,
  };
  fixture->service = yao_service_record_new ();
  fixture->service->id = g_strdup (FAKE_SERVICE_ID);
  g_ptr_array_add (fixture->service->roots, issue_root (fixture, fixture->root_key));

  message->id = g_strdup ("certificate");
  message->holder_uid = g_strdup (UID);
  message->holder_name = g_strdup ("told");
  message->organisation = g_strdup ("told");
  message->department = g_strdup ("told");
  message->role_title = g_strdup ("told");
  message->key_kind = YAO_KEY_KIND_CLOUD;
  message->algorithm = YAO_CERTIFICATE_ALGORITHM_P256;
  message->version = 3;
  message->state = YAO_CERTIFICATE_STATE_ACTIVE;
  if (message->chain == NULL)
    message->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->message = message;
  issue_leaf (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_certificate_message_free (fixture->message);
  yao_service_record_unref (fixture->service);
  yao_key_unref (fixture->root_key);
  yao_key_unref (fixture->key);
}

static YaoCertificateRecord *
accept (Fixture *fixture, gint64 now)
{
  g_autoptr (GError) error = NULL;
  YaoCertificateRecord *record
      = yao_certificate_check (fixture->service, fixture->message, UID, now, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
refuse (Fixture *fixture, YaoErrorCode code, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      yao_certificate_check (fixture->service, fixture->message, UID, fixture->now, &error));
  g_assert_error (error, YAO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_cmpstr (yao_error_get_subject (error), ==, UID);
}

/* What is signed goes before what is told beside it. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) record = accept (fixture, fixture->now);

  g_assert_cmpstr (record->service_id, ==, FAKE_SERVICE_ID);
  g_assert_cmpstr (record->id, ==, "certificate");
  g_assert_cmpstr (record->holder_uid, ==, UID);
  g_assert_cmpstr (record->user_uid, ==, UID);
  g_assert_cmpstr (record->holder_name, ==, "张伟");
  g_assert_cmpstr (record->organisation, ==, "示例单位");
  g_assert_cmpstr (record->department, ==, "内科");
  g_assert_cmpstr (record->role_title, ==, "医师");
  g_assert_cmpint (record->role, ==, YAO_CERTIFICATE_ROLE_OWNER);
  g_assert_cmpint (record->version, ==, 3);
  g_assert_cmpint (record->revoked_at, ==, 0);
  g_assert_cmpint (record->refreshed, ==, fixture->now);
  g_assert_true (g_bytes_equal (record->der, fixture->message->der));
  /* The chain as it was verified, though the service sent none of it. */
  g_assert_cmpuint (record->chain->len, ==, 1);
  g_assert_true (g_bytes_equal (g_ptr_array_index (record->chain, 0),
                                g_ptr_array_index (fixture->service->roots, 0)));
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) record = NULL;

  fixture->leaf.organisation = NULL;
  fixture->leaf.department = NULL;
  fixture->leaf.title = NULL;
  issue_leaf (fixture);
  record = accept (fixture, fixture->now);
  g_assert_cmpstr (record->holder_name, ==, "张伟");
  g_assert_cmpstr (record->organisation, ==, "told");
  g_assert_cmpstr (record->department, ==, "told");
  g_assert_cmpstr (record->role_title, ==, "told");
}

/* Both families, with the issuing certificate between. */
static void
test_families (Fixture *fixture, gconstpointer data)
{
  const YaoCertificateAlgorithm algorithms[]
      = { YAO_CERTIFICATE_ALGORITHM_SM2, YAO_CERTIFICATE_ALGORITHM_P256 };
  g_autoptr (FakeService) fake = fake_service_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      YaoCertificateMessage *message
          = fake_service_add_certificate (fake, UID, "张伟", algorithms[i], -1, 365);
      g_autoptr (YaoServiceRecord) service = yao_service_record_new ();
      g_autoptr (YaoCertificateRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      service->id = g_strdup (FAKE_SERVICE_ID);
      g_ptr_array_add (service->roots, g_bytes_ref (g_ptr_array_index (message->chain, 1)));
      record = yao_certificate_check (service, message, UID, fixture->now, &error);
      g_assert_no_error (error);
      g_assert_cmpint (record->algorithm, ==, algorithms[i]);
      g_assert_cmpuint (record->chain->len, ==, 2);

      g_ptr_array_remove_index (message->chain, 0);
      g_assert_null (yao_certificate_check (service, message, UID, fixture->now, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
    }
}

/* What is over, or still to come, is kept: people see that it is so. */
static void
test_other_times (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) late = accept (fixture, fixture->now + 100 * DAY);
  g_autoptr (YaoCertificateRecord) early = accept (fixture, fixture->now - 100 * DAY);

  g_assert_cmpint (late->refreshed, ==, fixture->now + 100 * DAY);
  g_assert_cmpint (early->refreshed, ==, fixture->now - 100 * DAY);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) known = NULL;
  g_autoptr (YaoCertificateRecord) unknown = NULL;

  fixture->message->revoked_at = fixture->now - DAY;
  fixture->message->revocation_reason = g_strdup ("superseded");
  known = accept (fixture, fixture->now);
  g_assert_cmpint (known->revoked_at, ==, fixture->now - DAY);
  g_assert_cmpstr (known->revocation_reason, ==, "superseded");

  /* Revoked without a time: since now, as far as we know. */
  fixture->message->revoked_at = 0;
  fixture->message->state = YAO_CERTIFICATE_STATE_REVOKED;
  unknown = accept (fixture, fixture->now);
  g_assert_cmpint (unknown->revoked_at, ==, fixture->now);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  gsize size;
  guint8 *der;

  der = g_bytes_unref_to_data (g_steal_pointer (&fixture->message->der), &size);
  der[size - 1] ^= 1; /* the end of the signature */
  fixture->message->der = g_bytes_new_take (der, size);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "");

  g_bytes_unref (fixture->message->der);
  fixture->message->der = g_bytes_new_static ("rubbish", 7);
  refuse (fixture, YAO_ERROR_BAD_REPLY, "");
}

static void
test_other_number (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->message->holder_uid);
  fixture->message->holder_uid = g_strdup ("10002");
  refuse (fixture, YAO_ERROR_UNTRUSTED, "sent for another number");

  g_free (fixture->message->holder_uid);
  fixture->message->holder_uid = g_strdup (UID);
  fixture->leaf.serial_number = "10002";
  issue_leaf (fixture);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "issued for another number");

  fixture->leaf.serial_number = NULL;
  issue_leaf (fixture);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "issued for another number");
}

static void
test_other_algorithm (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    YaoKeyAlgorithm key;
    YaoCertificateAlgorithm algorithm;
  } pairs[] = {
    { YAO_KEY_P256, YAO_CERTIFICATE_ALGORITHM_P256 },
    { YAO_KEY_SM2, YAO_CERTIFICATE_ALGORITHM_SM2 },
    { YAO_KEY_RSA_2048, YAO_CERTIFICATE_ALGORITHM_RSA2048 },
    { YAO_KEY_RSA_3072, YAO_CERTIFICATE_ALGORITHM_RSA3072 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      yao_key_unref (fixture->key);
      fixture->key = make_key (pairs[i].key);
      issue_leaf (fixture);
      for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
        {
          fixture->message->algorithm = pairs[j].algorithm;
          if (i != j)
            refuse (fixture, YAO_ERROR_UNTRUSTED, "not of the algorithm");
          else
            yao_certificate_record_unref (accept (fixture, fixture->now));
        }
    }
}

static void
test_other_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) open = NULL;

  fixture->leaf.key_usage = YAO_KEY_USAGE_KEY_ENCIPHERMENT;
  issue_leaf (fixture);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "not for signing");

  fixture->leaf.key_usage = YAO_KEY_USAGE_CERT_SIGN | SIGNING;
  fixture->leaf.is_ca = TRUE;
  issue_leaf (fixture);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "authority");

  /* A certificate that does not say what it is for is for everything (RFC 5280 section 4.2.1.3). */
  fixture->leaf.key_usage = 0;
  fixture->leaf.is_ca = FALSE;
  issue_leaf (fixture);
  open = accept (fixture, fixture->now);
}

/* The roots that were kept at the start count, and not one that comes along. */
static void
test_other_root (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoKey) other = make_key (YAO_KEY_P256);
  g_autoptr (GBytes) own = g_bytes_ref (g_ptr_array_index (fixture->service->roots, 0));

  g_ptr_array_set_size (fixture->service->roots, 0);
  g_ptr_array_add (fixture->service->roots, issue_root (fixture, other));
  g_ptr_array_add (fixture->message->chain, g_bytes_ref (own));
  refuse (fixture, YAO_ERROR_UNTRUSTED, "");

  g_ptr_array_set_size (fixture->service->roots, 0);
  refuse (fixture, YAO_ERROR_UNTRUSTED, "");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/certificate-check/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("kept", test_kept);
  ADD ("told", test_told);
  ADD ("families", test_families);
  ADD ("other-times", test_other_times);
  ADD ("revoked", test_revoked);
  ADD ("broken", test_broken);
  ADD ("other-number", test_other_number);
  ADD ("other-algorithm", test_other_algorithm);
  ADD ("other-use", test_other_use);
  ADD ("other-root", test_other_root);

  return g_test_run ();
}
