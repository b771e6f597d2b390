/* test-installation-files.c: TLS, initialisation codes, limits, backup and restore
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-backup.h"
#include "yao-enrolment.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-init-code.h"
#include "yao-key-batch.h"
#include "yao-limits.h"
#include "yao-signature.h"
#include "yao-tls-identity.h"
#include "yao-user-table.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static const char *const hosts[] = { "127.0.0.1", "cloudkey.example", NULL };

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
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static char *
get_pem (Fixture *fixture, const char *const *names)
{
  g_autoptr (GError) error = NULL;
  char *pem = yao_tls_identity_dup_pem (fixture->installation, names, &error);

  g_assert_no_error (error);
  return pem;
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "127.0.0.2", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = get_pem (fixture, hosts);
  g_autofree char *same = get_pem (fixture, hosts);
  g_autofree char *moved = get_pem (fixture, others);
  g_autofree char *renewed = NULL;
  g_autofree char *ca_pem = yao_tls_identity_dup_ca_pem (fixture->installation, &error);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (first, -1, &error);
  g_autoptr (GTlsCertificate) ca = g_tls_certificate_new_from_pem (ca_pem, -1, &error);
  g_autoptr (GSocketConnectable) host = g_network_address_new ("cloudkey.example", 443);

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, same);
  g_assert_cmpstr (first, !=, moved);
  g_assert_cmpint (g_tls_certificate_verify (certificate, host, ca), ==, 0);
  g_assert_nonnull (g_tls_certificate_get_issuer (certificate));

  /* With fewer days left than the margin it is made anew. */
  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_TLS_RENEWAL_DAYS, 400, &error));
  renewed = get_pem (fixture, others);
  g_assert_cmpstr (renewed, !=, moved);
}

static void
test_init_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yao_enrolment_dup_code (fixture->installation, &error);
  g_autoptr (YaoInitCode) code = NULL;
  g_autoptr (GBytes) signer = NULL;
  g_autoptr (GBytes) pin = NULL;
  g_autoptr (GBytes) backup = NULL;
  g_autoptr (GBytes) message = NULL;
  g_autoptr (YaoKey) key = NULL;

  g_assert_no_error (error);
  code = yao_init_code_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yao_init_code_get_organisation (code), ==, TEST_ORGANISATION);
  g_assert_cmpstr (yao_init_code_get_address (code), ==, TEST_ADDRESS);
  pin = yao_tls_identity_dup_pin (fixture->installation, FALSE, &error);
  backup = yao_tls_identity_dup_pin (fixture->installation, TRUE, &error);
  g_assert_true (g_bytes_equal (yao_init_code_get_pin (code), pin));
  g_assert_true (g_bytes_equal (yao_init_code_get_backup_pin (code), backup));
  g_assert_false (g_bytes_equal (pin, backup));

  signer = yao_enrolment_dup_signer (fixture->installation, &error);
  key = yao_key_import_public (signer, &error);
  message = yao_init_code_dup_signed_bytes (code);
  g_assert_true (
      yao_signature_verify_raw_es256 (key, message, yao_init_code_get_signature (code), &error));
  g_assert_no_error (error);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (YaoLimit limit = 0; limit < YAO_LIMIT_LAST; limit++)
    {
      YaoLimit found;

      g_assert_true (yao_limit_from_name (yao_limit_get_name (limit), &found));
      g_assert_cmpint (found, ==, limit);
      g_assert_nonnull (yao_limit_get_description (limit));
      /* The usual value is one that could be set. */
      g_assert_true (yao_limit_set (fixture->database, limit,
                                    yao_limit_get (fixture->database, limit), &error));
      g_assert_no_error (error);
    }
  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_DOWNLOADS_PER_MINUTE, 5, &error));
  g_assert_cmpint (yao_limit_get (fixture->database, YAO_LIMIT_DOWNLOADS_PER_MINUTE), ==, 5);
  g_assert_false (yao_limit_set (fixture->database, YAO_LIMIT_DOWNLOADS_PER_MINUTE, 0, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_key_batch (Fixture *fixture, gconstpointer data)
{
  static const YaoKeyAlgorithm algorithms[]
      = { YAO_KEY_RSA_2048, YAO_KEY_SM2, YAO_KEY_P256, YAO_KEY_SM2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys
      = yao_key_batch_generate (algorithms, G_N_ELEMENTS (algorithms), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, G_N_ELEMENTS (algorithms));
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpint (yao_key_get_algorithm (keys->pdata[i]), ==, algorithms[i]);
}

static gboolean
has_user (Fixture *fixture, const char *uid)
{
  g_autoptr (YaoInstallation) installation
      = test_installation_open (fixture->folder, fixture->clock);
  g_autoptr (YaoUserRecord) user
      = yao_user_table_find (yao_installation_get_database (installation), uid, NULL);

  return user != NULL;
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) in_use = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "backup.db", NULL);

  test_add_user (fixture->installation, "1", "张伟");
  g_assert_true (yao_backup_write (fixture->installation, path, &error));
  test_add_user (fixture->installation, "2", "李娜");

  g_assert_false (yao_backup_restore (fixture->folder, path, NULL, fixture->clock, &in_use));
  g_assert_error (in_use, YAO_ERROR, YAO_ERROR_BUSY);
  g_assert_true (has_user (fixture, "2"));

  g_clear_object (&fixture->installation);
  g_assert_true (yao_backup_restore (fixture->folder, path, NULL, fixture->clock, &error));
  g_assert_no_error (error);
  g_assert_true (has_user (fixture, "1"));
  g_assert_false (has_user (fixture, "2"));
}

/* A backup from before the master key was changed needs the key of its time. */
static void
test_backup_with_old_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *master = g_build_filename (fixture->folder, "master.key", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "kept.key", NULL);
  g_autoptr (GBytes) key = yao_file_read (master, 64, &error);

  g_assert_true (yao_file_replace (kept, key, 0600, &error));
  g_assert_true (yao_backup_write (fixture->installation, path, &error));
  g_assert_true (yao_key_store_rotate (yao_installation_get_key_store (fixture->installation),
                                       "test", 1, &error));
  test_add_user (fixture->installation, "2", "李娜");
  g_clear_object (&fixture->installation);

  g_assert_false (yao_backup_restore (fixture->folder, path, NULL, fixture->clock, &wrong));
  g_assert_error (wrong, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  g_assert_true (has_user (fixture, "2"));
  g_assert_true (yao_backup_restore (fixture->folder, path, kept, fixture->clock, &error));
  g_assert_no_error (error);
  g_assert_false (has_user (fixture, "2"));
}

static void
test_restore_over_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *database = g_build_filename (fixture->folder, "service.db", NULL);
  g_autofree char *text = g_strnfill (8192, 'x');

  test_add_user (fixture->installation, "1", "张伟");
  g_assert_true (yao_backup_write (fixture->installation, path, &error));
  g_clear_object (&fixture->installation);
  g_assert_true (g_file_set_contents (database, text, -1, NULL));
  g_assert_true (yao_backup_restore (fixture->folder, path, NULL, fixture->clock, &error));
  g_assert_no_error (error);
  g_assert_true (has_user (fixture, "1"));
}

static void
test_bad_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) garbage = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *text = g_strnfill (8192, 'x');

  test_add_user (fixture->installation, "1", "张伟");
  g_clear_object (&fixture->installation);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_false (yao_backup_restore (fixture->folder, path, NULL, fixture->clock, &garbage));
  g_assert_error (garbage, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
  g_assert_false (
      yao_backup_restore (fixture->folder, "/nonexistent", NULL, fixture->clock, &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_assert_true (has_user (fixture, "1"));
}

static void
test_no_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = g_build_filename (fixture->folder, "empty", NULL);

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  g_assert_null (yao_installation_open (empty, fixture->clock, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/tls-identity/certificate", test_tls);
  ADD ("/server/enrolment/code", test_init_code);
  ADD ("/server/limits/table", test_limits);
  ADD ("/server/key-batch/order", test_key_batch);
  ADD ("/server/backup/restore", test_backup);
  ADD ("/server/backup/old-master-key", test_backup_with_old_key);
  ADD ("/server/backup/over-damage", test_restore_over_damage);
  ADD ("/server/backup/bad-backup", test_bad_backup);
  ADD ("/server/installation/no-service", test_no_service);

  return g_test_run ();
}
