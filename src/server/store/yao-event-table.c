/* yao-event-table.c: what happened to an account, and which notices of it were read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-table.h"

#define EVENT_COLUMNS "SELECT id, account, time, kind, certificate, subject FROM events"

/**
 * yao_event_record_free:
 * @event: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_event_record_free (YaoEventRecord *event)
{
  if (event == NULL)
    return;

  g_free (event->kind);
  g_free (event->certificate);
  g_free (event->subject);
  g_free (event);
}

/**
 * yao_event_table_insert:
 * @database: the service's database
 * @event: a record; its id is given by the database
 * @error: return location
 *
 * Adds an event, in the transaction of what it tells of.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_event_table_insert (YaoDatabase *database, const YaoEventRecord *event, GError **error)
{
  return yao_database_execute (
      database, error,
      "INSERT INTO events (account, time, kind, certificate, subject) VALUES (?, ?, ?, ?, ?)",
      "iittt", event->account, event->time, event->kind, event->certificate, event->subject);
}

/**
 * yao_event_table_insert_for_holder:
 * @database: the service's database
 * @holder: the number of an owner of certificates
 * @event: a record; its account does not count
 * @error: return location
 *
 * Adds an event to the account of the owner, and to those of everybody who uses his certificates.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_event_table_insert_for_holder (YaoDatabase *database,
                                   const char *holder,
                                   const YaoEventRecord *event,
                                   GError **error)
{
  return yao_database_execute (database, error,
                               "INSERT INTO events (account, time, kind, certificate, subject)"
                               " SELECT id, ?, ?, ?, ? FROM accounts"
                               " WHERE holder = (SELECT id FROM users WHERE uid = ?)",
                               "itttt", event->time, event->kind, event->certificate,
                               event->subject, holder);
}

/**
 * yao_event_table_insert_for_account:
 * @database: the service's database
 * @holder: the number of the owner that was given, whether it exists or not
 * @uid: the number of the user that was given
 * @event: a record; its account does not count
 * @error: return location
 *
 * Adds an event to an account, if there is such a one: the work is the same where there is none.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_event_table_insert_for_account (YaoDatabase *database,
                                    const char *holder,
                                    const char *uid,
                                    const YaoEventRecord *event,
                                    GError **error)
{
  return yao_database_execute (database, error,
                               "INSERT INTO events (account, time, kind, certificate, subject)"
                               " SELECT id, ?, ?, ?, ? FROM accounts"
                               " WHERE holder = (SELECT id FROM users WHERE uid = ?)"
                               " AND user = (SELECT id FROM users WHERE uid = ?)",
                               "ittttt", event->time, event->kind, event->certificate,
                               event->subject, holder, uid);
}

static gpointer
read_event (YaoRows *rows)
{
  YaoEventRecord *event = g_new0 (YaoEventRecord, 1);

  event->id = yao_rows_get_int (rows, 0);
  event->account = yao_rows_get_int (rows, 1);
  event->time = yao_rows_get_int (rows, 2);
  event->kind = yao_rows_dup_text (rows, 3);
  event->certificate = yao_rows_dup_text (rows, 4);
  event->subject = yao_rows_dup_text (rows, 5);
  return event;
}

static GPtrArray *
read_events (YaoRows *taken, GError **error)
{
  return yao_rows_collect (taken, read_event, (GDestroyNotify) yao_event_record_free, error);
}

/**
 * yao_event_table_list:
 * @database: the service's database
 * @account: whose
 * @after: the id of the last one that is known, or 0
 * @limit: the most to answer
 * @error: return location
 *
 * Lists what happened, the oldest first.
 *
 * Returns: (transfer full) (element-type YaoEventRecord): the events
 */
GPtrArray *
yao_event_table_list (YaoDatabase *database,
                      gint64 account,
                      gint64 after,
                      gsize limit,
                      GError **error)
{
  return read_events (yao_database_query (database, error,
                                          EVENT_COLUMNS
                                          " WHERE account = ? AND id > ? ORDER BY id LIMIT ?",
                                          "iii", account, after, (gint64) limit),
                      error);
}

/**
 * yao_event_table_list_since:
 * @database: the service's database
 * @account: whose
 * @since: older ones are left out
 * @limit: the most to answer
 * @error: return location
 *
 * Lists what happened, the newest first.
 *
 * Returns: (transfer full) (element-type YaoEventRecord): the events
 */
GPtrArray *
yao_event_table_list_since (YaoDatabase *database,
                            gint64 account,
                            gint64 since,
                            gsize limit,
                            GError **error)
{
  return read_events (
      yao_database_query (database, error,
                          EVENT_COLUMNS " WHERE account = ? AND time >= ? ORDER BY id DESC LIMIT ?",
                          "iii", account, since, (gint64) limit),
      error);
}

/**
 * yao_event_table_get_last:
 * @database: the service's database
 * @id: (out): the id of the last event of all accounts, or 0
 * @error: return location
 *
 * Tells whether there is anything new.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_event_table_get_last (YaoDatabase *database, gint64 *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows
      = yao_database_query (database, error, "SELECT max (id) FROM events", "");

  *id = 0;
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &local))
    *id = yao_rows_get_int (rows, 0);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

/**
 * yao_dismissal_table_put:
 * @database: the service's database
 * @account: whose
 * @notice: the id of a notice
 * @now: the time
 * @error: return location
 *
 * Writes down that a notice was read.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_dismissal_table_put (YaoDatabase *database,
                         gint64 account,
                         const char *notice,
                         gint64 now,
                         GError **error)
{
  return yao_database_execute (database, error,
                               "INSERT OR REPLACE INTO dismissals (account, notice, time)"
                               " VALUES (?, ?, ?)",
                               "iti", account, notice, now);
}

/**
 * yao_dismissal_table_clean:
 * @database: the service's database
 * @account: whose
 * @not_before: older ones go
 * @error: return location
 *
 * Forgets which notices were read that are not told of any more.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_dismissal_table_clean (YaoDatabase *database, gint64 account, gint64 not_before, GError **error)
{
  return yao_database_execute (database, error,
                               "DELETE FROM dismissals WHERE account = ? AND time < ?", "ii",
                               account, not_before);
}

/**
 * yao_dismissal_table_list:
 * @database: the service's database
 * @account: whose
 * @error: return location
 *
 * Lists the notices that were read.
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of their ids
 */
GHashTable *
yao_dismissal_table_list (YaoDatabase *database, gint64 account, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, "SELECT notice FROM dismissals WHERE account = ?", "i", account);

  if (rows == NULL)
    return NULL;
  while (yao_rows_next (rows, &local))
    g_hash_table_add (ids, yao_rows_dup_text (rows, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}
