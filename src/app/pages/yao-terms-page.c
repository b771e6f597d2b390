/* yao-terms-page.c: other terms for an authorization
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-terms-page.h"

#include <glib/gi18n.h>

#include "yao-authorization-text.h"
#include "yao-format.h"
#include "yao-list-state.h"
#include "yao-terms-form.h"

/* For how long it is renewed where nothing else is chosen. */
#define RENEW_DAYS 90
#define DAY (24 * 60 * 60)

struct _YaoTermsPage
{
  YaoPage parent_instance;

  YaoListState *list_state;
  YaoTermsForm *form;
  GtkLabel *problem_label;
  GtkButton *submit_button;

  char *argument;              /* the id of the authorization */
  YaoCertificate *certificate; /* whose user asks, or NULL */
  YaoAuthorization *authorization;
};

G_DEFINE_FINAL_TYPE (YaoTermsPage, yao_terms_page, YAO_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_ARGUMENT,
};

static gint64
get_now (YaoTermsPage *self)
{
  return yao_session_get_now (yao_page_get_session (YAO_PAGE (self)));
}

static gboolean
is_renewal (YaoTermsPage *self)
{
  return yao_authorization_allows (self->authorization, YAO_AUTHORIZATION_RENEW);
}

static void
check (YaoTermsPage *self)
{
  const char *problem;

  g_assert (YAO_IS_TERMS_PAGE (self));

  if (self->authorization == NULL)
    return;

  problem = yao_terms_form_get_problem (self->form, get_now (self));
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "terms.submit", problem == NULL);
}

static void
show (YaoTermsPage *self, YaoAuthorization *authorization)
{
  gint64 now = get_now (self);

  g_assert (YAO_IS_TERMS_PAGE (self));

  g_set_object (&self->authorization, authorization);
  if (is_renewal (self))
    {
      g_object_set (self, "title", _ ("Renew authorization"), NULL);
      gtk_button_set_label (self->submit_button, _ ("_Submit renewal"));
      yao_terms_form_set (self->form, now, now + (gint64) RENEW_DAYS * DAY,
                          yao_authorization_get_uses (authorization));
    }
  else
    {
      gtk_button_set_label (self->submit_button, _ ("_Submit modification"));
      yao_terms_form_set (self->form, yao_authorization_get_from (authorization),
                          yao_authorization_get_until (authorization),
                          yao_authorization_get_uses (authorization));
    }
  check (self);
  yao_list_state_show_ready (self->list_state);
}

static void
fetched_cb (YaoPage *page, YaoOperation *operation)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_list_state_show_error (self->list_state, error);
  else
    show (self, YAO_AUTHORIZATION (yao_operation_get_result (operation)));
}

static void
load (YaoTermsPage *self)
{
  YaoPage *page = YAO_PAGE (self);

  g_assert (YAO_IS_TERMS_PAGE (self));

  if (self->certificate == NULL || self->argument == NULL || yao_page_is_busy (page))
    return;

  yao_list_state_show_loading (self->list_state);
  yao_page_run (page,
                yao_client_get_authorization_begin (yao_page_get_client (page), self->certificate,
                                                    self->argument),
                fetched_cb);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  load (YAO_TERMS_PAGE (widget));
}

static void
done_response_cb (AdwMessageDialog *dialog, const char *response, YaoTermsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
tell_success (YaoTermsPage *self, YaoAuthorizationAction action)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              yao_authorization_text_done (action), NULL);

  g_assert (YAO_IS_TERMS_PAGE (self));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "ok", _ ("_OK"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (done_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
conflict_response_cb (AdwMessageDialog *dialog, const char *response, YaoTermsPage *self)
{
  g_assert (YAO_IS_TERMS_PAGE (self));

  if (g_strcmp0 (response, "mine") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "terms.submit", NULL);
  else
    show (self, self->authorization);
}

/* Both versions: what this person wrote, and what somebody else did meanwhile. */
static void
show_conflict (YaoTermsPage *self, YaoAuthorization *now)
{
  g_autofree char *theirs = yao_authorization_text_terms (now);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *uses = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;
  YaoTerms terms;

  g_assert (YAO_IS_TERMS_PAGE (self));

  yao_terms_form_get (self->form, &terms);
  from = yao_format_date (terms.from);
  until = yao_format_date (terms.until);
  uses = g_strdup_printf ("%" G_GINT64_FORMAT, terms.uses);
  /* Translators: two dates and a number of uses; a state; dates and uses. */
  body = g_strdup_printf (_ ("Yours: %s – %s · uses %s\nNow in the service: %s, %s"), from, until,
                          uses, yao_authorization_text_state (yao_authorization_get_state (now)),
                          theirs);
  g_set_object (&self->authorization, now);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Changed by somebody else meanwhile"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "theirs", _ ("_Keep theirs"),
                                    "mine", _ ("_Use mine"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "theirs");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "theirs");
  g_signal_connect_object (dialog, "response", G_CALLBACK (conflict_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
submitted_cb (YaoPage *page, YaoOperation *operation)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  g_autoptr (YaoAuthorizationResult) result = NULL;
  YaoAuthorization *now;

  if (error == NULL)
    {
      result = g_list_model_get_item (G_LIST_MODEL (yao_operation_get_result (operation)), 0);
      error = yao_authorization_result_get_error (result);
    }

  now = result != NULL ? yao_authorization_result_get_authorization (result) : NULL;
  if (error == NULL)
    tell_success (self, is_renewal (self) ? YAO_AUTHORIZATION_RENEW : YAO_AUTHORIZATION_MODIFY);
  else if (yao_error_is (error, YAO_ERROR_CHANGED) && now != NULL)
    show_conflict (self, now);
  else
    yao_page_tell_error (page, error);
}

static void
submit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  g_autoptr (GListStore) one = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  YaoTerms terms;

  if (self->authorization == NULL || yao_page_is_busy (page))
    return;

  yao_terms_form_get (self->form, &terms);
  g_list_store_append (one, self->authorization);
  yao_page_run (page,
                yao_client_change_authorizations_begin (
                    yao_page_get_client (page), self->certificate,
                    is_renewal (self) ? YAO_AUTHORIZATION_RENEW : YAO_AUTHORIZATION_MODIFY,
                    G_LIST_MODEL (one), &terms),
                submitted_cb);
}

static void
yao_terms_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (page);

  g_set_object (&self->certificate, yao_session_get_current (session));
  load (self);
}

static void
yao_terms_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (object);

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
yao_terms_page_dispose (GObject *object)
{
  YaoTermsPage *self = YAO_TERMS_PAGE (object);

  g_clear_object (&self->certificate);
  g_clear_object (&self->authorization);

  G_OBJECT_CLASS (yao_terms_page_parent_class)->dispose (object);
}

static void
yao_terms_page_finalize (GObject *object)
{
  g_free (YAO_TERMS_PAGE (object)->argument);

  G_OBJECT_CLASS (yao_terms_page_parent_class)->finalize (object);
}

static void
yao_terms_page_class_init (YaoTermsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = yao_terms_page_set_property;
  object_class->dispose = yao_terms_page_dispose;
  object_class->finalize = yao_terms_page_finalize;
  YAO_PAGE_CLASS (klass)->show_session = yao_terms_page_show_session;

  g_object_class_install_property (
      object_class, PROP_ARGUMENT,
      g_param_spec_string ("argument", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_type_ensure (YAO_TYPE_LIST_STATE);
  g_type_ensure (YAO_TYPE_TERMS_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-terms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoTermsPage, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoTermsPage, form);
  gtk_widget_class_bind_template_child (widget_class, YaoTermsPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, YaoTermsPage, submit_button);
  gtk_widget_class_bind_template_callback (widget_class, check);

  gtk_widget_class_install_action (widget_class, "terms.submit", NULL, submit_cb);
  gtk_widget_class_install_action (widget_class, "terms.reload", NULL, reload_cb);
}

static void
yao_terms_page_init (YaoTermsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
