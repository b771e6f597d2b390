/* fuzz-well-known.c: any bytes as a well-known document
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-error.h"
#include "yao-well-known.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoWellKnown) document = yao_well_known_decode (body, &error);
  g_autoptr (YaoWellKnown) back = NULL;

  if (document == NULL)
    {
      g_assert_true (yao_error_is (error, YAO_ERROR_BAD_REPLY)
                     || yao_error_is (error, YAO_ERROR_UNSUPPORTED));
      return 0;
    }

  written = yao_well_known_encode (document);
  back = yao_well_known_decode (written, NULL);
  g_assert_nonnull (back);
  again = yao_well_known_encode (back);
  g_assert_true (g_bytes_equal (written, again));

  return 0;
}
