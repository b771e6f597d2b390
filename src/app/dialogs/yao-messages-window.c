/* yao-messages-window.c: what the demonstration service would have sent to phones
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-messages-window.h"

#include <glib/gi18n.h>

#include "yao-list-state.h"
#include "yao-message-row.h"

struct _YaoMessagesWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  YaoListState *list_state;
  GtkListView *list_view;
};

G_DEFINE_FINAL_TYPE (YaoMessagesWindow, yao_messages_window, ADW_TYPE_WINDOW)

static void
items_changed_cb (YaoMessagesWindow *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list_view);

  g_assert (YAO_IS_MESSAGES_WINDOW (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    yao_list_state_show_ready (self->list_state);
  else
    yao_list_state_show_empty (self->list_state);
}

static void
copied_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  AdwToast *toast = adw_toast_new (_ ("Code copied"));

  adw_toast_overlay_add_toast (YAO_MESSAGES_WINDOW (widget)->toast_overlay, toast);
}

static void
activate_cb (YaoMessagesWindow *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (model, position);

  g_assert (YAO_IS_MESSAGES_WINDOW (self));

  if (message == NULL || yao_phone_message_get_code (message) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          yao_phone_message_get_code (message));
  copied_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, yao_message_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  yao_message_row_show (YAO_MESSAGE_ROW (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static void
yao_messages_window_class_init (YaoMessagesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/dialogs/yao-messages-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoMessagesWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, YaoMessagesWindow, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoMessagesWindow, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "messages.copied", NULL, copied_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yao_messages_window_init (YaoMessagesWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
}

/**
 * yao_messages_window_new:
 * @session: what all pages share
 *
 * Makes the window with the text messages of the built-in service, the newest first. New ones
 * appear as they come.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
yao_messages_window_new (YaoSession *session)
{
  YaoMessagesWindow *self;
  YaoClient *client;
  GListModel *messages;
  GtkNoSelection *selection;

  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);

  self = g_object_new (YAO_TYPE_MESSAGES_WINDOW, NULL);
  client = yao_session_get_client (session);
  messages = yao_builtin_service_list_messages (yao_client_get_builtin (client));
  g_signal_connect_object (messages, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  selection = gtk_no_selection_new (messages);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  items_changed_cb (self);
  return GTK_WIDGET (self);
}
