/* test-list-state.c: tests of the five states of a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-banner.h"
#include "yao-list-state.h"

typedef struct
{
  YaoListState *state;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->state
      = g_object_new (YAO_TYPE_LIST_STATE, "empty-title", "Nothing yet", "empty-icon",
                      "list-add-symbolic", "empty-description", "Add one.", "empty-button-label",
                      "_Add", "empty-action", "test.add", "clear-action", "test.clear",
                      "retry-action", "test.retry::now", "child", gtk_label_new ("the list"), NULL);
  fixture->window = ui_show (GTK_WIDGET (fixture->state));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->state), (gpointer *) &fixture->state);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->state != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
get_shown (Fixture *fixture)
{
  GtkWidget *stack = ui_find (GTK_WIDGET (fixture->state), GTK_TYPE_STACK, "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
assert_status (Fixture *fixture, const char *title, const char *label, const char *action)
{
  AdwStatusPage *status
      = ADW_STATUS_PAGE (ui_find (GTK_WIDGET (fixture->state), ADW_TYPE_STATUS_PAGE, "status"));
  GtkWidget *button = ui_find (GTK_WIDGET (status), GTK_TYPE_BUTTON, "button");

  g_assert_cmpstr (get_shown (fixture), ==, "status");
  g_assert_cmpstr (adw_status_page_get_title (status), ==, title);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, action);
}

static gboolean
is_loading (gpointer data)
{
  return g_strcmp0 (get_shown (data), "loading") == 0;
}

/* No spinner for what comes at once. */
static void
test_loading (Fixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  yao_list_state_show_loading (fixture->state);
  g_assert_cmpint (yao_list_state_get_kind (fixture->state), ==, YAO_LIST_STATE_LOADING);
  g_assert_cmpstr (get_shown (fixture), ==, "waiting");
  ui_wait (is_loading, fixture);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 300 * 1000 - 1000);
  yao_list_state_show_ready (fixture->state);
  g_assert_cmpstr (get_shown (fixture), ==, "content");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  yao_list_state_show_empty (fixture->state);
  assert_status (fixture, "Nothing yet", "_Add", "test.add");
}

static void
test_nothing_found (Fixture *fixture, gconstpointer data)
{
  yao_list_state_show_nothing_found (fixture->state);
  assert_status (fixture, "Nothing found", "_Clear search", "test.clear");
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  YaoBanner *banner = YAO_BANNER (ui_find (GTK_WIDGET (fixture->state), YAO_TYPE_BANNER, NULL));

  yao_list_state_show_offline (fixture->state, 1700000000);
  g_assert_cmpstr (get_shown (fixture), ==, "content");
  g_assert_true (yao_banner_get_revealed (banner));
  g_assert_nonnull (strstr (yao_banner_get_title (banner), "Nov 2023"));
  yao_list_state_show_ready (fixture->state);
  g_assert_false (yao_banner_get_revealed (banner));
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (YAO_ERROR, YAO_ERROR_UNREACHABLE, "refused");

  yao_list_state_show_error (fixture->state, error);
  g_assert_cmpint (yao_list_state_get_kind (fixture->state), ==, YAO_LIST_STATE_ERROR);
  assert_status (fixture, "The service cannot be reached.", "_Try again", "test.retry");
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/list-state/loading", test_loading);
  ADD ("/app/list-state/empty", test_empty);
  ADD ("/app/list-state/nothing-found", test_nothing_found);
  ADD ("/app/list-state/offline", test_offline);
  ADD ("/app/list-state/error", test_error);
#undef ADD

  return g_test_run ();
}
