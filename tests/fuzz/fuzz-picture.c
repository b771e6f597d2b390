/* fuzz-picture.c: any bytes as a picture, and as a photograph of a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-error.h"
#include "yao-picture-ink.h"

/* Small, so that many are tried in a second. */
static const YaoPictureLimits limits = { 1 << 20, 1000, 250000 };

static void
check_picture (YaoPicture *picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPicture) ink = yao_picture_extract_ink (picture, YAO_PICTURE_KEEP_COLOUR, &error);
  g_autoptr (GBytes) png = NULL;

  g_assert_true (ink != NULL || yao_error_is (error, YAO_ERROR_NOT_FOUND)
                 || yao_error_is (error, YAO_ERROR_INVALID_INPUT));
  g_assert_cmpuint (yao_picture_get_width (picture), <=, limits.max_side);
  g_assert_cmpuint (yao_picture_get_height (picture), <=, limits.max_side);
  if (ink == NULL)
    return;

  png = yao_picture_encode_png (ink, NULL);
  g_assert_nonnull (png);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPicture) picture = yao_picture_decode (file, &limits, &error);

  g_assert_true (picture != NULL || yao_error_is (error, YAO_ERROR_INVALID_INPUT));
  if (picture != NULL)
    check_picture (picture);

  return 0;
}
