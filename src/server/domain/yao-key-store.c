/* yao-key-store.c: private keys, sealed under a master key outside the database
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-key-store.h"

#include "yao-aead.h"
#include "yao-audit.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-key-table.h"
#include "yao-random.h"

#include <string.h>

/* What the id of a master key is a digest over, before the key itself. */
#define MASTER_ID_LABEL "yunyao master key id 1\n"
#define KEY_ID_SIZE 12
#define LOCK_TIMEOUT_US (10 * G_USEC_PER_SEC)

struct _YaoKeyStore
{
  GObject parent_instance;

  YaoDatabase *database;
  char *path;        /* master.key */
  char *next_path;   /* master.key.next: while the master key is being changed */
  char *lock_path;   /* held by who changes it */
  YaoSecret *master; /* the one read last */
  char *master_id;
};

G_DEFINE_FINAL_TYPE (YaoKeyStore, yao_key_store, G_TYPE_OBJECT)

static void
yao_key_store_finalize (GObject *object)
{
  YaoKeyStore *self = YAO_KEY_STORE (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->master, yao_secret_unref);
  g_free (self->master_id);
  g_free (self->path);
  g_free (self->next_path);
  g_free (self->lock_path);

  G_OBJECT_CLASS (yao_key_store_parent_class)->finalize (object);
}

static void
yao_key_store_class_init (YaoKeyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_key_store_finalize;
}

static void
yao_key_store_init (YaoKeyStore *self)
{
}

static char *
compute_master_id (YaoSecret *master)
{
  g_autoptr (YaoSecret) labelled = NULL;
  g_autoptr (GBytes) digest = NULL;
  gsize label = strlen (MASTER_ID_LABEL);
  gsize size = 0;
  const guint8 *data = yao_secret_peek (master, &size);

  labelled = yao_secret_new (label + size);
  memcpy (yao_secret_data (labelled), MASTER_ID_LABEL, label);
  memcpy (yao_secret_data (labelled) + label, data, size);
  digest = yao_digest (YAO_DIGEST_SHA256, yao_secret_data (labelled), label + size);
  return yao_hex_encode (g_bytes_get_data (digest, NULL), 8);
}

/* Reads a master key into memory that is locked; the copy that the file gave is wiped. */
static YaoSecret *
read_master (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = yao_file_read (path, YAO_AEAD_KEY_SIZE, error);
  YaoSecret *master;
  gsize size;
  gpointer data;

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) != YAO_AEAD_KEY_SIZE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "%s is not a master key", path);
      return NULL;
    }
  data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  master = yao_secret_new_from (data, size);
  yao_wipe (data, size);
  g_free (data);
  return master;
}

static gboolean
write_master (const char *path, YaoSecret *master, GError **error)
{
  gsize size = 0;
  const guint8 *data = yao_secret_peek (master, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  return yao_file_replace (path, bytes, 0600, error);
}

static void
take_master (YaoKeyStore *self, YaoSecret *master)
{
  g_clear_pointer (&self->master, yao_secret_unref);
  g_free (self->master_id);
  self->master = master;
  self->master_id = compute_master_id (master);
}

/* Reads the master key that sealed something: the one in use, or, when another process is just
 * changing it, the next one.
 */
static gboolean
load_master (YaoKeyStore *self, const char *id, GError **error)
{
  const char *const paths[] = { self->path, self->next_path };

  if (g_strcmp0 (self->master_id, id) == 0)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (YaoSecret) master = read_master (paths[i], NULL);
      g_autofree char *found = master != NULL ? compute_master_id (master) : NULL;

      if (g_strcmp0 (found, id) != 0)
        continue;
      take_master (self, g_steal_pointer (&master));
      return TRUE;
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED,
               "%s is not the master key that sealed this database: put back the one with id %s",
               self->path, id);
  if (error != NULL)
    yao_error_set_subject (*error, self->path);
  return FALSE;
}

/* Makes the master key in use the one in the file, and drops the other. */
static gboolean
settle_master_inlock (YaoKeyStore *self, GError **error)
{
  g_autoptr (YaoSecret) master = read_master (self->path, NULL);
  g_autofree char *current = master != NULL ? compute_master_id (master) : NULL;

  if (g_strcmp0 (current, self->master_id) != 0 && !write_master (self->path, self->master, error))
    return FALSE;
  return yao_file_remove (self->next_path, error);
}

/* A change that was cut short is finished or forgotten, as the database says; one that another
 * process is about is left to it.
 */
static gboolean
finish_rotation (YaoKeyStore *self, GError **error)
{
  g_autoptr (YaoFileLock) lock = NULL;
  g_autofree char *in_use = NULL;

  if (!g_file_test (self->next_path, G_FILE_TEST_EXISTS))
    return TRUE;

  lock = yao_file_lock (self->lock_path, 0, NULL);
  if (lock == NULL)
    return TRUE;
  return yao_key_table_get_master (self->database, &in_use, error)
         && load_master (self, in_use, error) && settle_master_inlock (self, error);
}

static gboolean
make_master (YaoKeyStore *self, GError **error)
{
  g_autoptr (YaoSecret) master = NULL;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    master = read_master (self->path, error);
  else
    {
      master = yao_random_secret (YAO_AEAD_KEY_SIZE);
      if (!write_master (self->path, master, error))
        return FALSE;
    }
  if (master == NULL)
    return FALSE;
  take_master (self, g_steal_pointer (&master));
  return TRUE;
}

/**
 * yao_key_store_open:
 * @database: the service's database
 * @master_path: the file of the master key
 * @may_create: whether a master key is made for a database without keys
 * @error: return location
 *
 * Opens the key store. The file is read again by itself when the master key was changed.
 *
 * Returns: (transfer full): the key store, or %NULL with %YAO_ERROR_UNTRUSTED if the file holds
 *   another key than the database was sealed under
 */
YaoKeyStore *
yao_key_store_open (YaoDatabase *database,
                    const char *master_path,
                    gboolean may_create,
                    GError **error)
{
  g_autoptr (YaoKeyStore) self = NULL;
  g_autofree char *in_use = NULL;

  g_return_val_if_fail (YAO_IS_DATABASE (database) && master_path != NULL, NULL);

  self = g_object_new (YAO_TYPE_KEY_STORE, NULL);
  self->database = g_object_ref (database);
  self->path = g_strdup (master_path);
  self->next_path = g_strconcat (master_path, ".next", NULL);
  self->lock_path = g_strconcat (master_path, ".lock", NULL);

  if (!yao_key_table_get_master (database, &in_use, error))
    return NULL;
  if (in_use != NULL && !load_master (self, in_use, error))
    return NULL;
  if (in_use != NULL && !finish_rotation (self, error))
    return NULL;
  if (in_use == NULL && !may_create)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s: the database has no keys",
                   yao_database_get_path (database));
      return NULL;
    }
  if (in_use == NULL && !make_master (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* What a sealed key is bound to: it cannot be put in the place of another. */
static GBytes *
make_aad (const char *id, const char *purpose)
{
  char *text = g_strdup_printf ("%s|%s", id, purpose);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
seal (YaoKeyStore *self, YaoSecret *der, const char *id, const char *purpose, GError **error)
{
  g_autoptr (GBytes) aad = make_aad (id, purpose);
  gsize size = 0;
  const guint8 *data = yao_secret_peek (der, &size);

  return yao_aead_seal (self->master, aad, data, size, error);
}

static YaoSecret *
unseal (YaoKeyStore *self, const YaoKeyRecord *record, GError **error)
{
  g_autoptr (GBytes) aad = make_aad (record->id, record->purpose);

  if (!load_master (self, record->master, error))
    return NULL;
  return yao_aead_open (self->master, aad, record->sealed, error);
}

/**
 * yao_key_store_add:
 * @self: a key store
 * @key: a private key
 * @purpose: what it is for, e.g. "user" or "ca"
 * @now: the time
 * @error: return location
 *
 * Keeps a private key. Belongs in the transaction of what uses it.
 *
 * Returns: (transfer full): the id of the key
 */
char *
yao_key_store_add (YaoKeyStore *self,
                   const YaoKey *key,
                   const char *purpose,
                   gint64 now,
                   GError **error)
{
  g_autofree char *in_use = NULL;
  g_autofree char *id = NULL;
  g_autoptr (YaoSecret) der = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) spki = NULL;
  g_autoptr (GBytes) random = yao_random_bytes (KEY_ID_SIZE);
  YaoKeyRecord record = { 0 };

  g_return_val_if_fail (YAO_IS_KEY_STORE (self) && key != NULL && purpose != NULL, NULL);

  if (!yao_key_table_get_master (self->database, &in_use, error)
      || (in_use != NULL && !load_master (self, in_use, error)))
    return NULL;
  der = yao_key_export_private (key, error);
  if (der == NULL)
    return NULL;

  id = yao_hex_encode (g_bytes_get_data (random, NULL), KEY_ID_SIZE);
  sealed = seal (self, der, id, purpose, error);
  if (sealed == NULL)
    return NULL;
  spki = yao_key_dup_spki (key);
  record = (YaoKeyRecord){ .id = id,
                           .purpose = (char *) purpose,
                           .spki = spki,
                           .sealed = sealed,
                           .master = self->master_id,
                           .created = now };
  if (!yao_key_table_insert (self->database, &record, error))
    return NULL;
  return g_steal_pointer (&id);
}

/**
 * yao_key_store_get:
 * @self: a key store
 * @id: a key
 * @error: return location
 *
 * Unseals a private key. Keep it no longer than it is used.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_NOT_FOUND, or %YAO_ERROR_UNTRUSTED
 *   if it was tampered with
 */
YaoKey *
yao_key_store_get (YaoKeyStore *self, const char *id, GError **error)
{
  g_autoptr (YaoKeyRecord) record = NULL;
  g_autoptr (YaoSecret) der = NULL;

  g_return_val_if_fail (YAO_IS_KEY_STORE (self) && id != NULL, NULL);

  record = yao_key_table_find (self->database, id, error);
  if (record == NULL)
    return NULL;
  der = unseal (self, record, error);
  if (der == NULL)
    return NULL;
  return yao_key_import_private (der, error);
}

static gboolean
reseal_all (YaoKeyStore *self, YaoSecret *next, const char *actor, gint64 now, GError **error)
{
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (self->database, error);
  g_autoptr (GPtrArray) keys = NULL;
  g_autofree char *next_id = compute_master_id (next);
  YaoAuditEntry entry = { .act = "master-key.rotate", .actor = actor, .subject = next_id };

  if (transaction == NULL || (keys = yao_key_table_list (self->database, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      YaoKeyRecord *record = keys->pdata[i];
      g_autoptr (YaoSecret) der = unseal (self, record, error);
      g_autoptr (GBytes) aad = make_aad (record->id, record->purpose);
      g_autoptr (GBytes) sealed = NULL;
      const guint8 *data;
      gsize size = 0;

      if (der == NULL)
        return FALSE;
      data = yao_secret_peek (der, &size);
      sealed = yao_aead_seal (next, aad, data, size, error);
      if (sealed == NULL
          || !yao_key_table_reseal (self->database, record->id, sealed, next_id, error))
        return FALSE;
    }
  return yao_audit_write (self->database, &entry, now, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_key_store_rotate:
 * @self: a key store
 * @actor: who has it done, for the log
 * @now: the time
 * @error: return location
 *
 * Makes a new master key and seals everything under it. The new key is on disk before the database
 * changes, and the old one until after: a kill at any instant leaves one that fits.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_key_store_rotate (YaoKeyStore *self, const char *actor, gint64 now, GError **error)
{
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (YaoSecret) next = NULL;

  g_return_val_if_fail (YAO_IS_KEY_STORE (self), FALSE);

  lock = yao_file_lock (self->lock_path, LOCK_TIMEOUT_US, error);
  if (lock == NULL)
    return FALSE;
  next = yao_random_secret (YAO_AEAD_KEY_SIZE);
  if (!write_master (self->next_path, next, error) || !reseal_all (self, next, actor, now, error))
    return FALSE;

  take_master (self, g_steal_pointer (&next));
  return settle_master_inlock (self, error);
}

/**
 * yao_key_store_check:
 * @self: a key store
 * @problems: (element-type utf8): where a sentence for each problem goes
 * @error: return location
 *
 * Unseals every key and compares it with its public key.
 *
 * Returns: %TRUE if all could be looked at
 */
gboolean
yao_key_store_check (YaoKeyStore *self, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (YAO_IS_KEY_STORE (self) && problems != NULL, FALSE);

  keys = yao_key_table_list (self->database, error);
  if (keys == NULL)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      YaoKeyRecord *record = keys->pdata[i];
      g_autoptr (GError) key_error = NULL;
      g_autoptr (YaoKey) key = yao_key_store_get (self, record->id, &key_error);
      g_autoptr (GBytes) spki = key != NULL ? yao_key_dup_spki (key) : NULL;

      if (key == NULL)
        g_ptr_array_add (problems, g_strdup_printf ("key %s (%s): %s", record->id, record->purpose,
                                                    key_error->message));
      else if (!g_bytes_equal (spki, record->spki))
        g_ptr_array_add (problems, g_strdup_printf ("key %s (%s) does not fit its public key",
                                                    record->id, record->purpose));
    }
  return TRUE;
}
