/* yao-details-page.c: every field of the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-details-page.h"

#include <glib/gi18n.h>

#include "yao-field-row.h"
#include "yao-format.h"

struct _YaoDetailsPage
{
  YaoPage parent_instance;

  GtkMenuButton *export_button;
  GtkBox *sections_box;

  YaoCertificate *certificate; /* what is shown */
  gulong changed_id;           /* of its signal notify */
};

G_DEFINE_FINAL_TYPE (YaoDetailsPage, yao_details_page, YAO_TYPE_PAGE)

static const char *const section_titles[] = {
  [YAO_FIELD_SECTION_SUBJECT] = N_ ("Holder"),
  [YAO_FIELD_SECTION_ISSUER] = N_ ("Issuer"),
  [YAO_FIELD_SECTION_VALIDITY] = N_ ("Validity"),
  [YAO_FIELD_SECTION_KEY] = N_ ("Key and signature"),
  [YAO_FIELD_SECTION_EXTENSIONS] = N_ ("Extensions"),
  [YAO_FIELD_SECTION_FINGERPRINTS] = N_ ("Certificate fingerprints"),
  [YAO_FIELD_SECTION_CHAIN] = N_ ("Certificate chain"),
};

static char *
dup_value (YaoCertificateField *field)
{
  if (yao_certificate_field_is_time (field))
    return yao_format_time (yao_certificate_field_get_time (field));

  return g_strdup (yao_certificate_field_get_value (field));
}

static GtkWidget *
make_row (YaoCertificateField *field)
{
  g_autofree char *value = dup_value (field);
  GtkWidget *row = yao_field_row_new (_ (yao_certificate_field_get_name (field)), value);

  yao_field_row_set_monospace (YAO_FIELD_ROW (row), yao_certificate_field_is_monospace (field));
  if (yao_certificate_field_is_critical (field))
    yao_field_row_set_note (YAO_FIELD_ROW (row), _ ("Critical"));
  return row;
}

static GtkListBox *
add_section (YaoDetailsPage *self, YaoFieldSection section)
{
  const char *title = _ (section_titles[section]);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  g_assert (YAO_IS_DETAILS_PAGE (self));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->sections_box, box);
  return GTK_LIST_BOX (list);
}

static void
fill (YaoDetailsPage *self)
{
  g_autoptr (GListModel) fields = yao_certificate_list_fields (self->certificate);
  GtkListBox *list = NULL;
  int section = -1;
  GtkWidget *child;

  g_assert (YAO_IS_DETAILS_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections_box))) != NULL)
    gtk_box_remove (self->sections_box, child);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (YaoCertificateField) field = g_list_model_get_item (fields, i);

      if (list == NULL || (int) yao_certificate_field_get_section (field) != section)
        {
          section = (int) yao_certificate_field_get_section (field);
          list = add_section (self, (YaoFieldSection) section);
        }
      gtk_list_box_append (list, make_row (field));
    }
}

/* All fields as text, for a message to whoever asks for them. */
static char *
dup_text (YaoCertificate *certificate)
{
  g_autoptr (GListModel) fields = yao_certificate_list_fields (certificate);
  GString *text = g_string_new (NULL);
  int section = -1;

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (YaoCertificateField) field = g_list_model_get_item (fields, i);
      g_autofree char *value = dup_value (field);

      if ((int) yao_certificate_field_get_section (field) != section)
        {
          section = (int) yao_certificate_field_get_section (field);
          g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "",
                                  _ (section_titles[section]));
        }
      g_string_append_printf (text, "%s: %s\n", _ (yao_certificate_field_get_name (field)), value);
    }

  return g_string_free (text, FALSE);
}

static void
copy_all_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoDetailsPage *self = YAO_DETAILS_PAGE (widget);
  g_autofree char *text = NULL;

  if (self->certificate == NULL)
    return;

  text = dup_text (self->certificate);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  yao_page_tell (YAO_PAGE (self), _ ("All fields copied"));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoDetailsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("Exported to “%s”"), name);
  else
    {
      g_message ("export failed: %s", error->message);
      text = g_strdup_printf (
          _ ("“%s” could not be written. Choose a folder that you may write to."), name);
    }
  yao_page_tell (YAO_PAGE (self), text);
}

static void
export_to (YaoDetailsPage *self, GFile *file, YaoExportFormat format, gboolean with_chain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (self->certificate == NULL)
    return;

  bytes = yao_certificate_export (self->certificate, format, with_chain, &error);
  if (bytes == NULL)
    {
      yao_page_tell_error (YAO_PAGE (self), error);
      return;
    }

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_object_ref (self));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  YaoDetailsPage *self = user_data;
  const char *target = g_object_get_data (G_OBJECT (dialog), "target");

  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      export_to (self, file, g_str_equal (target, "der") ? YAO_EXPORT_DER : YAO_EXPORT_PEM,
                 g_str_equal (target, "pem-chain"));
    }
  gtk_native_dialog_destroy (dialog);
}

static void
export_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoDetailsPage *self = YAO_DETAILS_PAGE (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  if (self->certificate == NULL)
    return;

  name = yao_certificate_dup_file_name (
      self->certificate, g_str_equal (target, "der") ? YAO_EXPORT_DER : YAO_EXPORT_PEM);
  dialog = gtk_file_chooser_native_new (_ ("Export certificate"),
                                        GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "target", g_strdup (target), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), "dialog", dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
leave_certificate (YaoDetailsPage *self)
{
  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (self->certificate != NULL)
    g_clear_signal_handler (&self->changed_id, self->certificate);
  g_clear_object (&self->certificate);
}

static void
certificate_changed_cb (YaoDetailsPage *self, GParamSpec *pspec)
{
  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (g_str_equal (pspec->name, "der"))
    fill (self);
}

static void
update (YaoDetailsPage *self)
{
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (YAO_PAGE (self)));

  g_assert (YAO_IS_DETAILS_PAGE (self));

  if (current == self->certificate || current == NULL)
    return;

  leave_certificate (self);
  self->certificate = g_object_ref (current);
  self->changed_id
      = g_signal_connect_swapped (current, "notify", G_CALLBACK (certificate_changed_cb), self);
  fill (self);
}

static void
yao_details_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoDetailsPage *self = YAO_DETAILS_PAGE (page);

  g_signal_connect_object (yao_session_get_client (session), "notify::current", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

static void
yao_details_page_dispose (GObject *object)
{
  leave_certificate (YAO_DETAILS_PAGE (object));

  G_OBJECT_CLASS (yao_details_page_parent_class)->dispose (object);
}

static void
yao_details_page_class_init (YaoDetailsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_details_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_details_page_show_session;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoDetailsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, YaoDetailsPage, sections_box);

  gtk_widget_class_install_action (widget_class, "details.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "details.copy-all", NULL, copy_all_cb);
}

static void
yao_details_page_init (YaoDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
