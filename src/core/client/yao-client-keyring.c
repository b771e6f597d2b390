/* yao-client-keyring.c: whether secrets can be kept beyond the end of the program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-calls.h"

/* A keyring that works, and does not give out the device key, is as good as a locked one. */
static gboolean
perform_check (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoIdentity *identity = yao_client_get_identity (call->client);
  const char *profile = yao_identity_get_profile (identity, error);
  YaoKeyringState state;

  if (profile == NULL)
    return FALSE;
  state = yao_keyring_get_state (yao_identity_get_keyring (identity), profile, cancellable);
  if (state == YAO_KEYRING_AVAILABLE
      && yao_device_keys_has_unkept (yao_identity_get_keys (identity)))
    state = YAO_KEYRING_LOCKED;
  call->number = (gint64) state;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Keys that would have ended with the program make way for those in the keyring, and sessions that
 * hang on them with them.
 */
static gboolean
perform_unlock (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoIdentity *identity = yao_client_get_identity (call->client);
  const char *profile = yao_identity_get_profile (identity, error);

  if (profile == NULL
      || !yao_keyring_unlock (yao_identity_get_keyring (identity), profile, cancellable, error))
    return FALSE;

  if (yao_device_keys_forget_unkept (yao_identity_get_keys (identity)))
    yao_sessions_drop_all (yao_identity_get_sessions (identity));
  return TRUE;
}

static const YaoCallClass check_class = { perform_check, NULL };
static const YaoCallClass unlock_class = { perform_unlock, NULL };

/**
 * yao_client_check_keyring_async:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks what the keyring of the desktop can do now, without bothering the person. The operation of
 * yao_client_check_keyring_begin() has the #YaoKeyringState as its number.
 */
void
yao_client_check_keyring_async (YaoClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));

  yao_call_start (yao_call_new (self, &check_class), yao_client_check_keyring_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_check_keyring_finish:
 * @self: a client
 * @result: what the callback got
 * @state: (out) (optional): the state
 * @error: return location
 *
 * Ends yao_client_check_keyring_async().
 *
 * Returns: %TRUE if @state was set
 */
gboolean
yao_client_check_keyring_finish (YaoClient *self,
                                 GAsyncResult *result,
                                 YaoKeyringState *state,
                                 GError **error)
{
  gint64 number = 0;

  if (!yao_call_finish (self, result, yao_client_check_keyring_async, NULL, &number, error))
    return FALSE;
  if (state != NULL)
    *state = (YaoKeyringState) number;
  return TRUE;
}

/**
 * yao_client_check_keyring:
 * @self: a client
 * @state: (out) (optional): the state
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_check_keyring_async().
 *
 * Returns: %TRUE if @state was set
 */
gboolean
yao_client_check_keyring (YaoClient *self,
                          YaoKeyringState *state,
                          GCancellable *cancellable,
                          GError **error)
{
  gint64 number = 0;

  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);

  if (!yao_call_run (yao_call_new (self, &check_class), cancellable, NULL, &number, error))
    return FALSE;
  if (state != NULL)
    *state = (YaoKeyringState) number;
  return TRUE;
}

/**
 * yao_client_check_keyring_begin:
 * @self: a client
 *
 * The form of yao_client_check_keyring_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_check_keyring_begin (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return yao_call_begin (yao_call_new (self, &check_class));
}

/**
 * yao_client_unlock_keyring_async:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Has the desktop ask for the password of the keyring. Sessions that hang on a key which would have
 * ended with the program are over then. Errors: %YAO_ERROR_KEYRING where the keyring is absent, or
 * the person does not give the password.
 */
void
yao_client_unlock_keyring_async (YaoClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));

  yao_call_start (yao_call_new (self, &unlock_class), yao_client_unlock_keyring_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_unlock_keyring_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_unlock_keyring_async().
 *
 * Returns: %TRUE if secrets can be kept now
 */
gboolean
yao_client_unlock_keyring_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_unlock_keyring_async, NULL, NULL, error);
}

/**
 * yao_client_unlock_keyring:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_unlock_keyring_async().
 *
 * Returns: %TRUE if secrets can be kept now
 */
gboolean
yao_client_unlock_keyring (YaoClient *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);

  return yao_call_run (yao_call_new (self, &unlock_class), cancellable, NULL, NULL, error);
}

/**
 * yao_client_unlock_keyring_begin:
 * @self: a client
 *
 * The form of yao_client_unlock_keyring_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_unlock_keyring_begin (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return yao_call_begin (yao_call_new (self, &unlock_class));
}
