/* yao-delete-dialog.c: asks before something is removed from this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-delete-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>


/* What to do when the person says yes. */
typedef struct
{
  GtkWidget *parent; /* a weak pointer */
  GObject *object;
  void (*func) (GtkWidget *parent, GObject *object);
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->object);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_assert (question != NULL);

  if (g_strcmp0 (response, "delete") == 0 && question->parent != NULL)
    question->func (question->parent, question->object);
}

static void
ask (GtkWidget *parent,
     GObject *object,
     GCallback func,
     const char *heading,
     const char *body,
     const char *delete_label)
{
  GtkWidget *dialog;
  Question *question = g_new0 (Question, 1);

  question->object = g_object_ref (object);
  question->func = (void (*) (GtkWidget *, GObject *)) func;
  g_set_weak_pointer (&question->parent, parent);

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    delete_label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         (GClosureNotify) (GCallback) question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * yao_delete_dialog_ask:
 * @parent: the widget that asks
 * @certificate: what is to be deleted
 * @func: called when the person wants it
 *
 * Warns before a certificate is removed from this device. Cancel is what Enter and Escape choose.
 */
void
yao_delete_dialog_ask (GtkWidget *parent, YaoCertificate *certificate, YaoDeleteFunc func)
{
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (func != NULL);

  /* Translators: a name and an employee number. */
  body = g_strdup_printf (
      _ ("The certificate of %s (%s) and everything kept for every user under it will be removed "
         "from this device. The certificate stays in the service: you can download it again."),
      yao_certificate_get_holder_name (certificate), yao_certificate_get_holder_uid (certificate));
  ask (parent, G_OBJECT (certificate), G_CALLBACK (func), _ ("Delete certificate?"), body,
       _ ("_Delete"));
}

/**
 * yao_delete_dialog_ask_service:
 * @parent: the widget that asks
 * @service: what is to be removed
 * @n_certificates: how many certificates of it are on this device
 * @func: called when the person wants it
 *
 * Warns before a service and its certificates are removed from this device.
 */
void
yao_delete_dialog_ask_service (GtkWidget *parent,
                               YaoService *service,
                               guint n_certificates,
                               YaoRemoveServiceFunc func)
{
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (YAO_IS_SERVICE (service));
  g_return_if_fail (func != NULL);

  if (n_certificates == 0)
    body = g_strdup_printf (_ ("The settings of “%s” will be removed from this device. You need "
                               "its initialisation code to use it again."),
                            yao_service_get_name (service));
  else
    body = g_strdup_printf (
        ngettext ("The settings of “%s” and its %u certificate will be removed from this device. "
                  "You need its initialisation code to use it again.",
                  "The settings of “%s” and its %u certificates will be removed from this device. "
                  "You need its initialisation code to use it again.",
                  n_certificates),
        yao_service_get_name (service), n_certificates);
  ask (parent, G_OBJECT (service), G_CALLBACK (func), _ ("Remove service?"), body, _ ("_Remove"));
}

/**
 * yao_delete_dialog_ask_authorization:
 * @parent: the widget that asks
 * @authorization: what is to be deleted
 * @func: called when the person wants it
 *
 * Warns before somebody loses an authorization for ever.
 */
void
yao_delete_dialog_ask_authorization (GtkWidget *parent,
                                     YaoAuthorization *authorization,
                                     YaoDeleteAuthorizationFunc func)
{
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (YAO_IS_AUTHORIZATION (authorization));
  g_return_if_fail (func != NULL);

  /* Translators: a name and an employee number. */
  body
      = g_strdup_printf (_ ("%s (%s) will not be able to use the certificate any more, and the "
                            "record goes away. To allow it again there must be a new application."),
                         yao_authorization_get_grantee_name (authorization),
                         yao_authorization_get_grantee_uid (authorization));
  ask (parent, G_OBJECT (authorization), G_CALLBACK (func), _ ("Delete user?"), body,
       _ ("_Delete"));
}
