/* test-device-keys.c: the keys by which services know this installation
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"
#include "yao-device-keys.h"
#include "yao-error.h"

#define PROFILE "profile"
#define SERVICE "service"

typedef struct
{
  char *dir;
  char *lock_path;
  YaoKeyring *keyring;
  YaoDeviceKeys *keys;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = temp_dir_make ();
  fixture->lock_path = g_build_filename (fixture->dir, "device.lock", NULL);
  fixture->keyring = yao_keyring_memory_new ();
  fixture->keys = yao_device_keys_new (fixture->keyring, fixture->lock_path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_device_keys_free (fixture->keys);
  g_assert_finalize_object (fixture->keyring);
  g_free (fixture->lock_path);
  temp_dir_remove (fixture->dir);
}

static YaoKey *
get (Fixture *fixture, const char *service)
{
  g_autoptr (GError) error = NULL;
  YaoKey *key = yao_device_keys_get (fixture->keys, PROFILE, service, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (key);
  return key;
}

/* As a program that starts later does. */
static void
restart (Fixture *fixture)
{
  yao_device_keys_free (fixture->keys);
  fixture->keys = yao_device_keys_new (fixture->keyring, fixture->lock_path);
}

static void
test_lasts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoKey) first = NULL;
  g_autoptr (YaoKey) again = NULL;
  g_autoptr (YaoKey) later = NULL;
  g_autoptr (YaoKey) other = NULL;

  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);
  g_assert_false (yao_device_keys_is_kept (fixture->keys, SERVICE));
  first = get (fixture, SERVICE);
  again = get (fixture, SERVICE);
  g_assert_true (yao_device_keys_is_kept (fixture->keys, SERVICE));
  g_assert_false (yao_device_keys_has_unkept (fixture->keys));
  g_assert_cmpint (yao_key_get_algorithm (first), ==, YAO_KEY_P256);
  g_assert_true (yao_key_equal (first, again));

  restart (fixture);
  later = get (fixture, SERVICE);
  other = get (fixture, "another service");
  g_assert_true (yao_key_equal (first, later));
  g_assert_false (yao_key_equal (first, other));
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 2);
}

/* With a keyring that is locked or absent a key is made for this run, and what is kept stays. */
static void
test_session_only (Fixture *fixture, gconstpointer data)
{
  static const YaoKeyringState states[] = { YAO_KEYRING_LOCKED, YAO_KEYRING_ABSENT };
  g_autoptr (YaoKey) kept = get (fixture, SERVICE);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (YaoKey) first = NULL;
      g_autoptr (YaoKey) again = NULL;
      g_autoptr (YaoKey) after = NULL;

      restart (fixture);
      yao_keyring_memory_set_state (fixture->keyring, states[i]);
      first = get (fixture, SERVICE);
      again = get (fixture, SERVICE);
      g_assert_true (yao_key_equal (first, again));
      g_assert_false (yao_key_equal (first, kept));
      g_assert_false (yao_device_keys_is_kept (fixture->keys, SERVICE));
      g_assert_true (yao_device_keys_has_unkept (fixture->keys));

      yao_keyring_memory_set_state (fixture->keyring, YAO_KEYRING_AVAILABLE);
      g_assert_true (yao_device_keys_forget_unkept (fixture->keys));
      g_assert_false (yao_device_keys_forget_unkept (fixture->keys));
      after = get (fixture, SERVICE);
      g_assert_true (yao_key_equal (after, kept));
    }
}

/* Puts something else in the place of the key, which is the only thing in the keyring. */
static void
put_in_place (Fixture *fixture, YaoSecret *secret)
{
  static const char hash[] = "9df6b026a8c6c26e3c3acd2370a16e93fffdc0015ff5bd879218788025db0280";
  const YaoKeyringItem item = { PROFILE, YAO_KEYRING_DEVICE_KEY, hash };
  g_autoptr (GError) error = NULL;

  yao_keyring_store (fixture->keyring, &item, secret, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 1);
}

static YaoSecret *
make_damage (const char *kind)
{
  g_autoptr (YaoKey) key = NULL;

  if (g_str_equal (kind, "bytes"))
    return yao_secret_new_from ("these are no key", 16);

  key = yao_key_generate (YAO_KEY_SM2, NULL);
  return yao_key_export_private (key, NULL);
}

/* A damaged key, or one of another kind, is not replaced before the person says so. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSecret) damage = make_damage (data);
  g_autoptr (YaoKey) first = get (fixture, SERVICE);
  g_autoptr (YaoKey) meanwhile = NULL;
  g_autoptr (YaoKey) fresh = NULL;
  g_autoptr (YaoKey) later = NULL;

  put_in_place (fixture, damage);
  for (int i = 0; i < 2; i++)
    {
      restart (fixture);
      g_clear_pointer (&meanwhile, yao_key_unref);
      meanwhile = get (fixture, SERVICE);
      g_assert_false (yao_device_keys_is_kept (fixture->keys, SERVICE));
      g_assert_true (yao_device_keys_has_unkept (fixture->keys));
    }

  g_assert_true (yao_device_keys_forget_unkept (fixture->keys));
  fresh = get (fixture, SERVICE);
  g_assert_true (yao_device_keys_is_kept (fixture->keys, SERVICE));
  g_assert_false (yao_key_equal (fresh, meanwhile));
  restart (fixture);
  later = get (fixture, SERVICE);
  g_assert_true (yao_key_equal (fresh, later));
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoKey) first = get (fixture, SERVICE);
  g_autoptr (YaoKey) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_device_keys_erase (fixture->keys, PROFILE, SERVICE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 0);
  second = get (fixture, SERVICE);
  g_assert_false (yao_key_equal (first, second));

  yao_keyring_memory_set_state (fixture->keyring, YAO_KEYRING_LOCKED);
  g_assert_false (yao_device_keys_erase (fixture->keys, PROFILE, SERVICE, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_KEYRING);
}

static gpointer
get_in_thread (gpointer data)
{
  return get (data, SERVICE);
}

/* Threads that need the key at once get the same one. */
static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[8];
  g_autoptr (YaoKey) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("key", get_in_thread, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (YaoKey) key = g_thread_join (threads[i]);

      if (first == NULL)
        first = yao_key_ref (key);
      g_assert_true (yao_key_equal (first, key));
    }
  g_assert_cmpuint (yao_keyring_memory_get_n_items (fixture->keyring), ==, 1);
}

#define TEST(name, data, function)                                                                 \
  g_test_add ("/core/device-keys/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("lasts", NULL, test_lasts);
  TEST ("session-only", NULL, test_session_only);
  TEST ("damaged", "bytes", test_damaged);
  TEST ("of-another-kind", "sm2", test_damaged);
  TEST ("erase", NULL, test_erase);
  TEST ("threads", NULL, test_threads);

  return g_test_run ();
}
