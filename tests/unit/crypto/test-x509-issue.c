/* test-x509-issue.c: issuing certificates, and what is refused
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-x509-issue.h"

#include "test-pki.h"
#include "yao-error.h"

#include <string.h>

static void
test_algorithms (void)
{
  static const struct
  {
    YaoKeyAlgorithm algorithm;
    const char *key;
    const char *signature;
  } map[] = {
    { YAO_KEY_SM2, "SM2 256", "SM2 with SM3" },
    { YAO_KEY_P256, "EC P-256", "ECDSA with SHA-256" },
    { YAO_KEY_RSA_2048, "RSA 2048", "RSA with SHA-256" },
    { YAO_KEY_RSA_3072, "RSA 3072", "RSA with SHA-256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (YaoKey) key = yao_key_generate (map[i].algorithm, NULL);
      YaoX509Template root = test_pki_root_template ();
      g_autoptr (GBytes) der = test_pki_issue (&root, key, NULL, key);
      g_autoptr (YaoX509) x509 = yao_x509_parse (der, NULL);
      g_autofree char *key_name = yao_x509_dup_key_description (x509);
      g_autofree char *signature = yao_x509_dup_signature_algorithm (x509);

      g_assert_cmpstr (key_name, ==, map[i].key);
      g_assert_cmpstr (signature, ==, map[i].signature);
    }
}

static void
test_random_serials (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      YaoX509Template root = test_pki_root_template ();
      g_autoptr (GBytes) der = test_pki_issue (&root, key, NULL, key);
      g_autoptr (YaoX509) x509 = yao_x509_parse (der, NULL);
      char *serial = yao_x509_dup_serial (x509);

      g_assert_cmpuint (strlen (serial), ==, 32);
      g_assert_true (g_hash_table_add (seen, serial));
    }
}

/* Beyond 2049 the times are written in another form. */
static void
test_far_times (void)
{
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, NULL);
  YaoX509Template root = test_pki_root_template ();
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YaoX509) x509 = NULL;

  root.not_after = G_GINT64_CONSTANT (253402300799); /* 9999-12-31T23:59:59Z */
  der = test_pki_issue (&root, key, NULL, key);
  x509 = yao_x509_parse (der, NULL);
  g_assert_cmpint (yao_x509_get_not_after (x509), ==, root.not_after);
}

static void
test_number_with_underscore (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YaoX509) x509 = NULL;
  g_autofree char *number = NULL;

  leaf.serial_number = "li_na.01";
  der = test_pki_issue (&leaf, pki->leaf_key, pki->sub, pki->sub_key);
  x509 = yao_x509_parse (der, NULL);
  number = yao_x509_dup_subject_attribute (x509, "serialNumber");
  g_assert_cmpstr (number, ==, "li_na.01");
}

static void
assert_refused (const YaoX509Template *template_, TestPki *pki)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_x509_issue (template_, pki->leaf_key, pki->sub, pki->sub_key, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_refuses (void)
{
  static const char *const bad_addresses[] = { "300.1.1.1", NULL };
  static const char *const bad_names[] = { "two words", NULL };
  static const char *const bad_texts[] = { "", "a\nb", "\xff\xfe", "a\x7f" };
  static const guint8 zero[1];
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (GBytes) no_serial = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) zero_serial = g_bytes_new_static (zero, 1);
  g_autoptr (GBytes) long_serial = g_bytes_new_static ("123456789012345678901", 21);
  g_autofree char *long_text = g_strnfill (65, 'x');
  YaoX509Template bad;

#define ASSERT_REFUSED(field, value)                                                               \
  bad = test_pki_leaf_template ();                                                                 \
  bad.field = value;                                                                               \
  assert_refused (&bad, pki)

  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      ASSERT_REFUSED (common_name, bad_texts[i]);
    }
  ASSERT_REFUSED (department, long_text);
  ASSERT_REFUSED (country, "CHN");
  ASSERT_REFUSED (serial, no_serial);
  ASSERT_REFUSED (serial, zero_serial);
  ASSERT_REFUSED (serial, long_serial);
  ASSERT_REFUSED (not_after, TEST_NOW - 2 * TEST_DAY);
  ASSERT_REFUSED (ip_addresses, bad_addresses);
  ASSERT_REFUSED (dns_names, bad_names);
  ASSERT_REFUSED (crl_url, "https://example.cn/张");
  ASSERT_REFUSED (issuer_url, "");
  ASSERT_REFUSED (policy_oid, "not an oid");

  bad = test_pki_leaf_template ();
  bad.common_name = NULL;
  bad.organisation = NULL;
  assert_refused (&bad, pki);
}

static void
test_wrong_keys (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (GBytes) spki = yao_key_dup_spki (pki->sub_key);
  g_autoptr (YaoKey) cannot_sign = yao_key_import_public (spki, NULL);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);

  g_assert_null (yao_x509_issue (&leaf, pki->leaf_key, pki->sub, pki->root_key, NULL));
  g_assert_null (yao_x509_issue (&leaf, pki->leaf_key, NULL, pki->root_key, NULL));
  g_assert_null (yao_x509_issue (&leaf, pki->leaf_key, pki->sub, cannot_sign, NULL));
  g_assert_null (yao_x509_issue (&leaf, pki->leaf_key, garbage, pki->sub_key, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/x509-issue/algorithms", test_algorithms);
  g_test_add_func ("/crypto/x509-issue/random-serials", test_random_serials);
  g_test_add_func ("/crypto/x509-issue/far-times", test_far_times);
  g_test_add_func ("/crypto/x509-issue/number-with-underscore", test_number_with_underscore);
  g_test_add_func ("/crypto/x509-issue/refuses", test_refuses);
  g_test_add_func ("/crypto/x509-issue/wrong-keys", test_wrong_keys);
  return g_test_run ();
}
