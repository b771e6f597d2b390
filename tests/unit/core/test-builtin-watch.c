/* test-builtin-watch.c: what happens when the demonstration service ends by itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-builtin-watch.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)
#define DEADLINE_US (10 * G_USEC_PER_SEC)

static void
test_restarts (void)
{
  YaoBuiltinRestarts restarts = { 0 };
  const gint64 start = 5 * MINUTE_US;

  for (guint i = 0; i < YAO_BUILTIN_MAX_RESTARTS; i++)
    g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + i), ==, i);
  g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + 10), ==,
                    YAO_BUILTIN_MAX_RESTARTS);

  /* A minute after the first two, there is room for two. */
  g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + 1 + MINUTE_US), ==,
                    YAO_BUILTIN_MAX_RESTARTS - 2);
  g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + 1 + MINUTE_US), ==,
                    YAO_BUILTIN_MAX_RESTARTS - 1);
  g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + 1 + MINUTE_US), ==,
                    YAO_BUILTIN_MAX_RESTARTS);
  g_assert_cmpuint (yao_builtin_count_restart (&restarts, start + 3 * MINUTE_US), ==, 0);
}

static GSubprocess *
start_child (void)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "cat", NULL);

  g_assert_no_error (error);
  return child;
}

static void
end_child (GSubprocess *child)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL));
}

typedef struct
{
  GObject *owner;
  GSubprocess *child;
  GThread *thread;
  guint n_ended;
} Told;

static void
ended (gpointer owner, GSubprocess *child)
{
  Told *told = g_object_get_data (owner, "told");

  g_assert_true (owner == told->owner && child == told->child);
  g_assert_true (g_thread_self () == told->thread);
  told->n_ended++;
}

static gboolean
too_late_cb (gpointer data)
{
  g_test_fail_printf ("nothing was told");
  *(guint *) data = 1;
  return G_SOURCE_CONTINUE;
}

static void
wait_until_ended (Told *told)
{
  guint deadline = g_timeout_add (DEADLINE_US / 1000, too_late_cb, &told->n_ended);

  while (told->n_ended == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static gpointer
watch_cb (gpointer data)
{
  Told *told = data;

  yao_builtin_watch (told->child, NULL, told->owner, ended);
  return NULL;
}

static void
tell (Told *told, GObject *owner, GSubprocess *child)
{
  *told = (Told){ .owner = owner, .child = child, .thread = g_thread_self () };
  g_object_set_data (owner, "told", told);
}

/* Told in the main context, whichever thread began to watch; and once. */
static void
test_told (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GSubprocess) child = start_child ();
  Told told;

  tell (&told, owner, child);
  g_thread_join (g_thread_new ("watch", watch_cb, &told));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told.n_ended, ==, 0);

  end_child (child);
  wait_until_ended (&told);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told.n_ended, ==, 1);
}

/* The watch keeps nobody alive, and does not tell who is gone. */
static void
test_owner_gone (void)
{
  GObject *gone = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) stays = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GSubprocess) child = start_child ();
  Told told_gone, told;

  tell (&told_gone, gone, child);
  tell (&told, stays, child);
  yao_builtin_watch (child, NULL, gone, ended);
  yao_builtin_watch (child, NULL, stays, ended);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (gone);

  end_child (child);
  wait_until_ended (&told);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told_gone.n_ended, ==, 0);
}

/* A context that never runs: what was to be watched is let go with it. */
static void
test_context_gone (void)
{
  GMainContext *context = g_main_context_new ();
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GSubprocess) child = start_child ();

  yao_builtin_watch (child, context, owner, ended);
  g_main_context_unref (context);
  end_child (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_finalize_object (owner);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/builtin-watch/restarts", test_restarts);
  g_test_add_func ("/core/builtin-watch/told", test_told);
  g_test_add_func ("/core/builtin-watch/owner-gone", test_owner_gone);
  g_test_add_func ("/core/builtin-watch/context-gone", test_context_gone);

  return g_test_run ();
}
