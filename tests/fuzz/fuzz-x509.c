/* fuzz-x509.c: any bytes as a certificate: read, described, and put into a chain
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-chain.h"
#include "yao-x509.h"

static void
read_texts (YaoX509 *x509)
{
  g_autofree char *subject = yao_x509_dup_subject (x509);
  g_autofree char *issuer = yao_x509_dup_issuer (x509);
  g_autofree char *name = yao_x509_dup_subject_attribute (x509, "CN");
  g_autofree char *serial = yao_x509_dup_serial (x509);
  g_autofree char *key = yao_x509_dup_key_description (x509);
  g_autofree char *signature = yao_x509_dup_signature_algorithm (x509);
  const char *const texts[] = { subject, issuer, name, serial, key, signature };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && !g_utf8_validate (texts[i], -1, NULL))
      g_error ("text %" G_GSIZE_FORMAT " is not UTF-8", i);
}

static void
read_extensions (YaoX509 *x509)
{
  g_autoptr (GPtrArray) extensions = yao_x509_dup_extensions (x509);

  for (guint i = 0; i < extensions->len; i++)
    {
      const YaoX509Extension *extension = g_ptr_array_index (extensions, i);

      if (!g_utf8_validate (extension->value, -1, NULL)
          || !g_utf8_validate (extension->name, -1, NULL))
        g_error ("extension %s is not UTF-8", extension->oid);
    }
}

/* Some hundred times slower than reading: one in 64 inputs will do. */
static void
try_chain (GBytes *der, YaoX509 *x509)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (x509, NULL);

  g_ptr_array_add (list, der);
  chain = yao_chain_build (der, list, NULL);
  yao_chain_verify (der, list, list, yao_x509_clamp_time (x509, G_MAXINT64), NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) der = g_bytes_new (data, size);
  g_autoptr (YaoX509) x509 = yao_x509_parse (der, NULL);
  g_autoptr (GBytes) spki = NULL;

  if (x509 == NULL)
    return 0;

  read_texts (x509);
  read_extensions (x509);
  spki = yao_x509_dup_spki (x509);
  yao_x509_get_key_usage (x509);
  if (g_bytes_hash (der) % 64 == 0)
    try_chain (der, x509);

  return 0;
}
