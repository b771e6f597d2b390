/* yao-client-change-authorizations.c: granting, freezing, and the rest that a grantor does
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-authorizations.h"

#include "yao-authorization-private.h"
#include "yao-authorization-work.h"
#include "yao-error.h"
#include "yao-paths.h"

static gboolean
check_results (const YaoAuthorizationBatch *batch,
               const YaoAuthorizationResults *results,
               GError **error)
{
  gboolean is_good = results->items->len == batch->items->len;

  for (guint i = 0; is_good && i < batch->items->len; i++)
    {
      const YaoAuthorizationRef *asked = batch->items->pdata[i];
      const YaoAuthorizationResultMessage *result = results->items->pdata[i];

      is_good = g_str_equal (asked->id, result->id);
    }
  if (!is_good)
    g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "the results are not those of the request");
  return is_good;
}

static gboolean
perform_change (YaoCall *call, GCancellable *cancellable, GError **error)
{
  const YaoAuthorizationBatch *batch = call->input;
  g_autofree char *reason = g_strconcat ("authorization-", batch->action, NULL);
  g_autoptr (YaoIdentityWork) work = yao_identity_call_open (call, reason, cancellable, error);
  g_autoptr (GBytes) body = yao_authorization_batch_encode (batch);
  const YaoDpopRequest request
      = { "POST", YAO_PATH_AUTHORIZATION_BATCH, 200, TRUE, body, NULL, NULL };
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (YaoAuthorizationResults) results = NULL;

  if (work == NULL)
    return FALSE;
  answer = yao_identity_work_exchange (work, &request, cancellable, error);
  results = answer != NULL ? yao_authorization_results_decode (answer, YAO_MESSAGE_CLIENT, error)
                           : NULL;
  if (results == NULL || !check_results (batch, results, error))
    return FALSE;

  yao_call_set_outcome (call, g_steal_pointer (&results),
                        (GDestroyNotify) yao_authorization_results_free);
  return TRUE;
}

static GObject *
collect_results (YaoCall *call)
{
  YaoAuthorizationResults *results = call->outcome;
  GListStore *list = g_list_store_new (YAO_TYPE_AUTHORIZATION_RESULT);

  for (guint i = 0; i < results->items->len; i++)
    {
      g_autoptr (YaoAuthorizationResult) item
          = yao_authorization_result_new (results->items->pdata[i]);

      g_list_store_append (list, item);
    }
  yao_authorization_lists_changed (call->client);
  return G_OBJECT (list);
}

static const YaoCallClass change_class = { perform_change, collect_results };

static YaoCall *
new_change_call (YaoClient *self,
                 YaoCertificate *certificate,
                 YaoAuthorizationAction action,
                 GListModel *authorizations,
                 const YaoTerms *terms)
{
  YaoCall *call = yao_identity_call_new (self, &change_class, certificate);
  YaoAuthorizationBatch *batch = yao_authorization_batch_new ();

  batch->action = g_strdup (yao_authorization_action_to_string (action));
  for (guint i = 0; i < g_list_model_get_n_items (authorizations); i++)
    {
      g_autoptr (YaoAuthorization) item = g_list_model_get_item (authorizations, i);
      YaoAuthorizationRef *ref = yao_authorization_ref_new ();

      ref->id = g_strdup (yao_authorization_get_id (item));
      ref->version = yao_authorization_get_version (item);
      g_ptr_array_add (batch->items, ref);
    }
  if (terms != NULL)
    {
      batch->terms = yao_authorization_terms_new ();
      batch->terms->certificate_id = g_strdup (terms->certificate_id);
      batch->terms->from = terms->from;
      batch->terms->until = terms->until;
      batch->terms->uses = terms->uses;
    }
  call->input = batch;
  call->input_free = (GDestroyNotify) yao_authorization_batch_free;
  return call;
}

/**
 * yao_client_change_authorizations_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @action: what to do
 * @authorizations: (element-type YaoAuthorization): with which ones, up to
 * %YAO_AUTHORIZATION_MAX_BATCH
 * @terms: (nullable): the terms, for granting, modifying and renewing
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Does the same with one authorization or with several, after one identity check. Each is changed
 * only if it is still as the object says; where somebody else changed it meanwhile, its result has
 * %YAO_ERROR_CHANGED and what it is now. Lists of @self follow. Where the reply is lost the service
 * is asked what became of it. An error means that nothing was changed, but for
 * %YAO_ERROR_UNREACHABLE and %YAO_ERROR_TIMED_OUT: then the lists show what is.
 */
void
yao_client_change_authorizations_async (YaoClient *self,
                                        YaoCertificate *certificate,
                                        YaoAuthorizationAction action,
                                        GListModel *authorizations,
                                        const YaoTerms *terms,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (G_IS_LIST_MODEL (authorizations));
  g_return_if_fail (g_list_model_get_n_items (authorizations) > 0);
  g_return_if_fail (g_list_model_get_n_items (authorizations) <= YAO_AUTHORIZATION_MAX_BATCH);

  yao_call_start (new_change_call (self, certificate, action, authorizations, terms),
                  yao_client_change_authorizations_async, cancellable, callback, user_data);
}

/**
 * yao_client_change_authorizations_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_change_authorizations_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorizationResult in the order of @authorizations,
 * or %NULL on error
 */
GListModel *
yao_client_change_authorizations_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_change_authorizations_async, &object, NULL,
                          error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_change_authorizations:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @action: what to do
 * @authorizations: (element-type YaoAuthorization): with which ones, up to
 * %YAO_AUTHORIZATION_MAX_BATCH
 * @terms: (nullable): the terms, for granting, modifying and renewing
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_change_authorizations_async().
 *
 * Returns: (transfer full): a new list of #YaoAuthorizationResult in the order of @authorizations,
 * or %NULL on error
 */
GListModel *
yao_client_change_authorizations (YaoClient *self,
                                  YaoCertificate *certificate,
                                  YaoAuthorizationAction action,
                                  GListModel *authorizations,
                                  const YaoTerms *terms,
                                  GCancellable *cancellable,
                                  GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (authorizations), NULL);
  g_return_val_if_fail (g_list_model_get_n_items (authorizations) > 0, NULL);
  g_return_val_if_fail (g_list_model_get_n_items (authorizations) <= YAO_AUTHORIZATION_MAX_BATCH,
                        NULL);

  return yao_call_run (new_change_call (self, certificate, action, authorizations, terms),
                       cancellable, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_change_authorizations_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @action: what to do
 * @authorizations: (element-type YaoAuthorization): with which ones, up to
 * %YAO_AUTHORIZATION_MAX_BATCH
 * @terms: (nullable): the terms, for granting, modifying and renewing
 *
 * The form of yao_client_change_authorizations_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_change_authorizations_begin (YaoClient *self,
                                        YaoCertificate *certificate,
                                        YaoAuthorizationAction action,
                                        GListModel *authorizations,
                                        const YaoTerms *terms)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (authorizations), NULL);
  g_return_val_if_fail (g_list_model_get_n_items (authorizations) > 0, NULL);
  g_return_val_if_fail (g_list_model_get_n_items (authorizations) <= YAO_AUTHORIZATION_MAX_BATCH,
                        NULL);

  return yao_call_begin (new_change_call (self, certificate, action, authorizations, terms));
}
