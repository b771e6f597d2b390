/* yao-setting-table.c: named values of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-setting-table.h"

/**
 * yao_setting_table_get:
 * @database: the service's database
 * @name: a name
 * @value: (out) (transfer full) (nullable): its value, or %NULL if it was never set
 * @error: return location
 *
 * Reads a value.
 *
 * Returns: %TRUE if the table could be read
 */
gboolean
yao_setting_table_get (YaoDatabase *database, const char *name, char **value, GError **error)
{
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  g_assert (name != NULL && value != NULL);

  *value = NULL;
  rows = yao_database_query (database, error, "SELECT value FROM settings WHERE name = ?", "t",
                             name);
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    *value = yao_rows_dup_text (rows, 0);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_setting_table_set:
 * @database: the service's database
 * @name: a name
 * @value: (nullable): its value; %NULL removes it
 * @error: return location
 *
 * Writes a value.
 *
 * Returns: %TRUE if it is written
 */
gboolean
yao_setting_table_set (YaoDatabase *database, const char *name, const char *value, GError **error)
{
  g_assert (name != NULL);

  if (value == NULL)
    return yao_database_execute (database, error, "DELETE FROM settings WHERE name = ?", "t", name);

  return yao_database_execute (database, error,
                               "INSERT INTO settings (name, value) VALUES (?, ?)"
                               " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                               "tt", name, value);
}
