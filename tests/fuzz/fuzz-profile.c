/* fuzz-profile.c: the file of the profile
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-profile.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (YaoProfile) profile = yao_profile_parse (bytes, NULL);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (YaoProfile) again = NULL;
  g_autoptr (GBytes) rewritten = NULL;

  if (profile == NULL)
    return 0;

  /* What was understood is written so that it is understood again, and the same. */
  written = yao_profile_write (profile);
  again = yao_profile_parse (written, NULL);
  g_assert_nonnull (again);
  rewritten = yao_profile_write (again);
  g_assert_true (g_bytes_equal (written, rewritten));
  return 0;
}
