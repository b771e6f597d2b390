/* test-error.c: the error domain
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"

#include <errno.h>
#include <gio/gio.h>

static void
test_nicks_total (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 1; code < YAO_ERROR_LAST; code++)
    {
      const char *nick = yao_error_code_get_nick (code);

      g_assert_nonnull (nick);
      g_assert_true (g_hash_table_add (seen, (gpointer) nick));
    }
  g_assert_null (yao_error_code_get_nick (0));
  g_assert_null (yao_error_code_get_nick (YAO_ERROR_LAST));
}

static void
test_carries (void)
{
  g_autoptr (GError) error = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "slow down");
  g_autoptr (GError) copy = NULL;

  g_assert_cmpint (yao_error_get_retry_after (error), ==, -1);
  g_assert_cmpint (yao_error_get_tries_left (error), ==, -1);
  g_assert_null (yao_error_get_subject (error));

  yao_error_set_retry_after (error, 30);
  yao_error_set_tries_left (error, 4);
  yao_error_set_subject (error, "10001");
  copy = g_error_copy (error);

  g_assert_cmpint (yao_error_get_retry_after (copy), ==, 30);
  g_assert_cmpint (yao_error_get_tries_left (copy), ==, 4);
  g_assert_cmpstr (yao_error_get_subject (copy), ==, "10001");
  g_assert_true (yao_error_is (copy, YAO_ERROR_THROTTLED));
  g_assert_false (yao_error_is (copy, YAO_ERROR_DENIED));
  g_assert_false (yao_error_is (NULL, YAO_ERROR_DENIED));
}

static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");

  g_assert_cmpint (yao_error_get_retry_after (error), ==, -1);
  g_assert_cmpint (yao_error_get_tries_left (error), ==, -1);
  g_assert_null (yao_error_get_subject (error));
  g_assert_false (yao_error_is (error, (YaoErrorCode) G_IO_ERROR_CANCELLED));
}

static void
test_errno (void)
{
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) other = NULL;

  yao_error_set_from_errno (&full, ENOSPC, "write", "profile.json");
  g_assert_error (full, YAO_ERROR, YAO_ERROR_STORAGE_FULL);
  g_assert_cmpstr (yao_error_get_subject (full), ==, "profile.json");

  yao_error_set_from_errno (&other, EACCES, "open", NULL);
  g_assert_error (other, YAO_ERROR, YAO_ERROR_STORAGE);
  g_assert_null (yao_error_get_subject (other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/nicks-total", test_nicks_total);
  g_test_add_func ("/base/error/carries", test_carries);
  g_test_add_func ("/base/error/foreign", test_foreign);
  g_test_add_func ("/base/error/errno", test_errno);
  return g_test_run ();
}
