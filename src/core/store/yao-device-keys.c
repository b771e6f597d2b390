/* yao-device-keys.c: the keys by which services know this installation
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-device-keys.h"

#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-file.h"

#include <string.h>

#define PATIENCE_US (10 * G_USEC_PER_SEC)

typedef struct
{
  YaoKey *key;
  gboolean is_kept; /* in the keyring, so that it outlives the program */
} Entry;

struct _YaoDeviceKeys
{
  YaoKeyring *keyring;
  char *lock_path;

  GMutex mutex;         /* for what follows */
  GHashTable *entries;  /* service id to Entry */
  gboolean may_replace; /* the person knows that a key in the keyring may be damaged */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  yao_key_unref (entry->key);
  g_free (entry);
}

/**
 * yao_device_keys_new:
 * @keyring: where the keys are kept
 * @lock_path: a file that several processes lock while they make a key
 *
 * Makes the set of the keys of a profile, one for each service. No key is made before it is needed.
 *
 * Returns: (transfer full): the set
 */
YaoDeviceKeys *
yao_device_keys_new (YaoKeyring *keyring, const char *lock_path)
{
  YaoDeviceKeys *self = g_new0 (YaoDeviceKeys, 1);

  g_assert (YAO_IS_KEYRING (keyring));
  g_assert (lock_path != NULL);

  self->keyring = g_object_ref (keyring);
  self->lock_path = g_strdup (lock_path);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * yao_device_keys_free:
 * @self: (transfer full): a set of keys
 *
 * Frees the set. What is in the keyring stays.
 */
void
yao_device_keys_free (YaoDeviceKeys *self)
{
  g_assert (self != NULL);

  g_hash_table_unref (self->entries);
  g_object_unref (self->keyring);
  g_free (self->lock_path);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static char *
hash_service (const char *service_id)
{
  g_autoptr (GBytes) digest = yao_digest (YAO_DIGEST_SHA256, service_id, strlen (service_id));

  return yao_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
}

/* %FALSE with an error for a keyring that does not answer; %NULL for a key that is not there. One
 * that cannot be read is not replaced without the person's word: the service knows this device by
 * it.
 */
static gboolean
read_key_inlock (YaoDeviceKeys *self,
                 const YaoKeyringItem *item,
                 YaoKey **key,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;
  g_autoptr (GError) local = NULL;

  if (!yao_keyring_lookup (self->keyring, item, &secret, cancellable, error))
    return FALSE;
  if (secret == NULL)
    return TRUE;

  *key = yao_key_import_private (secret, &local);
  if (*key != NULL && yao_key_get_algorithm (*key) != YAO_KEY_P256)
    g_clear_pointer (key, yao_key_unref);
  if (*key != NULL || self->may_replace)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_KEYRING, "the device key in the keyring is damaged: %s",
               local != NULL ? local->message : "it is of another kind");
  return FALSE;
}

static gboolean
make_key (YaoDeviceKeys *self,
          const YaoKeyringItem *item,
          YaoKey **key,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;

  *key = yao_key_generate (YAO_KEY_P256, error);
  if (*key == NULL)
    return FALSE;
  secret = yao_key_export_private (*key, error);
  return secret != NULL && yao_keyring_store (self->keyring, item, secret, cancellable, error);
}

/* Under the lock of the profile, so that two processes do not make a key each. A keyring that does
 * not work is no error: the key then ends with the program.
 */
static Entry *
find_or_make_inlock (YaoDeviceKeys *self,
                     const YaoKeyringItem *item,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (YaoFileLock) lock = yao_file_lock (self->lock_path, PATIENCE_US, error);
  g_autoptr (YaoKey) key = NULL;
  g_autoptr (GError) local = NULL;
  Entry *entry;
  gboolean is_kept;

  if (lock == NULL)
    return NULL;

  is_kept = read_key_inlock (self, item, &key, cancellable, &local)
            && (key != NULL || make_key (self, item, &key, cancellable, &local));
  if (!is_kept && !yao_error_is (local, YAO_ERROR_KEYRING))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!is_kept)
    g_info ("the device key ends with this program: %s", local->message);
  if (key == NULL)
    key = yao_key_generate (YAO_KEY_P256, error);
  if (key == NULL)
    return NULL;

  entry = g_new0 (Entry, 1);
  entry->key = g_steal_pointer (&key);
  entry->is_kept = is_kept;
  return entry;
}

/**
 * yao_device_keys_get:
 * @self: a set of keys
 * @profile: the id of the profile
 * @service_id: a service
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Gets the key for a service, on P-256; it is made at the first need, and kept in the keyring where
 * there is one that works. From any thread. Errors: %YAO_ERROR_BUSY, %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the private key, or %NULL on error
 */
YaoKey *
yao_device_keys_get (YaoDeviceKeys *self,
                     const char *profile,
                     const char *service_id,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *account = NULL;
  Entry *entry;

  g_assert (self != NULL);
  g_assert (profile != NULL && service_id != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  entry = g_hash_table_lookup (self->entries, service_id);
  if (entry == NULL)
    {
      account = hash_service (service_id);
      entry = find_or_make_inlock (
          self, &(YaoKeyringItem){ profile, YAO_KEYRING_DEVICE_KEY, account }, cancellable, error);
      if (entry == NULL)
        return NULL;
      g_hash_table_insert (self->entries, g_strdup (service_id), entry);
    }
  return yao_key_ref (entry->key);
}

static gboolean
is_unkept (gpointer key, gpointer value, gpointer user_data)
{
  Entry *entry = value;

  return !entry->is_kept;
}

/**
 * yao_device_keys_forget_unkept:
 * @self: a set of keys
 *
 * Lets go of the keys that would end with the program, once there is a keyring that works: because
 * the person said so. From now on a damaged key in the keyring makes way for a new one.
 *
 * Returns: %TRUE if there were any
 */
gboolean
yao_device_keys_forget_unkept (YaoDeviceKeys *self)
{
  guint count;

  g_assert (self != NULL);

  g_mutex_lock (&self->mutex);
  count = g_hash_table_foreach_remove (self->entries, is_unkept, NULL);
  self->may_replace = TRUE;
  g_mutex_unlock (&self->mutex);
  return count > 0;
}

/**
 * yao_device_keys_has_unkept:
 * @self: a set of keys
 *
 * Tells whether a key that was needed ends with the program.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_device_keys_has_unkept (YaoDeviceKeys *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return g_hash_table_find (self->entries, is_unkept, NULL) != NULL;
}

/**
 * yao_device_keys_erase:
 * @self: a set of keys
 * @profile: the id of the profile
 * @service_id: a service
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Removes the key for a service from memory and from the keyring.
 *
 * Returns: %TRUE if it is gone, or %FALSE with %YAO_ERROR_KEYRING
 */
gboolean
yao_device_keys_erase (YaoDeviceKeys *self,
                       const char *profile,
                       const char *service_id,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *account = NULL;

  g_assert (self != NULL);
  g_assert (profile != NULL && service_id != NULL);

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->entries, service_id);
  g_mutex_unlock (&self->mutex);
  account = hash_service (service_id);
  return yao_keyring_clear (self->keyring,
                            &(YaoKeyringItem){ profile, YAO_KEYRING_DEVICE_KEY, account },
                            cancellable, error);
}

/**
 * yao_device_keys_is_kept:
 * @self: a set of keys
 * @service_id: a service
 *
 * Tells whether the key for a service outlives the program.
 *
 * Returns: %TRUE if it does; %FALSE also where no key was needed yet
 */
gboolean
yao_device_keys_is_kept (YaoDeviceKeys *self, const char *service_id)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const Entry *entry;

  g_assert (self != NULL);
  g_assert (service_id != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  entry = g_hash_table_lookup (self->entries, service_id);
  return entry != NULL && entry->is_kept;
}
