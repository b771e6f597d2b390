/* fuzz-problem.c: any bytes as a problem
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-problem.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) made = NULL;
  g_autoptr (YaoProblem) problem = yao_problem_decode (body, 404, &error);

  if (problem == NULL)
    {
      g_assert_true (yao_error_is (error, YAO_ERROR_BAD_REPLY));
      return 0;
    }

  made = yao_problem_to_error (problem);
  g_assert_nonnull (made);
  g_assert_true (g_utf8_validate (made->message, -1, NULL));
  if (problem->kind != YAO_PROBLEM_UNKNOWN)
    written = yao_problem_encode (problem);

  return 0;
}
