/* test-pki.c: a small hierarchy of certificates to test with
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-pki.h"

#include <stdarg.h>

YaoX509Template
test_pki_root_template (void)
{
  return (YaoX509Template){
    .country = "CN",
    .organisation = "云钥示范机构",
    .common_name = "云钥示范根 CA",
    .not_before = TEST_NOW - 365 * TEST_DAY,
    .not_after = TEST_NOW + 20 * 365 * TEST_DAY,
    .key_usage = YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN,
    .is_ca = TRUE,
    .path_length = 1,
  };
}

YaoX509Template
test_pki_sub_template (void)
{
  YaoX509Template sub = test_pki_root_template ();

  sub.common_name = "云钥示范签发 CA";
  sub.not_after = TEST_NOW + 10 * 365 * TEST_DAY;
  sub.path_length = 0;
  sub.crl_url = "http://127.0.0.1/v1/ca/root/crl";
  return sub;
}

YaoX509Template
test_pki_leaf_template (void)
{
  return (YaoX509Template){
    .country = "CN",
    .organisation = "云钥示范机构",
    .department = "财务部",
    .title = "主管",
    .serial_number = "10001",
    .common_name = "张伟",
    .not_before = TEST_NOW - TEST_DAY,
    .not_after = TEST_NOW + 2 * 365 * TEST_DAY,
    .key_usage = YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION,
    .purposes = YAO_X509_PURPOSE_CLIENT | YAO_X509_PURPOSE_DOCUMENT_SIGNING,
    .crl_url = "https://127.0.0.1/v1/ca/sm2/crl",
    .issuer_url = "https://127.0.0.1/v1/ca/sm2/chain",
    .policy_oid = "2.25.1234567890",
  };
}

GBytes *
test_pki_issue (const YaoX509Template *template_,
                const YaoKey *subject,
                GBytes *issuer,
                const YaoKey *issuer_key)
{
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_x509_issue (template_, subject, issuer, issuer_key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (der);
  return der;
}

/* Making keys of RSA takes long: six are made and go round, which makes two different hierarchies.
 */
static YaoKey *
make_key (YaoKeyAlgorithm algorithm)
{
  static YaoKey *pool[6];
  static guint next;
  YaoKey **key = &pool[next % G_N_ELEMENTS (pool)];

  if (algorithm != YAO_KEY_RSA_2048)
    return yao_key_generate (algorithm, NULL);

  next++;
  if (*key == NULL)
    *key = yao_key_generate (algorithm, NULL);
  return yao_key_ref (*key);
}

TestPki *
test_pki_new (YaoKeyAlgorithm algorithm)
{
  TestPki *pki = g_new0 (TestPki, 1);
  YaoX509Template root = test_pki_root_template ();
  YaoX509Template sub = test_pki_sub_template ();
  YaoX509Template leaf = test_pki_leaf_template ();

  pki->root_key = make_key (algorithm);
  pki->sub_key = make_key (algorithm);
  pki->leaf_key = make_key (algorithm);
  pki->root = test_pki_issue (&root, pki->root_key, NULL, pki->root_key);
  pki->sub = test_pki_issue (&sub, pki->sub_key, pki->root, pki->root_key);
  pki->leaf = test_pki_issue (&leaf, pki->leaf_key, pki->sub, pki->sub_key);

  return pki;
}

void
test_pki_free (TestPki *pki)
{
  yao_key_unref (pki->root_key);
  yao_key_unref (pki->sub_key);
  yao_key_unref (pki->leaf_key);
  g_bytes_unref (pki->root);
  g_bytes_unref (pki->sub);
  g_bytes_unref (pki->leaf);
  g_free (pki);
}

GPtrArray *
test_list (GBytes *first, ...)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  va_list arguments;

  va_start (arguments, first);
  for (GBytes *item = first; item != NULL; item = va_arg (arguments, GBytes *))
    g_ptr_array_add (list, g_bytes_ref (item));
  va_end (arguments);

  return list;
}

GBytes *
test_flip (GBytes *bytes, gsize at)
{
  gsize size = g_bytes_get_size (bytes);
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  copy[at] ^= 1;
  return g_bytes_new_take (copy, size);
}
