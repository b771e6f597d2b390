/* yao-audit-table.c: the log that is only ever added to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-audit-table.h"

/**
 * yao_audit_record_free:
 * @record: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_audit_record_free (YaoAuditRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->key);
  g_free (record->act);
  g_clear_pointer (&record->leaf, g_bytes_unref);
  g_clear_pointer (&record->hash, g_bytes_unref);
  g_clear_pointer (&record->salt, g_bytes_unref);
  g_free (record->actor);
  g_free (record->subject);
  g_free (record);
}

/**
 * yao_audit_table_insert:
 * @database: the service's database
 * @record: a record with the next sequence number
 * @error: return location
 *
 * Adds a record, in the transaction of the work that it tells of.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_audit_table_insert (YaoDatabase *database, const YaoAuditRecord *record, GError **error)
{
  g_assert (record != NULL && record->salt != NULL);
  g_assert (yao_database_is_in_transaction (database));

  return yao_database_execute (
             database, error,
             "INSERT INTO audit (seq, time, key, act, leaf, hash) VALUES (?, ?, ?, ?, ?, ?)",
             "iittbb", record->seq, record->time, record->key, record->act, record->leaf,
             record->hash)
         && yao_database_execute (
             database, error,
             "INSERT INTO audit_people (seq, salt, actor, subject) VALUES (?, ?, ?, ?)", "ibtt",
             record->seq, record->salt, record->actor, record->subject);
}

static gboolean
read_one (YaoRows *rows, gboolean *found, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  *found = yao_rows_next (rows, &step_error);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_audit_table_get_last:
 * @database: the service's database
 * @key: (nullable): a chain
 * @seq: (out): the number of the last record of all, 0 if there is none
 * @key_hash: (out) (transfer full) (nullable): the digest of the last record of this chain
 * @error: return location
 *
 * Reads what the next record follows.
 *
 * Returns: %TRUE if the table could be read
 */
gboolean
yao_audit_table_get_last (YaoDatabase *database,
                          const char *key,
                          gint64 *seq,
                          GBytes **key_hash,
                          GError **error)
{
  g_autoptr (YaoRows) last = NULL;
  g_autoptr (YaoRows) of_key = NULL;
  gboolean found = FALSE;

  g_assert (seq != NULL && key_hash != NULL);

  *key_hash = NULL;
  last = yao_database_query (database, error, "SELECT coalesce (max (seq), 0) FROM audit", "");
  if (last == NULL || !read_one (last, &found, error))
    return FALSE;
  *seq = yao_rows_get_int (last, 0);

  of_key = yao_database_query (
      database, error, "SELECT hash FROM audit WHERE key IS ? ORDER BY seq DESC LIMIT 1", "t", key);
  if (of_key == NULL || !read_one (of_key, &found, error))
    return FALSE;
  if (found)
    *key_hash = yao_rows_dup_bytes (of_key, 0);
  return TRUE;
}

/**
 * yao_audit_table_list:
 * @database: the service's database
 * @after_seq: the number after which to begin
 * @limit: how many at most
 * @error: return location
 *
 * Lists records in their order.
 *
 * Returns: (transfer full) (element-type YaoAuditRecord): the records
 */
GPtrArray *
yao_audit_table_list (YaoDatabase *database, gint64 after_seq, gsize limit, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_audit_record_free);
  g_autoptr (YaoRows) rows = NULL;
  gboolean found = FALSE;

  rows = yao_database_query (database, error,
                             "SELECT a.seq, time, key, act, leaf, hash, salt, actor, subject"
                             " FROM audit AS a LEFT JOIN audit_people AS p ON p.seq = a.seq"
                             " WHERE a.seq > ? ORDER BY a.seq LIMIT ?",
                             "ii", after_seq, (gint64) limit);
  if (rows == NULL)
    return NULL;

  while (TRUE)
    {
      YaoAuditRecord *record;

      if (!read_one (rows, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&records);

      record = g_new0 (YaoAuditRecord, 1);
      record->seq = yao_rows_get_int (rows, 0);
      record->time = yao_rows_get_int (rows, 1);
      record->key = yao_rows_dup_text (rows, 2);
      record->act = yao_rows_dup_text (rows, 3);
      record->leaf = yao_rows_dup_bytes (rows, 4);
      record->hash = yao_rows_dup_bytes (rows, 5);
      record->salt = yao_rows_dup_bytes (rows, 6);
      record->actor = yao_rows_dup_text (rows, 7);
      record->subject = yao_rows_dup_text (rows, 8);
      g_ptr_array_add (records, record);
    }
}
