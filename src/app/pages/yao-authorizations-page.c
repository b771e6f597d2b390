/* yao-authorizations-page.c: who may use the certificate in use, and what one applied for
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations-page.h"

#include <glib/gi18n.h>

#include "yao-authorization-row.h"
#include "yao-authorization-text.h"
#include "yao-error-text.h"
#include "yao-list-state.h"
#include "yao-results-dialog.h"

#define N_STATES YAO_AUTHORIZATION_EXPIRED

struct _YaoAuthorizationsPage
{
  YaoPage parent_instance;

  GtkDropDown *scope_drop;
  GtkDropDown *sort_drop;
  GtkBox *state_box;
  GtkToggleButton *state_buttons[N_STATES];
  GtkLabel *state_counts[N_STATES];
  GtkSearchEntry *person_entry;
  YaoListState *list_state;
  GtkListView *list_view;
  AdwClamp *foot;
  GtkCheckButton *all_check;
  GtkButton *action_button;

  YaoAuthorizationList *list; /* or NULL, before the page was looked at */
  GtkMultiSelection *selection;
  YaoAuthorizationAction action; /* what is being done with those chosen */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (YaoAuthorizationsPage, yao_authorizations_page, YAO_TYPE_PAGE)

/* In the order of the entries of the menu. */
static const YaoAuthorizationScope scopes[] = {
  YAO_AUTHORIZATION_GRANTED,
  YAO_AUTHORIZATION_RECEIVED,
  YAO_AUTHORIZATION_SUBMITTED,
};

static YaoAuthorizationScope
get_scope (YaoAuthorizationsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->scope_drop);

  return selected < G_N_ELEMENTS (scopes) ? scopes[selected] : YAO_AUTHORIZATION_GRANTED;
}

static YaoAuthorizationState
get_state (YaoAuthorizationsPage *self)
{
  for (guint i = 0; i < N_STATES; i++)
    {
      if (gtk_toggle_button_get_active (self->state_buttons[i]))
        return YAO_AUTHORIZATION_PENDING + (YaoAuthorizationState) i;
    }

  return YAO_AUTHORIZATION_PENDING;
}

/* What can be done with several of this list. */
static gboolean
get_action (YaoAuthorizationsPage *self, YaoAuthorizationAction *action)
{
  if (get_scope (self) == YAO_AUTHORIZATION_RECEIVED)
    return FALSE;
  if (get_scope (self) == YAO_AUTHORIZATION_SUBMITTED)
    {
      *action = YAO_AUTHORIZATION_WITHDRAW;
      return TRUE;
    }

  switch (get_state (self))
    {
    case YAO_AUTHORIZATION_PENDING:
      *action = YAO_AUTHORIZATION_GRANT;
      return TRUE;
    case YAO_AUTHORIZATION_ACTIVE:
      *action = YAO_AUTHORIZATION_FREEZE;
      return TRUE;
    case YAO_AUTHORIZATION_FROZEN:
      *action = YAO_AUTHORIZATION_UNFREEZE;
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
get_empty_title (YaoAuthorizationsPage *self)
{
  if (get_scope (self) == YAO_AUTHORIZATION_RECEIVED)
    return _ ("Nobody has authorized you yet");
  if (get_scope (self) == YAO_AUTHORIZATION_SUBMITTED)
    return _ ("No applications yet");

  switch (get_state (self))
    {
    case YAO_AUTHORIZATION_PENDING:
      return _ ("No unauthorized records");
    case YAO_AUTHORIZATION_ACTIVE:
      return _ ("No authorized records");
    case YAO_AUTHORIZATION_FROZEN:
      return _ ("No frozen records");
    default:
      return _ ("No expired records");
    }
}

static guint64
count_selected (YaoAuthorizationsPage *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  if (self->selection == NULL)
    return 0;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return gtk_bitset_get_size (selected);
}

static void
update_foot (YaoAuthorizationsPage *self)
{
  YaoAuthorizationAction action = YAO_AUTHORIZATION_GRANT;
  gboolean can_act = get_action (self, &action);
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint64 n_selected = count_selected (self);
  g_autofree char *label = NULL;

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->foot), can_act && n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "authorizations.act",
                                 n_selected > 0 && !yao_page_is_busy (YAO_PAGE (self)));
  label = n_selected > 0 ? g_strdup_printf ("%s (%u)", yao_authorization_text_action (action),
                                            (guint) n_selected)
                         : g_strdup (yao_authorization_text_action (action));
  gtk_button_set_label (self->action_button, label);
  self->is_setting = TRUE;
  gtk_check_button_set_active (self->all_check, n > 0 && n_selected == n);
  self->is_setting = FALSE;
}

static void
update_counts (YaoAuthorizationsPage *self)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  for (guint i = 0; i < N_STATES; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "%" G_GINT64_FORMAT,
          yao_authorization_list_get_count (self->list,
                                            YAO_AUTHORIZATION_PENDING + (YaoAuthorizationState) i));

      gtk_label_set_label (self->state_counts[i], text);
    }
}

static void
show_nothing (YaoAuthorizationsPage *self)
{
  const char *search = yao_authorization_list_get_search (self->list);
  gboolean has_next = get_scope (self) == YAO_AUTHORIZATION_SUBMITTED;

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (search != NULL)
    {
      yao_list_state_show_nothing_found (self->list_state);
      return;
    }

  g_object_set (self->list_state, "empty-title", get_empty_title (self), "empty-button-label",
                has_next ? _ ("_Apply for authorization") : NULL, "empty-action",
                has_next ? "win.push::apply" : NULL, NULL);
  yao_list_state_show_empty (self->list_state);
}

/* Called whenever something about the list changes. */
static void
update (YaoAuthorizationsPage *self)
{
  const GError *error;
  guint n;

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  update_foot (self);
  if (self->list == NULL)
    return;

  error = yao_authorization_list_get_error (self->list);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (yao_authorization_list_is_loaded (self->list)
      && get_scope (self) == YAO_AUTHORIZATION_GRANTED)
    update_counts (self);
  if (error != NULL && n > 0 && yao_error_text_is_offline (error))
    yao_list_state_show_offline (self->list_state, yao_authorization_list_get_updated (self->list));
  else if (error != NULL && n == 0)
    yao_list_state_show_error (self->list_state, error);
  else if (n > 0)
    yao_list_state_show_ready (self->list_state);
  else if (yao_authorization_list_is_loaded (self->list))
    show_nothing (self);
  else if (yao_list_state_get_kind (self->list_state) != YAO_LIST_STATE_LOADING)
    yao_list_state_show_loading (self->list_state);
}

/* Who does not give the PIN goes back to where he came from. */
static void
error_cb (YaoAuthorizationsPage *self)
{
  const GError *error = yao_authorization_list_get_error (self->list);

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (error != NULL && yao_error_text_is_silent (error)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
search_changed_cb (YaoAuthorizationsPage *self)
{
  g_autofree char *text
      = yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (self->person_entry)));

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (self->list != NULL)
    yao_authorization_list_set_search (self->list, g_strstrip (text));
}

static void
clear_search (YaoAuthorizationsPage *self)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->person_entry), "");
  search_changed_cb (self);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  clear_search (YAO_AUTHORIZATIONS_PAGE (widget));
}

/* The end that comes first is looked for; of the rest the newest and the first letters. */
static void
sort_changed_cb (YaoAuthorizationsPage *self)
{
  YaoAuthorizationSort sort = YAO_AUTHORIZATION_BY_CHANGE
                              + (YaoAuthorizationSort) gtk_drop_down_get_selected (self->sort_drop);

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (self->list != NULL)
    yao_authorization_list_set_sort (self->list, sort, sort == YAO_AUTHORIZATION_BY_CHANGE);
}

static void
state_toggled_cb (YaoAuthorizationsPage *self, GtkToggleButton *button)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (!gtk_toggle_button_get_active (button) || self->list == NULL)
    return;

  yao_authorization_list_set_state (self->list, get_state (self));
  update (self);
}

static void
drop_list (YaoAuthorizationsPage *self)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
}

/* Begins a list of what the menus say. */
static void
make_list (YaoAuthorizationsPage *self)
{
  YaoPage *page = YAO_PAGE (self);
  YaoCertificate *certificate = yao_session_get_current (yao_page_get_session (page));

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  drop_list (self);
  if (certificate == NULL)
    return;

  self->list
      = yao_authorization_list_new (yao_page_get_client (page), certificate, get_scope (self));
  yao_authorization_list_set_state (self->list, get_state (self));
  sort_changed_cb (self);
  search_changed_cb (self);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (G_OBJECT (self->list))));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error", G_CALLBACK (error_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_foot), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->state_box),
                          get_scope (self) == YAO_AUTHORIZATION_GRANTED);
  update (self);
}

static void
scope_changed_cb (YaoAuthorizationsPage *self)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (self->list != NULL)
    make_list (self);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoAuthorizationsPage *self = YAO_AUTHORIZATIONS_PAGE (widget);

  if (self->list != NULL)
    yao_authorization_list_refresh (self->list);
  else
    make_list (self);
}

static void
all_toggled_cb (YaoAuthorizationsPage *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (self->is_setting || model == NULL)
    return;
  if (gtk_check_button_get_active (self->all_check))
    gtk_selection_model_select_all (model);
  else
    gtk_selection_model_unselect_all (model);
}

/* Those that have come; the service takes so many at once. */
static GListModel *
dup_selected (YaoAuthorizationsPage *self)
{
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GListStore *chosen = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  guint64 n = MIN (gtk_bitset_get_size (selected), YAO_AUTHORIZATION_MAX_BATCH);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YaoAuthorization) item
          = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_nth (selected, i));

      if (item != NULL && yao_authorization_is_loaded (item))
        g_list_store_append (chosen, item);
    }

  return G_LIST_MODEL (chosen);
}

static void
changed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoAuthorizationsPage *self = YAO_AUTHORIZATIONS_PAGE (page);
  const GError *error = yao_operation_get_error (operation);
  GListModel *chosen = g_object_get_data (G_OBJECT (operation), "chosen");
  GListModel *results;
  g_autofree char *text = NULL;
  guint n_refused = 0;
  guint n;

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      update_foot (self);
      return;
    }

  results = G_LIST_MODEL (yao_operation_get_result (operation));
  n = g_list_model_get_n_items (results);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YaoAuthorizationResult) result = g_list_model_get_item (results, i);

      n_refused += yao_authorization_result_get_error (result) != NULL;
    }

  if (n > n_refused)
    {
      text = yao_authorization_text_done_many (self->action, n - n_refused);
      yao_page_tell (page, text);
    }
  if (n_refused > 0)
    yao_results_dialog_show (GTK_WIDGET (self), self->action, results, chosen, n_refused);
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  update_foot (self);
}

static void
act_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoAuthorizationsPage *self = YAO_AUTHORIZATIONS_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  YaoCertificate *certificate;
  YaoTerms terms = { NULL };
  YaoOperation *operation;
  g_autoptr (GListModel) chosen = NULL;

  if (self->selection == NULL || yao_page_is_busy (page) || !get_action (self, &self->action))
    return;
  chosen = dup_selected (self);
  if (g_list_model_get_n_items (chosen) == 0)
    return;

  certificate = yao_authorization_list_get_certificate (self->list);
  terms.certificate_id = yao_certificate_get_id (certificate);
  operation = yao_client_change_authorizations_begin (
      yao_page_get_client (page), certificate, self->action, chosen,
      self->action == YAO_AUTHORIZATION_GRANT ? &terms : NULL);
  g_object_set_data_full (G_OBJECT (operation), "chosen", g_object_ref (chosen), g_object_unref);
  yao_page_run (page, operation, changed_cb);
  update_foot (self);
}

static void
activate_cb (YaoAuthorizationsPage *self, guint position)
{
  g_autoptr (YaoAuthorization) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  g_autofree char *name = NULL;

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (item == NULL || !yao_authorization_is_loaded (item))
    return;

  name = g_strconcat ("authorization:", yao_authorization_get_id (item), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.push", "s", name);
}

static void
show_row (GtkListItem *item)
{
  YaoAuthorizationsPage *self = g_object_get_data (G_OBJECT (item), "page");
  YaoAuthorizationRow *row = YAO_AUTHORIZATION_ROW (gtk_list_item_get_child (item));
  YaoAuthorization *authorization = gtk_list_item_get_item (item);
  YaoAuthorizationAction action;

  if (authorization == NULL)
    return;

  yao_authorization_row_show (row, authorization, get_scope (self),
                              yao_session_get_now (yao_page_get_session (YAO_PAGE (self))));
  gtk_widget_set_visible (GTK_WIDGET (yao_authorization_row_get_check (row)),
                          get_action (self, &action));
}

static void
selected_cb (GtkListItem *item)
{
  YaoAuthorizationRow *row = YAO_AUTHORIZATION_ROW (gtk_list_item_get_child (item));

  if (row != NULL)
    gtk_check_button_set_active (yao_authorization_row_get_check (row),
                                 gtk_list_item_get_selected (item));
}

static void
check_toggled_cb (GtkListItem *item, GtkCheckButton *check)
{
  YaoAuthorizationsPage *self = g_object_get_data (G_OBJECT (item), "page");
  guint position = gtk_list_item_get_position (item);
  gboolean wanted = gtk_check_button_get_active (check);

  if (self->selection == NULL || wanted == gtk_list_item_get_selected (item))
    return;
  if (wanted)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  else
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
}

static void
setup_cb (YaoAuthorizationsPage *self, GtkListItem *item)
{
  GtkWidget *row = yao_authorization_row_new ();

  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  g_object_set_data (G_OBJECT (item), "page", self);
  gtk_list_item_set_child (item, row);
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect_object (yao_authorization_row_get_check (YAO_AUTHORIZATION_ROW (row)), "toggled",
                           G_CALLBACK (check_toggled_cb), item, G_CONNECT_SWAPPED);
}

static void
bind_cb (YaoAuthorizationsPage *self, GtkListItem *item)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  show_row (item);
  selected_cb (item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (show_row), item,
                           G_CONNECT_SWAPPED);
}

static void
unbind_cb (YaoAuthorizationsPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
current_cb (YaoAuthorizationsPage *self)
{
  g_assert (YAO_IS_AUTHORIZATIONS_PAGE (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make_list (self);
  else
    drop_list (self);
}

static void
yao_authorizations_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoAuthorizationsPage *self = YAO_AUTHORIZATIONS_PAGE (page);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (current_cb), self, G_CONNECT_SWAPPED);
}

/* The identity check comes when the page is looked at, not when it is made. */
static void
yao_authorizations_page_map (GtkWidget *widget)
{
  YaoAuthorizationsPage *self = YAO_AUTHORIZATIONS_PAGE (widget);

  GTK_WIDGET_CLASS (yao_authorizations_page_parent_class)->map (widget);

  if (self->list == NULL)
    make_list (self);
}

static void
yao_authorizations_page_dispose (GObject *object)
{
  drop_list (YAO_AUTHORIZATIONS_PAGE (object));

  G_OBJECT_CLASS (yao_authorizations_page_parent_class)->dispose (object);
}

static void
bind_states (GtkWidgetClass *widget_class)
{
  static const char *const names[N_STATES] = { "pending", "active", "frozen", "expired" };

  for (guint i = 0; i < N_STATES; i++)
    {
      g_autofree char *button = g_strconcat (names[i], "_button", NULL);
      g_autofree char *count = g_strconcat (names[i], "_count", NULL);

      gtk_widget_class_bind_template_child_full (
          widget_class, button, FALSE,
          G_STRUCT_OFFSET (YaoAuthorizationsPage, state_buttons) + i * sizeof (GtkToggleButton *));
      gtk_widget_class_bind_template_child_full (
          widget_class, count, FALSE,
          G_STRUCT_OFFSET (YaoAuthorizationsPage, state_counts) + i * sizeof (GtkLabel *));
    }
}

static void
yao_authorizations_page_class_init (YaoAuthorizationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_authorizations_page_dispose;
  widget_class->map = yao_authorizations_page_map;
  YAO_PAGE_CLASS (klass)->show_session = yao_authorizations_page_show_session;

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-authorizations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, scope_drop);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, sort_drop);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, state_box);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, person_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, foot);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, all_check);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationsPage, action_button);
  bind_states (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_toggled_cb);

  gtk_widget_class_install_action (widget_class, "authorizations.act", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "authorizations.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "authorizations.clear-search", NULL,
                                   clear_search_cb);
}

static void
yao_authorizations_page_init (YaoAuthorizationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_foot (self);
}
