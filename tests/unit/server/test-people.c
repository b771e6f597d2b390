/* test-people.c: adding people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "yao-audit-table.h"
#include "yao-demo.h"
#include "yao-error.h"
#include "yao-json.h"
#include "yao-people.h"

#include <string.h>

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static gboolean
import (Fixture *fixture, const char *text, guint *n_people, GError **error)
{
  g_autoptr (GBytes) table = g_bytes_new (text, strlen (text));

  return yao_people_import (fixture->installation, table, "test", n_people, error);
}

static gint64
count (Fixture *fixture)
{
  gint64 n = -1;

  g_assert_true (yao_user_table_count (fixture->database, &n, NULL));
  return n;
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_record_new ("1", "张伟", TEST_ORGANISATION);
  g_autoptr (YaoUserRecord) found = NULL;

  g_assert_true (
      yao_people_add (fixture->installation, user, "11010119900307451x", "test", &error));
  found = yao_user_table_find (fixture->database, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->document_mask, ==, "1101**********451X");
  g_assert_true (yao_people_document_matches (found, "11010119900307451X"));
  g_assert_true (yao_people_document_matches (found, "１１０１０１ 19900307 451x"));
  g_assert_false (yao_people_document_matches (found, "110101199003074512"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (YAO_PEOPLE_MAX_TEXT + 1, 'a');
  const struct
  {
    const char *uid;
    const char *name;
    const char *department;
    const char *phone;
    const char *document;
    const char *organisation;
    YaoErrorCode code;
  } cases[] = {
    { "", "x", NULL, NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "a b", "x", NULL, NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "", NULL, NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "x\ny", NULL, NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", long_text, NULL, NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "x", "", NULL, NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "x", NULL, "phone", NULL, TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "x", NULL, NULL, "1", TEST_ORGANISATION, YAO_ERROR_INVALID_INPUT },
    { "1", "x", NULL, NULL, NULL, "别的单位", YAO_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoUserRecord) user
          = yao_user_record_new (cases[i].uid, cases[i].name, cases[i].organisation);

      user->department = g_strdup (cases[i].department);
      user->phone = g_strdup (cases[i].phone);
      g_assert_false (
          yao_people_add (fixture->installation, user, cases[i].document, "test", &error));
      g_assert_error (error, YAO_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = NULL;
  guint n = 0;

  g_assert_true (import (fixture,
                         "uid,name,department,phone\n"
                         "1,张伟,心内科,13800000001\n"
                         "2,李娜,,\n",
                         &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  user = yao_user_table_find (fixture->database, "2", &error);
  g_assert_null (user->department);
}

static void
test_import_all_or_none (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *line;
  } cases[] = { { "uid,name\n1,a\n1,b\n", "line 3" },     { "uid,name\n1,a\n2\n", "line 3" },
                { "uid,name\n1,a\n2,\n", "line 3" },      { "uid,name,what\n1,a,b\n", "line 1" },
                { "uid,department\n1,a\n", "line 1" },    { "uid,name,uid\n1,a,b\n", "line 1" },
                { "uid,name\n1,a\n\"2,b\n", "line 4" },   { "", "empty" },
                { "uid,name,phone\n1,a,xyz\n", "line 2" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n = 0;

      g_assert_false (import (fixture, cases[i].text, &n, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].line) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
      g_assert_cmpint (count (fixture), ==, 0);
    }
}

static void
test_written_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GPtrArray) records = NULL;
  YaoAuditRecord *last;

  test_add_user (fixture->installation, "1", "张伟");
  g_assert_true (yao_people_set_active (fixture->installation, "1", FALSE, "test", &error));
  g_assert_false (yao_people_set_active (fixture->installation, "2", FALSE, "test", &missing));
  g_assert_error (missing, YAO_ERROR, YAO_ERROR_NOT_FOUND);

  records = yao_audit_table_list (fixture->database, 0, 1000, &error);
  last = records->pdata[records->len - 1];
  g_assert_cmpstr (last->act, ==, "user.disable");
  g_assert_cmpstr (last->subject, ==, "1");
  g_assert_cmpstr (last->actor, ==, "test");
}

static void
test_demo_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = yao_demo_dup_people_json ();
  g_autoptr (YaoJson) json = yao_json_parse (text, 65536, &error);
  g_autoptr (GPtrArray) people = NULL;

  g_assert_no_error (error);
  g_assert_true (yao_json_get_array (json, "people", 100, &people, &error));
  g_assert_cmpuint (people->len, ==, 12);
  for (guint i = 0; i < people->len; i++)
    {
      static const char *const both[] = { "department", "role", "hint" };
      g_autofree char *uid = NULL;

      g_assert_true (yao_json_get_string (people->pdata[i], "uid", 64, &uid, &error));
      g_assert_cmpint (g_ascii_strtoll (uid, NULL, 10), ==, 10001 + i);
      for (gsize j = 0; j < G_N_ELEMENTS (both); j++)
        {
          g_autoptr (YaoJson) texts = NULL;
          g_autofree char *english = NULL;
          g_autofree char *chinese = NULL;

          g_assert_true (yao_json_get_object (people->pdata[i], both[j], &texts, &error));
          g_assert_true (yao_json_get_text (texts, "en", 400, &english, &error));
          g_assert_true (yao_json_get_text (texts, "zh_CN", 400, &chinese, &error));
          g_assert_true (g_str_is_ascii (english));
          g_assert_false (g_str_is_ascii (chinese));
        }
    }
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/people/document", test_document);
  ADD ("/server/people/refused", test_refused);
  ADD ("/server/people/import", test_import);
  ADD ("/server/people/import-all-or-none", test_import_all_or_none);
  ADD ("/server/people/written-down", test_written_down);
  ADD ("/server/demo/people", test_demo_people);

  return g_test_run ();
}
