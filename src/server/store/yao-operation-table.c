/* yao-operation-table.c: what was answered to requests that must not be done twice
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-operation-table.h"

#include "yao-error.h"

/**
 * yao_operation_record_free:
 * @operation: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_operation_record_free (YaoOperationRecord *operation)
{
  if (operation == NULL)
    return;

  g_free (operation->key);
  g_free (operation->jkt);
  g_free (operation->target);
  g_clear_pointer (&operation->body_hash, g_bytes_unref);
  g_clear_pointer (&operation->reply, g_bytes_unref);
  g_free (operation);
}

/**
 * yao_operation_table_insert:
 * @database: the service's database
 * @operation: a record
 * @error: return location
 *
 * Keeps what was answered, in the transaction of the work itself.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if the key is there
 */
gboolean
yao_operation_table_insert (YaoDatabase *database,
                            const YaoOperationRecord *operation,
                            GError **error)
{
  return yao_database_execute (
      database, error,
      "INSERT INTO operations (account, jkt, key, target, body_hash, status, reply, created)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "itttbibi", operation->account, operation->jkt, operation->key, operation->target,
      operation->body_hash, operation->status, operation->reply, operation->created);
}

/**
 * yao_operation_table_find:
 * @database: the service's database
 * @account: whose
 * @jkt: from which device
 * @key: the idempotency key
 * @not_before: older ones do not count
 * @error: return location
 *
 * Finds what was answered.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoOperationRecord *
yao_operation_table_find (YaoDatabase *database,
                          gint64 account,
                          const char *jkt,
                          const char *key,
                          gint64 not_before,
                          GError **error)
{
  g_autoptr (GError) local = NULL;
  YaoOperationRecord *operation;
  g_autoptr (YaoRows) rows
      = yao_database_query (database, error,
                            "SELECT target, body_hash, status, reply, created FROM operations"
                            " WHERE account = ? AND jkt = ? AND key = ? AND created >= ?",
                            "itti", account, jkt, key, not_before);

  if (rows == NULL)
    return NULL;
  if (!yao_rows_next (rows, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no such operation");
      return NULL;
    }

  operation = g_new0 (YaoOperationRecord, 1);
  operation->key = g_strdup (key);
  operation->account = account;
  operation->jkt = g_strdup (jkt);
  operation->target = yao_rows_dup_text (rows, 0);
  operation->body_hash = yao_rows_dup_bytes (rows, 1);
  operation->status = yao_rows_get_int (rows, 2);
  operation->reply = yao_rows_dup_bytes (rows, 3);
  operation->created = yao_rows_get_int (rows, 4);
  return operation;
}

/**
 * yao_operation_table_clean:
 * @database: the service's database
 * @not_before: older ones go
 * @error: return location
 *
 * Forgets old answers.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_operation_table_clean (YaoDatabase *database, gint64 not_before, GError **error)
{
  return yao_database_execute (database, error, "DELETE FROM operations WHERE created < ?", "i",
                               not_before);
}
