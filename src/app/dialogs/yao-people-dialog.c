/* yao-people-dialog.c: the people of the demonstration service, to choose one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-people-dialog.h"

#include "yao-list-state.h"
#include "yao-person-row.h"

struct _YaoPeopleDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkSearchEntry *search_entry;
  YaoListState *list_state;
  GtkListView *list_view;

  YaoSession *session;
  YaoOperation *operation; /* sets the service up; on its way, or NULL */
  YaoService *service;
  GtkFilter *filter;
};

G_DEFINE_FINAL_TYPE (YaoPeopleDialog, yao_people_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
contains (const char *text, const char *folded_words)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_words) != NULL;
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  YaoPeopleDialog *self = user_data;
  YaoDemoPerson *person = item;
  g_autofree char *narrow
      = yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_autofree char *words = g_utf8_casefold (g_strstrip (narrow), -1);

  return words[0] == '\0' || contains (yao_demo_person_get_name (person), words)
         || contains (yao_demo_person_get_uid (person), words)
         || contains (yao_demo_person_get_department (person), words)
         || contains (yao_demo_person_get_role (person), words);
}

static void
show_list_state (YaoPeopleDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list_view);

  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  if (model == NULL)
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    yao_list_state_show_ready (self->list_state);
  else if (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0')
    yao_list_state_show_nothing_found (self->list_state);
  else
    yao_list_state_show_empty (self->list_state);
}

static void
show_people (YaoPeopleDialog *self, GListModel *people)
{
  GtkFilterListModel *filtered;
  GtkNoSelection *selection;

  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  filtered = gtk_filter_list_model_new (g_object_ref (people), g_object_ref (self->filter));
  selection = gtk_no_selection_new (G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  show_list_state (self);
}

/* The rows can be focused once they have been laid out. */
static gboolean
focus_list_cb (gpointer user_data)
{
  YaoPeopleDialog *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  return G_SOURCE_REMOVE;
}

static void
loaded_cb (YaoPeopleDialog *self, GParamSpec *pspec, YaoOperation *operation)
{
  g_autoptr (GListModel) people = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoOperation) hold = NULL;

  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  if (yao_operation_is_busy (operation) || operation != self->operation)
    return;

  hold = g_steal_pointer (&self->operation);
  if (yao_operation_get_error (hold) != NULL)
    error = g_error_copy (yao_operation_get_error (hold));
  else if (!yao_operation_is_cancelled (hold))
    {
      YaoClient *client = yao_session_get_client (self->session);

      g_set_object (&self->service, YAO_SERVICE (yao_operation_get_result (hold)));
      people = yao_builtin_service_list_people (yao_client_get_builtin (client), &error);
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->search_entry), people != NULL);
  if (people != NULL)
    {
      show_people (self, people);
      g_idle_add_full (G_PRIORITY_LOW, focus_list_cb, g_object_ref (self), g_object_unref);
    }
  else if (error != NULL)
    {
      g_message ("the demonstration service: %s", error->message);
      yao_list_state_show_error (self->list_state, error);
    }
}

static void
load_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoPeopleDialog *self = YAO_PEOPLE_DIALOG (widget);

  if (self->operation != NULL)
    return;

  yao_list_state_show_loading (self->list_state);
  self->operation = yao_client_add_builtin_begin (yao_session_get_client (self->session));
  g_signal_connect_object (self->operation, "notify::busy", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
search_changed_cb (YaoPeopleDialog *self)
{
  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_list_state (self);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoPeopleDialog *self = YAO_PEOPLE_DIALOG (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
}

/* Escape clears the search first, then closes. */
static void
stop_search_cb (YaoPeopleDialog *self)
{
  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  if (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0')
    clear_search_cb (GTK_WIDGET (self), NULL, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
activate_cb (YaoPeopleDialog *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  g_autoptr (YaoDemoPerson) person = g_list_model_get_item (model, position);

  g_assert (YAO_IS_PEOPLE_DIALOG (self));

  if (person == NULL)
    return;

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, person, self->service);
  gtk_window_close (GTK_WINDOW (self));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, yao_person_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  yao_person_row_show (YAO_PERSON_ROW (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item));
}

static void
yao_people_dialog_dispose (GObject *object)
{
  YaoPeopleDialog *self = YAO_PEOPLE_DIALOG (object);

  if (self->operation != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->operation, self);
      yao_operation_cancel (self->operation);
    }
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->operation);
  g_clear_object (&self->filter);
  g_clear_object (&self->service);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yao_people_dialog_parent_class)->dispose (object);
}

static void
yao_people_dialog_class_init (YaoPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_people_dialog_dispose;

  signals[SIGNAL_CHOSEN]
      = g_signal_new ("chosen", YAO_TYPE_PEOPLE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, YAO_TYPE_DEMO_PERSON, YAO_TYPE_SERVICE);

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/dialogs/yao-people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoPeopleDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, YaoPeopleDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoPeopleDialog, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoPeopleDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "people.load", NULL, load_cb);
  gtk_widget_class_install_action (widget_class, "people.clear-search", NULL, clear_search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yao_people_dialog_init (YaoPeopleDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_entry), FALSE);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
}

/**
 * yao_people_dialog_new:
 * @session: what all pages share
 *
 * Makes the dialog, which sets the demonstration service up if need be. Its signal “chosen” brings
 * the person and the service.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
yao_people_dialog_new (YaoSession *session)
{
  YaoPeopleDialog *self;

  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);

  self = g_object_new (YAO_TYPE_PEOPLE_DIALOG, NULL);
  self->session = g_object_ref (session);
  load_cb (GTK_WIDGET (self), NULL, NULL);
  return GTK_WIDGET (self);
}
