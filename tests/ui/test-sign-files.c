/* test-sign-files.c: files are signed on the page, and signatures looked at
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-functions.h"
#include "yao-sign-files-page.h"

static guint n_asked;

static gboolean
answer_cb (YaoSession *session, YaoIdentityRequest *request)
{
  g_autoptr (YaoSecret) pin = yao_secret_new_from ("739164", 6);

  n_asked++;
  yao_identity_request_submit_pin (request, pin);
  return TRUE;
}

static gboolean
is_idle (gpointer page)
{
  return !yao_page_is_busy (page);
}

static GFile *
make_file (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  return g_file_new_for_path (path);
}

static void
assert_verdict (YaoPage *page, GtkWidget *row, GFile *signature, const char *words)
{
  yao_sign_files_page_take (YAO_SIGN_FILES_PAGE (page), signature);
  ui_wait (is_idle, page);
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), words));
}

static void
test_sign (void)
{
  YaoSession *session = ui_get_demo_session ();
  g_autofree char *dir = ui_make_dir ();
  g_autoptr (GFile) one = make_file (dir, "one.txt");
  g_autoptr (GFile) two = make_file (dir, "two.txt");
  g_autofree char *beside = g_build_filename (dir, "one.txt.p7s", NULL);
  g_autoptr (GFile) signature = g_file_new_for_path (beside);
  YaoPage *page;
  GtkWidget *window;
  GtkWidget *button;
  GtkWidget *verdict;

  g_signal_connect (session, "identity", G_CALLBACK (answer_cb), NULL);
  ui_use (session, ui_download (session, "10005"));
  page = yao_functions_make_page ("sign-files", session);
  window = ui_show (GTK_WIDGET (page));
  button = ui_find (window, GTK_TYPE_BUTTON, "sign_button");
  verdict = ui_find (window, ADW_TYPE_ACTION_ROW, "verdict_row");
  g_assert_false (gtk_widget_get_sensitive (button));

  yao_sign_files_page_take (YAO_SIGN_FILES_PAGE (page), one);
  yao_sign_files_page_take (YAO_SIGN_FILES_PAGE (page), two);
  yao_sign_files_page_take (YAO_SIGN_FILES_PAGE (page), one);
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_widget_activate_action (GTK_WIDGET (page), "sign-files.sign", NULL);
  g_assert_true (yao_page_is_busy (page));
  ui_wait (is_idle, page);
  g_assert_cmpuint (n_asked, ==, 1);
  g_assert_cmpuint (yao_sign_files_page_count_signed (YAO_SIGN_FILES_PAGE (page)), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (button));

  g_assert_true (g_file_query_exists (signature, NULL));
  assert_verdict (page, verdict, signature, "is good");
  g_assert_true (
      g_file_replace_contents (one, "1", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  assert_verdict (page, verdict, signature, "changed since");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  int status;

  ui_init (&argc, &argv);
  g_test_add_func ("/app/sign-files/sign", test_sign);
  status = g_test_run ();
  ui_stop_demo ();

  return status;
}
