/* test-deadline.c: a cancellable that falls at a set time
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-deadline.h"

static void
wait_for (GCancellable *cancellable)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  while (!g_cancellable_is_cancelled (cancellable))
    g_poll (&fd, 1, -1);
  g_cancellable_release_fd (cancellable);
}

static void
test_falls (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (YaoDeadline) deadline = yao_deadline_new (20 * 1000, NULL);

  wait_for (yao_deadline_get_cancellable (deadline));
  g_assert_true (yao_deadline_is_over (deadline));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 19 * 1000);
}

static void
test_parent (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (YaoDeadline) deadline = yao_deadline_new (60 * G_USEC_PER_SEC, parent);

  g_assert_false (g_cancellable_is_cancelled (yao_deadline_get_cancellable (deadline)));
  g_cancellable_cancel (parent);
  g_assert_true (g_cancellable_is_cancelled (yao_deadline_get_cancellable (deadline)));
  g_assert_false (yao_deadline_is_over (deadline));
}

static void
test_parent_before (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (YaoDeadline) deadline = NULL;

  g_cancellable_cancel (parent);
  deadline = yao_deadline_new (60 * G_USEC_PER_SEC, parent);
  g_assert_true (g_cancellable_is_cancelled (yao_deadline_get_cancellable (deadline)));
  g_assert_false (yao_deadline_is_over (deadline));
}

/* The parent goes on after the call; many calls leave nothing at it. */
static void
test_many (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (YaoDeadline) deadline = yao_deadline_new (1000 + i % 7, parent);

      g_assert_nonnull (yao_deadline_get_cancellable (deadline));
    }
  g_assert_false (g_cancellable_is_cancelled (parent));
  g_assert_cmpuint (g_signal_handler_find (parent, G_SIGNAL_MATCH_ID,
                                           g_signal_lookup ("cancelled", G_TYPE_CANCELLABLE), 0,
                                           NULL, NULL, NULL),
                    ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/deadline/falls", test_falls);
  g_test_add_func ("/core/deadline/parent", test_parent);
  g_test_add_func ("/core/deadline/parent-before", test_parent_before);
  g_test_add_func ("/core/deadline/many", test_many);
  return g_test_run ();
}
