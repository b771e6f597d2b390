/* test-chain.c: from a certificate up to a root
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-chain.h"

#include "test-pki.h"
#include "yao-error.h"

#include <string.h>

static const YaoKeyAlgorithm algorithms[] = { YAO_KEY_SM2, YAO_KEY_P256, YAO_KEY_RSA_2048 };

static void
assert_untrusted (GBytes *leaf, GBytes *sub, GBytes *root, gint64 at, const char *reason)
{
  g_autoptr (GPtrArray) between = test_list (sub, NULL);
  g_autoptr (GPtrArray) roots = test_list (root, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yao_chain_verify (leaf, between, roots, at, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  if (reason != NULL && strstr (error->message, reason) == NULL)
    g_error ("'%s' does not say '%s'", error->message, reason);
}

static void
test_three (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (TestPki) pki = test_pki_new (algorithms[i]);
      g_autoptr (GPtrArray) between = test_list (pki->sub, NULL);
      g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (yao_chain_verify (pki->leaf, between, roots, TEST_NOW, &error));
      g_assert_no_error (error);
      g_assert_true (yao_chain_verify (pki->sub, NULL, roots, TEST_NOW, &error));
      g_assert_no_error (error);
      g_assert_true (yao_chain_verify (pki->root, NULL, roots, TEST_NOW, &error));
      g_assert_no_error (error);
      /* one that is trusted itself need not be a root */
      g_assert_true (yao_chain_verify (pki->leaf, NULL, between, TEST_NOW, &error));
      g_assert_no_error (error);
    }
}

/* All roots of a service at once, and more between than needed */
static void
test_mixed (void)
{
  g_autoptr (TestPki) sm2 = test_pki_new (YAO_KEY_SM2);
  g_autoptr (TestPki) p256 = test_pki_new (YAO_KEY_P256);
  g_autoptr (TestPki) rsa = test_pki_new (YAO_KEY_RSA_2048);
  g_autoptr (GPtrArray) between = test_list (rsa->sub, p256->sub, sm2->sub, sm2->root, NULL);
  g_autoptr (GPtrArray) roots = test_list (sm2->root, p256->root, rsa->root, NULL);
  GBytes *const leaves[] = { sm2->leaf, p256->leaf, rsa->leaf };

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (yao_chain_verify (leaves[i], between, roots, TEST_NOW, &error));
      g_assert_no_error (error);
    }
}

static void
test_wrong_root (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (TestPki) pki = test_pki_new (algorithms[i]);
      g_autoptr (TestPki) other = test_pki_new (algorithms[i]);
      g_autoptr (GPtrArray) between = test_list (pki->sub, pki->root, NULL);
      g_autoptr (GPtrArray) others = test_list (other->root, NULL);
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      assert_untrusted (pki->leaf, pki->sub, other->root, TEST_NOW, NULL);
      assert_untrusted (pki->leaf, other->sub, pki->root, TEST_NOW, NULL);
      g_assert_false (yao_chain_verify (pki->leaf, between, others, TEST_NOW, NULL));
      g_assert_false (yao_chain_verify (pki->leaf, between, none, TEST_NOW, NULL));
    }
}

static void
test_missing_link (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yao_chain_verify (pki->leaf, NULL, roots, TEST_NOW, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

static void
test_tampered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (TestPki) pki = test_pki_new (algorithms[i]);
      g_autoptr (GPtrArray) between = test_list (pki->sub, NULL);
      g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
      gsize size = g_bytes_get_size (pki->leaf);

      /* the last bytes of each are of its signature */
      g_autoptr (GBytes) leaf = test_flip (pki->leaf, size - 1);
      g_autoptr (GBytes) sub = test_flip (pki->sub, g_bytes_get_size (pki->sub) - 1);
      g_autoptr (GBytes) root = test_flip (pki->root, g_bytes_get_size (pki->root) - 1);

      assert_untrusted (leaf, pki->sub, pki->root, TEST_NOW, "signature");
      assert_untrusted (pki->leaf, sub, pki->root, TEST_NOW, "signature");
      assert_untrusted (pki->leaf, pki->sub, root, TEST_NOW, "signature");

      for (gsize at = 0; at < size; at += 3)
        {
          g_autoptr (GBytes) changed = test_flip (pki->leaf, at);

          g_assert_false (yao_chain_verify (changed, between, roots, TEST_NOW, NULL));
        }
    }
}

static void
test_validity (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (YaoX509) leaf = yao_x509_parse (pki->leaf, NULL);
  g_autoptr (GPtrArray) between = test_list (pki->sub, NULL);
  g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
  gint64 until = yao_x509_get_not_after (leaf);
  gint64 late = TEST_NOW + 5 * 365 * TEST_DAY;

  g_assert_true (yao_chain_verify (pki->leaf, between, roots, until - 1, NULL));
  assert_untrusted (pki->leaf, pki->sub, pki->root, until, "expired");
  assert_untrusted (pki->leaf, pki->sub, pki->root, TEST_NOW - 2 * TEST_DAY, "not yet valid");
  assert_untrusted (pki->leaf, pki->sub, pki->root, TEST_NOW + 15 * 365 * TEST_DAY, "expired");
  /* expired now, but its issuer's all the same */
  g_assert_true (
      yao_chain_verify (pki->leaf, between, roots, yao_x509_clamp_time (leaf, late), NULL));
}

/* Somebody with a certificate for himself issues one for another name. */
static void
test_issuer_no_ca (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template forged = test_pki_leaf_template ();
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GPtrArray) between = NULL;
  g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
  g_autoptr (GError) error = NULL;

  forged.common_name = "李娜";
  der = test_pki_issue (&forged, key, pki->leaf, pki->leaf_key);
  between = test_list (pki->leaf, pki->sub, NULL);
  g_assert_false (yao_chain_verify (der, between, roots, TEST_NOW, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
}

/* CA:FALSE, with the bit that signs certificates all the same */
static void
test_issuer_says_no_ca (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  YaoX509Template sub = test_pki_sub_template ();
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (GBytes) no_ca = NULL;
  g_autoptr (GBytes) der = NULL;

  sub.is_ca = FALSE;
  no_ca = test_pki_issue (&sub, pki->sub_key, pki->root, pki->root_key);
  der = test_pki_issue (&leaf, pki->leaf_key, no_ca, pki->sub_key);
  assert_untrusted (der, no_ca, pki->root, TEST_NOW, NULL);
}

static void
test_issuer_key_usage (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template sub = test_pki_sub_template ();
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (GBytes) may_not = NULL;
  g_autoptr (GBytes) der = NULL;

  sub.key_usage = YAO_KEY_USAGE_CRL_SIGN | YAO_KEY_USAGE_DIGITAL_SIGNATURE;
  may_not = test_pki_issue (&sub, pki->sub_key, pki->root, pki->root_key);
  der = test_pki_issue (&leaf, pki->leaf_key, may_not, pki->sub_key);
  assert_untrusted (der, may_not, pki->root, TEST_NOW, NULL);
}

static void
test_path_length (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template third = test_pki_sub_template ();
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (GBytes) ca = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GPtrArray) between = NULL;
  g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
  g_autoptr (GError) error = NULL;

  third.common_name = "一个太多";
  ca = test_pki_issue (&third, key, pki->sub, pki->sub_key);
  der = test_pki_issue (&leaf, pki->leaf_key, ca, key);
  between = test_list (ca, pki->sub, NULL);
  g_assert_false (yao_chain_verify (der, between, roots, TEST_NOW, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  g_assert_nonnull (strstr (error->message, "path length"));
}

/* A root of the same name and key that says something else of itself */
static void
test_same_name (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  YaoX509Template sub = test_pki_sub_template ();
  YaoX509Template leaf = test_pki_leaf_template ();
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);
  g_autoptr (GBytes) impostor = test_pki_issue (&sub, key, NULL, key);
  g_autoptr (GBytes) der = test_pki_issue (&leaf, pki->leaf_key, impostor, key);

  assert_untrusted (der, impostor, pki->root, TEST_NOW, NULL);
  assert_untrusted (der, pki->sub, pki->root, TEST_NOW, NULL);
}

static void
test_unreadable (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_P256);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autoptr (GPtrArray) with_garbage = test_list (pki->sub, garbage, NULL);
  g_autoptr (GPtrArray) roots = test_list (pki->root, NULL);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 65; i++)
    g_ptr_array_add (many, g_bytes_ref (pki->sub));
  g_assert_false (yao_chain_verify (garbage, NULL, roots, TEST_NOW, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_false (yao_chain_verify (pki->leaf, with_garbage, roots, TEST_NOW, NULL));
  g_assert_false (yao_chain_verify (pki->leaf, many, roots, TEST_NOW, NULL));
}

static void
test_build (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (TestPki) pki = test_pki_new (algorithms[i]);
      g_autoptr (TestPki) other = test_pki_new (algorithms[i]);
      g_autoptr (GPtrArray) pool
          = test_list (other->sub, other->root, pki->root, pki->leaf, pki->sub, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) chain = yao_chain_build (pki->leaf, pool, &error);
      GBytes *const expected[] = { pki->leaf, pki->sub, pki->root };

      g_assert_no_error (error);
      g_assert_cmpuint (chain->len, ==, G_N_ELEMENTS (expected));
      for (guint j = 0; j < chain->len; j++)
        g_assert_true (g_bytes_equal (g_ptr_array_index (chain, j), expected[j]));
    }
}

static void
test_build_incomplete (void)
{
  g_autoptr (TestPki) pki = test_pki_new (YAO_KEY_SM2);
  g_autoptr (TestPki) other = test_pki_new (YAO_KEY_SM2);
  g_autoptr (GPtrArray) pool = test_list (pki->root, other->sub, other->root, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_chain_build (pki->leaf, pool, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/chain/three", test_three);
  g_test_add_func ("/crypto/chain/mixed", test_mixed);
  g_test_add_func ("/crypto/chain/wrong-root", test_wrong_root);
  g_test_add_func ("/crypto/chain/missing-link", test_missing_link);
  g_test_add_func ("/crypto/chain/tampered", test_tampered);
  g_test_add_func ("/crypto/chain/validity", test_validity);
  g_test_add_func ("/crypto/chain/issuer-no-ca", test_issuer_no_ca);
  g_test_add_func ("/crypto/chain/issuer-says-no-ca", test_issuer_says_no_ca);
  g_test_add_func ("/crypto/chain/issuer-key-usage", test_issuer_key_usage);
  g_test_add_func ("/crypto/chain/path-length", test_path_length);
  g_test_add_func ("/crypto/chain/same-name", test_same_name);
  g_test_add_func ("/crypto/chain/unreadable", test_unreadable);
  g_test_add_func ("/crypto/chain/build", test_build);
  g_test_add_func ("/crypto/chain/build-incomplete", test_build_incomplete);
  return g_test_run ();
}
