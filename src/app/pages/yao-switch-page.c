/* yao-switch-page.c: the certificates on this device, to choose one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-switch-page.h"

#include <glib/gi18n.h>

#include "yao-certificate-row.h"
#include "yao-error-text.h"
#include "yao-list-state.h"

/* Fewer certificates than this are seen at a glance and need no search. */
#define SEARCH_FROM 6

struct _YaoSwitchPage
{
  YaoPage parent_instance;

  AdwClamp *search_clamp;
  GtkSearchEntry *search_entry;
  YaoListState *list_state;
  GtkListView *list_view;
  GtkButton *new_button;
  GtkButton *done_button;

  GtkFilter *filter;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (YaoSwitchPage, yao_switch_page, YAO_TYPE_PAGE)

static gboolean
contains (const char *text, const char *folded_words)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  folded = g_utf8_casefold (text, -1);
  return strstr (folded, folded_words) != NULL;
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  YaoSwitchPage *self = user_data;
  YaoCertificate *certificate = item;
  g_autofree char *narrow
      = yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_autofree char *words = g_utf8_casefold (g_strstrip (narrow), -1);

  return words[0] == '\0' || contains (yao_certificate_get_holder_name (certificate), words)
         || contains (yao_certificate_get_holder_uid (certificate), words)
         || contains (yao_certificate_get_organisation (certificate), words)
         || contains (yao_certificate_get_serial (certificate), words);
}

static gint64
get_oldest_refresh (GListModel *certificates)
{
  gint64 oldest = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      oldest = MIN (oldest, yao_certificate_get_refreshed (certificate));
    }

  return oldest;
}

static void
update_state (YaoSwitchPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  GListModel *certificates = yao_session_get_certificates (session);
  const GError *error = yao_session_get_refresh_error (session);
  guint n_certificates = g_list_model_get_n_items (certificates);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  g_assert (YAO_IS_SWITCH_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->search_clamp), n_certificates >= SEARCH_FROM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "switch.done", n_shown > 0);
  if (n_certificates == 0)
    yao_list_state_show_empty (self->list_state);
  else if (n_shown == 0)
    yao_list_state_show_nothing_found (self->list_state);
  else if (yao_error_text_is_offline (error))
    yao_list_state_show_offline (self->list_state, get_oldest_refresh (certificates));
  else
    yao_list_state_show_ready (self->list_state);
}

static void
select_current (YaoSwitchPage *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (YAO_PAGE (self)));

  g_assert (YAO_IS_SWITCH_PAGE (self));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (model, i);

      if (certificate == current)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
search_changed_cb (YaoSwitchPage *self)
{
  g_assert (YAO_IS_SWITCH_PAGE (self));

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_state (self);
}

static void
clear_search (YaoSwitchPage *self)
{
  g_assert (YAO_IS_SWITCH_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  clear_search (YAO_SWITCH_PAGE (widget));
}

static void
used_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_page_tell_error (page, error);
  else
    gtk_widget_activate_action (GTK_WIDGET (page), "win.show", "s", "certificate");
}

static void
done_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoSwitchPage *self = YAO_SWITCH_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  YaoCertificate *chosen = gtk_single_selection_get_selected_item (self->selection);

  if (chosen == NULL || yao_page_is_busy (page))
    return;

  if (chosen == yao_session_get_current (yao_page_get_session (page)))
    gtk_widget_activate_action (widget, "win.show", "s", "certificate");
  else
    yao_page_run (page, yao_client_use_begin (yao_page_get_client (page), chosen), used_cb);
}

static void
activate_cb (YaoSwitchPage *self, guint position)
{
  g_assert (YAO_IS_SWITCH_PAGE (self));

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "switch.done", NULL);
}

static void
show_row (YaoSwitchPage *self, GtkListItem *item)
{
  YaoCertificateRow *row = YAO_CERTIFICATE_ROW (gtk_list_item_get_child (item));
  gint64 now = yao_session_get_now (yao_page_get_session (YAO_PAGE (self)));

  yao_certificate_row_show (row, gtk_list_item_get_item (item), now);
}

static void
selected_cb (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row != NULL)
    yao_certificate_row_set_chosen (YAO_CERTIFICATE_ROW (row), gtk_list_item_get_selected (item));
}

static void
certificate_changed_cb (GtkListItem *item)
{
  YaoSwitchPage *self = g_object_get_data (G_OBJECT (item), "page");

  if (gtk_list_item_get_item (item) != NULL)
    show_row (self, item);
}

static void
setup_cb (YaoSwitchPage *self, GtkListItem *item)
{
  g_assert (YAO_IS_SWITCH_PAGE (self));

  g_object_set_data (G_OBJECT (item), "page", self);
  gtk_list_item_set_child (item, yao_certificate_row_new ());
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
bind_cb (YaoSwitchPage *self, GtkListItem *item)
{
  g_assert (YAO_IS_SWITCH_PAGE (self));

  show_row (self, item);
  selected_cb (item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify",
                           G_CALLBACK (certificate_changed_cb), item, G_CONNECT_SWAPPED);
}

static void
unbind_cb (YaoSwitchPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
yao_switch_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoSwitchPage *self = YAO_SWITCH_PAGE (page);
  GtkFilterListModel *filtered;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (yao_session_get_certificates (session)),
                                        g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  select_current (self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);

  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::refresh-error", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
}

/* The list first: what is searched for is mostly in sight. */
static void
yao_switch_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yao_switch_page_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (YAO_SWITCH_PAGE (widget)->list_view));
}

static void
yao_switch_page_dispose (GObject *object)
{
  YaoSwitchPage *self = YAO_SWITCH_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (yao_switch_page_parent_class)->dispose (object);
}

static void
yao_switch_page_class_init (YaoSwitchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_switch_page_dispose;
  widget_class->map = yao_switch_page_map;
  YAO_PAGE_CLASS (klass)->show_session = yao_switch_page_show_session;

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-switch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, YaoSwitchPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "switch.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "switch.clear-search", NULL, clear_search_cb);
}

static void
yao_switch_page_init (YaoSwitchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
