/* yao-client-applications.c: asking for the use of somebody else's certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-authorizations.h"

#include "yao-authorization-private.h"
#include "yao-authorization-work.h"
#include "yao-certificate-fetch.h"
#include "yao-error.h"
#include "yao-paths.h"
#include "yao-service-private.h"

static gboolean
perform_check (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "authorization-apply", cancellable, error);
  g_autoptr (YaoGrantorMessage) message = yao_grantor_message_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  YaoDpopRequest request = { "POST", YAO_PATH_AUTHORIZATION_CHECK, 200, TRUE, NULL, NULL, NULL };

  if (work == NULL)
    return FALSE;
  message->grantor = g_strdup (call->uid);
  body = yao_grantor_message_encode (message);
  request.body = body;
  answer = yao_identity_work_send (work, &request, cancellable, error);
  return answer != NULL;
}

static gboolean
perform_apply (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "authorization-apply", cancellable, error);
  g_autoptr (GBytes) body = yao_application_message_encode (call->input);
  const YaoDpopRequest request = { "POST", YAO_PATH_AUTHORIZATIONS, 201, TRUE, body, NULL, NULL };
  g_autoptr (GBytes) answer
      = work != NULL ? yao_identity_work_exchange (work, &request, cancellable, error) : NULL;
  YaoAuthorizationMessage *message
      = answer != NULL ? yao_authorization_message_decode (answer, YAO_MESSAGE_CLIENT, error)
                       : NULL;

  if (message != NULL)
    yao_call_set_outcome (call, message, (GDestroyNotify) yao_authorization_message_free);
  return message != NULL;
}

static GObject *
collect_application (YaoCall *call)
{
  yao_authorization_lists_changed (call->client);
  return G_OBJECT (yao_authorization_new (g_steal_pointer (&call->outcome)));
}

static gboolean
is_granted (const YaoAuthorizationPage *page, const char *id)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      const YaoAuthorizationMessage *item = page->items->pdata[i];

      if (g_str_equal (item->state, "active") && g_strcmp0 (item->certificate_id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  YaoCall *call;
  GPtrArray *records;
} Granted;

static gboolean
put_granted (YaoProfile *profile, gpointer user_data, GError **error)
{
  Granted *granted = user_data;

  for (guint i = 0; i < granted->records->len; i++)
    {
      YaoCertificateRecord *record = granted->records->pdata[i];

      if (!yao_profile_put_certificate (profile, record, error))
        return FALSE;
      yao_profile_set_current (profile, record->service_id, record->id);
      g_ptr_array_add (granted->call->ids, g_strdup (record->id));
    }
  yao_profile_set_default_service (profile, granted->call->service->id);
  return TRUE;
}

/* Of what the grantor owns, what the person may use, for his own account of it. */
static GPtrArray *
choose_granted (GPtrArray *records, const YaoAuthorizationPage *page, const char *uid)
{
  GPtrArray *chosen
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_record_unref);

  for (guint i = 0; i < records->len; i++)
    {
      YaoCertificateRecord *record = records->pdata[i];

      if (!is_granted (page, record->id))
        continue;
      g_free (record->user_uid);
      record->user_uid = g_strdup (uid);
      record->role = YAO_CERTIFICATE_ROLE_GRANTEE;
      g_ptr_array_add (chosen, yao_certificate_record_ref (record));
    }
  return chosen;
}

static gboolean
perform_granted (YaoCall *call, GCancellable *cancellable, GError **error)
{
  const YaoAuthorizationQuery query = {
    .scope = YAO_AUTHORIZATION_RECEIVED,
    .state = YAO_AUTHORIZATION_DELETED,
    .sort = YAO_AUTHORIZATION_BY_CHANGE,
    .limit = YAO_AUTHORIZATION_PAGE_MAX,
  };
  YaoAccount *account = call->accounts->pdata[0];
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "download-granted", cancellable, error);
  g_autoptr (YaoAuthorizationPage) page = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (YaoProfile) profile = NULL;
  Granted granted = { call, NULL };

  page = work != NULL ? yao_authorization_work_page (work, &query, cancellable, error) : NULL;
  if (page == NULL)
    return FALSE;
  records
      = yao_certificate_fetch (call->client, call->service, account->holder, cancellable, error);
  if (records == NULL)
    return FALSE;
  chosen = choose_granted (records, page, account->uid);
  if (chosen->len == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND,
                   "%s may use no certificate of %s", account->uid, account->holder);
      if (error != NULL)
        yao_error_set_subject (*error, account->holder);
      return FALSE;
    }
  granted.records = chosen;
  profile = yao_profile_store_update (yao_client_get_store (call->client), put_granted, &granted,
                                      error);
  return profile != NULL;
}

static GObject *
collect_granted (YaoCall *call)
{
  GListStore *list = g_list_store_new (YAO_TYPE_CERTIFICATE);

  for (guint i = 0; i < call->ids->len; i++)
    {
      YaoCertificate *certificate
          = yao_client_get_certificate (call->client, call->service->id, call->ids->pdata[i]);

      if (certificate != NULL)
        g_list_store_append (list, certificate);
    }
  return G_OBJECT (list);
}

static const YaoCallClass check_class = { perform_check, NULL };
static const YaoCallClass apply_class = { perform_apply, collect_application };
static const YaoCallClass granted_class = { perform_granted, collect_granted };

static YaoCall *
new_grantor_call (YaoClient *self, YaoCertificate *certificate, const char *grantor)
{
  YaoCall *call = yao_identity_call_new (self, &check_class, certificate);

  call->uid = g_strdup (grantor);
  return call;
}

static YaoCall *
new_application_call (YaoClient *self,
                      YaoCertificate *certificate,
                      const YaoAuthorizationRequest *application)
{
  YaoCall *call = yao_identity_call_new (self, &apply_class, certificate);
  YaoApplicationMessage *message = yao_application_message_new ();

  message->grantor = g_strdup (application->grantor);
  message->uid = g_strdup (application->uid);
  message->name = g_strdup (application->name);
  message->document_kind = g_strdup (yao_document_kind_to_string (application->document_kind));
  message->document = g_strdup (application->document);
  message->phone = g_strdup (application->phone);
  message->from = application->from;
  message->until = application->until;
  message->uses = application->uses;
  call->input = message;
  call->input_free = (GDestroyNotify) yao_application_message_free;
  return call;
}

static YaoCall *
new_granted_call (YaoClient *self, YaoService *service, const char *grantor, const char *uid)
{
  YaoCall *call = yao_call_new (self, &granted_class);

  call->service = yao_service_record_ref (yao_service_get_record (service));
  g_ptr_array_add (call->accounts, yao_account_new (call->service, grantor, uid));
  return call;
}

/**
 * yao_client_check_grantor_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @grantor: the number of somebody who is to authorise
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Tells whether one may apply to a number. Whether anybody has it is not told. Errors:
 * %YAO_ERROR_INVALID_INPUT for one that is no number, or the person's own; those of
 * yao_client_login_async().
 */
void
yao_client_check_grantor_async (YaoClient *self,
                                YaoCertificate *certificate,
                                const char *grantor,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (grantor != NULL);

  yao_call_start (new_grantor_call (self, certificate, grantor), yao_client_check_grantor_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_check_grantor_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_check_grantor_async().
 *
 * Returns: %TRUE if one may
 */
gboolean
yao_client_check_grantor_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_check_grantor_async, NULL, NULL, error);
}

/**
 * yao_client_check_grantor:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @grantor: the number of somebody who is to authorise
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_check_grantor_async().
 *
 * Returns: %TRUE if one may
 */
gboolean
yao_client_check_grantor (YaoClient *self,
                          YaoCertificate *certificate,
                          const char *grantor,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);
  g_return_val_if_fail (grantor != NULL, FALSE);

  return yao_call_run (new_grantor_call (self, certificate, grantor), cancellable, NULL, NULL,
                       error);
}

/**
 * yao_client_check_grantor_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @grantor: the number of somebody who is to authorise
 *
 * The form of yao_client_check_grantor_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_check_grantor_begin (YaoClient *self, YaoCertificate *certificate, const char *grantor)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (grantor != NULL, NULL);

  return yao_call_begin (new_grantor_call (self, certificate, grantor));
}

/**
 * yao_client_apply_for_authorization_async:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @application: what to apply for
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Applies to the owner of a certificate for its use by a person. Errors:
 * %YAO_ERROR_APPLICANT_MISMATCH where the number is known and name, document or phone are not those
 * on file, %YAO_ERROR_AUTHORIZATION_EXISTS where the person has a pending, active or frozen one
 * (the subject is its id), %YAO_ERROR_INVALID_INPUT; those of yao_client_login_async().
 */
void
yao_client_apply_for_authorization_async (YaoClient *self,
                                          YaoCertificate *certificate,
                                          const YaoAuthorizationRequest *application,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (application != NULL && application->grantor != NULL);

  yao_call_start (new_application_call (self, certificate, application),
                  yao_client_apply_for_authorization_async, cancellable, callback, user_data);
}

/**
 * yao_client_apply_for_authorization_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_apply_for_authorization_async().
 *
 * Returns: (transfer full): the authorization, pending, or %NULL on error
 */
YaoAuthorization *
yao_client_apply_for_authorization_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_apply_for_authorization_async, &object, NULL,
                          error)
             ? (YaoAuthorization *) object
             : NULL;
}

/**
 * yao_client_apply_for_authorization:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @application: what to apply for
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_apply_for_authorization_async().
 *
 * Returns: (transfer full): the authorization, pending, or %NULL on error
 */
YaoAuthorization *
yao_client_apply_for_authorization (YaoClient *self,
                                    YaoCertificate *certificate,
                                    const YaoAuthorizationRequest *application,
                                    GCancellable *cancellable,
                                    GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (application != NULL && application->grantor != NULL, NULL);

  return yao_call_run (new_application_call (self, certificate, application), cancellable, &object,
                       NULL, error)
             ? (YaoAuthorization *) object
             : NULL;
}

/**
 * yao_client_apply_for_authorization_begin:
 * @self: a client
 * @certificate: a certificate of @self, whose user asks
 * @application: what to apply for
 *
 * The form of yao_client_apply_for_authorization_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_apply_for_authorization_begin (YaoClient *self,
                                          YaoCertificate *certificate,
                                          const YaoAuthorizationRequest *application)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (application != NULL && application->grantor != NULL, NULL);

  return yao_call_begin (new_application_call (self, certificate, application));
}

/**
 * yao_client_download_granted_async:
 * @self: a client
 * @service: a service of @self
 * @grantor: the number of the owner of the certificate
 * @uid: the number of the person who was authorised
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Fetches the certificates that a person may use since their owner authorised him, and keeps them
 * in the profile with the role %YAO_CERTIFICATE_ROLE_GRANTEE. He is asked for his PIN for this
 * account. Errors: %YAO_ERROR_CERTIFICATE_NOT_FOUND where he is authorised for none at the time;
 * those of yao_client_login_async() and yao_client_download_async().
 */
void
yao_client_download_granted_async (YaoClient *self,
                                   YaoService *service,
                                   const char *grantor,
                                   const char *uid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_SERVICE (service));
  g_return_if_fail (grantor != NULL && uid != NULL);

  yao_call_start (new_granted_call (self, service, grantor, uid), yao_client_download_granted_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_download_granted_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_download_granted_async().
 *
 * Returns: (transfer full): a new list of #YaoCertificate, or %NULL on error
 */
GListModel *
yao_client_download_granted_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_download_granted_async, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_download_granted:
 * @self: a client
 * @service: a service of @self
 * @grantor: the number of the owner of the certificate
 * @uid: the number of the person who was authorised
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_download_granted_async().
 *
 * Returns: (transfer full): a new list of #YaoCertificate, or %NULL on error
 */
GListModel *
yao_client_download_granted (YaoClient *self,
                             YaoService *service,
                             const char *grantor,
                             const char *uid,
                             GCancellable *cancellable,
                             GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);
  g_return_val_if_fail (grantor != NULL && uid != NULL, NULL);

  return yao_call_run (new_granted_call (self, service, grantor, uid), cancellable, &object, NULL,
                       error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_download_granted_begin:
 * @self: a client
 * @service: a service of @self
 * @grantor: the number of the owner of the certificate
 * @uid: the number of the person who was authorised
 *
 * The form of yao_client_download_granted_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_download_granted_begin (YaoClient *self,
                                   YaoService *service,
                                   const char *grantor,
                                   const char *uid)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);
  g_return_val_if_fail (grantor != NULL && uid != NULL, NULL);

  return yao_call_begin (new_granted_call (self, service, grantor, uid));
}
