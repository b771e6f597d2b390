/* ui-fixture.c: what tests of the program share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"

#include <glib/gstdio.h>

/* After this long a test gives up. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)

static YaoSession *demo_session;
static char *demo_dir;

/**
 * ui_init:
 * @argc: the number of arguments
 * @argv: the arguments
 *
 * Begins a test program. Animations are off, so that what is asked for is there at once. So is the
 * blinking of cursors: there is no window manager, and on a slow machine GTK warns of an entry that
 * lost the focus unnoticed.
 */
void
ui_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/yunyao/Yunyao/icons");
}

/**
 * ui_wait:
 * @condition: what to wait for
 * @data: what it looks at
 *
 * Runs the main context until something is so; fails after a minute.
 */
void
ui_wait (UiCondition condition, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  (*(int *) user_data)--;
}

static gboolean
are_painted (gpointer data)
{
  return *(int *) data <= 0;
}

/**
 * ui_wait_frames:
 * @window: a window that is shown
 *
 * Runs the main context until the window has its layout and is painted.
 */
void
ui_wait_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  int left = 2;
  gulong id;

  g_assert_nonnull (clock);
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &left);
  for (int i = 0; i < 2; i++)
    {
      int before = left;

      gtk_widget_queue_draw (window);
      before--;
      while (left > before)
        g_main_context_iteration (NULL, TRUE);
    }
  ui_wait (are_painted, &left);
  g_signal_handler_disconnect (clock, id);
}

/**
 * ui_make_dir:
 *
 * Makes a directory of its own.
 *
 * Returns: (transfer full): its path
 */
char *
ui_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("yunyao-ui-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/**
 * ui_remove_dir:
 * @path: a directory
 *
 * Removes a directory and all in it.
 */
void
ui_remove_dir (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          ui_remove_dir (child);
        }
    }
  g_remove (path);
}

/**
 * ui_get_demo_session:
 *
 * Gets a session over a profile with the built-in service, which is started the first time.
 *
 * Returns: (transfer none): the session
 */
YaoSession *
ui_get_demo_session (void)
{
  g_autoptr (YaoClient) client = NULL;
  g_autoptr (YaoService) service = NULL;
  g_autoptr (GError) error = NULL;

  if (demo_session != NULL)
    return demo_session;

  demo_dir = ui_make_dir ();
  client = yao_client_new (demo_dir, &error);
  g_assert_no_error (error);
  service = yao_client_add_builtin (client, NULL, &error);
  g_assert_no_error (error);
  demo_session = yao_session_new (client);
  return demo_session;
}

/**
 * ui_stop_demo:
 *
 * Stops the built-in service and removes its profile.
 */
void
ui_stop_demo (void)
{
  if (demo_session == NULL)
    return;

  yao_session_shut_down (demo_session);
  g_clear_object (&demo_session);
  ui_remove_dir (demo_dir);
  g_clear_pointer (&demo_dir, g_free);
}

static gboolean
is_over (gpointer data)
{
  return !yao_operation_is_busy (data);
}

/**
 * ui_download:
 * @session: a session
 * @uid: whose certificate
 *
 * Downloads a certificate from the default service.
 *
 * Returns: (transfer none): the certificate
 */
YaoCertificate *
ui_download (YaoSession *session, const char *uid)
{
  YaoClient *client = yao_session_get_client (session);
  g_autoptr (YaoOperation) operation
      = yao_client_download_begin (client, yao_client_get_default_service (client), uid);
  GListModel *certificates = yao_session_get_certificates (session);

  ui_wait (is_over, operation);
  g_assert_no_error (yao_operation_get_error (operation));
  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      if (g_strcmp0 (yao_certificate_get_holder_uid (certificate), uid) == 0)
        return certificate;
    }

  g_assert_not_reached ();
}

/**
 * ui_use:
 * @session: a session
 * @certificate: a certificate
 *
 * Makes it the one in use.
 */
void
ui_use (YaoSession *session, YaoCertificate *certificate)
{
  g_autoptr (YaoOperation) operation
      = yao_client_use_begin (yao_session_get_client (session), certificate);

  ui_wait (is_over, operation);
  g_assert_no_error (yao_operation_get_error (operation));
}

/**
 * ui_find:
 * @root: a widget
 * @type: a type
 * @buildable_id: (nullable): its id in the .ui file
 *
 * Finds a widget below another one.
 *
 * Returns: (transfer none) (nullable): the first that fits
 */
GtkWidget *
ui_find (GtkWidget *root, GType type, const char *buildable_id)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && (buildable_id == NULL
          || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), buildable_id) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, buildable_id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * ui_show:
 * @child: a widget
 *
 * Shows a widget in a window of its own.
 *
 * Returns: (transfer none): the window; destroy it
 */
GtkWidget *
ui_show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 480, 640);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window);
  return window;
}
