/* fuzz-inkml.c: any bytes as InkML
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-error.h"
#include "yao-ink-export.h"
#include "yao-inkml.h"

/* Ink that was read is within its limits, and can be written and read again without loss. */
static void
check_ink (YaoInk *ink)
{
  g_autoptr (GBytes) file = yao_inkml_write (ink);
  g_autoptr (YaoInk) again = NULL;

  g_assert_cmpuint (yao_ink_get_n_strokes (ink), <=, YAO_INK_STROKES_MAX);
  g_assert_cmpuint (yao_ink_get_n_points (ink), <=, YAO_INK_POINTS_MAX);
  if (g_bytes_get_size (file) > YAO_INKML_BYTES_MAX)
    return;
  again = yao_inkml_read (file, NULL);
  g_assert_nonnull (again);
  g_assert_true (yao_ink_equal (ink, again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoInk) ink = yao_inkml_read (file, &error);

  g_assert_true (ink != NULL || yao_error_is (error, YAO_ERROR_INVALID_INPUT));
  if (ink == NULL)
    return 0;

  check_ink (ink);
  if (!yao_ink_is_empty (ink))
    {
      g_autoptr (GBytes) svg = yao_ink_export_svg (ink, 0, &error);

      g_assert_no_error (error);
    }

  return 0;
}
