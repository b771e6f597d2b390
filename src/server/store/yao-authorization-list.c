/* yao-authorization-list.c: pages of authorizations, sorted and searched
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-table.h"

#include "yao-error.h"

#include <string.h>

/* Every statement takes the same values: ?1 whose list, ?2 the state, ?3 how many, ?4 how many to
 * pass over, ?5 the row that is known, ?6 the beginning that is looked for, ?7 where that ends, ?8
 * and ?9 the same for the phone turned round, ?10 the grantor or 0. The last one always stands.
 */

static const struct
{
  const char *sort;
  const char *column;
} columns[] = {
  { "changed", "changed" }, { "name", "name" },           { "number", "uid" },
  { "until", "ends" },      { "uses-left", "uses_left" },
};

static const char *
find_column (const char *sort)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (strcmp (columns[i].sort, sort) == 0)
        return columns[i].column;
    }
  return columns[0].column;
}

static gboolean
is_granted (const YaoAuthorizationSlice *slice)
{
  return strcmp (slice->scope, "granted") == 0;
}

/* A covering index has holder, state, the column and the row. */
static char *
write_sorted (const YaoAuthorizationSlice *slice)
{
  const char *column = find_column (slice->sort);
  const char *way = slice->descending ? "DESC" : "ASC";
  g_autoptr (GString) sql
      = g_string_new ("SELECT number AS n FROM authorizations WHERE holder = ?1 AND state = ?2");

  if (slice->after != 0)
    g_string_append_printf (
        sql, " AND (%s, number) %s ((SELECT %s FROM authorizations WHERE number = ?5), ?5)", column,
        slice->descending ? "<" : ">", column);
  g_string_append_printf (sql, " ORDER BY %s %s, number %s LIMIT ?3 OFFSET ?4", column, way, way);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* One way in which a text can be found. Each is a range of an index of its own. */
static void
append_arm (GString *sql, const char *column, int rank, const char *range, const char *others)
{
  g_string_append_printf (sql,
                          "%sSELECT * FROM (SELECT number AS n, %d AS r, %s AS k"
                          " FROM authorizations WHERE holder = ?1 AND state = ?2 AND %s%s"
                          " ORDER BY %s, number LIMIT ?3 + ?4)",
                          sql->len > 0 ? " UNION ALL " : "", rank, column, range, others, column);
}

/* By number, name, initials and the end of the phone, in this order, each found once. */
static char *
write_arms (const char *search)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  append_arm (sql, "uid", 1, "uid >= ?6 AND uid < ?7", "");
  if (is_number (search))
    append_arm (sql, "phone_tail", 2, "phone_tail >= ?8 AND phone_tail < ?9",
                " AND NOT (uid >= ?6 AND uid < ?7)");
  else
    {
      append_arm (sql, "name", 2, "name >= ?6 AND name < ?7", " AND NOT (uid >= ?6 AND uid < ?7)");
      if (g_str_is_ascii (search))
        append_arm (sql, "initials", 3, "initials >= lower (?6) AND initials < lower (?7)",
                    " AND NOT (uid >= ?6 AND uid < ?7) AND NOT (name >= ?6 AND name < ?7)");
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
write_found (const YaoAuthorizationSlice *slice)
{
  g_autofree char *arms = write_arms (slice->search);

  return g_strdup_printf ("SELECT n FROM (%s) ORDER BY r, k, n LIMIT ?3 OFFSET ?4", arms);
}

/* Lists of people who are no grantors are short: the newest first. */
static char *
write_own (const YaoAuthorizationSlice *slice)
{
  gboolean is_received = strcmp (slice->scope, "received") == 0;

  return g_strdup_printf ("SELECT number AS n FROM authorizations WHERE %s = ?1 AND %s%s"
                          " ORDER BY number DESC LIMIT ?3 OFFSET ?4",
                          is_received ? "grantee" : "submitter",
                          is_received ? "state IN ('active', 'frozen', 'expired')"
                                        " AND (?10 = 0 OR holder = ?10)"
                                      : "state <> 'deleted'",
                          slice->after != 0 ? " AND number < ?5" : "");
}

static char *
write_numbers (const YaoAuthorizationSlice *slice)
{
  if (!is_granted (slice))
    return write_own (slice);
  return slice->search != NULL ? write_found (slice) : write_sorted (slice);
}

/**
 * yao_authorization_table_dup_sql:
 * @slice: which rows
 *
 * Writes the statement that yao_authorization_table_list() runs, for the check of its plan.
 *
 * Returns: (transfer full): the statement
 */
char *
yao_authorization_table_dup_sql (const YaoAuthorizationSlice *slice)
{
  g_autofree char *numbers = write_numbers (slice);

  return g_strconcat ("SELECT " YAO_AUTHORIZATION_COLUMNS " FROM (", numbers,
                      ") CROSS JOIN authorizations AS a ON a.number = n" YAO_AUTHORIZATION_JOINS
                      " WHERE ?10 >= 0",
                      NULL);
}

static YaoRows *
run (YaoDatabase *database, const char *sql, const YaoAuthorizationSlice *slice, GError **error)
{
  const char *search = slice->search != NULL ? slice->search : "";
  g_autofree char *end = g_strconcat (search, "\xf4\x8f\xbf\xbf", NULL);
  g_autofree char *tail = is_number (search) ? g_strreverse (g_strdup (search)) : g_strdup ("");
  g_autofree char *tail_end = g_strconcat (tail, "\xf4\x8f\xbf\xbf", NULL);

  return yao_database_query (database, error, sql, "itiiitttti", slice->user, slice->state,
                             slice->limit, slice->offset, slice->after, search, end, tail, tail_end,
                             slice->holder);
}

/**
 * yao_authorization_table_list:
 * @database: the service's database
 * @slice: which rows
 * @error: return location
 *
 * Lists authorizations. A page costs the same however many there are.
 *
 * Returns: (transfer full) (element-type YaoAuthorizationRecord): the records
 */
GPtrArray *
yao_authorization_table_list (YaoDatabase *database,
                              const YaoAuthorizationSlice *slice,
                              GError **error)
{
  g_autofree char *sql = NULL;

  g_assert (slice != NULL && slice->scope != NULL && slice->sort != NULL);

  sql = yao_authorization_table_dup_sql (slice);
  return yao_rows_collect (run (database, sql, slice, error), yao_authorization_record_read,
                           (GDestroyNotify) yao_authorization_record_free, error);
}

static gboolean
read_int (YaoRows *taken, gint64 *value, GError **error)
{
  g_autoptr (YaoRows) rows = taken;
  g_autoptr (GError) step_error = NULL;

  *value = 0;
  if (rows == NULL)
    return FALSE;
  if (yao_rows_next (rows, &step_error))
    *value = yao_rows_get_int (rows, 0);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  return step_error == NULL;
}

/**
 * yao_authorization_table_count:
 * @database: the service's database
 * @slice: what is looked for
 * @limit: more are not counted
 * @count: (out): how many there are, @limit at most
 * @error: return location
 *
 * Counts what is found.
 *
 * Returns: %TRUE if it could be counted
 */
gboolean
yao_authorization_table_count (YaoDatabase *database,
                               const YaoAuthorizationSlice *slice,
                               gint64 limit,
                               gint64 *count,
                               GError **error)
{
  YaoAuthorizationSlice all = *slice;
  g_autofree char *numbers = NULL;
  g_autofree char *sql = NULL;

  all.offset = 0;
  all.after = 0;
  all.limit = limit;
  numbers = write_numbers (&all);
  sql = g_strdup_printf ("SELECT count (*) FROM (%s) WHERE ?10 >= 0", numbers);
  return read_int (run (database, sql, &all, error), count, error);
}

/**
 * yao_authorization_table_get_count:
 * @database: the service's database
 * @holder_user: the row of a grantor
 * @state: a state
 * @count: (out): how many there are
 * @error: return location
 *
 * Gets how many authorizations of a grantor are in a state. Triggers count them.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_table_get_count (YaoDatabase *database,
                                   gint64 holder_user,
                                   const char *state,
                                   gint64 *count,
                                   GError **error)
{
  return read_int (
      yao_database_query (database, error,
                          "SELECT n FROM authorization_counts WHERE holder = ? AND state = ?", "it",
                          holder_user, state),
      count, error);
}

/**
 * yao_authorization_table_get_list_version:
 * @database: the service's database
 * @user: the row of a person
 * @version: (out): grows with each change to an authorization that he gave, got or applied for
 * @error: return location
 *
 * Tells whether anything changed.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_table_get_list_version (YaoDatabase *database,
                                          gint64 user,
                                          gint64 *version,
                                          GError **error)
{
  return read_int (yao_database_query (database, error,
                                       "SELECT version FROM authorization_lists WHERE user = ?",
                                       "i", user),
                   version, error);
}
