/* yao-download-page.c: from a number to a certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-download-page.h"

#include <glib/gi18n.h>

#include "yao-code-dialog.h"
#include "yao-condition.h"
#include "yao-dialog.h"
#include "yao-error-text.h"
#include "yao-field-row.h"
#include "yao-menu.h"
#include "yao-people-dialog.h"

/* As long as a number may be on the wire. */
#define UID_MAX_BYTES 64

struct _YaoDownloadPage
{
  YaoPage parent_instance;

  GtkMenuButton *menu_button;
  GMenuModel *first_menu;
  AdwEntryRow *uid_row;
  YaoFieldRow *no_service_row;
  AdwComboRow *service_row;
  GtkLabel *error_label;
  GtkButton *next_button;
  GtkSwitch *capture_switch;

  YaoEnrolmentCode *preconfigured; /* what the organisation put on this computer, or NULL */
  gboolean go_on;                  /* download as soon as there is a service */
};

G_DEFINE_FINAL_TYPE (YaoDownloadPage, yao_download_page, YAO_TYPE_PAGE)

static void go_next (YaoDownloadPage *self);

static void
show_problem (YaoDownloadPage *self, const char *text)
{
  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
  gtk_label_set_label (self->error_label, text != NULL ? text : "");
}

static void
show_error (YaoDownloadPage *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  if (yao_error_text_is_silent (error))
    return;

  g_message ("download failed: %s", error->message);
  text = yao_error_text_dup_both (error);
  show_problem (self, text);
  if (yao_error_is (error, YAO_ERROR_CERTIFICATE_NOT_FOUND)
      || yao_error_is (error, YAO_ERROR_INVALID_INPUT))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->uid_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->uid_row));
    }
}

/* The number as typed, without spaces around it and with full-width characters made narrow. */
static char *
dup_uid (YaoDownloadPage *self)
{
  g_autofree char *narrow = yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (self->uid_row)));

  return g_strdup (g_strstrip (narrow));
}

static gboolean
is_uid (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= UID_MAX_BYTES
         && strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-")
                == length;
}

static void
uid_changed_cb (YaoDownloadPage *self)
{
  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->uid_row), "error");
  show_problem (self, NULL);
}

static void
entry_activated_cb (YaoDownloadPage *self)
{
  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  go_next (self);
}

static void
service_selected_cb (YaoDownloadPage *self)
{
  YaoService *service = adw_combo_row_get_selected_item (self->service_row);

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->service_row),
                               service != NULL ? yao_service_get_address (service) : NULL);
}

static void
select_service (YaoDownloadPage *self, YaoService *service)
{
  GListModel *services = yao_session_get_services (yao_page_get_session (YAO_PAGE (self)));

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) item = g_list_model_get_item (services, i);

      if (item == service)
        adw_combo_row_set_selected (self->service_row, i);
    }
}

static void
update_service (YaoDownloadPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  guint n_services = g_list_model_get_n_items (yao_session_get_services (session));
  g_autofree char *preset = NULL;

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->service_row), n_services > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_service_row), n_services == 0);
  if (self->preconfigured != NULL)
    /* Translators: name of an organisation, name of a host. */
    preset = g_strdup_printf (_ ("%s · %s (set up by your organisation)"),
                              yao_enrolment_code_get_organisation (self->preconfigured),
                              yao_enrolment_code_get_host (self->preconfigured));
  yao_field_row_set_value (self->no_service_row, preset != NULL ? preset : _ ("Not set up yet"));
  service_selected_cb (self);
}

/* The signature of who owns a certificate that is good. */
static gboolean
goes_on_to_capture (YaoDownloadPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoCertificate *current = yao_session_get_current (session);

  return gtk_switch_get_active (self->capture_switch) && current != NULL
         && yao_certificate_get_role (current) == YAO_CERTIFICATE_ROLE_OWNER
         && yao_certificate_get_state (current, yao_session_get_now (session))
                == YAO_CERTIFICATE_STATE_ACTIVE;
}

static void
downloaded_cb (YaoPage *page, YaoOperation *operation)
{
  YaoDownloadPage *self = YAO_DOWNLOAD_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      show_error (self, error);
      return;
    }

  yao_page_tell (page, _ ("Certificate downloaded"));
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show", "s",
                              goes_on_to_capture (self) ? "capture" : "certificate");
}

static void
added_cb (YaoPage *page, YaoOperation *operation)
{
  YaoDownloadPage *self = YAO_DOWNLOAD_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      show_error (self, error);
      return;
    }

  g_clear_object (&self->preconfigured);
  select_service (self, YAO_SERVICE (yao_operation_get_result (operation)));
  go_next (self);
}

static void
go_next (YaoDownloadPage *self)
{
  YaoPage *page = YAO_PAGE (self);
  YaoClient *client = yao_page_get_client (page);
  YaoService *service = adw_combo_row_get_selected_item (self->service_row);
  g_autofree char *uid = dup_uid (self);

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  if (yao_page_is_busy (page))
    return;

  show_problem (self, NULL);
  if (!is_uid (uid))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->uid_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->uid_row));
      show_problem (self, uid[0] == '\0' ? _ ("Enter your user ID or employee number.")
                                         : _ ("A number has at most 64 letters, digits, dots, "
                                              "hyphens and underscores. Check it."));
    }
  else if (service != NULL)
    yao_page_run (page, yao_client_download_begin (client, service, uid), downloaded_cb);
  else if (self->preconfigured != NULL)
    yao_page_run (page, yao_client_add_service_begin (client, self->preconfigured, YAO_ADD_DEFAULT),
                  added_cb);
  else
    {
      self->go_on = TRUE;
      yao_download_page_use_code (self);
    }
}

static void
code_used_cb (YaoDownloadPage *self, YaoService *service)
{
  g_autofree char *uid = NULL;

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  select_service (self, service);
  uid = dup_uid (self);
  if (self->go_on && uid[0] != '\0')
    go_next (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->uid_row));
}

static void
code_closed_cb (YaoDownloadPage *self)
{
  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  self->go_on = FALSE;
}

static void
person_chosen_cb (YaoDownloadPage *self, YaoDemoPerson *person, YaoService *service)
{
  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  select_service (self, service);
  yao_download_page_set_uid (self, yao_demo_person_get_uid (person));
  gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
next_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_next (YAO_DOWNLOAD_PAGE (widget));
}

static void
use_code_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_download_page_use_code (YAO_DOWNLOAD_PAGE (widget));
}

static void
try_demo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_download_page_try_demo (YAO_DOWNLOAD_PAGE (widget));
}

static void
busy_cb (YaoDownloadPage *self)
{
  gboolean busy = yao_page_is_busy (YAO_PAGE (self));

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "download.next", !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->uid_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->service_row), !busy);
}

static void
look_for_preconfigured (YaoDownloadPage *self)
{
  g_autoptr (GError) error = NULL;

  g_assert (YAO_IS_DOWNLOAD_PAGE (self));

  self->preconfigured = yao_enrolment_code_load_preconfigured (&error);
  if (error != NULL)
    show_error (self, error);
}

static void
yao_download_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoDownloadPage *self = YAO_DOWNLOAD_PAGE (page);
  GListModel *services = yao_session_get_services (session);
  YaoService *service = yao_client_get_default_service (yao_session_get_client (session));
  g_autoptr (GtkExpression) name = gtk_property_expression_new (YAO_TYPE_SERVICE, NULL, "name");

  if (g_list_model_get_n_items (services) == 0)
    look_for_preconfigured (self);

  adw_combo_row_set_expression (self->service_row, name);
  adw_combo_row_set_model (self->service_row, services);
  if (service != NULL)
    select_service (self, service);
  g_signal_connect_object (services, "items-changed", G_CALLBACK (update_service), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  update_service (self);
  yao_condition_tell_session (session, yao_page_get_banner (page));
  /* Beside the main screen there is the main screen's menu. */
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button),
                          yao_session_get_current (session) == NULL);
}

static void
yao_download_page_dispose (GObject *object)
{
  g_clear_object (&YAO_DOWNLOAD_PAGE (object)->preconfigured);

  G_OBJECT_CLASS (yao_download_page_parent_class)->dispose (object);
}

static void
yao_download_page_class_init (YaoDownloadPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_download_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_download_page_show_session;

  g_type_ensure (YAO_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-download-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, first_menu);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, uid_row);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, no_service_row);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, service_row);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, YaoDownloadPage, capture_switch);
  gtk_widget_class_bind_template_callback (widget_class, uid_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_selected_cb);

  gtk_widget_class_install_action (widget_class, "download.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "download.use-code", NULL, use_code_cb);
  gtk_widget_class_install_action (widget_class, "download.try-demo", NULL, try_demo_cb);
}

static void
yao_download_page_init (YaoDownloadPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yao_menu_set_late (self->menu_button, self->first_menu);
}

/**
 * yao_download_page_use_code:
 * @self: a page
 *
 * Asks for an initialisation code; the service of the code is then chosen.
 */
void
yao_download_page_use_code (YaoDownloadPage *self)
{
  GtkWidget *dialog;

  g_return_if_fail (YAO_IS_DOWNLOAD_PAGE (self));

  dialog = yao_code_dialog_new (yao_page_get_session (YAO_PAGE (self)));
  g_signal_connect_object (dialog, "used", G_CALLBACK (code_used_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "unmap", G_CALLBACK (code_closed_cb), self, G_CONNECT_SWAPPED);
  yao_dialog_open (GTK_WINDOW (dialog), GTK_WIDGET (self));
}

/**
 * yao_download_page_try_demo:
 * @self: a page
 *
 * Lets the user choose one of the people of the demonstration service; its number is then filled
 * in.
 */
void
yao_download_page_try_demo (YaoDownloadPage *self)
{
  GtkWidget *dialog;

  g_return_if_fail (YAO_IS_DOWNLOAD_PAGE (self));

  dialog = yao_people_dialog_new (yao_page_get_session (YAO_PAGE (self)));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (person_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  yao_dialog_open (GTK_WINDOW (dialog), GTK_WIDGET (self));
}

/**
 * yao_download_page_set_uid:
 * @self: a page
 * @uid: a number
 *
 * Fills in the number.
 */
void
yao_download_page_set_uid (YaoDownloadPage *self, const char *uid)
{
  g_return_if_fail (YAO_IS_DOWNLOAD_PAGE (self));
  g_return_if_fail (uid != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->uid_row), uid);
}

/**
 * yao_download_page_set_capture:
 * @self: a page
 * @goes_on: whether to go on with the signature
 *
 * Switches on or off what comes after the download.
 */
void
yao_download_page_set_capture (YaoDownloadPage *self, gboolean goes_on)
{
  g_return_if_fail (YAO_IS_DOWNLOAD_PAGE (self));

  gtk_switch_set_active (self->capture_switch, goes_on);
}
