/* yao-database.c: one SQLite database and its statements
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-database.h"
#include "yao-database-private.h"

#include "yao-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

/* How long a statement waits for another process (an administration command, say) that writes. */
#define BUSY_TIMEOUT_MS 10000

G_DEFINE_FINAL_TYPE (YaoDatabase, yao_database, G_TYPE_OBJECT)

struct _YaoRows
{
  YaoDatabase *database;
  char *sql;
  sqlite3_stmt *statement;
};

static YaoErrorCode
get_error_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return YAO_ERROR_STORAGE_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return YAO_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return YAO_ERROR_CONFLICT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return YAO_ERROR_PROFILE_DAMAGED;
    case SQLITE_MISUSE:
    case SQLITE_ERROR:
    case SQLITE_RANGE:
      return YAO_ERROR_INTERNAL;
    default:
      return YAO_ERROR_STORAGE;
    }
}

/* Sets the error that the database handle speaks of now. */
static void
set_error (YaoDatabase *self, int result, const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, (int) get_error_code (result), "%s: %s: %s", self->path, what,
               sqlite3_errmsg (self->handle));
}

/*< private >
 * yao_database_get_handle:
 * @self: a database
 *
 * Gets SQLite's handle, for the other files of this room.
 *
 * Returns: (transfer none): the handle
 */
sqlite3 *
yao_database_get_handle (YaoDatabase *self)
{
  return self->handle;
}

/*< private >
 * yao_database_run_script:
 * @self: a database
 * @sql: statements without values
 * @error: return location
 *
 * Runs several statements one after the other.
 *
 * Returns: %TRUE if all succeeded
 */
gboolean
yao_database_run_script (YaoDatabase *self, const char *sql, GError **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    {
      set_error (self, result, sql, error);
      return FALSE;
    }
  return TRUE;
}

static void
yao_database_finalize (GObject *object)
{
  YaoDatabase *self = YAO_DATABASE (object);

  g_assert (self->depth == 0);

  g_clear_pointer (&self->idle, g_hash_table_unref);
  if (self->handle != NULL)
    sqlite3_close_v2 (self->handle);
  g_free (self->path);

  G_OBJECT_CLASS (yao_database_parent_class)->finalize (object);
}

static void
yao_database_class_init (YaoDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_database_finalize;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static void
yao_database_init (YaoDatabase *self)
{
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
}

/* The file is made by us, so that nobody else can ever read it. */
static gboolean
make_private_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      yao_error_set_from_errno (error, errno, "open", path);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/**
 * yao_database_open:
 * @path: the file, made if it is missing, readable for its owner only
 * @error: return location
 *
 * Opens a database as all of ours are kept: write-ahead log, every commit durable, foreign keys
 * kept. One object belongs to one thread; several processes may have the same file open.
 *
 * Returns: (transfer full): the database, or %NULL with %YAO_ERROR_STORAGE, %YAO_ERROR_BUSY or, if
 *   the file is no database, %YAO_ERROR_PROFILE_DAMAGED
 */
YaoDatabase *
yao_database_open (const char *path, GError **error)
{
  g_autoptr (YaoDatabase) self = NULL;
  int result;

  g_return_val_if_fail (path != NULL, NULL);

  if (!make_private_file (path, error))
    return NULL;

  self = g_object_new (YAO_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  result
      = sqlite3_open_v2 (path, &self->handle,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (result != SQLITE_OK)
    {
      set_error (self, result, "open", error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!yao_database_run_script (self,
                                "PRAGMA journal_mode = WAL;"
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA foreign_keys = ON;"
                                "PRAGMA secure_delete = ON;"
                                "PRAGMA temp_store = MEMORY;",
                                error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * yao_database_get_path:
 * @self: a database
 *
 * Gets where the database is.
 *
 * Returns: the path, owned by @self
 */
const char *
yao_database_get_path (YaoDatabase *self)
{
  g_return_val_if_fail (YAO_IS_DATABASE (self), NULL);

  return self->path;
}

static sqlite3_stmt *
take_statement (YaoDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gpointer key = NULL, value = NULL;
  int result;

  if (g_hash_table_steal_extended (self->idle, sql, &key, &value))
    {
      g_free (key);
      return value;
    }

  result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (result != SQLITE_OK)
    {
      set_error (self, result, sql, error);
      return NULL;
    }
  return statement;
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list values)
{
  g_assert (sqlite3_bind_parameter_count (statement) == (int) strlen (types));

  for (int i = 0; types[i] != '\0'; i++)
    {
      const char *text;
      GBytes *bytes;

      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
          break;
        case 't':
          text = va_arg (values, const char *);
          if (text != NULL)
            sqlite3_bind_text (statement, i + 1, text, -1, SQLITE_TRANSIENT);
          break;
        case 'b':
          bytes = va_arg (values, GBytes *);
          if (bytes != NULL)
            sqlite3_bind_blob64 (statement, i + 1,
                                 g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "",
                                 g_bytes_get_size (bytes), SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static YaoRows *
query_valist (YaoDatabase *self, GError **error, const char *sql, const char *types, va_list values)
{
  sqlite3_stmt *statement = take_statement (self, sql, error);
  YaoRows *rows;

  if (statement == NULL)
    return NULL;

  bind_values (statement, types, values);
  rows = g_new0 (YaoRows, 1);
  rows->database = g_object_ref (self);
  rows->sql = g_strdup (sql);
  rows->statement = statement;
  return rows;
}

/**
 * yao_database_query:
 * @self: a database
 * @error: return location
 * @sql: one statement with a ? for each value
 * @types: a letter for each value: t text, i gint64, b GBytes
 * @...: the values
 *
 * Asks the database. The statement is prepared once and kept.
 *
 * Returns: (transfer full): the rows, before the first one
 */
YaoRows *
yao_database_query (YaoDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  YaoRows *rows;
  va_list values;

  g_return_val_if_fail (YAO_IS_DATABASE (self), NULL);
  g_return_val_if_fail (sql != NULL && types != NULL, NULL);

  va_start (values, types);
  rows = query_valist (self, error, sql, types, values);
  va_end (values);
  return rows;
}

/**
 * yao_database_execute:
 * @self: a database
 * @error: return location
 * @sql: one statement with a ? for each value
 * @types: a letter for each value: t text, i gint64, b GBytes
 * @...: the values
 *
 * Changes the database.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if a rule of the schema forbids it
 */
gboolean
yao_database_execute (YaoDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;
  va_list values;

  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (sql != NULL && types != NULL, FALSE);

  va_start (values, types);
  rows = query_valist (self, error, sql, types, values);
  va_end (values);
  if (rows == NULL)
    return FALSE;

  while (yao_rows_next (rows, &step_error))
    ;
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_database_get_last_row:
 * @self: a database
 *
 * Gets the number of the row that was inserted last.
 *
 * Returns: the row number
 */
gint64
yao_database_get_last_row (YaoDatabase *self)
{
  g_return_val_if_fail (YAO_IS_DATABASE (self), 0);

  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * yao_database_get_changes:
 * @self: a database
 *
 * Gets how many rows the last statement changed.
 *
 * Returns: the number of rows
 */
gint64
yao_database_get_changes (YaoDatabase *self)
{
  g_return_val_if_fail (YAO_IS_DATABASE (self), 0);

  return sqlite3_changes64 (self->handle);
}

/**
 * yao_rows_next:
 * @rows: rows
 * @error: return location
 *
 * Goes to the next row.
 *
 * Returns: %TRUE if there is one; %FALSE at the end, and with @error set on failure
 */
gboolean
yao_rows_next (YaoRows *rows, GError **error)
{
  int result;

  g_return_val_if_fail (rows != NULL, FALSE);

  result = sqlite3_step (rows->statement);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    set_error (rows->database, result, rows->sql, error);
  return FALSE;
}

/**
 * yao_rows_collect:
 * @taken: (transfer full) (nullable): rows, or %NULL where the query failed
 * @read: makes an item of a row
 * @free_item: frees an item
 * @error: return location; set already where @taken is %NULL
 *
 * Reads all rows.
 *
 * Returns: (transfer full): the items, or %NULL on error
 */
GPtrArray *
yao_rows_collect (YaoRows *taken, YaoRowReader read, GDestroyNotify free_item, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  g_autoptr (YaoRows) rows = taken;
  g_autoptr (GError) step_error = NULL;

  g_return_val_if_fail (read != NULL, NULL);

  if (rows == NULL)
    return NULL;
  while (yao_rows_next (rows, &step_error))
    g_ptr_array_add (items, read (rows));
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  return g_steal_pointer (&items);
}

/**
 * yao_rows_get_int:
 * @rows: rows, at a row
 * @column: the column, from 0
 *
 * Gets an integer; SQL's NULL is 0.
 *
 * Returns: the value
 */
gint64
yao_rows_get_int (YaoRows *rows, int column)
{
  g_return_val_if_fail (rows != NULL, 0);

  return sqlite3_column_int64 (rows->statement, column);
}

/**
 * yao_rows_is_null:
 * @rows: rows, at a row
 * @column: the column, from 0
 *
 * Tells whether a value is SQL's NULL.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_rows_is_null (YaoRows *rows, int column)
{
  g_return_val_if_fail (rows != NULL, TRUE);

  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

/**
 * yao_rows_dup_text:
 * @rows: rows, at a row
 * @column: the column, from 0
 *
 * Gets a text.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL for SQL's NULL
 */
char *
yao_rows_dup_text (YaoRows *rows, int column)
{
  g_return_val_if_fail (rows != NULL, NULL);

  return g_strdup ((const char *) sqlite3_column_text (rows->statement, column));
}

/**
 * yao_rows_dup_bytes:
 * @rows: rows, at a row
 * @column: the column, from 0
 *
 * Gets bytes.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL for SQL's NULL
 */
GBytes *
yao_rows_dup_bytes (YaoRows *rows, int column)
{
  gconstpointer data;

  g_return_val_if_fail (rows != NULL, NULL);

  if (yao_rows_is_null (rows, column))
    return NULL;
  data = sqlite3_column_blob (rows->statement, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (rows->statement, column));
}

/**
 * yao_rows_free:
 * @rows: (transfer full): rows
 *
 * Ends a query. Its statement is kept for the next time.
 */
void
yao_rows_free (YaoRows *rows)
{
  if (rows == NULL)
    return;

  sqlite3_reset (rows->statement);
  sqlite3_clear_bindings (rows->statement);
  g_hash_table_replace (rows->database->idle, g_steal_pointer (&rows->sql), rows->statement);
  g_object_unref (rows->database);
  g_free (rows);
}
