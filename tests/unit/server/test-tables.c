/* test-tables.c: people, certificates, keys, lists and the log in the database
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-audit-table.h"
#include "yao-certificate-table.h"
#include "yao-error.h"
#include "yao-key-table.h"
#include "yao-schema.h"
#include "yao-setting-table.h"
#include "yao-user-table.h"

typedef struct
{
  char *folder;
  YaoDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = test_folder_new ();
  path = g_build_filename (fixture->folder, "service.db", NULL);
  fixture->database = yao_schema_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (yao_organisation_table_add (fixture->database, TEST_ORGANISATION, 1, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->database);
  test_folder_remove (fixture->folder);
}

static void
add_user (YaoDatabase *database, const char *uid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_record_new (uid, name, TEST_ORGANISATION);

  g_assert_true (yao_user_table_insert (database, user, &error));
  g_assert_no_error (error);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *absent = NULL;
  g_autofree char *value = NULL;

  g_assert_true (yao_setting_table_get (fixture->database, "x", &absent, &error));
  g_assert_null (absent);
  g_assert_true (yao_setting_table_set (fixture->database, "x", "1", &error));
  g_assert_true (yao_setting_table_set (fixture->database, "x", "2", &error));
  g_assert_true (yao_setting_table_get (fixture->database, "x", &value, &error));
  g_assert_cmpstr (value, ==, "2");
  g_assert_true (yao_setting_table_set (fixture->database, "x", NULL, &error));
  g_assert_true (yao_setting_table_get (fixture->database, "x", &absent, &error));
  g_assert_null (absent);
}

static void
test_users (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) nowhere = NULL;
  g_autoptr (YaoUserRecord) again = yao_user_record_new ("1", "李娜", TEST_ORGANISATION);
  g_autoptr (YaoUserRecord) stranger = yao_user_record_new ("9", "李娜", "别的单位");
  g_autoptr (YaoUserRecord) found = NULL;
  g_autoptr (YaoUserRecord) disabled = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 count = 0;

  add_user (fixture->database, "1", "张伟");
  add_user (fixture->database, "2", "李娜");
  g_assert_false (yao_user_table_insert (fixture->database, again, &taken));
  g_assert_error (taken, YAO_ERROR, YAO_ERROR_CONFLICT);
  g_assert_false (yao_user_table_insert (fixture->database, stranger, &nowhere));
  g_assert_error (nowhere, YAO_ERROR, YAO_ERROR_CONFLICT);

  found = yao_user_table_find (fixture->database, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "张伟");
  g_assert_cmpstr (found->initials, ==, "zw");
  g_assert_cmpstr (found->organisation, ==, TEST_ORGANISATION);
  g_assert_true (found->active);
  g_assert_null (yao_user_table_find (fixture->database, "3", &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_NOT_FOUND);

  g_assert_true (yao_user_table_set_active (fixture->database, "1", FALSE, 7, &error));
  disabled = yao_user_table_find (fixture->database, "1", &error);
  g_assert_false (disabled->active);
  g_assert_cmpint (disabled->changed, ==, 7);

  list = yao_user_table_list (fixture->database, "1", 10, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (yao_user_table_count (fixture->database, &count, &error));
  g_assert_cmpint (count, ==, 2);
}

static void
add_key (YaoDatabase *database, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("k", 1);
  YaoKeyRecord key = { .id = (char *) id,
                       .purpose = (char *) "user",
                       .spki = bytes,
                       .sealed = bytes,
                       .master = (char *) "m1" };

  g_assert_true (yao_key_table_insert (database, &key, &error));
  g_assert_no_error (error);
}

static YaoCertificateRecord *
make_certificate (const char *id, const char *serial)
{
  YaoCertificateRecord *certificate = g_new0 (YaoCertificateRecord, 1);

  certificate->id = g_strdup (id);
  certificate->uid = g_strdup ("1");
  certificate->kind = g_strdup ("cloud");
  certificate->algorithm = g_strdup ("sm2");
  certificate->key = g_strdup ("k1");
  certificate->version = 1;
  certificate->authority = g_strdup ("sm2-issuing");
  certificate->serial = g_strdup (serial);
  certificate->not_before = 10;
  certificate->not_after = 20;
  certificate->der = g_bytes_new_static ("der", 3);
  return certificate;
}

static void
insert_certificate (YaoDatabase *database, YaoCertificateRecord *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, &error);

  g_assert_true (yao_certificate_table_insert (database, certificate, 1, &error));
  g_assert_true (yao_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (YaoCertificateRecord) one = make_certificate ("aa11", "01");
  g_autoptr (YaoCertificateRecord) two = make_certificate ("aa22", "02");
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GPtrArray) by_prefix = NULL;
  g_autoptr (GPtrArray) by_serial = NULL;
  g_autoptr (GPtrArray) revoked = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  YaoCertificateRecord *found;

  add_user (fixture->database, "1", "张伟");
  add_key (fixture->database, "k1");
  g_assert_true (yao_authority_table_put (fixture->database, "sm2-issuing", "k1", NULL, 1, &error));
  insert_certificate (fixture->database, one);
  insert_certificate (fixture->database, two);

  /* A renewal: the newest version is the one that counts. */
  one->version = 2;
  g_free (one->serial);
  one->serial = g_strdup ("03");
  g_assert_true (yao_certificate_table_insert_version (fixture->database, one, &error));
  g_assert_no_error (error);
  newest = yao_certificate_table_list_of_user (fixture->database, "1", 0, 10, &error);
  g_assert_cmpuint (newest->len, ==, 2);
  found = newest->pdata[0];
  g_assert_cmpint (found->version, ==, 2);
  g_assert_cmpstr (found->serial, ==, "03");
  page = yao_certificate_table_list (fixture->database, found->number, 10, &error);
  g_assert_cmpuint (page->len, ==, 1);

  /* By an old serial number, too. */
  by_serial = yao_certificate_table_find (fixture->database, "01", &error);
  g_assert_cmpuint (by_serial->len, ==, 1);
  by_prefix = yao_certificate_table_find (fixture->database, "aa", &error);
  g_assert_cmpuint (by_prefix->len, ==, 2);

  g_assert_true (yao_certificate_table_revoke (fixture->database, found->number, 15, 1, &error));
  g_assert_false (yao_certificate_table_revoke (fixture->database, found->number, 16, 1, &again));
  g_assert_error (again, YAO_ERROR, YAO_ERROR_CONFLICT);
  revoked = yao_certificate_table_list_revoked (fixture->database, "sm2-issuing", 12, &error);
  g_assert_cmpuint (revoked->len, ==, 2);
  versions = yao_certificate_table_list_versions (fixture->database, &error);
  g_assert_cmpuint (versions->len, ==, 3);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) held = NULL;
  g_autoptr (GBytes) sealed = g_bytes_new_static ("new", 3);
  g_autoptr (YaoKeyRecord) key = NULL;
  g_autofree char *none = NULL;
  g_autofree char *master = NULL;

  g_assert_true (yao_key_table_get_master (fixture->database, &none, &error));
  g_assert_null (none);
  add_key (fixture->database, "k1");
  g_assert_true (yao_key_table_reseal (fixture->database, "k1", sealed, "m2", &error));
  g_assert_true (yao_key_table_get_master (fixture->database, &master, &error));
  g_assert_cmpstr (master, ==, "m2");
  key = yao_key_table_find (fixture->database, "k1", &error);
  g_assert_true (g_bytes_equal (key->sealed, sealed));
  g_assert_null (yao_key_table_find (fixture->database, "k2", &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_NOT_FOUND);

  g_assert_true (yao_authority_table_put (fixture->database, "a", "k1", NULL, 1, &error));
  g_assert_false (yao_key_table_delete (fixture->database, "k1", &held));
  g_assert_error (held, YAO_ERROR, YAO_ERROR_CONFLICT);
}

static void
test_crls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = g_bytes_new_static ("crl", 3);
  g_autoptr (YaoCrlRecord) none = NULL;
  g_autoptr (YaoCrlRecord) newest = NULL;
  g_autoptr (YaoRows) rows = NULL;

  add_key (fixture->database, "k1");
  g_assert_true (yao_authority_table_put (fixture->database, "a", "k1", NULL, 1, &error));
  g_assert_true (yao_crl_table_find_newest (fixture->database, "a", &none, &error));
  g_assert_null (none);

  for (gint64 i = 1; i <= 40; i++)
    {
      YaoCrlRecord crl = { .number = i, .this_update = i, .next_update = i + 1, .der = der };

      g_assert_true (yao_crl_table_insert (fixture->database, "a", &crl, &error));
    }
  g_assert_true (yao_crl_table_find_newest (fixture->database, "a", &newest, &error));
  g_assert_cmpint (newest->number, ==, 40);
  rows = yao_database_query (fixture->database, &error, "SELECT count (*) FROM crls", "");
  g_assert_true (yao_rows_next (rows, &error));
  g_assert_cmpint (yao_rows_get_int (rows, 0), ==, 16);
}

static gboolean
add_record (YaoDatabase *database, gint64 seq, GError **error)
{
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  g_autofree guint8 *zeros = g_malloc0 (32);
  g_autoptr (GBytes) hash = g_bytes_new (zeros, 32);
  YaoAuditRecord record = { .seq = seq,
                            .time = 1,
                            .key = (char *) "k",
                            .act = (char *) "test",
                            .leaf = hash,
                            .hash = hash,
                            .salt = hash,
                            .actor = (char *) "me",
                            .subject = (char *) "you" };

  return yao_audit_table_insert (database, &record, error)
         && yao_transaction_commit (transaction, error);
}

static void
test_audit_is_append_only (Fixture *fixture, gconstpointer data)
{
  static const char *const forbidden[] = {
    "UPDATE audit SET act = 'other'",
    "UPDATE audit SET seq = 5 WHERE seq = 1",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE seq = 2",
    "INSERT OR REPLACE INTO audit (seq, time, act, leaf, hash)"
    " SELECT 1, 1, 'other', leaf, hash FROM audit WHERE seq = 1",
    "INSERT INTO audit (seq, time, act, leaf, hash)"
    " SELECT 9, 1, 'gap', leaf, hash FROM audit WHERE seq = 1",
    "UPDATE audit_people SET actor = 'other'",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_assert_true (add_record (fixture->database, 1, &error));
  g_assert_true (add_record (fixture->database, 2, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_false (yao_database_execute (fixture->database, &refused, forbidden[i], ""));
      g_assert_error (refused, YAO_ERROR, YAO_ERROR_CONFLICT);
    }

  /* To forget a person is allowed; what happened stays. */
  g_assert_true (yao_database_execute (fixture->database, &error,
                                       "DELETE FROM audit_people WHERE seq = 1", ""));
  records = yao_audit_table_list (fixture->database, 0, 10, &error);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_null (((YaoAuditRecord *) records->pdata[0])->actor);
  g_assert_cmpstr (((YaoAuditRecord *) records->pdata[1])->actor, ==, "me");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/tables/settings", test_settings);
  ADD ("/server/tables/users", test_users);
  ADD ("/server/tables/certificates", test_certificates);
  ADD ("/server/tables/keys", test_keys);
  ADD ("/server/tables/crls", test_crls);
  ADD ("/server/tables/audit-is-append-only", test_audit_is_append_only);

  return g_test_run ();
}
