/* yao-database-migration.c: schema versions, copies and checks of a database
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-database.h"
#include "yao-database-private.h"

#include "yao-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * yao_database_get_schema_version:
 * @self: a database
 * @version: (out): the version, 0 for an empty database
 * @error: return location
 *
 * Reads which migration was the last to run.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_database_get_schema_version (YaoDatabase *self, int *version, GError **error)
{
  g_autoptr (YaoRows) tables = NULL;
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (version != NULL, FALSE);

  *version = 0;
  tables = yao_database_query (
      self, error, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'",
      "");
  if (tables == NULL)
    return FALSE;
  if (!yao_rows_next (tables, &step_error))
    {
      if (step_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }

  rows = yao_database_query (self, error, "SELECT max(version) FROM schema_version", "");
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    *version = (int) yao_rows_get_int (rows, 0);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_migration (YaoDatabase *self, const YaoMigration *migration, GError **error)
{
  g_autoptr (YaoTransaction) transaction = NULL;

  transaction = yao_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  if (!yao_database_run_script (self,
                                "CREATE TABLE IF NOT EXISTS schema_version"
                                " (version INTEGER PRIMARY KEY) STRICT",
                                error)
      || !yao_database_run_script (self, migration->sql, error)
      || !yao_database_execute (self, error, "INSERT INTO schema_version (version) VALUES (?)", "i",
                                (gint64) migration->version))
    return FALSE;

  return yao_transaction_commit (transaction, error);
}

/* Keeps the database as it is before the first change to it. */
static char *
copy_aside (YaoDatabase *self, int version, GError **error)
{
  g_autofree char *path = NULL;

  path = g_strdup_printf ("%s.version-%d", yao_database_get_path (self), version);
  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      yao_error_set_from_errno (error, errno, "remove", path);
      return NULL;
    }
  if (!yao_database_copy_to (self, path, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * yao_database_migrate:
 * @self: a database
 * @migrations: (array length=n_migrations): the steps, in rising order of versions
 * @n_migrations: how many
 * @error: return location
 *
 * Brings the schema to the newest version, each step in a transaction of its own. A database with
 * content is copied aside first, as FILE.version-N. When a step fails the database stays at the
 * version before it and the error names the copy.
 *
 * Returns: %TRUE if the schema is the newest; %YAO_ERROR_PROFILE_NEWER if it is newer than that
 */
gboolean
yao_database_migrate (YaoDatabase *self,
                      const YaoMigration *migrations,
                      gsize n_migrations,
                      GError **error)
{
  g_autofree char *copy = NULL;
  int version = 0;

  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (migrations != NULL && n_migrations > 0, FALSE);

  if (!yao_database_get_schema_version (self, &version, error))
    return FALSE;

  if (version > migrations[n_migrations - 1].version)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER,
                   "%s has schema version %d and this program knows up to %d: use the newer "
                   "program, or restore the copy %s.version-N made before its upgrade",
                   yao_database_get_path (self), version, migrations[n_migrations - 1].version,
                   yao_database_get_path (self));
      return FALSE;
    }
  if (version == migrations[n_migrations - 1].version)
    return TRUE;

  if (version > 0 && (copy = copy_aside (self, version, error)) == NULL)
    return FALSE;

  for (gsize i = 0; i < n_migrations; i++)
    {
      if (migrations[i].version <= version)
        continue;
      if (run_migration (self, &migrations[i], error))
        continue;
      g_prefix_error (error,
                      "the upgrade to schema version %d failed and was undone; the database is "
                      "kept as it was before (%s), start the older program to go on with it: ",
                      migrations[i].version, copy != NULL ? copy : "it was empty");
      return FALSE;
    }
  return TRUE;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int result;

  if (fd < 0)
    {
      yao_error_set_from_errno (error, errno, "open", path);
      return FALSE;
    }
  result = fsync (fd);
  if (result != 0)
    yao_error_set_from_errno (error, errno, "fsync", path);
  close (fd);
  return result == 0;
}

/**
 * yao_database_copy_to:
 * @self: a database
 * @path: a file that must not exist yet
 * @error: return location
 *
 * Writes a consistent copy while others go on reading and writing. It is readable for its owner
 * only, and on disk when this returns.
 *
 * Returns: %TRUE if the copy is whole
 */
gboolean
yao_database_copy_to (YaoDatabase *self, const char *path, GError **error)
{
  int fd;

  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      yao_error_set_from_errno (error, errno, "create", path);
      return FALSE;
    }
  close (fd);

  if (!yao_database_execute (self, error, "VACUUM INTO ?", "t", path) || !sync_file (path, error))
    {
      g_unlink (path);
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_database_settle:
 * @self: a database
 * @error: return location
 *
 * Brings everything into the one file, without a write-ahead log beside it, so that the file can be
 * moved or replaced. The next yao_database_open() has the log again.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_BUSY if somebody else has the database open
 */
gboolean
yao_database_settle (YaoDatabase *self, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autofree char *mode = NULL;

  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);

  rows = yao_database_query (self, error, "PRAGMA journal_mode = DELETE", "");
  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  mode = yao_rows_dup_text (rows, 0);
  if (g_strcmp0 (mode, "delete") == 0)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_BUSY, "%s is in use", yao_database_get_path (self));
  return FALSE;
}

/**
 * yao_database_check:
 * @self: a database
 * @error: return location
 *
 * Has SQLite check the whole file and all references within it.
 *
 * Returns: (transfer full): "ok", or what is wrong, a line each
 */
char *
yao_database_check (YaoDatabase *self, GError **error)
{
  static const char *const statements[] = { "PRAGMA integrity_check", "PRAGMA foreign_key_check" };
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (YAO_IS_DATABASE (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (YaoRows) rows = yao_database_query (self, error, statements[i], "");
      g_autoptr (GError) step_error = NULL;

      if (rows == NULL)
        return NULL;
      while (yao_rows_next (rows, &step_error))
        {
          g_autofree char *line = yao_rows_dup_text (rows, 0);

          if (g_strcmp0 (line, "ok") != 0)
            g_string_append_printf (text, "%s%s\n", i == 1 ? "dangling reference in " : "", line);
        }
      if (step_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&step_error));
          return NULL;
        }
    }

  if (text->len == 0)
    g_string_append (text, "ok");
  return g_strdup (text->str);
}
