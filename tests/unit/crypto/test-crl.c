/* test-crl.c: lists of revoked certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-crl.h"

#include "test-pki.h"
#include "yao-error.h"

#include <string.h>

static const YaoKeyAlgorithm algorithms[] = { YAO_KEY_SM2, YAO_KEY_P256, YAO_KEY_RSA_2048 };

static char *
dup_serial (GBytes *der)
{
  g_autoptr (YaoX509) x509 = yao_x509_parse (der, NULL);

  return yao_x509_dup_serial (x509);
}

static GBytes *
issue (TestPki *pki, const YaoCrlEntry *entries, gsize n_entries)
{
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_crl_issue (pki->sub, pki->sub_key, 42, TEST_NOW, TEST_NOW + TEST_DAY, entries,
                               n_entries, &error);

  g_assert_no_error (error);
  return der;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (TestPki) pki = test_pki_new (algorithms[i]);
      g_autofree char *serial = dup_serial (pki->leaf);
      const YaoCrlEntry entries[] = {
        { serial, TEST_NOW - 60, YAO_CRL_REASON_KEY_COMPROMISE },
        { "0a", TEST_NOW - 3600, YAO_CRL_REASON_UNSPECIFIED },
      };
      g_autoptr (GBytes) der = issue (pki, entries, G_N_ELEMENTS (entries));
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoCrl) crl = yao_crl_parse (der, &error);
      gint64 when = 0;
      YaoCrlReason reason = YAO_CRL_REASON_UNSPECIFIED;

      g_assert_no_error (error);
      g_assert_true (yao_crl_verify (crl, pki->sub, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (yao_crl_get_number (crl), ==, 42);
      g_assert_cmpuint (yao_crl_get_size (crl), ==, 2);
      g_assert_cmpint (yao_crl_get_this_update (crl), ==, TEST_NOW);
      g_assert_cmpint (yao_crl_get_next_update (crl), ==, TEST_NOW + TEST_DAY);
      g_assert_true (yao_crl_lookup (crl, serial, &when, &reason));
      g_assert_cmpint (when, ==, TEST_NOW - 60);
      g_assert_cmpint (reason, ==, YAO_CRL_REASON_KEY_COMPROMISE);
      g_assert_true (yao_crl_lookup (crl, "0a", NULL, &reason));
      g_assert_cmpint (reason, ==, YAO_CRL_REASON_UNSPECIFIED);
      g_assert_false (yao_crl_lookup (crl, "0b", &when, &reason));
      g_assert_false (yao_crl_lookup (crl, "", NULL, NULL));
      g_assert_false (yao_crl_lookup (crl, "zz", NULL, NULL));
    }
}

static void
test_empty (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  g_autoptr (YaoCrl) crl = yao_crl_parse (der, NULL);

  g_assert_true (yao_crl_verify (crl, pki->sub, NULL));
  g_assert_cmpuint (yao_crl_get_size (crl), ==, 0);
  g_assert_false (yao_crl_lookup (crl, "01", NULL, NULL));
}

static void
test_current (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  g_autoptr (YaoCrl) crl = yao_crl_parse (der, NULL);

  g_assert_true (yao_crl_is_current (crl, TEST_NOW));
  g_assert_true (yao_crl_is_current (crl, TEST_NOW + TEST_DAY));
  g_assert_false (yao_crl_is_current (crl, TEST_NOW - 1));
  g_assert_false (yao_crl_is_current (crl, TEST_NOW + TEST_DAY + 1));
}

static void
test_wrong_issuer (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (TestPki) other = test_pki_new (YAO_KEY_SM2);
  g_autoptr (TestPki) third = test_pki_new (YAO_KEY_P256);
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  g_autoptr (YaoCrl) crl = yao_crl_parse (der, NULL);
  GBytes *const wrong[] = { pki->root, pki->leaf, other->sub, third->sub };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yao_crl_verify (crl, wrong[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
    }
}

/* A CA without the right to sign lists, and somebody who is no CA at all */
static void
test_issuer_may_not (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template sub = test_pki_sub_template ();
  g_autoptr (GBytes) may_not = NULL;
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  g_autoptr (GBytes) of_leaf = NULL;
  g_autoptr (YaoCrl) crl = yao_crl_parse (der, NULL);
  g_autoptr (YaoCrl) leaf_crl = NULL;

  sub.key_usage = YAO_KEY_USAGE_CERT_SIGN;
  may_not = test_pki_issue (&sub, pki->sub_key, pki->root, pki->root_key);
  g_assert_false (yao_crl_verify (crl, may_not, NULL));

  of_leaf = yao_crl_issue (pki->leaf, pki->leaf_key, 1, TEST_NOW, TEST_NOW, NULL, 0, NULL);
  leaf_crl = yao_crl_parse (of_leaf, NULL);
  g_assert_false (yao_crl_verify (leaf_crl, pki->leaf, NULL));
}

static void
test_tampered (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  const YaoCrlEntry entry = { "0a", TEST_NOW, YAO_CRL_REASON_SUPERSEDED };
  g_autoptr (GBytes) der = issue (pki, &entry, 1);

  for (gsize i = 0; i < g_bytes_get_size (der); i++)
    {
      g_autoptr (GBytes) changed = test_flip (der, i);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (der, 0, i);
      g_autoptr (YaoCrl) crl = yao_crl_parse (changed, NULL);
      g_autoptr (GError) error = NULL;

      if (crl != NULL)
        g_assert_false (yao_crl_verify (crl, pki->sub, NULL));
      g_assert_null (yao_crl_parse (cut, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

/* A list of changes only, made by giving an extension another name: it must not pass for a whole
 * list, whoever signed it.
 */
static void
test_delta (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  gsize size = g_bytes_get_size (der);
  guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), size);
  guint8 *number = memmem (data, size, "\x55\x1d\x14", 3);
  g_autoptr (GBytes) delta = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (number);
  number[2] = 0x1b;
  delta = g_bytes_new_take (data, size);
  g_assert_null (yao_crl_parse (delta, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_shared (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (GBytes) der = issue (pki, NULL, 0);
  YaoCrl *crl = yao_crl_parse (der, NULL);
  g_autoptr (YaoCrl) other = yao_crl_ref (crl);

  yao_crl_unref (crl);
  g_assert_true (yao_crl_verify (other, pki->sub, NULL));
}

static void
test_issue_refuses (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  static const YaoCrlEntry bad[] = {
    { "", TEST_NOW, YAO_CRL_REASON_UNSPECIFIED },   { "00", TEST_NOW, YAO_CRL_REASON_UNSPECIFIED },
    { "xy", TEST_NOW, YAO_CRL_REASON_UNSPECIFIED }, { "0a", TEST_NOW, (YaoCrlReason) 7 },
    { "0a", TEST_NOW, (YaoCrlReason) 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          yao_crl_issue (pki->sub, pki->sub_key, 1, TEST_NOW, TEST_NOW, &bad[i], 1, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  g_assert_null (yao_crl_issue (pki->sub, pki->sub_key, 1, TEST_NOW, TEST_NOW - 1, NULL, 0, NULL));
  g_assert_null (yao_crl_issue (pki->sub, pki->root_key, 1, TEST_NOW, TEST_NOW, NULL, 0, NULL));
}

static void
test_reason_nicks (void)
{
  g_assert_cmpstr (yao_crl_reason_get_nick (YAO_CRL_REASON_UNSPECIFIED), ==, "unspecified");
  g_assert_cmpstr (yao_crl_reason_get_nick (YAO_CRL_REASON_AA_COMPROMISE), ==, "aa-compromise");
  g_assert_null (yao_crl_reason_get_nick ((YaoCrlReason) 7));
  g_assert_null (yao_crl_reason_get_nick ((YaoCrlReason) 11));
  g_assert_null (yao_crl_reason_get_nick ((YaoCrlReason) -1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/crl/round-trip", test_round_trip);
  g_test_add_func ("/crypto/crl/empty", test_empty);
  g_test_add_func ("/crypto/crl/current", test_current);
  g_test_add_func ("/crypto/crl/wrong-issuer", test_wrong_issuer);
  g_test_add_func ("/crypto/crl/issuer-may-not", test_issuer_may_not);
  g_test_add_func ("/crypto/crl/tampered", test_tampered);
  g_test_add_func ("/crypto/crl/delta", test_delta);
  g_test_add_func ("/crypto/crl/shared", test_shared);
  g_test_add_func ("/crypto/crl/issue-refuses", test_issue_refuses);
  g_test_add_func ("/crypto/crl/reason-nicks", test_reason_nicks);
  return g_test_run ();
}
