/* yao-client-remember.c: a check of the PIN that counts for longer
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error.h"
#include "yao-identity-calls.h"
#include "yao-identity-message.h"
#include "yao-paths.h"

static gboolean
perform_remember (YaoCall *call, GCancellable *cancellable, GError **error)
{
  const YaoGrantRequest asked = { call->seconds };
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "remember-unlock", cancellable, error);
  g_autoptr (GBytes) body = yao_grant_request_encode (&asked);
  const YaoDpopRequest request = {
    .method = "POST", .path = YAO_PATH_GRANTS, .status = 201, .has_reply = TRUE, .body = body
  };

  return work != NULL && yao_identity_work_change (work, &request, cancellable, error);
}

static const YaoCallClass remember_class = { perform_remember, NULL };

static YaoCall *
new_remember_call (YaoClient *self, YaoCertificate *certificate, guint seconds)
{
  YaoCall *call = yao_identity_call_new (self, &remember_class, certificate);

  call->seconds = CLAMP (seconds, YAO_UNLOCK_MIN_SECONDS, YAO_UNLOCK_MAX_SECONDS);
  return call;
}

/**
 * yao_client_remember_unlock_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @seconds: how long, from %YAO_UNLOCK_MIN_SECONDS to %YAO_UNLOCK_MAX_SECONDS
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Lets the last check of the PIN stand for those of signing approvals, on this device, for a while.
 * It stands for nothing else. Errors: %YAO_ERROR_DEVICE_NOT_BOUND, since only a bound device may
 * remember anything; those of yao_client_login_async(), for the check must be a recent one.
 */
void
yao_client_remember_unlock_async (YaoClient *self,
                                  YaoCertificate *certificate,
                                  guint seconds,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_remember_call (self, certificate, seconds), yao_client_remember_unlock_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_remember_unlock_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_remember_unlock_async().
 *
 * Returns: %TRUE if the service remembers
 */
gboolean
yao_client_remember_unlock_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_remember_unlock_async, NULL, NULL, error);
}

/**
 * yao_client_remember_unlock:
 * @self: a client
 * @certificate: a certificate of @self
 * @seconds: how long
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_remember_unlock_async().
 *
 * Returns: %TRUE if the service remembers
 */
gboolean
yao_client_remember_unlock (YaoClient *self,
                            YaoCertificate *certificate,
                            guint seconds,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (new_remember_call (self, certificate, seconds), cancellable, NULL, NULL,
                       error);
}

/**
 * yao_client_remember_unlock_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @seconds: how long
 *
 * The form of yao_client_remember_unlock_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_remember_unlock_begin (YaoClient *self, YaoCertificate *certificate, guint seconds)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_remember_call (self, certificate, seconds));
}
