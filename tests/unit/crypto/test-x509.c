/* test-x509.c: reading certificates, with every field and extension
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-x509.h"

#include "test-pki.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-random.h"

#include <string.h>

static const YaoX509Extension *
find (GPtrArray *extensions, const char *oid)
{
  for (guint i = 0; i < extensions->len; i++)
    {
      const YaoX509Extension *extension = g_ptr_array_index (extensions, i);

      if (strcmp (extension->oid, oid) == 0)
        return extension;
    }

  g_error ("no extension %s", oid);
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_fields (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, &error);
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (leaf, &error);
  g_autoptr (GBytes) spki = yao_x509_dup_spki (leaf);
  g_autoptr (GBytes) key_spki = yao_key_dup_spki (pki->leaf_key);
  g_autoptr (GBytes) der = yao_x509_dup_der (leaf);

  g_assert_no_error (error);
  assert_text (yao_x509_dup_subject (leaf),
               "CN=张伟,serialNumber=10001,title=主管,OU=财务部,O=云钥示范机构,C=CN");
  assert_text (yao_x509_dup_issuer (leaf), "CN=云钥示范签发 CA,O=云钥示范机构,C=CN");
  assert_text (yao_x509_dup_subject_attribute (leaf, "CN"), "张伟");
  assert_text (yao_x509_dup_subject_attribute (leaf, "serialNumber"), "10001");
  assert_text (yao_x509_dup_subject_attribute (leaf, "OU"), "财务部");
  assert_text (yao_x509_dup_issuer_attribute (leaf, "CN"), "云钥示范签发 CA");
  assert_text (yao_x509_dup_subject_attribute (leaf, "ST"), NULL);
  assert_text (yao_x509_dup_subject_attribute (leaf, "nonsense"), NULL);
  assert_text (yao_x509_dup_key_description (leaf), "SM2 256");
  assert_text (yao_x509_dup_signature_algorithm (leaf), "SM2 with SM3");
  g_assert_cmpint (yao_x509_get_version (leaf), ==, 3);
  g_assert_cmpint (yao_x509_get_not_before (leaf), ==, TEST_NOW - TEST_DAY);
  g_assert_cmpint (yao_x509_get_not_after (leaf), ==, TEST_NOW + 2 * 365 * TEST_DAY);
  g_assert_true (yao_key_equal (key, pki->leaf_key));
  g_assert_true (g_bytes_equal (spki, key_spki));
  g_assert_true (g_bytes_equal (der, pki->leaf));
  g_assert_false (yao_x509_is_ca (leaf));
  g_assert_false (yao_x509_is_self_issued (leaf));
  g_assert_true (yao_x509_has_key_usage (leaf));
  g_assert_cmpuint (yao_x509_get_key_usage (leaf), ==,
                    YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION);
}

static void
test_root (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (YaoX509) root = yao_x509_parse (pki->root, NULL);

  g_assert_true (yao_x509_is_ca (root));
  g_assert_true (yao_x509_is_self_issued (root));
  g_assert_cmpuint (yao_x509_get_key_usage (root), ==,
                    YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN);
  assert_text (yao_x509_dup_key_description (root), "EC P-256");
  assert_text (yao_x509_dup_signature_algorithm (root), "ECDSA with SHA-256");
}

static void
test_times (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, NULL);
  gint64 from = yao_x509_get_not_before (leaf);
  gint64 until = yao_x509_get_not_after (leaf);

  g_assert_true (yao_x509_is_valid_at (leaf, from));
  g_assert_true (yao_x509_is_valid_at (leaf, until - 1));
  g_assert_false (yao_x509_is_valid_at (leaf, from - 1));
  g_assert_false (yao_x509_is_valid_at (leaf, until));
  g_assert_cmpint (yao_x509_clamp_time (leaf, 0), ==, from);
  g_assert_cmpint (yao_x509_clamp_time (leaf, TEST_NOW), ==, TEST_NOW);
  g_assert_cmpint (yao_x509_clamp_time (leaf, G_MAXINT64), ==, until - 1);
}

static void
test_serial (void)
{
  static const struct
  {
    const char *given;
    const char *read;
  } map[] = {
    { "01", "01" },
    { "00000a", "0a" },
    { "80", "80" },
    { "0102030405060708090a0b0c0d0e0f10", "0102030405060708090a0b0c0d0e0f10" },
  };
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      YaoX509Template root = test_pki_root_template ();
      g_autoptr (GBytes) serial = yao_hex_decode (map[i].given, 20, NULL);
      g_autoptr (GBytes) der = NULL;
      g_autoptr (YaoX509) x509 = NULL;

      root.serial = serial;
      der = test_pki_issue (&root, key, NULL, key);
      x509 = yao_x509_parse (der, NULL);
      assert_text (yao_x509_dup_serial (x509), map[i].read);
    }
}

static void
test_extensions (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, NULL);
  g_autoptr (YaoX509) sub = yao_x509_parse (pki->sub, NULL);
  g_autoptr (GPtrArray) of_leaf = yao_x509_dup_extensions (leaf);
  g_autoptr (GPtrArray) of_sub = yao_x509_dup_extensions (sub);
  g_autofree char *authority
      = g_strconcat ("Key identifier: ", find (of_sub, "2.5.29.14")->value, NULL);

  g_assert_cmpstr (find (of_leaf, "2.5.29.15")->name, ==, "Key usage");
  g_assert_true (find (of_leaf, "2.5.29.15")->critical);
  g_assert_cmpstr (find (of_leaf, "2.5.29.15")->value, ==, "Digital signature\nNon-repudiation");
  g_assert_cmpstr (find (of_leaf, "2.5.29.37")->value, ==, "TLS client\nDocument signing");
  g_assert_cmpstr (find (of_leaf, "2.5.29.19")->value, ==, "May not issue certificates");
  g_assert_cmpstr (find (of_sub, "2.5.29.19")->value, ==, "May issue certificates\nPath length: 0");
  g_assert_cmpstr (find (of_leaf, "2.5.29.31")->value, ==,
                   "Address: https://127.0.0.1/v1/ca/sm2/crl");
  g_assert_cmpstr (find (of_leaf, "1.3.6.1.5.5.7.1.1")->value, ==,
                   "Issuer's certificate: https://127.0.0.1/v1/ca/sm2/chain");
  g_assert_cmpstr (find (of_leaf, "2.5.29.32")->value, ==, "Policy: 2.25.1234567890");
  g_assert_cmpuint (strlen (find (of_leaf, "2.5.29.14")->value), ==, 40);
  g_assert_cmpstr (find (of_leaf, "2.5.29.35")->value, ==, authority);
}

static void
test_alternative_names (void)
{
  static const char *const names[] = { "localhost", "ca.example.cn", NULL };
  static const char *const addresses[] = { "127.0.0.1", "::1", NULL };
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  YaoX509Template server = test_pki_leaf_template ();
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YaoX509) x509 = NULL;
  g_autoptr (GPtrArray) extensions = NULL;

  server.dns_names = names;
  server.ip_addresses = addresses;
  server.purposes = YAO_X509_PURPOSE_SERVER;
  der = test_pki_issue (&server, pki->leaf_key, pki->sub, pki->sub_key);
  x509 = yao_x509_parse (der, NULL);
  extensions = yao_x509_dup_extensions (x509);
  g_assert_cmpstr (find (extensions, "2.5.29.17")->value, ==,
                   "DNS name: localhost\nDNS name: ca.example.cn\nIP address: 127.0.0.1\n"
                   "IP address: ::1");
  g_assert_cmpstr (find (extensions, "2.5.29.37")->value, ==, "TLS server");
}

/* A certificate made by the openssl command line with every kind of extension and name */
static void
test_everything (void)
{
  static const struct
  {
    const char *oid;
    const char *value;
  } map[] = {
    { "2.5.29.19", "May issue certificates\nPath length: 3" },
    { "2.5.29.17", "E-mail: a@b.c\nAddress: http://x/\nDNS name: a.b\nIP address: 1.2.3.4\n"
                   "Object identifier: 1.2.3\nName: CN=all\nOther name: 1.2.3.4" },
    { "2.5.29.18", "DNS name: iss" },
    { "2.5.29.32",
      "Policy: 1.2.3\nPolicy: 1.3.5.8\nPractice statement: http://cps/\nNotice: hello" },
    { "2.5.29.31", "Address: http://x/crl" },
    { "1.3.6.1.5.5.7.1.1", "OCSP: http://o/\nIssuer's certificate: http://i/" },
    { "2.5.29.30", "3008a006300482022e62" },
    { "1.2.3.4.5", "0102" },
  };
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "vectors", "x509-everything.der", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YaoX509) x509 = NULL;
  g_autoptr (GPtrArray) extensions = NULL;
  char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  der = g_bytes_new_take (data, size);
  x509 = yao_x509_parse (der, &error);
  g_assert_no_error (error);
  extensions = yao_x509_dup_extensions (x509);
  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    g_assert_cmpstr (find (extensions, map[i].oid)->value, ==, map[i].value);
  g_assert_cmpstr (find (extensions, "1.2.3.4.5")->name, ==, "1.2.3.4.5");
  assert_text (yao_x509_dup_key_description (x509), "EC P-384");
  assert_text (yao_x509_dup_signature_algorithm (x509), "ECDSA with SHA-256");
  g_assert_null (yao_x509_dup_public_key (x509, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED);
}

static void
test_fingerprint_and_pem (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, NULL);
  g_autoptr (GBytes) sm3 = yao_x509_dup_fingerprint (leaf, YAO_DIGEST_SM3);
  g_autoptr (GBytes) expected = yao_digest_bytes (YAO_DIGEST_SM3, pki->leaf);
  g_autofree char *pem = yao_x509_to_pem (pki->leaf);
  g_auto (GStrv) lines = g_strsplit (pem, "\n", -1);
  g_autoptr (GString) base64 = g_string_new (NULL);
  g_autofree guchar *back = NULL;
  guint n_lines = g_strv_length (lines);
  gsize size;

  g_assert_true (g_bytes_equal (sm3, expected));
  g_assert_cmpstr (lines[0], ==, "-----BEGIN CERTIFICATE-----");
  g_assert_cmpstr (lines[n_lines - 2], ==, "-----END CERTIFICATE-----");
  g_assert_cmpstr (lines[n_lines - 1], ==, "");
  for (guint i = 1; i < n_lines - 2; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 64);
      g_string_append (base64, lines[i]);
    }
  back = g_base64_decode (base64->str, &size);
  g_assert_cmpmem (back, size, g_bytes_get_data (pki->leaf, NULL), g_bytes_get_size (pki->leaf));
}

static void
assert_refused (GBytes *der)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_x509_parse (der, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_truncated (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);

  for (gsize i = 0; i < g_bytes_get_size (pki->leaf); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (pki->leaf, 0, i);

      assert_refused (cut);
    }
}

static void
test_garbage (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) trailing = NULL;
  g_autoptr (GBytes) huge = yao_random_bytes (YAO_X509_MAX_SIZE + 1);
  g_autoptr (GBytes) indefinite = yao_hex_decode ("308030800000", 16, NULL);
  g_autoptr (GBytes) boast = yao_hex_decode ("3084ffffffff3000", 16, NULL);

  g_byte_array_append (longer, g_bytes_get_data (pki->leaf, NULL),
                       (guint) g_bytes_get_size (pki->leaf));
  g_byte_array_append (longer, (const guint8 *) "", 1);
  trailing = g_bytes_new (longer->data, longer->len);
  assert_refused (trailing);
  assert_refused (huge);
  assert_refused (indefinite);
  assert_refused (boast);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) random = yao_random_bytes (i);

      assert_refused (random);
    }
}

/* Whatever single byte is wrong, reading ends well, and so does everything that is read then. */
static void
test_mutated (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);

  for (gsize i = 0; i < g_bytes_get_size (pki->leaf); i++)
    {
      g_autoptr (GBytes) changed = test_flip (pki->leaf, i);
      g_autoptr (YaoX509) x509 = yao_x509_parse (changed, NULL);
      g_autoptr (GPtrArray) extensions = x509 != NULL ? yao_x509_dup_extensions (x509) : NULL;
      g_autofree char *subject = x509 != NULL ? yao_x509_dup_subject (x509) : NULL;

      if (x509 == NULL)
        continue;
      g_assert_true (g_utf8_validate (subject, -1, NULL));
      for (guint j = 0; j < extensions->len; j++)
        {
          const YaoX509Extension *extension = g_ptr_array_index (extensions, j);

          g_assert_true (g_utf8_validate (extension->value, -1, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/x509/fields", test_fields);
  g_test_add_func ("/crypto/x509/root", test_root);
  g_test_add_func ("/crypto/x509/times", test_times);
  g_test_add_func ("/crypto/x509/serial", test_serial);
  g_test_add_func ("/crypto/x509/extensions", test_extensions);
  g_test_add_func ("/crypto/x509/alternative-names", test_alternative_names);
  g_test_add_func ("/crypto/x509/everything", test_everything);
  g_test_add_func ("/crypto/x509/fingerprint-and-pem", test_fingerprint_and_pem);
  g_test_add_func ("/crypto/x509/truncated", test_truncated);
  g_test_add_func ("/crypto/x509/garbage", test_garbage);
  g_test_add_func ("/crypto/x509/mutated", test_mutated);
  return g_test_run ();
}
