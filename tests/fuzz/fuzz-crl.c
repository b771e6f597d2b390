/* fuzz-crl.c: any bytes as a list of revocations: read, searched, and verified
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-crl.h"
#include "yao-x509-issue.h"

static GBytes *
make_issuer (void)
{
  const YaoX509Template template_ = {
    .common_name = "CA",
    .not_after = G_GINT64_CONSTANT (4102444800),
    .key_usage = YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN,
    .is_ca = TRUE,
    .path_length = YAO_X509_NO_PATH_LENGTH,
  };
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_SM2, NULL);

  return yao_x509_issue (&template_, key, NULL, key, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GBytes *issuer;
  g_autoptr (GBytes) der = g_bytes_new (data, size);
  g_autoptr (YaoCrl) crl = yao_crl_parse (der, NULL);
  gint64 when;
  YaoCrlReason reason;

  if (issuer == NULL)
    issuer = make_issuer ();
  if (crl == NULL)
    return 0;

  yao_crl_get_size (crl);
  yao_crl_get_number (crl);
  yao_crl_is_current (crl, 0);
  yao_crl_lookup (crl, "01", &when, &reason);
  if (yao_crl_verify (crl, issuer, NULL))
    g_error ("a list that nobody signed was taken");

  return 0;
}
