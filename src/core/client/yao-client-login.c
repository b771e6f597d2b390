/* yao-client-login.c: signing in and out
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-call.h"
#include "yao-identity-work.h"
#include "yao-identity-calls.h"
#include "yao-paths.h"
#include "yao-pin-status-private.h"

/**
 * yao_identity_call_new:
 * @client: a client
 * @klass: what is done
 * @certificate: (nullable): whose account; %NULL for all of the profile
 *
 * Makes a call for an account.
 *
 * Returns: (transfer full): the call
 */
YaoCall *
yao_identity_call_new (YaoClient *client, const YaoCallClass *klass, YaoCertificate *certificate)
{
  YaoCall *call = yao_call_new (client, klass);
  g_autoptr (GListModel) list = NULL;

  if (certificate != NULL)
    {
      g_ptr_array_add (call->accounts, yao_account_new_for (certificate));
      return call;
    }

  list = yao_client_list_certificates (client);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificate) item = g_list_model_get_item (list, i);

      g_ptr_array_add (call->accounts, yao_account_new_for (item));
    }
  return call;
}

/**
 * yao_identity_call_open:
 * @call: a call for one account
 * @reason: what it is for
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Begins the work of a call.
 *
 * Returns: (transfer full): the work, or %NULL on error
 */
YaoIdentityWork *
yao_identity_call_open (YaoCall *call,
                        const char *reason,
                        GCancellable *cancellable,
                        GError **error)
{
  g_assert (call->accounts->len == 1);

  return yao_identity_work_new (call->client, g_ptr_array_index (call->accounts, 0), reason,
                                call->is_blocking, cancellable, error);
}

/**
 * yao_identity_call_read_session:
 * @call: a call
 * @work: its work
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Asks the service for the state of the account; yao_identity_call_collect_status() makes an object
 * of it.
 *
 * Returns: %TRUE if it was told
 */
gboolean
yao_identity_call_read_session (YaoCall *call,
                                YaoIdentityWork *work,
                                GCancellable *cancellable,
                                GError **error)
{
  const YaoDpopRequest request = { "GET", YAO_PATH_SESSION, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, cancellable, error);
  YaoSessionMessage *message
      = answer != NULL ? yao_session_message_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;

  if (message != NULL)
    yao_call_set_outcome (call, message, (GDestroyNotify) yao_session_message_free);
  return message != NULL;
}

/**
 * yao_identity_call_collect_status:
 * @call: a call that read a session
 *
 * Makes the object.
 *
 * Returns: (transfer full): a #YaoPinStatus
 */
GObject *
yao_identity_call_collect_status (YaoCall *call)
{
  return G_OBJECT (yao_pin_status_new (call->outcome));
}

/* Signing in is proving the PIN, also for somebody who is signed in already. */
static gboolean
perform_login (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work = yao_identity_call_open (call, "login", cancellable, error);
  guint turn;

  if (work == NULL)
    return FALSE;
  turn = yao_sessions_get_turn (work->sender.sessions, work->account);
  return yao_identity_work_check (work, turn, cancellable, error)
         && yao_identity_call_read_session (call, work, cancellable, error);
}

/* Every account is signed out here, also after one whose service did not hear of it. */
static gboolean
perform_logout (YaoCall *call, GCancellable *cancellable, GError **error)
{
  GError *first = NULL;

  for (guint i = 0; i < call->accounts->len; i++)
    yao_identity_leave (call->client, g_ptr_array_index (call->accounts, i), call->is_blocking,
                        cancellable, first == NULL ? &first : NULL);

  if (first != NULL)
    g_propagate_error (error, first);
  return first == NULL;
}

static const YaoCallClass login_class = { perform_login, yao_identity_call_collect_status };
static const YaoCallClass logout_class = { perform_logout, NULL };

/**
 * yao_client_set_identity_handler:
 * @self: a client
 * @handler: (nullable): asks a person for the PIN
 * @user_data: for @handler
 * @destroy: (nullable): frees @user_data
 *
 * Says who asks for the PIN when an operation needs it. Without a handler such an operation ends
 * with %YAO_ERROR_IDENTITY_REQUIRED.
 */
void
yao_client_set_identity_handler (YaoClient *self,
                                 YaoIdentityHandler handler,
                                 gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (YAO_IS_CLIENT (self));

  yao_identity_set_handler (yao_client_get_identity (self), handler, user_data, destroy);
}

/**
 * yao_client_is_signed_in:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * Tells whether this program is signed in to the account of a certificate, without asking anybody.
 *
 * Returns: %TRUE if it is; the service may have ended the session meanwhile
 */
gboolean
yao_client_is_signed_in (YaoClient *self, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  account = yao_account_new_for (certificate);
  return yao_sessions_has (yao_identity_get_sessions (yao_client_get_identity (self)), account);
}

/**
 * yao_client_login_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Signs in: the person is asked for the PIN of the account that uses a certificate, also where he
 * is signed in already. The session lasts until the program ends; on a bound device longer. Errors:
 * %YAO_ERROR_IDENTITY_REQUIRED where there is nobody to ask, %YAO_ERROR_WRONG_PIN and
 * %YAO_ERROR_THROTTLED where the handler gives up after them, %YAO_ERROR_PIN_LOCKED,
 * %YAO_ERROR_PIN_EXPIRED, %YAO_ERROR_DEVICE_REVOKED.
 */
void
yao_client_login_async (YaoClient *self,
                        YaoCertificate *certificate,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &login_class, certificate), yao_client_login_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_login_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_login_async().
 *
 * Returns: (transfer full): the state of the account, or %NULL on error
 */
YaoPinStatus *
yao_client_login_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_login_async, &object, NULL, error)
             ? (YaoPinStatus *) object
             : NULL;
}

/**
 * yao_client_login:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_login_async().
 *
 * Returns: (transfer full): the state of the account, or %NULL on error
 */
YaoPinStatus *
yao_client_login (YaoClient *self,
                  YaoCertificate *certificate,
                  GCancellable *cancellable,
                  GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_run (yao_identity_call_new (self, &login_class, certificate), cancellable,
                       &object, NULL, error)
             ? (YaoPinStatus *) object
             : NULL;
}

/**
 * yao_client_login_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_login_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_login_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &login_class, certificate));
}

/**
 * yao_client_logout_async:
 * @self: a client
 * @certificate: (nullable): a certificate of @self; %NULL for every account of the profile
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Ends the session of the account that uses a certificate, here in any case, and in the service. An
 * error tells that the service did not hear of it; it is told when somebody signs in there again on
 * this device, and on one that is not bound the session ends after its time.
 */
void
yao_client_logout_async (YaoClient *self,
                         YaoCertificate *certificate,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &logout_class, certificate), yao_client_logout_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_logout_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_logout_async().
 *
 * Returns: %TRUE if the service knows that the session is over
 */
gboolean
yao_client_logout_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_logout_async, NULL, NULL, error);
}

/**
 * yao_client_logout:
 * @self: a client
 * @certificate: (nullable): a certificate of @self; %NULL for every account of the profile
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_logout_async().
 *
 * Returns: %TRUE if the service knows that the session is over
 */
gboolean
yao_client_logout (YaoClient *self,
                   YaoCertificate *certificate,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (yao_identity_call_new (self, &logout_class, certificate), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_logout_begin:
 * @self: a client
 * @certificate: (nullable): a certificate of @self; %NULL for every account of the profile
 *
 * The form of yao_client_logout_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_logout_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &logout_class, certificate));
}
