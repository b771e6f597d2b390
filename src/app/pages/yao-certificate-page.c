/* yao-certificate-page.c: what there is to know about the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-page.h"

#include <glib/gi18n.h>

#include "yao-condition.h"
#include "yao-delete-dialog.h"
#include "yao-field-row.h"
#include "yao-format.h"
#include "yao-signature-view.h"

struct _YaoCertificatePage
{
  YaoPage parent_instance;

  GtkImage *state_icon;
  GtkLabel *state_title;
  GtkLabel *state_text;
  YaoFieldRow *holder_row;
  YaoFieldRow *uid_row;
  YaoFieldRow *organisation_row;
  YaoFieldRow *position_row;
  YaoFieldRow *issuer_row;
  YaoFieldRow *validity_row;
  YaoFieldRow *key_row;
  YaoFieldRow *whose_row;
  YaoFieldRow *serial_row;
  YaoSignatureView *signature_view;
  AdwActionRow *sign_out_row;

  GSignalGroup *certificate_signals; /* of the certificate in use */
};

G_DEFINE_FINAL_TYPE (YaoCertificatePage, yao_certificate_page, YAO_TYPE_PAGE)

static void
show_look (YaoCertificatePage *self, const char *icon, const char *css_class, const char *title)
{
  static const char *const classes[] = { "success", "warning", "error" };

  g_assert (YAO_IS_CERTIFICATE_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), css_class);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_label_set_label (self->state_title, title);
}

static char *
dup_state_text (YaoCertificate *certificate, gint64 now)
{
  const char *reason
      = yao_format_revocation_reason (yao_certificate_get_revocation_reason (certificate));
  g_autofree char *date = NULL;

  switch (yao_certificate_get_state (certificate, now))
    {
    case YAO_CERTIFICATE_STATE_REVOKED:
      date = yao_format_date (yao_certificate_get_revoked_at (certificate));
      /* Translators: a date and a half sentence that begins with a capital letter. */
      return reason != NULL ? g_strdup_printf (_ ("Since %s. %s."), date, reason)
                            : g_strdup_printf (_ ("Since %s."), date);

    case YAO_CERTIFICATE_STATE_NOT_YET_VALID:
      date = yao_format_date (yao_certificate_get_not_before (certificate));
      return g_strdup_printf (_ ("It can be used from %s on."), date);

    case YAO_CERTIFICATE_STATE_EXPIRED:
    case YAO_CERTIFICATE_STATE_ACTIVE:
    default:
      return yao_format_days_left (yao_certificate_get_days_left (certificate, now));
    }
}

static void
show_state (YaoCertificatePage *self, YaoCertificate *certificate, gint64 now)
{
  YaoCertificateState state = yao_certificate_get_state (certificate, now);
  g_autofree char *text = dup_state_text (certificate, now);

  g_assert (YAO_IS_CERTIFICATE_PAGE (self));

  if (state == YAO_CERTIFICATE_STATE_REVOKED)
    show_look (self, "yao-revoked-symbolic", "error", _ ("Certificate revoked"));
  else if (state == YAO_CERTIFICATE_STATE_EXPIRED)
    show_look (self, "yao-clock-symbolic", "error", _ ("Certificate expired"));
  else if (state == YAO_CERTIFICATE_STATE_NOT_YET_VALID)
    show_look (self, "yao-clock-symbolic", "warning", _ ("Certificate not valid yet"));
  else if (yao_certificate_get_days_left (certificate, now) <= YAO_CONDITION_SOON_DAYS)
    show_look (self, "dialog-warning-symbolic", "warning", _ ("Certificate ends soon"));
  else
    show_look (self, "yao-valid-symbolic", "success", _ ("Certificate valid"));

  gtk_label_set_label (self->state_text, text);
}

static char *
dup_position (YaoCertificate *certificate)
{
  const char *department = yao_certificate_get_department (certificate);
  const char *title = yao_certificate_get_role_title (certificate);

  if (department == NULL || title == NULL)
    return g_strdup (department != NULL ? department : title);

  return g_strdup_printf ("%s · %s", department, title);
}

static char *
dup_validity (YaoCertificate *certificate)
{
  g_autofree char *from = yao_format_date (yao_certificate_get_not_before (certificate));
  g_autofree char *until = yao_format_date (yao_certificate_get_not_after (certificate));

  /* Translators: two dates, from and until. */
  return g_strdup_printf (_ ("%s – %s"), from, until);
}

static void
update (YaoCertificatePage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoCertificate *current = yao_session_get_current (session);
  g_autofree char *position = NULL;
  g_autofree char *validity = NULL;
  g_autofree char *key = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *serial = NULL;

  g_assert (YAO_IS_CERTIFICATE_PAGE (self));

  g_signal_group_set_target (self->certificate_signals, current);
  if (current == NULL)
    return;

  position = dup_position (current);
  validity = dup_validity (current);
  key = yao_format_key (current);
  whose = yao_format_whose (current);
  serial = yao_format_serial (yao_certificate_get_serial (current));

  show_state (self, current, yao_session_get_now (session));
  yao_field_row_set_value (self->holder_row, yao_certificate_get_holder_name (current));
  yao_field_row_set_value (self->uid_row, yao_certificate_get_holder_uid (current));
  yao_field_row_set_value (self->organisation_row, yao_certificate_get_organisation (current));
  yao_field_row_set_value (self->position_row, position);
  gtk_widget_set_visible (GTK_WIDGET (self->position_row), position != NULL);
  yao_field_row_set_value (self->issuer_row, yao_certificate_get_issuer (current));
  yao_field_row_set_value (self->validity_row, validity);
  yao_field_row_set_value (self->key_row, key);
  yao_field_row_set_value (self->whose_row, whose);
  yao_field_row_set_value (self->serial_row, serial);
}

static void
deleted_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_page_tell_error (page, error);
  else
    yao_page_tell (page, _ ("Certificate deleted"));
}

static void
delete_chosen_cb (GtkWidget *parent, YaoCertificate *certificate)
{
  YaoPage *self = YAO_PAGE (parent);

  yao_page_run (self, yao_client_delete_begin (yao_page_get_client (self), certificate),
                deleted_cb);
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (YAO_PAGE (widget)));

  if (current != NULL)
    yao_delete_dialog_ask (widget, current, delete_chosen_cb);
}

static void
forgotten_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  yao_session_update_identity (yao_page_get_session (page));
  if (error != NULL)
    yao_page_tell_error (page, error);
  else
    yao_page_tell (page, _ ("PIN cache cleared"));
}

static void
forget_pin_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoPage *self = YAO_PAGE (widget);
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (self));

  if (current != NULL)
    yao_page_run (self, yao_client_forget_pin_begin (yao_page_get_client (self), current),
                  forgotten_cb);
}

static void
signature_fetched_cb (YaoPage *page, YaoOperation *operation)
{
  YaoCertificatePage *self = YAO_CERTIFICATE_PAGE (page);
  YaoSignatureImage *image = yao_operation_get_error (operation) == NULL
                                 ? YAO_SIGNATURE_IMAGE (yao_operation_get_result (operation))
                                 : NULL;

  yao_signature_view_set_file (self->signature_view,
                               image != NULL ? yao_signature_image_get_png (image) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->signature_view), image != NULL);
}

/* Nobody is asked for the PIN only to see it here. */
static void
look_for_signature (YaoCertificatePage *self)
{
  YaoPage *page = YAO_PAGE (self);
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (page));

  g_assert (YAO_IS_CERTIFICATE_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->signature_view), FALSE);
  if (current != NULL && yao_client_is_signed_in (yao_page_get_client (page), current))
    yao_page_run (page, yao_client_get_signature_begin (yao_page_get_client (page), current, 0),
                  signature_fetched_cb);
}

static void
yao_certificate_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yao_certificate_page_parent_class)->map (widget);

  look_for_signature (YAO_CERTIFICATE_PAGE (widget));
}

static void
identity_changed_cb (YaoCertificatePage *self)
{
  g_assert (YAO_IS_CERTIFICATE_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->sign_out_row),
                          yao_session_is_signed_in (yao_page_get_session (YAO_PAGE (self))));
}

static void
yao_certificate_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoCertificatePage *self = YAO_CERTIFICATE_PAGE (page);

  g_signal_connect_object (yao_session_get_client (session), "notify::current", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (look_for_signature), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "identity-changed", G_CALLBACK (identity_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  identity_changed_cb (self);
}

static void
yao_certificate_page_dispose (GObject *object)
{
  YaoCertificatePage *self = YAO_CERTIFICATE_PAGE (object);

  if (self->certificate_signals != NULL)
    g_signal_group_set_target (self->certificate_signals, NULL);
  g_clear_object (&self->certificate_signals);

  G_OBJECT_CLASS (yao_certificate_page_parent_class)->dispose (object);
}

static void
yao_certificate_page_class_init (YaoCertificatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_certificate_page_dispose;
  widget_class->map = yao_certificate_page_map;
  YAO_PAGE_CLASS (klass)->show_session = yao_certificate_page_show_session;

  g_type_ensure (YAO_TYPE_FIELD_ROW);
  g_type_ensure (YAO_TYPE_SIGNATURE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, state_title);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, state_text);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, holder_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, uid_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, organisation_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, position_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, validity_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, key_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, whose_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, serial_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, signature_view);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificatePage, sign_out_row);

  gtk_widget_class_install_action (widget_class, "certificate.forget-pin", NULL, forget_pin_cb);
  gtk_widget_class_install_action (widget_class, "certificate.delete", NULL, delete_cb);
}

static void
yao_certificate_page_init (YaoCertificatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->certificate_signals = g_signal_group_new (YAO_TYPE_CERTIFICATE);
  g_signal_group_connect_swapped (self->certificate_signals, "notify", G_CALLBACK (update), self);
}
