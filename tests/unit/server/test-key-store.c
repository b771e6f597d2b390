/* test-key-store.c: private keys, sealed under a master key outside the database
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-key-store.h"
#include "yao-key-table.h"
#include "yao-schema.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *master;
  char *next;
  YaoDatabase *database;
  YaoKeyStore *store;
  YaoKey *key;
  char *id;
} Fixture;

static YaoKeyStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  YaoKeyStore *store = yao_key_store_open (fixture->database, fixture->master, TRUE, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = test_folder_new ();
  fixture->master = g_build_filename (fixture->folder, "master.key", NULL);
  fixture->next = g_strconcat (fixture->master, ".next", NULL);
  path = g_build_filename (fixture->folder, "service.db", NULL);
  fixture->database = yao_schema_open (path, &error);
  g_assert_no_error (error);
  fixture->store = open_store (fixture);
  fixture->key = yao_key_generate (YAO_KEY_P256, &error);
  fixture->id = yao_key_store_add (fixture->store, fixture->key, "user", 1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  yao_key_unref (fixture->key);
  g_clear_object (&fixture->store);
  g_assert_finalize_object (fixture->database);
  g_free (fixture->master);
  g_free (fixture->next);
  test_folder_remove (fixture->folder);
}

static void
assert_opens (Fixture *fixture, YaoKeyStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) key = yao_key_store_get (store, fixture->id, &error);

  g_assert_no_error (error);
  g_assert_true (yao_key_has_private (key));
  g_assert_true (yao_key_equal (key, fixture->key));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (YaoKeyStore) again = open_store (fixture);
  GStatBuf info;

  assert_opens (fixture, fixture->store);
  assert_opens (fixture, again);
  g_assert_cmpint (g_stat (fixture->master, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, 32);
  g_assert_null (yao_key_store_get (fixture->store, "nothing", &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

static void
test_nothing_in_the_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoSecret) der = yao_key_export_private (fixture->key, &error);
  g_autoptr (YaoKeyRecord) record = yao_key_table_find (fixture->database, fixture->id, &error);
  gsize size, sealed_size;
  const guint8 *secret = yao_secret_peek (der, &size);
  const guint8 *sealed = g_bytes_get_data (record->sealed, &sealed_size);

  g_assert_null (memmem (sealed, sealed_size, secret + size / 2, 16));
}

/* A sealed key cannot be put in the place of another, nor serve for something else. */
static void
test_bound_to_id_and_purpose (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE keys SET purpose = 'ca'",
    "UPDATE keys SET id = 'other'",
    "UPDATE keys SET sealed = CAST (sealed || x'00' AS BLOB)",
    "UPDATE keys SET sealed = x''",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) refused = NULL;
      g_autoptr (YaoTransaction) transaction = yao_transaction_begin (fixture->database, &error);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

      g_assert_true (yao_database_execute (fixture->database, &error, changes[i], ""));
      g_assert_null (yao_key_store_get (fixture->store, i == 1 ? "other" : fixture->id, &refused));
      g_assert_nonnull (refused);
      g_assert_true (yao_key_store_check (fixture->store, problems, &error));
      g_assert_cmpuint (problems->len, ==, 1);
    }
  assert_opens (fixture, fixture->store);
}

static void
test_wrong_master (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) gone = NULL;
  g_autofree char *zeros = g_malloc0 (32);

  g_assert_true (g_file_set_contents (fixture->master, zeros, 32, NULL));
  g_assert_null (yao_key_store_open (fixture->database, fixture->master, TRUE, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);

  /* A new one is never made for a database that has keys. */
  g_assert_cmpint (g_remove (fixture->master), ==, 0);
  g_assert_null (yao_key_store_open (fixture->database, fixture->master, TRUE, &gone));
  g_assert_false (g_file_test (fixture->master, G_FILE_TEST_EXISTS));
}

static void
test_rotate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKeyStore) running = open_store (fixture);
  g_autoptr (GBytes) before = yao_file_read (fixture->master, 64, &error);
  g_autoptr (GBytes) after = NULL;

  g_assert_true (yao_key_store_rotate (fixture->store, "test", 1, &error));
  g_assert_no_error (error);
  after = yao_file_read (fixture->master, 64, &error);
  g_assert_false (g_bytes_equal (before, after));
  g_assert_false (g_file_test (fixture->next, G_FILE_TEST_EXISTS));
  assert_opens (fixture, fixture->store);

  /* One that was open before reads the new key by itself, and goes on writing. */
  assert_opens (fixture, running);
  g_free (fixture->id);
  fixture->id = yao_key_store_add (running, fixture->key, "user", 1, &error);
  g_assert_no_error (error);
  assert_opens (fixture, fixture->store);
}

static int
fail_cb (const char *step, const char *path, gpointer user_data)
{
  int *left = user_data;

  return --*left == 0 ? EIO : 0;
}

/* Whatever step fails: what is on disk afterwards opens the keys. */
static void
test_rotate_cut_short (Fixture *fixture, gconstpointer data)
{
  for (int step = 1; step <= 40; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoKeyStore) after = NULL;
      int left = step;
      gboolean done;

      yao_file_set_hook (fail_cb, &left);
      done = yao_key_store_rotate (fixture->store, "test", 1, &error);
      yao_file_set_hook (NULL, NULL);

      after = open_store (fixture);
      assert_opens (fixture, after);
      g_assert_false (g_file_test (fixture->next, G_FILE_TEST_EXISTS));
      if (done)
        return;
    }
  g_assert_not_reached ();
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/key-store/round-trip", test_round_trip);
  ADD ("/server/key-store/nothing-in-the-clear", test_nothing_in_the_clear);
  ADD ("/server/key-store/bound-to-id-and-purpose", test_bound_to_id_and_purpose);
  ADD ("/server/key-store/wrong-master-key", test_wrong_master);
  ADD ("/server/key-store/rotate", test_rotate);
  ADD ("/server/key-store/rotate-cut-short", test_rotate_cut_short);

  return g_test_run ();
}
