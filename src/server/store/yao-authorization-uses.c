/* yao-authorization-uses.c: taking the uses of authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-table.h"

#include "yao-error.h"

/**
 * yao_authorization_use_record_free:
 * @record: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_authorization_use_record_free (YaoAuthorizationUseRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->uid);
  g_free (record->device);
  g_free (record->purpose);
  g_free (record);
}

static gboolean
write_use (YaoDatabase *database,
           gint64 authorization,
           const YaoAuthorizationUseRecord *use,
           gint64 *use_id,
           GError **error)
{
  if (!yao_database_execute (database, error,
                             "INSERT INTO authorization_uses (authorization, time, uid, device,"
                             "   purpose) VALUES (?, ?, ?, ?, ?)",
                             "iittt", authorization, use->time, use->uid, use->device,
                             use->purpose))
    return FALSE;
  *use_id = yao_database_get_last_row (database);
  return TRUE;
}

/**
 * yao_authorization_table_take_use:
 * @database: the service's database
 * @holder: the number of the grantor
 * @certificate: the id of his certificate
 * @use: who uses it, when, on which device, what for
 * @authorization: (out) (transfer full) (nullable): the id of the authorization that allows it, or
 *   %NULL where none does
 * @use_id: (out): names the use
 * @error: return location
 *
 * Takes one use, by one statement. The last one ends the authorization.
 *
 * Returns: %TRUE unless the database failed
 */
gboolean
yao_authorization_table_take_use (YaoDatabase *database,
                                  const char *holder,
                                  const char *certificate,
                                  const YaoAuthorizationUseRecord *use,
                                  char **authorization,
                                  gint64 *use_id,
                                  GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (YaoRows) rows = NULL;
  gint64 number = 0;

  *authorization = NULL;
  rows = yao_database_query (
      database, error,
      "UPDATE authorizations SET uses_left = uses_left - 1,"
      "   state = CASE uses_left WHEN 1 THEN 'expired' ELSE state END,"
      "   was_frozen = 0, version = version + (uses_left = 1), changed = ?1"
      " WHERE number = (SELECT number FROM authorizations"
      "   WHERE holder_uid = ?2 AND uid = ?3 AND certificate = ?4 AND state = 'active'"
      "   AND begins <= ?1 AND ends > ?1 AND uses_left > 0 ORDER BY ends LIMIT 1)"
      " RETURNING number, id",
      "ittt", use->time, holder, use->uid, certificate);
  if (rows == NULL)
    return FALSE;
  while (yao_rows_next (rows, &step_error))
    {
      number = yao_rows_get_int (rows, 0);
      g_free (*authorization);
      *authorization = yao_rows_dup_text (rows, 1);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return *authorization == NULL || write_use (database, number, use, use_id, error);
}

/**
 * yao_authorization_table_give_back:
 * @database: the service's database
 * @use_id: what yao_authorization_table_take_use() named
 * @now: the time
 * @error: return location
 *
 * Gives a use back that nothing came of. An authorization that had ended with it stands again. To
 * give back twice is to give back once.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorization_table_give_back (YaoDatabase *database, gint64 use_id, gint64 now, GError **error)
{
  return yao_database_execute (
             database, error,
             "UPDATE authorizations SET uses_left = uses_left + 1,"
             "   version = version + (state = 'expired' AND uses_left = 0 AND ends > ?1),"
             "   state = CASE WHEN state = 'expired' AND uses_left = 0 AND ends > ?1"
             "     THEN 'active' ELSE state END, changed = ?1"
             " WHERE uses_left < uses"
             " AND number = (SELECT authorization FROM authorization_uses WHERE id = ?2)",
             "ii", now, use_id)
         && yao_database_execute (database, error, "DELETE FROM authorization_uses WHERE id = ?",
                                  "i", use_id);
}

static gpointer
read_use (YaoRows *rows)
{
  YaoAuthorizationUseRecord *record = g_new0 (YaoAuthorizationUseRecord, 1);

  record->id = yao_rows_get_int (rows, 0);
  record->authorization = yao_rows_get_int (rows, 1);
  record->time = yao_rows_get_int (rows, 2);
  record->uid = yao_rows_dup_text (rows, 3);
  record->device = yao_rows_dup_text (rows, 4);
  record->purpose = yao_rows_dup_text (rows, 5);
  return record;
}

/**
 * yao_authorization_table_list_uses:
 * @database: the service's database
 * @authorization: the row of an authorization
 * @before: the id of the last one that is known, or %G_MAXINT64
 * @limit: how many at most
 * @error: return location
 *
 * Lists uses, the newest first.
 *
 * Returns: (transfer full) (element-type YaoAuthorizationUseRecord): the uses
 */
GPtrArray *
yao_authorization_table_list_uses (YaoDatabase *database,
                                   gint64 authorization,
                                   gint64 before,
                                   gint64 limit,
                                   GError **error)
{
  return yao_rows_collect (
      yao_database_query (database, error,
                          "SELECT id, authorization, time, uid, device, purpose"
                          " FROM authorization_uses WHERE authorization = ? AND id < ?"
                          " ORDER BY id DESC LIMIT ?",
                          "iii", authorization, before, limit),
      read_use, (GDestroyNotify) yao_authorization_use_record_free, error);
}

/**
 * yao_authorization_table_count_uses:
 * @database: the service's database
 * @authorization: the row of an authorization
 * @count: (out): how often it was used
 * @error: return location
 *
 * Counts uses.
 *
 * Returns: %TRUE if they could be counted
 */
gboolean
yao_authorization_table_count_uses (YaoDatabase *database,
                                    gint64 authorization,
                                    gint64 *count,
                                    GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, "SELECT count (*) FROM authorization_uses WHERE authorization = ?", "i",
      authorization);

  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  *count = yao_rows_get_int (rows, 0);
  return TRUE;
}
