/* yao-service-page.c: one certificate service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-service-page.h"

#include <glib/gi18n.h>

#include "yao-delete-dialog.h"
#include "yao-service-view.h"

struct _YaoServicePage
{
  YaoPage parent_instance;

  YaoServiceView *service_view;
  GtkButton *remove_button;

  char *argument; /* the id of the service */
};

G_DEFINE_FINAL_TYPE (YaoServicePage, yao_service_page, YAO_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_ARGUMENT,
};

static guint
count_certificates (YaoSession *session, YaoService *service)
{
  GListModel *certificates = yao_session_get_certificates (session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      if (yao_certificate_get_service (certificate) == service)
        n++;
    }

  return n;
}

static void
removed_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }

  yao_page_tell (page, _ ("Service removed"));
  gtk_widget_activate_action (GTK_WIDGET (page), "win.back", NULL);
}

static void
remove_chosen_cb (GtkWidget *parent, YaoService *service)
{
  YaoPage *self = YAO_PAGE (parent);

  yao_page_run (self, yao_client_remove_service_begin (yao_page_get_client (self), service),
                removed_cb);
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoServicePage *self = YAO_SERVICE_PAGE (widget);
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoService *service = yao_service_view_get_service (self->service_view);

  if (service != NULL)
    yao_delete_dialog_ask_service (widget, service, count_certificates (session, service),
                                   remove_chosen_cb);
}

static void
yao_service_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoServicePage *self = YAO_SERVICE_PAGE (page);
  YaoService *service
      = self->argument != NULL
            ? yao_client_get_service (yao_session_get_client (session), self->argument)
            : NULL;

  if (service != NULL)
    yao_service_view_set_service (self->service_view, yao_session_get_client (session), service);
}

static void
yao_service_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  YaoServicePage *self = YAO_SERVICE_PAGE (object);

  switch (prop_id)
    {
    case PROP_ARGUMENT:
      self->argument = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_service_page_finalize (GObject *object)
{
  g_free (YAO_SERVICE_PAGE (object)->argument);

  G_OBJECT_CLASS (yao_service_page_parent_class)->finalize (object);
}

static void
yao_service_page_class_init (YaoServicePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = yao_service_page_set_property;
  object_class->finalize = yao_service_page_finalize;
  YAO_PAGE_CLASS (klass)->show_session = yao_service_page_show_session;

  g_object_class_install_property (
      object_class, PROP_ARGUMENT,
      g_param_spec_string ("argument", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_type_ensure (YAO_TYPE_SERVICE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-service-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoServicePage, service_view);
  gtk_widget_class_bind_template_child (widget_class, YaoServicePage, remove_button);

  gtk_widget_class_install_action (widget_class, "service.remove", NULL, remove_cb);
}

static void
yao_service_page_init (YaoServicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
