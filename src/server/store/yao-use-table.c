/* yao-use-table.c: each use of a key, from its reservation on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-use-table.h"

#include "yao-error.h"

/**
 * yao_use_record_free:
 * @use: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_use_record_free (YaoUseRecord *use)
{
  if (use == NULL)
    return;

  g_clear_pointer (&use->id, g_bytes_unref);
  g_clear_pointer (&use->digest, g_bytes_unref);
  g_free (use->authorization);
  g_free (use->uid);
  g_free (use->device);
  g_free (use->name);
  g_free (use->state);
  g_free (use);
}

/**
 * yao_use_table_reserve:
 * @database: the service's database
 * @use: a use; its state is not looked at
 * @error: return location
 *
 * Reserves a use, in the transaction that makes the signature. An id is there once: whoever asks
 * with it again gets %YAO_ERROR_CONFLICT.
 *
 * Returns: %TRUE if it is reserved
 */
gboolean
yao_use_table_reserve (YaoDatabase *database, const YaoUseRecord *use, GError **error)
{
  g_assert (use != NULL && yao_database_is_in_transaction (database));

  if (!yao_database_execute (
          database, error,
          "INSERT INTO uses (id, certificate, version, authorization, uid, device, name, digest,"
          " state, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'reserved', ?)"
          " ON CONFLICT (id) DO NOTHING",
          "biittttbi", use->id, use->certificate, use->version, use->authorization, use->uid,
          use->device, use->name, use->digest, use->created))
    return FALSE;
  if (yao_database_get_changes (database) == 1)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "the use id was used");
  return FALSE;
}

/**
 * yao_use_table_settle:
 * @database: the service's database
 * @id: the id of a use that is reserved
 * @state: %YAO_USE_DONE or %YAO_USE_RETURNED
 * @error: return location
 *
 * Writes down what became of a use. It happens once.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if the use was not reserved
 */
gboolean
yao_use_table_settle (YaoDatabase *database, GBytes *id, const char *state, GError **error)
{
  if (!yao_database_execute (database, error,
                             "UPDATE uses SET state = ? WHERE id = ? AND state = 'reserved'", "tb",
                             state, id))
    return FALSE;
  if (yao_database_get_changes (database) == 1)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "the use is not reserved");
  return FALSE;
}

/**
 * yao_use_table_get:
 * @database: the service's database
 * @id: the id of a use
 * @error: return location
 *
 * Gets a use.
 *
 * Returns: (transfer full): the use, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoUseRecord *
yao_use_table_get (YaoDatabase *database, GBytes *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error,
      "SELECT id, certificate, version, authorization, uid, device, name, digest, state, created"
      " FROM uses WHERE id = ?",
      "b", id);
  YaoUseRecord *use;

  if (rows == NULL)
    return NULL;
  if (!yao_rows_next (rows, &local))
    {
      if (local == NULL)
        g_set_error (&local, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no such use");
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  use = g_new0 (YaoUseRecord, 1);
  use->id = yao_rows_dup_bytes (rows, 0);
  use->certificate = yao_rows_get_int (rows, 1);
  use->version = yao_rows_get_int (rows, 2);
  use->authorization = yao_rows_dup_text (rows, 3);
  use->uid = yao_rows_dup_text (rows, 4);
  use->device = yao_rows_dup_text (rows, 5);
  use->name = yao_rows_dup_text (rows, 6);
  use->digest = yao_rows_dup_bytes (rows, 7);
  use->state = yao_rows_dup_text (rows, 8);
  use->created = yao_rows_get_int (rows, 9);
  return use;
}

/**
 * yao_use_table_count:
 * @database: the service's database
 * @certificate: number of a lineage
 * @state: a state
 * @count: (out): how many
 * @error: return location
 *
 * Counts the uses of a key that are in a state.
 *
 * Returns: %TRUE if they could be counted
 */
gboolean
yao_use_table_count (YaoDatabase *database,
                     gint64 certificate,
                     const char *state,
                     gint64 *count,
                     GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, "SELECT count (*) FROM uses WHERE certificate = ? AND state = ?", "it",
      certificate, state);

  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  *count = yao_rows_get_int (rows, 0);
  return TRUE;
}
