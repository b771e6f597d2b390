/* test-profile.c: kills, full disks and other processes around the profile
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-error.h"
#include "yao-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define P256 YAO_CERTIFICATE_ALGORITHM_P256

/* What the file layer is to do at its step with this number. */
typedef struct
{
  guint at;
  guint seen;
  int failure;   /* an errno */
  gboolean kill; /* in place of it */
} Plan;

static int
hook (const char *step, const char *path, gpointer user_data)
{
  Plan *plan = user_data;

  if (plan->seen++ != plan->at)
    return 0;
  if (plan->kill)
    kill (getpid (), SIGKILL);
  return plan->failure;
}

static gboolean
add_service (YaoProfile *profile, gpointer user_data, GError **error)
{
  g_autoptr (YaoServiceRecord) record = yao_service_record_new ();

  record->id = g_strdup (user_data);
  record->name = g_strdup ("示例单位");
  record->address = g_strdup ("https://ca.example.org");
  return yao_profile_put_service (profile, record, error);
}

static gboolean
update (const char *dir, const char *id, GError **error)
{
  g_autoptr (YaoProfileStore) store = yao_profile_store_new (dir);
  g_autoptr (YaoProfile) profile
      = yao_profile_store_update (store, add_service, (gpointer) id, error);

  return profile != NULL;
}

/* How many services there are; a damaged profile fails the test. */
static guint
count_services (const char *dir)
{
  g_autoptr (YaoProfileStore) store = yao_profile_store_new (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProfile) profile = yao_profile_store_load (store, &error);

  g_assert_no_error (error);
  g_assert_null (yao_profile_store_take_damage (store));
  return profile->services->len;
}

static guint
count_steps (const char *dir)
{
  Plan plan = { .at = G_MAXUINT };
  g_autoptr (GError) error = NULL;

  yao_file_set_hook (hook, &plan);
  g_assert_true (update (dir, "counted", &error));
  yao_file_set_hook (NULL, NULL);
  g_assert_cmpuint (plan.seen, >=, 4);
  return plan.seen;
}

/* Runs in a child that is killed at its step @at; tells whether it was. */
static gboolean
run_and_kill (void (*work) (gpointer), gpointer data, guint at)
{
  Plan plan = { .at = at, .kill = TRUE };
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      yao_file_set_hook (hook, &plan);
      work (data);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      return TRUE;
    }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return FALSE;
}

static void
work_update (gpointer data)
{
  update (data, "killed", NULL);
}

static void
test_kill_update (void)
{
  char *counted = temp_dir_make ();
  guint steps = count_steps (counted);

  for (guint at = 0; at < steps; at++)
    {
      char *dir = temp_dir_make ();
      guint after;

      g_assert_true (update (dir, "old", NULL));
      g_assert_true (run_and_kill (work_update, dir, at));
      after = count_services (dir);
      g_test_message ("killed at step %u of %u: %s", at, steps, after == 1 ? "old" : "new");
      g_assert_cmpuint (after, >=, 1);
      g_assert_cmpuint (after, <=, 2);
      /* Nothing is held, nothing is in the way. */
      g_assert_true (update (dir, "next", NULL));
      g_assert_cmpuint (count_services (dir), ==, after + 1);
      temp_dir_remove (dir);
    }
  temp_dir_remove (counted);
}

/* A damaged file is being set aside when the process dies: its contents are somewhere, whole. */
static void
test_kill_set_aside (void)
{
  for (guint at = 0; at < 8; at++)
    {
      char *dir = temp_dir_make ();
      g_autoptr (GDir) listing = NULL;
      const char *name;
      gboolean found = FALSE;

      temp_file_write (dir, "profile.json", "rubbish, but mine");
      run_and_kill (work_update, dir, at);
      listing = g_dir_open (dir, 0, NULL);
      while ((name = g_dir_read_name (listing)) != NULL)
        {
          g_autofree char *contents = temp_file_read (dir, name);

          found = found || g_strcmp0 (contents, "rubbish, but mine") == 0;
        }
      g_assert_true (found);
      temp_dir_remove (dir);
    }
}

static void
test_full_disk (void)
{
  static const int failures[] = { ENOSPC, EDQUOT, EIO, EROFS };
  char *dir = temp_dir_make ();
  guint steps = count_steps (dir);

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      gboolean full = failures[i] == ENOSPC || failures[i] == EDQUOT;
      int expected = full ? YAO_ERROR_STORAGE_FULL : YAO_ERROR_STORAGE;

      for (guint at = 0; at < steps; at++)
        {
          Plan plan = { .at = at, .failure = failures[i] };
          g_autoptr (GError) error = NULL;
          g_autofree char *before = temp_file_read (dir, "profile.json");
          g_autofree char *after = NULL;
          g_autofree char *id = g_strdup_printf ("full-%d-%u", failures[i], at);
          gboolean updated;

          yao_file_set_hook (hook, &plan);
          updated = update (dir, id, &error);
          yao_file_set_hook (NULL, NULL);
          g_assert_false (updated);
          g_assert_error (error, YAO_ERROR, expected);
          g_assert_nonnull (yao_error_get_subject (error));

          /* The last step makes durable what is there already; before it, nothing changed. */
          after = temp_file_read (dir, "profile.json");
          if (at + 1 < steps)
            g_assert_cmpstr (before, ==, after);
          g_assert_cmpuint (temp_dir_count (dir, ".profile.json"), ==, 0);
        }
    }
  g_assert_true (update (dir, "room again", NULL));
  temp_dir_remove (dir);
}

static pid_t
write_in_child (const char *dir, guint writer, guint count)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child > 0)
    return child;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("service-%u-%u", writer, i);

      if (!update (dir, id, NULL))
        _exit (1);
    }
  _exit (0);
}

static void
expect_exit (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* Several processes write at once, one reads all the time: nothing is lost, nothing half-read. */
static void
test_writers (void)
{
  char *dir = temp_dir_make ();
  pid_t children[4];
  guint last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    children[i] = write_in_child (dir, i, 15);
  while (last < 15 * G_N_ELEMENTS (children))
    {
      guint now = count_services (dir);

      g_assert_cmpuint (now, >=, last);
      last = now;
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    expect_exit (children[i]);
  g_assert_cmpuint (count_services (dir), ==, 15 * G_N_ELEMENTS (children));
  temp_dir_remove (dir);
}

static void
test_busy (void)
{
  char *dir = temp_dir_make ();
  g_autofree char *path = g_build_filename (dir, "profile.lock", NULL);
  g_autoptr (YaoFileLock) lock = yao_file_lock (path, 0, NULL);
  g_autoptr (YaoProfileStore) store = yao_profile_store_new (dir);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lock);
  yao_profile_store_set_patience (store, 50 * 1000);
  g_assert_null (yao_profile_store_update (store, add_service, (gpointer) "x", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);

  /* Reading never waits. */
  g_assert_cmpuint (count_services (dir), ==, 0);
  temp_dir_remove (dir);
}

static void
test_full_profile (void)
{
  char *dir = temp_dir_make ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < YAO_PROFILE_MAX_SERVICES; i++)
    {
      g_autofree char *id = g_strdup_printf ("service-%u", i);

      g_assert_true (update (dir, id, NULL));
    }
  g_assert_false (update (dir, "one too many", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_cmpuint (count_services (dir), ==, YAO_PROFILE_MAX_SERVICES);
  temp_dir_remove (dir);
}

/* Whole operations of the client, killed at every durable step they have. */
typedef struct
{
  FakeService *fake;
  const char *dir;
} Work;

static YaoClient *
open_client (const Work *work)
{
  YaoClient *client = yao_client_new (work->dir, NULL);

  g_assert_nonnull (client);
  fake_service_serve (work->fake, client);
  return client;
}

static void
work_add (gpointer data)
{
  const Work *work = data;
  g_autoptr (YaoClient) client = open_client (work);
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (work->fake, FAKE_CODE_GOOD);
  g_autoptr (YaoService) service
      = yao_client_add_service (client, code, YAO_ADD_DEFAULT, NULL, NULL);

  g_assert_nonnull (service);
}

static void
work_download (gpointer data)
{
  g_autoptr (YaoClient) client = open_client (data);
  g_autoptr (GListModel) list
      = yao_client_download (client, yao_client_get_default_service (client), "10001", NULL, NULL);

  g_assert_nonnull (list);
}

static void
work_delete (gpointer data)
{
  g_autoptr (YaoClient) client = open_client (data);

  g_assert_true (yao_client_delete (client, yao_client_get_current (client), NULL, NULL));
}

static void
test_kill_operations (void)
{
  static void (*const works[]) (gpointer) = { work_add, work_download, work_delete };
  g_autoptr (FakeService) fake = fake_service_new ();
  char *dir = temp_dir_make ();
  Work work = { fake, dir };
  guint kills = 0;

  fake_service_add_certificate (fake, "10001", "张伟", P256, -1, 365);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    {
      guint at = 0;

      /* Each one is done when it was not killed any more; it may be done over again. */
      while (run_and_kill (works[i], &work, at))
        {
          count_services (dir);
          kills++;
          at++;
          if (i == 2 && at > 3)
            break;
        }
    }
  g_assert_cmpuint (kills, >=, 8);
  temp_dir_remove (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/profile/kill-update", test_kill_update);
  g_test_add_func ("/faults/profile/kill-set-aside", test_kill_set_aside);
  g_test_add_func ("/faults/profile/full-disk", test_full_disk);
  g_test_add_func ("/faults/profile/writers", test_writers);
  g_test_add_func ("/faults/profile/busy", test_busy);
  g_test_add_func ("/faults/profile/full-profile", test_full_profile);
  g_test_add_func ("/faults/profile/kill-operations", test_kill_operations);
  return g_test_run ();
}
