/* yao-backup.c: keeping a copy, and going back to one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-backup.h"

#include "yao-audit.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MASTER_KEY_MAX_SIZE 64

/**
 * yao_backup_write:
 * @installation: a service, perhaps running
 * @path: a file that does not exist yet
 * @error: return location
 *
 * Writes a consistent copy of the database. The master key is not in it: whoever finds the copy has
 * no keys, and whoever keeps it must keep the master key elsewhere.
 *
 * Returns: %TRUE if the copy is on disk
 */
gboolean
yao_backup_write (YaoInstallation *installation, const char *path, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  YaoAuditEntry entry = { .act = "backup", .actor = "admin" };
  g_autoptr (YaoTransaction) transaction = NULL;

  if (!yao_database_copy_to (database, path, error))
    return FALSE;

  transaction = yao_transaction_begin (database, error);
  return transaction != NULL
         && yao_audit_write (database, &entry, yao_installation_get_now (installation), error)
         && yao_transaction_commit (transaction, error);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) copy_error = NULL;
  int fd;

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL,
                    NULL, NULL, &copy_error))
    {
      g_set_error (error, YAO_ERROR,
                   g_error_matches (copy_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       ? YAO_ERROR_NOT_FOUND
                       : YAO_ERROR_STORAGE,
                   "%s: %s", from, copy_error->message);
      return FALSE;
    }
  fd = open (to, O_RDWR | O_CLOEXEC);
  if (fd < 0 || fchmod (fd, 0600) != 0 || fsync (fd) != 0)
    {
      yao_error_set_from_errno (error, errno, "write", to);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Renames so that it is on disk. */
static gboolean
move_file (const char *folder, const char *from, const char *to, GError **error)
{
  int fd;

  if (g_rename (from, to) != 0)
    {
      yao_error_set_from_errno (error, errno, "rename", from);
      return FALSE;
    }
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fsync (fd) != 0)
    {
      yao_error_set_from_errno (error, errno, "fsync", folder);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Whether the copy can be lived in: it is whole, not newer than this program, and the master key
 * that is given opens every key in it.
 */
static gboolean
try_copy (const char *path, const char *master_key, GError **error)
{
  g_autoptr (YaoDatabase) database = yao_schema_open (path, error);
  g_autoptr (YaoKeyStore) key_store = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *check = NULL;

  if (database == NULL || (check = yao_database_check (database, error)) == NULL)
    return FALSE;
  if (g_strcmp0 (check, "ok") != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "the backup is damaged: %s", check);
      return FALSE;
    }
  key_store = yao_key_store_open (database, master_key, FALSE, error);
  if (key_store == NULL || !yao_key_store_check (key_store, problems, error))
    return FALSE;
  if (problems->len > 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "the backup is damaged: %s",
                   (const char *) problems->pdata[0]);
      return FALSE;
    }
  return yao_database_settle (database, error);
}

/* A database that can be read is copied aside; one that cannot is moved aside as it is. */
static gboolean
put_old_aside (const char *path, const char *stamp, GError **error)
{
  static const char *const parts[] = { "", "-wal", "-shm" };
  g_autofree char *aside = g_strdup_printf ("%s.before-restore-%s", path, stamp);
  g_autoptr (GError) old_error = NULL;
  g_autoptr (YaoDatabase) database = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  database = yao_database_open (path, &old_error);
  if (database != NULL && yao_database_copy_to (database, aside, &old_error))
    return yao_database_settle (database, error);

  g_clear_object (&database);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);
      g_autofree char *moved = g_strconcat (aside, parts[i], NULL);

      if (g_file_test (part, G_FILE_TEST_EXISTS) && g_rename (part, moved) != 0)
        {
          yao_error_set_from_errno (error, errno, "rename", part);
          return FALSE;
        }
    }
  return TRUE;
}

/* The key becomes the next one first: the key store takes it when the database asks for it, so that
 * at no instant there is a database without its key.
 */
static gboolean
bring_master_key (const char *folder, const char *from, const char *stamp, GError **error)
{
  g_autofree char *path = g_build_filename (folder, YAO_INSTALLATION_MASTER_KEY, NULL);
  g_autofree char *next = g_strconcat (path, ".next", NULL);
  g_autofree char *aside = g_strdup_printf ("%s.before-restore-%s", path, stamp);
  g_autoptr (GBytes) given = yao_file_read (from, MASTER_KEY_MAX_SIZE, error);
  g_autoptr (GBytes) old = yao_file_read (path, MASTER_KEY_MAX_SIZE, NULL);

  if (given == NULL)
    return FALSE;
  if (old != NULL && g_bytes_equal (old, given))
    return TRUE;
  if (old != NULL && !yao_file_replace (aside, old, 0600, error))
    return FALSE;
  return yao_file_replace (next, given, 0600, error);
}

/**
 * yao_backup_restore:
 * @folder: the folder of a service that does not run; the caller holds its lock
 * @path: a backup
 * @master_key: (nullable): the file of the master key that belongs to it, or %NULL if it is the one
 *   in the folder
 * @clock: where the time comes from
 * @error: return location
 *
 * Goes back to a backup. It is checked before anything is touched, and what was there is kept
 * beside it, as FILE.before-restore-TIME.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_backup_restore (const char *folder,
                    const char *path,
                    const char *master_key,
                    YaoClock *clock,
                    GError **error)
{
  g_autofree char *database = g_build_filename (folder, YAO_INSTALLATION_DATABASE, NULL);
  g_autofree char *restoring = g_strconcat (database, ".restoring", NULL);
  g_autofree char *own_key = g_build_filename (folder, YAO_INSTALLATION_MASTER_KEY, NULL);
  g_autoptr (GDateTime) now = yao_clock_dup_utc (clock);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autoptr (YaoInstallation) installation = NULL;

  if (!copy_file (path, restoring, error)
      || !try_copy (restoring, master_key != NULL ? master_key : own_key, error))
    {
      yao_file_remove (restoring, NULL);
      return FALSE;
    }
  if (!put_old_aside (database, stamp, error)
      || (master_key != NULL && !bring_master_key (folder, master_key, stamp, error))
      || !move_file (folder, restoring, database, error))
    return FALSE;

  installation = yao_installation_open (folder, clock, error);
  return installation != NULL;
}
