/* yao-client-pin.c: the PIN of an account: its state, another one, forgetting
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error.h"
#include "yao-identity-calls.h"
#include "yao-paths.h"
#include "yao-pin-rules.h"

/* The old PIN is the identity check: nobody is asked besides. */
static gboolean
perform_change_pin (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "change-pin", cancellable, error);

  if (work == NULL)
    return FALSE;
  work->may_ask = FALSE;
  return yao_identity_work_log_in (work, call->old_pin, cancellable, error)
         && yao_identity_work_register (work, call->new_pin, cancellable, error);
}

static gboolean
perform_pin_status (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "pin-status", cancellable, error);

  return work != NULL && yao_identity_call_read_session (call, work, cancellable, error);
}

static gboolean
delete_grants (YaoIdentityWork *work, GCancellable *cancellable, GError **error)
{
  const YaoDpopRequest request = { "DELETE", YAO_PATH_GRANTS, 204, FALSE, NULL, NULL, NULL };
  g_autoptr (GError) local = NULL;

  work->may_ask = FALSE;
  if (yao_identity_work_change (work, &request, cancellable, &local)
      || yao_error_is (local, YAO_ERROR_SESSION_REQUIRED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Nobody has to prove who he is in order to have something forgotten: where there is no session,
 * nothing is remembered either.
 */
static gboolean
perform_forget_pin (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoAccount *account = g_ptr_array_index (call->accounts, 0);
  YaoIdentity *identity = yao_client_get_identity (call->client);
  g_autoptr (YaoSecret) token = yao_identity_find_refresh (identity, account, cancellable);
  g_autoptr (YaoIdentityWork) work = NULL;
  gboolean done;

  if (token == NULL)
    return TRUE;
  work = yao_identity_call_open (call, "forget-pin", cancellable, error);
  if (work == NULL)
    {
      yao_identity_forget (identity, account, cancellable);
      return FALSE;
    }

  done = delete_grants (work, cancellable, error);
  return yao_identity_work_revoke (work, cancellable, done ? error : NULL) && done;
}

static const YaoCallClass change_pin_class = { perform_change_pin, NULL };
static const YaoCallClass pin_status_class
    = { perform_pin_status, yao_identity_call_collect_status };
static const YaoCallClass forget_pin_class = { perform_forget_pin, NULL };

static YaoCall *
new_change_call (YaoClient *self,
                 YaoCertificate *certificate,
                 YaoSecret *old_pin,
                 YaoSecret *new_pin)
{
  YaoCall *call = yao_identity_call_new (self, &change_pin_class, certificate);

  call->old_pin = yao_pin_fold (old_pin);
  call->new_pin = yao_pin_fold (new_pin);
  return call;
}

/**
 * yao_client_change_pin_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @old_pin: the PIN until now
 * @new_pin: the PIN from now on
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Sets another PIN for the account that uses a certificate. The service sees neither. Whether the
 * new one is good is for yao_pin_rules_check() to say. Every other session of the account and every
 * remembered unlock end. Where the reply is lost the service is asked what became of it, so an
 * error tells that nothing changed, but for %YAO_ERROR_UNREACHABLE and %YAO_ERROR_TIMED_OUT: then
 * the next sign-in shows which PIN counts. Errors: those of yao_client_login_async() about the old
 * PIN.
 */
void
yao_client_change_pin_async (YaoClient *self,
                             YaoCertificate *certificate,
                             YaoSecret *old_pin,
                             YaoSecret *new_pin,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (old_pin != NULL && new_pin != NULL);

  yao_call_start (new_change_call (self, certificate, old_pin, new_pin),
                  yao_client_change_pin_async, cancellable, callback, user_data);
}

/**
 * yao_client_change_pin_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_change_pin_async().
 *
 * Returns: %TRUE if the new PIN counts
 */
gboolean
yao_client_change_pin_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_change_pin_async, NULL, NULL, error);
}

/**
 * yao_client_change_pin:
 * @self: a client
 * @certificate: a certificate of @self
 * @old_pin: the PIN until now
 * @new_pin: the PIN from now on
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_change_pin_async().
 *
 * Returns: %TRUE if the new PIN counts
 */
gboolean
yao_client_change_pin (YaoClient *self,
                       YaoCertificate *certificate,
                       YaoSecret *old_pin,
                       YaoSecret *new_pin,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);
  g_return_val_if_fail (old_pin != NULL && new_pin != NULL, FALSE);

  return yao_call_run (new_change_call (self, certificate, old_pin, new_pin), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_change_pin_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @old_pin: the PIN until now
 * @new_pin: the PIN from now on
 *
 * The form of yao_client_change_pin_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_change_pin_begin (YaoClient *self,
                             YaoCertificate *certificate,
                             YaoSecret *old_pin,
                             YaoSecret *new_pin)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (old_pin != NULL && new_pin != NULL, NULL);

  return yao_call_begin (new_change_call (self, certificate, old_pin, new_pin));
}

/**
 * yao_client_pin_status_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks the service for the state of the account that uses a certificate. The person is asked for
 * the PIN where he is not signed in; errors as of yao_client_login_async().
 */
void
yao_client_pin_status_async (YaoClient *self,
                             YaoCertificate *certificate,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &pin_status_class, certificate),
                  yao_client_pin_status_async, cancellable, callback, user_data);
}

/**
 * yao_client_pin_status_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_pin_status_async().
 *
 * Returns: (transfer full): the state, or %NULL on error
 */
YaoPinStatus *
yao_client_pin_status_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_pin_status_async, &object, NULL, error)
             ? (YaoPinStatus *) object
             : NULL;
}

/**
 * yao_client_pin_status:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_pin_status_async().
 *
 * Returns: (transfer full): the state, or %NULL on error
 */
YaoPinStatus *
yao_client_pin_status (YaoClient *self,
                       YaoCertificate *certificate,
                       GCancellable *cancellable,
                       GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_run (yao_identity_call_new (self, &pin_status_class, certificate), cancellable,
                       &object, NULL, error)
             ? (YaoPinStatus *) object
             : NULL;
}

/**
 * yao_client_pin_status_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_pin_status_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_pin_status_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &pin_status_class, certificate));
}

/**
 * yao_client_forget_pin_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Removes what stands for the PIN of the account that uses a certificate: remembered unlocks, here
 * and in the service, and the session. An error tells that the service did not hear of it.
 */
void
yao_client_forget_pin_async (YaoClient *self,
                             YaoCertificate *certificate,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &forget_pin_class, certificate),
                  yao_client_forget_pin_async, cancellable, callback, user_data);
}

/**
 * yao_client_forget_pin_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_forget_pin_async().
 *
 * Returns: %TRUE if the service has forgotten, too
 */
gboolean
yao_client_forget_pin_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_forget_pin_async, NULL, NULL, error);
}

/**
 * yao_client_forget_pin:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_forget_pin_async().
 *
 * Returns: %TRUE if the service has forgotten, too
 */
gboolean
yao_client_forget_pin (YaoClient *self,
                       YaoCertificate *certificate,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (yao_identity_call_new (self, &forget_pin_class, certificate), cancellable,
                       NULL, NULL, error);
}

/**
 * yao_client_forget_pin_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_forget_pin_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_forget_pin_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &forget_pin_class, certificate));
}
