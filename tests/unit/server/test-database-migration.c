/* test-database-migration.c: schema versions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-database.h"
#include "yao-error.h"
#include "yao-schema.h"

#include <string.h>

static const YaoMigration first[] = { { 1, "CREATE TABLE a (x TEXT) STRICT" } };
static const YaoMigration second[]
    = { { 1, "CREATE TABLE a (x TEXT) STRICT" }, { 2, "ALTER TABLE a ADD COLUMN y TEXT" } };
static const YaoMigration broken[]
    = { { 1, "CREATE TABLE a (x TEXT) STRICT" },
        { 2, "CREATE TABLE b (z TEXT) STRICT; INSERT INTO nowhere VALUES (1)" } };

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
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->database);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static int
get_version (YaoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  int version = -1;

  g_assert_true (yao_database_get_schema_version (database, &version, &error));
  g_assert_no_error (error);
  return version;
}

static gboolean
has_table (YaoDatabase *database, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, &error, "SELECT 1 FROM sqlite_schema WHERE name = ?", "t", name);

  return yao_rows_next (rows, &error);
}

static gboolean
copy_exists (Fixture *fixture, const char *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (get_version (fixture->database), ==, 0);
  g_assert_true (yao_database_migrate (fixture->database, second, 2, &error));
  g_assert_cmpint (get_version (fixture->database), ==, 2);
  g_assert_false (copy_exists (fixture, ".version-0"));

  /* Once more does nothing. */
  g_assert_true (yao_database_migrate (fixture->database, second, 2, &error));
  g_assert_false (copy_exists (fixture, ".version-2"));
}

static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoDatabase) copy = NULL;
  g_autofree char *path = g_strconcat (fixture->path, ".version-1", NULL);

  g_assert_true (yao_database_migrate (fixture->database, first, 1, &error));
  g_assert_true (yao_database_execute (fixture->database, &error, "INSERT INTO a (x) VALUES (?)",
                                       "t", "kept"));
  g_assert_true (yao_database_migrate (fixture->database, second, 2, &error));
  g_assert_cmpint (get_version (fixture->database), ==, 2);

  copy = yao_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (copy), ==, 1);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;

  g_assert_true (yao_database_migrate (fixture->database, first, 1, &error));
  g_assert_false (yao_database_migrate (fixture->database, broken, 2, &failure));
  g_assert_nonnull (failure);
  g_assert_nonnull (strstr (failure->message, ".version-1"));
  g_assert_cmpint (get_version (fixture->database), ==, 1);
  g_assert_false (has_table (fixture->database, "b"));
  g_assert_true (copy_exists (fixture, ".version-1"));

  /* The older program goes on with it. */
  g_assert_true (yao_database_migrate (fixture->database, first, 1, &error));
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_database_migrate (fixture->database, second, 2, NULL));
  g_assert_false (yao_database_migrate (fixture->database, first, 1, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER);
  g_assert_cmpint (get_version (fixture->database), ==, 2);
}

static void
test_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) newer = NULL;

  g_assert_true (yao_schema_migrate (fixture->database, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_version (fixture->database), ==, yao_schema_get_version ());

  yao_database_execute (fixture->database, &error, "INSERT INTO schema_version VALUES (99)", "");
  g_assert_false (yao_schema_migrate (fixture->database, &newer));
  g_assert_error (newer, YAO_ERROR, YAO_ERROR_PROFILE_NEWER);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/migration/fresh", test_fresh);
  ADD ("/server/migration/upgrade-copies-aside", test_upgrade);
  ADD ("/server/migration/failure-changes-nothing", test_failure);
  ADD ("/server/migration/newer-is-refused", test_newer);
  ADD ("/server/migration/schema", test_schema);

  return g_test_run ();
}
