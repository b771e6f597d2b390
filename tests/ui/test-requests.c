/* test-requests.c: what waits for the person, who is signed in, and what is remembered
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-banner.h"
#include "yao-condition.h"
#include "yao-functions.h"
#include "yao-list-state.h"
#include "yao-notice-row.h"
#include "yao-notice-text.h"

#include <adwaita.h>

static const char *answer; /* the PIN that is given when it is asked for, or NULL to give up */

static gboolean
answer_cb (YaoSession *session, YaoIdentityRequest *request)
{
  g_autoptr (YaoSecret) pin = NULL;

  if (answer == NULL)
    {
      yao_identity_request_cancel (request);
      return TRUE;
    }

  pin = yao_secret_new_from (answer, strlen (answer));
  yao_identity_request_submit_pin (request, pin);
  return TRUE;
}

static YaoSession *
get_session (const char *uid)
{
  static gboolean is_connected;
  YaoSession *session = ui_get_demo_session ();

  if (!is_connected)
    g_signal_connect (session, "identity", G_CALLBACK (answer_cb), NULL);
  is_connected = TRUE;
  ui_use (session, ui_download (session, uid));
  return session;
}

/* What was sent to somebody's phone. */
static char *
dup_issued_pin (YaoSession *session, const char *uid)
{
  g_autoptr (GListModel) messages = yao_builtin_service_list_messages (
      yao_client_get_builtin (yao_session_get_client (session)));

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (messages, i);

      if (g_strcmp0 (yao_phone_message_get_uid (message), uid) == 0)
        return g_strdup (yao_phone_message_get_code (message));
    }

  g_assert_not_reached ();
}

static gboolean
is_signed_in (gpointer data)
{
  return yao_session_is_signed_in (data);
}

static gboolean
is_signed_out (gpointer data)
{
  return !yao_session_is_signed_in (data);
}

static gboolean
is_idle (gpointer data)
{
  return !yao_page_is_busy (data);
}

static YaoListState *
get_state (GtkWidget *root)
{
  return YAO_LIST_STATE (ui_find (root, YAO_TYPE_LIST_STATE, NULL));
}

static char *
dup_empty_title (GtkWidget *root)
{
  char *title;

  g_object_get (get_state (root), "empty-title", &title, NULL);
  return title;
}

static gboolean
has_pin_notice (gpointer data)
{
  g_autoptr (YaoNotice) notice = yao_session_find_notice (data, YAO_NOTICE_PIN_CHANGE_REQUIRED);

  return notice != NULL;
}

static gboolean
has_no_pin_notice (gpointer data)
{
  return !has_pin_notice (data);
}

static gboolean
row_is_shown (gpointer data)
{
  return ui_find (data, YAO_TYPE_NOTICE_ROW, NULL) != NULL
         && yao_list_state_get_kind (get_state (data)) == YAO_LIST_STATE_READY;
}

/* From nobody signed in to a list, by one PIN; who gives up sees what he saw before. */
static void
test_list (void)
{
  YaoSession *session = get_session ("10010");
  YaoPage *page = yao_functions_make_page ("requests", session);
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  g_autofree char *pin = dup_issued_pin (session, "10010");
  g_autofree char *title = dup_empty_title (window);
  g_autoptr (YaoBanner) banner = YAO_BANNER (g_object_ref_sink (yao_banner_new ("")));
  GtkWidget *row;

  g_assert_cmpint (yao_list_state_get_kind (get_state (window)), ==, YAO_LIST_STATE_EMPTY);
  g_assert_cmpstr (title, ==, "You are not signed in");
  g_assert_false (yao_condition_tell_identity (session, banner));

  answer = NULL;
  gtk_widget_activate_action (GTK_WIDGET (page), "requests.update", NULL);
  ui_wait (is_idle, page);
  g_assert_cmpint (yao_list_state_get_kind (get_state (window)), ==, YAO_LIST_STATE_EMPTY);

  answer = pin;
  gtk_widget_activate_action (GTK_WIDGET (page), "requests.update", NULL);
  ui_wait (has_pin_notice, session);
  ui_wait (row_is_shown, window);
  g_assert_true (yao_session_is_signed_in (session));
  row = ui_find (window, YAO_TYPE_NOTICE_ROW, NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (ui_find (row, GTK_TYPE_BUTTON, "act_button"))),
                   ==, "_Change PIN");
  g_assert_false (gtk_widget_get_visible (ui_find (row, GTK_TYPE_BUTTON, "dismiss_button")));
  g_assert_true (yao_condition_tell_identity (session, banner));
  g_assert_true (g_str_has_prefix (yao_banner_get_title (banner),
                                   "The PIN that was sent to you must be changed"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The page of somebody whose PIN is his own: nothing waits; then he signs out. */
static void
test_sign_out (void)
{
  YaoSession *session = get_session ("10002");
  YaoPage *page = yao_functions_make_page ("certificate", session);
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  GtkWidget *row = ui_find (window, ADW_TYPE_ACTION_ROW, "sign_out_row");

  g_assert_false (gtk_widget_get_visible (row));
  answer = "739164";
  yao_session_sign_in (session);
  ui_wait (is_signed_in, session);
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (has_no_pin_notice (session));

  yao_session_sign_out (session);
  ui_wait (is_signed_out, session);
  g_assert_false (gtk_widget_get_visible (row));
  gtk_window_destroy (GTK_WINDOW (window));
}

static int n_told;

static void
told_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_assert_cmpstr (g_variant_get_string (parameter, NULL), ==, "PIN cache cleared");
  n_told++;
}

static void
tell_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  told_cb (NULL, NULL, parameter);
}

/* Clear PIN cache signs out here, and the person is told. */
static void
test_forget (void)
{
  YaoSession *session = get_session ("10002");
  YaoPage *page = yao_functions_make_page ("certificate", session);
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry tell = { "tell", tell_cb, "s", NULL, NULL, { 0 } };

  g_action_map_add_action_entries (G_ACTION_MAP (group), &tell, 1, NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  answer = "739164";
  yao_session_sign_in (session);
  ui_wait (is_signed_in, session);

  n_told = 0;
  gtk_widget_activate_action (GTK_WIDGET (page), "certificate.forget-pin", NULL);
  ui_wait (is_idle, page);
  g_assert_cmpint (n_told, ==, 1);
  g_assert_false (yao_session_is_signed_in (session));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
was_refused (gpointer data)
{
  return yao_session_was_cache_refused (data);
}

static void
test_cache (void)
{
  YaoSession *session = get_session ("10003");
  YaoPage *page = yao_functions_make_page ("settings", session);
  GtkWidget *window = ui_show (GTK_WIDGET (page));
  AdwComboRow *row = ADW_COMBO_ROW (ui_find (window, ADW_TYPE_COMBO_ROW, "cache_row"));
  GtkWidget *note = ui_find (window, GTK_TYPE_LABEL, "cache_note");
  int minutes;

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_assert_cmpint (yao_session_get_pin_cache (session, NULL), ==, YAO_PIN_CACHE_NEVER);
  adw_combo_row_set_selected (row, g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1);
  g_assert_cmpint (yao_session_get_pin_cache (session, NULL), ==, YAO_PIN_CACHE_UNTIL_QUIT);
  adw_combo_row_set_selected (row, 3);
  g_assert_cmpint (yao_session_get_pin_cache (session, &minutes), ==, YAO_PIN_CACHE_MINUTES);
  g_assert_cmpint (minutes, ==, 30);

  /* This device is not bound: the service remembers nothing, and the page says so. */
  answer = "739164";
  yao_session_sign_in (session);
  ui_wait (was_refused, session);
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (GTK_LABEL (note)), "This device is not bound"));
  gtk_window_destroy (GTK_WINDOW (window));

  yao_session_set_pin_cache (session, YAO_PIN_CACHE_MINUTES, 7);
  page = yao_functions_make_page ("settings", session);
  window = ui_show (GTK_WIDGET (page));
  row = ADW_COMBO_ROW (ui_find (window, ADW_TYPE_COMBO_ROW, "cache_row"));
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)), ==,
                   "For 7 minutes");
  adw_combo_row_set_selected (row, 0);
  g_assert_cmpint (yao_session_get_pin_cache (session, NULL), ==, YAO_PIN_CACHE_NEVER);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each kind that the library knows has words and an icon, and an unknown one has some as well. */
static void
test_words (void)
{
  static const char *const kinds[] = {
    YAO_NOTICE_PIN_CHANGE_REQUIRED, YAO_NOTICE_PIN_CHANGED,         YAO_NOTICE_PIN_LOCKED,
    YAO_NOTICE_DEVICE_ADDED,        YAO_NOTICE_CERTIFICATE_ENDING,  YAO_NOTICE_CERTIFICATE_EXPIRED,
    YAO_NOTICE_CERTIFICATE_RENEWED, YAO_NOTICE_CERTIFICATE_REVOKED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpstr (yao_notice_text_get_title (kinds[i]), !=, "News from the service");
      g_assert_cmpstr (yao_notice_text_get_icon (kinds[i]), !=, "yao-about-symbolic");
      g_assert_true ((yao_notice_text_get_button (kinds[i]) == NULL)
                     == (yao_notice_text_get_action (kinds[i]) == NULL));
    }
  g_assert_cmpstr (yao_notice_text_get_title ("moon-full"), ==, "News from the service");
  g_assert_null (yao_notice_text_get_action ("moon-full"));
}

int
main (int argc, char *argv[])
{
  int status;

  ui_init (&argc, &argv);

  g_test_add_func ("/app/requests/list", test_list);
  g_test_add_func ("/app/requests/sign-out", test_sign_out);
  g_test_add_func ("/app/requests/forget", test_forget);
  g_test_add_func ("/app/requests/cache", test_cache);
  g_test_add_func ("/app/requests/words", test_words);

  status = g_test_run ();
  ui_stop_demo ();
  return status;
}
