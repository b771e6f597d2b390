/* test-keyring.c: where secrets are kept: in memory, in a file, by the keyring of the desktop
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "temp-dir.h"
#include "yao-error.h"
#include "yao-keyring.h"

#include <string.h>

#define PROFILE "0123456789abcdef"
#define PATIENCE_US (30 * G_USEC_PER_SEC)

static const YaoKeyringItem key_item = { PROFILE, YAO_KEYRING_DEVICE_KEY, "of-a-service" };
static const YaoKeyringItem token_item = { PROFILE, YAO_KEYRING_REFRESH, "of-an-account" };

static void
assert_refused (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, YAO_ERROR, YAO_ERROR_KEYRING);
  g_test_message ("%s", (*error)->message);
  g_clear_error (error);
}

static void
keep (YaoKeyring *keyring, const YaoKeyringItem *item, const char *text)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from (text, strlen (text));
  g_autoptr (GError) error = NULL;

  yao_keyring_store (keyring, item, secret, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_holds (YaoKeyring *keyring, const YaoKeyringItem *item, const char *text)
{
  g_autoptr (YaoSecret) wanted = text != NULL ? yao_secret_new_from (text, strlen (text)) : NULL;
  g_autoptr (YaoSecret) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_keyring_lookup (keyring, item, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_true ((found == NULL) == (wanted == NULL));
  g_assert_true (wanted == NULL || yao_secret_equal (found, wanted));
}

static void
assert_state (YaoKeyring *keyring, YaoKeyringState state)
{
  g_assert_cmpint (yao_keyring_get_state (keyring, PROFILE, NULL), ==, state);
}

/* All three calls say that the keyring does not work, and none that there is nothing in it. */
static void
assert_closed (YaoKeyring *keyring, YaoKeyringState state)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from ("new", 3);
  g_autoptr (YaoSecret) found = NULL;
  g_autoptr (GError) error = NULL;

  assert_state (keyring, state);
  assert_refused (yao_keyring_lookup (keyring, &key_item, &found, NULL, &error), &error);
  g_assert_null (found);
  assert_refused (yao_keyring_unlock (keyring, PROFILE, NULL, &error), &error);
}

/* What any keyring does that works. */
static void
use (YaoKeyring *keyring)
{
  static const guint8 zeros[] = { 'a', 0, 'b', 0 };
  const YaoKeyringItem foreign = { "another", YAO_KEYRING_DEVICE_KEY, "of-a-service" };
  g_autoptr (YaoSecret) binary = yao_secret_new_from (zeros, sizeof zeros);
  g_autoptr (YaoSecret) found = NULL;
  g_autoptr (GError) error = NULL;

  assert_state (keyring, YAO_KEYRING_AVAILABLE);
  assert_holds (keyring, &key_item, NULL);
  keep (keyring, &key_item, "first");
  keep (keyring, &token_item, "token");
  keep (keyring, &key_item, "second");
  assert_holds (keyring, &key_item, "second");
  assert_holds (keyring, &token_item, "token");
  assert_holds (keyring, &foreign, NULL);

  yao_keyring_store (keyring, &token_item, binary, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yao_keyring_lookup (keyring, &token_item, &found, NULL, &error));
  g_assert_true (yao_secret_equal (found, binary));

  g_assert_true (yao_keyring_clear (keyring, &token_item, NULL, &error));
  g_assert_true (yao_keyring_clear (keyring, &token_item, NULL, &error));
  g_assert_no_error (error);
  assert_holds (keyring, &token_item, NULL);
  assert_holds (keyring, &key_item, "second");
  g_assert_true (yao_keyring_unlock (keyring, PROFILE, NULL, &error));
  g_assert_no_error (error);
  assert_state (keyring, YAO_KEYRING_AVAILABLE);
}

static void
test_memory (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_memory_new ();
  g_autoptr (GError) error = NULL;

  use (keyring);
  yao_keyring_memory_set_state (keyring, YAO_KEYRING_ABSENT);
  assert_closed (keyring, YAO_KEYRING_ABSENT);
  yao_keyring_memory_set_state (keyring, YAO_KEYRING_LOCKED);
  assert_state (keyring, YAO_KEYRING_LOCKED);
  g_assert_true (yao_keyring_unlock (keyring, PROFILE, NULL, &error));
  g_assert_no_error (error);
  assert_holds (keyring, &key_item, "second");
}

/* libsecret chooses its backend once in a process: each look at one is a process of its own. */
static void
run_child (const char *name)
{
  g_autofree char *path = g_strconcat ("/core/keyring/subprocess/", name, NULL);

  g_test_trap_subprocess (path, PATIENCE_US, G_TEST_SUBPROCESS_DEFAULT);
  if (!g_test_trap_has_passed ())
    g_test_message ("%s: see the test without -s", name);
  g_test_trap_assert_passed ();
}

static void
choose_file (const char *dir, const char *password)
{
  g_autofree char *path = g_build_filename (dir, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  if (password != NULL)
    g_setenv ("SECRET_FILE_TEST_PASSWORD", password, TRUE);
  else
    g_unsetenv ("SECRET_FILE_TEST_PASSWORD");
}

static void
child_use (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_libsecret_new ();

  use (keyring);
}

static void
child_find (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_libsecret_new ();

  assert_state (keyring, YAO_KEYRING_AVAILABLE);
  assert_holds (keyring, &key_item, "second");
}

static void
child_locked (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_libsecret_new ();

  assert_closed (keyring, YAO_KEYRING_LOCKED);
}

static void
child_absent (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_libsecret_new ();
  g_autoptr (YaoSecret) secret = yao_secret_new_from ("new", 3);
  g_autoptr (GError) error = NULL;

  assert_closed (keyring, YAO_KEYRING_ABSENT);
  assert_refused (yao_keyring_store (keyring, &key_item, secret, NULL, &error), &error);
}

/* A file that is opened with another password looks empty, and is not: nothing is put into it. */
static void
test_file (void)
{
  char *dir = temp_dir_make ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  choose_file (dir, "right");
  run_child ("use");
  run_child ("find");
  before = temp_file_read (dir, "keyring");

  choose_file (dir, "wrong");
  run_child ("locked");
  after = temp_file_read (dir, "keyring");
  g_assert_cmpstr (before, ==, after);

  choose_file (dir, "right");
  run_child ("find");
  choose_file (dir, NULL);
  run_child ("absent");
  choose_file (dir, "right");
  temp_file_write (dir, "keyring", "this is no keyring");
  run_child ("absent");
  temp_dir_remove (dir);
}

/* gnome-keyring, on a bus and in folders of its own. */
typedef struct
{
  char *dir;
  GTestDBus *bus;
  GSubprocess *daemon;
} Desktop;

static void
set_folder (const char *variable, const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_setenv (variable, path, TRUE);
}

static void
set_up_desktop (Desktop *desktop, gconstpointer data)
{
  desktop->dir = temp_dir_make ();
  set_folder ("HOME", desktop->dir, "home");
  set_folder ("XDG_DATA_HOME", desktop->dir, "data");
  set_folder ("XDG_RUNTIME_DIR", desktop->dir, "runtime");
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  desktop->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (desktop->bus);
}

static void
tear_down_desktop (Desktop *desktop, gconstpointer data)
{
  if (desktop->daemon != NULL)
    {
      g_subprocess_send_signal (desktop->daemon, SIGTERM);
      g_subprocess_wait (desktop->daemon, NULL, NULL);
    }
  g_clear_object (&desktop->daemon);
  g_test_dbus_stop (desktop->bus);
  g_object_unref (desktop->bus);
  temp_dir_remove (desktop->dir);
}

static GVariant *
ask_bus (const char *name,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *in)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *out = NULL;

  g_assert_no_error (error);
  out = g_dbus_connection_call_sync (bus, name, path, interface, method, in, NULL,
                                     G_DBUS_CALL_FLAGS_NO_AUTO_START, 20000, NULL, &error);
  g_assert_no_error (error);
  return out;
}

static gboolean
has_secrets (void)
{
  g_autoptr (GVariant) out
      = ask_bus ("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                 g_variant_new ("(s)", "org.freedesktop.secrets"));
  gboolean is_there = FALSE;

  g_variant_get (out, "(b)", &is_there);
  return is_there;
}

static void
start_daemon (Desktop *desktop, const char *mode, const char *password)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *in;

  /* What is set for this program is not for that one. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  desktop->daemon = g_subprocess_launcher_spawn (
      launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets", mode, NULL);
  g_assert_no_error (error);
  in = g_subprocess_get_stdin_pipe (desktop->daemon);
  g_assert_true (g_output_stream_write_all (in, password, strlen (password), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (in, NULL, NULL));

  while (!has_secrets ())
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (10000);
    }
}

static void
lock_all (void)
{
  static const char *const collections[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GVariant) out
      = ask_bus ("org.freedesktop.secrets", "/org/freedesktop/secrets",
                 "org.freedesktop.Secret.Service", "Lock", g_variant_new ("(^ao)", collections));
  g_autoptr (GVariant) locked = g_variant_get_child_value (out, 0);

  g_assert_cmpuint (g_variant_n_children (locked), ==, 1);
}

static void
test_desktop_unlocked (Desktop *desktop, gconstpointer data)
{
  start_daemon (desktop, "--unlock", "password");
  run_child ("use");
  run_child ("find");
}

/* There is nobody to show the question for the password to, which is a question dismissed. */
static void
test_desktop_locked (Desktop *desktop, gconstpointer data)
{
  start_daemon (desktop, "--unlock", "password");
  run_child ("use");
  lock_all ();
  run_child ("locked");
}

/* A keyring that nobody has opened yet has no item of ours: only storing shows that it is locked.
 */
static void
child_never_opened (void)
{
  g_autoptr (YaoKeyring) keyring = yao_keyring_libsecret_new ();
  g_autoptr (YaoSecret) secret = yao_secret_new_from ("new", 3);
  g_autoptr (GError) error = NULL;

  assert_state (keyring, YAO_KEYRING_AVAILABLE);
  assert_refused (yao_keyring_store (keyring, &key_item, secret, NULL, &error), &error);
  assert_state (keyring, YAO_KEYRING_LOCKED);
  assert_refused (yao_keyring_unlock (keyring, PROFILE, NULL, &error), &error);
}

static void
test_desktop_never_opened (Desktop *desktop, gconstpointer data)
{
  start_daemon (desktop, "--start", "");
  run_child ("never-opened");
}

static void
test_desktop_absent (Desktop *desktop, gconstpointer data)
{
  run_child ("absent");
}

static void
test_no_bus (void)
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null/bus", TRUE);
  run_child ("absent");
}

#define DESKTOP(name, function)                                                                    \
  g_test_add ("/core/keyring/desktop/" name, Desktop, NULL, set_up_desktop, function,              \
              tear_down_desktop)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/keyring/subprocess/use", child_use);
  g_test_add_func ("/core/keyring/subprocess/find", child_find);
  g_test_add_func ("/core/keyring/subprocess/locked", child_locked);
  g_test_add_func ("/core/keyring/subprocess/absent", child_absent);
  g_test_add_func ("/core/keyring/subprocess/never-opened", child_never_opened);

  g_test_add_func ("/core/keyring/memory", test_memory);
  g_test_add_func ("/core/keyring/file", test_file);
  DESKTOP ("unlocked", test_desktop_unlocked);
  DESKTOP ("locked", test_desktop_locked);
  DESKTOP ("never-opened", test_desktop_never_opened);
  DESKTOP ("absent", test_desktop_absent);
  g_test_add_func ("/core/keyring/no-bus", test_no_bus);

  return g_test_run ();
}
