/* yao-identity-work.c: requests of somebody who is signed in, or will be
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-work.h"

#include "yao-error.h"
#include "yao-paths.h"
#include "yao-reach.h"

/* Once for a token that ended early, once for a check of the PIN, and the request itself; one more
 * for a check that another device made worthless in between.
 */
#define MAX_TRIES 4

static gboolean
find_way (YaoIdentityWork *self, GCancellable *cancellable, GError **error)
{
  YaoAccount *account = self->account;
  const char *profile;

  self->identity = yao_client_get_identity (self->client);
  self->sender.sessions = yao_identity_get_sessions (self->identity);
  self->sender.service_id = account->service->id;
  self->sender.clock = yao_client_get_clock (self->client);
  self->sender.transport = yao_reach_service (self->client, account->service, &self->sender.address,
                                              cancellable, error);
  if (self->sender.transport == NULL)
    return FALSE;

  profile = yao_identity_get_profile (self->identity, error);
  if (profile == NULL)
    return FALSE;
  self->sender.key = yao_device_keys_get (yao_identity_get_keys (self->identity), profile,
                                          account->service->id, cancellable, error);
  return self->sender.key != NULL;
}

/**
 * yao_identity_work_new:
 * @client: a client
 * @account: whose account
 * @reason: what the work is for
 * @is_blocking: whether the person is asked in this thread
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Finds the way to the service and the device key for it. Errors: those of yao_reach_service() and
 * yao_device_keys_get().
 *
 * Returns: (transfer full): the work, or %NULL on error
 */
YaoIdentityWork *
yao_identity_work_new (YaoClient *client,
                       YaoAccount *account,
                       const char *reason,
                       gboolean is_blocking,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (YaoIdentityWork) self = g_new0 (YaoIdentityWork, 1);

  g_assert (YAO_IS_CLIENT (client));
  g_assert (account != NULL && reason != NULL);

  self->client = g_object_ref (client);
  self->account = yao_account_ref (account);
  self->reason = reason;
  self->is_blocking = is_blocking;
  self->may_ask = TRUE;
  return find_way (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * yao_identity_work_new_guest:
 * @client: a client that waits for the end of the work before it ends itself
 * @account: whose account
 * @reason: what the work is for
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The form of yao_identity_work_new() for a thread that lives as long as the client. Nobody is
 * asked for a PIN.
 *
 * Returns: (transfer full): the work, or %NULL on error
 */
YaoIdentityWork *
yao_identity_work_new_guest (YaoClient *client,
                             YaoAccount *account,
                             const char *reason,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (YaoIdentityWork) self = g_new0 (YaoIdentityWork, 1);

  g_assert (YAO_IS_CLIENT (client));
  g_assert (account != NULL && reason != NULL);

  self->client = client;
  self->account = yao_account_ref (account);
  self->reason = reason;
  self->is_guest = TRUE;
  return find_way (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * yao_identity_work_free:
 * @self: (transfer full): work
 *
 * Frees what the work had.
 */
void
yao_identity_work_free (YaoIdentityWork *self)
{
  g_assert (self != NULL);

  g_clear_object (&self->sender.transport);
  g_clear_pointer (&self->sender.key, yao_key_unref);
  g_free (self->sender.address);
  g_free (self->approval);
  yao_account_unref (self->account);
  if (!self->is_guest)
    g_object_unref (self->client);
  g_free (self);
}

static GBytes *
write_token_request (YaoSecret *refresh)
{
  g_autoptr (YaoTokenRequest) message = yao_token_request_new ();
  gsize size;
  const char *token = (const char *) yao_secret_peek (refresh, &size);

  message->grant_type = g_strdup ("refresh_token");
  message->refresh_token = g_strndup (token, size);
  return yao_token_request_encode (message);
}

/* %FALSE without an error where there is no session any more. */
static gboolean
refresh (YaoIdentityWork *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoSecret) token
      = yao_identity_find_refresh (self->identity, self->account, cancellable);
  g_autoptr (GBytes) body = token != NULL ? write_token_request (token) : NULL;
  const YaoDpopRequest request = { "POST", YAO_PATH_TOKENS, 200, TRUE, body, NULL, NULL };
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (YaoTokenReply) reply = NULL;
  g_autoptr (GError) local = NULL;

  if (token == NULL)
    return FALSE;
  answer = yao_dpop_send (&self->sender, &request, cancellable, &local);
  if (answer == NULL)
    {
      if (yao_error_is (local, YAO_ERROR_SESSION_REQUIRED)
          || yao_error_is (local, YAO_ERROR_DEVICE_REVOKED))
        yao_identity_forget (self->identity, self->account, cancellable);
      if (!yao_error_is (local, YAO_ERROR_SESSION_REQUIRED))
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  reply = yao_token_reply_decode (answer, YAO_MESSAGE_CLIENT, error);
  if (reply == NULL)
    return FALSE;
  yao_identity_keep_refresh (self->identity, self->account, reply, cancellable);
  return TRUE;
}

static gboolean
ensure_session (YaoIdentityWork *self,
                YaoSecret **access,
                GCancellable *cancellable,
                GError **error)
{
  guint turn = yao_sessions_get_turn (self->sender.sessions, self->account);
  g_autoptr (GError) local = NULL;

  *access = yao_sessions_dup_access (self->sender.sessions, self->account);
  if (*access != NULL)
    return TRUE;

  if (!refresh (self, cancellable, &local))
    {
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!yao_identity_work_check (self, turn, cancellable, error))
        return FALSE;
    }

  *access = yao_sessions_dup_access (self->sender.sessions, self->account);
  if (*access != NULL)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_SESSION_REQUIRED, "the session ended meanwhile");
  return FALSE;
}

/* What the service wants first: %TRUE if it has it now. */
static gboolean
satisfy (YaoIdentityWork *self,
         guint turn,
         GError **refusal,
         GCancellable *cancellable,
         GError **error)
{
  if (yao_error_is (*refusal, YAO_ERROR_SESSION_REQUIRED))
    {
      yao_sessions_drop_access (self->sender.sessions, self->account);
      return TRUE;
    }
  if (yao_error_is (*refusal, YAO_ERROR_IDENTITY_REQUIRED))
    return yao_identity_work_check (self, turn, cancellable, error);
  if (yao_error_is (*refusal, YAO_ERROR_DEVICE_REVOKED))
    yao_identity_forget (self->identity, self->account, cancellable);

  g_propagate_error (error, g_steal_pointer (refusal));
  return FALSE;
}

/**
 * yao_identity_work_send:
 * @self: work
 * @request: what to send, without access token
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sends a request within a session. Where there is none, or the service wants a recent check of the
 * PIN, the refresh token and the person are asked for it, and the request goes out again.
 *
 * Returns: (transfer full): the body of the reply, or %NULL on error
 */
GBytes *
yao_identity_work_send (YaoIdentityWork *self,
                        const YaoDpopRequest *request,
                        GCancellable *cancellable,
                        GError **error)
{
  g_assert (self != NULL && request != NULL);

  for (int try = 0;; try++)
    {
      guint turn = yao_sessions_get_turn (self->sender.sessions, self->account);
      g_autoptr (YaoSecret) access = NULL;
      g_autoptr (GError) refusal = NULL;
      YaoDpopRequest attempt = *request;
      GBytes *answer;

      if (!ensure_session (self, &access, cancellable, error))
        return NULL;
      attempt.access = access;
      answer = yao_dpop_send (&self->sender, &attempt, cancellable, &refusal);
      if (answer != NULL)
        return answer;
      if (try + 1 == MAX_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      if (!satisfy (self, turn, &refusal, cancellable, error))
        return NULL;
    }
}
