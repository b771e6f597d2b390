/* yao-identity-leave.c: ending a session, here and in the service (RFC 7009)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-work.h"

#include "yao-error.h"
#include "yao-intents.h"
#include "yao-paths.h"

/* A session that the service did not hear the end of is owed: its refresh token waits in the
 * keyring, and a note of it in the profile, until somebody signs in at that service again. On a
 * device whose key ends with the program nothing is kept: without the key the token is worthless.
 */
#define ACTION "sign-out"
#define FOR_EVER 0 /* as the time: nothing is too old */

static char *
make_dir (YaoIdentity *identity)
{
  return g_build_filename (yao_identity_get_intents_dir (identity), "owed", NULL);
}

static gboolean
name_item (YaoIdentity *identity, const YaoAccount *account, YaoKeyringItem *item)
{
  item->profile = yao_identity_get_profile (identity, NULL);
  item->kind = YAO_KEYRING_OWED;
  item->account = account->hash;
  return item->profile != NULL;
}

static void
owe (YaoIdentity *identity,
     const YaoAccount *account,
     YaoSecret *token,
     gint64 now,
     GCancellable *cancellable)
{
  g_autofree char *dir = make_dir (identity);
  g_autoptr (YaoIntent) note
      = yao_intent_new (account->service->id, account->holder, account->uid, ACTION, now);
  g_autoptr (GError) error = NULL;
  YaoKeyringItem item;

  if (!yao_device_keys_is_kept (yao_identity_get_keys (identity), account->service->id)
      || !name_item (identity, account, &item))
    return;
  if (!yao_keyring_store (yao_identity_get_keyring (identity), &item, token, cancellable, &error)
      || !yao_intents_add (dir, note, &error))
    g_info ("the service will not hear of the end of a session: %s", error->message);
}

static void
strike_out (YaoIdentity *identity, const YaoIntent *note, const YaoKeyringItem *item)
{
  g_autofree char *dir = make_dir (identity);
  g_autoptr (GError) error = NULL;

  if (!yao_keyring_clear (yao_identity_get_keyring (identity), item, NULL, &error)
      || !yao_intents_remove (dir, note->key, &error))
    g_info ("the end of a session stays owed: %s", error->message);
}

static gboolean
send_revocation (const YaoDpopSender *sender,
                 YaoSecret *token,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (YaoTokenRevocation) message = yao_token_revocation_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  YaoDpopRequest request = { "POST", YAO_PATH_TOKEN_REVOCATION, 204, FALSE, NULL, NULL, NULL };
  gsize size;
  const char *text = (const char *) yao_secret_peek (token, &size);

  message->token = g_strndup (text, size);
  body = yao_token_revocation_encode (message);
  request.body = body;
  answer = yao_dpop_send (sender, &request, cancellable, error);
  return answer != NULL;
}

/* Whether the service said anything: a session that it does not know is over as well. */
static gboolean
is_answered (const GError *error)
{
  return yao_error_is (error, YAO_ERROR_SESSION_REQUIRED)
         || yao_error_is (error, YAO_ERROR_DEVICE_REVOKED);
}

/**
 * yao_identity_work_revoke:
 * @self: work
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Ends the session, here in any case, and in the service. One that does not hear of it is told when
 * somebody signs in there again on this device, if it is a bound one.
 *
 * Returns: %TRUE if there is no session any more, or %FALSE where the service did not hear of it
 */
gboolean
yao_identity_work_revoke (YaoIdentityWork *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoSecret) token = NULL;
  g_autoptr (GError) local = NULL;

  g_assert (self != NULL);

  token = yao_identity_find_refresh (self->identity, self->account, cancellable);
  yao_identity_forget (self->identity, self->account, cancellable);
  if (token == NULL || send_revocation (&self->sender, token, cancellable, &local)
      || is_answered (local))
    return TRUE;

  owe (self->identity, self->account, token, yao_clock_get_unix (self->sender.clock), cancellable);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * yao_identity_leave:
 * @client: a client
 * @account: an account
 * @is_blocking: whether people are asked in this thread
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Ends the session of an account, if there is one, as yao_identity_work_revoke() does.
 *
 * Returns: %TRUE if there is no session any more, or %FALSE where the service did not hear of it
 */
gboolean
yao_identity_leave (YaoClient *client,
                    YaoAccount *account,
                    gboolean is_blocking,
                    GCancellable *cancellable,
                    GError **error)
{
  YaoIdentity *identity = yao_client_get_identity (client);
  g_autoptr (YaoSecret) token = yao_identity_find_refresh (identity, account, cancellable);
  g_autoptr (YaoIdentityWork) work = NULL;

  if (token != NULL)
    work = yao_identity_work_new (client, account, "logout", is_blocking, cancellable, error);
  if (work != NULL)
    return yao_identity_work_revoke (work, cancellable, error);

  yao_identity_forget (identity, account, cancellable);
  if (token != NULL)
    owe (identity, account, token, yao_clock_get_unix (yao_client_get_clock (client)), cancellable);
  return token == NULL;
}

/**
 * yao_identity_work_pay:
 * @self: work, within a session
 * @cancellable: (nullable): stops it
 *
 * Tells the service of the sessions whose end it did not hear of.
 */
void
yao_identity_work_pay (YaoIdentityWork *self, GCancellable *cancellable)
{
  g_autofree char *dir = make_dir (self->identity);
  g_autoptr (GPtrArray) notes = yao_intents_list (dir, FOR_EVER);

  for (guint i = 0; i < notes->len; i++)
    {
      const YaoIntent *note = g_ptr_array_index (notes, i);
      g_autoptr (YaoAccount) account = NULL;
      g_autoptr (YaoSecret) token = NULL;
      g_autoptr (GError) error = NULL;
      YaoKeyringItem item;

      if (!g_str_equal (note->service_id, self->account->service->id))
        continue;
      account = yao_account_new (self->account->service, note->holder, note->uid);
      if (!name_item (self->identity, account, &item)
          || !yao_keyring_lookup (yao_identity_get_keyring (self->identity), &item, &token,
                                  cancellable, NULL))
        continue;
      if (token == NULL || send_revocation (&self->sender, token, cancellable, &error)
          || is_answered (error))
        strike_out (self->identity, note, &item);
    }
}

/**
 * yao_identity_release:
 * @identity: the state
 * @service: a service that is being removed
 *
 * Drops what is owed to a service, along with the device key for it.
 */
void
yao_identity_release (YaoIdentity *identity, YaoServiceRecord *service)
{
  g_autofree char *dir = make_dir (identity);
  g_autoptr (GPtrArray) notes = yao_intents_list (dir, FOR_EVER);

  for (guint i = 0; i < notes->len; i++)
    {
      const YaoIntent *note = g_ptr_array_index (notes, i);
      g_autoptr (YaoAccount) account = NULL;
      YaoKeyringItem item;

      if (!g_str_equal (note->service_id, service->id))
        continue;
      account = yao_account_new (service, note->holder, note->uid);
      if (name_item (identity, account, &item))
        strike_out (identity, note, &item);
    }
}
