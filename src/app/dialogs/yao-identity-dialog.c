/* yao-identity-dialog.c: asks a person for the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-dialog.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-pin-entry.h"
#include "yao-pin-text.h"

/* The dialog shows a YaoIdentityRequest from its beginning to its end: it stays open while a PIN is
 * checked, and closes when the PIN was right or the operation that asked is over. To close it is to
 * give up, at any time.
 */
struct _YaoIdentityDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkSpinner *spinner;
  GtkButton *continue_button;
  GtkLabel *reason_label;
  GtkLabel *person_label;
  YaoPinEntry *pin_entry;

  YaoSession *session;
  YaoIdentityRequest *request;
  YaoIdentityState shown; /* the state that was shown last */
  guint countdown;        /* the timer; only while there is something to count down */
};

G_DEFINE_FINAL_TYPE (YaoIdentityDialog, yao_identity_dialog, ADW_TYPE_WINDOW)

static void update (YaoIdentityDialog *self);

static gint64
get_seconds_left (YaoIdentityDialog *self)
{
  gint64 until = yao_identity_request_get_wait_until (self->request);

  return MAX (until - yao_session_get_now (self->session), 0);
}

static const char *
get_reason (YaoIdentityRequest *request)
{
  const char *reason = yao_identity_request_get_reason (request);

  if (g_strcmp0 (reason, "login") == 0)
    return _ ("Enter your PIN to sign in.");
  if (g_strcmp0 (reason, "pin-status") == 0)
    return _ ("Enter your PIN to see how things stand with it.");
  if (g_strcmp0 (reason, "events") == 0)
    return _ ("Enter your PIN to see what is new.");

  return _ ("Enter your PIN to go on.");
}

/* Translators: the name of a person, a number, the name of an organisation's service. */
static char *
dup_person (YaoIdentityDialog *self)
{
  GListModel *certificates = yao_session_get_certificates (self->session);
  const char *uid = yao_identity_request_get_uid (self->request);
  const char *service = yao_identity_request_get_service_name (self->request);

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      if (g_strcmp0 (yao_certificate_get_holder_uid (certificate), uid) == 0)
        return g_strdup_printf ("%s (%s) · %s", yao_certificate_get_holder_name (certificate), uid,
                                service);
    }

  return g_strdup_printf ("%s · %s", uid, service);
}

/* What is wrong, how many tries are left, how long to wait: one sentence after the other. */
static char *
dup_problem (YaoIdentityDialog *self)
{
  const GError *error = yao_identity_request_get_error (self->request);
  int tries = yao_identity_request_get_tries_left (self->request);
  gint64 seconds = get_seconds_left (self);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (error != NULL)
    g_ptr_array_add (sentences, yao_error_text_dup_sentence (error));
  if (tries >= 0 && error != NULL)
    g_ptr_array_add (sentences, yao_pin_text_dup_tries (tries));
  if (seconds > 0)
    g_ptr_array_add (sentences, yao_pin_text_dup_wait (seconds));

  g_ptr_array_add (sentences, NULL);
  return yao_pin_text_join ((const char *const *) sentences->pdata);
}

static gboolean
count_down_cb (gpointer user_data)
{
  YaoIdentityDialog *self = user_data;

  g_assert (YAO_IS_IDENTITY_DIALOG (self));

  if (get_seconds_left (self) > 0)
    {
      g_autofree char *problem = dup_problem (self);

      yao_pin_entry_show_problem (self->pin_entry, problem);
      return G_SOURCE_CONTINUE;
    }

  self->countdown = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_ready (YaoIdentityDialog *self)
{
  return yao_identity_request_get_state (self->request) == YAO_IDENTITY_WAITING
         && get_seconds_left (self) == 0;
}

static void
update_buttons (YaoIdentityDialog *self)
{
  gboolean is_checking = yao_identity_request_get_state (self->request) == YAO_IDENTITY_CHECKING;

  g_assert (YAO_IS_IDENTITY_DIALOG (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "identity.continue",
                                 is_ready (self) && !yao_pin_entry_is_empty (self->pin_entry));
  yao_pin_entry_set_editable (self->pin_entry, !is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_checking);
  gtk_spinner_set_spinning (self->spinner, is_checking);
}

static void
update (YaoIdentityDialog *self)
{
  YaoIdentityState state = yao_identity_request_get_state (self->request);
  YaoIdentityState before = self->shown;
  g_autofree char *problem = NULL;

  g_assert (YAO_IS_IDENTITY_DIALOG (self));

  self->shown = state;
  if (state == YAO_IDENTITY_DONE || state == YAO_IDENTITY_FAILED)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (state == YAO_IDENTITY_WAITING)
    {
      problem = dup_problem (self);
      if (get_seconds_left (self) > 0 && self->countdown == 0)
        self->countdown = g_timeout_add_seconds (1, count_down_cb, self);
    }
  yao_pin_entry_show_problem (self->pin_entry, problem);
  update_buttons (self);
  if (state == YAO_IDENTITY_WAITING && before == YAO_IDENTITY_CHECKING)
    gtk_widget_grab_focus (GTK_WIDGET (self->pin_entry));
}

static void
pin_changed_cb (YaoIdentityDialog *self)
{
  g_assert (YAO_IS_IDENTITY_DIALOG (self));

  if (self->request != NULL)
    update_buttons (self);
}

static void
go_on (YaoIdentityDialog *self)
{
  g_autoptr (YaoSecret) pin = NULL;

  g_assert (YAO_IS_IDENTITY_DIALOG (self));

  if (!is_ready (self) || yao_pin_entry_is_empty (self->pin_entry))
    return;

  pin = yao_pin_entry_dup_secret (self->pin_entry);
  yao_pin_entry_clear (self->pin_entry);
  yao_identity_request_submit_pin (self->request, pin);
}

static void
continue_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_on (YAO_IDENTITY_DIALOG (widget));
}

static void
cancel_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* However the dialog ends, the request gets an answer: one that has ended passes it over. */
static void
yao_identity_dialog_dispose (GObject *object)
{
  YaoIdentityDialog *self = YAO_IDENTITY_DIALOG (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  if (self->request != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->request, self);
      yao_identity_request_cancel (self->request);
    }
  g_clear_object (&self->request);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yao_identity_dialog_parent_class)->dispose (object);
}

static void
yao_identity_dialog_class_init (YaoIdentityDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_identity_dialog_dispose;

  g_type_ensure (YAO_TYPE_PIN_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/dialogs/yao-identity-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, continue_button);
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, reason_label);
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, person_label);
  gtk_widget_class_bind_template_child (widget_class, YaoIdentityDialog, pin_entry);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on);

  gtk_widget_class_install_action (widget_class, "identity.continue", NULL, continue_cb);
  gtk_widget_class_install_action (widget_class, "identity.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "identity.cancel", NULL);
}

static void
yao_identity_dialog_init (YaoIdentityDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_identity_dialog_new:
 * @session: what all pages share
 * @request: an operation that asks for the PIN
 *
 * Makes the dialog. It closes itself when the request is over; closed before, it cancels it.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
yao_identity_dialog_new (YaoSession *session, YaoIdentityRequest *request)
{
  YaoIdentityDialog *self;
  g_autofree char *person = NULL;

  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (request), NULL);

  self = g_object_new (YAO_TYPE_IDENTITY_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->request = g_object_ref (request);
  person = dup_person (self);
  gtk_label_set_label (self->reason_label, get_reason (request));
  gtk_label_set_label (self->person_label, person);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  /* The window has no such property of use: it would give the keyboard to the entry's outside. */
  gtk_widget_grab_focus (GTK_WIDGET (self->pin_entry));
  return GTK_WIDGET (self);
}
