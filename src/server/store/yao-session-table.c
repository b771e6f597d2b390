/* yao-session-table.c: devices, sessions on them, remembered unlocks
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-session-table.h"

#include "yao-error.h"

#define DEVICE_COLUMNS "SELECT id, account, jkt, state, created, last_used FROM devices"
#define SESSION_COLUMNS                                                                            \
  "SELECT sessions.id, sessions.account, devices.id, devices.state, devices.jkt, refresh_hash,"    \
  " sessions.created, sessions.last_used, checked, approval"                                       \
  " FROM sessions JOIN devices ON devices.id = sessions.device"

/**
 * yao_device_record_free:
 * @device: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_device_record_free (YaoDeviceRecord *device)
{
  if (device == NULL)
    return;

  g_free (device->id);
  g_free (device->jkt);
  g_free (device->state);
  g_free (device);
}

static gpointer
read_device (YaoRows *rows)
{
  YaoDeviceRecord *device = g_new0 (YaoDeviceRecord, 1);

  device->id = yao_rows_dup_text (rows, 0);
  device->account = yao_rows_get_int (rows, 1);
  device->jkt = yao_rows_dup_text (rows, 2);
  device->state = yao_rows_dup_text (rows, 3);
  device->created = yao_rows_get_int (rows, 4);
  device->last_used = yao_rows_get_int (rows, 5);
  return device;
}

/* Goes on to the only row of an answer: FALSE with YAO_ERROR_NOT_FOUND if there is none. */
static gboolean
next_only (YaoRows *rows, const char *what, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &local))
    return TRUE;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no such %s", what);
  return FALSE;
}

/**
 * yao_device_table_insert:
 * @database: the service's database
 * @device: a record
 * @error: return location
 *
 * Adds a device.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_device_table_insert (YaoDatabase *database, const YaoDeviceRecord *device, GError **error)
{
  return yao_database_execute (database, error,
                               "INSERT INTO devices (id, account, jkt, state, created, last_used)"
                               " VALUES (?, ?, ?, ?, ?, ?)",
                               "tittii", device->id, device->account, device->jkt, device->state,
                               device->created, device->last_used);
}

/**
 * yao_device_table_find:
 * @database: the service's database
 * @account: an account
 * @jkt: the thumbprint of a key
 * @error: return location
 *
 * Looks a device up.
 *
 * Returns: (transfer full): the device, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoDeviceRecord *
yao_device_table_find (YaoDatabase *database, gint64 account, const char *jkt, GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, DEVICE_COLUMNS " WHERE account = ? AND jkt = ?", "it", account, jkt);

  return next_only (rows, "device", error) ? read_device (rows) : NULL;
}

/**
 * yao_device_table_list:
 * @database: the service's database
 * @account: an account
 * @error: return location
 *
 * Lists the devices of an account, the newest first.
 *
 * Returns: (transfer full) (element-type YaoDeviceRecord): the devices
 */
GPtrArray *
yao_device_table_list (YaoDatabase *database, gint64 account, GError **error)
{
  return yao_rows_collect (yao_database_query (database, error,
                                               DEVICE_COLUMNS
                                               " WHERE account = ? ORDER BY created DESC, id",
                                               "i", account),
                           read_device, (GDestroyNotify) yao_device_record_free, error);
}

/**
 * yao_device_table_set_state:
 * @database: the service's database
 * @id: a device
 * @state: its new state
 * @error: return location
 *
 * Changes the state of a device. One that was revoked stays so.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if it was revoked
 */
gboolean
yao_device_table_set_state (YaoDatabase *database,
                            const char *id,
                            const char *state,
                            GError **error)
{
  if (!yao_database_execute (database, error,
                             "UPDATE devices SET state = ? WHERE id = ? AND state <> 'revoked'",
                             "tt", state, id))
    return FALSE;
  if (yao_database_get_changes (database) == 1)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "no device %s that could be changed", id);
  return FALSE;
}

/**
 * yao_session_record_free:
 * @session: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_session_record_free (YaoSessionRecord *session)
{
  if (session == NULL)
    return;

  g_free (session->device);
  g_free (session->device_state);
  g_free (session->jkt);
  g_free (session->approval);
  g_clear_pointer (&session->refresh_hash, g_bytes_unref);
  g_free (session);
}

static YaoSessionRecord *
read_session (YaoRows *rows)
{
  YaoSessionRecord *session = g_new0 (YaoSessionRecord, 1);
  int column = 0;

  session->id = yao_rows_get_int (rows, column++);
  session->account = yao_rows_get_int (rows, column++);
  session->device = yao_rows_dup_text (rows, column++);
  session->device_state = yao_rows_dup_text (rows, column++);
  session->jkt = yao_rows_dup_text (rows, column++);
  session->refresh_hash = yao_rows_dup_bytes (rows, column++);
  session->created = yao_rows_get_int (rows, column++);
  session->last_used = yao_rows_get_int (rows, column++);
  session->checked = yao_rows_get_int (rows, column++);
  session->approval = yao_rows_dup_text (rows, column++);
  return session;
}

/**
 * yao_session_table_insert:
 * @database: the service's database
 * @session: a record; its row is filled in
 * @error: return location
 *
 * Adds a session.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_session_table_insert (YaoDatabase *database, YaoSessionRecord *session, GError **error)
{
  if (!yao_database_execute (database, error,
                             "INSERT INTO sessions (account, device, refresh_hash, created, "
                             "last_used, checked, approval)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)",
                             "itbiiit", session->account, session->device, session->refresh_hash,
                             session->created, session->last_used, session->checked,
                             session->approval))
    return FALSE;

  session->id = yao_database_get_last_row (database);
  return TRUE;
}

/**
 * yao_session_table_get:
 * @database: the service's database
 * @id: the row of a session
 * @error: return location
 *
 * Gets a session.
 *
 * Returns: (transfer full): the session, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoSessionRecord *
yao_session_table_get (YaoDatabase *database, gint64 id, GError **error)
{
  g_autoptr (YaoRows) rows
      = yao_database_query (database, error, SESSION_COLUMNS " WHERE sessions.id = ?", "i", id);

  return next_only (rows, "session", error) ? read_session (rows) : NULL;
}

/**
 * yao_session_table_find:
 * @database: the service's database
 * @refresh_hash: SHA-256 of a refresh token
 * @error: return location
 *
 * Finds the session that a refresh token stands for.
 *
 * Returns: (transfer full): the session, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoSessionRecord *
yao_session_table_find (YaoDatabase *database, GBytes *refresh_hash, GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error, SESSION_COLUMNS " WHERE refresh_hash = ?", "b", refresh_hash);

  return next_only (rows, "session", error) ? read_session (rows) : NULL;
}

/**
 * yao_session_table_use:
 * @database: the service's database
 * @id: the row of a session
 * @now: the time
 * @error: return location
 *
 * Writes down that a session, and its device, were used.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_session_table_use (YaoDatabase *database, gint64 id, gint64 now, GError **error)
{
  return yao_database_execute (database, error, "UPDATE sessions SET last_used = ? WHERE id = ?",
                               "ii", now, id)
         && yao_database_execute (database, error,
                                  "UPDATE devices SET last_used = ?"
                                  " WHERE id = (SELECT device FROM sessions WHERE sessions.id = ?)",
                                  "ii", now, id);
}

/**
 * yao_session_table_take_approval:
 * @database: the service's database
 * @id: the row of a session
 * @approval: what is to be done
 * @taken: (out): whether the last check of the PIN approved it, and it was not done yet
 * @error: return location
 *
 * Uses an approval up.
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean
yao_session_table_take_approval (YaoDatabase *database,
                                 gint64 id,
                                 const char *approval,
                                 gboolean *taken,
                                 GError **error)
{
  if (!yao_database_execute (database, error,
                             "UPDATE sessions SET approval = NULL WHERE id = ? AND approval = ?",
                             "it", id, approval))
    return FALSE;
  *taken = yao_database_get_changes (database) == 1;
  return TRUE;
}

/**
 * yao_session_table_delete:
 * @database: the service's database
 * @id: the row of a session
 * @error: return location
 *
 * Ends a session.
 *
 * Returns: %TRUE if it is over
 */
gboolean
yao_session_table_delete (YaoDatabase *database, gint64 id, GError **error)
{
  return yao_database_execute (database, error, "DELETE FROM sessions WHERE id = ?", "i", id);
}

/**
 * yao_session_table_delete_of_account:
 * @database: the service's database
 * @account: an account
 * @but: the row of a session that goes on, or 0
 * @error: return location
 *
 * Ends the sessions of an account.
 *
 * Returns: %TRUE if they are over
 */
gboolean
yao_session_table_delete_of_account (YaoDatabase *database,
                                     gint64 account,
                                     gint64 but,
                                     GError **error)
{
  return yao_database_execute (
      database, error, "DELETE FROM sessions WHERE account = ? AND id <> ?", "ii", account, but);
}

/**
 * yao_grant_record_free:
 * @grant: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_grant_record_free (YaoGrantRecord *grant)
{
  if (grant == NULL)
    return;

  g_free (grant->id);
  g_free (grant->device);
  g_free (grant);
}

/**
 * yao_grant_table_insert:
 * @database: the service's database
 * @grant: a record
 * @error: return location
 *
 * Adds a remembered unlock.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_grant_table_insert (YaoDatabase *database, const YaoGrantRecord *grant, GError **error)
{
  return yao_database_execute (database, error,
                               "INSERT INTO grants (id, account, device, created, expires)"
                               " VALUES (?, ?, ?, ?, ?)",
                               "titii", grant->id, grant->account, grant->device, grant->created,
                               grant->expires);
}

static gpointer
read_grant (YaoRows *rows)
{
  YaoGrantRecord *grant = g_new0 (YaoGrantRecord, 1);

  grant->id = yao_rows_dup_text (rows, 0);
  grant->account = yao_rows_get_int (rows, 1);
  grant->device = yao_rows_dup_text (rows, 2);
  grant->created = yao_rows_get_int (rows, 3);
  grant->expires = yao_rows_get_int (rows, 4);
  return grant;
}

/**
 * yao_grant_table_list:
 * @database: the service's database
 * @account: an account
 * @device: the id of a device
 * @now: the time
 * @error: return location
 *
 * Lists the remembered unlocks that are not over, the newest first.
 *
 * Returns: (transfer full) (element-type YaoGrantRecord): the unlocks
 */
GPtrArray *
yao_grant_table_list (YaoDatabase *database,
                      gint64 account,
                      const char *device,
                      gint64 now,
                      GError **error)
{
  return yao_rows_collect (
      yao_database_query (database, error,
                          "SELECT id, account, device, created, expires FROM grants"
                          " WHERE account = ? AND device = ? AND expires > ?"
                          " ORDER BY created DESC, id LIMIT 64",
                          "iti", account, device, now),
      read_grant, (GDestroyNotify) yao_grant_record_free, error);
}

/**
 * yao_grant_table_delete:
 * @database: the service's database
 * @account: an account
 * @device: (nullable): the id of a device, or %NULL for all devices
 * @error: return location
 *
 * Ends the remembered unlocks.
 *
 * Returns: %TRUE if they are over
 */
gboolean
yao_grant_table_delete (YaoDatabase *database, gint64 account, const char *device, GError **error)
{
  return yao_database_execute (database, error,
                               "DELETE FROM grants WHERE account = ? AND (? IS NULL OR device = ?)",
                               "itt", account, device, device);
}
