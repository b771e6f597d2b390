/* test-signer-store.c: whose initialisation codes are vouched for
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"
#include "yao-digest.h"
#include "yao-file.h"
#include "yao-key.h"
#include "yao-signer-store.h"

#include <string.h>

/* Two directories of the system, of which the first counts for what is in both. */
static char *first_dir;
static char *second_dir;

static GBytes *
make_spki (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, &error);

  g_assert_no_error (error);
  return yao_key_dup_spki (key);
}

static GBytes *
make_id (GBytes *spki)
{
  return yao_digest_bytes (YAO_DIGEST_SHA256, spki);
}

static char *
make_pem (GBytes *spki, const char *label)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (spki, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  return g_strdup_printf ("-----BEGIN %s-----\n%.64s\n%s\n-----END %s-----\n", label, base64,
                          base64 + 64, label);
}

static void
install (const char *parent, const char *name, const char *text)
{
  g_autofree char *dir = g_build_filename (parent, "yunyao", "signers", NULL);
  g_autoptr (GError) error = NULL;

  yao_file_make_dir (dir, &error);
  g_assert_no_error (error);
  temp_file_write (dir, name, text);
}

static void
uninstall (const char *parent, const char *name)
{
  g_autofree char *path = g_build_filename (parent, "yunyao", "signers", name, NULL);

  g_assert_true (yao_file_remove (path, NULL));
}

static gboolean
is_vouched_for (GBytes *spki)
{
  g_autoptr (GBytes) id = make_id (spki);
  g_autoptr (GBytes) found = yao_signer_store_find (id);

  g_assert_true (found == NULL || g_bytes_equal (found, spki));
  return found != NULL;
}

static void
test_installed (void)
{
  g_autoptr (GBytes) ours = make_spki ();
  g_autoptr (GBytes) other = make_spki ();
  g_autofree char *pem = make_pem (ours, "PUBLIC KEY");
  g_autofree char *explained = g_strconcat ("Signer of the organisation\n\n", pem, NULL);

  g_assert_false (is_vouched_for (ours));
  install (first_dir, "ours.pem", pem);
  g_assert_true (is_vouched_for (ours));
  g_assert_false (is_vouched_for (other));
  uninstall (first_dir, "ours.pem");
  g_assert_false (is_vouched_for (ours));

  install (second_dir, "ours.pem", explained);
  g_assert_true (is_vouched_for (ours));
  uninstall (second_dir, "ours.pem");
}

/* What is no public key in PEM vouches for nobody, and keeps nobody else from being found. */
static void
test_rubbish (void)
{
  g_autoptr (GBytes) ours = make_spki ();
  g_autofree char *pem = make_pem (ours, "PUBLIC KEY");
  g_autofree char *other_label = make_pem (ours, "CERTIFICATE");
  g_autofree char *no_end = g_strndup (pem, strlen (pem) / 2);
  g_autofree char *large = g_strnfill (100000, '\n');
  g_autofree char *too_large = g_strconcat (pem, large, NULL);

  install (first_dir, "empty.pem", "");
  install (first_dir, "text.pem", "rubbish");
  install (first_dir, "label.pem", other_label);
  install (first_dir, "no-end.pem", no_end);
  install (first_dir, "too-large.pem", too_large);
  install (first_dir, "name.txt", pem);
  g_assert_false (is_vouched_for (ours));

  install (second_dir, "good.pem", pem);
  g_assert_true (is_vouched_for (ours));
}

static void
add_service (YaoProfile *profile,
             const char *id,
             GBytes *signer,
             YaoServiceTrust trust,
             const char *builtin_dir)
{
  g_autoptr (YaoServiceRecord) record = yao_service_record_new ();
  g_autoptr (GError) error = NULL;

  record->id = g_strdup (id);
  record->name = g_strdup (id);
  record->address = g_strdup ("https://ca.example.org");
  record->signer = signer != NULL ? g_bytes_ref (signer) : NULL;
  record->trust = trust;
  record->builtin_dir = g_strdup (builtin_dir);
  yao_profile_put_service (profile, record, &error);
  g_assert_no_error (error);
}

/* -1: not known. */
static int
find_in_profile (YaoProfile *profile, GBytes *spki)
{
  g_autoptr (GBytes) id = make_id (spki);
  g_autoptr (GBytes) found = NULL;
  YaoServiceTrust trust = YAO_SERVICE_TRUST_UNVERIFIED;

  found = yao_signer_store_find_in_profile (profile, id, &trust);
  g_assert_true (found == NULL || g_bytes_equal (found, spki));
  return found != NULL ? (int) trust : -1;
}

static void
test_profile (void)
{
  g_autoptr (YaoProfile) profile = yao_profile_new ();
  g_autoptr (GBytes) ours = make_spki ();
  g_autoptr (GBytes) other = make_spki ();

  g_assert_cmpint (find_in_profile (profile, ours), ==, -1);
  add_service (profile, "without", NULL, YAO_SERVICE_TRUST_UNVERIFIED, NULL);
  g_assert_cmpint (find_in_profile (profile, ours), ==, -1);

  /* Anybody can make a demonstration service: its signer says nothing about others. */
  add_service (profile, "demo", ours, YAO_SERVICE_TRUST_SIGNED, "/somewhere");
  g_assert_cmpint (find_in_profile (profile, ours), ==, -1);

  add_service (profile, "first", ours, YAO_SERVICE_TRUST_UNVERIFIED, NULL);
  g_assert_cmpint (find_in_profile (profile, ours), ==, YAO_SERVICE_TRUST_UNVERIFIED);
  g_assert_cmpint (find_in_profile (profile, other), ==, -1);

  /* Known twice: what was vouched for once is vouched for, in whatever order. */
  add_service (profile, "second", ours, YAO_SERVICE_TRUST_SIGNED, NULL);
  add_service (profile, "third", ours, YAO_SERVICE_TRUST_UNVERIFIED, NULL);
  g_assert_cmpint (find_in_profile (profile, ours), ==, YAO_SERVICE_TRUST_SIGNED);
}

int
main (int argc, char **argv)
{
  g_autofree char *dirs = NULL;
  int result;

  first_dir = temp_dir_make ();
  second_dir = temp_dir_make ();
  dirs = g_strconcat (first_dir, ":", second_dir, NULL);
  g_setenv ("XDG_DATA_DIRS", dirs, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/signer-store/installed", test_installed);
  g_test_add_func ("/core/signer-store/rubbish", test_rubbish);
  g_test_add_func ("/core/signer-store/profile", test_profile);
  result = g_test_run ();

  temp_dir_remove (first_dir);
  temp_dir_remove (second_dir);
  return result;
}
