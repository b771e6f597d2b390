/* test-installation.c: a folder of a test's own, and a small service in it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"

#include "yao-ca.h"
#include "yao-enrolment.h"
#include "yao-people.h"
#include "yao-tls-identity.h"

#include <glib/gstdio.h>

#define DAY (24 * 60 * 60)

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("yunyao-server-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
test_folder_remove (char *folder)
{
  remove_all (folder);
  g_free (folder);
}

static void
make_ca (YaoInstallation *installation, YaoCaAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) root = yao_key_generate (yao_ca_get_key_algorithm (algorithm), &error);
  g_autoptr (YaoKey) issuing = NULL;

  g_assert_no_error (error);
  issuing = yao_key_generate (yao_ca_get_key_algorithm (algorithm), &error);
  g_assert_no_error (error);
  yao_ca_make (installation, algorithm, root, issuing,
               yao_installation_get_now (installation) - 1000 * DAY, &error);
  g_assert_no_error (error);
}

YaoInstallation *
test_installation_new (const char *folder, YaoClock *clock, gboolean with_rsa)
{
  g_autoptr (GError) error = NULL;
  YaoInstallation *installation = yao_installation_open_for_making (folder, clock, &error);
  g_autoptr (YaoTransaction) transaction = NULL;

  g_assert_no_error (error);
  transaction = yao_transaction_begin (yao_installation_get_database (installation), &error);
  g_assert_no_error (error);
  yao_installation_make (installation, YAO_INSTALLATION_REAL, TEST_ORGANISATION, TEST_ADDRESS,
                         &error);
  g_assert_no_error (error);
  yao_tls_identity_make (installation, &error);
  g_assert_no_error (error);
  yao_enrolment_make (installation, &error);
  g_assert_no_error (error);
  make_ca (installation, YAO_CA_ALGORITHM_SM2);
  make_ca (installation, YAO_CA_ALGORITHM_P256);
  if (with_rsa)
    make_ca (installation, YAO_CA_ALGORITHM_RSA);
  yao_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return installation;
}

YaoInstallation *
test_installation_open (const char *folder, YaoClock *clock)
{
  g_autoptr (GError) error = NULL;
  YaoInstallation *installation = yao_installation_open (folder, clock, &error);

  g_assert_no_error (error);
  return installation;
}

void
test_add_user (YaoInstallation *installation, const char *uid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_record_new (uid, name, TEST_ORGANISATION);

  yao_people_add (installation, user, NULL, "test", &error);
  g_assert_no_error (error);
}

YaoCertificateRecord *
test_issue (YaoInstallation *installation, const char *uid, YaoCertificateAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;
  YaoIssuance issuance = { .uid = uid, .algorithm = algorithm, .actor = "test" };
  YaoCertificateRecord *certificate = yao_issuance_issue (installation, &issuance, &error);

  g_assert_no_error (error);
  return certificate;
}
