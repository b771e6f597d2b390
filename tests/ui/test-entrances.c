/* test-entrances.c: ways in that no button leads to: a code that is there already, a file that is
 * dropped, a finger that pulls, and a profile that this version must not touch
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-application.h"
#include "yao-code-dialog.h"
#include "yao-download-page.h"
#include "yao-field-row.h"
#include "yao-main-page.h"
#include "yao-window.h"

#include <adwaita.h>

static char *config_dir;

static void
write_file (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
dup_demo_code (void)
{
  YaoClient *client = yao_session_get_client (ui_get_demo_session ());
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code
      = yao_builtin_service_dup_code (yao_client_get_builtin (client), &error);

  g_assert_no_error (error);
  return g_strdup (yao_enrolment_code_get_uri (code));
}

static gboolean
has_certificate (gpointer data)
{
  return g_list_model_get_n_items (yao_session_get_certificates (data)) > 0;
}

/* The organisation put a code on this computer: a number and Next are all that it takes. */
static void
test_preconfigured (void)
{
  g_autofree char *code = dup_demo_code ();
  g_autofree char *file = g_build_filename (config_dir, "yunyao", "init", NULL);
  g_autofree char *dir = ui_make_dir ();
  g_autoptr (YaoClient) client = yao_client_new (dir, NULL);
  g_autoptr (YaoSession) session = yao_session_new (client);
  GtkWidget *page;
  GtkWidget *window;
  g_autofree char *value = NULL;

  write_file (file, code);
  page = g_object_new (YAO_TYPE_DOWNLOAD_PAGE, "session", session, NULL);
  window = ui_show (page);
  g_object_get (ui_find (window, YAO_TYPE_FIELD_ROW, "no_service_row"), "value", &value, NULL);
  g_assert_true (g_str_has_suffix (value, "(set up by your organisation)"));
  g_assert_cmpuint (g_list_model_get_n_items (yao_session_get_services (session)), ==, 0);

  yao_download_page_set_uid (YAO_DOWNLOAD_PAGE (page), "10001");
  gtk_widget_activate_action (page, "download.next", NULL);
  ui_wait (has_certificate, session);
  g_assert_cmpuint (g_list_model_get_n_items (yao_session_get_services (session)), ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
  ui_remove_dir (dir);
}

static GtkDropTarget *
find_drop_target (GtkWidget *root)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (root);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GType *types;
      gsize n = 0;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      types = (GType *) gtk_drop_target_get_gtypes (GTK_DROP_TARGET (controller), &n);
      for (gsize k = 0; k < n; k++)
        if (types[k] == G_TYPE_FILE)
          return GTK_DROP_TARGET (controller);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropTarget *target = find_drop_target (child);

      if (target != NULL)
        return target;
    }

  return NULL;
}

static gboolean
shows_organisation (gpointer data)
{
  GtkWidget *row = ui_find (data, YAO_TYPE_FIELD_ROW, NULL);

  return row != NULL && gtk_widget_get_mapped (row);
}

static void
test_drop (void)
{
  g_autofree char *code = dup_demo_code ();
  g_autofree char *dir = ui_make_dir ();
  g_autofree char *path = g_build_filename (dir, "code.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog = yao_code_dialog_new (ui_get_demo_session ());
  GtkDropTarget *target;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  write_file (path, code);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_frames (dialog);
  g_assert_false (shows_organisation (dialog));
  target = find_drop_target (dialog);
  g_assert_nonnull (target);
  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  g_signal_emit_by_name (target, "drop", &value, 5.0, 5.0, &is_taken);
  g_assert_true (is_taken);
  ui_wait (shows_organisation, dialog);

  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_remove_dir (dir);
}

static gboolean
is_fresh (gpointer data)
{
  return !yao_session_is_refreshing (data);
}

static void
test_pull (void)
{
  YaoSession *session = ui_get_demo_session ();
  g_autoptr (AdwApplication) application
      = adw_application_new ("io.github.yunyao.YunyaoPull", G_APPLICATION_NON_UNIQUE);
  GtkWidget *scrolled;
  YaoWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ui_use (session, ui_download (session, "10001"));
  window = yao_window_new (GTK_APPLICATION (application), session, NULL);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (GTK_WIDGET (window));
  scrolled = ui_find (ui_find (GTK_WIDGET (window), YAO_TYPE_MAIN_PAGE, NULL),
                      GTK_TYPE_SCROLLED_WINDOW, "scrolled_window");

  g_signal_emit_by_name (scrolled, "edge-overshot", GTK_POS_BOTTOM);
  g_assert_false (yao_session_is_refreshing (session));
  g_signal_emit_by_name (scrolled, "edge-overshot", GTK_POS_TOP);
  g_assert_true (yao_session_is_refreshing (session));
  ui_wait (is_fresh, session);
  g_assert_null (yao_session_get_refresh_error (session));

  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
look_and_quit_cb (gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  GtkWidget *status;

  if (window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return G_SOURCE_CONTINUE;

  status = ui_find (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE, NULL);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (status)), ==,
                   "The stored certificates come from a newer version of Yunyao.");
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), ==,
                   "Update Yunyao. Nothing was changed.");
  gtk_widget_activate_action (GTK_WIDGET (window), "app.quit", NULL);
  return G_SOURCE_REMOVE;
}

/* The window says why, the file stays as it is, and the program does not claim success. */
static void
test_newer_profile (void)
{
  static const char newer[] = "{\"version\":999,\"new\":true}";
  g_autofree char *dir = ui_make_dir ();
  g_autofree char *file = g_build_filename (dir, "profile.json", NULL);
  g_autoptr (YaoApplication) application = yao_application_new ();
  g_autofree char *after = NULL;
  char *arguments[] = { (char *) "yunyao", NULL };

  write_file (file, newer);
  yao_application_set_profile (application, dir);
  g_idle_add (look_and_quit_cb, application);
  g_application_run (G_APPLICATION (application), 1, arguments);
  g_assert_cmpint (yao_application_get_status (application), ==, 1);
  g_assert_true (g_file_get_contents (file, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, newer);
  ui_remove_dir (dir);
}

int
main (int argc, char *argv[])
{
  int status;

  /* Before GLib reads it. */
  config_dir = ui_make_dir ();
  g_setenv ("XDG_CONFIG_DIRS", config_dir, TRUE);
  ui_init (&argc, &argv);

  g_test_add_func ("/app/entrances/preconfigured", test_preconfigured);
  g_test_add_func ("/app/entrances/drop", test_drop);
  g_test_add_func ("/app/entrances/pull", test_pull);
  g_test_add_func ("/app/entrances/newer-profile", test_newer_profile);

  status = g_test_run ();
  ui_stop_demo ();
  ui_remove_dir (config_dir);
  g_free (config_dir);
  return status;
}
