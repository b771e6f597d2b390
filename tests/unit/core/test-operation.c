/* test-operation.c: what pages bind to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-operation-private.h"

/* What a page was told, in order. */
typedef struct
{
  YaoOperation *operation;
  GString *log;
} Fixture;

static void
notify_cb (YaoOperation *operation, GParamSpec *pspec, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "%s ", pspec->name);
  if (g_str_equal (pspec->name, "error"))
    g_assert_false (yao_operation_is_busy (operation));
}

static void
done_cb (YaoOperation *operation, Fixture *fixture)
{
  g_string_append (fixture->log, "done ");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->operation = yao_operation_new ();
  fixture->log = g_string_new (NULL);
  g_signal_connect (fixture->operation, "notify", G_CALLBACK (notify_cb), fixture);
  g_signal_connect (fixture->operation, "done", G_CALLBACK (done_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->operation);
  g_string_free (fixture->log, TRUE);
}

static void
test_begins_busy (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yao_operation_is_busy (fixture->operation));
  g_assert_null (yao_operation_get_error (fixture->operation));
  g_assert_null (yao_operation_get_result (fixture->operation));
  g_assert_cmpfloat (yao_operation_get_progress (fixture->operation), ==, -1);
  g_assert_false (yao_operation_is_cancelled (fixture->operation));
}

static void
test_object (Fixture *fixture, gconstpointer data)
{
  GObject *result = g_object_new (G_TYPE_OBJECT, NULL);

  yao_operation_return_object (fixture->operation, result);
  g_assert_true (yao_operation_get_result (fixture->operation) == result);
  g_assert_cmpstr (fixture->log->str, ==, "busy result done ");
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  yao_operation_return_number (fixture->operation, 42);
  g_assert_cmpint (yao_operation_get_number (fixture->operation), ==, 42);
  g_assert_cmpstr (fixture->log->str, ==, "busy done ");
}

static void
test_busy_falls_before_error (Fixture *fixture, gconstpointer data)
{
  yao_operation_return_error (fixture->operation,
                              g_error_new (YAO_ERROR, YAO_ERROR_UNREACHABLE, "no way"));
  g_assert_true (
      yao_error_is (yao_operation_get_error (fixture->operation), YAO_ERROR_UNREACHABLE));
  g_assert_cmpstr (fixture->log->str, ==, "busy error done ");
}

static void
test_cancelled_has_no_error (Fixture *fixture, gconstpointer data)
{
  yao_operation_cancel (fixture->operation);
  yao_operation_cancel (fixture->operation);
  g_assert_true (yao_operation_is_cancelled (fixture->operation));
  g_assert_true (yao_operation_is_busy (fixture->operation));

  yao_operation_return_error (fixture->operation,
                              g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
  g_assert_null (yao_operation_get_error (fixture->operation));
  g_assert_cmpstr (fixture->log->str, ==, "cancelled busy done ");
}

static void
test_cancel_after_end (Fixture *fixture, gconstpointer data)
{
  yao_operation_return_number (fixture->operation, 1);
  yao_operation_cancel (fixture->operation);
  g_assert_false (yao_operation_is_cancelled (fixture->operation));
  g_assert_cmpstr (fixture->log->str, ==, "busy done ");
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  yao_operation_set_progress (fixture->operation, 0.5);
  yao_operation_set_progress (fixture->operation, 0.5);
  yao_operation_set_progress (fixture->operation, 7);
  yao_operation_set_progress (fixture->operation, -3);
  g_assert_cmpfloat (yao_operation_get_progress (fixture->operation), ==, -1);
  g_assert_cmpstr (fixture->log->str, ==, "progress progress progress ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/operation/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("begins-busy", test_begins_busy);
  ADD ("object", test_object);
  ADD ("number", test_number);
  ADD ("busy-falls-before-error", test_busy_falls_before_error);
  ADD ("cancelled-has-no-error", test_cancelled_has_no_error);
  ADD ("cancel-after-end", test_cancel_after_end);
  ADD ("progress", test_progress);
#undef ADD
  return g_test_run ();
}
