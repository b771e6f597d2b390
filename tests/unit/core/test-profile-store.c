/* test-profile-store.c: the profile on disk
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"
#include "yao-error.h"
#include "yao-profile-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *dir;
  YaoProfileStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = temp_dir_make ();
  fixture->store = yao_profile_store_new (fixture->dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_profile_store_free (fixture->store);
  temp_dir_remove (fixture->dir);
}

static YaoServiceRecord *
make_service (const char *id)
{
  YaoServiceRecord *record = yao_service_record_new ();

  record->id = g_strdup (id);
  record->name = g_strdup ("示例单位");
  record->address = g_strdup ("https://ca.example.org");
  record->trust = YAO_SERVICE_TRUST_UNVERIFIED;
  record->added = 1790000000;
  return record;
}

static gboolean
add_service (YaoProfile *profile, gpointer user_data, GError **error)
{
  g_autoptr (YaoServiceRecord) record = make_service (user_data);

  return yao_profile_put_service (profile, record, error);
}

static gboolean
refuse_edit (YaoProfile *profile, gpointer user_data, GError **error)
{
  g_autoptr (YaoServiceRecord) record = make_service ("half");

  yao_profile_put_service (profile, record, NULL);
  g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "not so");
  return FALSE;
}

static void
update (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProfile) profile
      = yao_profile_store_update (fixture->store, add_service, (gpointer) id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (yao_profile_find_service (profile, id));
}

static YaoProfile *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  YaoProfile *profile = yao_profile_store_load (fixture->store, &error);

  g_assert_no_error (error);
  return profile;
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoProfile) profile = load (fixture);

  g_assert_cmpuint (profile->services->len, ==, 0);
  g_assert_cmpuint (temp_dir_count (fixture->dir, "profile.json"), ==, 0);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoProfile) profile = NULL;
  struct stat info;

  update (fixture, "one");
  update (fixture, "two");
  profile = load (fixture);
  g_assert_cmpuint (profile->services->len, ==, 2);
  g_assert_cmpint (g_stat (yao_profile_store_get_path (fixture->store), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_same_is_not_written (Fixture *fixture, gconstpointer data)
{
  struct stat before;
  struct stat after;

  update (fixture, "one");
  g_assert_cmpint (g_stat (yao_profile_store_get_path (fixture->store), &before), ==, 0);
  update (fixture, "one");
  g_assert_cmpint (g_stat (yao_profile_store_get_path (fixture->store), &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_edit_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProfile) profile = NULL;

  update (fixture, "one");
  g_assert_null (yao_profile_store_update (fixture->store, refuse_edit, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_CONFLICT);
  profile = load (fixture);
  g_assert_cmpuint (profile->services->len, ==, 1);
}

static void
test_lost_directory (Fixture *fixture, gconstpointer data)
{
  char *inner = g_build_filename (fixture->dir, "a", "b", NULL);
  g_autoptr (YaoProfileStore) store = yao_profile_store_new (inner);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProfile) profile = NULL;
  struct stat info;

  profile = yao_profile_store_update (store, add_service, (gpointer) "one", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (inner, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);

  temp_dir_remove (g_strdup (inner));
  g_clear_pointer (&profile, yao_profile_unref);
  profile = yao_profile_store_update (store, add_service, (gpointer) "two", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profile->services->len, ==, 1);
  g_free (inner);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "",
    "{",
    "[]",
    "{\"version\":1}",
    "{\"version\":\"1\"}",
    "{\"version\":0,\"profile\":\"x\",\"services\":[],\"certificates\":[]}",
    "{\"version\":1,\"profile\":\"x\",\"services\":[{}],\"certificates\":[]}",
    "{\"version\":1,\"profile\":\"x\",\"services\":[],\"certificates\":[{}]}",
    "{\"version\":1,\"profile\":\"x\",\"services\":[],\"certificates\":[],"
    "\"current\":{\"service\":\"a\",\"id\":\"b\"}}",
    "{\"version\":1,\"profile\":\"x\",\"services\":[],\"certificates\":[],"
    "\"default_service\":\"a\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (YaoProfile) profile = NULL;
      g_autoptr (GError) damage = NULL;
      g_autofree char *kept = NULL;

      g_test_message ("checking %s", damages[i]);
      temp_file_write (fixture->dir, "profile.json", damages[i]);
      profile = load (fixture);
      g_assert_cmpuint (profile->services->len, ==, 0);

      damage = yao_profile_store_take_damage (fixture->store);
      g_assert_error (damage, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
      g_assert_true (g_file_get_contents (yao_error_get_subject (damage), &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, damages[i]);
      g_assert_null (yao_profile_store_take_damage (fixture->store));
    }
  g_assert_cmpuint (temp_dir_count (fixture->dir, "profile.json.damaged"), ==,
                    G_N_ELEMENTS (damages));
}

/* A change goes on with an empty profile; what was there is kept beside it. */
static void
test_damaged_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) damage = NULL;
  g_autoptr (YaoProfile) profile = NULL;

  update (fixture, "one");
  temp_file_write (fixture->dir, "profile.json", "no profile");
  update (fixture, "two");
  profile = load (fixture);
  g_assert_cmpuint (profile->services->len, ==, 1);
  damage = yao_profile_store_take_damage (fixture->store);
  g_assert_error (damage, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  const char *newer = "{\"version\":2,\"something\":{\"else\":true}}";
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  temp_file_write (fixture->dir, "profile.json", newer);
  g_assert_null (yao_profile_store_load (fixture->store, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER);
  g_clear_error (&error);
  g_assert_null (yao_profile_store_update (fixture->store, add_service, (gpointer) "one", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER);

  kept = temp_file_read (fixture->dir, "profile.json");
  g_assert_cmpstr (kept, ==, newer);
  g_assert_cmpuint (temp_dir_count (fixture->dir, "profile.json"), ==, 1);
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoProfile) profile = NULL;
  g_autoptr (GError) damage = NULL;

  temp_file_write (fixture->dir, "profile.json", "");
  g_assert_cmpint (truncate (yao_profile_store_get_path (fixture->store), YAO_PROFILE_MAX_SIZE + 1),
                   ==, 0);
  profile = load (fixture);
  damage = yao_profile_store_take_damage (fixture->store);
  g_assert_error (damage, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/profile-store/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("absent", test_absent);
  ADD ("update", test_update);
  ADD ("same-is-not-written", test_same_is_not_written);
  ADD ("edit-refused", test_edit_refused);
  ADD ("lost-directory", test_lost_directory);
  ADD ("damaged", test_damaged);
  ADD ("damaged-meanwhile", test_damaged_meanwhile);
  ADD ("newer", test_newer);
  ADD ("huge", test_huge);
#undef ADD
  return g_test_run ();
}
