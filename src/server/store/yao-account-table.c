/* yao-account-table.c: accounts with their PIN records, and the counters of wrong PINs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-account-table.h"

#include "yao-error.h"

#define ACCOUNT_COLUMNS                                                                            \
  "SELECT accounts.id, holders.uid, users.uid, users.name, users.phone,"                           \
  " users.active AND holders.active, credential, record, pin_origin, pin_set, pin_expires"         \
  " FROM accounts JOIN users AS holders ON holders.id = accounts.holder"                           \
  " JOIN users ON users.id = accounts.user"

/**
 * yao_account_record_free:
 * @account: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_account_record_free (YaoAccountRecord *account)
{
  if (account == NULL)
    return;

  g_free (account->holder);
  g_free (account->uid);
  g_free (account->name);
  g_free (account->phone);
  g_clear_pointer (&account->credential, g_bytes_unref);
  g_clear_pointer (&account->record, g_bytes_unref);
  g_free (account->pin_origin);
  g_free (account);
}

/**
 * yao_account_table_put_pin:
 * @database: the service's database
 * @account: holder, uid and everything about the PIN
 * @now: the time
 * @error: return location
 *
 * Gives an account a PIN, the account being made if it is new.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if a number is unknown
 */
gboolean
yao_account_table_put_pin (YaoDatabase *database,
                           const YaoAccountRecord *account,
                           gint64 now,
                           GError **error)
{
  return yao_database_execute (
      database, error,
      "INSERT INTO accounts (holder, user, credential, record, pin_origin, pin_set, pin_expires,"
      "   created)"
      " VALUES ((SELECT id FROM users WHERE uid = ?), (SELECT id FROM users WHERE uid = ?),"
      "   ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (holder, user) DO UPDATE SET credential = excluded.credential,"
      "   record = excluded.record, pin_origin = excluded.pin_origin,"
      "   pin_set = excluded.pin_set, pin_expires = excluded.pin_expires",
      "ttbbtiii", account->holder, account->uid, account->credential, account->record,
      account->pin_origin, account->pin_set, account->pin_expires, now);
}

static YaoAccountRecord *
read_account (YaoRows *rows)
{
  YaoAccountRecord *account = g_new0 (YaoAccountRecord, 1);
  int column = 0;

  account->id = yao_rows_get_int (rows, column++);
  account->holder = yao_rows_dup_text (rows, column++);
  account->uid = yao_rows_dup_text (rows, column++);
  account->name = yao_rows_dup_text (rows, column++);
  account->phone = yao_rows_dup_text (rows, column++);
  account->active = yao_rows_get_int (rows, column++) != 0;
  account->credential = yao_rows_dup_bytes (rows, column++);
  account->record = yao_rows_dup_bytes (rows, column++);
  account->pin_origin = yao_rows_dup_text (rows, column++);
  account->pin_set = yao_rows_get_int (rows, column++);
  account->pin_expires = yao_rows_get_int (rows, column++);
  return account;
}

static YaoAccountRecord *
read_only_account (YaoRows *rows, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  if (yao_rows_next (rows, &local))
    return read_account (rows);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no such account");
  return NULL;
}

/**
 * yao_account_table_delete:
 * @database: the service's database
 * @holder: the number of the owner
 * @uid: the number of the user
 * @error: return location
 *
 * Removes an account with its PIN, its devices, its sessions and what it was told of. One that is
 * not there is gone already.
 *
 * Returns: %TRUE if it is gone
 */
gboolean
yao_account_table_delete (YaoDatabase *database,
                          const char *holder,
                          const char *uid,
                          GError **error)
{
  /* In the order in which they refer to each other. */
  static const char *const tables[]
      = { "dismissals", "events", "operations", "grants", "sessions", "devices" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("DELETE FROM %s WHERE account = (SELECT id FROM accounts"
                             " WHERE holder = (SELECT id FROM users WHERE uid = ?)"
                             " AND user = (SELECT id FROM users WHERE uid = ?))",
                             tables[i]);

      if (!yao_database_execute (database, error, sql, "tt", holder, uid))
        return FALSE;
    }
  return yao_database_execute (database, error,
                               "DELETE FROM accounts"
                               " WHERE holder = (SELECT id FROM users WHERE uid = ?)"
                               " AND user = (SELECT id FROM users WHERE uid = ?)",
                               "tt", holder, uid);
}

/**
 * yao_account_table_has_any:
 * @database: the service's database
 * @has_any: (out): whether anybody has a PIN
 * @error: return location
 *
 * Tells whether there are accounts.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_account_table_has_any (YaoDatabase *database, gboolean *has_any, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows
      = yao_database_query (database, error, "SELECT 1 FROM accounts LIMIT 1", "");

  if (rows == NULL)
    return FALSE;
  *has_any = yao_rows_next (rows, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * yao_account_table_find:
 * @database: the service's database
 * @holder: the number of the owner
 * @uid: the number of the user
 * @error: return location
 *
 * Looks an account up.
 *
 * Returns: (transfer full): the account, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAccountRecord *
yao_account_table_find (YaoDatabase *database, const char *holder, const char *uid, GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, ACCOUNT_COLUMNS " WHERE holders.uid = ? AND users.uid = ?", "tt", holder,
      uid);

  return read_only_account (rows, error);
}

/**
 * yao_account_table_get:
 * @database: the service's database
 * @id: the row of the account
 * @error: return location
 *
 * Gets an account.
 *
 * Returns: (transfer full): the account, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAccountRecord *
yao_account_table_get (YaoDatabase *database, gint64 id, GError **error)
{
  g_autoptr (YaoRows) rows
      = yao_database_query (database, error, ACCOUNT_COLUMNS " WHERE accounts.id = ?", "i", id);

  return read_only_account (rows, error);
}

/**
 * yao_pin_counter_table_get:
 * @database: the service's database
 * @subject: who is counted
 * @counter: (out): the counter; all zero where there is none
 * @error: return location
 *
 * Reads a counter.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_pin_counter_table_get (YaoDatabase *database,
                           GBytes *subject,
                           YaoPinCounter *counter,
                           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error,
      "SELECT failures, rounds, blocked_until, locked FROM pin_counters WHERE subject = ?", "b",
      subject);

  *counter = (YaoPinCounter){ 0 };
  if (rows == NULL)
    return FALSE;
  if (!yao_rows_next (rows, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return error == NULL || *error == NULL;
    }

  counter->failures = yao_rows_get_int (rows, 0);
  counter->rounds = yao_rows_get_int (rows, 1);
  counter->blocked_until = yao_rows_get_int (rows, 2);
  counter->locked = yao_rows_get_int (rows, 3) != 0;
  return TRUE;
}

/**
 * yao_pin_counter_table_put:
 * @database: the service's database
 * @subject: who is counted
 * @counter: what is to be kept
 * @now: the time
 * @error: return location
 *
 * Writes a counter.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_pin_counter_table_put (YaoDatabase *database,
                           GBytes *subject,
                           const YaoPinCounter *counter,
                           gint64 now,
                           GError **error)
{
  return yao_database_execute (
      database, error,
      "INSERT INTO pin_counters (subject, failures, rounds, blocked_until, locked, changed)"
      " VALUES (?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures,"
      "   rounds = excluded.rounds, blocked_until = excluded.blocked_until,"
      "   locked = excluded.locked, changed = excluded.changed",
      "biiiii", subject, counter->failures, counter->rounds, counter->blocked_until,
      (gint64) counter->locked, now);
}

/**
 * yao_pin_counter_table_forget:
 * @database: the service's database
 * @subject: who is counted
 * @error: return location
 *
 * Starts a counter anew.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_pin_counter_table_forget (YaoDatabase *database, GBytes *subject, GError **error)
{
  return yao_database_execute (database, error, "DELETE FROM pin_counters WHERE subject = ?", "b",
                               subject);
}
