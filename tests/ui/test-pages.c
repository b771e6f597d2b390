/* test-pages.c: tests of the pages, over the built-in service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-banner.h"
#include "yao-certificate-card.h"
#include "yao-code-dialog.h"
#include "yao-download-page.h"
#include "yao-field-row.h"
#include "yao-functions.h"
#include "yao-list-state.h"
#include "yao-main-page.h"
#include "yao-people-dialog.h"

static const char *
get_value (GtkWidget *page, const char *buildable_id)
{
  GtkWidget *row = ui_find (page, YAO_TYPE_FIELD_ROW, buildable_id);

  g_assert_nonnull (row);
  return yao_field_row_get_value (YAO_FIELD_ROW (row));
}

static const char *
get_label (GtkWidget *page, const char *buildable_id)
{
  GtkWidget *label = ui_find (page, GTK_TYPE_LABEL, buildable_id);

  g_assert_nonnull (label);
  return gtk_label_get_label (GTK_LABEL (label));
}

static void
test_certificate (void)
{
  YaoSession *session = ui_get_demo_session ();
  YaoPage *page;
  GtkWidget *window;

  ui_use (session, ui_download (session, "10001"));
  page = yao_functions_make_page ("certificate", session);
  window = ui_show (GTK_WIDGET (page));

  g_assert_cmpstr (get_label (window, "state_title"), ==, "Certificate valid");
  g_assert_cmpstr (get_value (window, "holder_row"), ==, "张伟");
  g_assert_cmpstr (get_value (window, "uid_row"), ==, "10001");
  g_assert_cmpstr (get_value (window, "key_row"), ==, "Cloud-held key · SM2");
  g_assert_cmpstr (get_value (window, "whose_row"), ==, "My certificate");
  gtk_test_accessible_assert_role (ui_find (window, GTK_TYPE_BUTTON, "delete_button"),
                                   GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (ui_find (window, YAO_TYPE_FIELD_ROW, "uid_row"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "User ID or employee number: 10001");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The page follows the certificate in use. */
static void
test_states (void)
{
  static const struct
  {
    const char *uid;
    const char *title;
    const char *banner;
    const char *button;
  } cases[] = {
    { "10006", "Certificate ends soon", "ends in", "_Refresh" },
    { "10007", "Certificate revoked", "was revoked", "_Switch" },
    { "10009", "Certificate expired", "expired on", "_Refresh" },
  };
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = NULL;
  YaoBanner *banner;

  ui_use (session, ui_download (session, "10001"));
  gtk_box_append (GTK_BOX (box), g_object_new (YAO_TYPE_MAIN_PAGE, "session", session, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (yao_functions_make_page ("certificate", session)));
  window = ui_show (box);
  banner = YAO_BANNER (ui_find (window, YAO_TYPE_BANNER, "certificate_banner"));
  g_assert_false (yao_banner_get_revealed (banner));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ui_use (session, ui_download (session, cases[i].uid));
      g_assert_cmpstr (get_label (window, "state_title"), ==, cases[i].title);
      g_assert_true (yao_banner_get_revealed (banner));
      g_assert_nonnull (strstr (yao_banner_get_title (banner), cases[i].banner));
      g_assert_cmpstr (yao_banner_get_button_label (banner), ==, cases[i].button);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_card (void)
{
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *card = yao_certificate_card_new ();
  GtkWidget *window = ui_show (card);

  yao_certificate_card_show (YAO_CERTIFICATE_CARD (card), ui_download (session, "10009"),
                             yao_session_get_now (session));
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, "Certificate of 周婷");
  g_assert_true (gtk_widget_get_visible (ui_find (card, GTK_TYPE_LABEL, "demo_mark")));
  g_assert_true (gtk_widget_has_css_class (card, "over"));
  g_assert_cmpstr (get_label (card, "state"), ==, "Expired");
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_rows (GtkWidget *root, const char *title, const char **value)
{
  guint n = 0;

  if (YAO_IS_FIELD_ROW (root)
      && g_strcmp0 (yao_field_row_get_title (YAO_FIELD_ROW (root)), title) == 0)
    {
      *value = yao_field_row_get_value (YAO_FIELD_ROW (root));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, title, value);

  return n;
}

static void
test_details (void)
{
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *window;
  const char *value = NULL;

  ui_use (session, ui_download (session, "10001"));
  window = ui_show (GTK_WIDGET (yao_functions_make_page ("details", session)));

  g_assert_cmpuint (count_rows (window, "SHA-256 fingerprint", &value), ==, 1);
  g_assert_cmpuint (strlen (value), >=, 64);
  g_assert_cmpuint (count_rows (window, "SM3 fingerprint", &value), ==, 1);
  g_assert_cmpuint (count_rows (window, "Key usage", &value), ==, 1);
  g_assert_cmpuint (count_rows (window, "Signature algorithm", &value), ==, 1);
  g_assert_cmpuint (count_rows (window, "Root certificate", &value), ==, 1);
  g_assert_cmpuint (count_rows (window, "Serial number", &value), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_items (GtkWidget *window)
{
  GtkWidget *list = ui_find (window, GTK_TYPE_LIST_VIEW, "list_view");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
test_switch (void)
{
  static const char *const uids[] = { "10001", "10002", "10003", "10005", "10006", "10009" };
  YaoSession *session = ui_get_demo_session ();
  YaoPage *page;
  GtkWidget *window;
  GtkEditable *search;
  YaoListState *state;

  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    ui_download (session, uids[i]);
  page = yao_functions_make_page ("switch", session);
  window = ui_show (GTK_WIDGET (page));
  search = GTK_EDITABLE (ui_find (window, GTK_TYPE_SEARCH_ENTRY, "search_entry"));
  state = YAO_LIST_STATE (ui_find (window, YAO_TYPE_LIST_STATE, "list_state"));

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (search)));
  g_assert_cmpuint (count_items (window), >=, 6);
  g_assert_cmpint (yao_list_state_get_kind (state), ==, YAO_LIST_STATE_READY);

  /* Full-width digits find what narrow ones do. */
  gtk_editable_set_text (search, "１０００３");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_items (window), ==, 1);
  gtk_editable_set_text (search, "王");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_items (window), ==, 1);
  gtk_editable_set_text (search, "nobody");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpint (yao_list_state_get_kind (state), ==, YAO_LIST_STATE_NOTHING_FOUND);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "switch.clear-search", NULL));
  g_assert_cmpint (yao_list_state_get_kind (state), ==, YAO_LIST_STATE_READY);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_idle (gpointer data)
{
  return !yao_page_is_busy (data);
}

static void
test_download (void)
{
  YaoSession *session = ui_get_demo_session ();
  YaoPage *page = yao_functions_make_page ("download", session);
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  GtkWidget *row = ui_find (window, ADW_TYPE_ENTRY_ROW, "uid_row");

  gtk_widget_activate_action (GTK_WIDGET (page), "download.next", NULL);
  g_assert_cmpstr (get_label (window, "error_label"), ==, "Enter your user ID or employee number.");
  g_assert_true (gtk_widget_has_css_class (row, "error"));

  yao_download_page_set_uid (YAO_DOWNLOAD_PAGE (page), "10 01");
  g_assert_false (gtk_widget_get_visible (ui_find (window, GTK_TYPE_LABEL, "error_label")));
  gtk_widget_activate_action (GTK_WIDGET (page), "download.next", NULL);
  g_assert_true (gtk_widget_get_visible (ui_find (window, GTK_TYPE_LABEL, "error_label")));

  yao_download_page_set_uid (YAO_DOWNLOAD_PAGE (page), " ９９９９９ ");
  gtk_widget_activate_action (GTK_WIDGET (page), "download.next", NULL);
  g_assert_true (yao_page_is_busy (page));
  ui_wait (is_idle, page);
  g_assert_nonnull (strstr (get_label (window, "error_label"), "no certificate for this number"));

  g_assert_false (gtk_widget_is_sensitive (ui_find (window, GTK_TYPE_SWITCH, "bind_switch")));
  g_assert_true (
      gtk_switch_get_active (GTK_SWITCH (ui_find (window, GTK_TYPE_SWITCH, "capture_switch"))));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_code (void)
{
  YaoSession *session = ui_get_demo_session ();
  g_autoptr (YaoEnrolmentCode) code = yao_builtin_service_dup_code (
      yao_client_get_builtin (yao_session_get_client (session)), NULL);
  GtkWidget *dialog = yao_code_dialog_new (session);
  GtkStack *stack = GTK_STACK (ui_find (dialog, GTK_TYPE_STACK, "stack"));
  g_autofree char *dir = ui_make_dir ();
  g_autofree char *path = g_build_filename (dir, "code.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gtk_window_present (GTK_WINDOW (dialog));
  yao_code_dialog_take_text (YAO_CODE_DIALOG (dialog), "not a code");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "enter");
  g_assert_nonnull (strstr (get_label (dialog, "error_label"), "not an initialisation code"));

  yao_code_dialog_take_text (YAO_CODE_DIALOG (dialog), yao_enrolment_code_get_uri (code));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "found");
  g_assert_cmpstr (get_value (dialog, "organisation_row"), ==,
                   yao_enrolment_code_get_organisation (code));
  g_assert_cmpuint (strlen (get_value (dialog, "pin_row")), ==, 19);
  gtk_widget_activate_action (dialog, "code.back", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "enter");

  /* The same code in a file. */
  g_assert_true (g_file_set_contents (path, yao_enrolment_code_get_uri (code), -1, NULL));
  yao_code_dialog_take_file (YAO_CODE_DIALOG (dialog), file);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "found");

  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_remove_dir (dir);
}

static gboolean
list_is_ready (gpointer data)
{
  return yao_list_state_get_kind (data) == YAO_LIST_STATE_READY;
}

static void
chosen_cb (GtkWidget *dialog, YaoDemoPerson *person, YaoService *service, char **uid)
{
  *uid = g_strdup (yao_demo_person_get_uid (person));
}

static void
test_people (void)
{
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *dialog = yao_people_dialog_new (session);
  GtkWidget *list = ui_find (dialog, GTK_TYPE_LIST_VIEW, "list_view");
  g_autofree char *uid = NULL;

  g_signal_connect (dialog, "chosen", G_CALLBACK (chosen_cb), &uid);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait (list_is_ready, ui_find (dialog, YAO_TYPE_LIST_STATE, "list_state"));
  g_assert_cmpuint (count_items (dialog), >=, 9);
  gtk_widget_activate_action (list, "list.activate-item", "u", 1);
  g_assert_cmpstr (uid, ==, "10002");
}

int
main (int argc, char *argv[])
{
  int status;

  ui_init (&argc, &argv);

  g_test_add_func ("/app/pages/certificate", test_certificate);
  g_test_add_func ("/app/pages/states", test_states);
  g_test_add_func ("/app/pages/card", test_card);
  g_test_add_func ("/app/pages/details", test_details);
  g_test_add_func ("/app/pages/switch", test_switch);
  g_test_add_func ("/app/pages/download", test_download);
  g_test_add_func ("/app/pages/code", test_code);
  g_test_add_func ("/app/pages/people", test_people);

  status = g_test_run ();
  ui_stop_demo ();
  return status;
}
