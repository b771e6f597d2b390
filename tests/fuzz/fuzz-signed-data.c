/* fuzz-signed-data.c: any bytes as a detached signature, and as signed attributes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-signed-data.h"

static const YaoUseOids oids = { "2.25.1.1", "2.25.1.2" };

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (YaoSignedData) parsed = yao_signed_data_parse (bytes, NULL);
  g_autoptr (YaoSignedAttributes) attributes = yao_signed_attributes_read (bytes, &oids, NULL);
  g_autoptr (YaoSignedAttributes) strict = yao_signed_attributes_parse (bytes, &oids, NULL);

  if (strict != NULL)
    {
      g_autoptr (GBytes) again = yao_signed_attributes_build (strict, &oids);

      g_assert_true (g_bytes_equal (again, bytes));
      g_assert_nonnull (attributes);
    }
  if (parsed != NULL)
    {
      g_autoptr (GBytes) built = yao_signed_data_build (parsed, NULL);

      g_assert_nonnull (built);
      yao_signed_data_verify (parsed, &oids, NULL);
    }

  return 0;
}
