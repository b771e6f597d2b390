/* yao-message-row.c: a text message, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-message-row.h"

#include "yao-format.h"
#include "yao-list-name.h"

struct _YaoMessageRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *phone_label;
  GtkLabel *time_label;
  GtkLabel *text_label;
  GtkButton *copy_button;

  YaoPhoneMessage *message;
};

G_DEFINE_FINAL_TYPE (YaoMessageRow, yao_message_row, GTK_TYPE_WIDGET)

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoMessageRow *self = YAO_MESSAGE_ROW (widget);

  if (self->message == NULL || yao_phone_message_get_code (self->message) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          yao_phone_message_get_code (self->message));
  gtk_widget_activate_action (widget, "messages.copied", NULL);
}

static void
yao_message_row_dispose (GObject *object)
{
  g_clear_object (&YAO_MESSAGE_ROW (object)->message);
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (yao_message_row_parent_class)->dispose (object);
}

static void
yao_message_row_class_init (YaoMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_message_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoMessageRow, box);
  gtk_widget_class_bind_template_child (widget_class, YaoMessageRow, phone_label);
  gtk_widget_class_bind_template_child (widget_class, YaoMessageRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, YaoMessageRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, YaoMessageRow, copy_button);

  gtk_widget_class_install_action (widget_class, "message.copy", NULL, copy_cb);
}

static void
yao_message_row_init (YaoMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_message_row_new:
 *
 * Makes an empty row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_message_row_new (void)
{
  return g_object_new (YAO_TYPE_MESSAGE_ROW, NULL);
}

/**
 * yao_message_row_show:
 * @self: a row
 * @message: what to show
 *
 * Shows a message.
 */
void
yao_message_row_show (YaoMessageRow *self, YaoPhoneMessage *message)
{
  g_autofree char *when = NULL;

  g_return_if_fail (YAO_IS_MESSAGE_ROW (self));
  g_return_if_fail (YAO_IS_PHONE_MESSAGE (message));

  g_set_object (&self->message, message);
  when = yao_format_moment (yao_phone_message_get_time (message));
  gtk_label_set_label (self->phone_label, yao_phone_message_get_phone (message));
  gtk_label_set_label (self->time_label, when);
  gtk_label_set_label (self->text_label, yao_phone_message_get_text (message));
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button),
                          yao_phone_message_get_code (message) != NULL);
  yao_list_name_set (GTK_WIDGET (self), yao_phone_message_get_text (message),
                     yao_phone_message_get_phone (message));
}
