/* yao-identity.c: what the client has for signing in
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity.h"

#include "yao-error.h"

#include <string.h>

struct _YaoIdentity
{
  YaoProfileStore *store; /* of the client */
  GMainContext *context;  /* where people are asked */
  YaoKeyring *keyring;
  YaoDeviceKeys *keys;
  YaoSessions *sessions;
  char *intents_dir;
  char *lock_path;

  YaoIdentityHandler handler; /* used in the main context, or in the thread of a blocking call */
  gpointer handler_data;
  GDestroyNotify handler_destroy;

  GMutex mutex;
  char *profile; /* read at the first need, under the mutex */
};

/**
 * yao_identity_new:
 * @store: the profile; must live longer
 *
 * Makes the state in which nobody is signed in and nothing was asked of the keyring.
 *
 * Returns: (transfer full): the state
 */
YaoIdentity *
yao_identity_new (YaoProfileStore *store)
{
  YaoIdentity *self = g_new0 (YaoIdentity, 1);

  g_assert (store != NULL);

  g_mutex_init (&self->mutex);
  self->store = store;
  self->context = g_main_context_ref_thread_default ();
  self->sessions = yao_sessions_new ();
  self->intents_dir = g_build_filename (yao_profile_store_get_dir (store), "intents", NULL);
  self->lock_path = g_build_filename (yao_profile_store_get_dir (store), "device.lock", NULL);
  self->keyring = yao_keyring_libsecret_new ();
  self->keys = yao_device_keys_new (self->keyring, self->lock_path);
  return self;
}

static void
drop_handler (YaoIdentity *self)
{
  if (self->handler_destroy != NULL)
    self->handler_destroy (self->handler_data);
  self->handler = NULL;
  self->handler_data = NULL;
  self->handler_destroy = NULL;
}

/**
 * yao_identity_free:
 * @self: (transfer full): the state
 *
 * Frees the state and wipes what is secret in it. What is in the keyring stays.
 */
void
yao_identity_free (YaoIdentity *self)
{
  g_assert (self != NULL);

  drop_handler (self);
  yao_device_keys_free (self->keys);
  yao_sessions_free (self->sessions);
  g_object_unref (self->keyring);
  g_main_context_unref (self->context);
  g_free (self->intents_dir);
  g_free (self->lock_path);
  g_free (self->profile);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * yao_identity_set_keyring:
 * @self: the state
 * @keyring: another keyring
 *
 * Has secrets kept elsewhere from now on; before anything was asked of the one of the desktop.
 */
void
yao_identity_set_keyring (YaoIdentity *self, YaoKeyring *keyring)
{
  g_assert (self != NULL);
  g_assert (YAO_IS_KEYRING (keyring));

  yao_device_keys_free (self->keys);
  g_set_object (&self->keyring, keyring);
  self->keys = yao_device_keys_new (self->keyring, self->lock_path);
}

/**
 * yao_identity_set_handler:
 * @self: the state
 * @handler: (nullable): asks a person
 * @user_data: for @handler
 * @destroy: (nullable): frees @user_data
 *
 * Says who asks for the PIN from now on.
 */
void
yao_identity_set_handler (YaoIdentity *self,
                          YaoIdentityHandler handler,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  g_assert (self != NULL);

  drop_handler (self);
  self->handler = handler;
  self->handler_data = user_data;
  self->handler_destroy = destroy;
}

/**
 * yao_identity_call_handler:
 * @self: the state
 * @client: whose state it is
 * @request: what is asked
 *
 * Has a person asked.
 *
 * Returns: %FALSE if there is nobody to ask
 */
gboolean
yao_identity_call_handler (YaoIdentity *self, YaoClient *client, YaoIdentityRequest *request)
{
  g_assert (self != NULL);

  return self->handler != NULL && self->handler (client, request, self->handler_data);
}

/**
 * yao_identity_get_context:
 * @self: the state
 *
 * Gets where people are asked: the context of the thread that made the client.
 *
 * Returns: (transfer none): the context
 */
GMainContext *
yao_identity_get_context (YaoIdentity *self)
{
  g_assert (self != NULL);

  return self->context;
}

/**
 * yao_identity_get_keyring:
 * @self: the state
 *
 * Gets where secrets are kept.
 *
 * Returns: (transfer none): the keyring
 */
YaoKeyring *
yao_identity_get_keyring (YaoIdentity *self)
{
  g_assert (self != NULL);

  return self->keyring;
}

/**
 * yao_identity_get_keys:
 * @self: the state
 *
 * Gets the device keys.
 *
 * Returns: (transfer none): the keys
 */
YaoDeviceKeys *
yao_identity_get_keys (YaoIdentity *self)
{
  g_assert (self != NULL);

  return self->keys;
}

/**
 * yao_identity_get_sessions:
 * @self: the state
 *
 * Gets who is signed in.
 *
 * Returns: (transfer none): the sessions
 */
YaoSessions *
yao_identity_get_sessions (YaoIdentity *self)
{
  g_assert (self != NULL);

  return self->sessions;
}

/**
 * yao_identity_get_intents_dir:
 * @self: the state
 *
 * Gets where requests are written down before they are sent.
 *
 * Returns: the path
 */
const char *
yao_identity_get_intents_dir (YaoIdentity *self)
{
  g_assert (self != NULL);

  return self->intents_dir;
}

/**
 * yao_identity_get_profile:
 * @self: the state
 * @error: return location
 *
 * Gets the id of the profile, under which secrets are kept. From any thread.
 *
 * Returns: the id, or %NULL with the errors of yao_profile_store_load()
 */
const char *
yao_identity_get_profile (YaoIdentity *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (YaoProfile) profile = NULL;

  g_assert (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (self->profile == NULL)
    {
      profile = yao_profile_store_load (self->store, error);
      if (profile == NULL)
        return NULL;
      self->profile = g_strdup (profile->id);
    }
  return self->profile;
}

static gboolean
name_refresh (YaoIdentity *self, const YaoAccount *account, YaoKeyringItem *item)
{
  g_autoptr (GError) error = NULL;

  item->profile = yao_identity_get_profile (self, &error);
  item->kind = YAO_KEYRING_REFRESH;
  item->account = account->hash;
  if (item->profile == NULL)
    g_info ("the profile cannot be read: %s", error->message);
  return item->profile != NULL;
}

/**
 * yao_identity_keep_refresh:
 * @self: the state
 * @account: an account
 * @reply: what the service gave
 * @cancellable: (nullable): stops it
 *
 * Keeps the tokens of a session: in memory, and the refresh token of a bound device also in the
 * keyring. On any other device a session ends with the program.
 */
void
yao_identity_keep_refresh (YaoIdentity *self,
                           const YaoAccount *account,
                           const YaoTokenReply *reply,
                           GCancellable *cancellable)
{
  g_autoptr (YaoSecret) token = NULL;
  g_autoptr (GError) error = NULL;
  YaoKeyringItem item;

  g_assert (self != NULL && account != NULL && reply != NULL);

  yao_sessions_put (self->sessions, account, reply);
  if (!g_str_equal (reply->device->state, YAO_DEVICE_ACTIVE)
      || !yao_device_keys_is_kept (self->keys, account->service->id)
      || !name_refresh (self, account, &item))
    return;

  token = yao_secret_new_from (reply->refresh_token, strlen (reply->refresh_token));
  if (!yao_keyring_store (self->keyring, &item, token, cancellable, &error))
    g_info ("the session ends with this program: %s", error->message);
}

/**
 * yao_identity_find_refresh:
 * @self: the state
 * @account: an account
 * @cancellable: (nullable): stops it
 *
 * Gets the refresh token of an account, from memory or from the keyring.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL where there is none
 */
YaoSecret *
yao_identity_find_refresh (YaoIdentity *self, const YaoAccount *account, GCancellable *cancellable)
{
  YaoSecret *token;
  g_autoptr (GError) error = NULL;
  YaoKeyringItem item;

  g_assert (self != NULL && account != NULL);

  token = yao_sessions_dup_refresh (self->sessions, account);
  if (token != NULL || !name_refresh (self, account, &item))
    return token;
  if (!yao_keyring_lookup (self->keyring, &item, &token, cancellable, &error))
    g_info ("no session from the keyring: %s", error->message);
  return token;
}

/**
 * yao_identity_forget:
 * @self: the state
 * @account: an account
 * @cancellable: (nullable): stops it
 *
 * Drops the session of an account, in memory and in the keyring. A keyring that is locked keeps
 * what it has; the service does not take it any more after its time.
 */
void
yao_identity_forget (YaoIdentity *self, const YaoAccount *account, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  YaoKeyringItem item;

  g_assert (self != NULL && account != NULL);

  yao_sessions_drop (self->sessions, account);
  if (name_refresh (self, account, &item)
      && !yao_keyring_clear (self->keyring, &item, cancellable, &error))
    g_info ("the keyring was not cleared: %s", error->message);
}

/**
 * yao_identity_forget_service:
 * @self: the state
 * @service_id: a service
 * @cancellable: (nullable): stops it
 *
 * Drops the device key for a service.
 */
void
yao_identity_forget_service (YaoIdentity *self, const char *service_id, GCancellable *cancellable)
{
  const char *profile;
  g_autoptr (GError) error = NULL;

  g_assert (self != NULL && service_id != NULL);

  profile = yao_identity_get_profile (self, &error);
  if (profile == NULL
      || !yao_device_keys_erase (self->keys, profile, service_id, cancellable, &error))
    g_info ("the device key was not removed: %s", error->message);
}
