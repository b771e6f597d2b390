/* test-openssl.c: what the openssl command line makes of our output, and we of its
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-pki.h"
#include "yao-chain.h"
#include "yao-crl.h"
#include "yao-error.h"
#include "yao-signature.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

#define SM2_ID "distid:1234567812345678"

typedef struct
{
  char *dir;
  char *at_time;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("yunyao-openssl-XXXXXX", NULL);
  fixture->at_time = g_strdup_printf ("%" G_GINT64_FORMAT, TEST_NOW);
  g_assert_nonnull (fixture->dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->dir);
  g_free (fixture->at_time);
}

static void
write_text (Fixture *fixture, const char *name, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

static void
write_bytes (Fixture *fixture, const char *name, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  write_text (fixture, name, data, (gssize) size);
}

static void
write_certificate (Fixture *fixture, const char *name, GBytes *der)
{
  g_autofree char *pem = yao_x509_to_pem (der);

  write_text (fixture, name, pem, -1);
}

static GBytes *
read_bytes (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* Runs openssl in the directory of the fixture; TRUE if it ends with 0. */
static gboolean G_GNUC_NULL_TERMINATED
openssl (Fixture *fixture, const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "openssl");
  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_subprocess_launcher_set_cwd (launcher, fixture->dir);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("openssl %s: %s", first, output);

  return g_subprocess_get_successful (process);
}

static void
write_pki (Fixture *fixture, TestPki *pki)
{
  write_certificate (fixture, "root.pem", pki->root);
  write_certificate (fixture, "sub.pem", pki->sub);
  write_certificate (fixture, "leaf.pem", pki->leaf);
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPki) pki = test_pki_new ((YaoKeyAlgorithm) GPOINTER_TO_INT (data));
  g_autoptr (TestPki) other = test_pki_new (YAO_KEY_P256);

  write_pki (fixture, pki);
  write_certificate (fixture, "other.pem", other->root);
  g_assert_true (openssl (fixture, "verify", "-x509_strict", "-check_ss_sig", "-attime",
                          fixture->at_time, "-CAfile", "root.pem", "-untrusted", "sub.pem",
                          "leaf.pem", NULL));
  g_assert_false (openssl (fixture, "verify", "-attime", fixture->at_time, "-CAfile", "other.pem",
                           "-untrusted", "sub.pem", "leaf.pem", NULL));
}

/* The command line gives the ID to the last certificate only: so link by link. */
static void
test_chain_sm2 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);

  write_pki (fixture, pki);
  g_assert_true (openssl (fixture, "verify", "-x509_strict", "-attime", fixture->at_time, "-vfyopt",
                          SM2_ID, "-CAfile", "root.pem", "sub.pem", NULL));
  g_assert_true (openssl (fixture, "verify", "-x509_strict", "-attime", fixture->at_time,
                          "-partial_chain", "-vfyopt", SM2_ID, "-trusted", "sub.pem", "leaf.pem",
                          NULL));
  g_assert_false (openssl (fixture, "verify", "-attime", fixture->at_time, "-partial_chain",
                           "-trusted", "sub.pem", "leaf.pem", NULL));
}

static void
test_crl (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPki) pki = test_pki_new ((YaoKeyAlgorithm) GPOINTER_TO_INT (data));
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, NULL);
  g_autofree char *serial = yao_x509_dup_serial (leaf);
  const YaoCrlEntry entry = { serial, TEST_NOW - 60, YAO_CRL_REASON_KEY_COMPROMISE };
  g_autoptr (GBytes) empty = yao_crl_issue (pki->sub, pki->sub_key, 1, TEST_NOW - 60,
                                            TEST_NOW + TEST_DAY, NULL, 0, NULL);
  g_autoptr (GBytes) full = yao_crl_issue (pki->sub, pki->sub_key, 2, TEST_NOW - 60,
                                           TEST_NOW + TEST_DAY, &entry, 1, NULL);

  write_pki (fixture, pki);
  write_bytes (fixture, "empty.crl", empty);
  write_bytes (fixture, "full.crl", full);
  g_assert_true (openssl (fixture, "verify", "-crl_check", "-CRLfile", "empty.crl", "-attime",
                          fixture->at_time, "-CAfile", "root.pem", "-untrusted", "sub.pem",
                          "leaf.pem", NULL));
  g_assert_false (openssl (fixture, "verify", "-crl_check", "-CRLfile", "full.crl", "-attime",
                           fixture->at_time, "-CAfile", "root.pem", "-untrusted", "sub.pem",
                           "leaf.pem", NULL));
}

static void
test_signature_sm2 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (GBytes) spki = yao_key_dup_spki (key);
  g_autoptr (GBytes) message = g_bytes_new_static ("云钥", 6);
  g_autoptr (GBytes) ours = yao_signature_sign (key, YAO_SIGNATURE_SM2_SM3, message, NULL);
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) without_id = NULL;
  g_autoptr (GError) error = NULL;
  char *pem = yao_key_export_private_pem (key, NULL);

  write_text (fixture, "key.pem", pem, -1);
  yao_wipe_string (pem);
  write_bytes (fixture, "key.der", spki);
  write_bytes (fixture, "message", message);
  write_bytes (fixture, "ours", ours);
  g_assert_true (openssl (fixture, "dgst", "-sm3", "-verify", "key.der", "-keyform", "DER",
                          "-sigopt", SM2_ID, "-signature", "ours", "message", NULL));
  g_assert_false (openssl (fixture, "dgst", "-sm3", "-verify", "key.der", "-keyform", "DER",
                           "-signature", "ours", "message", NULL));

  g_assert_true (openssl (fixture, "dgst", "-sm3", "-sign", "key.pem", "-sigopt", SM2_ID, "-out",
                          "theirs", "message", NULL));
  theirs = read_bytes (fixture, "theirs");
  g_assert_true (yao_signature_verify (key, YAO_SIGNATURE_SM2_SM3, message, theirs, &error));
  g_assert_no_error (error);

  /* a good signature, over the empty ID: refused */
  g_assert_true (
      openssl (fixture, "dgst", "-sm3", "-sign", "key.pem", "-out", "empty-id", "message", NULL));
  without_id = read_bytes (fixture, "empty-id");
  g_assert_false (yao_signature_verify (key, YAO_SIGNATURE_SM2_SM3, message, without_id, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

static gboolean
verify_root (Fixture *fixture, const char *name, GError **error)
{
  g_autoptr (GBytes) der = read_bytes (fixture, name);
  g_autoptr (GPtrArray) roots = test_list (der, NULL);
  g_autoptr (YaoX509) x509 = yao_x509_parse (der, NULL);

  return yao_chain_verify (der, NULL, roots, yao_x509_clamp_time (x509, G_MAXINT64), error);
}

static void
test_wrong_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      openssl (fixture, "genpkey", "-algorithm", "SM2", "-outform", "PEM", "-out", "k.pem", NULL));
  g_assert_true (openssl (fixture, "req", "-x509", "-new", "-key", "k.pem", "-sm3", "-sigopt",
                          SM2_ID, "-subj", "/CN=root", "-days", "30", "-outform", "DER", "-out",
                          "right.der", NULL));
  g_assert_true (openssl (fixture, "req", "-x509", "-new", "-key", "k.pem", "-sm3", "-subj",
                          "/CN=root", "-days", "30", "-outform", "DER", "-out", "none.der", NULL));
  g_assert_true (openssl (fixture, "req", "-x509", "-new", "-key", "k.pem", "-sm3", "-sigopt",
                          "distid:ALICE123@YAHOO.COM", "-subj", "/CN=root", "-days", "30",
                          "-outform", "DER", "-out", "alice.der", NULL));
  g_assert_true (verify_root (fixture, "right.der", &error));
  g_assert_no_error (error);
  g_assert_false (verify_root (fixture, "none.der", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  g_assert_false (verify_root (fixture, "alice.der", NULL));
}

/* Kinds of keys that are read and shown, though not used here */
static void
test_other_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *algorithm;
    const char *key;
    const char *signature;
  } map[] = {
    { "ed25519", "ED25519", "ED25519" },
    { "rsa:1024", "RSA 1024", "RSA with SHA-256" },
    { "rsa:4096", "RSA 4096", "RSA with SHA-256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (GBytes) der = NULL;
      g_autoptr (YaoX509) x509 = NULL;
      g_autofree char *key = NULL;
      g_autofree char *signature = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (openssl (fixture, "req", "-x509", "-sha256", "-newkey", map[i].algorithm,
                              "-nodes", "-keyout", "k.pem", "-subj", "/CN=other", "-outform", "DER",
                              "-out", "c.der", NULL));
      der = read_bytes (fixture, "c.der");
      x509 = yao_x509_parse (der, &error);
      g_assert_no_error (error);
      key = yao_x509_dup_key_description (x509);
      signature = yao_x509_dup_signature_algorithm (x509);
      g_assert_cmpstr (key, ==, map[i].key);
      g_assert_cmpstr (signature, ==, map[i].signature);
      g_assert_null (yao_x509_dup_public_key (x509, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED);
    }
}

/* A key of 1024 bits is no longer enough to be trusted for. */
static void
test_weak_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (openssl (fixture, "req", "-x509", "-sha256", "-newkey", "rsa:1024", "-nodes",
                          "-keyout", "k.pem", "-subj", "/CN=weak", "-outform", "DER", "-out",
                          "weak.der", NULL));
  g_assert_false (verify_root (fixture, "weak.der", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

static void
add (const char *name, YaoKeyAlgorithm algorithm, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, GINT_TO_POINTER (algorithm), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/crypto/openssl/chain-p256", YAO_KEY_P256, test_chain);
  add ("/crypto/openssl/chain-rsa", YAO_KEY_RSA_2048, test_chain);
  add ("/crypto/openssl/chain-sm2", YAO_KEY_SM2, test_chain_sm2);
  add ("/crypto/openssl/crl-p256", YAO_KEY_P256, test_crl);
  add ("/crypto/openssl/crl-rsa", YAO_KEY_RSA_2048, test_crl);
  add ("/crypto/openssl/signature-sm2", YAO_KEY_SM2, test_signature_sm2);
  add ("/crypto/openssl/wrong-id", YAO_KEY_SM2, test_wrong_id);
  add ("/crypto/openssl/other-keys", YAO_KEY_RSA_2048, test_other_keys);
  add ("/crypto/openssl/weak-key", YAO_KEY_RSA_2048, test_weak_key);
  return g_test_run ();
}
