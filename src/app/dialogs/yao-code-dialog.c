/* yao-code-dialog.c: takes an initialisation code and shows what is in it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-code-dialog.h"

#include <glib/gi18n.h>

#include "yao-banner.h"
#include "yao-error-text.h"
#include "yao-field-row.h"
#include "yao-format.h"

struct _YaoCodeDialog
{
  AdwWindow parent_instance;

  GtkButton *back_button;
  GtkButton *cancel_button;
  GtkSpinner *spinner;
  YaoBanner *banner;
  GtkStack *stack;
  GtkTextView *text_view;
  GtkLabel *error_label;
  GtkButton *paste_button;
  GtkButton *open_button;
  GtkButton *look_button;
  GtkLabel *advice_label;
  YaoFieldRow *organisation_row;
  YaoFieldRow *host_row;
  YaoFieldRow *expires_row;
  YaoFieldRow *trust_row;
  YaoFieldRow *pin_row;
  GtkButton *use_button;

  YaoSession *session;
  GCancellable *cancellable;
  YaoEnrolmentCode *code;        /* what is shown, or NULL */
  YaoOperation *operation;       /* adds the service; on its way, or NULL */
  GtkFileChooserNative *chooser; /* open, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoCodeDialog, yao_code_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_USED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_page (YaoCodeDialog *self, const char *name)
{
  gboolean found = g_str_equal (name, "found");

  g_assert (YAO_IS_CODE_DIALOG (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), found);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), !found);
  yao_banner_set_revealed (self->banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_grab_focus (found ? GTK_WIDGET (self->use_button) : GTK_WIDGET (self->text_view));
}

static void
show_problem (YaoCodeDialog *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_assert (YAO_IS_CODE_DIALOG (self));

  if (error != NULL)
    {
      g_message ("no initialisation code: %s", error->message);
      text = yao_error_text_dup_both (error);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
  gtk_label_set_label (self->error_label, text != NULL ? text : "");
}

/* A code that nobody signed is as good as the person who compares its digits. */
static gboolean
needs_comparing (YaoEnrolmentCode *code)
{
  return !yao_enrolment_code_has_signature (code) || !yao_enrolment_code_has_pin (code);
}

static const char *
get_advice (YaoEnrolmentCode *code)
{
  if (!needs_comparing (code))
    return _ ("Nothing has been sent yet. Is this your organisation?");
  if (yao_enrolment_code_has_pin (code))
    return _ ("This service is not verified. Compare the check digits with your organisation, by "
              "telephone or on paper, before you go on.");

  return _ ("This service is not verified, and there are no check digits to compare. Ask your "
            "organisation whether the address is right before you go on.");
}

static const char *
get_use_label (YaoEnrolmentCode *code)
{
  if (!needs_comparing (code))
    return _ ("_Use this service");

  return yao_enrolment_code_has_pin (code) ? _ ("The digits agree, _use it") : _ ("_Use it anyway");
}

static void
show_code (YaoCodeDialog *self)
{
  YaoEnrolmentCode *code = self->code;
  gint64 expires = yao_enrolment_code_get_expires (code);
  gboolean compare = needs_comparing (code);
  g_autofree char *pin = yao_enrolment_code_dup_pin_text (code);
  g_autofree char *date = expires > 0 ? yao_format_moment (expires) : NULL;
  const char *organisation = yao_enrolment_code_get_organisation (code);

  g_assert (YAO_IS_CODE_DIALOG (self));

  yao_field_row_set_value (self->organisation_row,
                           organisation != NULL ? organisation : _ ("Not named"));
  yao_field_row_set_value (self->host_row, yao_enrolment_code_get_address (code));
  yao_field_row_set_value (self->expires_row, date != NULL ? date : _ ("Without end"));
  yao_field_row_set_value (self->trust_row,
                           compare ? _ ("Not signed: nobody vouches for it")
                                   : _ ("Signed; the signature is checked before use"));
  gtk_widget_set_visible (GTK_WIDGET (self->pin_row), pin != NULL && pin[0] != '\0');
  yao_field_row_set_value (self->pin_row, pin);

  gtk_label_set_label (self->advice_label, get_advice (code));
  gtk_button_set_label (self->use_button, get_use_label (code));
  show_problem (self, NULL);
  show_page (self, "found");
}

static void
take_code (YaoCodeDialog *self, YaoEnrolmentCode *code, const GError *error)
{
  g_assert (YAO_IS_CODE_DIALOG (self));

  if (code == NULL)
    {
      show_problem (self, error);
      return;
    }

  g_set_object (&self->code, code);
  show_code (self);
}

static void
look_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  g_autoptr (YaoEnrolmentCode) code = NULL;
  g_autoptr (GError) error = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  code = yao_enrolment_code_new_from_text (text, &error);
  take_code (self, code, error);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);

  if (self->operation != NULL)
    yao_operation_cancel (self->operation);
  show_page (self, "enter");
}

/* Escape goes one step back, then closes. */
static void
escape_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "found") == 0)
    back_cb (widget, NULL, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoCodeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert (YAO_IS_CODE_DIALOG (self));

  text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (text != NULL)
    {
      yao_code_dialog_take_text (self, text);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_label_set_label (self->error_label,
                       _ ("The clipboard holds no text. Copy the code first, then paste."));
}

static void
paste_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable, pasted_cb,
                                 g_object_ref (self));
}

static void
file_chosen_cb (YaoCodeDialog *self, int response, GtkNativeDialog *dialog)
{
  g_assert (YAO_IS_CODE_DIALOG (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      yao_code_dialog_take_file (self, file);
    }
  gtk_native_dialog_destroy (dialog);
  g_clear_object (&self->chooser);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);

  if (self->chooser != NULL)
    return;

  self->chooser
      = gtk_file_chooser_native_new (_ ("Open initialisation code"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (YaoCodeDialog *self, const GValue *value)
{
  g_assert (YAO_IS_CODE_DIALOG (self));

  if (self->operation != NULL)
    return FALSE;

  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    yao_code_dialog_take_file (self, g_value_get_object (value));
  else if (G_VALUE_HOLDS_STRING (value))
    yao_code_dialog_take_text (self, g_value_get_string (value));
  else
    return FALSE;

  return TRUE;
}

static void
show_busy (YaoCodeDialog *self)
{
  gboolean busy = self->operation != NULL;

  g_assert (YAO_IS_CODE_DIALOG (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.use", !busy);
}

static void
added_cb (YaoCodeDialog *self, GParamSpec *pspec, YaoOperation *operation)
{
  g_autoptr (YaoOperation) hold = NULL;
  const GError *error;

  g_assert (YAO_IS_CODE_DIALOG (self));

  if (yao_operation_is_busy (operation) || operation != self->operation)
    return;

  hold = g_steal_pointer (&self->operation);
  show_busy (self);
  error = yao_operation_get_error (hold);
  if (error != NULL)
    {
      g_autofree char *text = yao_error_text_dup_both (error);

      g_message ("the service was not added: %s", error->message);
      yao_banner_set_style (self->banner, YAO_BANNER_ERROR);
      yao_banner_set_title (self->banner, text);
      yao_banner_set_revealed (self->banner, TRUE);
    }
  else if (!yao_operation_is_cancelled (hold))
    {
      g_signal_emit (self, signals[SIGNAL_USED], 0, yao_operation_get_result (hold));
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
use_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (widget);

  if (self->code == NULL || self->operation != NULL)
    return;

  yao_banner_set_revealed (self->banner, FALSE);
  self->operation = yao_client_add_service_begin (
      yao_session_get_client (self->session), self->code,
      needs_comparing (self->code) ? YAO_ADD_ALLOW_UNSIGNED : YAO_ADD_DEFAULT);
  g_signal_connect_object (self->operation, "notify::busy", G_CALLBACK (added_cb), self,
                           G_CONNECT_SWAPPED);
  show_busy (self);
}

static void
yao_code_dialog_dispose (GObject *object)
{
  YaoCodeDialog *self = YAO_CODE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->operation != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->operation, self);
      yao_operation_cancel (self->operation);
    }
  g_clear_object (&self->operation);
  g_clear_object (&self->chooser);
  g_clear_object (&self->code);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yao_code_dialog_parent_class)->dispose (object);
}

static void
yao_code_dialog_finalize (GObject *object)
{
  g_object_unref (YAO_CODE_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (yao_code_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/dialogs/yao-code-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, paste_button);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, open_button);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, advice_label);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, organisation_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, host_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, expires_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, trust_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, pin_row);
  gtk_widget_class_bind_template_child (widget_class, YaoCodeDialog, use_button);
}

static void
yao_code_dialog_class_init (YaoCodeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yao_code_dialog_dispose;
  object_class->finalize = yao_code_dialog_finalize;

  signals[SIGNAL_USED] = g_signal_new ("used", YAO_TYPE_CODE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, YAO_TYPE_SERVICE);

  g_type_ensure (YAO_TYPE_BANNER);
  g_type_ensure (YAO_TYPE_FIELD_ROW);
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "code.look", NULL, look_cb);
  gtk_widget_class_install_action (widget_class, "code.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "code.escape", NULL, escape_cb);
  gtk_widget_class_install_action (widget_class, "code.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "code.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "code.use", NULL, use_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "code.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "code.open",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "code.look",
                                       NULL);
}

static void
yao_code_dialog_init (YaoCodeDialog *self)
{
  GType types[] = { G_TYPE_FILE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/**
 * yao_code_dialog_new:
 * @session: what all pages share
 *
 * Makes the dialog. Its signal “used” brings the service, once it has been set up.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
yao_code_dialog_new (YaoSession *session)
{
  YaoCodeDialog *self;

  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);

  self = g_object_new (YAO_TYPE_CODE_DIALOG, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * yao_code_dialog_take_text:
 * @self: a dialog
 * @text: what was pasted or dropped
 *
 * Puts a text into the field and shows what is in it, if it is a code.
 */
void
yao_code_dialog_take_text (YaoCodeDialog *self, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (YAO_IS_CODE_DIALOG (self));
  g_return_if_fail (text != NULL);

  valid = g_utf8_make_valid (text, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), valid, -1);
  look_cb (GTK_WIDGET (self), NULL, NULL);
}

/**
 * yao_code_dialog_take_file:
 * @self: a dialog
 * @file: what was opened or dropped
 *
 * Reads a file and shows what is in it, if it is a code.
 */
void
yao_code_dialog_take_file (YaoCodeDialog *self, GFile *file)
{
  g_autoptr (YaoEnrolmentCode) code = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (YAO_IS_CODE_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) != NULL)
    code = yao_enrolment_code_new_from_file (g_file_peek_path (file), &error);
  else
    error = g_error_new_literal (YAO_ERROR, YAO_ERROR_STORAGE, "not a file of this computer");
  if (code != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                              yao_enrolment_code_get_uri (code), -1);
  take_code (self, code, error);
}
