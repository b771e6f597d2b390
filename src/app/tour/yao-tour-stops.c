/* yao-tour-stops.c: what the tour does, page by page
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-tour-private.h"

#include <glib/gstdio.h>

#include "yao-application.h"
#include "yao-code-dialog.h"
#include "yao-download-page.h"
#include "yao-list-state.h"
#include "yao-people-dialog.h"
#include "yao-pin-entry.h"
#include "yao-sign-files-page.h"
#include "yao-screenshot.h"

/* An address that nobody answers at, in a code that nobody signed. */
#define UNSIGNED_CODE                                                                              \
  "cloudkey://init?v=1&o=%E7%A4%BA%E4%BE%8B%E5%8C%BB%E9%99%A2&u=https://127.0.0.1:9"               \
  "&p=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

static YaoSession *
get_session (YaoTour *tour)
{
  return yao_application_get_session (YAO_APPLICATION (yao_tour_get_application (tour)));
}

static YaoClient *
get_client (YaoTour *tour)
{
  return yao_session_get_client (get_session (tour));
}

static void
press (YaoTour *tour, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (yao_window_get_page (yao_tour_get_window (tour))), action,
                              NULL);
}

static gboolean
has_dialog (YaoTour *tour, gpointer data)
{
  return yao_tour_get_dialog (tour) != NULL;
}

static gboolean
page_is_idle (YaoTour *tour, gpointer data)
{
  YaoPage *page = yao_window_get_page (yao_tour_get_window (tour));

  return page == NULL || !yao_page_is_busy (page);
}

static gboolean
refresh_is_over (YaoTour *tour, gpointer data)
{
  return !yao_session_is_refreshing (get_session (tour));
}

/* The first widget of a type below another one. */
static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
close_dialog (YaoTour *tour)
{
  GtkWindow *dialog = yao_tour_get_dialog (tour);

  if (dialog != NULL)
    gtk_window_destroy (dialog);
}

static gboolean
list_is_shown (YaoTour *tour, gpointer data)
{
  GtkWindow *dialog = yao_tour_get_dialog (tour);
  GtkWidget *list = dialog != NULL ? find_widget (GTK_WIDGET (dialog), GTK_TYPE_LIST_VIEW) : NULL;

  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static void
see_first_start (YaoTour *tour)
{
  YaoDownloadPage *page = YAO_DOWNLOAD_PAGE (yao_window_get_page (yao_tour_get_window (tour)));

  yao_tour_picture (tour, "01-first-start", YAO_TOUR_PAGE);

  press (tour, "download.next");
  yao_tour_picture (tour, "02-first-start-number-missing", YAO_TOUR_PAGE);

  yao_download_page_set_uid (page, "10001");
  press (tour, "download.next");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "03-code-enter", YAO_TOUR_PAGE);
  yao_code_dialog_take_text (YAO_CODE_DIALOG (yao_tour_get_dialog (tour)), "hello");
  yao_tour_picture (tour, "04-code-wrong", YAO_TOUR_PAGE);
  yao_code_dialog_take_text (YAO_CODE_DIALOG (yao_tour_get_dialog (tour)), UNSIGNED_CODE);
  yao_tour_picture (tour, "05-code-not-signed", YAO_TOUR_PAGE);
  close_dialog (tour);
}

static void
see_people (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  GtkWidget *search;

  yao_download_page_set_uid (YAO_DOWNLOAD_PAGE (yao_window_get_page (window)), "");
  press (tour, "download.try-demo");
  yao_tour_wait (tour, list_is_shown, NULL);
  yao_tour_picture (tour, "06-demo-people", YAO_TOUR_PAGE);

  search = find_widget (GTK_WIDGET (yao_tour_get_dialog (tour)), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "10099");
  g_signal_emit_by_name (search, "search-changed");
  yao_tour_picture (tour, "07-demo-people-nothing-found", YAO_TOUR_PAGE);
  gtk_widget_activate_action (GTK_WIDGET (yao_tour_get_dialog (tour)), "people.clear-search", NULL);
  g_signal_emit_by_name (find_widget (GTK_WIDGET (yao_tour_get_dialog (tour)), GTK_TYPE_LIST_VIEW),
                         "activate", 0);
  yao_screenshot_settle (GTK_WIDGET (window));
  yao_tour_picture (tour, "08-first-start-filled-in", YAO_TOUR_PAGE);
}

static void
see_signed_code (YaoTour *tour)
{
  g_autoptr (YaoEnrolmentCode) code
      = yao_builtin_service_dup_code (yao_client_get_builtin (get_client (tour)), NULL);

  if (code == NULL)
    {
      yao_tour_complain (tour, "the built-in service has no code");
      return;
    }

  press (tour, "download.use-code");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_code_dialog_take_text (YAO_CODE_DIALOG (yao_tour_get_dialog (tour)),
                             yao_enrolment_code_get_uri (code));
  yao_tour_picture (tour, "09-code-signed", YAO_TOUR_PAGE);
  close_dialog (tour);
}

static void
download (YaoTour *tour, const char *uid)
{
  YaoClient *client = get_client (tour);

  yao_tour_wait_operation (
      tour, yao_client_download_begin (client, yao_client_get_default_service (client), uid));
}

static void
see_download (YaoTour *tour)
{
  YaoDownloadPage *page = YAO_DOWNLOAD_PAGE (yao_window_get_page (yao_tour_get_window (tour)));

  yao_download_page_set_uid (page, "99999");
  press (tour, "download.next");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "10-no-such-certificate", YAO_TOUR_PAGE);

  yao_download_page_set_uid (page, "10001");
  yao_download_page_set_capture (page, FALSE);
  press (tour, "download.next");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_screenshot_settle (GTK_WIDGET (yao_tour_get_window (tour)));
}

static void
see_certificate (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);

  yao_tour_picture (tour, "11-main", YAO_TOUR_MAIN);
  yao_window_show_page (window, "certificate");
  yao_tour_picture (tour, "12-certificate", YAO_TOUR_PAGE);

  press (tour, "certificate.delete");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "13-certificate-delete", YAO_TOUR_PAGE);
  close_dialog (tour);

  yao_window_push_page (window, "details");
  yao_tour_picture (tour, "14-details", YAO_TOUR_PAGE);
  yao_window_go_back (window);
}

static void
see_switch (YaoTour *tour)
{
  static const char *const uids[] = { "10003", "10005", "10006", "10007", "10009" };
  YaoWindow *window = yao_tour_get_window (tour);
  GtkWidget *search;

  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    download (tour, uids[i]);
  yao_window_show_page (window, "switch");
  yao_tour_picture (tour, "15-switch", YAO_TOUR_PAGE);

  search = find_widget (GTK_WIDGET (yao_window_get_page (window)), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "10099");
  g_signal_emit_by_name (search, "search-changed");
  yao_tour_picture (tour, "16-switch-nothing-found", YAO_TOUR_PAGE);
  press (tour, "switch.clear-search");

  yao_window_push_page (window, "download");
  yao_tour_picture (tour, "17-new-account", YAO_TOUR_PAGE);
  yao_window_go_back (window);
}

static void
use (YaoTour *tour, const char *uid)
{
  GListModel *certificates = yao_session_get_certificates (get_session (tour));

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      if (g_strcmp0 (yao_certificate_get_holder_uid (certificate), uid) != 0)
        continue;
      yao_tour_wait_operation (tour, yao_client_use_begin (get_client (tour), certificate));
      return;
    }

  yao_tour_complain (tour, "a certificate is missing");
}

static void
see_state (YaoTour *tour, const char *uid, const char *name)
{
  use (tour, uid);
  yao_window_show_page (yao_tour_get_window (tour), "certificate");
  yao_tour_picture (tour, name, YAO_TOUR_MAIN);
}

static gboolean
dialog_has_problem (YaoTour *tour, gpointer data)
{
  GtkWindow *dialog = yao_tour_get_dialog (tour);
  GtkWidget *entry = dialog != NULL ? find_widget (GTK_WIDGET (dialog), YAO_TYPE_PIN_ENTRY) : NULL;

  return entry != NULL && yao_pin_entry_has_problem (YAO_PIN_ENTRY (entry));
}

static gboolean
has_no_dialog (YaoTour *tour, gpointer data)
{
  return yao_tour_get_dialog (tour) == NULL && page_is_idle (tour, NULL);
}

/* Types into the PIN entries below a widget, in their order. */
static void
type_pins (GtkWidget *root, const char *const **pins)
{
  if (YAO_IS_PIN_ENTRY (root))
    {
      if (**pins != NULL)
        gtk_editable_set_text (GTK_EDITABLE (find_widget (root, GTK_TYPE_TEXT)), *(*pins)++);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    type_pins (child, pins);
}

static void
type_in_page (YaoTour *tour, const char *old_pin, const char *new_pin, const char *again)
{
  const char *pins[] = { old_pin, new_pin, again, NULL };
  const char *const *next = pins;

  type_pins (GTK_WIDGET (yao_window_get_page (yao_tour_get_window (tour))), &next);
}

static void
type_in_dialog (YaoTour *tour, const char *pin)
{
  const char *pins[] = { pin, NULL };
  const char *const *next = pins;

  type_pins (GTK_WIDGET (yao_tour_get_dialog (tour)), &next);
  gtk_widget_activate_action (GTK_WIDGET (yao_tour_get_dialog (tour)), "identity.continue", NULL);
}

/* What was sent to somebody's phone last. */
static char *
dup_code (YaoTour *tour, const char *uid)
{
  g_autoptr (GListModel) messages
      = yao_builtin_service_list_messages (yao_client_get_builtin (get_client (tour)));

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (messages, i);

      if (g_strcmp0 (yao_phone_message_get_uid (message), uid) == 0)
        return g_strdup (yao_phone_message_get_code (message));
    }

  return NULL;
}

static gboolean
has_notices (YaoTour *tour, gpointer data)
{
  return page_is_idle (tour, NULL)
         && g_list_model_get_n_items (yao_session_get_notices (get_session (tour))) > 0;
}

/* Somebody whose first PIN came by text message. */
static void
see_identity (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  g_autofree char *code = NULL;

  download (tour, "10010");
  use (tour, "10010");
  code = dup_code (tour, "10010");
  if (code == NULL)
    {
      yao_tour_complain (tour, "there is no message with a code");
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-messages", NULL);
  yao_tour_wait (tour, list_is_shown, NULL);
  yao_tour_picture (tour, "31-messages", YAO_TOUR_PAGE);
  close_dialog (tour);

  yao_window_show_page (window, "requests");
  yao_tour_picture (tour, "38-requests-signed-out", YAO_TOUR_PAGE);

  yao_window_show_page (window, "change-pin");
  yao_tour_picture (tour, "32-change-pin", YAO_TOUR_PAGE);
  type_in_page (tour, "13579", "123456", "12");
  yao_tour_picture (tour, "33-change-pin-easy-to-guess", YAO_TOUR_PAGE);

  press (tour, "change-pin.status");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "34-identity", YAO_TOUR_PAGE);
  type_in_dialog (tour, "135790");
  yao_tour_wait (tour, dialog_has_problem, NULL);
  yao_tour_picture (tour, "35-identity-wrong-pin", YAO_TOUR_PAGE);
  type_in_dialog (tour, code);
  yao_tour_wait (tour, has_no_dialog, NULL);
  yao_tour_picture (tour, "36-change-pin-issued", YAO_TOUR_PAGE);

  yao_window_show_page (window, "requests");
  yao_tour_wait (tour, has_notices, NULL);
  yao_tour_picture (tour, "39-requests", YAO_TOUR_PAGE);
  yao_tour_picture (tour, "40-main-pin-issued", YAO_TOUR_MAIN);
  yao_window_show_page (window, "settings");
  yao_tour_picture (tour, "45-settings", YAO_TOUR_PAGE);

  yao_window_show_page (window, "change-pin");
  type_in_page (tour, code, "592817", "592817");
  press (tour, "change-pin.change");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "37-pin-changed", YAO_TOUR_PAGE);
  yao_window_show_page (window, "certificate");
}

static void
see_capture (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  YaoPad *pad;

  use (tour, "10001");
  yao_window_show_page (window, "capture");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "40-capture-identity", YAO_TOUR_PAGE);
  type_in_dialog (tour, "739164");
  yao_tour_wait (tour, has_no_dialog, NULL);
  yao_tour_picture (tour, "41-capture", YAO_TOUR_PAGE);

  yao_window_show_side (window, TRUE);
  yao_screenshot_settle (GTK_WIDGET (window));
  pad = YAO_PAD (find_widget (GTK_WIDGET (yao_window_get_page (window)), YAO_TYPE_PAD));
  yao_tour_write (pad);
  yao_tour_picture (tour, "42-capture-written", YAO_TOUR_PAGE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.full-page", NULL);
  yao_tour_picture (tour, "43-capture-whole-window", YAO_TOUR_PAGE);
  yao_window_go_back (window);

  press (tour, "capture.preview");
  yao_tour_picture (tour, "44-preview", YAO_TOUR_PAGE);
  press (tour, "preview.submit");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "45-signature-management", YAO_TOUR_PAGE);
  yao_window_show_page (window, "certificate");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "46-certificate-with-signature", YAO_TOUR_PAGE);
}

static gboolean
authorizations_are_there (YaoTour *tour, gpointer data)
{
  GtkWidget *state = find_widget (GTK_WIDGET (yao_window_get_page (yao_tour_get_window (tour))),
                                  YAO_TYPE_LIST_STATE);

  return has_dialog (tour, NULL)
         || (state != NULL
             && yao_list_state_get_kind (YAO_LIST_STATE (state)) != YAO_LIST_STATE_LOADING);
}

/* Finds the entry row with a number among those of a page. */
static GtkWidget *
find_row (GtkWidget *root, guint *number)
{
  if (ADW_IS_ENTRY_ROW (root))
    return (*number)-- == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, number);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
type_in_row (YaoTour *tour, guint number, const char *text)
{
  GtkWidget *row
      = find_row (GTK_WIDGET (yao_window_get_page (yao_tour_get_window (tour))), &number);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
see_authorizations (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  GtkWidget *list;

  use (tour, "10001");
  yao_window_show_page (window, "authorizations");
  yao_tour_wait (tour, authorizations_are_there, NULL);
  if (has_dialog (tour, NULL))
    {
      type_in_dialog (tour, "739164");
      yao_tour_wait (tour, has_no_dialog, NULL);
      yao_tour_wait (tour, authorizations_are_there, NULL);
    }
  yao_tour_picture (tour, "60-authorizations", YAO_TOUR_PAGE);

  list = find_widget (find_widget (GTK_WIDGET (yao_window_get_page (window)), YAO_TYPE_LIST_STATE),
                      GTK_TYPE_LIST_VIEW);
  gtk_selection_model_select_range (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0, 2, TRUE);
  yao_tour_picture (tour, "61-authorizations-chosen", YAO_TOUR_PAGE);

  g_signal_emit_by_name (list, "activate", 0);
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "62-user-information", YAO_TOUR_PAGE);
  gtk_widget_activate_action (GTK_WIDGET (yao_window_get_page (window)), "authorization.act", "s",
                              "delete");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "63-user-delete", YAO_TOUR_PAGE);
  close_dialog (tour);
  gtk_widget_activate_action (GTK_WIDGET (yao_window_get_page (window)), "authorization.act", "s",
                              "modify");
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "64-modify-authorization", YAO_TOUR_PAGE);
  yao_window_go_back (window);
  yao_window_go_back (window);

  yao_window_push_page (window, "apply");
  type_in_row (tour, 0, "10002");
  press (tour, "apply.confirm");
  yao_tour_wait (tour, page_is_idle, NULL);
  type_in_row (tour, 1, "高翔");
  type_in_row (tour, 2, "20001");
  type_in_row (tour, 3, "110105199001011234");
  yao_tour_picture (tour, "65-apply-for-authorization", YAO_TOUR_PAGE);
  yao_window_show_page (window, "certificate");
}

static void
see_signing (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  g_autofree char *path = g_build_filename (yao_tour_get_work_dir (tour), "contract.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) signature
      = g_file_new_build_filename (yao_tour_get_work_dir (tour), "contract.txt.p7s", NULL);
  YaoSignFilesPage *page;

  g_file_set_contents (path, "contract", -1, NULL);
  yao_window_show_page (window, "sign-files");
  page = YAO_SIGN_FILES_PAGE (yao_window_get_page (window));
  yao_tour_picture (tour, "50-sign-files-empty", YAO_TOUR_PAGE);
  yao_sign_files_page_take (page, file);
  press (tour, "sign-files.sign");
  yao_tour_wait (tour, has_dialog, NULL);
  type_in_dialog (tour, "739164");
  yao_tour_wait (tour, has_no_dialog, NULL);
  yao_sign_files_page_take (page, signature);
  yao_tour_wait (tour, page_is_idle, NULL);
  yao_tour_picture (tour, "51-sign-files-signed", YAO_TOUR_PAGE);
}

static void
see_about (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);

  yao_window_show_page (window, "about");
  yao_tour_picture (tour, "21-about", YAO_TOUR_PAGE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-shortcuts", NULL);
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "22-shortcuts", YAO_TOUR_PAGE);
  gtk_window_close (yao_tour_get_dialog (tour));
  yao_window_show_page (window, "certificate");
}

/* A second service, which is then stopped: several services, and one that cannot be reached. */
static void
see_two_services (YaoTour *tour)
{
  YaoWindow *window = yao_tour_get_window (tour);
  YaoClient *client = get_client (tour);
  g_autofree char *data_dir = g_build_filename (yao_tour_get_work_dir (tour), "second", NULL);
  g_autoptr (YaoBuiltinService) second = yao_builtin_service_new (data_dir);
  g_autoptr (YaoEnrolmentCode) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  if (!yao_builtin_service_start (second, NULL, &error)
      || (code = yao_builtin_service_dup_code (second, &error)) == NULL)
    {
      yao_tour_complain (tour, error->message);
      return;
    }

  yao_tour_wait_operation (tour, yao_client_add_service_begin (client, code, YAO_ADD_DEFAULT));
  download (tour, "10002");
  yao_window_show_page (window, "about");
  yao_tour_picture (tour, "23-about-two-services", YAO_TOUR_PAGE);
  page = g_strdup_printf ("service:%s",
                          yao_service_get_id (yao_client_get_default_service (client)));
  yao_window_push_page (window, page);
  yao_tour_picture (tour, "24-service", YAO_TOUR_PAGE);
  press (tour, "service.remove");
  yao_tour_wait (tour, has_dialog, NULL);
  yao_tour_picture (tour, "25-service-remove", YAO_TOUR_PAGE);
  close_dialog (tour);

  yao_builtin_service_stop (second);
  yao_session_refresh (get_session (tour));
  yao_tour_wait (tour, refresh_is_over, NULL);
  yao_window_show_page (window, "certificate");
  yao_tour_picture (tour, "26-main-offline", YAO_TOUR_MAIN);
  yao_window_show_page (window, "switch");
  yao_tour_picture (tour, "27-switch-offline", YAO_TOUR_PAGE);
}

/* Looks at another profile, as if the program had been started with it. */
static void
show_profile (YaoTour *tour, const char *profile)
{
  g_autoptr (YaoSession) session = NULL;
  g_autoptr (YaoClient) client = NULL;
  g_autoptr (GError) error = NULL;

  client = yao_client_new (profile, &error);
  if (client == NULL)
    {
      yao_tour_complain (tour, error->message);
      return;
    }

  session = yao_session_new (client);
  yao_tour_set_window (
      tour, GTK_WINDOW (yao_window_new (yao_tour_get_application (tour), session, NULL)));
}

static gboolean
list_has_failed (YaoTour *tour, gpointer data)
{
  GtkWidget *state = find_widget (GTK_WIDGET (yao_tour_get_dialog (tour)), YAO_TYPE_LIST_STATE);

  return yao_list_state_get_kind (YAO_LIST_STATE (state)) == YAO_LIST_STATE_ERROR;
}

static gboolean
list_is_loading (YaoTour *tour, gpointer data)
{
  GtkWidget *spinner = find_widget (
      find_widget (GTK_WIDGET (yao_tour_get_dialog (tour)), YAO_TYPE_LIST_STATE), GTK_TYPE_SPINNER);

  return gtk_spinner_get_spinning (GTK_SPINNER (spinner));
}

/* A start with a damaged profile, and a built-in service that takes its time and then fails: a
 * program that waits stands in for it.
 */
static void
see_damage (YaoTour *tour)
{
  g_autofree char *profile = g_build_filename (yao_tour_get_work_dir (tour), "damaged", NULL);
  g_autofree char *file = g_build_filename (profile, "profile.json", NULL);
  g_autofree char *stand_in = g_build_filename (yao_tour_get_work_dir (tour), "stand-in", NULL);
  g_autofree char *program = g_strdup (g_getenv ("YUNYAOD"));

  if (g_mkdir_with_parents (profile, 0700) != 0 || !g_file_set_contents (file, "{", 1, NULL)
      || !g_file_set_contents (stand_in, "#!/bin/sh\nsleep 3\nexit 1\n", -1, NULL)
      || g_chmod (stand_in, 0700) != 0)
    {
      yao_tour_complain (tour, "the profile cannot be damaged");
      return;
    }

  show_profile (tour, profile);
  yao_tour_picture (tour, "28-profile-damaged", YAO_TOUR_PAGE);

  g_setenv ("YUNYAOD", stand_in, TRUE);
  press (tour, "download.try-demo");
  yao_tour_wait (tour, has_dialog, NULL);
  if (yao_tour_wait (tour, list_is_loading, NULL))
    yao_tour_picture (tour, "29-demo-loading", YAO_TOUR_PAGE);
  if (yao_tour_wait (tour, list_has_failed, NULL))
    yao_tour_picture (tour, "30-demo-error", YAO_TOUR_PAGE);
  close_dialog (tour);
  if (program != NULL)
    g_setenv ("YUNYAOD", program, TRUE);
  else
    g_unsetenv ("YUNYAOD");
}

/**
 * yao_tour_make_all_stops:
 * @self: a guide
 *
 * Goes through all pages, in the order in which a person meets them.
 */
void
yao_tour_make_all_stops (YaoTour *self)
{
  g_return_if_fail (YAO_IS_TOUR (self));

  see_first_start (self);
  see_people (self);
  see_signed_code (self);
  see_download (self);
  see_certificate (self);
  see_switch (self);
  see_state (self, "10006", "18-main-ends-soon");
  see_state (self, "10007", "19-main-revoked");
  see_state (self, "10009", "20-main-expired");
  see_about (self);
  see_identity (self);
  see_capture (self);
  see_signing (self);
  see_authorizations (self);
  see_two_services (self);
  see_damage (self);
}
