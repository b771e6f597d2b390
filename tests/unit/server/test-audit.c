/* test-audit.c: writing down what was done
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-audit-table.h"
#include "yao-audit.h"
#include "yao-digest.h"
#include "yao-schema.h"

#include <string.h>

typedef struct
{
  char *folder;
  YaoDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = test_folder_new ();
  path = g_build_filename (fixture->folder, "service.db", NULL);
  fixture->database = yao_schema_open (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->database);
  test_folder_remove (fixture->folder);
}

static void
write_entry (YaoDatabase *database, const char *key, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, &error);
  YaoAuditEntry entry = { .key = key, .act = act, .actor = "10001", .subject = "10002" };

  g_assert_true (yao_audit_write (database, &entry, 1234, &error));
  g_assert_true (yao_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

static guint
count_problems (YaoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (yao_audit_check (database, problems, &error));
  g_assert_no_error (error);
  return problems->len;
}

static void
test_chains (Fixture *fixture, gconstpointer data)
{
  write_entry (fixture->database, "a", "one");
  write_entry (fixture->database, "b", "two");
  write_entry (fixture->database, "a", "three");
  write_entry (fixture->database, NULL, "four");
  write_entry (fixture->database, NULL, "five");
  g_assert_cmpuint (count_problems (fixture->database), ==, 0);
}

/* The form of a leaf is for ever: this is how the first one of this kind looks. */
static void
test_leaf (Fixture *fixture, gconstpointer data)
{
  static const guint8 begin[] = "yunyao-audit-leaf-v1\n"
                                "\0\0\0\010\0\0\0\0\0\0\0\001"
                                "\0\0\0\010\0\0\0\0\0\0\004\322"
                                "\0\0\0\001a"
                                "\0\0\0\003one"
                                "\0\0\0\040";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GByteArray) prefixed = g_byte_array_new ();
  g_autoptr (GBytes) hash = NULL;
  YaoAuditRecord *record;
  const guint8 *leaf;
  const guint8 zero = 0;
  gsize size;

  write_entry (fixture->database, "a", "one");
  records = yao_audit_table_list (fixture->database, 0, 1, &error);
  record = records->pdata[0];
  leaf = g_bytes_get_data (record->leaf, &size);
  g_assert_cmpmem (leaf, sizeof begin - 1, begin, sizeof begin - 1);
  g_assert_null (memmem (leaf, size, "10001", 5));

  g_byte_array_append (prefixed, &zero, 1);
  g_byte_array_append (prefixed, leaf, (guint) size);
  hash = yao_digest (YAO_DIGEST_SHA256, prefixed->data, prefixed->len);
  g_assert_true (g_bytes_equal (hash, record->hash));
}

/* Somebody who can write to the file itself takes the triggers away; the digests tell. */
static void
test_tampering (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE audit SET leaf = CAST (leaf || x'00' AS BLOB) WHERE seq = 2",
    "UPDATE audit SET hash = zeroblob (32) WHERE seq = 1",
    "DELETE FROM audit_people WHERE seq = 2; DELETE FROM audit WHERE seq = 2",
  };
  g_autoptr (GError) error = NULL;

  write_entry (fixture->database, "a", "one");
  write_entry (fixture->database, "a", "two");
  write_entry (fixture->database, "a", "three");
  yao_database_execute (fixture->database, &error, "DROP TRIGGER audit_no_update", "");
  yao_database_execute (fixture->database, &error, "DROP TRIGGER audit_no_delete", "");
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (YaoTransaction) transaction = yao_transaction_begin (fixture->database, &error);
      g_auto (GStrv) statements = g_strsplit (changes[i], "; ", -1);

      for (gsize j = 0; statements[j] != NULL; j++)
        g_assert_true (yao_database_execute (fixture->database, &error, statements[j], ""));
      g_assert_cmpuint (count_problems (fixture->database), >, 0);
    }
  g_assert_cmpuint (count_problems (fixture->database), ==, 0);
}

static void
test_forgetting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_entry (fixture->database, "a", "one");
  write_entry (fixture->database, "a", "two");
  g_assert_true (yao_database_execute (fixture->database, &error, "DELETE FROM audit_people", ""));
  g_assert_cmpuint (count_problems (fixture->database), ==, 0);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/audit/chains", test_chains);
  ADD ("/server/audit/leaf", test_leaf);
  ADD ("/server/audit/tampering", test_tampering);
  ADD ("/server/audit/forgetting-a-person", test_forgetting);

  return g_test_run ();
}
