/* test-identity.c: the identity check, the change of the PIN, and the simulated messages
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-functions.h"
#include "yao-identity-dialog.h"
#include "yao-identity-request-private.h"
#include "yao-message-row.h"
#include "yao-messages-window.h"
#include "yao-pin-entry.h"
#include "yao-pin-text.h"

typedef struct
{
  YaoIdentityRequest *request;
  GtkWidget *dialog;
} Fixture;

static YaoPinEntry *
get_entry (GtkWidget *root, const char *id)
{
  return YAO_PIN_ENTRY (ui_find (root, YAO_TYPE_PIN_ENTRY, id));
}

static void
type_pin (YaoPinEntry *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (entry), GTK_TYPE_TEXT, NULL)), text);
}

static gboolean
is_enabled (GtkWidget *root, const char *button_id)
{
  return gtk_widget_is_sensitive (ui_find (root, GTK_TYPE_BUTTON, button_id));
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->request
      = yao_identity_request_new ("service", "云钥演示单位", "10001", "10001", "login");
  fixture->dialog = yao_identity_dialog_new (ui_get_demo_session (), fixture->request);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  ui_wait_frames (fixture->dialog);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ui_wait (is_gone, &fixture->dialog);
  g_assert_finalize_object (fixture->request);
}

/* What one types goes into the entry from the beginning. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  g_assert_true (GTK_IS_TEXT (focus));
  g_assert_true (
      gtk_widget_is_ancestor (focus, GTK_WIDGET (get_entry (fixture->dialog, "pin_entry"))));
}

static void
submit (Fixture *fixture, const char *pin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoSecret) taken = NULL;

  g_assert_false (is_enabled (fixture->dialog, "continue_button"));
  type_pin (get_entry (fixture->dialog, "pin_entry"), pin);
  g_assert_true (is_enabled (fixture->dialog, "continue_button"));
  gtk_widget_activate_action (fixture->dialog, "identity.continue", NULL);
  taken = yao_identity_request_take_pin (fixture->request, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (yao_secret_peek (taken, NULL), yao_secret_get_size (taken), pin, strlen (pin));
  g_assert_true (yao_pin_entry_is_empty (get_entry (fixture->dialog, "pin_entry")));

  yao_identity_request_update (fixture->request, YAO_IDENTITY_CHECKING, NULL, 0, NULL);
  g_assert_true (is_enabled (fixture->dialog, "cancel_button"));
  g_assert_true (gtk_widget_get_visible (ui_find (fixture->dialog, GTK_TYPE_SPINNER, "spinner")));
}

/* Open until the PIN is right; what was wrong stands at the entry. */
static void
test_tries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) wrong = g_error_new_literal (YAO_ERROR, YAO_ERROR_WRONG_PIN, "wrong");

  submit (fixture, "111111");
  yao_error_set_tries_left (wrong, 4);
  yao_identity_request_update (fixture->request, YAO_IDENTITY_WAITING, wrong, 0, NULL);
  g_assert_cmpstr (yao_pin_entry_get_message (get_entry (fixture->dialog, "pin_entry")), ==,
                   "The PIN is wrong. 4 tries left.");
  g_assert_true (is_enabled (fixture->dialog, "cancel_button"));

  submit (fixture, "739164");
  yao_identity_request_update (fixture->request, YAO_IDENTITY_DONE, NULL, 0, NULL);
  ui_wait (is_gone, &fixture->dialog);
}

/* The time to wait is counted down, and then the PIN may be tried again. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  gint64 now = yao_session_get_now (ui_get_demo_session ());
  g_autoptr (GError) error = g_error_new_literal (YAO_ERROR, YAO_ERROR_THROTTLED, "wait");
  YaoPinEntry *entry = get_entry (fixture->dialog, "pin_entry");
  g_autofree char *first = NULL;

  submit (fixture, "111111");
  yao_identity_request_update (fixture->request, YAO_IDENTITY_WAITING, error, now + 3, NULL);
  first = g_strdup (yao_pin_entry_get_message (entry));
  g_assert_true (g_str_has_prefix (first, "There were too many tries. Wait 0:0"));
  type_pin (entry, "739164");
  g_assert_false (is_enabled (fixture->dialog, "continue_button"));
  while (!is_enabled (fixture->dialog, "continue_button"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (yao_session_get_now (ui_get_demo_session ()), >=, now + 3);
  g_assert_cmpstr (yao_pin_entry_get_message (entry), !=, first);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_activate_action (fixture->dialog, "identity.cancel", NULL);
  ui_wait (is_gone, &fixture->dialog);
  g_assert_null (yao_identity_request_take_pin (fixture->request, FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whoever does not want to wait for the service need not. */
static void
test_cancel_while_checking (Fixture *fixture, gconstpointer data)
{
  submit (fixture, "739164");
  g_assert_false (
      g_cancellable_is_cancelled (yao_identity_request_get_given_up (fixture->request)));
  gtk_widget_activate_action (fixture->dialog, "identity.cancel", NULL);
  ui_wait (is_gone, &fixture->dialog);
  g_assert_true (g_cancellable_is_cancelled (yao_identity_request_get_given_up (fixture->request)));
}

/* Every rule has a sentence, and the sentence of a rule comes as one types. */
static void
test_rules (void)
{
  static const struct
  {
    const char *pin;
    const char *message;
    gboolean is_problem;
  } cases[] = {
    { "", "A PIN has at least 6 characters, 6 of them digits.", FALSE },
    { "5928", "A PIN has at least 6 characters, 6 of them digits.", FALSE },
    { "abcdef", "At least 6 characters of a PIN are digits.", TRUE },
    { "123456", "Digits that follow each other are easy to guess.", TRUE },
    { "111111", "The same digits again and again are easy to guess.", TRUE },
    { "１２３４５６", "Digits that follow each other are easy to guess.", TRUE },
    { "739164", "The new PIN is the same as the old one.", TRUE },
    { "592817", "This PIN can be used.", FALSE },
  };
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *window;

  for (guint rule = YAO_PIN_TOO_SHORT; rule <= YAO_PIN_PHONE; rule <<= 1)
    g_assert_nonnull (yao_pin_text_get_reason ((YaoPinRules) rule));
  g_assert_null (yao_pin_text_get_reason (YAO_PIN_GOOD));

  ui_use (session, ui_download (session, "10001"));
  window = ui_show (GTK_WIDGET (yao_functions_make_page ("change-pin", session)));
  type_pin (get_entry (window, "old_entry"), "739164");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YaoPinEntry *entry = get_entry (window, "new_entry");

      type_pin (entry, cases[i].pin);
      g_assert_cmpstr (yao_pin_entry_get_message (entry), ==, cases[i].message);
      g_assert_true (yao_pin_entry_has_problem (entry) == cases[i].is_problem);
      g_assert_false (is_enabled (window, "change_button"));
    }

  type_pin (get_entry (window, "again_entry"), "5928");
  g_assert_false (yao_pin_entry_has_problem (get_entry (window, "again_entry")));
  g_assert_false (is_enabled (window, "change_button"));
  type_pin (get_entry (window, "again_entry"), "5927");
  g_assert_true (yao_pin_entry_has_problem (get_entry (window, "again_entry")));
  type_pin (get_entry (window, "again_entry"), "592817");
  g_assert_true (is_enabled (window, "change_button"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_idle (gpointer data)
{
  return !yao_page_is_busy (data);
}

/* Change of a PIN against the built-in service: a wrong old one, then the right one. */
static void
test_change (void)
{
  YaoSession *session = ui_get_demo_session ();
  YaoPage *page;
  GtkWidget *window;

  ui_use (session, ui_download (session, "10001"));
  page = yao_functions_make_page ("change-pin", session);
  window = ui_show (GTK_WIDGET (page));
  type_pin (get_entry (window, "old_entry"), "135790");
  type_pin (get_entry (window, "new_entry"), "592817");
  type_pin (get_entry (window, "again_entry"), "592817");
  gtk_widget_activate_action (GTK_WIDGET (page), "change-pin.change", NULL);
  ui_wait (is_idle, page);
  g_assert_true (yao_pin_entry_has_problem (get_entry (window, "old_entry")));
  g_assert_true (g_str_has_prefix (yao_pin_entry_get_message (get_entry (window, "old_entry")),
                                   "The PIN is wrong. "));
  g_assert_true (yao_pin_entry_is_empty (get_entry (window, "old_entry")));
  g_assert_false (yao_pin_entry_is_empty (get_entry (window, "new_entry")));

  type_pin (get_entry (window, "old_entry"), "739164");
  gtk_widget_activate_action (GTK_WIDGET (page), "change-pin.change", NULL);
  ui_wait (is_idle, page);
  g_assert_false (yao_pin_entry_has_problem (get_entry (window, "old_entry")));
  g_assert_true (yao_pin_entry_is_empty (get_entry (window, "new_entry")));
  g_assert_true (yao_pin_entry_is_empty (get_entry (window, "again_entry")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_messages (void)
{
  YaoSession *session = ui_get_demo_session ();
  GtkWidget *window = yao_messages_window_new (session);
  GtkWidget *row;

  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window);
  row = ui_find (window, YAO_TYPE_MESSAGE_ROW, NULL);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (ui_find (row, GTK_TYPE_BUTTON, "copy_button")));
  gtk_widget_activate_action (row, "message.copy", NULL);
  g_assert_true (gdk_clipboard_is_local (gtk_widget_get_clipboard (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  int status;

  ui_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/identity/focus", test_focus);
  ADD ("/app/identity/tries", test_tries);
  ADD ("/app/identity/wait", test_wait);
  ADD ("/app/identity/cancel", test_cancel);
  ADD ("/app/identity/cancel-while-checking", test_cancel_while_checking);
#undef ADD
  g_test_add_func ("/app/identity/rules", test_rules);
  g_test_add_func ("/app/identity/change", test_change);
  g_test_add_func ("/app/identity/messages", test_messages);

  status = g_test_run ();
  ui_stop_demo ();
  return status;
}
