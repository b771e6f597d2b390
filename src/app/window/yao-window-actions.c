/* yao-window-actions.c: what the window's commands do
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-window-private.h"

#include <glib/gi18n.h>

#include "yao-condition.h"
#include "yao-dialog.h"
#include "yao-download-page.h"
#include "yao-messages-window.h"

static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_window_show_page (YAO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
push_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_window_push_page (YAO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_window_go_back (YAO_WINDOW (widget));
}

static void
refresh_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_session_refresh (yao_window_get_session (YAO_WINDOW (widget)));
}

static void
tell_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_window_tell (YAO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The page that downloads: the one that is open, or a new one. */
static YaoDownloadPage *
find_download_page (YaoWindow *self)
{
  YaoPage *page = yao_window_get_page (self);

  if (!YAO_IS_DOWNLOAD_PAGE (page))
    {
      yao_window_push_page (self, "download");
      page = yao_window_get_page (self);
    }

  return YAO_DOWNLOAD_PAGE (page);
}

static void
use_code_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_download_page_use_code (find_download_page (YAO_WINDOW (widget)));
}

static void
try_demo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_download_page_try_demo (find_download_page (YAO_WINDOW (widget)));
}

static void
reset_response_cb (AdwMessageDialog *dialog, const char *response, YaoWindow *self)
{
  if (g_strcmp0 (response, "reset") == 0)
    yao_session_reset_builtin (yao_window_get_session (self));
}

static void
reset_demo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (widget), _ ("Reset demonstration data?"),
                                              _ ("The demonstration service begins anew, with new "
                                                 "certificates. Delete those on this device "
                                                 "that came from it, and download them again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "reset",
                                    _ ("_Reset"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reset",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (reset_response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_messages_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSession *session = yao_window_get_session (YAO_WINDOW (widget));

  yao_dialog_open (GTK_WINDOW (yao_messages_window_new (session)), widget);
}

/* Made anew each time: a hidden window would cost at every start, and GTK 4.8 fails when an
 * assistive technology asks for it.
 */
static void
show_shortcuts_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/yunyao/Yunyao/window/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

static void
sign_in_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_session_sign_in (yao_window_get_session (YAO_WINDOW (widget)));
}

static void
sign_out_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_session_sign_out (yao_window_get_session (YAO_WINDOW (widget)));
}

static void
unlock_keyring_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_session_unlock_keyring (yao_window_get_session (YAO_WINDOW (widget)));
}

static void
hush_keyring_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_session_hush_keyring (yao_window_get_session (YAO_WINDOW (widget)));
}

static void
clear_damage_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoWindow *self = YAO_WINDOW (widget);
  YaoSession *session = yao_window_get_session (self);
  YaoPage *page = yao_window_get_page (self);

  yao_client_clear_damage (yao_session_get_client (session));
  if (page != NULL)
    yao_condition_tell_session (session, yao_page_get_banner (page));
}

/**
 * yao_window_install_actions:
 * @widget_class: the class of the window
 *
 * Installs the window's commands and the keys that are not accelerators of the application.
 */
void
yao_window_install_actions (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_install_action (widget_class, "win.show", "s", show_cb);
  gtk_widget_class_install_action (widget_class, "win.push", "s", push_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "win.tell", "s", tell_cb);
  gtk_widget_class_install_action (widget_class, "win.use-code", NULL, use_code_cb);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, try_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.reset-demo", NULL, reset_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.show-messages", NULL, show_messages_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.clear-damage", NULL, clear_damage_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_cb);
  gtk_widget_class_install_action (widget_class, "win.unlock-keyring", NULL, unlock_keyring_cb);
  gtk_widget_class_install_action (widget_class, "win.hush-keyring", NULL, hush_keyring_cb);

  gtk_widget_class_install_property_action (widget_class, "win.full-page", "full-page");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.full-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Back, 0, "win.back", NULL);
}
