/* yao-client-check.c: making sure who it is before something begins that takes its time
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-identity.h"

#include "yao-identity-calls.h"
#include "yao-identity-message.h"

/* A check that ends sooner than this is done again: what it is for takes time, too. */
#define SPARE_SECONDS 60

static gboolean
perform_check_identity (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "check-identity", cancellable, error);
  const YaoSessionMessage *session;
  guint turn;

  if (work == NULL)
    return FALSE;
  turn = yao_sessions_get_turn (work->sender.sessions, work->account);
  if (!yao_identity_call_read_session (call, work, cancellable, error))
    return FALSE;

  session = call->outcome;
  return session->recent_until >= yao_clock_get_unix (work->sender.clock) + SPARE_SECONDS
         || turn != yao_sessions_get_turn (work->sender.sessions, work->account)
         || yao_identity_work_check (work, turn, cancellable, error);
}

static const YaoCallClass check_identity_class = { perform_check_identity, NULL };

/**
 * yao_client_check_identity_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Makes sure that the PIN was proved on this device within the last minutes, as operations want it
 * that change what stands for a person: the person is asked if it was not. Errors: those of
 * yao_client_login_async().
 */
void
yao_client_check_identity_async (YaoClient *self,
                                 YaoCertificate *certificate,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (yao_identity_call_new (self, &check_identity_class, certificate),
                  yao_client_check_identity_async, cancellable, callback, user_data);
}

/**
 * yao_client_check_identity_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_check_identity_async().
 *
 * Returns: %TRUE if so
 */
gboolean
yao_client_check_identity_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_check_identity_async, NULL, NULL, error);
}

/**
 * yao_client_check_identity:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_check_identity_async().
 *
 * Returns: %TRUE if so
 */
gboolean
yao_client_check_identity (YaoClient *self,
                           YaoCertificate *certificate,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (yao_identity_call_new (self, &check_identity_class, certificate),
                       cancellable, NULL, NULL, error);
}

/**
 * yao_client_check_identity_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_check_identity_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_check_identity_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (yao_identity_call_new (self, &check_identity_class, certificate));
}
