/* yao-authorization-list.c: authorizations, however many, as they are looked at
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-list-private.h"

#include "yao-event.h"

#define LISTS_KEY "yao-authorization-lists"

static void list_model_init (GListModelInterface *iface);

/**
 * YaoAuthorizationList:
 *
 * The authorizations of one state, searched and sorted by the service. A row that is looked at and
 * has not come yet is an empty #YaoAuthorization that fills in by itself; a bounded number of rows
 * is kept. The list follows what this program changes, and what it hears of through
 * yao_client_watch_events(); what stays the same keeps its objects. Lives in the main context.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (YaoAuthorizationList,
                               yao_authorization_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_SEARCH,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_TOTAL,
  PROP_PENDING,
  PROP_ACTIVE,
  PROP_FROZEN,
  PROP_EXPIRED,
  PROP_LOADING,
  PROP_LOADED,
  PROP_ERROR,
  PROP_UPDATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *list)
{
  return YAO_TYPE_AUTHORIZATION;
}

static guint
get_n_items (GListModel *list)
{
  return YAO_AUTHORIZATION_LIST (list)->n_items;
}

static gpointer
get_item (GListModel *list, guint position)
{
  YaoAuthorizationList *self = YAO_AUTHORIZATION_LIST (list);

  if (position >= self->n_items)
    return NULL;
  return yao_authorization_list_look_at (self, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static GPtrArray *
get_lists (YaoClient *client)
{
  GPtrArray *lists = g_object_get_data (G_OBJECT (client), LISTS_KEY);

  if (lists == NULL)
    {
      lists = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (client), LISTS_KEY, lists,
                              (GDestroyNotify) g_ptr_array_unref);
    }
  return lists;
}

/**
 * yao_authorization_lists_changed:
 * @client: a client
 *
 * Has every list of a client look again, since this program changed something.
 */
void
yao_authorization_lists_changed (YaoClient *client)
{
  GPtrArray *lists = get_lists (client);

  for (guint i = 0; i < lists->len; i++)
    yao_authorization_list_look_again (lists->pdata[i], FALSE);
}

static void
event_cb (YaoClient *client, YaoCertificate *certificate, YaoEvent *event, gpointer user_data)
{
  YaoAuthorizationList *self = user_data;

  if (self->loaded && g_str_has_prefix (yao_event_get_kind (event), "authorization-"))
    yao_authorization_list_look_again (self, FALSE);
}

static void
yao_authorization_list_dispose (GObject *object)
{
  YaoAuthorizationList *self = YAO_AUTHORIZATION_LIST (object);

  if (self->client != NULL)
    g_ptr_array_remove (get_lists (self->client), self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (yao_authorization_list_parent_class)->dispose (object);
}

static void
yao_authorization_list_finalize (GObject *object)
{
  YaoAuthorizationList *self = YAO_AUTHORIZATION_LIST (object);

  yao_authorization_list_drop_pages (self);
  g_hash_table_unref (self->pages);
  g_queue_free (self->recent);
  g_queue_free (self->wanted);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  yao_authorization_query_free (self->query);
  g_clear_object (&self->certificate);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yao_authorization_list_parent_class)->finalize (object);
}

static void
yao_authorization_list_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  YaoAuthorizationList *self = YAO_AUTHORIZATION_LIST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->query->state);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->query->search);
      break;
    case PROP_SORT:
      g_value_set_enum (value, (int) self->query->sort);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->query->descending);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_PENDING:
    case PROP_ACTIVE:
    case PROP_FROZEN:
    case PROP_EXPIRED:
      g_value_set_int64 (value,
                         self->counts[YAO_AUTHORIZATION_PENDING + (int) (prop_id - PROP_PENDING)]);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, yao_authorization_list_has_wanted (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, self->updated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_authorization_list_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  YaoAuthorizationList *self = YAO_AUTHORIZATION_LIST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      yao_authorization_list_set_state (self, g_value_get_enum (value));
      break;
    case PROP_SEARCH:
      yao_authorization_list_set_search (self, g_value_get_string (value));
      break;
    case PROP_SORT:
      yao_authorization_list_set_sort (self, g_value_get_enum (value), self->query->descending);
      break;
    case PROP_DESCENDING:
      yao_authorization_list_set_sort (self, self->query->sort, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_authorization_list_class_init (YaoAuthorizationListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->dispose = yao_authorization_list_dispose;
  object_class->finalize = yao_authorization_list_finalize;
  object_class->get_property = yao_authorization_list_get_property;
  object_class->set_property = yao_authorization_list_set_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, YAO_TYPE_AUTHORIZATION_STATE,
                                              YAO_AUTHORIZATION_PENDING, both);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, both);
  properties[PROP_SORT] = g_param_spec_enum ("sort", NULL, NULL, YAO_TYPE_AUTHORIZATION_SORT,
                                             YAO_AUTHORIZATION_BY_CHANGE, both);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, TRUE, both);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_PENDING] = g_param_spec_int64 ("pending", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_ACTIVE] = g_param_spec_int64 ("active", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_FROZEN] = g_param_spec_int64 ("frozen", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_EXPIRED] = g_param_spec_int64 ("expired", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_authorization_list_init (YaoAuthorizationList *self)
{
  self->query = g_new0 (YaoAuthorizationQuery, 1);
  self->query->state = YAO_AUTHORIZATION_PENDING;
  self->query->sort = YAO_AUTHORIZATION_BY_CHANGE;
  self->query->descending = TRUE;
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, yao_authorization_list_free_page);
  self->recent = g_queue_new ();
  self->wanted = g_queue_new ();
  self->cancellable = g_cancellable_new ();
  self->is_exact = TRUE;
}

/**
 * yao_authorization_list_new:
 * @client: a client
 * @certificate: a certificate of @client, whose user looks
 * @scope: which authorizations
 *
 * Makes a list and begins to ask for it: first pending authorizations, those that changed last in
 * front. The person is asked for the PIN where it was not checked within the last minutes.
 *
 * Returns: (transfer full): the list
 */
YaoAuthorizationList *
yao_authorization_list_new (YaoClient *client,
                            YaoCertificate *certificate,
                            YaoAuthorizationScope scope)
{
  YaoAuthorizationList *self;

  g_return_val_if_fail (YAO_IS_CLIENT (client), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  self = g_object_new (YAO_TYPE_AUTHORIZATION_LIST, NULL);
  self->client = g_object_ref (client);
  self->certificate = g_object_ref (certificate);
  self->query->scope = scope;
  if (scope != YAO_AUTHORIZATION_GRANTED)
    self->query->state = YAO_AUTHORIZATION_DELETED;
  g_ptr_array_add (get_lists (client), self);
  g_signal_connect_object (client, "event", G_CALLBACK (event_cb), self, 0);
  yao_authorization_list_start_over (self);
  return self;
}

/**
 * yao_authorization_list_get_certificate:
 * @self: a list
 *
 * Gets whose user looks.
 *
 * Returns: (transfer none): the certificate
 */
YaoCertificate *
yao_authorization_list_get_certificate (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), NULL);

  return self->certificate;
}

/**
 * yao_authorization_list_get_scope:
 * @self: a list
 *
 * Gets which authorizations these are.
 *
 * Returns: the scope
 */
YaoAuthorizationScope
yao_authorization_list_get_scope (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), YAO_AUTHORIZATION_GRANTED);

  return self->query->scope;
}

/**
 * yao_authorization_list_get_state:
 * @self: a list
 *
 * Gets which state is shown.
 *
 * Returns: the state; %YAO_AUTHORIZATION_DELETED where all are shown
 */
YaoAuthorizationState
yao_authorization_list_get_state (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), YAO_AUTHORIZATION_PENDING);

  return self->query->state;
}

/**
 * yao_authorization_list_set_state:
 * @self: a list
 * @state: a state
 *
 * Shows another state of the scope %YAO_AUTHORIZATION_GRANTED; the other scopes show all.
 */
void
yao_authorization_list_set_state (YaoAuthorizationList *self, YaoAuthorizationState state)
{
  g_return_if_fail (YAO_IS_AUTHORIZATION_LIST (self));

  if (self->query->state == state || self->query->scope != YAO_AUTHORIZATION_GRANTED)
    return;
  self->query->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  yao_authorization_list_start_over (self);
}

/**
 * yao_authorization_list_get_search:
 * @self: a list
 *
 * Gets what is looked for.
 *
 * Returns: (transfer none) (nullable): the text, or %NULL
 */
const char *
yao_authorization_list_get_search (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), NULL);

  return self->query->search;
}

/**
 * yao_authorization_list_set_search:
 * @self: a list
 * @search: (nullable): the beginning of a number, of a name or of the pinyin initials of one, or
 * the last digits of a phone
 *
 * Looks for something. The order is then that of what was found.
 */
void
yao_authorization_list_set_search (YaoAuthorizationList *self, const char *search)
{
  g_return_if_fail (YAO_IS_AUTHORIZATION_LIST (self));

  if (search != NULL && *search == '\0')
    search = NULL;
  if (g_strcmp0 (self->query->search, search) == 0)
    return;
  g_free (self->query->search);
  self->query->search = g_strdup (search);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
  yao_authorization_list_start_over (self);
}

/**
 * yao_authorization_list_get_sort:
 * @self: a list
 *
 * Gets the order.
 *
 * Returns: the order
 */
YaoAuthorizationSort
yao_authorization_list_get_sort (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), YAO_AUTHORIZATION_BY_CHANGE);

  return self->query->sort;
}

/**
 * yao_authorization_list_get_descending:
 * @self: a list
 *
 * Tells whether the order is turned round.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_authorization_list_get_descending (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), FALSE);

  return self->query->descending;
}

/**
 * yao_authorization_list_set_sort:
 * @self: a list
 * @sort: an order
 * @descending: whether it is turned round
 *
 * Sets the order.
 */
void
yao_authorization_list_set_sort (YaoAuthorizationList *self,
                                 YaoAuthorizationSort sort,
                                 gboolean descending)
{
  g_return_if_fail (YAO_IS_AUTHORIZATION_LIST (self));

  descending = descending != FALSE;
  if (self->query->sort == sort && self->query->descending == descending)
    return;
  self->query->sort = sort;
  self->query->descending = descending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
  yao_authorization_list_start_over (self);
}

/**
 * yao_authorization_list_get_count:
 * @self: a list
 * @state: a state but %YAO_AUTHORIZATION_DELETED
 *
 * Gets how many authorizations of the grantor are in a state, whatever is looked for. The
 * properties "pending", "active", "frozen" and "expired" tell of changes.
 *
 * Returns: the number
 */
gint64
yao_authorization_list_get_count (YaoAuthorizationList *self, YaoAuthorizationState state)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), 0);
  g_return_val_if_fail (state >= YAO_AUTHORIZATION_PENDING && state <= YAO_AUTHORIZATION_EXPIRED,
                        0);

  return self->counts[state];
}

/**
 * yao_authorization_list_get_total:
 * @self: a list
 * @is_exact: (out) (optional): %FALSE if there are more than that
 *
 * Gets how many were found.
 *
 * Returns: the number
 */
gint64
yao_authorization_list_get_total (YaoAuthorizationList *self, gboolean *is_exact)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), 0);

  if (is_exact != NULL)
    *is_exact = self->is_exact;
  return self->total;
}

/**
 * yao_authorization_list_is_loading:
 * @self: a list
 *
 * Tells whether rows are on their way.
 *
 * Returns: %TRUE if they are
 */
gboolean
yao_authorization_list_is_loading (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), FALSE);

  return yao_authorization_list_has_wanted (self);
}

/**
 * yao_authorization_list_is_loaded:
 * @self: a list
 *
 * Tells whether the service has answered what is asked now; before, that the list is empty means
 * nothing.
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_authorization_list_is_loaded (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), FALSE);

  return self->loaded;
}

/**
 * yao_authorization_list_get_error:
 * @self: a list
 *
 * Gets why the last rows did not come. What had come before is still there; see
 * yao_authorization_list_refresh().
 *
 * Returns: (transfer none) (nullable): the error, or %NULL
 */
const GError *
yao_authorization_list_get_error (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), NULL);

  return self->error;
}

/**
 * yao_authorization_list_get_updated:
 * @self: a list
 *
 * Gets when rows came last, in seconds since 1970.
 *
 * Returns: the time, or 0
 */
gint64
yao_authorization_list_get_updated (YaoAuthorizationList *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_LIST (self), 0);

  return self->updated;
}

/**
 * yao_authorization_list_refresh:
 * @self: a list
 *
 * Asks the service again. What is there stays until the answer comes.
 */
void
yao_authorization_list_refresh (YaoAuthorizationList *self)
{
  g_return_if_fail (YAO_IS_AUTHORIZATION_LIST (self));

  yao_authorization_list_look_again (self, TRUE);
}
