/* yao-client-authorizations.c: looking at authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-authorizations.h"

#include "yao-authorization-private.h"
#include "yao-authorization-work.h"
#include "yao-paths.h"

#define MAX_USES 1000

static gboolean
take_page (YaoIdentityWork *work,
           YaoAuthorizationQuery *query,
           guint wanted,
           GPtrArray *items,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (YaoAuthorizationPage) page = NULL;

  query->limit = MIN (wanted - items->len, YAO_AUTHORIZATION_PAGE_MAX);
  page = yao_authorization_work_page (work, query, cancellable, error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < page->items->len; i++)
    g_ptr_array_add (items, page->items->pdata[i]);
  g_ptr_array_set_size (page->items, 0);
  g_free (query->cursor);
  query->cursor = g_steal_pointer (&page->next);
  return TRUE;
}

static gboolean
perform_list (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoAuthorizationQuery *query = call->input;
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "authorizations", cancellable, error);
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_authorization_message_free);
  guint wanted = query->limit;

  if (work == NULL)
    return FALSE;
  do
    {
      if (!take_page (work, query, wanted, items, cancellable, error))
        return FALSE;
    }
  while (query->cursor != NULL && items->len < wanted);

  yao_call_set_outcome (call, g_steal_pointer (&items), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

static GObject *
collect_list (YaoCall *call)
{
  GPtrArray *messages = call->outcome;
  GListStore *list = g_list_store_new (YAO_TYPE_AUTHORIZATION);

  g_ptr_array_set_free_func (messages, NULL);
  for (guint i = 0; i < messages->len; i++)
    {
      g_autoptr (YaoAuthorization) item = yao_authorization_new (messages->pdata[i]);

      g_list_store_append (list, item);
    }
  g_ptr_array_set_size (messages, 0);
  return G_OBJECT (list);
}

static GBytes *
fetch (YaoCall *call, const char *suffix, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "authorizations", cancellable, error);
  g_autofree char *id = g_uri_escape_string (call->input, NULL, FALSE);
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "/", id, suffix, NULL);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };

  return work != NULL ? yao_identity_work_send (work, &request, cancellable, error) : NULL;
}

static gboolean
perform_get (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = fetch (call, NULL, cancellable, error);
  YaoAuthorizationMessage *message
      = answer != NULL ? yao_authorization_message_decode (answer, YAO_MESSAGE_CLIENT, error)
                       : NULL;

  if (message != NULL)
    yao_call_set_outcome (call, message, (GDestroyNotify) yao_authorization_message_free);
  return message != NULL;
}

static GObject *
collect_authorization (YaoCall *call)
{
  return G_OBJECT (yao_authorization_new (g_steal_pointer (&call->outcome)));
}

static gboolean
perform_uses (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_authorization_use_message_free);
  g_autofree char *cursor = NULL;

  do
    {
      g_autofree char *suffix = g_strconcat ("/uses?limit=100", cursor != NULL ? "&cursor=" : "",
                                             cursor != NULL ? cursor : "", NULL);
      g_autoptr (GBytes) answer = fetch (call, suffix, cancellable, error);
      g_autoptr (YaoAuthorizationUses) page
          = answer != NULL ? yao_authorization_uses_decode (answer, YAO_MESSAGE_CLIENT, error)
                           : NULL;

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->items->len; i++)
        g_ptr_array_add (items, page->items->pdata[i]);
      g_ptr_array_set_size (page->items, 0);
      g_free (cursor);
      cursor = page->next != NULL ? g_uri_escape_string (page->next, NULL, FALSE) : NULL;
    }
  while (cursor != NULL && items->len < MAX_USES);

  yao_call_set_outcome (call, g_steal_pointer (&items), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

static GObject *
collect_uses (YaoCall *call)
{
  GPtrArray *messages = call->outcome;
  GListStore *list = g_list_store_new (YAO_TYPE_AUTHORIZATION_USE);

  g_ptr_array_set_free_func (messages, NULL);
  for (guint i = 0; i < messages->len; i++)
    {
      g_autoptr (YaoAuthorizationUse) item = yao_authorization_use_new (messages->pdata[i]);

      g_list_store_append (list, item);
    }
  g_ptr_array_set_size (messages, 0);
  return G_OBJECT (list);
}

static const YaoCallClass list_class = { perform_list, collect_list };
static const YaoCallClass get_class = { perform_get, collect_authorization };
static const YaoCallClass uses_class = { perform_uses, collect_uses };

static YaoCall *
new_list_call (YaoClient *self,
               YaoCertificate *certificate,
               YaoAuthorizationScope scope,
               YaoAuthorizationState state,
               const char *search,
               YaoAuthorizationSort sort,
               guint limit)
{
  YaoCall *call = yao_identity_call_new (self, &list_class, certificate);
  YaoAuthorizationQuery query = {
    .scope = scope,
    .state = state,
    .search = (char *) search,
    .sort = sort,
    .limit = limit,
  };

  call->input = yao_authorization_query_copy (&query);
  call->input_free = (GDestroyNotify) yao_authorization_query_free;
  return call;
}

static YaoCall *
new_id_call (YaoClient *self,
             const YaoCallClass *klass,
             YaoCertificate *certificate,
             const char *id)
{
  YaoCall *call = yao_identity_call_new (self, klass, certificate);

  call->input = g_strdup (id);
  call->input_free = g_free;
  return call;
}

/**
 * yao_client_list_authorizations_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @scope: which ones
 * @state: in which state; %YAO_AUTHORIZATION_DELETED for all of the scopes but "granted"
 * @search: (nullable): what to look for
 * @sort: in which order
 * @limit: how many at most
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Lists authorizations, for who wants them once; #YaoAuthorizationList shows them to people. The
 * person is asked for the PIN where it was not checked within the last minutes; errors as of
 * yao_client_login_async().
 */
void
yao_client_list_authorizations_async (YaoClient *self,
                                      YaoCertificate *certificate,
                                      YaoAuthorizationScope scope,
                                      YaoAuthorizationState state,
                                      const char *search,
                                      YaoAuthorizationSort sort,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (limit > 0);

  yao_call_start (new_list_call (self, certificate, scope, state, search, sort, limit),
                  yao_client_list_authorizations_async, cancellable, callback, user_data);
}

/**
 * yao_client_list_authorizations_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_list_authorizations_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorization, or %NULL on error
 */
GListModel *
yao_client_list_authorizations_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_list_authorizations_async, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_authorizations:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @scope: which ones
 * @state: in which state; %YAO_AUTHORIZATION_DELETED for all of the scopes but "granted"
 * @search: (nullable): what to look for
 * @sort: in which order
 * @limit: how many at most
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_list_authorizations_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorization, or %NULL on error
 */
GListModel *
yao_client_list_authorizations (YaoClient *self,
                                YaoCertificate *certificate,
                                YaoAuthorizationScope scope,
                                YaoAuthorizationState state,
                                const char *search,
                                YaoAuthorizationSort sort,
                                guint limit,
                                GCancellable *cancellable,
                                GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (limit > 0, NULL);

  return yao_call_run (new_list_call (self, certificate, scope, state, search, sort, limit),
                       cancellable, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_authorizations_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @scope: which ones
 * @state: in which state; %YAO_AUTHORIZATION_DELETED for all of the scopes but "granted"
 * @search: (nullable): what to look for
 * @sort: in which order
 * @limit: how many at most
 *
 * The form of yao_client_list_authorizations_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_list_authorizations_begin (YaoClient *self,
                                      YaoCertificate *certificate,
                                      YaoAuthorizationScope scope,
                                      YaoAuthorizationState state,
                                      const char *search,
                                      YaoAuthorizationSort sort,
                                      guint limit)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (limit > 0, NULL);

  return yao_call_begin (new_list_call (self, certificate, scope, state, search, sort, limit));
}

/**
 * yao_client_get_authorization_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks for one authorization as it is now. The grantor, the grantee and who applied may ask.
 * Errors: %YAO_ERROR_NOT_FOUND, those of yao_client_login_async().
 */
void
yao_client_get_authorization_async (YaoClient *self,
                                    YaoCertificate *certificate,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (id != NULL);

  yao_call_start (new_id_call (self, &get_class, certificate, id),
                  yao_client_get_authorization_async, cancellable, callback, user_data);
}

/**
 * yao_client_get_authorization_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_get_authorization_async().
 *
 * Returns: (transfer full): the authorization, or %NULL on error
 */
YaoAuthorization *
yao_client_get_authorization_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_get_authorization_async, &object, NULL, error)
             ? (YaoAuthorization *) object
             : NULL;
}

/**
 * yao_client_get_authorization:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_get_authorization_async().
 *
 * Returns: (transfer full): the authorization, or %NULL on error
 */
YaoAuthorization *
yao_client_get_authorization (YaoClient *self,
                              YaoCertificate *certificate,
                              const char *id,
                              GCancellable *cancellable,
                              GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return yao_call_run (new_id_call (self, &get_class, certificate, id), cancellable, &object, NULL,
                       error)
             ? (YaoAuthorization *) object
             : NULL;
}

/**
 * yao_client_get_authorization_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 *
 * The form of yao_client_get_authorization_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_get_authorization_begin (YaoClient *self, YaoCertificate *certificate, const char *id)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return yao_call_begin (new_id_call (self, &get_class, certificate, id));
}

/**
 * yao_client_list_authorization_uses_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks when and for what an authorization was used, the newest first, 1 000 at most. Errors as of
 * yao_client_get_authorization_async().
 */
void
yao_client_list_authorization_uses_async (YaoClient *self,
                                          YaoCertificate *certificate,
                                          const char *id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (id != NULL);

  yao_call_start (new_id_call (self, &uses_class, certificate, id),
                  yao_client_list_authorization_uses_async, cancellable, callback, user_data);
}

/**
 * yao_client_list_authorization_uses_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_list_authorization_uses_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorizationUse, or %NULL on error
 */
GListModel *
yao_client_list_authorization_uses_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_list_authorization_uses_async, &object, NULL,
                          error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_authorization_uses:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_list_authorization_uses_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorizationUse, or %NULL on error
 */
GListModel *
yao_client_list_authorization_uses (YaoClient *self,
                                    YaoCertificate *certificate,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return yao_call_run (new_id_call (self, &uses_class, certificate, id), cancellable, &object, NULL,
                       error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_authorization_uses_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @id: the id of an authorization
 *
 * The form of yao_client_list_authorization_uses_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_list_authorization_uses_begin (YaoClient *self,
                                          YaoCertificate *certificate,
                                          const char *id)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return yao_call_begin (new_id_call (self, &uses_class, certificate, id));
}
