/* test-issuance.c: authorities, and certificates issued, renewed, revoked
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-ca.h"
#include "yao-chain.h"
#include "yao-crl.h"
#include "yao-error.h"
#include "yao-inspection.h"
#include "yao-limits.h"
#include "yao-people.h"
#include "yao-x509.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, data != NULL);
  fixture->database = yao_installation_get_database (fixture->installation);
  test_add_user (fixture->installation, "1", "张伟");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static void
assert_chain (Fixture *fixture, const YaoCertificateRecord *certificate, YaoCaAlgorithm ca)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = yao_ca_dup_chain (fixture->installation, ca, &error);
  g_autoptr (GPtrArray) intermediates = g_ptr_array_new ();
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (chain->len, ==, 2);
  g_ptr_array_add (intermediates, chain->pdata[0]);
  g_ptr_array_add (roots, chain->pdata[1]);
  yao_chain_verify (certificate->der, intermediates, roots,
                    yao_installation_get_now (fixture->installation), &error);
  g_assert_no_error (error);
}

static guint
count_problems (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = yao_inspection_run (fixture->installation, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) problems->pdata[i]);
  return problems->len;
}

/* With certificates of every kind there; what is damaged is found, whatever it is. */
static void
assert_damage_is_found (Fixture *fixture)
{
  static const char *const changes[] = {
    "UPDATE certificate_versions SET serial = serial || '0'",
    "UPDATE certificate_versions SET der = (SELECT certificate FROM authorities"
    "   WHERE name = 'sm2-issuing')",
    "UPDATE authorities SET certificate = (SELECT certificate FROM authorities"
    "   WHERE name = 'p256-root') WHERE name = 'sm2-root'",
    "UPDATE crls SET der = x'3000' WHERE authority = 'sm2-issuing'",
    "UPDATE keys SET spki = x'00' WHERE purpose = 'user'",
    "DELETE FROM authorities WHERE name = 'provisioning'",
  };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_problems (fixture), ==, 0);
  yao_clock_set_offset (fixture->clock, 1000 * DAY);
  g_assert_cmpuint (count_problems (fixture), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (YaoTransaction) transaction = yao_transaction_begin (fixture->database, &error);

      g_assert_true (yao_database_execute (fixture->database, &error, changes[i], ""));
      g_assert_no_error (error);
      g_assert_cmpuint (count_problems (fixture), >, 0);
    }
  g_assert_cmpuint (count_problems (fixture), ==, 0);
}

static void
test_every_algorithm (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    YaoCertificateAlgorithm algorithm;
    YaoCaAlgorithm ca;
    const char *description;
  } cases[] = {
    { YAO_CERTIFICATE_ALGORITHM_SM2, YAO_CA_ALGORITHM_SM2, "SM2 256" },
    { YAO_CERTIFICATE_ALGORITHM_RSA2048, YAO_CA_ALGORITHM_RSA, "RSA 2048" },
    { YAO_CERTIFICATE_ALGORITHM_RSA3072, YAO_CA_ALGORITHM_RSA, "RSA 3072" },
    { YAO_CERTIFICATE_ALGORITHM_P256, YAO_CA_ALGORITHM_P256, "ECDSA P-256" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoCertificateRecord) certificate
          = test_issue (fixture->installation, "1", cases[i].algorithm);
      g_autoptr (YaoX509) x509 = yao_x509_parse (certificate->der, &error);
      g_autofree char *name = yao_x509_dup_subject_attribute (x509, "CN");
      g_autofree char *organisation = yao_x509_dup_subject_attribute (x509, "O");
      g_autofree char *number = yao_x509_dup_subject_attribute (x509, "serialNumber");
      g_autofree char *serial = yao_x509_dup_serial (x509);
      g_autofree char *description = yao_x509_dup_key_description (x509);

      g_assert_cmpstr (name, ==, "张伟");
      g_assert_cmpstr (organisation, ==, TEST_ORGANISATION);
      g_assert_cmpstr (number, ==, "1");
      g_assert_cmpstr (serial, ==, certificate->serial);
      g_test_message ("%s", description);
      g_assert_false (yao_x509_is_ca (x509));
      assert_chain (fixture, certificate, cases[i].ca);
    }
  assert_damage_is_found (fixture);
}

static void
test_renewal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) meanwhile = NULL;
  g_autoptr (YaoCertificateRecord) first
      = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_autoptr (YaoCertificateRecord) second = NULL;
  g_autoptr (YaoX509) old = yao_x509_parse (first->der, &error);
  g_autoptr (YaoX509) renewed = NULL;
  g_autoptr (GBytes) old_key = yao_x509_dup_spki (old);
  g_autoptr (GBytes) new_key = NULL;

  yao_clock_set_offset (fixture->clock, 100 * DAY);
  second = yao_issuance_renew (fixture->installation, first, "test", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->id, ==, first->id);
  g_assert_cmpint (second->version, ==, 2);
  g_assert_cmpstr (second->serial, !=, first->serial);
  g_assert_cmpint (second->not_after, >, first->not_after);
  renewed = yao_x509_parse (second->der, &error);
  new_key = yao_x509_dup_spki (renewed);
  g_assert_true (g_bytes_equal (old_key, new_key));
  assert_chain (fixture, second, YAO_CA_ALGORITHM_SM2);

  /* Two at once: the second one finds that it came too late. */
  g_assert_null (yao_issuance_renew (fixture->installation, first, "test", &meanwhile));
  g_assert_error (meanwhile, YAO_ERROR, YAO_ERROR_CONFLICT);
}

static YaoCrl *
get_crl (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = yao_ca_dup_crl (fixture->installation, YAO_CA_ALGORITHM_SM2, &error);
  g_autoptr (GPtrArray) chain
      = yao_ca_dup_chain (fixture->installation, YAO_CA_ALGORITHM_SM2, &error);
  YaoCrl *crl;

  g_assert_no_error (error);
  crl = yao_crl_parse (der, &error);
  g_assert_no_error (error);
  g_assert_true (yao_crl_verify (crl, chain->pdata[0], &error));
  return crl;
}

static void
test_revocation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) renewal = NULL;
  g_autoptr (YaoCertificateRecord) first
      = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_autoptr (YaoCertificateRecord) second
      = yao_issuance_renew (fixture->installation, first, "test", &error);
  g_autoptr (YaoCrl) before = get_crl (fixture);
  g_autoptr (YaoCrl) after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  YaoCertificateRecord *found;
  YaoCrlReason reason;
  gint64 revoked_at;

  g_assert_false (yao_crl_lookup (before, second->serial, &revoked_at, &reason));
  g_assert_true (yao_issuance_revoke (fixture->installation, second,
                                      YAO_REVOCATION_REASON_KEY_COMPROMISE, "test", &error));
  after = get_crl (fixture);
  g_assert_cmpuint (yao_crl_get_number (after), >, yao_crl_get_number (before));
  g_assert_true (yao_crl_lookup (after, first->serial, &revoked_at, &reason));
  g_assert_true (yao_crl_lookup (after, second->serial, &revoked_at, &reason));
  g_assert_cmpint (reason, ==, YAO_CRL_REASON_KEY_COMPROMISE);

  list = yao_certificate_table_list_of_user (fixture->database, "1", 0, 10, &error);
  found = list->pdata[0];
  g_assert_cmpint (yao_issuance_get_state (found, yao_clock_get_unix (fixture->clock)), ==,
                   YAO_CERTIFICATE_STATE_REVOKED);
  g_assert_false (yao_issuance_revoke (fixture->installation, found,
                                       YAO_REVOCATION_REASON_UNSPECIFIED, "test", &again));
  g_assert_error (again, YAO_ERROR, YAO_ERROR_CONFLICT);
  g_assert_null (yao_issuance_renew (fixture->installation, found, "test", &renewal));
  g_assert_error (renewal, YAO_ERROR, YAO_ERROR_CONFLICT);
}

static void
test_crl_is_made_anew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCrl) first = get_crl (fixture);
  g_autoptr (YaoCrl) same = get_crl (fixture);
  g_autoptr (YaoCrl) later = NULL;

  g_assert_cmpuint (yao_crl_get_number (same), ==, yao_crl_get_number (first));
  yao_clock_set_offset (fixture->clock, 7 * DAY - 3600);
  later = get_crl (fixture);
  g_assert_cmpuint (yao_crl_get_number (later), ==, yao_crl_get_number (first) + 1);
  g_assert_true (yao_crl_is_current (later, yao_clock_get_unix (fixture->clock)));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) disabled = NULL;
  YaoIssuance issuance
      = { .uid = "404", .algorithm = YAO_CERTIFICATE_ALGORITHM_P256, .actor = "test" };

  g_assert_null (yao_issuance_issue (fixture->installation, &issuance, &unknown));
  g_assert_error (unknown, YAO_ERROR, YAO_ERROR_NOT_FOUND);

  g_assert_true (yao_people_set_active (fixture->installation, "1", FALSE, "test", &error));
  issuance.uid = "1";
  g_assert_null (yao_issuance_issue (fixture->installation, &issuance, &disabled));
  g_assert_error (disabled, YAO_ERROR, YAO_ERROR_CONFLICT);
}

/* None lasts longer than its issuer. */
static void
test_end_of_issuer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) over = NULL;
  g_autoptr (GPtrArray) chain
      = yao_ca_dup_chain (fixture->installation, YAO_CA_ALGORITHM_P256, &error);
  g_autoptr (YaoX509) issuer = yao_x509_parse (chain->pdata[0], &error);
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  YaoIssuance issuance
      = { .uid = "1", .algorithm = YAO_CERTIFICATE_ALGORITHM_P256, .actor = "test" };

  yao_clock_set_offset (fixture->clock, 3650 * DAY - 10 * DAY);
  certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_P256);
  g_assert_cmpint (certificate->not_after, ==, yao_x509_get_not_after (issuer));

  yao_clock_set_offset (fixture->clock, 3650 * DAY + 10 * DAY);
  g_assert_null (yao_issuance_issue (fixture->installation, &issuance, &over));
  g_assert_error (over, YAO_ERROR, YAO_ERROR_CONFLICT);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  const YaoCertificateRecord certificate = { .not_before = 100, .not_after = 200 };
  const YaoCertificateRecord revoked = { .not_before = 100, .not_after = 200, .revoked_at = 150 };

  g_assert_cmpint (yao_issuance_get_state (&certificate, 99), ==,
                   YAO_CERTIFICATE_STATE_NOT_YET_VALID);
  g_assert_cmpint (yao_issuance_get_state (&certificate, 100), ==, YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (yao_issuance_get_state (&certificate, 200), ==, YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (yao_issuance_get_state (&certificate, 201), ==, YAO_CERTIFICATE_STATE_EXPIRED);
  g_assert_cmpint (yao_issuance_get_state (&revoked, 201), ==, YAO_CERTIFICATE_STATE_REVOKED);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* RSA keys take seconds: made once, for both. */
  g_test_add ("/server/issuance/every-algorithm-and-inspection", Fixture, "rsa", set_up,
              test_every_algorithm, tear_down);
  ADD ("/server/issuance/renewal", test_renewal);
  ADD ("/server/issuance/revocation", test_revocation);
  ADD ("/server/issuance/crl-is-made-anew", test_crl_is_made_anew);
  ADD ("/server/issuance/refused", test_refused);
  ADD ("/server/issuance/ends-with-its-issuer", test_end_of_issuer);
  ADD ("/server/issuance/states", test_states);

  return g_test_run ();
}
