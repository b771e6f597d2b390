/* yao-authorization-page.c: one authorization, its fields, actions and uses
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-page.h"

#include <glib/gi18n.h>

#include "yao-authorization-text.h"
#include "yao-delete-dialog.h"
#include "yao-field-row.h"
#include "yao-format.h"
#include "yao-list-state.h"

struct _YaoAuthorizationPage
{
  YaoPage parent_instance;

  YaoListState *list_state;
  GtkListBox *fields_list;
  GtkFlowBox *buttons_box;
  AdwPreferencesGroup *uses_group;
  GtkListBox *uses_list;

  char *argument;              /* the id of the authorization */
  YaoCertificate *certificate; /* whose user looks, or NULL */
  YaoAuthorization *authorization;
  YaoAuthorizationAction action; /* what is being done */
};

G_DEFINE_FINAL_TYPE (YaoAuthorizationPage, yao_authorization_page, YAO_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_ARGUMENT,
};

/* In the order of their buttons. */
static const YaoAuthorizationAction actions[] = {
  YAO_AUTHORIZATION_GRANT,    YAO_AUTHORIZATION_MODIFY,   YAO_AUTHORIZATION_RENEW,
  YAO_AUTHORIZATION_FREEZE,   YAO_AUTHORIZATION_UNFREEZE, YAO_AUTHORIZATION_RESET_PIN,
  YAO_AUTHORIZATION_WITHDRAW, YAO_AUTHORIZATION_DELETE,
};

/* Only the owner of the certificate decides; who applied can take it back. */
static gboolean
may (YaoAuthorizationPage *self, YaoAuthorizationAction action)
{
  const char *uid = yao_certificate_get_user_uid (self->certificate);
  gboolean is_holder = g_strcmp0 (yao_authorization_get_holder_uid (self->authorization), uid) == 0;
  gboolean is_submitter
      = g_strcmp0 (yao_authorization_get_submitter (self->authorization), uid) == 0;

  if (!yao_authorization_allows (self->authorization, action))
    return FALSE;
  return action == YAO_AUTHORIZATION_WITHDRAW ? is_submitter && !is_holder : is_holder;
}

static void
empty_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
add_field (YaoAuthorizationPage *self, const char *title, const char *value)
{
  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  if (value != NULL && *value != '\0')
    gtk_list_box_append (self->fields_list, yao_field_row_new (title, value));
}

static char *
dup_person (const char *name, const char *uid)
{
  return name != NULL && *name != '\0' ? g_strdup_printf ("%s  %s", name, uid) : g_strdup (uid);
}

static void
show_fields (YaoAuthorizationPage *self)
{
  YaoAuthorization *authorization = self->authorization;
  YaoAuthorizationState state = yao_authorization_get_state (authorization);
  const char *kind
      = yao_authorization_text_document (yao_authorization_get_document_kind (authorization));
  g_autofree char *holder = dup_person (yao_authorization_get_holder_name (authorization),
                                        yao_authorization_get_holder_uid (authorization));
  g_autofree char *terms = yao_authorization_text_terms (authorization);
  g_autofree char *created = yao_format_time (yao_authorization_get_created (authorization));
  g_autofree char *changed = yao_format_time (yao_authorization_get_changed (authorization));

  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  empty_list (self->fields_list);
  add_field (self, C_ ("of a person", "Name"), yao_authorization_get_grantee_name (authorization));
  add_field (self, _ ("Employee number"), yao_authorization_get_grantee_uid (authorization));
  add_field (self, _ ("State"), yao_authorization_text_state (state));
  add_field (self, _ ("Department"), yao_authorization_get_department (authorization));
  add_field (self, kind, yao_authorization_get_document (authorization));
  add_field (self, _ ("Mobile phone"), yao_authorization_get_phone (authorization));
  add_field (self, _ ("Validity and uses"), terms);
  add_field (self, _ ("Grantor"), holder);
  if (state != YAO_AUTHORIZATION_PENDING)
    add_field (self, _ ("PIN"),
               yao_authorization_text_pin (yao_authorization_get_pin (authorization)));
  if (!yao_authorization_is_known (authorization))
    add_field (self, _ ("Note"), _ ("Not yet known to the service"));
  add_field (self, _ ("Applied for"), created);
  add_field (self, _ ("Last change"), changed);
}

static void
show_buttons (YaoAuthorizationPage *self)
{
  GtkFlowBoxChild *child;

  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  while ((child = gtk_flow_box_get_child_at_index (self->buttons_box, 0)) != NULL)
    gtk_flow_box_remove (self->buttons_box, GTK_WIDGET (child));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button;

      if (!may (self, actions[i]))
        continue;
      button = gtk_button_new_with_mnemonic (yao_authorization_text_action (actions[i]));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "authorization.act");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        yao_authorization_action_to_string (actions[i]));
      gtk_widget_add_css_class (button, "pill");
      if (actions[i] == YAO_AUTHORIZATION_DELETE)
        gtk_widget_add_css_class (button, "destructive-quiet");
      gtk_flow_box_append (self->buttons_box, button);
      child = GTK_FLOW_BOX_CHILD (gtk_widget_get_parent (button));
      gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
    }
}

static void
show (YaoAuthorizationPage *self, YaoAuthorization *authorization)
{
  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  g_set_object (&self->authorization, authorization);
  show_fields (self);
  show_buttons (self);
  yao_list_state_show_ready (self->list_state);
}

static void
uses_cb (YaoPage *page, YaoOperation *operation)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  GListModel *uses;

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }

  uses = G_LIST_MODEL (yao_operation_get_result (operation));
  empty_list (self->uses_list);
  for (guint i = 0; i < g_list_model_get_n_items (uses); i++)
    {
      g_autoptr (YaoAuthorizationUse) use = g_list_model_get_item (uses, i);
      g_autofree char *when = yao_format_time (yao_authorization_use_get_time (use));
      g_autofree char *who
          = dup_person (yao_authorization_use_get_name (use), yao_authorization_use_get_uid (use));

      gtk_list_box_append (self->uses_list, yao_field_row_new (when, who));
    }
}

static void
fetched_cb (YaoPage *page, YaoOperation *operation)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      yao_list_state_show_error (self->list_state, error);
      return;
    }

  show (self, YAO_AUTHORIZATION (yao_operation_get_result (operation)));
  yao_page_run (page,
                yao_client_list_authorization_uses_begin (yao_page_get_client (page),
                                                          self->certificate, self->argument),
                uses_cb);
}

static void
load (YaoAuthorizationPage *self)
{
  YaoPage *page = YAO_PAGE (self);

  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  if (self->certificate == NULL || self->argument == NULL || yao_page_is_busy (page))
    return;

  if (self->authorization == NULL)
    yao_list_state_show_loading (self->list_state);
  yao_page_run (page,
                yao_client_get_authorization_begin (yao_page_get_client (page), self->certificate,
                                                    self->argument),
                fetched_cb);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  load (YAO_AUTHORIZATION_PAGE (widget));
}

/* Both versions: what this person saw, and what somebody else made of it meanwhile. */
static void
show_conflict (YaoAuthorizationPage *self, YaoAuthorization *now)
{
  YaoAuthorizationState old_state = yao_authorization_get_state (self->authorization);
  g_autofree char *old_terms = yao_authorization_text_terms (self->authorization);
  g_autofree char *terms = yao_authorization_text_terms (now);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  /* Translators: twice a state, then dates and uses. */
  body = g_strdup_printf (_ ("You saw: %s, %s\nNow in the service: %s, %s"),
                          yao_authorization_text_state (old_state), old_terms,
                          yao_authorization_text_state (yao_authorization_get_state (now)), terms);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Changed by somebody else meanwhile"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "ok", _ ("_OK"));
  gtk_window_present (GTK_WINDOW (dialog));
  show (self, now);
}

static void
changed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  g_autoptr (YaoAuthorizationResult) result = NULL;
  YaoAuthorization *now = NULL;

  if (error == NULL)
    {
      result = g_list_model_get_item (G_LIST_MODEL (yao_operation_get_result (operation)), 0);
      error = yao_authorization_result_get_error (result);
      now = yao_authorization_result_get_authorization (result);
    }

  if (error != NULL && yao_error_is (error, YAO_ERROR_CHANGED) && now != NULL)
    show_conflict (self, now);
  else if (error != NULL)
    yao_page_tell_error (page, error);
  else
    {
      yao_page_tell (page, yao_authorization_text_done (self->action));
      if (self->action == YAO_AUTHORIZATION_DELETE || self->action == YAO_AUTHORIZATION_WITHDRAW)
        gtk_widget_activate_action (GTK_WIDGET (page), "win.back", NULL);
      else
        load (self);
    }
}

static void
change (YaoAuthorizationPage *self, YaoAuthorizationAction action)
{
  YaoPage *page = YAO_PAGE (self);
  g_autoptr (GListStore) one = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  YaoTerms terms = { NULL };

  g_assert (YAO_IS_AUTHORIZATION_PAGE (self));

  self->action = action;
  terms.certificate_id = yao_certificate_get_id (self->certificate);
  g_list_store_append (one, self->authorization);
  yao_page_run (page,
                yao_client_change_authorizations_begin (
                    yao_page_get_client (page), self->certificate, action, G_LIST_MODEL (one),
                    action == YAO_AUTHORIZATION_GRANT ? &terms : NULL),
                changed_cb);
}

static void
delete_chosen_cb (GtkWidget *parent, YaoAuthorization *authorization)
{
  change (YAO_AUTHORIZATION_PAGE (parent), YAO_AUTHORIZATION_DELETE);
}

static void
act_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (widget);
  YaoAuthorizationAction action;
  g_autofree char *name = NULL;

  if (self->authorization == NULL || yao_page_is_busy (YAO_PAGE (widget))
      || !yao_authorization_action_from_string (g_variant_get_string (parameter, NULL), &action))
    return;

  switch (action)
    {
    case YAO_AUTHORIZATION_MODIFY:
    case YAO_AUTHORIZATION_RENEW:
      name = g_strconcat ("terms:", self->argument, NULL);
      gtk_widget_activate_action (widget, "win.push", "s", name);
      break;
    case YAO_AUTHORIZATION_DELETE:
      yao_delete_dialog_ask_authorization (widget, self->authorization, delete_chosen_cb);
      break;
    default:
      change (self, action);
    }
}

static void
yao_authorization_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (page);

  g_set_object (&self->certificate, yao_session_get_current (session));
}

/* Also when one returns from other terms. */
static void
yao_authorization_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yao_authorization_page_parent_class)->map (widget);

  load (YAO_AUTHORIZATION_PAGE (widget));
}

static void
yao_authorization_page_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (object);

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
yao_authorization_page_dispose (GObject *object)
{
  YaoAuthorizationPage *self = YAO_AUTHORIZATION_PAGE (object);

  g_clear_object (&self->certificate);
  g_clear_object (&self->authorization);

  G_OBJECT_CLASS (yao_authorization_page_parent_class)->dispose (object);
}

static void
yao_authorization_page_finalize (GObject *object)
{
  g_free (YAO_AUTHORIZATION_PAGE (object)->argument);

  G_OBJECT_CLASS (yao_authorization_page_parent_class)->finalize (object);
}

static void
yao_authorization_page_class_init (YaoAuthorizationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = yao_authorization_page_set_property;
  object_class->dispose = yao_authorization_page_dispose;
  object_class->finalize = yao_authorization_page_finalize;
  widget_class->map = yao_authorization_page_map;
  YAO_PAGE_CLASS (klass)->show_session = yao_authorization_page_show_session;

  g_object_class_install_property (
      object_class, PROP_ARGUMENT,
      g_param_spec_string ("argument", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-authorization-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationPage, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationPage, fields_list);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationPage, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationPage, uses_group);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationPage, uses_list);

  gtk_widget_class_install_action (widget_class, "authorization.act", "s", act_cb);
  gtk_widget_class_install_action (widget_class, "authorization.reload", NULL, reload_cb);
}

static void
yao_authorization_page_init (YaoAuthorizationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
