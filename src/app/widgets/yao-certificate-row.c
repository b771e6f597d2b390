/* yao-certificate-row.c: a certificate in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yao-condition.h"
#include "yao-format.h"
#include "yao-list-name.h"

struct _YaoCertificateRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  AdwAvatar *avatar;
  GtkLabel *holder;
  GtkLabel *demo_mark;
  GtkLabel *state;
  GtkLabel *organisation;
  GtkLabel *details;
  GtkImage *check;
};

G_DEFINE_FINAL_TYPE (YaoCertificateRow, yao_certificate_row, GTK_TYPE_WIDGET)

static void
show_state (YaoCertificateRow *self, YaoCertificate *certificate, gint64 now)
{
  YaoCertificateState state = yao_certificate_get_state (certificate, now);
  int days = yao_certificate_get_days_left (certificate, now);
  g_autofree char *text = NULL;
  const char *css_class = "error";

  g_assert (YAO_IS_CERTIFICATE_ROW (self));

  if (state != YAO_CERTIFICATE_STATE_ACTIVE)
    text = g_strdup (yao_format_state (state));
  else if (days <= YAO_CONDITION_SOON_DAYS)
    {
      text = yao_format_days_left (days);
      css_class = "warning";
    }

  gtk_widget_set_visible (GTK_WIDGET (self->state), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), css_class);
  gtk_label_set_label (self->state, text != NULL ? text : "");
}

static void
yao_certificate_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_CERTIFICATE_ROW);

  G_OBJECT_CLASS (yao_certificate_row_parent_class)->dispose (object);
}

static void
yao_certificate_row_class_init (YaoCertificateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_certificate_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-certificate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, box);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, holder);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, demo_mark);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, state);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, organisation);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, details);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateRow, check);
}

static void
yao_certificate_row_init (YaoCertificateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_certificate_row_new:
 *
 * Makes an empty row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_certificate_row_new (void)
{
  return g_object_new (YAO_TYPE_CERTIFICATE_ROW, NULL);
}

/**
 * yao_certificate_row_show:
 * @self: a row
 * @certificate: what to show
 * @now: the time, in seconds since 1970
 *
 * Shows a certificate as it is now.
 */
void
yao_certificate_row_show (YaoCertificateRow *self, YaoCertificate *certificate, gint64 now)
{
  g_autofree char *holder = NULL;
  g_autofree char *key = NULL;
  g_autofree char *date = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (YAO_IS_CERTIFICATE_ROW (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  holder = g_strdup_printf ("%s  %s", yao_certificate_get_holder_name (certificate),
                            yao_certificate_get_holder_uid (certificate));
  key = yao_format_key (certificate);
  date = yao_format_date (yao_certificate_get_not_after (certificate));
  /* Translators: kind of key, then a date. */
  details = g_strdup_printf (_ ("%s · valid until %s"), key, date);

  adw_avatar_set_text (self->avatar, yao_certificate_get_holder_name (certificate));
  gtk_label_set_label (self->holder, holder);
  gtk_label_set_label (self->organisation, yao_certificate_get_organisation (certificate));
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_mark),
                          yao_service_is_builtin (yao_certificate_get_service (certificate)));
  show_state (self, certificate, now);
  yao_list_name_set (GTK_WIDGET (self), yao_certificate_get_holder_name (certificate),
                     yao_certificate_get_holder_uid (certificate));
}

/**
 * yao_certificate_row_set_chosen:
 * @self: a row
 * @chosen: whether it is the one chosen
 *
 * Shows or hides the check mark.
 */
void
yao_certificate_row_set_chosen (YaoCertificateRow *self, gboolean chosen)
{
  g_return_if_fail (YAO_IS_CERTIFICATE_ROW (self));

  gtk_widget_set_opacity (GTK_WIDGET (self->check), chosen ? 1 : 0);
}
