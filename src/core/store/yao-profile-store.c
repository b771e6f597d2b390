/* yao-profile-store.c: the profile on disk
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-profile-store.h"

#include "yao-error.h"
#include "yao-file.h"

/* How long a change waits for another process to end its own, unless told otherwise. */
#define PATIENCE_US (10 * G_USEC_PER_SEC)

/* Several processes use one profile at once, so a change is always made to what the file says now,
 * under the lock, and never to what was read before. Reading needs no lock: a write puts a whole
 * new file in the place of the old one.
 */
struct _YaoProfileStore
{
  char *dir;
  char *path;
  char *lock_path;
  gint64 patience_us;

  GMutex mutex;
  GError *damage; /* a file that was set aside and not yet told about; under the mutex */
};

/**
 * yao_profile_store_new:
 * @dir: the directory of the profile; made when it is needed
 *
 * Makes the store of one profile. Nothing is read or written yet.
 *
 * Returns: (transfer full): the store
 */
YaoProfileStore *
yao_profile_store_new (const char *dir)
{
  YaoProfileStore *self = g_new0 (YaoProfileStore, 1);

  g_assert (dir != NULL);

  self->dir = g_strdup (dir);
  self->path = g_build_filename (dir, "profile.json", NULL);
  self->lock_path = g_build_filename (dir, "profile.lock", NULL);
  self->patience_us = PATIENCE_US;
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * yao_profile_store_set_patience:
 * @self: a store
 * @patience_us: microseconds
 *
 * Sets how long a change waits for another process to end its own before it fails with
 * %YAO_ERROR_BUSY; 10 s where nothing is said.
 */
void
yao_profile_store_set_patience (YaoProfileStore *self, gint64 patience_us)
{
  g_assert (self != NULL);

  self->patience_us = patience_us;
}

/**
 * yao_profile_store_free:
 * @self: (transfer full): a store
 *
 * Frees the store. The file stays.
 */
void
yao_profile_store_free (YaoProfileStore *self)
{
  g_assert (self != NULL);

  g_free (self->dir);
  g_free (self->path);
  g_free (self->lock_path);
  g_clear_error (&self->damage);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * yao_profile_store_get_dir:
 * @self: a store
 *
 * Gets the directory of the profile.
 *
 * Returns: the path
 */
const char *
yao_profile_store_get_dir (YaoProfileStore *self)
{
  g_assert (self != NULL);

  return self->dir;
}

/**
 * yao_profile_store_get_path:
 * @self: a store
 *
 * Gets the file of the profile.
 *
 * Returns: the path
 */
const char *
yao_profile_store_get_path (YaoProfileStore *self)
{
  g_assert (self != NULL);

  return self->path;
}

/* What the file says; an empty profile where there is none. @bytes tells an edit that changed
 * nothing from one that did.
 */
static YaoProfile *
read_profile (YaoProfileStore *self, GBytes **bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) read = yao_file_read (self->path, YAO_PROFILE_MAX_SIZE, &local);
  YaoProfile *profile;

  if (read == NULL)
    {
      if (yao_error_is (local, YAO_ERROR_NOT_FOUND))
        return yao_profile_new ();
      if (yao_error_is (local, YAO_ERROR_INVALID_INPUT))
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "%s", local->message);
          return NULL;
        }
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  profile = yao_profile_parse (read, error);
  if (profile != NULL && bytes != NULL)
    *bytes = g_steal_pointer (&read);
  return profile;
}

static void
keep_damage (YaoProfileStore *self, const char *aside, const GError *cause)
{
  GError *damage = g_error_new (YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "%s was set aside as %s: %s",
                                self->path, aside, cause->message);

  yao_error_set_subject (damage, aside);
  g_info ("%s", damage->message);

  g_mutex_lock (&self->mutex);
  g_clear_error (&self->damage);
  self->damage = damage;
  g_mutex_unlock (&self->mutex);
}

/* Reads under the lock; a damaged file makes way, and an empty profile goes on in its place. */
static YaoProfile *
read_profile_inlock (YaoProfileStore *self, GBytes **bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoProfile) profile = read_profile (self, bytes, &local);
  g_autofree char *aside = NULL;

  if (profile != NULL)
    return g_steal_pointer (&profile);
  if (!yao_error_is (local, YAO_ERROR_PROFILE_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  aside = yao_file_set_aside (self->path, error);
  if (aside == NULL)
    return NULL;

  keep_damage (self, aside, local);
  return yao_profile_new ();
}

/**
 * yao_profile_store_load:
 * @self: a store
 * @error: return location
 *
 * Reads the profile. Where there is no file, the profile is empty. A file that cannot be understood
 * is set aside, never deleted; yao_profile_store_take_damage() then tells, and the profile is
 * empty. Errors: %YAO_ERROR_PROFILE_NEWER (nothing is touched), %YAO_ERROR_STORAGE,
 * %YAO_ERROR_BUSY.
 *
 * Returns: (transfer full): the profile, or %NULL on error
 */
YaoProfile *
yao_profile_store_load (YaoProfileStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoProfile) profile = NULL;
  g_autoptr (YaoFileLock) lock = NULL;

  g_assert (self != NULL);

  profile = read_profile (self, NULL, &local);
  if (profile != NULL)
    return g_steal_pointer (&profile);
  if (!yao_error_is (local, YAO_ERROR_PROFILE_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  lock = yao_file_lock (self->lock_path, self->patience_us, error);
  if (lock == NULL)
    return NULL;
  return read_profile_inlock (self, NULL, error);
}

/**
 * yao_profile_store_update:
 * @self: a store
 * @edit: what to change
 * @user_data: for @edit
 * @error: return location
 *
 * Reads, changes and writes the profile under the lock, atomically and durably: a kill at any
 * instant leaves the old or the new state, and two processes at once lose nothing. What does not
 * change is not written.
 * Errors: %YAO_ERROR_PROFILE_NEWER, %YAO_ERROR_STORAGE, %YAO_ERROR_STORAGE_FULL, %YAO_ERROR_BUSY,
 * and those of @edit; the file is then as it was.
 *
 * Returns: (transfer full): the new state, or %NULL on error
 */
YaoProfile *
yao_profile_store_update (YaoProfileStore *self,
                          YaoProfileEdit edit,
                          gpointer user_data,
                          GError **error)
{
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (YaoProfile) profile = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  g_assert (self != NULL && edit != NULL);

  if (!yao_file_make_dir (self->dir, error))
    return NULL;
  lock = yao_file_lock (self->lock_path, self->patience_us, error);
  if (lock == NULL)
    return NULL;

  profile = read_profile_inlock (self, &before, error);
  if (profile == NULL || !edit (profile, user_data, error))
    return NULL;

  after = yao_profile_write (profile);
  if ((before == NULL || !g_bytes_equal (before, after))
      && !yao_file_replace (self->path, after, 0600, error))
    return NULL;

  return g_steal_pointer (&profile);
}

/**
 * yao_profile_store_take_damage:
 * @self: a store
 *
 * Gets the report about a file that was set aside, once; its subject is where the file is now.
 *
 * Returns: (transfer full) (nullable): %YAO_ERROR_PROFILE_DAMAGED, or %NULL
 */
GError *
yao_profile_store_take_damage (YaoProfileStore *self)
{
  GError *damage;

  g_assert (self != NULL);

  g_mutex_lock (&self->mutex);
  damage = g_steal_pointer (&self->damage);
  g_mutex_unlock (&self->mutex);
  return damage;
}
