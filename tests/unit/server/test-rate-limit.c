/* test-rate-limit.c: how often somebody may ask
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-rate-limit.h"

static void
test_window (void)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoRateLimit) limit = yao_rate_limit_new (clock);
  gint64 wait = -1;

  for (int i = 0; i < 30; i++)
    g_assert_true (yao_rate_limit_take (limit, "a", 30, 60, &wait));
  g_assert_cmpint (wait, ==, 0);
  g_assert_false (yao_rate_limit_take (limit, "a", 30, 60, &wait));
  g_assert_cmpint (wait, >, 50);
  g_assert_cmpint (wait, <=, 60);
  g_assert_true (yao_rate_limit_take (limit, "b", 30, 60, &wait));

  yao_clock_set_offset (clock, 30);
  g_assert_false (yao_rate_limit_take (limit, "a", 30, 60, &wait));
  yao_clock_set_offset (clock, 61);
  g_assert_true (yao_rate_limit_take (limit, "a", 30, 60, &wait));
}

static void
test_clock_set_back (void)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoRateLimit) limit = yao_rate_limit_new (clock);
  gint64 wait;

  g_assert_true (yao_rate_limit_take (limit, "a", 1, 60, &wait));
  g_assert_false (yao_rate_limit_take (limit, "a", 1, 60, &wait));
  yao_clock_set_offset (clock, -86400);
  g_assert_true (yao_rate_limit_take (limit, "a", 1, 60, &wait));
}

static void
test_bounded (void)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoRateLimit) limit = yao_rate_limit_new (clock);
  gint64 wait;

  for (int i = 0; i < 30000; i++)
    {
      g_autofree char *who = g_strdup_printf ("%d", i);

      g_assert_true (yao_rate_limit_take (limit, who, 1, 60, &wait));
    }
  g_assert_cmpuint (yao_rate_limit_get_size (limit), <=, 20001);

  yao_clock_set_offset (clock, 61);
  g_assert_true (yao_rate_limit_take (limit, "x", 1, 60, &wait));
  g_assert_cmpuint (yao_rate_limit_get_size (limit), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/rate-limit/window", test_window);
  g_test_add_func ("/server/rate-limit/clock-set-back", test_clock_set_back);
  g_test_add_func ("/server/rate-limit/bounded", test_bounded);

  return g_test_run ();
}
