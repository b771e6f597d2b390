/* yao-notice-row.c: something that waits for a person, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-notice-row.h"

#include "yao-format.h"
#include "yao-list-name.h"
#include "yao-notice-text.h"

/* Its signals “act” and “dismiss” tell which button was pressed. */
struct _YaoNoticeRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *time_label;
  GtkLabel *body_label;
  GtkLabel *person_label;
  GtkButton *act_button;
  GtkButton *dismiss_button;

  YaoNotice *notice;
};

G_DEFINE_FINAL_TYPE (YaoNoticeRow, yao_notice_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACT,
  SIGNAL_DISMISS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
act_cb (YaoNoticeRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0);
}

static void
dismiss_cb (YaoNoticeRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISS], 0);
}

static void
yao_notice_row_dispose (GObject *object)
{
  g_clear_object (&YAO_NOTICE_ROW (object)->notice);
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_NOTICE_ROW);

  G_OBJECT_CLASS (yao_notice_row_parent_class)->dispose (object);
}

static void
yao_notice_row_class_init (YaoNoticeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_notice_row_dispose;

  signals[SIGNAL_ACT] = g_signal_new ("act", YAO_TYPE_NOTICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DISMISS] = g_signal_new ("dismiss", YAO_TYPE_NOTICE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-notice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, box);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, body_label);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, person_label);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, act_button);
  gtk_widget_class_bind_template_child (widget_class, YaoNoticeRow, dismiss_button);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
yao_notice_row_init (YaoNoticeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_notice_row_new:
 *
 * Makes an empty row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_notice_row_new (void)
{
  return g_object_new (YAO_TYPE_NOTICE_ROW, NULL);
}

/**
 * yao_notice_row_show:
 * @self: a row
 * @notice: what to show
 * @person: (nullable): whose it is, where that is not plain
 *
 * Shows a notice.
 */
void
yao_notice_row_show (YaoNoticeRow *self, YaoNotice *notice, const char *person)
{
  const char *kind;
  const char *button;
  g_autofree char *when = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (YAO_IS_NOTICE_ROW (self));
  g_return_if_fail (YAO_IS_NOTICE (notice));

  g_set_object (&self->notice, notice);
  kind = yao_notice_get_kind (notice);
  button = yao_notice_text_get_button (kind);
  when = yao_format_moment (yao_notice_get_time (notice));
  body = yao_notice_text_dup_body (notice);

  gtk_image_set_from_icon_name (self->icon, yao_notice_text_get_icon (kind));
  gtk_label_set_label (self->title_label, yao_notice_text_get_title (kind));
  gtk_label_set_label (self->time_label, when);
  gtk_label_set_label (self->body_label, body);
  gtk_label_set_label (self->person_label, person != NULL ? person : "");
  gtk_widget_set_visible (GTK_WIDGET (self->person_label), person != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->act_button), button != NULL);
  gtk_button_set_label (self->act_button, button != NULL ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss_button), yao_notice_get_dismissible (notice));
  yao_list_name_set (GTK_WIDGET (self), yao_notice_text_get_title (kind), person);
}

/**
 * yao_notice_row_get_notice:
 * @self: a row
 *
 * Gets what it shows.
 *
 * Returns: (transfer none) (nullable): the notice
 */
YaoNotice *
yao_notice_row_get_notice (YaoNoticeRow *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE_ROW (self), NULL);

  return self->notice;
}
