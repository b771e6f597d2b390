/* test-database.c: statements and transactions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-database.h"
#include "yao-error.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  YaoDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->database = yao_database_open (fixture->path, &error);
  g_assert_no_error (error);
  yao_database_execute (fixture->database, &error,
                        "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB)",
                        "");
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->database);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static gboolean
insert (YaoDatabase *database, const char *name, GError **error)
{
  return yao_database_execute (database, error, "INSERT INTO things (name) VALUES (?)", "t", name);
}

static gint64
count (YaoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRows) rows
      = yao_database_query (database, &error, "SELECT count (*) FROM things", "");

  g_assert_no_error (error);
  g_assert_true (yao_rows_next (rows, &error));
  return yao_rows_get_int (rows, 0);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) blob = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (YaoRows) rows = NULL;
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GBytes) got_empty = NULL;
  g_autofree char *name = NULL;

  yao_database_execute (fixture->database, &error,
                        "INSERT INTO things (id, name, data) VALUES (?, ?, ?)", "itb", G_MAXINT64,
                        "张伟", blob);
  g_assert_no_error (error);
  g_assert_cmpint (yao_database_get_last_row (fixture->database), ==, G_MAXINT64);
  yao_database_execute (fixture->database, &error,
                        "INSERT INTO things (id, name, data) VALUES (?, ?, ?)", "itb", (gint64) 1,
                        NULL, empty);
  g_assert_no_error (error);

  rows = yao_database_query (fixture->database, &error,
                             "SELECT id, name, data FROM things ORDER BY id DESC", "");
  g_assert_true (yao_rows_next (rows, &error));
  g_assert_cmpint (yao_rows_get_int (rows, 0), ==, G_MAXINT64);
  name = yao_rows_dup_text (rows, 1);
  g_assert_cmpstr (name, ==, "张伟");
  got = yao_rows_dup_bytes (rows, 2);
  g_assert_true (g_bytes_equal (got, blob));

  g_assert_true (yao_rows_next (rows, &error));
  g_assert_true (yao_rows_is_null (rows, 1));
  g_assert_null (yao_rows_dup_text (rows, 1));
  got_empty = yao_rows_dup_bytes (rows, 2);
  g_assert_cmpuint (g_bytes_get_size (got_empty), ==, 0);
  g_assert_false (yao_rows_next (rows, &error));
  g_assert_no_error (error);
}

static void
test_same_statement_twice (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT name FROM things ORDER BY id";
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRows) outer = NULL;
  g_autoptr (YaoRows) inner = NULL;

  insert (fixture->database, "a", NULL);
  insert (fixture->database, "b", NULL);
  outer = yao_database_query (fixture->database, &error, sql, "");
  g_assert_true (yao_rows_next (outer, &error));
  inner = yao_database_query (fixture->database, &error, sql, "");
  g_assert_true (yao_rows_next (inner, &error));
  g_assert_true (yao_rows_next (outer, &error));
  g_assert_false (yao_rows_next (outer, &error));
  g_assert_true (yao_rows_next (inner, &error));
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) defect = NULL;

  g_assert_true (insert (fixture->database, "a", NULL));
  g_assert_false (insert (fixture->database, "a", &conflict));
  g_assert_error (conflict, YAO_ERROR, YAO_ERROR_CONFLICT);
  g_assert_false (yao_database_execute (fixture->database, &defect, "SELEC 1", ""));
  g_assert_error (defect, YAO_ERROR, YAO_ERROR_INTERNAL);
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (YaoTransaction) transaction = yao_transaction_begin (fixture->database, &error);

    g_assert_no_error (error);
    insert (fixture->database, "a", NULL);
    g_assert_true (yao_database_is_in_transaction (fixture->database));
  }
  g_assert_false (yao_database_is_in_transaction (fixture->database));
  g_assert_cmpint (count (fixture->database), ==, 0);
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransaction) outer = yao_transaction_begin (fixture->database, &error);

  insert (fixture->database, "kept", NULL);
  {
    g_autoptr (YaoTransaction) dropped = yao_transaction_begin (fixture->database, &error);

    insert (fixture->database, "dropped", NULL);
  }
  {
    g_autoptr (YaoTransaction) inner = yao_transaction_begin (fixture->database, &error);

    insert (fixture->database, "kept too", NULL);
    g_assert_true (yao_transaction_commit (inner, &error));
  }
  g_assert_true (yao_transaction_commit (outer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture->database), ==, 2);
}

static void
test_private_file (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_durable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRows) mode
      = yao_database_query (fixture->database, &error, "PRAGMA journal_mode", "");
  g_autoptr (YaoRows) synchronous
      = yao_database_query (fixture->database, &error, "PRAGMA synchronous", "");
  g_autoptr (YaoRows) keys
      = yao_database_query (fixture->database, &error, "PRAGMA foreign_keys", "");
  g_autofree char *mode_text = NULL;

  g_assert_true (yao_rows_next (mode, &error));
  mode_text = yao_rows_dup_text (mode, 0);
  g_assert_cmpstr (mode_text, ==, "wal");
  g_assert_true (yao_rows_next (synchronous, &error));
  g_assert_cmpint (yao_rows_get_int (synchronous, 0), ==, 2);
  g_assert_true (yao_rows_next (keys, &error));
  g_assert_cmpint (yao_rows_get_int (keys, 0), ==, 1);
}

static void
test_not_a_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "text.db", NULL);
  g_autofree char *text = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (yao_database_open (path, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
}

static void
test_sees_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoDatabase) other = yao_database_open (fixture->path, &error);

  g_assert_no_error (error);
  g_assert_true (insert (other, "from another process", &error));
  g_assert_cmpint (count (fixture->database), ==, 1);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) exists = NULL;
  g_autoptr (YaoDatabase) copy = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *check = NULL;
  GStatBuf info;

  insert (fixture->database, "a", NULL);
  g_assert_true (yao_database_copy_to (fixture->database, path, &error));
  g_assert_false (yao_database_copy_to (fixture->database, path, &exists));
  g_assert_error (exists, YAO_ERROR, YAO_ERROR_STORAGE);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  copy = yao_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (copy), ==, 1);
  check = yao_database_check (copy, &error);
  g_assert_cmpstr (check, ==, "ok");
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) busy = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  YaoDatabase *other = yao_database_open (fixture->path, &error);

  g_assert_cmpint (count (other), ==, 0);
  insert (fixture->database, "a", NULL);
  g_assert_false (yao_database_settle (fixture->database, &busy));
  g_assert_error (busy, YAO_ERROR, YAO_ERROR_BUSY);
  g_object_unref (other);

  g_assert_true (yao_database_settle (fixture->database, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count (fixture->database), ==, 1);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/database/values", test_values);
  ADD ("/server/database/same-statement-twice", test_same_statement_twice);
  ADD ("/server/database/errors", test_errors);
  ADD ("/server/database/rollback", test_rollback);
  ADD ("/server/database/nested-transactions", test_nested);
  ADD ("/server/database/file-is-private", test_private_file);
  ADD ("/server/database/durable", test_durable);
  ADD ("/server/database/refuses-other-files", test_not_a_database);
  ADD ("/server/database/sees-others", test_sees_others);
  ADD ("/server/database/copy", test_copy);
  ADD ("/server/database/settle", test_settle);

  return g_test_run ();
}
