/* yao-signature-page.c: the handwritten signature that the service has, and its history
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-page.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-format.h"
#include "yao-save.h"
#include "yao-signature-view.h"

/* Of the id of a device so much is shown. */
#define DEVICE_LETTERS 8

struct _YaoSignaturePage
{
  YaoPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_status;
  YaoSignatureView *view;
  GtkLabel *shown_label;
  GtkListBox *history_list;

  YaoCertificate *certificate; /* in use, or NULL */
  YaoSignatureImage *shown;    /* or NULL */
};

G_DEFINE_FINAL_TYPE (YaoSignaturePage, yao_signature_page, YAO_TYPE_PAGE)

static void load (YaoSignaturePage *self);

static const char *
get_state_text (YaoSignatureImage *image)
{
  switch (yao_signature_image_get_state (image))
    {
    case YAO_SIGNATURE_STATE_CURRENT:
      return _ ("In use");
    case YAO_SIGNATURE_STATE_DELETED:
      return _ ("Deleted");
    case YAO_SIGNATURE_STATE_REPLACED:
    default:
      return _ ("Replaced");
    }
}

static void
update_actions (YaoSignaturePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_picture = self->shown != NULL;
  gboolean has_ink = has_picture && yao_signature_image_get_inkml (self->shown) != NULL;

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  gtk_widget_action_set_enabled (widget, "signature.save-png", has_picture);
  gtk_widget_action_set_enabled (widget, "signature.save-ink", has_ink);
}

static void
show_image (YaoSignaturePage *self, YaoSignatureImage *image)
{
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  g_set_object (&self->shown, image);
  yao_signature_view_set_file (self->view,
                               image != NULL ? yao_signature_image_get_png (image) : NULL);
  if (image != NULL)
    {
      when = yao_format_time (yao_signature_image_get_created (image));
      /* Translators: number of a version, what became of it, when it was made. */
      text = g_strdup_printf (_ ("Version %u · %s · %s"), yao_signature_image_get_version (image),
                              get_state_text (image), when);
    }
  gtk_label_set_label (self->shown_label, text != NULL ? text : _ ("No signature is in use."));
  update_actions (self);
}

static void
fetched_cb (YaoPage *page, YaoOperation *operation)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error == NULL)
    show_image (self, YAO_SIGNATURE_IMAGE (yao_operation_get_result (operation)));
  else if (!yao_error_is (error, YAO_ERROR_NOT_FOUND))
    yao_page_tell_error (page, error);
}

static void
fetch (YaoSignaturePage *self, guint version)
{
  YaoPage *page = YAO_PAGE (self);

  yao_page_run (
      page, yao_client_get_signature_begin (yao_page_get_client (page), self->certificate, version),
      fetched_cb);
}

static GtkWidget *
make_row (YaoSignatureImage *image)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (get_state_text (image));
  guint version = yao_signature_image_get_version (image);
  g_autofree char *title = g_strdup_printf (_ ("Version %u"), version);
  g_autofree char *when = yao_format_time (yao_signature_image_get_created (image));
  /* Translators: a time, the beginning of the name of a device. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · device %.*s"), when, DEVICE_LETTERS,
                                               yao_signature_image_get_device (image));
  gboolean has_picture = yao_signature_image_has_picture (image);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  gtk_widget_add_css_class (state, "pill-label");
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  if (has_picture)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Delete version %u"), version);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ ("Delete"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "signature.delete");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", version);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "signature.view");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", version);
    }

  return row;
}

static void
show_history (YaoSignaturePage *self, GListModel *images)
{
  GtkWidget *child;

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->history_list))) != NULL)
    gtk_list_box_remove (self->history_list, child);
  for (guint i = 0; i < g_list_model_get_n_items (images); i++)
    {
      g_autoptr (YaoSignatureImage) image = g_list_model_get_item (images, i);

      gtk_list_box_append (self->history_list, make_row (image));
    }
}

static void
listed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  g_autofree char *text = NULL;
  GListModel *images;

  if (error != NULL)
    {
      text = yao_error_text_dup_both (error);
      adw_status_page_set_description (self->failed_status, yao_error_text_is_silent (error)
                                                                ? _ ("Check the PIN to see it.")
                                                                : text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  images = G_LIST_MODEL (yao_operation_get_result (operation));
  show_history (self, images);
  show_image (self, NULL);
  if (g_list_model_get_n_items (images) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "content");
  fetch (self, 0);
}

static void
load (YaoSignaturePage *self)
{
  YaoPage *page = YAO_PAGE (self);

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  if (self->certificate != NULL && !yao_page_is_busy (page))
    yao_page_run (page,
                  yao_client_list_signatures_begin (yao_page_get_client (page), self->certificate),
                  listed_cb);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  load (YAO_SIGNATURE_PAGE (widget));
}

static void
view_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (widget);

  if (self->certificate != NULL)
    fetch (self, g_variant_get_uint32 (parameter));
}

static void
deleted_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }
  yao_page_tell (page, _ ("Signature deleted"));
  load (YAO_SIGNATURE_PAGE (page));
}

static void
delete_response_cb (AdwMessageDialog *dialog, const char *response, YaoSignaturePage *self)
{
  YaoPage *page = YAO_PAGE (self);
  guint version = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "version"));

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  if (g_strcmp0 (response, "delete") == 0 && self->certificate != NULL)
    yao_page_run (
        page,
        yao_client_delete_signature_begin (yao_page_get_client (page), self->certificate, version),
        deleted_cb);
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  guint version = g_variant_get_uint32 (parameter);
  g_autofree char *body
      = g_strdup_printf (_ ("Version %u will be deleted from the service. It cannot be brought "
                            "back, and nothing takes its place."),
                         version);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              _ ("Delete signature?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "version", GUINT_TO_POINTER (version));
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_png_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (widget);

  if (self->shown != NULL)
    yao_save_ask (YAO_PAGE (self), _ ("Save signature"), "signature.png",
                  yao_signature_image_get_png (self->shown));
}

static void
save_ink_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (widget);
  gboolean is_svg = g_str_equal (g_variant_get_string (parameter, NULL), "svg");
  GBytes *inkml = self->shown != NULL ? yao_signature_image_get_inkml (self->shown) : NULL;
  g_autoptr (YaoInk) ink = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;

  if (inkml == NULL)
    return;

  ink = yao_inkml_read (inkml, &error);
  if (ink != NULL)
    file = is_svg ? yao_ink_export_svg (ink, 0, &error) : g_bytes_ref (inkml);
  if (file == NULL)
    yao_page_tell_error (YAO_PAGE (self), error);
  else
    yao_save_ask (YAO_PAGE (self), _ ("Save signature"),
                  is_svg ? "signature.svg" : "signature.inkml", file);
}

static void
current_cb (YaoSignaturePage *self)
{
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (YAO_PAGE (self)));

  g_assert (YAO_IS_SIGNATURE_PAGE (self));

  if (!g_set_object (&self->certificate, current))
    return;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  show_image (self, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* Also when one returns from writing another. */
static void
yao_signature_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yao_signature_page_parent_class)->map (widget);

  load (YAO_SIGNATURE_PAGE (widget));
}

static void
yao_signature_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (page);

  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (current_cb), self, G_CONNECT_SWAPPED);
  current_cb (self);
}

static void
yao_signature_page_dispose (GObject *object)
{
  YaoSignaturePage *self = YAO_SIGNATURE_PAGE (object);

  g_clear_object (&self->certificate);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (yao_signature_page_parent_class)->dispose (object);
}

static void
yao_signature_page_class_init (YaoSignaturePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_signature_page_dispose;
  widget_class->map = yao_signature_page_map;
  YAO_PAGE_CLASS (klass)->show_session = yao_signature_page_show_session;

  g_type_ensure (YAO_TYPE_SIGNATURE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-signature-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoSignaturePage, stack);
  gtk_widget_class_bind_template_child (widget_class, YaoSignaturePage, failed_status);
  gtk_widget_class_bind_template_child (widget_class, YaoSignaturePage, view);
  gtk_widget_class_bind_template_child (widget_class, YaoSignaturePage, shown_label);
  gtk_widget_class_bind_template_child (widget_class, YaoSignaturePage, history_list);

  gtk_widget_class_install_action (widget_class, "signature.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "signature.view", "u", view_cb);
  gtk_widget_class_install_action (widget_class, "signature.delete", "u", delete_cb);
  gtk_widget_class_install_action (widget_class, "signature.save-png", NULL, save_png_cb);
  gtk_widget_class_install_action (widget_class, "signature.save-ink", "s", save_ink_cb);
}

static void
yao_signature_page_init (YaoSignaturePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
