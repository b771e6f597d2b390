/* test-authorizations.c: the pages of authorizations, over the built-in service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-authorization-row.h"
#include "yao-field-row.h"
#include "yao-functions.h"
#include "yao-list-state.h"

#define PIN "739164"

static gboolean
answer_cb (YaoSession *session, YaoIdentityRequest *request)
{
  g_autoptr (YaoSecret) pin = yao_secret_new_from (PIN, strlen (PIN));

  yao_identity_request_submit_pin (request, pin);
  return TRUE;
}

static YaoSession *
get_session (void)
{
  static gboolean is_connected;
  YaoSession *session = ui_get_demo_session ();

  if (!is_connected)
    g_signal_connect (session, "identity", G_CALLBACK (answer_cb), NULL);
  is_connected = TRUE;
  ui_use (session, ui_download (session, "10001"));
  return session;
}

static YaoListState *
get_state (GtkWidget *root)
{
  return YAO_LIST_STATE (ui_find (root, YAO_TYPE_LIST_STATE, NULL));
}

static GtkSelectionModel *
get_selection (GtkWidget *root)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (root, GTK_TYPE_LIST_VIEW, "list_view")));
}

static gboolean
is_ready (gpointer data)
{
  return yao_list_state_get_kind (get_state (data)) == YAO_LIST_STATE_READY;
}

static gboolean
is_empty (gpointer data)
{
  return yao_list_state_get_kind (get_state (data)) == YAO_LIST_STATE_EMPTY;
}

static gboolean
found_nothing (gpointer data)
{
  return yao_list_state_get_kind (get_state (data)) == YAO_LIST_STATE_NOTHING_FOUND;
}

static gboolean
is_idle (gpointer data)
{
  return !yao_page_is_busy (data);
}

static int
get_count (GtkWidget *root, const char *buildable_id)
{
  return atoi (gtk_label_get_label (GTK_LABEL (ui_find (root, GTK_TYPE_LABEL, buildable_id))));
}

static gboolean
first_has_come (gpointer data)
{
  g_autoptr (YaoAuthorization) first
      = g_list_model_get_item (G_LIST_MODEL (get_selection (data)), 0);

  return first != NULL && yao_authorization_is_loaded (first);
}

/* The four lists with their numbers; two are frozen at once, and are then among the frozen ones. */
static void
test_freeze (void)
{
  YaoPage *page = yao_functions_make_page ("authorizations", get_session ());
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  GtkWidget *button = ui_find (window, GTK_TYPE_BUTTON, "action_button");
  int n_active;
  int n_frozen;

  ui_wait (is_ready, window);
  ui_wait (first_has_come, window);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Authorize");
  g_assert_false (gtk_widget_get_sensitive (button));

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (ui_find (window, GTK_TYPE_TOGGLE_BUTTON, "active_button")), TRUE);
  ui_wait (is_ready, window);
  ui_wait (first_has_come, window);
  n_active = get_count (window, "active_count");
  n_frozen = get_count (window, "frozen_count");
  g_assert_cmpint (n_active, ==,
                   (int) g_list_model_get_n_items (G_LIST_MODEL (get_selection (window))));

  gtk_selection_model_select_range (get_selection (window), 0, 2, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Freeze (2)");
  gtk_widget_activate_action (GTK_WIDGET (page), "authorizations.act", NULL);
  g_assert_true (yao_page_is_busy (page));
  ui_wait (is_idle, page);
  while (get_count (window, "frozen_count") != n_frozen + 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_count (window, "active_count"), ==, n_active - 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_search (void)
{
  YaoPage *page = yao_functions_make_page ("authorizations", get_session ());
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  GtkWidget *search = ui_find (window, GTK_TYPE_SEARCH_ENTRY, "person_entry");

  ui_wait (is_ready, window);
  gtk_editable_set_text (GTK_EDITABLE (search), "no such person");
  g_signal_emit_by_name (search, "search-changed");
  ui_wait (found_nothing, window);
  gtk_widget_activate_action (GTK_WIDGET (page), "authorizations.clear-search", NULL);
  ui_wait (is_ready, window);

  /* What others granted to him: nothing, and there is nothing to choose. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (window, GTK_TYPE_DROP_DOWN, "scope_drop")),
                              1);
  ui_wait (is_empty, window);
  g_assert_false (gtk_widget_get_visible (ui_find (window, ADW_TYPE_CLAMP, "foot")));
  g_assert_false (gtk_widget_get_visible (ui_find (window, GTK_TYPE_BOX, "state_box")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_action (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_action (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A record: who it is, and the buttons that fit its state. */
static void
test_record (void)
{
  YaoPage *list_page = yao_functions_make_page ("authorizations", get_session ());
  GtkWidget *list_window = ui_show (GTK_WIDGET (list_page));
  g_autoptr (YaoAuthorization) first = NULL;
  g_autofree char *name = NULL;
  YaoPage *page;
  GtkWidget *window;

  ui_wait (is_ready, list_window);
  ui_wait (first_has_come, list_window);
  first = g_list_model_get_item (G_LIST_MODEL (get_selection (list_window)), 0);
  name = g_strconcat ("authorization:", yao_authorization_get_id (first), NULL);
  page = yao_functions_make_page (name, get_session ());
  window = ui_show (GTK_WIDGET (page));
  ui_wait (is_ready, window);

  g_assert_cmpstr (
      yao_field_row_get_value (YAO_FIELD_ROW (ui_find (window, YAO_TYPE_FIELD_ROW, NULL))), ==,
      yao_authorization_get_grantee_name (first));
  g_assert_nonnull (find_action (window, "_Authorize"));
  g_assert_nonnull (find_action (window, "_Modify authorization"));
  g_assert_nonnull (find_action (window, "_Delete user…"));
  g_assert_null (find_action (window, "_Freeze"));
  g_assert_null (find_action (window, "_Reset PIN"));
  ui_wait (is_idle, page);

  gtk_widget_activate_action (GTK_WIDGET (page), "authorization.act", "s", "grant");
  ui_wait (is_idle, page);
  while (find_action (window, "_Freeze") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (find_action (window, "_Reset PIN"));
  g_assert_null (find_action (window, "_Authorize"));
  ui_wait (is_idle, page);
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (list_window));
}

static void
type (GtkWidget *root, const char *buildable_id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find (root, ADW_TYPE_ENTRY_ROW, buildable_id)), text);
}

/* The form comes when the number is confirmed, and looks at what is typed. */
static void
test_apply (void)
{
  YaoPage *page = yao_functions_make_page ("apply", get_session ());
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  GtkWidget *submit = ui_find (window, GTK_TYPE_BUTTON, "submit_button");
  GtkWidget *document = ui_find (window, ADW_TYPE_ENTRY_ROW, "document_row");
  GtkWidget *form = ui_find (window, GTK_TYPE_BOX, "form_box");

  g_assert_false (gtk_widget_get_visible (form));
  type (window, "grantor_row", "１０００２");
  gtk_widget_activate_action (GTK_WIDGET (page), "apply.confirm", NULL);
  ui_wait (is_idle, page);
  g_assert_true (gtk_widget_get_visible (form));
  g_assert_false (gtk_widget_get_sensitive (submit));

  type (window, "name_row", "欧阳娜娜");
  type (window, "uid_row", "30001");
  type (window, "phone_row", "13812345678");
  type (window, "document_row", "11010519491231002Y");
  g_assert_true (gtk_widget_has_css_class (document, "error"));
  g_assert_false (gtk_widget_get_sensitive (submit));
  type (window, "document_row", "11010519491231002X");
  g_assert_false (gtk_widget_has_css_class (document, "error"));
  g_assert_true (gtk_widget_get_sensitive (submit));

  type (window, "grantor_row", "10003");
  g_assert_false (gtk_widget_get_visible (form));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  int status;

  ui_init (&argc, &argv);
  g_test_add_func ("/app/authorizations/freeze", test_freeze);
  g_test_add_func ("/app/authorizations/search", test_search);
  g_test_add_func ("/app/authorizations/record", test_record);
  g_test_add_func ("/app/authorizations/apply", test_apply);
  status = g_test_run ();
  ui_stop_demo ();
  return status;
}
