/* test-builtin-service.c: the demonstration service as a child
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-builtin-process.h"
#include "yao-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

#define DEADLINE_US (60 * G_USEC_PER_SEC)

/* The first start makes an organisation with its keys: one directory serves all tests. */
static char *shared_dir;

typedef struct
{
  char *dir;
  YaoBuiltinService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_build_filename (shared_dir, "demo", NULL);
  fixture->service = yao_builtin_service_new (fixture->dir);
}

static void
wait_for_end (const char *dir)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;

  while (yao_builtin_is_held (dir))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
}

/* A start that was told of may have its thread still: that lets go of the service a little later.
 */
static void
let_go (YaoBuiltinService *service)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  gpointer weak = service;

  g_object_add_weak_pointer (G_OBJECT (service), &weak);
  g_object_unref (service);
  while (g_atomic_pointer_get (&weak) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->service != NULL)
    {
      yao_builtin_service_stop (fixture->service);
      let_go (fixture->service);
    }
  /* A service that was left to others ends with the last of them, a little later. */
  wait_for_end (fixture->dir);
  g_free (fixture->dir);
}

static void
start (YaoBuiltinService *service)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_builtin_service_start (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yao_builtin_service_get_state (service), ==, YAO_BUILTIN_RUNNING);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_state (YaoBuiltinService *service, YaoBuiltinState state)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  while (yao_builtin_service_get_state (service) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
is_listening (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_uri (client, address, 443, NULL, NULL);
  return connection != NULL;
}

static void
test_start_and_stop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code = NULL;
  g_autoptr (GListModel) people = NULL;
  g_autoptr (YaoDemoPerson) first = NULL;

  g_assert_cmpint (yao_builtin_service_get_state (fixture->service), ==, YAO_BUILTIN_STOPPED);
  g_assert_null (yao_builtin_service_dup_address (fixture->service));
  start (fixture->service);
  address = yao_builtin_service_dup_address (fixture->service);
  g_assert_true (g_str_has_prefix (address, "https://127.0.0.1:"));
  g_assert_true (is_listening (address));

  code = yao_builtin_service_dup_code (fixture->service, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yao_enrolment_code_get_address (code), ==, address);
  people = yao_builtin_service_list_people (fixture->service, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (people), ==, 12);
  first = g_list_model_get_item (people, 0);
  g_assert_cmpstr (yao_demo_person_get_uid (first), ==, "10001");
  g_assert_cmpstr (yao_demo_person_get_name (first), ==, "张伟");
  g_assert_cmpstr (yao_demo_person_get_hint (first), !=, "");

  /* A second start does nothing; after a stop it comes back where it was. */
  start (fixture->service);
  yao_builtin_service_stop (fixture->service);
  g_assert_cmpint (yao_builtin_service_get_state (fixture->service), ==, YAO_BUILTIN_STOPPED);
  g_assert_false (is_listening (address));
  g_assert_false (yao_builtin_is_held (fixture->dir));
  start (fixture->service);
  again = yao_builtin_service_dup_address (fixture->service);
  g_assert_cmpstr (again, ==, address);
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  YaoBuiltinService *other = yao_builtin_service_new (fixture->dir);
  g_autofree char *address = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture->service);
  start (other);
  address = yao_builtin_service_dup_address (fixture->service);
  theirs = yao_builtin_service_dup_address (other);
  g_assert_cmpstr (address, ==, theirs);

  /* Whoever did not start it does not remove its data. */
  g_assert_false (yao_builtin_service_reset (other, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BUSY);
  yao_builtin_service_stop (other);
  g_assert_true (is_listening (address));

  /* Whoever started it leaves it to the other one; that one goes on, with this service or its own.
   */
  start (other);
  yao_builtin_service_stop (fixture->service);
  start (other);
  g_clear_pointer (&theirs, g_free);
  theirs = yao_builtin_service_dup_address (other);
  g_assert_true (is_listening (theirs));
  yao_builtin_service_stop (other);
  g_assert_finalize_object (other);
}

static void
raise_flag (gboolean *flag)
{
  *flag = TRUE;
}

/* The child, whichever thread of ours started it. */
static GPid
find_child (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while ((task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "children", NULL);
      g_autofree char *children = NULL;

      if (g_file_get_contents (path, &children, NULL, NULL) && atoi (children) > 0)
        return atoi (children);
    }

  g_assert_not_reached ();
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  gboolean notified = FALSE;
  GPid first;

  start (fixture->service);
  first = find_child ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect_swapped (fixture->service, "notify::state", G_CALLBACK (raise_flag), &notified);
  g_assert_cmpint (kill (first, SIGKILL), ==, 0);
  wait_for_state (fixture->service, YAO_BUILTIN_STARTING);
  g_assert_true (notified);
  wait_for_state (fixture->service, YAO_BUILTIN_RUNNING);
  g_assert_cmpint (find_child (), !=, first);
  g_signal_handlers_disconnect_by_data (fixture->service, &notified);
}

/* An operation that finds it dead does not wait for that. */
static void
test_start_after_death (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  GPid child;

  start (fixture->service);
  child = find_child ();
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  wait_for_end (fixture->dir);
  start (fixture->service);
  address = yao_builtin_service_dup_address (fixture->service);
  g_assert_true (is_listening (address));
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yao_builtin_service_start_async (fixture->service, NULL, answer_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (yao_builtin_service_start_finish (fixture->service, result, &error));
  g_assert_no_error (error);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (yao_builtin_service_start (fixture->service, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (yao_builtin_service_get_state (fixture->service), ==, YAO_BUILTIN_STOPPED);
  g_assert_false (yao_builtin_is_held (fixture->dir));
}

static void
with_program (const char *program, YaoBuiltinService *service, YaoErrorCode expected)
{
  g_autofree char *real = g_strdup (g_getenv ("YUNYAOD"));
  g_autoptr (GError) error = NULL;

  g_setenv ("YUNYAOD", program, TRUE);
  g_assert_false (yao_builtin_service_start (service, NULL, &error));
  g_assert_error (error, YAO_ERROR, (int) expected);
  g_assert_nonnull (yao_error_get_subject (error));
  g_assert_cmpint (yao_builtin_service_get_state (service), ==, YAO_BUILTIN_FAILED);
  g_assert_error (yao_builtin_service_get_error (service), YAO_ERROR, (int) expected);
  g_setenv ("YUNYAOD", real, TRUE);
}

static void
test_broken_program (Fixture *fixture, gconstpointer data)
{
  with_program ("/nonexistent/yunyaod", fixture->service, YAO_ERROR_UNSUPPORTED);
  with_program ("/bin/false", fixture->service, YAO_ERROR_SERVICE_FAILED);
  with_program ("/bin/echo", fixture->service, YAO_ERROR_SERVICE_FAILED);
}

static void
test_foreign_directory (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (shared_dir, "photos", NULL);
  YaoBuiltinService *service = yao_builtin_service_new (dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  temp_file_write (dir, "holiday.jpg", "the only one");
  g_assert_false (yao_builtin_service_reset (service, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  kept = temp_file_read (dir, "holiday.jpg");
  g_assert_cmpstr (kept, ==, "the only one");
  g_assert_finalize_object (service);
}

static void
test_never_started (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (shared_dir, "never", NULL);
  YaoBuiltinService *service = yao_builtin_service_new (dir);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_builtin_service_list_people (service, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yao_builtin_service_dup_code (service, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_assert_finalize_object (service);
}

/* The whole way: the client's own built-in service, a download, a reset, another organisation. */
static void
test_client (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_client_new (shared_dir, &error);
  YaoBuiltinService *builtin = yao_client_get_builtin (client);
  g_autoptr (YaoService) service = NULL;
  g_autoptr (YaoService) other = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autofree char *pin = NULL;
  g_autofree char *other_pin = NULL;

  g_assert_no_error (error);
  service = yao_client_add_builtin (client, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yao_service_is_builtin (service));
  g_assert_cmpint (yao_service_get_trust (service), ==, YAO_SERVICE_TRUST_SIGNED);
  pin = yao_service_dup_pin_text (service);
  list = yao_client_download (client, service, "10001", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_clear_object (&list);

  /* Stopped, it is started by the next operation that needs it. */
  yao_builtin_service_stop (builtin);
  g_assert_cmpint (yao_client_refresh (client, NULL, NULL, &error), ==, 0);
  g_assert_no_error (error);

  g_assert_true (yao_builtin_service_reset (builtin, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yao_client_check_connection (client, service, NULL, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED);
  g_clear_error (&error);

  other = yao_client_add_builtin (client, NULL, &error);
  g_assert_no_error (error);
  other_pin = yao_service_dup_pin_text (other);
  g_assert_cmpstr (pin, !=, other_pin);
  g_assert_cmpuint (client_count_services (client), ==, 1);
  g_assert_cmpuint (client_count_certificates (client), ==, 0);

  g_clear_object (&service);
  g_clear_object (&other);
  yao_builtin_service_stop (builtin);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (client);
}

int
main (int argc, char *argv[])
{
  int result;

  shared_dir = temp_dir_make ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/builtin-service/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("start-and-stop", test_start_and_stop);
  ADD ("attach", test_attach);
  ADD ("restart", test_restart);
  ADD ("start-after-death", test_start_after_death);
  ADD ("async", test_async);
  ADD ("cancel", test_cancel);
  ADD ("broken-program", test_broken_program);
  ADD ("foreign-directory", test_foreign_directory);
  ADD ("never-started", test_never_started);
  ADD ("client", test_client);
#undef ADD
  result = g_test_run ();
  temp_dir_remove (shared_dir);
  return result;
}
