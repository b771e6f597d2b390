/* fuzz-certificate-list.c: any bytes as a page of certificates, or a chain
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-certificate-message.h"
#include "yao-error.h"

static void
try_chain (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = yao_chain_decode (body, &error);

  if (chain == NULL)
    g_assert_true (yao_error_is (error, YAO_ERROR_BAD_REPLY));
  else
    g_assert_cmpuint (chain->len, >, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificateList) list = yao_certificate_list_decode (body, &error);
  g_autoptr (YaoCertificateList) back = NULL;

  try_chain (body);
  if (list == NULL)
    {
      g_assert_true (yao_error_is (error, YAO_ERROR_BAD_REPLY));
      return 0;
    }

  written = yao_certificate_list_encode (list);
  back = yao_certificate_list_decode (written, NULL);
  g_assert_nonnull (back);
  again = yao_certificate_list_encode (back);
  g_assert_true (g_bytes_equal (written, again));

  return 0;
}
