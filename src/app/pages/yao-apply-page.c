/* yao-apply-page.c: asks an owner to let somebody use his certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-apply-page.h"

#include <glib/gi18n.h>

#include "yao-authorization-text.h"
#include "yao-error-text.h"
#include "yao-terms-form.h"

/* For how long and how often where nothing else is chosen. */
#define DAY (24 * 60 * 60)
#define PROPOSED_DAYS 90
#define PROPOSED_USES 100

struct _YaoApplyPage
{
  YaoPage parent_instance;

  AdwEntryRow *grantor_row;
  GtkButton *confirm_button;
  GtkBox *form_box;
  AdwEntryRow *name_row;
  AdwEntryRow *uid_row;
  AdwComboRow *kind_row;
  AdwEntryRow *document_row;
  AdwEntryRow *phone_row;
  YaoTermsForm *terms_form;
  GtkLabel *problem_label;
  GtkButton *submit_button;

  YaoCertificate *certificate; /* whose user applies, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoApplyPage, yao_apply_page, YAO_TYPE_PAGE)

/* Digits and letters may come in full width. */
static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static YaoDocumentKind
get_kind (YaoApplyPage *self)
{
  return YAO_DOCUMENT_RESIDENT_ID + (YaoDocumentKind) adw_combo_row_get_selected (self->kind_row);
}

static void
mark (AdwEntryRow *row, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* Looks at a field as it is typed: one that is empty is not wrong yet. */
static gboolean
check_field (AdwEntryRow *row,
             const char *good,
             const char *text,
             const char *what,
             const char **problem)
{
  gboolean is_wrong = good == NULL && *text != '\0';

  mark (row, is_wrong);
  if (is_wrong && *problem == NULL)
    *problem = what;
  return good != NULL && *good != '\0';
}

static void
check (YaoApplyPage *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *uid = dup_text (self->uid_row);
  g_autofree char *document = dup_text (self->document_row);
  g_autofree char *phone = dup_text (self->phone_row);
  g_autofree char *good_document = yao_document_number_fold (get_kind (self), document);
  g_autofree char *good_phone = yao_phone_fold (phone);
  const char *problem = NULL;
  const char *document_problem = get_kind (self) == YAO_DOCUMENT_RESIDENT_ID
                                     ? _ ("The number has 18 digits, and the last one must fit the "
                                          "others.")
                                     : _ ("The document number cannot be right.");
  gboolean is_complete;

  g_assert (YAO_IS_APPLY_PAGE (self));

  if (yao_page_get_session (YAO_PAGE (self)) == NULL)
    return; /* it is still being put together */

  is_complete = *name != '\0' && *uid != '\0';
  is_complete
      &= check_field (self->document_row, good_document, document, document_problem, &problem);
  is_complete &= check_field (self->phone_row, good_phone, phone,
                              _ ("The mobile phone number cannot be right."), &problem);
  if (problem == NULL)
    problem = yao_terms_form_get_problem (
        self->terms_form, yao_session_get_now (yao_page_get_session (YAO_PAGE (self))));
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "apply.submit", is_complete && problem == NULL);
}

static void
show_form (YaoApplyPage *self, gboolean is_shown)
{
  g_assert (YAO_IS_APPLY_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->form_box), is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm_button), !is_shown);
}

/* Another number has to be confirmed again. */
static void
grantor_changed_cb (YaoApplyPage *self)
{
  g_autofree char *grantor = dup_text (self->grantor_row);

  g_assert (YAO_IS_APPLY_PAGE (self));

  show_form (self, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "apply.confirm",
                                 *grantor != '\0' && self->certificate != NULL);
}

static void
grantor_activated_cb (YaoApplyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "apply.confirm", NULL);
}

static void
confirmed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoApplyPage *self = YAO_APPLY_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }

  show_form (self, TRUE);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
confirm_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoApplyPage *self = YAO_APPLY_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  g_autofree char *grantor = dup_text (self->grantor_row);

  if (self->certificate != NULL && *grantor != '\0' && !yao_page_is_busy (page))
    yao_page_run (
        page,
        yao_client_check_grantor_begin (yao_page_get_client (page), self->certificate, grantor),
        confirmed_cb);
}

static void
done_response_cb (AdwMessageDialog *dialog, const char *response, YaoApplyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
show_existing_cb (AdwMessageDialog *dialog, const char *response, YaoApplyPage *self)
{
  if (g_strcmp0 (response, "show") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.push", "s",
                                g_object_get_data (G_OBJECT (dialog), "page"));
}

/* The same person has one already: the way to it. */
static void
tell_existing (YaoApplyPage *self, const GError *error)
{
  g_autofree char *sentence = yao_error_text_dup_sentence (error);
  g_autofree char *hint = yao_error_text_dup_hint (error);
  const char *id = yao_error_get_subject (error);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              sentence, hint);

  g_assert (YAO_IS_APPLY_PAGE (self));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  if (id != NULL)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "show", _ ("_Show record"));
      g_object_set_data_full (G_OBJECT (dialog), "page", g_strconcat ("authorization:", id, NULL),
                              g_free);
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (show_existing_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
submitted_cb (YaoPage *page, YaoOperation *operation)
{
  YaoApplyPage *self = YAO_APPLY_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  GtkWidget *dialog;

  if (error != NULL && yao_error_is (error, YAO_ERROR_AUTHORIZATION_EXISTS))
    {
      tell_existing (self, error);
      return;
    }
  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }

  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Application submitted"),
      _ ("The grantor sees it among the records that are not authorized. You see it in My "
         "applications, and can withdraw it there until it is granted."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "ok", _ ("_OK"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (done_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
submit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoApplyPage *self = YAO_APPLY_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  g_autofree char *grantor = dup_text (self->grantor_row);
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *uid = dup_text (self->uid_row);
  g_autofree char *document = dup_text (self->document_row);
  g_autofree char *phone = dup_text (self->phone_row);
  YaoAuthorizationRequest request = { 0 };
  YaoTerms terms;

  if (self->certificate == NULL || yao_page_is_busy (page))
    return;

  yao_terms_form_get (self->terms_form, &terms);
  request.grantor = grantor;
  request.uid = uid;
  request.name = name;
  request.document_kind = get_kind (self);
  request.document = document;
  request.phone = phone;
  request.from = terms.from;
  request.until = terms.until;
  request.uses = terms.uses;
  yao_page_run (page,
                yao_client_apply_for_authorization_begin (yao_page_get_client (page),
                                                          self->certificate, &request),
                submitted_cb);
}

static void
yao_apply_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoApplyPage *self = YAO_APPLY_PAGE (page);
  gint64 now = yao_session_get_now (session);

  g_set_object (&self->certificate, yao_session_get_current (session));
  yao_terms_form_set (self->terms_form, now, now + (gint64) PROPOSED_DAYS * DAY, PROPOSED_USES);
  grantor_changed_cb (self);
  check (self);
}

static void
yao_apply_page_dispose (GObject *object)
{
  g_clear_object (&YAO_APPLY_PAGE (object)->certificate);

  G_OBJECT_CLASS (yao_apply_page_parent_class)->dispose (object);
}

static void
yao_apply_page_class_init (YaoApplyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_apply_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_apply_page_show_session;

  g_type_ensure (YAO_TYPE_TERMS_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-apply-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, grantor_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, form_box);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, uid_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, document_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, terms_form);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, YaoApplyPage, submit_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, grantor_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grantor_activated_cb);

  gtk_widget_class_install_action (widget_class, "apply.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "apply.submit", NULL, submit_cb);
}

static void
yao_apply_page_init (YaoApplyPage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (YaoDocumentKind kind = YAO_DOCUMENT_RESIDENT_ID; kind <= YAO_DOCUMENT_OTHER; kind++)
    gtk_string_list_append (kinds,
                            yao_authorization_text_document (yao_document_kind_to_string (kind)));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
}
