/* yao-authorization-table.c: who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-table.h"

#include "yao-error.h"
#include "yao-pinyin.h"

#include <string.h>

#define MAX_EXPIRED 500

/**
 * yao_authorization_record_free:
 * @record: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_authorization_record_free (YaoAuthorizationRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->id);
  g_free (record->holder);
  g_free (record->holder_name);
  g_free (record->submitter);
  g_free (record->certificate);
  g_free (record->state);
  g_free (record->uid);
  g_free (record->name);
  g_free (record->initials);
  g_free (record->department);
  g_free (record->phone);
  g_free (record->document_kind);
  g_free (record->document);
  g_free (record->pin);
  g_free (record);
}

/**
 * yao_authorization_record_read:
 * @rows: rows of YAO_AUTHORIZATION_COLUMNS
 *
 * Reads the row that @rows is at.
 *
 * Returns: (transfer full): a #YaoAuthorizationRecord
 */
gpointer
yao_authorization_record_read (YaoRows *rows)
{
  YaoAuthorizationRecord *record = g_new0 (YaoAuthorizationRecord, 1);
  int column = 0;

  record->number = yao_rows_get_int (rows, column++);
  record->id = yao_rows_dup_text (rows, column++);
  record->holder = yao_rows_dup_text (rows, column++);
  record->holder_user = yao_rows_get_int (rows, column++);
  record->holder_name = yao_rows_dup_text (rows, column++);
  record->grantee_user = yao_rows_get_int (rows, column++);
  record->submitter_user = yao_rows_get_int (rows, column++);
  record->submitter = yao_rows_dup_text (rows, column++);
  record->certificate = yao_rows_dup_text (rows, column++);
  record->state = yao_rows_dup_text (rows, column++);
  record->was_frozen = yao_rows_get_int (rows, column++) != 0;
  record->version = yao_rows_get_int (rows, column++);
  record->uid = yao_rows_dup_text (rows, column++);
  record->name = yao_rows_dup_text (rows, column++);
  record->initials = yao_rows_dup_text (rows, column++);
  record->department = yao_rows_dup_text (rows, column++);
  record->phone = yao_rows_dup_text (rows, column++);
  record->document_kind = yao_rows_dup_text (rows, column++);
  record->document = yao_rows_dup_text (rows, column++);
  record->known = yao_rows_get_int (rows, column++) != 0;
  record->begins = yao_rows_get_int (rows, column++);
  record->ends = yao_rows_get_int (rows, column++);
  record->uses = yao_rows_get_int (rows, column++);
  record->uses_left = yao_rows_get_int (rows, column++);
  record->pin = yao_rows_dup_text (rows, column++);
  record->created = yao_rows_get_int (rows, column++);
  record->changed = yao_rows_get_int (rows, column++);
  return record;
}

/**
 * yao_authorization_table_insert:
 * @database: the service's database
 * @record: a record; its row, its initials and who the number of the grantor belongs to are filled
 *   in
 * @error: return location
 *
 * Adds an authorization.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorization_table_insert (YaoDatabase *database,
                                YaoAuthorizationRecord *record,
                                GError **error)
{
  g_autofree char *tail = NULL;

  g_assert (record != NULL && record->number == 0);

  g_free (record->initials);
  record->initials = yao_pinyin_initials (record->name, error);
  if (record->initials == NULL)
    return FALSE;
  tail = g_strreverse (g_strdup (record->phone));
  if (!yao_database_execute (
          database, error,
          "INSERT INTO authorizations (id, holder_uid, holder, grantee, submitter, certificate,"
          "   state, was_frozen, version, uid, name, initials, phone, phone_tail, document_kind,"
          "   document, known, begins, ends, uses, uses_left, pin, created, changed)"
          " VALUES (?, ?, nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          "   ?, ?)",
          "ttiiittiitttttttiiiiitii", record->id, record->holder, record->holder_user,
          record->grantee_user, record->submitter_user, record->certificate, record->state,
          (gint64) record->was_frozen, record->version, record->uid, record->name, record->initials,
          record->phone, tail, record->document_kind, record->document, (gint64) record->known,
          record->begins, record->ends, record->uses, record->uses_left, record->pin,
          record->created, record->changed))
    return FALSE;

  record->number = yao_database_get_last_row (database);
  return TRUE;
}

/**
 * yao_authorization_table_update:
 * @database: the service's database
 * @record: a record that was changed
 * @error: return location
 *
 * Writes what can change of an authorization.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorization_table_update (YaoDatabase *database,
                                const YaoAuthorizationRecord *record,
                                GError **error)
{
  g_assert (record != NULL && record->number != 0);

  return yao_database_execute (
      database, error,
      "UPDATE authorizations SET certificate = ?, state = ?, was_frozen = ?, version = ?,"
      "   begins = ?, ends = ?, uses = ?, uses_left = ?, pin = ?, changed = ? WHERE number = ?",
      "ttiiiiiitii", record->certificate, record->state, (gint64) record->was_frozen,
      record->version, record->begins, record->ends, record->uses, record->uses_left, record->pin,
      record->changed, record->number);
}

static YaoAuthorizationRecord *
take_one (YaoRows *taken, const char *what, GError **error)
{
  g_autoptr (YaoRows) rows = taken;
  g_autoptr (GError) step_error = NULL;

  if (rows == NULL)
    return NULL;
  if (yao_rows_next (rows, &step_error))
    return yao_authorization_record_read (rows);

  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no authorization %s", what);
  return NULL;
}

/**
 * yao_authorization_table_find:
 * @database: the service's database
 * @id: an id
 * @error: return location
 *
 * Finds an authorization, a deleted one too.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAuthorizationRecord *
yao_authorization_table_find (YaoDatabase *database, const char *id, GError **error)
{
  return take_one (yao_database_query (database, error,
                                       "SELECT " YAO_AUTHORIZATION_COLUMNS
                                       " FROM authorizations AS a" YAO_AUTHORIZATION_JOINS
                                       " WHERE a.id = ?",
                                       "t", id),
                   id, error);
}

/**
 * yao_authorization_table_find_newest:
 * @database: the service's database
 * @holder: the number of a grantor
 * @uid: the number of a grantee
 * @certificate: the id of a certificate
 * @error: return location
 *
 * Finds the last authorization of a person for a certificate, in whatever state.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAuthorizationRecord *
yao_authorization_table_find_newest (YaoDatabase *database,
                                     const char *holder,
                                     const char *uid,
                                     const char *certificate,
                                     GError **error)
{
  return take_one (yao_database_query (database, error,
                                       "SELECT " YAO_AUTHORIZATION_COLUMNS
                                       " FROM authorizations AS a" YAO_AUTHORIZATION_JOINS
                                       " WHERE a.holder_uid = ? AND a.uid = ? AND a.certificate = ?"
                                       " ORDER BY a.state = 'deleted', a.changed DESC LIMIT 1",
                                       "ttt", holder, uid, certificate),
                   uid, error);
}

static gboolean
read_optional_text (YaoRows *taken, char **text, GError **error)
{
  g_autoptr (YaoRows) rows = taken;
  g_autoptr (GError) step_error = NULL;

  *text = NULL;
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    *text = yao_rows_dup_text (rows, 0);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  return step_error == NULL;
}

/**
 * yao_authorization_table_find_open:
 * @database: the service's database
 * @holder: the number that is given for a grantor
 * @uid: the number of a person
 * @id: (out) (transfer full) (nullable): the id of his pending, active or frozen authorization, or
 *   %NULL where he has none
 * @error: return location
 *
 * Tells whether a person has an authorization, or waits for one.
 *
 * Returns: %TRUE if that could be told
 */
gboolean
yao_authorization_table_find_open (YaoDatabase *database,
                                   const char *holder,
                                   const char *uid,
                                   char **id,
                                   GError **error)
{
  return read_optional_text (
      yao_database_query (database, error,
                          "SELECT id FROM authorizations WHERE holder_uid = ? AND uid = ?"
                          " AND state IN ('pending', 'active', 'frozen') LIMIT 1",
                          "tt", holder, uid),
      id, error);
}

/**
 * yao_authorization_table_has_account:
 * @database: the service's database
 * @holder: the number of a grantor
 * @uid: the number of a person
 * @has_account: (out): whether an authorization stands that gives him an account
 * @error: return location
 *
 * Tells whether a person still has anything to sign in for.
 *
 * Returns: %TRUE if that could be told
 */
gboolean
yao_authorization_table_has_account (YaoDatabase *database,
                                     const char *holder,
                                     const char *uid,
                                     gboolean *has_account,
                                     GError **error)
{
  g_autofree char *id = NULL;

  if (!read_optional_text (
          yao_database_query (database, error,
                              "SELECT id FROM authorizations WHERE holder_uid = ? AND uid = ?"
                              " AND state IN ('active', 'frozen', 'expired') LIMIT 1",
                              "tt", holder, uid),
          &id, error))
    return FALSE;
  *has_account = id != NULL;
  return TRUE;
}

static GPtrArray *
collect (YaoRows *rows, GError **error)
{
  return yao_rows_collect (rows, yao_authorization_record_read,
                           (GDestroyNotify) yao_authorization_record_free, error);
}

/**
 * yao_authorization_table_expire:
 * @database: the service's database
 * @now: the time
 * @error: return location
 *
 * Moves active and frozen authorizations whose time is over to expired, 500 at a time.
 *
 * Returns: (transfer full) (element-type YaoAuthorizationRecord): those that were moved, as they
 *   were before
 */
GPtrArray *
yao_authorization_table_expire (YaoDatabase *database, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) records
      = collect (yao_database_query (database, error,
                                     "SELECT " YAO_AUTHORIZATION_COLUMNS
                                     " FROM authorizations AS a" YAO_AUTHORIZATION_JOINS
                                     " WHERE a.state IN ('active', 'frozen') AND a.ends <= ?"
                                     " ORDER BY a.ends LIMIT ?",
                                     "ii", now, (gint64) MAX_EXPIRED),
                 error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const YaoAuthorizationRecord *record = records->pdata[i];

      if (!yao_database_execute (database, error,
                                 "UPDATE authorizations SET state = 'expired',"
                                 "   was_frozen = (state = 'frozen'), version = version + 1,"
                                 "   changed = ? WHERE number = ?",
                                 "ii", now, record->number))
        return NULL;
    }
  return g_steal_pointer (&records);
}

/**
 * yao_authorization_table_list_waiting:
 * @database: the service's database
 * @limit: how many at most
 * @error: return location
 *
 * Lists the authorizations whose grantees wait for a PIN or for word.
 *
 * Returns: (transfer full) (element-type YaoAuthorizationRecord): the records
 */
GPtrArray *
yao_authorization_table_list_waiting (YaoDatabase *database, gsize limit, GError **error)
{
  return collect (yao_database_query (database, error,
                                      "SELECT " YAO_AUTHORIZATION_COLUMNS
                                      " FROM authorizations AS a" YAO_AUTHORIZATION_JOINS
                                      " WHERE a.pin = 'waiting' ORDER BY a.number LIMIT ?",
                                      "i", (gint64) limit),
                  error);
}

/**
 * yao_authorization_table_set_pin:
 * @database: the service's database
 * @id: the id of an authorization
 * @pin: what became of the PIN
 * @error: return location
 *
 * Writes down what became of the grantee's PIN. That is no change by a person: the version stays.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorization_table_set_pin (YaoDatabase *database,
                                 const char *id,
                                 const char *pin,
                                 GError **error)
{
  return yao_database_execute (database, error, "UPDATE authorizations SET pin = ? WHERE id = ?",
                               "tt", pin, id);
}
