/* yao-sms-table.c: text messages on their way
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-sms-table.h"

#include "yao-secret.h"

/**
 * yao_sms_record_free:
 * @sms: (transfer full): a message
 *
 * Frees a message; its text and code are wiped.
 */
void
yao_sms_record_free (YaoSmsRecord *sms)
{
  if (sms == NULL)
    return;

  g_free (sms->phone);
  g_free (sms->uid);
  g_free (sms->purpose);
  yao_wipe_string (sms->text);
  yao_wipe_string (sms->code);
  g_free (sms);
}

/**
 * yao_sms_table_insert:
 * @database: the service's database
 * @sms: a message; its row is filled in
 * @error: return location
 *
 * Puts a message in the queue, in the transaction of what it tells of.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_sms_table_insert (YaoDatabase *database, YaoSmsRecord *sms, GError **error)
{
  if (!yao_database_execute (database, error,
                             "INSERT INTO sms (time, phone, uid, purpose, text, code)"
                             " VALUES (?, ?, ?, ?, ?, ?)",
                             "ittttt", sms->time, sms->phone, sms->uid, sms->purpose, sms->text,
                             sms->code))
    return FALSE;

  sms->id = yao_database_get_last_row (database);
  return TRUE;
}

static gpointer
read_sms (YaoRows *rows)
{
  YaoSmsRecord *sms = g_new0 (YaoSmsRecord, 1);

  sms->id = yao_rows_get_int (rows, 0);
  sms->time = yao_rows_get_int (rows, 1);
  sms->phone = yao_rows_dup_text (rows, 2);
  sms->uid = yao_rows_dup_text (rows, 3);
  sms->purpose = yao_rows_dup_text (rows, 4);
  sms->text = yao_rows_dup_text (rows, 5);
  sms->code = yao_rows_dup_text (rows, 6);
  return sms;
}

/**
 * yao_sms_table_list_waiting:
 * @database: the service's database
 * @error: return location
 *
 * Lists what was not sent yet, the oldest first.
 *
 * Returns: (transfer full) (element-type YaoSmsRecord): the messages
 */
GPtrArray *
yao_sms_table_list_waiting (YaoDatabase *database, GError **error)
{
  return yao_rows_collect (yao_database_query (database, error,
                                               "SELECT id, time, phone, uid, purpose, text, code "
                                               "FROM sms WHERE text IS NOT NULL ORDER BY id",
                                               ""),
                           read_sms, (GDestroyNotify) yao_sms_record_free, error);
}

/**
 * yao_sms_table_set_sent:
 * @database: the service's database
 * @id: the row of a message
 * @error: return location
 *
 * Takes text and code of a message out of the database: it was sent.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_sms_table_set_sent (YaoDatabase *database, gint64 id, GError **error)
{
  return yao_database_execute (database, error,
                               "UPDATE sms SET text = NULL, code = NULL WHERE id = ?", "i", id);
}
