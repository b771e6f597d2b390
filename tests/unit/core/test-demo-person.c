/* test-demo-person.c: the people of the demonstration, read from their file
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"
#include "yao-demo-person-private.h"
#include "yao-error.h"

#include <string.h>

#define TEXT(en, zh) "{\"en\":\"" en "\",\"zh_CN\":\"" zh "\"}"
#define PERSON                                                                                     \
  "{\"uid\":\"10001\",\"name\":\"张伟\",\"department\":" TEXT (                                    \
      "Internal medicine",                                                                         \
      "内科") ",\"role\":" TEXT ("Physician", "医师") ",\"hint\":" TEXT ("Sign in", "登录") "}"

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = temp_dir_make ();
  fixture->path = g_build_filename (fixture->dir, "people.json", NULL);
  g_setenv ("LANGUAGE", "en", TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  temp_dir_remove (fixture->dir);
  g_free (fixture->path);
}

static YaoDemoPerson *
read_one (Fixture *fixture, const char *text)
{
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  temp_file_write (fixture->dir, "people.json", text);
  list = yao_demo_people_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_list_model_get_item_type (list) == YAO_TYPE_DEMO_PERSON);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  return g_list_model_get_item (list, 0);
}

static void
refuse (Fixture *fixture, const char *text, YaoErrorCode code)
{
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    temp_file_write (fixture->dir, "people.json", text);
  g_assert_null (yao_demo_people_read (fixture->path, &error));
  g_assert_error (error, YAO_ERROR, (int) code);
}

static void
test_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoDemoPerson) person = read_one (fixture, "{\"people\":[" PERSON "]}");
  g_autofree char *uid = NULL;
  g_autofree char *name = NULL;
  g_autofree char *department = NULL;
  g_autofree char *role = NULL;
  g_autofree char *hint = NULL;

  g_assert_cmpstr (yao_demo_person_get_uid (person), ==, "10001");
  g_assert_cmpstr (yao_demo_person_get_name (person), ==, "张伟");
  g_assert_cmpstr (yao_demo_person_get_department (person), ==, "Internal medicine");
  g_assert_cmpstr (yao_demo_person_get_role (person), ==, "Physician");
  g_assert_cmpstr (yao_demo_person_get_hint (person), ==, "Sign in");

  g_object_get (person, "uid", &uid, "name", &name, "department", &department, "role", &role,
                "hint", &hint, NULL);
  g_assert_cmpstr (uid, ==, "10001");
  g_assert_cmpstr (name, ==, "张伟");
  g_assert_cmpstr (department, ==, "Internal medicine");
  g_assert_cmpstr (role, ==, "Physician");
  g_assert_cmpstr (hint, ==, "Sign in");
}

/* In the person's language; a language that the file does not have is shown in English. */
static void
test_language (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *language;
    const char *role;
  } rows[] = {
    { "zh_CN", "医师" },   { "zh_CN.UTF-8", "医师" }, { "de:zh_CN", "医师" },
    { "en", "Physician" }, { "en_GB", "Physician" },  { "de", "Physician" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YaoDemoPerson) person = NULL;

      g_setenv ("LANGUAGE", rows[i].language, TRUE);
      person = read_one (fixture, "{\"people\":[" PERSON "]}");
      g_assert_cmpstr (yao_demo_person_get_role (person), ==, rows[i].role);
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"people\":[");
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 12; i++)
    g_string_append_printf (text,
                            "%s{\"uid\":\"%d\",\"name\":\"n\",\"department\":{\"en\":\"\"},"
                            "\"role\":{\"en\":\"\"},\"hint\":{\"en\":\"\"}}",
                            i > 0 ? "," : "", 10012 - i);
  g_string_append (text, "]}");
  temp_file_write (fixture->dir, "people.json", text->str);
  list = yao_demo_people_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 12);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (YaoDemoPerson) person = g_list_model_get_item (list, i);
      g_autofree char *uid = g_strdup_printf ("%u", 10012 - i);

      g_assert_cmpstr (yao_demo_person_get_uid (person), ==, uid);
    }
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const char *const members[] = { "uid", "name", "department", "role", "hint" };

  refuse (fixture, NULL, YAO_ERROR_NOT_FOUND);
  refuse (fixture, "", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "[]", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "{}", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "{\"people\":{}}", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "{\"people\":[1]}", YAO_ERROR_INVALID_INPUT);
  refuse (fixture, "{\"people\":[" PERSON "]", YAO_ERROR_INVALID_INPUT);

  /* One person who is not whole makes the whole file a broken one. */
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GString) text = g_string_new ("{\"people\":[" PERSON "," PERSON "]}");
      g_autofree char *name = g_strdup_printf ("\"%s\":", members[i]);
      char *last = g_strrstr (text->str, name);

      g_assert_nonnull (last);
      last[1] = '_';
      refuse (fixture, text->str, YAO_ERROR_INVALID_INPUT);
    }
  refuse (fixture,
          "{\"people\":[{\"uid\":\"1\",\"name\":\"n\",\"department\":{\"de\":\"x\"},"
          "\"role\":{\"en\":\"\"},\"hint\":{\"en\":\"\"}}]}",
          YAO_ERROR_INVALID_INPUT);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/demo-person/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("person", test_person);
  ADD ("language", test_language);
  ADD ("order", test_order);
  ADD ("broken", test_broken);

  return g_test_run ();
}
