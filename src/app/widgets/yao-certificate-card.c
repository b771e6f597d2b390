/* yao-certificate-card.c: the certificate in use, as a card
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-card.h"

#include <glib/gi18n.h>

#include "yao-condition.h"
#include "yao-format.h"

struct _YaoCertificateCard
{
  GtkButton parent_instance;

  GtkLabel *organisation;
  GtkLabel *demo_mark;
  GtkLabel *trust_mark;
  GtkLabel *holder;
  GtkLabel *details;
  GtkLabel *validity_name;
  GtkLabel *validity;
  GtkLabel *state;
  GtkLabel *issuer;
  GtkLabel *key;
  GtkLabel *whose;
};

G_DEFINE_FINAL_TYPE (YaoCertificateCard, yao_certificate_card, GTK_TYPE_BUTTON)

static void
show_validity (YaoCertificateCard *self, YaoCertificate *certificate, gint64 now)
{
  YaoCertificateState state = yao_certificate_get_state (certificate, now);
  int days = yao_certificate_get_days_left (certificate, now);
  gint64 moment = yao_certificate_get_not_after (certificate);
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;
  const char *name = _ ("Valid until");

  g_assert (YAO_IS_CERTIFICATE_CARD (self));

  if (state == YAO_CERTIFICATE_STATE_REVOKED)
    {
      name = _ ("Revoked on");
      moment = yao_certificate_get_revoked_at (certificate);
    }
  else if (state == YAO_CERTIFICATE_STATE_NOT_YET_VALID)
    {
      name = _ ("Valid from");
      moment = yao_certificate_get_not_before (certificate);
    }

  date = yao_format_date (moment);
  text = state == YAO_CERTIFICATE_STATE_ACTIVE ? yao_format_days_left (days)
                                               : g_strdup (yao_format_state (state));
  gtk_label_set_label (self->validity_name, name);
  gtk_label_set_label (self->validity, date);
  gtk_label_set_label (self->state, text);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "soon");
  if (state == YAO_CERTIFICATE_STATE_REVOKED || state == YAO_CERTIFICATE_STATE_EXPIRED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  else if (days <= YAO_CONDITION_SOON_DAYS)
    gtk_widget_add_css_class (GTK_WIDGET (self), "soon");
}

static void
yao_certificate_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_CERTIFICATE_CARD);

  G_OBJECT_CLASS (yao_certificate_card_parent_class)->dispose (object);
}

static void
yao_certificate_card_class_init (YaoCertificateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_certificate_card_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-certificate-card.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, organisation);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, demo_mark);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, trust_mark);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, holder);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, details);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, validity_name);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, validity);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, state);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, issuer);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, key);
  gtk_widget_class_bind_template_child (widget_class, YaoCertificateCard, whose);
}

static void
yao_certificate_card_init (YaoCertificateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_certificate_card_new:
 *
 * Makes an empty card.
 *
 * Returns: (transfer full): the card
 */
GtkWidget *
yao_certificate_card_new (void)
{
  return g_object_new (YAO_TYPE_CERTIFICATE_CARD, NULL);
}

/**
 * yao_certificate_card_show:
 * @self: a card
 * @certificate: what to show
 * @now: the time, in seconds since 1970
 *
 * Shows a certificate as it is now.
 */
void
yao_certificate_card_show (YaoCertificateCard *self, YaoCertificate *certificate, gint64 now)
{
  YaoService *service;
  g_autofree char *details = NULL;
  g_autofree char *key = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (YAO_IS_CERTIFICATE_CARD (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  service = yao_certificate_get_service (certificate);
  details = yao_format_holder (certificate);
  key = yao_format_key (certificate);
  whose = yao_format_whose (certificate);

  gtk_label_set_label (self->organisation, yao_certificate_get_organisation (certificate));
  gtk_widget_set_visible (GTK_WIDGET (self->demo_mark), yao_service_is_builtin (service));
  gtk_widget_set_visible (GTK_WIDGET (self->trust_mark),
                          yao_service_get_trust (service) == YAO_SERVICE_TRUST_UNVERIFIED
                              && !yao_service_is_builtin (service));
  gtk_label_set_label (self->holder, yao_certificate_get_holder_name (certificate));
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->issuer, yao_certificate_get_issuer (certificate));
  gtk_label_set_label (self->key, key);
  gtk_label_set_label (self->whose, whose);
  show_validity (self, certificate, now);

  /* Translators: what the card is called for people who cannot see it: the holder's name. */
  name = g_strdup_printf (_ ("Certificate of %s"), yao_certificate_get_holder_name (certificate));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
