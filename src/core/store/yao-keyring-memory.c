/* yao-keyring-memory.c: a keyring that ends with the program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-keyring.h"

#include "yao-error.h"

#define YAO_TYPE_KEYRING_MEMORY (yao_keyring_memory_get_type ())
G_DECLARE_FINAL_TYPE (YaoKeyringMemory, yao_keyring_memory, YAO, KEYRING_MEMORY, GObject)

/**
 * YaoKeyringMemory:
 *
 * A keyring in memory, which can also play one that is locked or absent.
 */
struct _YaoKeyringMemory
{
  GObject parent_instance;

  GMutex lock; /* for what follows */
  GHashTable *items;
  YaoKeyringState state;
};

static void yao_keyring_memory_iface_init (YaoKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoKeyringMemory,
                               yao_keyring_memory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_KEYRING,
                                                      yao_keyring_memory_iface_init))

static char *
make_key (const YaoKeyringItem *item)
{
  return g_strjoin (" ", item->profile, yao_keyring_kind_to_string (item->kind), item->account,
                    NULL);
}

static gboolean
check_open_inlock (YaoKeyringMemory *self, GError **error)
{
  if (self->state == YAO_KEYRING_AVAILABLE)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_KEYRING, "the keyring is %s",
               self->state == YAO_KEYRING_LOCKED ? "locked" : "absent");
  return FALSE;
}

static YaoKeyringState
get_state (YaoKeyring *keyring, const char *profile, GCancellable *cancellable)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->state;
}

static gboolean
store (YaoKeyring *keyring,
       const YaoKeyringItem *item,
       YaoSecret *secret,
       GCancellable *cancellable,
       GError **error)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!check_open_inlock (self, error))
    return FALSE;
  g_hash_table_insert (self->items, make_key (item), yao_secret_ref (secret));
  return TRUE;
}

static gboolean
lookup (YaoKeyring *keyring,
        const YaoKeyringItem *item,
        YaoSecret **secret,
        GCancellable *cancellable,
        GError **error)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autofree char *key = make_key (item);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  YaoSecret *found;

  if (!check_open_inlock (self, error))
    return FALSE;
  found = g_hash_table_lookup (self->items, key);
  *secret = found != NULL ? yao_secret_ref (found) : NULL;
  return TRUE;
}

static gboolean
clear (YaoKeyring *keyring, const YaoKeyringItem *item, GCancellable *cancellable, GError **error)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autofree char *key = make_key (item);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!check_open_inlock (self, error))
    return FALSE;
  g_hash_table_remove (self->items, key);
  return TRUE;
}

static gboolean
unlock (YaoKeyring *keyring, const char *profile, GCancellable *cancellable, GError **error)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->state == YAO_KEYRING_LOCKED)
    self->state = YAO_KEYRING_AVAILABLE;
  return check_open_inlock (self, error);
}

static void
yao_keyring_memory_iface_init (YaoKeyringInterface *iface)
{
  iface->get_state = get_state;
  iface->store = store;
  iface->lookup = lookup;
  iface->clear = clear;
  iface->unlock = unlock;
}

static void
yao_keyring_memory_finalize (GObject *object)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (object);

  g_hash_table_unref (self->items);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (yao_keyring_memory_parent_class)->finalize (object);
}

static void
yao_keyring_memory_class_init (YaoKeyringMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_keyring_memory_finalize;
}

static void
yao_keyring_memory_init (YaoKeyringMemory *self)
{
  g_mutex_init (&self->lock);
  self->items
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yao_secret_unref);
}

/**
 * yao_keyring_memory_new:
 *
 * Makes an empty keyring in memory.
 *
 * Returns: (transfer full): the keyring
 */
YaoKeyring *
yao_keyring_memory_new (void)
{
  return g_object_new (YAO_TYPE_KEYRING_MEMORY, NULL);
}

/**
 * yao_keyring_memory_set_state:
 * @keyring: a keyring in memory
 * @state: what it plays from now on
 *
 * Locks the keyring, opens it, or takes it away; what is in it stays.
 */
void
yao_keyring_memory_set_state (YaoKeyring *keyring, YaoKeyringState state)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->state = state;
}

/**
 * yao_keyring_memory_get_n_items:
 * @keyring: a keyring in memory
 *
 * Counts the secrets.
 *
 * Returns: how many there are
 */
guint
yao_keyring_memory_get_n_items (YaoKeyring *keyring)
{
  YaoKeyringMemory *self = YAO_KEYRING_MEMORY (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_hash_table_size (self->items);
}
