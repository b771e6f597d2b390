/* test-clock.c: system time, offsets, the offset file
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-clock.h"

#include <glib/gstdio.h>

static void
test_system (void)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  gint64 before = g_get_real_time ();
  gint64 told = yao_clock_get_unix_us (clock);
  gint64 after = g_get_real_time ();

  g_assert_cmpint (before, <=, told);
  g_assert_cmpint (told, <=, after);
}

static void
test_offset (void)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (GDateTime) date = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  yao_clock_set_offset (clock, 86400);
  g_assert_cmpint (yao_clock_get_unix (clock), >=, now + 86400);
  date = yao_clock_dup_utc (clock);
  g_assert_cmpint (g_date_time_to_unix (date), >=, now + 86400);
}

static void
test_offset_file (void)
{
  g_autofree char *dir = g_dir_make_tmp ("yao-clock-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "offset", NULL);
  g_autoptr (YaoClock) clock = yao_clock_new_with_offset_file (path);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (yao_clock_get_unix (clock), <, now + 100);

  g_assert_true (g_file_set_contents (path, "1000\n", -1, NULL));
  g_assert_cmpint (yao_clock_get_unix (clock), >=, now + 1000);

  g_assert_true (g_file_set_contents (path, "-5000", -1, NULL));
  g_assert_cmpint (yao_clock_get_unix (clock), <, now - 4000);

  /* What is not a number changes nothing. */
  g_assert_true (g_file_set_contents (path, "tomorrow", -1, NULL));
  g_assert_cmpint (yao_clock_get_unix (clock), <, now - 4000);

  g_unlink (path);
  g_assert_cmpint (yao_clock_get_unix (clock), <, now - 4000);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/system", test_system);
  g_test_add_func ("/base/clock/offset", test_offset);
  g_test_add_func ("/base/clock/offset-file", test_offset_file);
  return g_test_run ();
}
