/* yao-identity-login.c: proving a PIN and setting one, without the service seeing it (RFC 9807)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-work.h"

#include "yao-error.h"
#include "yao-opaque.h"
#include "yao-paths.h"
#include "yao-random.h"

#include <string.h>

/* A wait of this many seconds is waited for; a longer one is the person's to decide. */
#define SHORT_WAIT_SECONDS 2

static GBytes *
new_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
fill_parameters (YaoIdentityWork *self, gboolean with_context, YaoOpaqueParameters *parameters)
{
  const YaoAccount *account = self->account;
  g_autofree char *jkt = yao_dpop_dup_thumbprint (self->sender.key);
  g_autofree char *context = g_strdup_printf ("cloudkey/1|%s|%s", account->service->id, jkt);
  g_autofree char *client = g_strdup_printf ("%s|%s", account->holder, account->uid);

  parameters->context = with_context ? new_bytes (context) : NULL;
  parameters->server_identity = new_bytes (account->service->id);
  parameters->client_identity = new_bytes (client);
}

static void
clear_parameters (YaoOpaqueParameters *parameters)
{
  g_clear_pointer (&parameters->context, g_bytes_unref);
  g_clear_pointer (&parameters->server_identity, g_bytes_unref);
  g_clear_pointer (&parameters->client_identity, g_bytes_unref);
}

static YaoLoginChallenge *
start_login (YaoIdentityWork *self,
             const YaoOpaqueLogin *login,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (YaoLoginStart) message = yao_login_start_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  YaoDpopRequest request = { "POST", YAO_PATH_LOGIN, 200, TRUE, NULL, NULL, NULL };

  message->holder = g_strdup (self->account->holder);
  message->uid = g_strdup (self->account->uid);
  message->ke1 = yao_opaque_login_dup_ke1 (login);
  body = yao_login_start_encode (message);
  request.body = body;
  answer = yao_dpop_send (&self->sender, &request, cancellable, error);
  return answer != NULL ? yao_login_challenge_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
}

/* With the wrong PIN there is nothing to send; something is sent all the same, since only the
 * service knows how many tries are left. It is random and says nothing of the PIN.
 */
static GBytes *
answer_challenge (YaoIdentityWork *self,
                  const YaoOpaqueLogin *login,
                  const YaoLoginChallenge *challenge,
                  GError **error)
{
  YaoOpaqueParameters parameters = { NULL, NULL, NULL };
  g_autoptr (GError) local = NULL;
  GBytes *ke3;

  fill_parameters (self, TRUE, &parameters);
  ke3 = yao_opaque_login_finish (login, challenge->ke2, &parameters, NULL, NULL, &local);
  clear_parameters (&parameters);
  if (ke3 == NULL && yao_error_is (local, YAO_ERROR_WRONG_PIN))
    return yao_random_bytes (YAO_KE3_SIZE);
  if (ke3 == NULL && yao_error_is (local, YAO_ERROR_INVALID_INPUT))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "%s", local->message);
      return NULL;
    }
  if (ke3 == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return ke3;
}

static GBytes *
finish_login (YaoIdentityWork *self,
              const char *login_id,
              GBytes *ke3,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (YaoLoginFinish) message = yao_login_finish_new ();
  g_autofree char *escaped = g_uri_escape_string (login_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (YAO_PATH_LOGIN "/", escaped, NULL);
  g_autoptr (GBytes) body = NULL;
  YaoDpopRequest request = { "POST", path, 200, TRUE, NULL, NULL, NULL };

  message->ke3 = g_bytes_ref (ke3);
  message->approval = g_strdup (self->approval);
  body = yao_login_finish_encode (message);
  request.body = body;
  return yao_dpop_send (&self->sender, &request, cancellable, error);
}

static gboolean
try_pin (YaoIdentityWork *self, YaoSecret *pin, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoOpaqueLogin) login = yao_opaque_login_new (pin);
  g_autoptr (YaoLoginChallenge) challenge = NULL;
  g_autoptr (GBytes) ke3 = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (YaoTokenReply) reply = NULL;

  challenge = start_login (self, login, cancellable, error);
  if (challenge == NULL)
    return FALSE;
  ke3 = answer_challenge (self, login, challenge, error);
  if (ke3 == NULL)
    return FALSE;
  answer = finish_login (self, challenge->login_id, ke3, cancellable, error);
  reply = answer != NULL ? yao_token_reply_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
  if (reply == NULL)
    return FALSE;

  yao_identity_keep_refresh (self->identity, self->account, reply, cancellable);
  return TRUE;
}

static gboolean
wait_shortly (gint64 seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  GPollFD fd;
  gboolean has_fd = g_cancellable_make_pollfd (cancellable, &fd);
  gint64 left;

  while ((left = end - g_get_monotonic_time ()) > 0 && !g_cancellable_is_cancelled (cancellable))
    g_poll (&fd, has_fd ? 1 : 0, (int) (left / 1000) + 1);
  if (has_fd)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * yao_identity_work_log_in:
 * @self: work
 * @pin: the PIN
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Proves the PIN and keeps the session that comes of it. A wait of a second or two after a wrong
 * PIN is waited for. Errors: %YAO_ERROR_WRONG_PIN (with tries left), %YAO_ERROR_THROTTLED (with the
 * time to wait), %YAO_ERROR_PIN_LOCKED, %YAO_ERROR_PIN_EXPIRED, %YAO_ERROR_DEVICE_REVOKED,
 * %YAO_ERROR_UNTRUSTED (the service does not know the record of the PIN).
 *
 * Returns: %TRUE if it is the right PIN
 */
gboolean
yao_identity_work_log_in (YaoIdentityWork *self,
                          YaoSecret *pin,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 wait;

  g_assert (self != NULL && pin != NULL);

  if (yao_secret_get_size (pin) == 0 || yao_secret_get_size (pin) > YAO_OPAQUE_MAX_PIN_SIZE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a PIN that is empty or too long");
      return FALSE;
    }
  if (!try_pin (self, pin, cancellable, &local))
    {
      wait = yao_error_is (local, YAO_ERROR_THROTTLED) ? yao_error_get_retry_after (local) : -1;
      if (wait < 0 || wait > SHORT_WAIT_SECONDS)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!wait_shortly (wait, cancellable, error) || !try_pin (self, pin, cancellable, error))
        return FALSE;
    }

  yao_identity_work_settle (self, cancellable);
  yao_identity_work_pay (self, cancellable);
  return TRUE;
}

static YaoRegistrationChallenge *
start_registration (YaoIdentityWork *self,
                    const YaoOpaqueRegistration *registration,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (YaoRegistrationStart) message = yao_registration_start_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  YaoDpopRequest request = { "POST", YAO_PATH_REGISTRATION, 200, TRUE, NULL, NULL, NULL };

  message->request = yao_opaque_registration_dup_request (registration);
  body = yao_registration_start_encode (message);
  request.body = body;
  answer = yao_identity_work_send (self, &request, cancellable, error);
  return answer != NULL ? yao_registration_challenge_decode (answer, YAO_MESSAGE_CLIENT, error)
                        : NULL;
}

static gboolean
finish_registration (YaoIdentityWork *self,
                     const char *registration_id,
                     GBytes *record,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (YaoRegistrationFinish) message = yao_registration_finish_new ();
  g_autofree char *escaped = g_uri_escape_string (registration_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (YAO_PATH_REGISTRATION "/", escaped, NULL);
  g_autoptr (GBytes) body = NULL;
  YaoDpopRequest request = { "POST", path, 204, FALSE, NULL, NULL, NULL };

  message->record = g_bytes_ref (record);
  body = yao_registration_finish_encode (message);
  request.body = body;
  return yao_identity_work_change (self, &request, cancellable, error);
}

/**
 * yao_identity_work_register:
 * @self: work, with a recent check of the PIN
 * @pin: the new PIN
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sets another PIN, which the service does not see.
 *
 * Returns: %TRUE if the new PIN counts from now on
 */
gboolean
yao_identity_work_register (YaoIdentityWork *self,
                            YaoSecret *pin,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (YaoOpaqueRegistration) registration = NULL;
  g_autoptr (YaoRegistrationChallenge) challenge = NULL;
  g_autoptr (GBytes) record = NULL;
  YaoOpaqueParameters parameters = { NULL, NULL, NULL };

  g_assert (self != NULL && pin != NULL);

  registration = yao_opaque_registration_new (pin);
  challenge = start_registration (self, registration, cancellable, error);
  if (challenge == NULL)
    return FALSE;

  fill_parameters (self, FALSE, &parameters);
  record = yao_opaque_registration_finish (registration, challenge->response, &parameters, NULL,
                                           error);
  clear_parameters (&parameters);
  return record != NULL
         && finish_registration (self, challenge->registration_id, record, cancellable, error);
}
