/* yao-user-table.c: organisations and the people in them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-user-table.h"

#include "yao-error.h"
#include "yao-pinyin.h"

#define USER_COLUMNS                                                                               \
  "users.id, uid, users.name, organisations.name, initials, phone, department, role,"              \
  " document_salt, document_hash, document_mask, active, users.created, changed"                   \
  " FROM users JOIN organisations ON organisations.id = users.organisation"

/**
 * yao_user_record_new:
 * @uid: his number
 * @name: his name
 * @organisation: whom he belongs to
 *
 * Makes a record of an active person, not yet written anywhere.
 *
 * Returns: (transfer full): the record
 */
YaoUserRecord *
yao_user_record_new (const char *uid, const char *name, const char *organisation)
{
  YaoUserRecord *user = g_new0 (YaoUserRecord, 1);

  g_assert (uid != NULL && name != NULL && organisation != NULL);

  user->uid = g_strdup (uid);
  user->name = g_strdup (name);
  user->organisation = g_strdup (organisation);
  user->active = TRUE;
  return user;
}

/**
 * yao_user_record_free:
 * @user: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_user_record_free (YaoUserRecord *user)
{
  if (user == NULL)
    return;

  g_free (user->uid);
  g_free (user->name);
  g_free (user->organisation);
  g_free (user->initials);
  g_free (user->phone);
  g_free (user->department);
  g_free (user->role);
  g_clear_pointer (&user->document_salt, g_bytes_unref);
  g_clear_pointer (&user->document_hash, g_bytes_unref);
  g_free (user->document_mask);
  g_free (user);
}

static gpointer
read_user (YaoRows *rows)
{
  YaoUserRecord *user = g_new0 (YaoUserRecord, 1);
  int column = 0;

  user->id = yao_rows_get_int (rows, column++);
  user->uid = yao_rows_dup_text (rows, column++);
  user->name = yao_rows_dup_text (rows, column++);
  user->organisation = yao_rows_dup_text (rows, column++);
  user->initials = yao_rows_dup_text (rows, column++);
  user->phone = yao_rows_dup_text (rows, column++);
  user->department = yao_rows_dup_text (rows, column++);
  user->role = yao_rows_dup_text (rows, column++);
  user->document_salt = yao_rows_dup_bytes (rows, column++);
  user->document_hash = yao_rows_dup_bytes (rows, column++);
  user->document_mask = yao_rows_dup_text (rows, column++);
  user->active = yao_rows_get_int (rows, column++) != 0;
  user->created = yao_rows_get_int (rows, column++);
  user->changed = yao_rows_get_int (rows, column++);
  return user;
}

/**
 * yao_user_table_insert:
 * @database: the service's database
 * @user: a record; its row, its initials are filled in
 * @error: return location
 *
 * Adds a person. The organisation must be known.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if the number is taken, or the organisation
 *   unknown
 */
gboolean
yao_user_table_insert (YaoDatabase *database, YaoUserRecord *user, GError **error)
{
  g_assert (user != NULL && user->id == 0);

  g_free (user->initials);
  user->initials = yao_pinyin_initials (user->name, error);
  if (user->initials == NULL)
    return FALSE;

  if (!yao_database_execute (
          database, error,
          "INSERT INTO users (organisation, uid, name, initials, phone, department, role,"
          "   document_salt, document_hash, document_mask, active, created, changed)"
          " VALUES ((SELECT id FROM organisations WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          "   ?, ?)",
          "tttttttbbtiii", user->organisation, user->uid, user->name, user->initials, user->phone,
          user->department, user->role, user->document_salt, user->document_hash,
          user->document_mask, (gint64) user->active, user->created, user->changed))
    return FALSE;

  user->id = yao_database_get_last_row (database);
  return TRUE;
}

/**
 * yao_user_table_set_active:
 * @database: the service's database
 * @uid: a number
 * @active: whether the person may use the service
 * @now: the time
 * @error: return location
 *
 * Lets a person use the service, or not any more.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_NOT_FOUND if there is no such number
 */
gboolean
yao_user_table_set_active (YaoDatabase *database,
                           const char *uid,
                           gboolean active,
                           gint64 now,
                           GError **error)
{
  g_assert (uid != NULL);

  if (!yao_database_execute (database, error,
                             "UPDATE users SET active = ?, changed = ? WHERE uid = ?", "iit",
                             (gint64) active, now, uid))
    return FALSE;
  if (yao_database_get_changes (database) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no user %s", uid);
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_user_table_find:
 * @database: the service's database
 * @uid: a number
 * @error: return location
 *
 * Finds a person by his number.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoUserRecord *
yao_user_table_find (YaoDatabase *database, const char *uid, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_assert (uid != NULL);

  rows = yao_database_query (database, error, "SELECT " USER_COLUMNS " WHERE uid = ?", "t", uid);
  if (rows == NULL)
    return NULL;
  if (yao_rows_next (rows, &step_error))
    return read_user (rows);

  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no user %s", uid);
  return NULL;
}

/**
 * yao_user_table_list:
 * @database: the service's database
 * @after_uid: (nullable): the number after which to begin
 * @limit: how many at most
 * @error: return location
 *
 * Lists people by their numbers.
 *
 * Returns: (transfer full) (element-type YaoUserRecord): the records
 */
GPtrArray *
yao_user_table_list (YaoDatabase *database, const char *after_uid, gsize limit, GError **error)
{
  return yao_rows_collect (
      yao_database_query (database, error,
                          "SELECT " USER_COLUMNS " WHERE uid > ? ORDER BY uid LIMIT ?", "ti",
                          after_uid != NULL ? after_uid : "", (gint64) limit),
      read_user, (GDestroyNotify) yao_user_record_free, error);
}

/**
 * yao_user_table_count:
 * @database: the service's database
 * @count: (out): how many people there are
 * @error: return location
 *
 * Counts people.
 *
 * Returns: %TRUE if they could be counted
 */
gboolean
yao_user_table_count (YaoDatabase *database, gint64 *count, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;

  g_assert (count != NULL);

  rows = yao_database_query (database, error, "SELECT count (*) FROM users", "");
  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  *count = yao_rows_get_int (rows, 0);
  return TRUE;
}

/**
 * yao_organisation_table_add:
 * @database: the service's database
 * @name: its name
 * @now: the time
 * @error: return location
 *
 * Adds an organisation; one that is known already is left alone.
 *
 * Returns: %TRUE if it is there
 */
gboolean
yao_organisation_table_add (YaoDatabase *database, const char *name, gint64 now, GError **error)
{
  g_assert (name != NULL);

  return yao_database_execute (database, error,
                               "INSERT INTO organisations (name, created) VALUES (?, ?)"
                               " ON CONFLICT (name) DO NOTHING",
                               "ti", name, now);
}

static gpointer
read_name (YaoRows *rows)
{
  return yao_rows_dup_text (rows, 0);
}

/**
 * yao_organisation_table_list:
 * @database: the service's database
 * @error: return location
 *
 * Lists the names of organisations, the oldest first.
 *
 * Returns: (transfer full) (element-type utf8): the names
 */
GPtrArray *
yao_organisation_table_list (YaoDatabase *database, GError **error)
{
  return yao_rows_collect (
      yao_database_query (database, error, "SELECT name FROM organisations ORDER BY id", ""),
      read_name, g_free, error);
}
