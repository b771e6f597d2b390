/* yao-sign-files-page.c: signing files, and looking at signatures of files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-sign-files-page.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-format.h"

#define SUFFIX ".p7s"
#define DIGEST_SHOWN 16 /* digits; all of them in the tooltip */

struct _YaoSignFilesPage
{
  YaoPage parent_instance;

  GtkListBox *file_list;
  GtkLabel *certificate_label;
  GtkButton *add_button;
  GtkButton *sign_button;
  GtkButton *stop_button;
  AdwActionRow *verdict_row;
  GtkImage *verdict_icon;
  GtkButton *verify_button;

  GListStore *files;     /* of YaoSignedFile */
  YaoOperation *signing; /* on its way, or NULL */
  char *verified;        /* the name of the file that is looked at */
};

G_DEFINE_FINAL_TYPE (YaoSignFilesPage, yao_sign_files_page, YAO_TYPE_PAGE)

static GListStore *
list_unsigned (YaoSignFilesPage *self)
{
  GListStore *left = g_list_store_new (YAO_TYPE_SIGNED_FILE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (YaoSignedFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (yao_signed_file_get_state (file) != YAO_SIGNED_FILE_DONE)
        g_list_store_append (left, file);
    }
  return left;
}

static void
update (YaoSignFilesPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoCertificate *certificate = session != NULL ? yao_session_get_current (session) : NULL;
  g_autoptr (GListStore) left = list_unsigned (self);
  gboolean busy = yao_page_is_busy (YAO_PAGE (self));
  g_autofree char *key = certificate != NULL ? yao_format_key (certificate) : NULL;
  g_autofree char *text = certificate != NULL
                              ? g_strdup_printf (_ ("With the certificate of %s · %s"),
                                                 yao_certificate_get_holder_name (certificate), key)
                              : g_strdup ("");

  g_assert (YAO_IS_SIGN_FILES_PAGE (self));

  gtk_label_set_label (self->certificate_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-files.sign",
                                 !busy && certificate != NULL
                                     && g_list_model_get_n_items (G_LIST_MODEL (left)) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-files.add", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-files.verify", !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), self->signing != NULL);
}

static char *
describe (YaoSignedFile *file)
{
  const GError *error = yao_signed_file_get_error (file);
  g_autofree char *size = g_format_size ((guint64) yao_signed_file_get_size (file));
  g_autofree char *name = g_file_get_basename (yao_signed_file_get_signature (file));

  if (yao_signed_file_get_state (file) == YAO_SIGNED_FILE_WAITING)
    return g_strdup (_ ("Not signed yet"));
  if (error != NULL)
    return yao_error_text_dup_both (error);
  return g_strdup_printf (_ ("Signed: “%s”\n%s · digest %.*s…"), name, size, DIGEST_SHOWN,
                          yao_signed_file_get_digest (file));
}

static const char *
get_icon (YaoSignedFileState state)
{
  switch (state)
    {
    case YAO_SIGNED_FILE_DONE:
      return "yao-valid-symbolic";
    case YAO_SIGNED_FILE_FAILED:
      return "dialog-warning-symbolic";
    case YAO_SIGNED_FILE_WAITING:
    default:
      return "text-x-generic-symbolic";
    }
}

static void
state_cb (YaoSignedFile *file, GParamSpec *pspec, AdwActionRow *row)
{
  g_autofree char *text = describe (file);

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), yao_signed_file_get_digest (file));
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (row), "icon"),
                                get_icon (yao_signed_file_get_state (file)));
}

static void
remove_cb (GtkButton *button, YaoSignedFile *file)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), YAO_TYPE_SIGN_FILES_PAGE);
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (page);
  guint position;

  if (yao_page_is_busy (YAO_PAGE (self)) || !g_list_store_find (self->files, file, &position))
    return;
  g_list_store_remove (self->files, position);
  update (self);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  YaoSignedFile *file = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon
      = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label
      = g_strdup_printf (_ ("Remove “%s” from the list"), yao_signed_file_get_name (file));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yao_signed_file_get_name (file));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), file, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (file, "notify::state", G_CALLBACK (state_cb), row, 0);
  state_cb (file, NULL, ADW_ACTION_ROW (row));
  return row;
}

static gboolean
has_file (YaoSignFilesPage *self, GFile *file)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (YaoSignedFile) other = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (g_file_equal (yao_signed_file_get_file (other), file))
        return TRUE;
    }
  return FALSE;
}

static void
add_file (YaoSignFilesPage *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *beside = path != NULL ? g_strconcat (path, SUFFIX, NULL) : NULL;
  g_autoptr (GFile) signature = NULL;
  g_autoptr (YaoSignedFile) item = NULL;

  if (path == NULL)
    yao_page_tell (YAO_PAGE (self), _ ("Only files on this computer can be signed."));
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) == YAO_SIGN_MAX_FILES)
    yao_page_tell (YAO_PAGE (self), _ ("These are as many files as can be signed at a time."));
  else if (!has_file (self, file))
    {
      signature = g_file_new_for_path (beside);
      item = yao_signed_file_new (file, signature);
      g_list_store_append (self->files, item);
    }
}

static const char *
get_sentence (YaoVerdict verdict)
{
  switch (verdict)
    {
    case YAO_VERDICT_GOOD:
      return _ ("The signature is good. The file is as it was signed.");
    case YAO_VERDICT_FILE_CHANGED:
      return _ ("The file is not the one that was signed, or it was changed since.");
    case YAO_VERDICT_SIGNATURE_CHANGED:
      return _ ("The signature itself was changed or is damaged.");
    case YAO_VERDICT_FOREIGN:
      return _ ("The signer is of no organisation that is set up here.");
    case YAO_VERDICT_EXPIRED:
      return _ ("The certificate was not valid when the file was signed.");
    case YAO_VERDICT_REVOKED:
      return _ ("The certificate had been revoked when the file was signed.");
    case YAO_VERDICT_UNREADABLE:
    default:
      return _ ("This is no signature that can be read here.");
    }
}

/* Who signed, when and with what; one statement a line. */
static char *
describe_verification (YaoSignFilesPage *self, YaoVerification *verification)
{
  g_autoptr (GString) text = g_string_new (self->verified);
  gint64 time = yao_verification_get_time (verification);
  g_autofree char *when = time != 0 ? yao_format_moment (time) : NULL;
  const char *signer = yao_verification_get_signer (verification);

  if (signer != NULL)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Signed by %s (%s), %s"), signer,
                              yao_verification_get_uid (verification),
                              yao_verification_get_organisation (verification));
    }
  if (when != NULL)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("On %s, with the key %s"), when,
                              yao_verification_get_algorithm (verification));
    }
  if (yao_verification_get_authorization (verification) != NULL)
    g_string_append_printf (text, "\n%s", _ ("Under an authorization of the holder"));
  if (yao_verification_get_verdict (verification) == YAO_VERDICT_GOOD
      && !yao_verification_is_revocation_known (verification))
    g_string_append_printf (text, "\n%s",
                            _ ("Whether the certificate was revoked could not be asked."));
  return g_strdup (text->str);
}

static void
verified_cb (YaoPage *page, YaoOperation *operation)
{
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  YaoVerification *verification;
  YaoVerdict verdict;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }
  verification = YAO_VERIFICATION (yao_operation_get_result (operation));
  verdict = yao_verification_get_verdict (verification);
  text = describe_verification (self, verification);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row), get_sentence (verdict));
  adw_action_row_set_subtitle (self->verdict_row, text);
  gtk_image_set_from_icon_name (self->verdict_icon, verdict == YAO_VERDICT_GOOD
                                                        ? "yao-valid-symbolic"
                                                        : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_row), TRUE);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->verdict_row)), TRUE);
}

static void
look_at (YaoSignFilesPage *self, GFile *signature)
{
  YaoPage *page = YAO_PAGE (self);
  g_autofree char *path = g_file_get_path (signature);
  g_autoptr (GFile) file = NULL;

  if (path == NULL || !g_str_has_suffix (path, SUFFIX))
    {
      yao_page_tell (page, _ ("The name of a signature ends in .p7s."));
      return;
    }
  path[strlen (path) - strlen (SUFFIX)] = '\0';
  file = g_file_new_for_path (path);
  g_free (self->verified);
  self->verified = g_path_get_basename (path);
  yao_page_run (page, yao_client_verify_begin (yao_page_get_client (page), file, signature, NULL),
                verified_cb);
}

/**
 * yao_sign_files_page_take:
 * @self: a page
 * @file: a file, or a signature
 *
 * Takes what was dropped or chosen: a signature is looked at, another file is to be signed.
 */
void
yao_sign_files_page_take (YaoSignFilesPage *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (YAO_IS_SIGN_FILES_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  if (yao_page_is_busy (YAO_PAGE (self)))
    return;
  if (g_str_has_suffix (name, SUFFIX))
    look_at (self, file);
  else
    add_file (self, file);
  update (self);
}

/**
 * yao_sign_files_page_count_signed:
 * @self: a page
 *
 * Counts the files that were signed here.
 *
 * Returns: how many
 */
guint
yao_sign_files_page_count_signed (YaoSignFilesPage *self)
{
  g_autoptr (GListStore) left = NULL;

  g_return_val_if_fail (YAO_IS_SIGN_FILES_PAGE (self), 0);

  left = list_unsigned (self);
  return g_list_model_get_n_items (G_LIST_MODEL (self->files))
         - g_list_model_get_n_items (G_LIST_MODEL (left));
}

static void
signed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  guint total = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  guint n = yao_sign_files_page_count_signed (self);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }
  text = n == total ? g_strdup_printf (ngettext ("%u file signed", "%u files signed", n), n)
                    : g_strdup_printf (_ ("%u of %u files signed; “Sign” tries the others again"),
                                       n, total);
  yao_page_tell (page, text);
}

static void
sign_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  YaoCertificate *certificate = yao_session_get_current (yao_page_get_session (page));
  g_autoptr (GListStore) left = list_unsigned (self);

  if (certificate == NULL)
    return;
  self->signing = yao_client_sign_begin (yao_page_get_client (page), certificate,
                                         G_LIST_MODEL (left), YAO_SIGN_DEFAULT);
  yao_page_run (page, g_object_ref (self->signing), signed_cb);
  update (self);
}

/* What was signed by then stays; “Sign” goes on with the rest. */
static void
stop_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (widget);

  if (self->signing != NULL)
    yao_operation_cancel (self->signing);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, YaoSignFilesPage *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      yao_sign_files_page_take (self, file);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
choose (YaoSignFilesPage *self, const char *title, gboolean several)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), "yao-choose-dialog", dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
add_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (YAO_SIGN_FILES_PAGE (widget), _ ("Files to sign"), TRUE);
}

static void
verify_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (YAO_SIGN_FILES_PAGE (widget), _ ("Look at a signature"), FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, YaoSignFilesPage *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *item = files; item != NULL; item = item->next)
    yao_sign_files_page_take (self, item->data);
  return files != NULL;
}

/* Also when somebody gave up over the PIN. */
static void
busy_cb (YaoSignFilesPage *self)
{
  if (!yao_page_is_busy (YAO_PAGE (self)))
    g_clear_object (&self->signing);
  update (self);
}

static void
yao_sign_files_page_show_session (YaoPage *page, YaoSession *session)
{
  g_signal_connect_object (yao_session_get_client (session), "notify::current", G_CALLBACK (update),
                           page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "notify::busy", G_CALLBACK (busy_cb), NULL);
  update (YAO_SIGN_FILES_PAGE (page));
}

static void
yao_sign_files_page_finalize (GObject *object)
{
  YaoSignFilesPage *self = YAO_SIGN_FILES_PAGE (object);

  g_clear_object (&self->files);
  g_clear_object (&self->signing);
  g_free (self->verified);

  G_OBJECT_CLASS (yao_sign_files_page_parent_class)->finalize (object);
}

static void
yao_sign_files_page_class_init (YaoSignFilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yao_sign_files_page_finalize;
  YAO_PAGE_CLASS (klass)->show_session = yao_sign_files_page_show_session;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-sign-files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, file_list);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, certificate_label);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, sign_button);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, YaoSignFilesPage, verify_button);

  gtk_widget_class_install_action (widget_class, "sign-files.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "sign-files.sign", NULL, sign_cb);
  gtk_widget_class_install_action (widget_class, "sign-files.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "sign-files.verify", NULL, verify_cb);
}

static void
yao_sign_files_page_init (YaoSignFilesPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* The list of the group shows as a line while it holds nothing that is seen. */
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->verdict_row)), FALSE);
  self->files = g_list_store_new (YAO_TYPE_SIGNED_FILE);
  gtk_list_box_bind_model (self->file_list, G_LIST_MODEL (self->files), make_row, NULL, NULL);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
