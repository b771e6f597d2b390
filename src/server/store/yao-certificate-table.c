/* yao-certificate-table.c: lineages of certificates and their versions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-table.h"

#include "yao-error.h"

#define COLUMNS                                                                                    \
  "c.number, c.id, u.uid, c.kind, c.algorithm, c.key, v.version, v.authority, v.serial,"           \
  " v.not_before, v.not_after, v.der, v.revoked_at, v.reason"                                      \
  " FROM certificates AS c"                                                                        \
  " JOIN users AS u ON u.id = c.user"                                                              \
  " JOIN certificate_versions AS v ON v.certificate = c.number"

#define IS_NEWEST                                                                                  \
  "v.version = (SELECT max (version) FROM certificate_versions WHERE certificate = c.number)"

/**
 * yao_certificate_record_free:
 * @certificate: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_certificate_record_free (YaoCertificateRecord *certificate)
{
  if (certificate == NULL)
    return;

  g_free (certificate->id);
  g_free (certificate->uid);
  g_free (certificate->kind);
  g_free (certificate->algorithm);
  g_free (certificate->key);
  g_free (certificate->authority);
  g_free (certificate->serial);
  g_clear_pointer (&certificate->der, g_bytes_unref);
  g_free (certificate);
}

static gpointer
read_certificate (YaoRows *rows)
{
  YaoCertificateRecord *certificate = g_new0 (YaoCertificateRecord, 1);
  int column = 0;

  certificate->number = yao_rows_get_int (rows, column++);
  certificate->id = yao_rows_dup_text (rows, column++);
  certificate->uid = yao_rows_dup_text (rows, column++);
  certificate->kind = yao_rows_dup_text (rows, column++);
  certificate->algorithm = yao_rows_dup_text (rows, column++);
  certificate->key = yao_rows_dup_text (rows, column++);
  certificate->version = yao_rows_get_int (rows, column++);
  certificate->authority = yao_rows_dup_text (rows, column++);
  certificate->serial = yao_rows_dup_text (rows, column++);
  certificate->not_before = yao_rows_get_int (rows, column++);
  certificate->not_after = yao_rows_get_int (rows, column++);
  certificate->der = yao_rows_dup_bytes (rows, column++);
  certificate->revoked_at = yao_rows_get_int (rows, column++);
  certificate->reason = (int) yao_rows_get_int (rows, column++);
  return certificate;
}

/* Takes @rows. */
static GPtrArray *
read_certificates (YaoRows *taken, GError **error)
{
  return yao_rows_collect (taken, read_certificate, (GDestroyNotify) yao_certificate_record_free,
                           error);
}

/**
 * yao_certificate_table_insert:
 * @database: the service's database
 * @certificate: a lineage with its first version; its row is filled in
 * @now: the time
 * @error: return location
 *
 * Adds a lineage with its first version. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_certificate_table_insert (YaoDatabase *database,
                              YaoCertificateRecord *certificate,
                              gint64 now,
                              GError **error)
{
  g_assert (certificate != NULL && certificate->number == 0);
  g_assert (yao_database_is_in_transaction (database));

  if (!yao_database_execute (database, error,
                             "INSERT INTO certificates (id, user, kind, algorithm, key, created)"
                             " VALUES (?, (SELECT id FROM users WHERE uid = ?), ?, ?, ?, ?)",
                             "ttttti", certificate->id, certificate->uid, certificate->kind,
                             certificate->algorithm, certificate->key, now))
    return FALSE;

  certificate->number = yao_database_get_last_row (database);
  return yao_certificate_table_insert_version (database, certificate, error);
}

/**
 * yao_certificate_table_insert_version:
 * @database: the service's database
 * @certificate: a lineage that is known, with a new version
 * @error: return location
 *
 * Adds a version to a lineage.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if the version or the serial number exists
 */
gboolean
yao_certificate_table_insert_version (YaoDatabase *database,
                                      const YaoCertificateRecord *certificate,
                                      GError **error)
{
  g_assert (certificate != NULL && certificate->number != 0);

  return yao_database_execute (
      database, error,
      "INSERT INTO certificate_versions"
      " (certificate, version, authority, serial, not_before, not_after, der)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      "iittiib", certificate->number, certificate->version, certificate->authority,
      certificate->serial, certificate->not_before, certificate->not_after, certificate->der);
}

/**
 * yao_certificate_table_revoke:
 * @database: the service's database
 * @number: the row of a lineage
 * @revoked_at: the time
 * @reason: of RFC 5280 5.3.1
 * @error: return location
 *
 * Revokes every version of a lineage that is not revoked yet.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if all were revoked before
 */
gboolean
yao_certificate_table_revoke (YaoDatabase *database,
                              gint64 number,
                              gint64 revoked_at,
                              int reason,
                              GError **error)
{
  g_assert (number != 0);

  if (!yao_database_execute (database, error,
                             "UPDATE certificate_versions SET revoked_at = ?, reason = ?"
                             " WHERE certificate = ? AND revoked_at IS NULL",
                             "iii", revoked_at, (gint64) reason, number))
    return FALSE;
  if (yao_database_get_changes (database) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "the certificate is revoked already");
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_certificate_table_list:
 * @database: the service's database
 * @after_number: the row after which to begin; 0 for the start
 * @limit: how many at most
 * @error: return location
 *
 * Lists the newest version of each lineage.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): the records
 */
GPtrArray *
yao_certificate_table_list (YaoDatabase *database, gint64 after_number, gsize limit, GError **error)
{
  return read_certificates (yao_database_query (database, error,
                                                "SELECT " COLUMNS
                                                " WHERE c.number > ? AND " IS_NEWEST
                                                " ORDER BY c.number LIMIT ?",
                                                "ii", after_number, (gint64) limit),
                            error);
}

/**
 * yao_certificate_table_list_of_user:
 * @database: the service's database
 * @uid: the owner
 * @after_number: the row after which to begin; 0 for the start
 * @limit: how many at most
 * @error: return location
 *
 * Lists the newest version of each lineage that a person owns.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): the records
 */
GPtrArray *
yao_certificate_table_list_of_user (YaoDatabase *database,
                                    const char *uid,
                                    gint64 after_number,
                                    gsize limit,
                                    GError **error)
{
  g_assert (uid != NULL);

  return read_certificates (
      yao_database_query (database, error,
                          "SELECT " COLUMNS
                          " WHERE c.user = (SELECT id FROM users WHERE uid = ?) AND c.number > ?"
                          " AND " IS_NEWEST " ORDER BY c.number LIMIT ?",
                          "tii", uid, after_number, (gint64) limit),
      error);
}

/**
 * yao_certificate_table_count_of_user:
 * @database: the service's database
 * @uid: the owner
 * @count: (out): how many lineages he owns
 * @error: return location
 *
 * Counts a person's certificates.
 *
 * Returns: %TRUE if they could be counted
 */
gboolean
yao_certificate_table_count_of_user (YaoDatabase *database,
                                     const char *uid,
                                     gint64 *count,
                                     GError **error)
{
  g_autoptr (YaoRows) rows = NULL;

  g_assert (uid != NULL && count != NULL);

  rows = yao_database_query (
      database, error,
      "SELECT count (*) FROM certificates WHERE user = (SELECT id FROM users WHERE uid = ?)", "t",
      uid);
  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  *count = yao_rows_get_int (rows, 0);
  return TRUE;
}

/**
 * yao_certificate_table_find:
 * @database: the service's database
 * @text: an id, the beginning of one, or a serial number
 * @error: return location
 *
 * Finds lineages by what people type; of each the newest version.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): those that fit, two at most
 */
GPtrArray *
yao_certificate_table_find (YaoDatabase *database, const char *text, GError **error)
{
  g_assert (text != NULL);

  return read_certificates (
      yao_database_query (database, error,
                          "SELECT " COLUMNS " WHERE " IS_NEWEST
                          " AND (substr (c.id, 1, length (?1)) = ?1 OR c.number = "
                          "   (SELECT certificate FROM certificate_versions WHERE serial = ?1))"
                          " ORDER BY c.number LIMIT 2",
                          "t", text),
      error);
}

/**
 * yao_certificate_table_get:
 * @database: the service's database
 * @id: the id of a lineage
 * @error: return location
 *
 * Gets the newest version of a lineage.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoCertificateRecord *
yao_certificate_table_get (YaoDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_assert (id != NULL);

  found = read_certificates (
      yao_database_query (database, error, "SELECT " COLUMNS " WHERE " IS_NEWEST " AND c.id = ?",
                          "t", id),
      error);
  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no certificate has this id");
  return NULL;
}

/**
 * yao_certificate_table_list_revoked:
 * @database: the service's database
 * @authority: who issued them
 * @ends_after: only those that end after this time
 * @error: return location
 *
 * Lists every revoked version of an authority, for its list of revoked certificates.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): the records
 */
GPtrArray *
yao_certificate_table_list_revoked (YaoDatabase *database,
                                    const char *authority,
                                    gint64 ends_after,
                                    GError **error)
{
  g_assert (authority != NULL);

  return read_certificates (
      yao_database_query (database, error,
                          "SELECT " COLUMNS " WHERE v.authority = ? AND v.revoked_at IS NOT NULL"
                          " AND v.not_after > ? ORDER BY v.serial",
                          "ti", authority, ends_after),
      error);
}

/**
 * yao_certificate_table_list_versions:
 * @database: the service's database
 * @error: return location
 *
 * Lists every version of every lineage, for a check of the whole.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): the records
 */
GPtrArray *
yao_certificate_table_list_versions (YaoDatabase *database, GError **error)
{
  return read_certificates (
      yao_database_query (database, error, "SELECT " COLUMNS " ORDER BY c.number, v.version", ""),
      error);
}
