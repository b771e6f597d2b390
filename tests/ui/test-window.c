/* test-window.c: tests of the window: first start, pages, Back, keyboard
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-field-row.h"
#include "yao-page.h"
#include "yao-window.h"

static GtkApplication *application;

static YaoWindow *
open_window (YaoSession *session, int width)
{
  YaoWindow *window = yao_window_new (application, session, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 680);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (GTK_WIDGET (window));
  ui_wait_frames (GTK_WIDGET (window));
  return window;
}

static void
test_first_start (void)
{
  g_autofree char *dir = ui_make_dir ();
  g_autoptr (YaoClient) client = yao_client_new (dir, NULL);
  g_autoptr (YaoSession) session = yao_session_new (client);
  YaoWindow *window = open_window (session, 960);

  g_assert_true (yao_window_is_first_start (window));
  g_assert_nonnull (yao_window_get_page (window));
  g_assert_false (yao_window_go_back (window));

  gtk_window_destroy (GTK_WINDOW (window));
  ui_remove_dir (dir);
}

static void
assert_title (YaoWindow *window, const char *title)
{
  g_assert_nonnull (yao_window_get_page (window));
  g_assert_cmpstr (yao_page_get_title (yao_window_get_page (window)), ==, title);
}

static void
test_wide (void)
{
  YaoSession *session = ui_get_demo_session ();
  YaoWindow *window;

  ui_use (session, ui_download (session, "10001"));
  window = open_window (session, 960);
  g_assert_false (yao_window_is_first_start (window));
  g_assert_false (yao_window_is_folded (window));
  assert_title (window, "Certificate information");

  yao_window_push_page (window, "details");
  assert_title (window, "Certificate details");
  g_assert_true (yao_window_go_back (window));
  assert_title (window, "Certificate information");
  g_assert_false (yao_window_go_back (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show", "s", "switch");
  assert_title (window, "Switch certificate");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.push", "s", "download");
  assert_title (window, "Download certificate");

  /* Another certificate closes what was opened from the one before. */
  ui_use (session, ui_download (session, "10002"));
  assert_title (window, "Switch certificate");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow (void)
{
  YaoSession *session = ui_get_demo_session ();
  YaoWindow *window;

  ui_use (session, ui_download (session, "10001"));
  window = open_window (session, 360);
  g_assert_true (yao_window_is_folded (window));
  g_assert_null (yao_window_get_page (window));

  yao_window_show_page (window, "about");
  assert_title (window, "About");
  g_assert_true (yao_window_go_back (window));
  g_assert_false (yao_window_go_back (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The smallest size that the window is made for is a size that it can have. */
static void
test_small (void)
{
  static const char *const names[] = { "certificate", "details", "switch", "about", "download" };
  YaoSession *session = ui_get_demo_session ();
  YaoWindow *window;
  int width;
  int height;

  ui_use (session, ui_download (session, "10001"));
  window = open_window (session, 360);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      yao_window_show_page (window, names[i]);
      ui_wait_frames (GTK_WIDGET (window));
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                          NULL);
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL,
                          NULL);
      g_test_message ("%s needs %d × %d", names[i], width, height);
      g_assert_cmpint (width, <=, 360);
      g_assert_cmpint (height, <=, 294);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the keyboard must reach: every control that can be pressed or typed into. */
static void
collect_controls (GtkWidget *root, GPtrArray *controls)
{
  if (!gtk_widget_get_mapped (root) || !gtk_widget_is_sensitive (root)
      || !gtk_widget_get_can_focus (root) || GTK_IS_WINDOW_CONTROLS (root))
    return;
  if (((GTK_IS_BUTTON (root) || GTK_IS_TEXT (root) || GTK_IS_LIST_VIEW (root))
       && gtk_widget_get_focusable (root))
      || (GTK_IS_LIST_BOX_ROW (root) && !YAO_IS_FIELD_ROW (root)
          && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (root))))
    g_ptr_array_add (controls, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_controls (child, controls);
}

static void
visit (GtkWindow *window, GHashTable *visited)
{
  for (GtkWidget *widget = gtk_window_get_focus (window); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    g_hash_table_add (visited, widget);
}

/* Tab through the window, and in each list the arrow keys. */
static void
walk_by_keyboard (GtkWindow *window, GHashTable *visited)
{
  GtkWidget *list;

  gtk_window_set_focus (window, NULL);
  for (int i = 0; i < 200; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      visit (window, visited);
      list = gtk_window_get_focus (window) != NULL
                 ? gtk_widget_get_ancestor (gtk_window_get_focus (window), GTK_TYPE_LIST_BOX)
                 : NULL;
      for (int j = 0; list != NULL && j < 60 && gtk_widget_child_focus (list, GTK_DIR_DOWN); j++)
        {
          visit (window, visited);
          gtk_widget_child_focus (list, GTK_DIR_RIGHT);
          visit (window, visited);
        }
    }
}

static void
test_keyboard (void)
{
  static const char *const names[] = { "certificate", "switch", "about", "download" };
  YaoSession *session = ui_get_demo_session ();
  YaoWindow *window;

  ui_use (session, ui_download (session, "10001"));
  window = open_window (session, 960);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) controls = g_ptr_array_new ();
      g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);

      yao_window_show_page (window, names[i]);
      ui_wait_frames (GTK_WIDGET (window));
      collect_controls (GTK_WIDGET (window), controls);
      g_assert_cmpuint (controls->len, >, 5);
      walk_by_keyboard (GTK_WINDOW (window), visited);
      for (guint j = 0; j < controls->len; j++)
        {
          GtkWidget *control = g_ptr_array_index (controls, j);
          const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (control));

          g_test_message ("%s: %s %s", names[i], G_OBJECT_TYPE_NAME (control), id);
          g_assert_true (g_hash_table_contains (visited, control));
        }
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  ui_init (&argc, &argv);
  application = GTK_APPLICATION (
      adw_application_new ("io.github.yunyao.Yunyao.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/app/window/first-start", test_first_start);
  g_test_add_func ("/app/window/wide", test_wide);
  g_test_add_func ("/app/window/narrow", test_narrow);
  g_test_add_func ("/app/window/small", test_small);
  g_test_add_func ("/app/window/keyboard", test_keyboard);

  status = g_test_run ();
  ui_stop_demo ();
  g_object_unref (application);
  return status;
}
