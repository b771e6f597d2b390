/* yao-about-page.c: the program and the services
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-about-page.h"

#include <glib/gi18n.h>

#include "yao-format.h"
#include "yao-service-view.h"

struct _YaoAboutPage
{
  YaoPage parent_instance;

  GtkLabel *version_label;
  YaoServiceView *service_view;
  GtkBox *others_box;
  GtkListBox *services_list;
  GtkButton *code_button;
};

G_DEFINE_FINAL_TYPE (YaoAboutPage, yao_about_page, YAO_TYPE_PAGE)

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  YaoService *service = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *target = g_strdup_printf ("service:%s", yao_service_get_id (service));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yao_service_get_name (service));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yao_service_get_address (service));
  if (yao_service_is_builtin (service)
      || yao_service_get_trust (service) == YAO_SERVICE_TRUST_UNVERIFIED)
    {
      GtkWidget *mark = gtk_label_new (yao_service_is_builtin (service)
                                           ? C_ ("mark on a card", "Demo")
                                           : yao_format_trust (yao_service_get_trust (service)));

      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (mark, "pill-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.push");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  return row;
}

static void
update (YaoAboutPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoClient *client = yao_session_get_client (session);
  YaoCertificate *current = yao_session_get_current (session);
  YaoService *service = current != NULL ? yao_certificate_get_service (current)
                                        : yao_client_get_default_service (client);

  g_assert (YAO_IS_ABOUT_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->service_view), service != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->others_box),
                          g_list_model_get_n_items (yao_session_get_services (session)) > 1);
  if (service != NULL)
    yao_service_view_set_service (self->service_view, client, service);
}

static void
yao_about_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoAboutPage *self = YAO_ABOUT_PAGE (page);
  g_autofree char *version = g_strdup_printf (_ ("Version %s"), yao_client_get_version ());

  gtk_label_set_label (self->version_label, version);
  gtk_list_box_bind_model (self->services_list, yao_session_get_services (session), make_row_cb,
                           NULL, NULL);
  g_signal_connect_object (yao_session_get_client (session), "notify::current", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yao_session_get_services (session), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

static void
yao_about_page_class_init (YaoAboutPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YAO_PAGE_CLASS (klass)->show_session = yao_about_page_show_session;

  g_type_ensure (YAO_TYPE_SERVICE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-about-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoAboutPage, version_label);
  gtk_widget_class_bind_template_child (widget_class, YaoAboutPage, service_view);
  gtk_widget_class_bind_template_child (widget_class, YaoAboutPage, others_box);
  gtk_widget_class_bind_template_child (widget_class, YaoAboutPage, services_list);
  gtk_widget_class_bind_template_child (widget_class, YaoAboutPage, code_button);
}

static void
yao_about_page_init (YaoAboutPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
