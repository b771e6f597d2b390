/* yao-database.h: one SQLite database: statements, transactions, migrations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_TYPE_DATABASE (yao_database_get_type ())
G_DECLARE_FINAL_TYPE (YaoDatabase, yao_database, YAO, DATABASE, GObject)

YaoDatabase *yao_database_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_database_get_path (YaoDatabase *self);

/* Values are given by a string of types: t text, i gint64, b GBytes; a NULL text or GBytes is SQL's
 * NULL. Integers must be passed as gint64.
 */
gboolean yao_database_execute (YaoDatabase *self,
                               GError **error,
                               const char *sql,
                               const char *types,
                               ...);
gint64 yao_database_get_last_row (YaoDatabase *self);
gint64 yao_database_get_changes (YaoDatabase *self);

/* YaoRows: what a query answers, row by row */
typedef struct _YaoRows YaoRows;

YaoRows *yao_database_query (YaoDatabase *self,
                             GError **error,
                             const char *sql,
                             const char *types,
                             ...) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_rows_next (YaoRows *rows, GError **error);
/* Makes an item of the row that @rows is at. */
typedef gpointer (*YaoRowReader) (YaoRows *rows);
GPtrArray *yao_rows_collect (YaoRows *taken,
                             YaoRowReader read,
                             GDestroyNotify free_item,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 yao_rows_get_int (YaoRows *rows, int column);
gboolean yao_rows_is_null (YaoRows *rows, int column);
char *yao_rows_dup_text (YaoRows *rows, int column) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_rows_dup_bytes (YaoRows *rows, int column) G_GNUC_WARN_UNUSED_RESULT;
void yao_rows_free (YaoRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoRows, yao_rows_free)

/* YaoTransaction: what is not committed when it goes away never happened */
typedef struct _YaoTransaction YaoTransaction;

YaoTransaction *yao_transaction_begin (YaoDatabase *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_transaction_commit (YaoTransaction *transaction, GError **error);
void yao_transaction_free (YaoTransaction *transaction);
gboolean yao_database_is_in_transaction (YaoDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoTransaction, yao_transaction_free)

/* YaoMigration: the step that makes schema version @version of the one before */
typedef struct
{
  int version;
  const char *sql;
} YaoMigration;

gboolean yao_database_migrate (YaoDatabase *self,
                               const YaoMigration *migrations,
                               gsize n_migrations,
                               GError **error);
gboolean yao_database_get_schema_version (YaoDatabase *self, int *version, GError **error);

gboolean yao_database_copy_to (YaoDatabase *self, const char *path, GError **error);
gboolean yao_database_settle (YaoDatabase *self, GError **error);
char *yao_database_check (YaoDatabase *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
