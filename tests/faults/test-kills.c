/* test-kills.c: the service is killed at every step of what it does
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"

#include "yao-account-table.h"
#include "yao-event-table.h"
#include "yao-identity-message.h"
#include "yao-inspection.h"
#include "yao-paths.h"
#include "yao-pin-lockout.h"
#include "yao-tls-identity.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Each case is done again and again, the service being killed before its first step, its second,
 * and so on until it lives through all of them: a step is a write or a sync of the database, or a
 * part of an answer on the socket. SOAK_SHARE says how many percent of the steps of long cases are
 * done.
 */
#define MAX_STEPS 400
#define SEED 20261125
#define FIRST_PIN "739164"
#define SECOND_PIN "850273"
#define WRONG_PIN "000000"
#define TRIES 5

static const char *program;
static const char *killer;

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation; /* another process on the same database */
  YaoDatabase *database;
  GTlsDatabase *trust;
  GSubprocess *process;
  GInputStream *log;
  int *left; /* see killer.c */
  TestPerson *person;
  const char *pin; /* the one that counts */
} Fixture;

static void
start_service (Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *number = g_build_filename (fixture->folder, "left", NULL);
  g_autofree char *sanitizer
      = g_strconcat (g_getenv ("ASAN_OPTIONS") != NULL ? g_getenv ("ASAN_OPTIONS") : "",
                     ":verify_asan_link_order=0", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const char *port;

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", killer, TRUE);
  g_subprocess_launcher_setenv (launcher, "KILLER_FILE", number, TRUE);
  /* The sanitizer's own library may come after the killer. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", sanitizer, TRUE);
  fixture->process
      = g_subprocess_launcher_spawn (launcher, &error, program, "serve", "--data", fixture->folder,
                                     "--listen", "127.0.0.1:0", "--exit-with-stdin", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (fixture->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_nonnull (line);
  port = strstr (line, " port ");
  g_assert_nonnull (port);
  fixture->person->port = (guint16) strtoul (port + strlen (" port "), NULL, 10);
}

/* Tells whether the service had been killed. */
static gboolean
bring_back (Fixture *fixture)
{
  gboolean was_killed = __atomic_exchange_n (fixture->left, 0, __ATOMIC_SEQ_CST) == 0;

  if (!was_killed)
    return FALSE;
  g_assert_true (g_subprocess_wait (fixture->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (fixture->process));
  g_clear_object (&fixture->process);
  start_service (fixture);
  return TRUE;
}

static void
arm (Fixture *fixture, int step)
{
  __atomic_store_n (fixture->left, step, __ATOMIC_SEQ_CST);
}

static int *
make_number (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "left", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  void *page;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, sizeof (int)), ==, 0);
  page = mmap (NULL, sizeof (int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (page != MAP_FAILED);
  close (fd);
  return page;
}

static GTlsDatabase *
load_trust (Fixture *fixture)
{
  g_autofree char *pem = yao_tls_identity_dup_ca_pem (fixture->installation, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "test-ca.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsDatabase *trust;

  g_assert_true (g_file_set_contents (path, pem, -1, NULL));
  trust = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  return trust;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
  test_add_user (fixture->installation, "1", "张伟");
  test_give_pin (fixture->installation, "1", FIRST_PIN);
  fixture->pin = FIRST_PIN;
  fixture->left = make_number (fixture->folder);
  fixture->trust = load_trust (fixture);
  fixture->person = test_person_new (fixture->installation);
  fixture->person->trust = fixture->trust;
  start_service (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (fixture->process, NULL, &error));
  g_object_unref (fixture->process);
  findings = yao_inspection_run (fixture->installation, &error);
  g_assert_no_error (error);
  /* A service of tests has no authority for RSA. */
  for (guint i = 0; i < findings->len; i++)
    {
      if (!g_str_has_prefix (findings->pdata[i], "rsa-"))
        g_error ("after the kills: %s", (char *) findings->pdata[i]);
    }
  test_person_free (fixture->person);
  g_object_unref (fixture->trust);
  munmap (fixture->left, sizeof (int));
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static gint64
get_tries (Fixture *fixture)
{
  const YaoPinCounting counting = { "1", "1", NULL };
  YaoPinAllowance allowance = { 0 };

  g_assert_true (yao_pin_lockout_peek (fixture->installation, &counting, &allowance, NULL));
  return allowance.tries_left;
}

static gint64
count_rows (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (fixture->database, &error, sql, "");

  g_assert_no_error (error);
  g_assert_true (yao_rows_next (rows, &error));
  return yao_rows_get_int (rows, 0);
}

#define COUNT_SESSIONS "SELECT max (id) FROM sessions"
#define COUNT_DEVICES "SELECT count(*) FROM devices"
#define COUNT_EVENTS(kind) "SELECT count(*) FROM events WHERE kind = '" kind "'"

static void
sign_in (Fixture *fixture)
{
  g_autoptr (YaoResponse) response = test_person_login (fixture->person, "1", "1", fixture->pin);

  g_assert_nonnull (response);
  test_assert_status (response, 200);
  g_assert_cmpint (get_tries (fixture), ==, TRIES);
}

static gboolean
is_done (YaoResponse *response)
{
  return response != NULL && yao_response_get_status (response) < 300;
}

/* What a client gets to know of an operation whose answer was lost. */
static gboolean
ask_operation (Fixture *fixture, const char *key)
{
  g_autofree char *path = g_strconcat ("/v1/operations/", key, NULL);
  g_autoptr (YaoResponse) response
      = test_person_send (fixture->person, "GET", path, NULL, fixture->person->access_token, NULL);
  g_autoptr (YaoOperationMessage) message = NULL;

  test_assert_status (response, 200);
  message
      = yao_operation_message_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpstr (message->state, !=, "running");
  return g_str_equal (message->state, "done");
}

typedef gboolean (*Case) (Fixture *fixture, int step);

/* Does a case with the service killed before each of its steps. */
static void
kill_at_each_step (Fixture *fixture, Case one, gboolean is_long)
{
  const char *share_text = g_getenv ("SOAK_SHARE");
  guint share = share_text != NULL ? (guint) strtoul (share_text, NULL, 10) : 5;
  g_autoptr (GRand) chance = g_rand_new_with_seed (SEED);
  guint n_done = 0;
  int step;

  for (step = 1; step < MAX_STEPS; step++)
    {
      gboolean is_chosen = !is_long || (guint) g_rand_int_range (chance, 0, 100) < share;

      /* Those that are left out are still looked for: where the last one is, is not known. */
      if (!is_chosen && step % 32 != 0)
        continue;
      n_done++;
      if (!one (fixture, step))
        break;
    }
  g_test_message ("%u of %d steps", n_done, step);
  g_assert_cmpint (step, >, 3);
  g_assert_cmpint (step, <, MAX_STEPS);
}

static gboolean has_lost_reply; /* a try was counted and the answer never came */

/* The try is counted before anything is told. */
static gboolean
begin_wrong (Fixture *fixture, int step)
{
  g_autoptr (YaoResponse) begun = NULL;
  gboolean was_killed;
  gint64 tries;

  arm (fixture, step);
  begun = test_person_begin_login (fixture->person, "1", "1", WRONG_PIN);
  was_killed = bring_back (fixture);
  tries = get_tries (fixture);
  g_assert_true (was_killed || is_done (begun));
  g_assert_true (tries == TRIES || tries == TRIES - 1);
  if (is_done (begun))
    g_assert_cmpint (tries, ==, TRIES - 1);
  else if (tries == TRIES - 1)
    has_lost_reply = TRUE;
  sign_in (fixture);
  return was_killed;
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, begin_wrong, FALSE);
  g_assert_true (has_lost_reply);
}

static gboolean
log_in (Fixture *fixture, int step)
{
  gint64 sessions = count_rows (fixture, COUNT_SESSIONS);
  g_autoptr (YaoResponse) response = NULL;
  gboolean was_killed;
  gboolean is_new;

  arm (fixture, step);
  response = test_person_login (fixture->person, "1", "1", fixture->pin);
  was_killed = bring_back (fixture);
  is_new = count_rows (fixture, COUNT_SESSIONS) > sessions;
  g_assert_true (was_killed || is_done (response));
  if (is_done (response))
    g_assert_true (is_new);
  /* The counter is cleared where the session is made, and nowhere else. */
  if (is_new)
    g_assert_cmpint (get_tries (fixture), ==, TRIES);
  g_assert_cmpint (count_rows (fixture, COUNT_DEVICES), ==,
                   count_rows (fixture, COUNT_EVENTS ("device-added")));
  sign_in (fixture);
  return was_killed;
}

static void
test_login (Fixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, log_in, TRUE);
}

/* Either the new PIN counts and everything that goes with it was done, or nothing was. */
static gboolean
change_pin (Fixture *fixture, int step)
{
  const char *next = fixture->pin == (const char *) FIRST_PIN ? SECOND_PIN : FIRST_PIN;
  gint64 before = count_rows (fixture, COUNT_EVENTS ("pin-changed"));
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoResponse) response = NULL;
  gboolean was_killed;
  gboolean is_changed;

  sign_in (fixture);
  arm (fixture, step);
  response = test_person_change_pin (fixture->person, "1", next, key);
  was_killed = bring_back (fixture);
  is_changed = count_rows (fixture, COUNT_EVENTS ("pin-changed")) > before;
  g_assert_true (was_killed || is_done (response));
  if (is_done (response))
    g_assert_true (is_changed);
  if (is_changed)
    fixture->pin = next;

  sign_in (fixture);
  g_assert_true (ask_operation (fixture, key) == is_changed);
  g_assert_cmpint (count_rows (fixture, COUNT_EVENTS ("pin-changed")), ==, before + is_changed);
  return was_killed;
}

static void
test_registration (Fixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, change_pin, TRUE);
}

static char *
dup_first_notice (Fixture *fixture)
{
  g_autoptr (YaoResponse) response = test_person_send (fixture->person, "GET", YAO_PATH_NOTICES,
                                                       NULL, fixture->person->access_token, NULL);
  g_autoptr (YaoNoticeList) list = NULL;

  test_assert_status (response, 200);
  list = yao_notice_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  g_assert_cmpuint (list->items->len, >, 0);
  return g_strdup (((YaoNoticeMessage *) list->items->pdata[0])->id);
}

/* A request that is sent again with its key is done once, whether its answer was lost or not. */
static gboolean
dismiss (Fixture *fixture, int step)
{
  YaoEventRecord event = { .time = yao_clock_get_unix (fixture->clock),
                           .kind = (char *) "certificate-renewed",
                           .certificate = (char *) "c" };
  gint64 before = count_rows (fixture, COUNT_EVENTS ("notice-dismissed"));
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (YaoResponse) first = NULL;
  g_autoptr (YaoResponse) again = NULL;
  gboolean was_killed;
  gboolean is_dismissed;

  g_assert_true (yao_event_table_insert_for_account (fixture->database, "1", "1", &event, NULL));
  sign_in (fixture);
  id = dup_first_notice (fixture);
  path = g_strdup_printf (YAO_PATH_NOTICES "/%s/dismiss", id);
  arm (fixture, step);
  first
      = test_person_send (fixture->person, "POST", path, NULL, fixture->person->access_token, key);
  was_killed = bring_back (fixture);
  is_dismissed = count_rows (fixture, COUNT_EVENTS ("notice-dismissed")) > before;
  g_assert_true (was_killed || is_done (first));
  if (is_done (first))
    g_assert_true (is_dismissed);

  sign_in (fixture);
  g_assert_true (ask_operation (fixture, key) == is_dismissed);
  again
      = test_person_send (fixture->person, "POST", path, NULL, fixture->person->access_token, key);
  test_assert_status (again, 204);
  g_assert_cmpint (count_rows (fixture, COUNT_EVENTS ("notice-dismissed")), ==, before + 1);
  return was_killed;
}

static void
test_idempotency (Fixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, dismiss, TRUE);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/faults/kills/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  program = argv[1];
  killer = argv[2];

  TEST ("count", test_count);
  TEST ("login", test_login);
  TEST ("registration", test_registration);
  TEST ("idempotency", test_idempotency);
  return g_test_run ();
}
