/* yao-service-view.c: what is known of a service, and whether it answers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-service-view.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-field-row.h"
#include "yao-format.h"

struct _YaoServiceView
{
  GtkWidget parent_instance;

  GtkListBox *list;
  YaoFieldRow *name_row;
  YaoFieldRow *address_row;
  YaoFieldRow *cosign_row;
  YaoFieldRow *trust_row;
  YaoFieldRow *pin_row;
  YaoFieldRow *id_row;
  YaoFieldRow *support_row;
  GtkLabel *check_label;
  GtkSpinner *check_spinner;
  GtkButton *check_button;

  YaoClient *client;
  YaoService *service;
  gulong changed_id;   /* of its signal notify */
  YaoOperation *check; /* on its way, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoServiceView, yao_service_view, GTK_TYPE_WIDGET)

static const char *
get_trust_text (YaoService *service)
{
  if (yao_service_is_builtin (service))
    return _ ("Demonstration service on this computer");
  if (yao_service_get_trust (service) == YAO_SERVICE_TRUST_SIGNED)
    return _ ("Verified: its initialisation code was signed by a known signer");

  return _ ("Not verified: compare the check digits with your organisation");
}

static void
show_optional (YaoFieldRow *row, const char *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && value[0] != '\0');
  yao_field_row_set_value (row, value);
}

static void
update (YaoServiceView *self)
{
  YaoService *service = self->service;
  const char *cosign = yao_service_get_cosign_address (service);
  g_autofree char *pin = yao_service_dup_pin_text (service);

  g_assert (YAO_IS_SERVICE_VIEW (self));

  yao_field_row_set_value (self->name_row, yao_service_get_name (service));
  yao_field_row_set_note (self->name_row,
                          yao_service_is_builtin (service) ? C_ ("mark on a card", "Demo") : NULL);
  yao_field_row_set_value (self->address_row, yao_service_get_address (service));
  yao_field_row_set_value (self->cosign_row, cosign != NULL ? cosign : _ ("This service has none"));
  g_object_set (self->cosign_row, "copyable", cosign != NULL, NULL);
  yao_field_row_set_value (self->trust_row, get_trust_text (service));
  show_optional (self->pin_row, pin);
  yao_field_row_set_value (self->id_row, yao_service_get_id (service));
  show_optional (self->support_row, yao_service_get_support (service));
}

static void
show_checking (YaoServiceView *self, const char *text)
{
  gboolean checking = self->check != NULL;

  g_assert (YAO_IS_SERVICE_VIEW (self));

  gtk_label_set_label (self->check_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->check_spinner), checking);
  gtk_spinner_set_spinning (self->check_spinner, checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.check", !checking);
}

static void
checked_cb (YaoServiceView *self, GParamSpec *pspec, YaoOperation *operation)
{
  const GError *error;
  g_autofree char *text = NULL;

  g_assert (YAO_IS_SERVICE_VIEW (self));

  if (yao_operation_is_busy (operation) || operation != self->check)
    return;

  error = yao_operation_get_error (operation);
  if (error != NULL)
    {
      g_message ("connection check failed: %s", error->message);
      text = yao_error_text_dup_both (error);
    }
  else
    text = g_strdup_printf (_ ("Connected: the service is the right one and answered in %.0f ms"),
                            (double) yao_operation_get_number (operation) / 1000);
  g_clear_object (&self->check);
  show_checking (self, text);
}

static void
check_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoServiceView *self = YAO_SERVICE_VIEW (widget);

  if (self->service == NULL || self->check != NULL)
    return;

  self->check = yao_client_check_connection_begin (self->client, self->service);
  g_signal_connect_object (self->check, "notify::busy", G_CALLBACK (checked_cb), self,
                           G_CONNECT_SWAPPED);
  show_checking (self, _ ("Checking…"));
}

static void
leave_service (YaoServiceView *self)
{
  if (self->check != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->check, self);
      yao_operation_cancel (self->check);
    }
  g_clear_object (&self->check);
  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_id, self->service);
  g_clear_object (&self->service);
}

static void
yao_service_view_dispose (GObject *object)
{
  YaoServiceView *self = YAO_SERVICE_VIEW (object);

  leave_service (self);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_SERVICE_VIEW);

  G_OBJECT_CLASS (yao_service_view_parent_class)->dispose (object);
}

static void
yao_service_view_class_init (YaoServiceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_service_view_dispose;

  g_type_ensure (YAO_TYPE_FIELD_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-service-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, list);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, name_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, address_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, cosign_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, trust_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, pin_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, id_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, support_row);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, check_label);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, YaoServiceView, check_button);

  gtk_widget_class_install_action (widget_class, "service.check", NULL, check_cb);
}

static void
yao_service_view_init (YaoServiceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_service_view_get_service:
 * @self: a view
 *
 * Gets what it shows.
 *
 * Returns: (transfer none) (nullable): the service
 */
YaoService *
yao_service_view_get_service (YaoServiceView *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE_VIEW (self), NULL);

  return self->service;
}

/**
 * yao_service_view_set_service:
 * @self: a view
 * @client: the client that knows the service
 * @service: what to show
 *
 * Shows a service, and what changes of it.
 */
void
yao_service_view_set_service (YaoServiceView *self, YaoClient *client, YaoService *service)
{
  g_return_if_fail (YAO_IS_SERVICE_VIEW (self));
  g_return_if_fail (YAO_IS_CLIENT (client));
  g_return_if_fail (YAO_IS_SERVICE (service));

  if (self->service == service)
    return;

  leave_service (self);
  g_set_object (&self->client, client);
  self->service = g_object_ref (service);
  show_checking (self, _ ("Not checked yet"));
  self->changed_id = g_signal_connect_swapped (service, "notify", G_CALLBACK (update), self);
  update (self);
}
