/* yao-client-notices.c: what waits for people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-notices.h"

#include "yao-error.h"
#include "yao-identity-calls.h"
#include "yao-notice-list.h"
#include "yao-notice-private.h"
#include "yao-paths.h"

/**
 * yao_identity_work_list_notices:
 * @work: work for an account
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Asks the service for the notices of an account.
 *
 * Returns: (transfer full) (element-type YaoNotice): the notices, or %NULL on error
 */
GPtrArray *
yao_identity_work_list_notices (YaoIdentityWork *work, GCancellable *cancellable, GError **error)
{
  const YaoDpopRequest request = { "GET", YAO_PATH_NOTICES, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (YaoNoticeList) list = NULL;
  GPtrArray *notices;

  g_assert (work != NULL);

  answer = yao_identity_work_send (work, &request, cancellable, error);
  list = answer != NULL ? yao_notice_list_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
  if (list == NULL)
    return NULL;

  notices = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < list->items->len; i++)
    g_ptr_array_add (notices, yao_notice_new (work->account, list->items->pdata[i]));
  return notices;
}

static gboolean
perform_update (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work = yao_identity_call_open (call, "notices", cancellable, error);
  GPtrArray *notices
      = work != NULL ? yao_identity_work_list_notices (work, cancellable, error) : NULL;

  if (notices != NULL)
    yao_call_set_outcome (call, notices, (GDestroyNotify) g_ptr_array_unref);
  return notices != NULL;
}

static GObject *
collect_notices (YaoCall *call)
{
  GPtrArray *notices = call->outcome;
  GListStore *list = g_list_store_new (YAO_TYPE_NOTICE);

  yao_notice_list_show (yao_client_get_notices (call->client), call->accounts->pdata[0], notices);
  g_list_store_splice (list, 0, 0, notices->pdata, notices->len);
  return G_OBJECT (list);
}

static gboolean
perform_dismiss (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "dismiss-notice", cancellable, error);
  g_autofree char *id = g_uri_escape_string (call->ids->pdata[0], NULL, FALSE);
  g_autofree char *path = g_strdup_printf (YAO_PATH_NOTICES "/%s/dismiss", id);
  const YaoDpopRequest request = { "POST", path, 204, FALSE, NULL, NULL, NULL };
  g_autoptr (GError) local = NULL;

  if (work == NULL)
    return FALSE;
  /* It was read on another device, or the thing is done: it does not wait any more. */
  if (yao_identity_work_change (work, &request, cancellable, &local)
      || yao_error_is (local, YAO_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GObject *
collect_dismissal (YaoCall *call)
{
  yao_notice_list_remove (yao_client_get_notices (call->client), call->accounts->pdata[0],
                          call->ids->pdata[0]);
  return NULL;
}

static const YaoCallClass update_class = { perform_update, collect_notices };
static const YaoCallClass dismiss_class = { perform_dismiss, collect_dismissal };

static YaoCall *
new_dismiss_call (YaoClient *self, YaoNotice *notice)
{
  YaoCall *call = yao_call_new (self, &dismiss_class);

  g_ptr_array_add (call->accounts, yao_account_ref (yao_notice_get_account (notice)));
  g_ptr_array_add (call->ids, g_strdup (yao_notice_get_id (notice)));
  return call;
}

/**
 * yao_client_list_notices:
 * @self: a client
 *
 * Lists what waits for the people who are signed in, as far as the services were asked; live. For
 * each account what must be done stands first, then the newest.
 *
 * Returns: (transfer full): always the same list of #YaoNotice
 */
GListModel *
yao_client_list_notices (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return g_object_ref (G_LIST_MODEL (yao_client_get_notices (self)));
}

/**
 * yao_client_update_notices_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks what waits for the account that uses a certificate; the list of yao_client_list_notices()
 * follows. The person is asked for the PIN where he is not signed in; errors as of
 * yao_client_login_async().
 */
void
yao_client_update_notices_async (YaoClient *self,
                                 YaoCertificate *certificate,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &update_class, certificate),
                  yao_client_update_notices_async, cancellable, callback, user_data);
}

/**
 * yao_client_update_notices_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_update_notices_async().
 *
 * Returns: (transfer full): a new list of #YaoNotice, of this account alone, or %NULL on error
 */
GListModel *
yao_client_update_notices_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_update_notices_async, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_update_notices:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_update_notices_async().
 *
 * Returns: (transfer full): a new list of #YaoNotice, of this account alone, or %NULL on error
 */
GListModel *
yao_client_update_notices (YaoClient *self,
                           YaoCertificate *certificate,
                           GCancellable *cancellable,
                           GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_run (yao_identity_call_new (self, &update_class, certificate), cancellable,
                       &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_update_notices_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_update_notices_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_update_notices_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &update_class, certificate));
}

/**
 * yao_client_dismiss_notice_async:
 * @self: a client
 * @notice: a notice that yao_notice_get_dismissible() is true of
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Tells the service that a person has read a notice: it leaves the list here and on his other
 * devices. One that does not wait any more counts as read. Errors: as of
 * yao_client_login_async(), and %YAO_ERROR_CONFLICT for one that goes only when it is done.
 */
void
yao_client_dismiss_notice_async (YaoClient *self,
                                 YaoNotice *notice,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_NOTICE (notice));

  yao_call_start (new_dismiss_call (self, notice), yao_client_dismiss_notice_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_dismiss_notice_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_dismiss_notice_async().
 *
 * Returns: %TRUE if it does not wait any more
 */
gboolean
yao_client_dismiss_notice_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_dismiss_notice_async, &object, NULL, error);
}

/**
 * yao_client_dismiss_notice:
 * @self: a client
 * @notice: a notice that yao_notice_get_dismissible() is true of
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_dismiss_notice_async().
 *
 * Returns: %TRUE if it does not wait any more
 */
gboolean
yao_client_dismiss_notice (YaoClient *self,
                           YaoNotice *notice,
                           GCancellable *cancellable,
                           GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_NOTICE (notice), FALSE);

  return yao_call_run (new_dismiss_call (self, notice), cancellable, &object, NULL, error);
}

/**
 * yao_client_dismiss_notice_begin:
 * @self: a client
 * @notice: a notice that yao_notice_get_dismissible() is true of
 *
 * The form of yao_client_dismiss_notice_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_dismiss_notice_begin (YaoClient *self, YaoNotice *notice)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_NOTICE (notice), NULL);

  return yao_call_begin (new_dismiss_call (self, notice));
}
