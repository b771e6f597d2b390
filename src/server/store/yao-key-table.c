/* yao-key-table.c: sealed keys, and the service's own ones by name
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-key-table.h"

#include "yao-error.h"

/* How many lists of each authority are kept. */
#define CRLS_KEPT 16

/**
 * yao_key_record_free:
 * @key: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_key_record_free (YaoKeyRecord *key)
{
  if (key == NULL)
    return;

  g_free (key->id);
  g_free (key->purpose);
  g_clear_pointer (&key->spki, g_bytes_unref);
  g_clear_pointer (&key->sealed, g_bytes_unref);
  g_free (key->master);
  g_free (key);
}

static gpointer
read_key (YaoRows *rows)
{
  YaoKeyRecord *key = g_new0 (YaoKeyRecord, 1);

  key->id = yao_rows_dup_text (rows, 0);
  key->purpose = yao_rows_dup_text (rows, 1);
  key->spki = yao_rows_dup_bytes (rows, 2);
  key->sealed = yao_rows_dup_bytes (rows, 3);
  key->master = yao_rows_dup_text (rows, 4);
  key->created = yao_rows_get_int (rows, 5);
  return key;
}

/**
 * yao_key_table_insert:
 * @database: the service's database
 * @key: a record
 * @error: return location
 *
 * Adds a sealed key.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_key_table_insert (YaoDatabase *database, const YaoKeyRecord *key, GError **error)
{
  g_assert (key != NULL);

  return yao_database_execute (
      database, error,
      "INSERT INTO keys (id, purpose, spki, sealed, master, created) VALUES (?, ?, ?, ?, ?, ?)",
      "ttbbti", key->id, key->purpose, key->spki, key->sealed, key->master, key->created);
}

/**
 * yao_key_table_reseal:
 * @database: the service's database
 * @id: a key
 * @sealed: the key, sealed anew
 * @master: the id of the master key that sealed it
 * @error: return location
 *
 * Puts a key that was sealed under another master key in the place of the old one.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_key_table_reseal (YaoDatabase *database,
                      const char *id,
                      GBytes *sealed,
                      const char *master,
                      GError **error)
{
  g_assert (id != NULL && sealed != NULL && master != NULL);

  return yao_database_execute (database, error,
                               "UPDATE keys SET sealed = ?, master = ? WHERE id = ?", "btt", sealed,
                               master, id);
}

/**
 * yao_key_table_delete:
 * @database: the service's database
 * @id: a key that nothing refers to any more
 * @error: return location
 *
 * Removes a key for ever.
 *
 * Returns: %TRUE if it is gone
 */
gboolean
yao_key_table_delete (YaoDatabase *database, const char *id, GError **error)
{
  g_assert (id != NULL);

  return yao_database_execute (database, error, "DELETE FROM keys WHERE id = ?", "t", id);
}

/**
 * yao_key_table_find:
 * @database: the service's database
 * @id: a key
 * @error: return location
 *
 * Finds a sealed key.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoKeyRecord *
yao_key_table_find (YaoDatabase *database, const char *id, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_assert (id != NULL);

  rows = yao_database_query (
      database, error, "SELECT id, purpose, spki, sealed, master, created FROM keys WHERE id = ?",
      "t", id);
  if (rows == NULL)
    return NULL;
  if (yao_rows_next (rows, &step_error))
    return read_key (rows);

  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no key %s", id);
  return NULL;
}

/**
 * yao_key_table_list:
 * @database: the service's database
 * @error: return location
 *
 * Lists all sealed keys.
 *
 * Returns: (transfer full) (element-type YaoKeyRecord): the records
 */
GPtrArray *
yao_key_table_list (YaoDatabase *database, GError **error)
{
  return yao_rows_collect (
      yao_database_query (database, error,
                          "SELECT id, purpose, spki, sealed, master, created FROM keys ORDER BY id",
                          ""),
      read_key, (GDestroyNotify) yao_key_record_free, error);
}

/**
 * yao_key_table_get_master:
 * @database: the service's database
 * @master: (out) (transfer full) (nullable): the id of the master key, or %NULL without any keys
 * @error: return location
 *
 * Reads which master key sealed the keys: all are sealed by the same one.
 *
 * Returns: %TRUE if the table could be read
 */
gboolean
yao_key_table_get_master (YaoDatabase *database, char **master, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_assert (master != NULL);

  *master = NULL;
  rows = yao_database_query (database, error, "SELECT master FROM keys LIMIT 1", "");
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    *master = yao_rows_dup_text (rows, 0);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_authority_record_free:
 * @authority: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_authority_record_free (YaoAuthorityRecord *authority)
{
  if (authority == NULL)
    return;

  g_free (authority->name);
  g_free (authority->key);
  g_clear_pointer (&authority->certificate, g_bytes_unref);
  g_free (authority);
}

/**
 * yao_authority_table_put:
 * @database: the service's database
 * @name: its name
 * @key: the id of its key
 * @certificate: (nullable): its certificate in DER
 * @now: the time
 * @error: return location
 *
 * Writes which key and certificate a name stands for.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authority_table_put (YaoDatabase *database,
                         const char *name,
                         const char *key,
                         GBytes *certificate,
                         gint64 now,
                         GError **error)
{
  g_assert (name != NULL && key != NULL);

  return yao_database_execute (
      database, error,
      "INSERT INTO authorities (name, key, certificate, created) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (name) DO UPDATE SET key = excluded.key, certificate = excluded.certificate,"
      "   created = excluded.created",
      "ttbi", name, key, certificate, now);
}

/**
 * yao_authority_table_find:
 * @database: the service's database
 * @name: its name
 * @error: return location
 *
 * Finds a key of the service itself.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAuthorityRecord *
yao_authority_table_find (YaoDatabase *database, const char *name, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;
  YaoAuthorityRecord *authority;

  g_assert (name != NULL);

  rows = yao_database_query (
      database, error, "SELECT name, key, certificate, created FROM authorities WHERE name = ?",
      "t", name);
  if (rows == NULL)
    return NULL;
  if (!yao_rows_next (rows, &step_error))
    {
      if (step_error != NULL)
        g_propagate_error (error, g_steal_pointer (&step_error));
      else
        g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no authority %s", name);
      return NULL;
    }

  authority = g_new0 (YaoAuthorityRecord, 1);
  authority->name = yao_rows_dup_text (rows, 0);
  authority->key = yao_rows_dup_text (rows, 1);
  authority->certificate = yao_rows_dup_bytes (rows, 2);
  authority->created = yao_rows_get_int (rows, 3);
  return authority;
}

/**
 * yao_crl_record_free:
 * @crl: (transfer full): a record
 *
 * Frees a record.
 */
void
yao_crl_record_free (YaoCrlRecord *crl)
{
  if (crl == NULL)
    return;

  g_clear_pointer (&crl->der, g_bytes_unref);
  g_free (crl);
}

/**
 * yao_crl_table_insert:
 * @database: the service's database
 * @authority: who issued it
 * @crl: the list
 * @error: return location
 *
 * Keeps a list; very old ones of the same authority go.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_crl_table_insert (YaoDatabase *database,
                      const char *authority,
                      const YaoCrlRecord *crl,
                      GError **error)
{
  g_assert (authority != NULL && crl != NULL);

  return yao_database_execute (database, error,
                               "INSERT INTO crls (authority, number, this_update, next_update, der)"
                               " VALUES (?, ?, ?, ?, ?)",
                               "tiiib", authority, crl->number, crl->this_update, crl->next_update,
                               crl->der)
         && yao_database_execute (database, error,
                                  "DELETE FROM crls WHERE authority = ? AND number <= ?", "ti",
                                  authority, crl->number - CRLS_KEPT);
}

/**
 * yao_crl_table_find_newest:
 * @database: the service's database
 * @authority: who issued it
 * @crl: (out) (transfer full) (nullable): the newest list, or %NULL if there is none
 * @error: return location
 *
 * Finds the newest list of an authority.
 *
 * Returns: %TRUE if the table could be read
 */
gboolean
yao_crl_table_find_newest (YaoDatabase *database,
                           const char *authority,
                           YaoCrlRecord **crl,
                           GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_assert (authority != NULL && crl != NULL);

  *crl = NULL;
  rows = yao_database_query (database, error,
                             "SELECT number, this_update, next_update, der FROM crls"
                             " WHERE authority = ? ORDER BY number DESC LIMIT 1",
                             "t", authority);
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    {
      *crl = g_new0 (YaoCrlRecord, 1);
      (*crl)->number = yao_rows_get_int (rows, 0);
      (*crl)->this_update = yao_rows_get_int (rows, 1);
      (*crl)->next_update = yao_rows_get_int (rows, 2);
      (*crl)->der = yao_rows_dup_bytes (rows, 3);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}
