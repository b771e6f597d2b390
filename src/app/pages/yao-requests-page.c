/* yao-requests-page.c: what waits for the person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-requests-page.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-list-state.h"
#include "yao-notice-row.h"
#include "yao-notice-text.h"

/* Fewer notices than this are seen at a glance and need no search. */
#define SEARCH_FROM 6

struct _YaoRequestsPage
{
  YaoPage parent_instance;

  AdwClamp *search_clamp;
  GtkSearchEntry *search_entry;
  YaoListState *list_state;
  GtkListView *list_view;

  GtkFilter *filter;
  GListModel *shown;    /* the notices that the search leaves */
  GError *error;        /* why they could not be fetched, or NULL */
  YaoNotice *acting_on; /* its certificate is being taken into use, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoRequestsPage, yao_requests_page, YAO_TYPE_PAGE)

static YaoSession *
get_session (YaoRequestsPage *self)
{
  return yao_page_get_session (YAO_PAGE (self));
}

static YaoCertificate *
find_certificate (YaoRequestsPage *self, YaoNotice *notice)
{
  return yao_session_find_certificate (get_session (self), yao_notice_get_service_id (notice),
                                       yao_notice_get_holder_uid (notice));
}

/* Whose it is, where it is not the holder of the certificate in use. */
static char *
dup_person (YaoRequestsPage *self, YaoNotice *notice)
{
  YaoCertificate *certificate = find_certificate (self, notice);

  if (certificate == NULL)
    return g_strdup (yao_notice_get_user_uid (notice));
  if (certificate == yao_session_get_current (get_session (self)))
    return NULL;

  return g_strdup_printf ("%s · %s", yao_certificate_get_holder_name (certificate),
                          yao_certificate_get_holder_uid (certificate));
}

static gboolean
contains (const char *text, const char *folded_words)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_words) != NULL;
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  YaoRequestsPage *self = user_data;
  YaoNotice *notice = item;
  g_autofree char *narrow
      = yao_fold_width (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_autofree char *words = g_utf8_casefold (g_strstrip (narrow), -1);
  g_autofree char *body = yao_notice_text_dup_body (notice);
  g_autofree char *person = dup_person (self, notice);

  return words[0] == '\0'
         || contains (yao_notice_text_get_title (yao_notice_get_kind (notice)), words)
         || contains (body, words) || contains (person, words);
}

/* Nobody is signed in: what waits for him is not known yet. */
static void
show_signed_out (YaoRequestsPage *self)
{
  g_object_set (self->list_state, "empty-icon", "yao-pin-symbolic", "empty-title",
                _ ("You are not signed in"), "empty-description",
                _ ("Enter your PIN to see what waits for you."), "empty-button-label",
                _ ("_Sign in"), "empty-action", "requests.update", NULL);
  yao_list_state_show_empty (self->list_state);
}

static void
show_nothing (YaoRequestsPage *self)
{
  g_object_set (self->list_state, "empty-icon", "yao-valid-symbolic", "empty-title",
                _ ("Nothing waits for you"), "empty-description",
                _ ("What your organisation or the service asks of you appears here."),
                "empty-button-label", _ ("_Look again"), "empty-action", "requests.update", NULL);
  yao_list_state_show_empty (self->list_state);
}

static void
update_state (YaoRequestsPage *self)
{
  YaoSession *session = get_session (self);
  guint n_notices = g_list_model_get_n_items (yao_session_get_notices (session));
  gint64 time = yao_session_get_notices_time (session);

  g_assert (YAO_IS_REQUESTS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->search_clamp), n_notices >= SEARCH_FROM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.update",
                                 !yao_page_is_busy (YAO_PAGE (self)));
  if (n_notices > 0 && g_list_model_get_n_items (self->shown) == 0)
    yao_list_state_show_nothing_found (self->list_state);
  else if (n_notices > 0 && self->error != NULL)
    yao_list_state_show_offline (self->list_state, time);
  else if (n_notices > 0)
    yao_list_state_show_ready (self->list_state);
  else if (yao_page_is_busy (YAO_PAGE (self)))
    yao_list_state_show_loading (self->list_state);
  else if (self->error != NULL)
    yao_list_state_show_error (self->list_state, self->error);
  else if (!yao_session_is_signed_in (session))
    show_signed_out (self);
  else
    show_nothing (self);
}

static void
updated_cb (YaoPage *page, YaoOperation *operation)
{
  YaoRequestsPage *self = YAO_REQUESTS_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  g_clear_error (&self->error);
  if (!yao_error_text_is_silent (error))
    {
      g_message ("the notices were not fetched: %s", error->message);
      self->error = g_error_copy (error);
    }
  if (error == NULL)
    yao_session_set_notices_time (get_session (self), yao_session_get_now (get_session (self)));
  update_state (self);
}

static void
update_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoPage *page = YAO_PAGE (widget);
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (page));

  if (current == NULL || yao_page_is_busy (page))
    return;

  yao_page_run (page, yao_client_update_notices_begin (yao_page_get_client (page), current),
                updated_cb);
}

static void
search_changed_cb (YaoRequestsPage *self)
{
  g_assert (YAO_IS_REQUESTS_PAGE (self));

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_state (self);
}

static void
clear_search (YaoRequestsPage *self)
{
  g_assert (YAO_IS_REQUESTS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  clear_search (YAO_REQUESTS_PAGE (widget));
}

static void
go_to (YaoRequestsPage *self, YaoNotice *notice)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;
  const char *action = yao_notice_text_get_action (yao_notice_get_kind (notice));

  g_assert (YAO_IS_REQUESTS_PAGE (self));

  if (action != NULL && g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
used_cb (YaoPage *page, YaoOperation *operation)
{
  YaoRequestsPage *self = YAO_REQUESTS_PAGE (page);
  g_autoptr (YaoNotice) notice = g_steal_pointer (&self->acting_on);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_page_tell_error (page, error);
  else if (notice != NULL)
    go_to (self, notice);
}

/* What is to be done is done with the certificate that it is about. */
static void
act_cb (YaoRequestsPage *self, YaoNoticeRow *row)
{
  YaoNotice *notice = yao_notice_row_get_notice (row);
  YaoCertificate *certificate = find_certificate (self, notice);
  YaoPage *page = YAO_PAGE (self);

  g_assert (YAO_IS_REQUESTS_PAGE (self));

  if (certificate == NULL || certificate == yao_session_get_current (get_session (self)))
    {
      go_to (self, notice);
      return;
    }

  g_set_object (&self->acting_on, notice);
  yao_page_run (page, yao_client_use_begin (yao_page_get_client (page), certificate), used_cb);
}

static void
dismissed_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_page_tell_error (page, error);
  update_state (YAO_REQUESTS_PAGE (page));
}

static void
dismiss_cb (YaoRequestsPage *self, YaoNoticeRow *row)
{
  YaoPage *page = YAO_PAGE (self);

  g_assert (YAO_IS_REQUESTS_PAGE (self));

  yao_page_run (
      page,
      yao_client_dismiss_notice_begin (yao_page_get_client (page), yao_notice_row_get_notice (row)),
      dismissed_cb);
}

static void
setup_cb (YaoRequestsPage *self, GtkListItem *item)
{
  GtkWidget *row = yao_notice_row_new ();

  g_signal_connect_object (row, "act", G_CALLBACK (act_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dismiss", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (YaoRequestsPage *self, GtkListItem *item)
{
  YaoNotice *notice = gtk_list_item_get_item (item);
  g_autofree char *person = dup_person (self, notice);

  yao_notice_row_show (YAO_NOTICE_ROW (gtk_list_item_get_child (item)), notice, person);
}

static void
yao_requests_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoRequestsPage *self = YAO_REQUESTS_PAGE (page);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (yao_session_get_notices (session)), g_object_ref (self->filter)));
  selection = gtk_no_selection_new (g_object_ref (self->shown));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_object_unref (factory);

  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "identity-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::busy", G_CALLBACK (update_state), NULL);
  if (yao_session_is_signed_in (session))
    update_cb (GTK_WIDGET (self), NULL, NULL);
  update_state (self);
}

static void
yao_requests_page_dispose (GObject *object)
{
  YaoRequestsPage *self = YAO_REQUESTS_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->shown);
  g_clear_object (&self->acting_on);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (yao_requests_page_parent_class)->dispose (object);
}

static void
yao_requests_page_class_init (YaoRequestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_requests_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_requests_page_show_session;

  g_type_ensure (YAO_TYPE_LIST_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoRequestsPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, YaoRequestsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoRequestsPage, list_state);
  gtk_widget_class_bind_template_child (widget_class, YaoRequestsPage, list_view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);

  gtk_widget_class_install_action (widget_class, "requests.update", NULL, update_cb);
  gtk_widget_class_install_action (widget_class, "requests.clear-search", NULL, clear_search_cb);
}

static void
yao_requests_page_init (YaoRequestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
