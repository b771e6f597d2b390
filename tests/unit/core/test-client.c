/* test-client.c: the models of a profile
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define P256 YAO_CERTIFICATE_ALGORITHM_P256

typedef struct
{
  GAsyncResult *result;
  gboolean done;
} Answer;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->result = g_object_ref (result);
  answer->done = TRUE;
}

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->result);
  answer->done = FALSE;
}

static void
raise_flag (gboolean *flag)
{
  *flag = TRUE;
}

static void
count_items_cb (GListModel *list, guint position, guint removed, guint added, guint *count)
{
  *count += removed + added;
}

/* Two people, one certificate each; the second one is in use. */
static void
add_two (ClientFixture *fixture)
{
  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  fake_service_add_certificate (fixture->fake, "10002", "李娜", P256, -1, 365);
  client_fixture_download (fixture, "10001");
  client_fixture_download (fixture, "10002");
}

static YaoCertificate *
get_certificate (ClientFixture *fixture, guint position)
{
  g_autoptr (GListModel) list = yao_client_list_certificates (fixture->client);
  g_autoptr (YaoCertificate) certificate = g_list_model_get_item (list, position);

  g_assert_nonnull (certificate);
  return certificate;
}

static void
test_empty (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) services = yao_client_list_services (fixture->client);
  g_autoptr (GListModel) again = yao_client_list_services (fixture->client);
  g_autoptr (GError) error = NULL;

  g_assert_true (services == again);
  g_assert_null (yao_client_get_current (fixture->client));
  g_assert_null (yao_client_get_default_service (fixture->client));
  g_assert_null (yao_client_get_damage (fixture->client));
  g_assert_null (yao_client_get_service (fixture->client, "none"));
  g_assert_null (yao_client_find_certificate (fixture->client, "none", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_assert_cmpstr (yao_client_get_profile_dir (fixture->client), ==, fixture->dir);
  g_assert_true (YAO_IS_CLOCK (yao_client_get_clock (fixture->client)));
}

static void
test_reopened (ClientFixture *fixture, gconstpointer data)
{
  YaoClient *again;
  YaoCertificate *current;

  add_two (fixture);
  again = client_fixture_open_again (fixture);
  g_assert_cmpuint (client_count_services (again), ==, 1);
  g_assert_cmpuint (client_count_certificates (again), ==, 2);
  current = yao_client_get_current (again);
  g_assert_cmpstr (yao_certificate_get_holder_uid (current), ==, "10002");
  g_assert_true (yao_certificate_is_current (current));
  g_assert_cmpstr (yao_certificate_get_serial (current), ==,
                   yao_certificate_get_serial (yao_client_get_current (fixture->client)));
  g_assert_finalize_object (again);
}

static void
test_use (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean notified = FALSE;
  YaoCertificate *first;

  add_two (fixture);
  first = get_certificate (fixture, 0);
  g_signal_connect_swapped (fixture->client, "notify::current", G_CALLBACK (raise_flag), &notified);
  g_assert_true (yao_client_use (fixture->client, first, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (notified);
  g_assert_true (yao_client_get_current (fixture->client) == first);
  g_assert_false (yao_certificate_is_current (get_certificate (fixture, 1)));

  notified = FALSE;
  g_assert_true (yao_client_use (fixture->client, first, NULL, &error));
  g_assert_false (notified);
}

static void
test_delete (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) second = NULL;

  add_two (fixture);
  second = g_object_ref (get_certificate (fixture, 1));
  g_assert_true (yao_client_delete (fixture->client, second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 1);
  g_assert_true (yao_client_get_current (fixture->client) == get_certificate (fixture, 0));

  g_assert_false (yao_client_delete (fixture->client, second, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yao_client_use (fixture->client, second, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (yao_client_delete (fixture->client, get_certificate (fixture, 0), NULL, &error));
  g_assert_null (yao_client_get_current (fixture->client));
  g_assert_cmpuint (client_count_services (fixture->client), ==, 1);
}

static void
test_remove_service (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service = NULL;

  add_two (fixture);
  service = g_object_ref (yao_client_get_default_service (fixture->client));
  g_assert_true (yao_client_remove_service (fixture->client, service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (client_count_services (fixture->client), ==, 0);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 0);
  g_assert_null (yao_client_get_current (fixture->client));
  g_assert_null (yao_client_get_default_service (fixture->client));

  g_assert_false (yao_client_remove_service (fixture->client, service, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

static void
test_find (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YaoCertificate *first;
  g_autofree char *prefix = NULL;
  g_autofree char *serial = NULL;

  add_two (fixture);
  first = get_certificate (fixture, 0);
  prefix = g_strndup (yao_certificate_get_id (first), 8);
  serial = g_ascii_strup (yao_certificate_get_serial (first), -1);

  g_assert_true (
      yao_client_find_certificate (fixture->client, yao_certificate_get_id (first), &error)
      == first);
  g_assert_true (yao_client_find_certificate (fixture->client, prefix, &error) == first);
  g_assert_true (yao_client_find_certificate (fixture->client, serial, &error) == first);
  g_assert_no_error (error);

  prefix[3] = '\0';
  g_assert_null (yao_client_find_certificate (fixture->client, prefix, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  fake_service_add_certificate (fixture->fake, "10003", "王建国", P256, -1, 365)->id[0] = 'x';
  g_assert_null (yao_client_find_certificate (fixture->client, "", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

static void
test_find_ambiguous (ClientFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "abcdef01", "abcdef02", "abcd" };
  g_autoptr (GError) error = NULL;

  client_fixture_add (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      YaoCertificateMessage *message
          = fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);

      g_free (message->id);
      message->id = g_strdup (ids[i]);
    }
  client_fixture_download (fixture, "10001");

  g_assert_null (yao_client_find_certificate (fixture->client, "abcdef", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_AMBIGUOUS);
  g_assert_cmpstr (yao_error_get_subject (error), ==, "abcdef");
  /* An id that is the beginning of others is still an id. */
  g_assert_true (yao_client_find_certificate (fixture->client, "abcd", NULL)
                 == get_certificate (fixture, 2));
}

/* What another process writes is seen, and what did not change stays the same object. */
static void
test_other_process (ClientFixture *fixture, gconstpointer data)
{
  YaoClient *other;
  YaoCertificate *kept;
  g_autoptr (GListModel) list = yao_client_list_certificates (fixture->client);
  g_autoptr (GError) error = NULL;
  gboolean notified = FALSE;
  guint touched = 0;

  add_two (fixture);
  kept = get_certificate (fixture, 1);
  other = client_fixture_open_again (fixture);
  g_signal_connect_swapped (fixture->client, "notify::current", G_CALLBACK (raise_flag), &notified);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_items_cb), &touched);

  {
    g_autoptr (GListModel) theirs = yao_client_list_certificates (other);
    g_autoptr (YaoCertificate) first = g_list_model_get_item (theirs, 0);

    g_assert_true (yao_client_use (other, first, NULL, &error));
  }
  wait_until (&notified);
  g_assert_cmpuint (touched, ==, 0);
  g_assert_cmpstr (yao_certificate_get_holder_uid (yao_client_get_current (fixture->client)), ==,
                   "10001");

  notified = FALSE;
  g_assert_true (yao_client_delete (other, yao_client_get_current (other), NULL, &error));
  wait_until (&notified);
  g_assert_cmpuint (touched, ==, 1);
  g_assert_true (get_certificate (fixture, 0) == kept);
  g_assert_true (yao_client_get_current (fixture->client) == kept);
  g_assert_finalize_object (other);
}

static void
test_damage (ClientFixture *fixture, gconstpointer data)
{
  YaoClient *client;
  gboolean notified = FALSE;

  temp_file_write (fixture->dir, "profile.json", "rubbish");
  client = client_fixture_open_again (fixture);
  g_assert_error (yao_client_get_damage (client), YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED);
  g_assert_true (
      g_file_test (yao_error_get_subject (yao_client_get_damage (client)), G_FILE_TEST_EXISTS));
  g_signal_connect_swapped (client, "notify::damage", G_CALLBACK (raise_flag), &notified);
  yao_client_clear_damage (client);
  g_assert_null (yao_client_get_damage (client));
  g_assert_true (notified);
  g_assert_finalize_object (client);
}

static void
test_newer (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  temp_file_write (fixture->dir, "profile.json", "{\"version\":99}");
  g_assert_null (yao_client_new (fixture->dir, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER);
  g_assert_cmpuint (temp_dir_count (fixture->dir, "profile.json"), ==, 1);
}

static void
test_no_directory (ClientFixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (fixture->dir, "new", "profile", NULL);
  g_autofree char *file = g_build_filename (fixture->dir, "file", NULL);
  g_autofree char *below = g_build_filename (file, "profile", NULL);
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_client_new (inner, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_test (inner, G_FILE_TEST_IS_DIR));
  g_assert_finalize_object (client);

  temp_file_write (fixture->dir, "file", "");
  g_assert_null (yao_client_new (below, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
}

static void
test_async (ClientFixture *fixture, gconstpointer data)
{
  YaoClient *client = fixture->client;
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (fixture->fake, FAKE_CODE_GOOD);
  g_autoptr (YaoService) service = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL, FALSE };

  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);

  yao_client_add_service_async (client, code, YAO_ADD_DEFAULT, NULL, answer_cb, &answer);
  g_assert_false (answer.done);
  wait_until (&answer.done);
  service = yao_client_add_service_finish (client, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);

  yao_client_download_async (client, service, "10001", NULL, answer_cb, &answer);
  wait_until (&answer.done);
  list = yao_client_download_finish (client, answer.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  answer_clear (&answer);

  yao_client_refresh_async (client, NULL, NULL, answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_cmpint (yao_client_refresh_finish (client, answer.result, &error), ==, 0);
  answer_clear (&answer);

  yao_client_use_async (client, get_certificate (fixture, 0), NULL, answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_true (yao_client_use_finish (client, answer.result, &error));
  answer_clear (&answer);

  yao_client_check_connection_async (client, service, NULL, answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_cmpint (yao_client_check_connection_finish (client, answer.result, &error), >=, 0);
  answer_clear (&answer);

  yao_client_delete_async (client, get_certificate (fixture, 0), NULL, answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_true (yao_client_delete_finish (client, answer.result, &error));
  answer_clear (&answer);

  yao_client_remove_service_async (client, service, NULL, answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_true (yao_client_remove_service_finish (client, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

static void
test_async_error (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL, FALSE };

  yao_client_download_async (fixture->client, client_fixture_add (fixture), "99999", NULL,
                             answer_cb, &answer);
  wait_until (&answer.done);
  g_assert_null (yao_client_download_finish (fixture->client, answer.result, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND);
  answer_clear (&answer);
}

static void
test_begin (ClientFixture *fixture, gconstpointer data)
{
  YaoService *service = client_fixture_add (fixture);
  g_autoptr (YaoOperation) good = NULL;
  g_autoptr (YaoOperation) bad = NULL;
  gboolean done = FALSE;

  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  good = yao_client_download_begin (fixture->client, service, "10001");
  g_assert_true (yao_operation_is_busy (good));
  g_signal_connect_swapped (good, "done", G_CALLBACK (raise_flag), &done);
  wait_until (&done);
  g_assert_null (yao_operation_get_error (good));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (yao_operation_get_result (good))), ==,
                    1);

  done = FALSE;
  bad = yao_client_download_begin (fixture->client, service, "99999");
  g_signal_connect_swapped (bad, "done", G_CALLBACK (raise_flag), &done);
  wait_until (&done);
  g_assert_error (yao_operation_get_error (bad), YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND);
  g_assert_null (yao_operation_get_result (bad));
}

static void
test_cancel (ClientFixture *fixture, gconstpointer data)
{
  YaoService *service = client_fixture_add (fixture);
  g_autoptr (YaoOperation) operation = NULL;
  gboolean done = FALSE;

  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  fault_transport_set (fixture->fault, FAULT_HANG, 0, 0);
  operation = yao_client_download_begin (fixture->client, service, "10001");
  g_signal_connect_swapped (operation, "done", G_CALLBACK (raise_flag), &done);
  yao_operation_cancel (operation);
  wait_until (&done);
  g_assert_null (yao_operation_get_error (operation));
  g_assert_true (yao_operation_is_cancelled (operation));
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 0);
}

static void
gone_cb (gpointer data, GObject *where_it_was)
{
  raise_flag (data);
}

/* An operation goes on when nobody looks at it any more. */
static void
test_let_go (ClientFixture *fixture, gconstpointer data)
{
  YaoService *service = client_fixture_add (fixture);
  YaoOperation *operation;
  gboolean gone = FALSE;

  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  operation = yao_client_download_begin (fixture->client, service, "10001");
  g_object_weak_ref (G_OBJECT (operation), gone_cb, &gone);
  g_object_unref (operation);
  wait_until (&gone);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/client/" name, ClientFixture, NULL, client_fixture_set_up, function,          \
              client_fixture_tear_down)
  ADD ("empty", test_empty);
  ADD ("reopened", test_reopened);
  ADD ("use", test_use);
  ADD ("delete", test_delete);
  ADD ("remove-service", test_remove_service);
  ADD ("find", test_find);
  ADD ("find-ambiguous", test_find_ambiguous);
  ADD ("other-process", test_other_process);
  ADD ("damage", test_damage);
  ADD ("newer", test_newer);
  ADD ("no-directory", test_no_directory);
  ADD ("async", test_async);
  ADD ("async-error", test_async_error);
  ADD ("begin", test_begin);
  ADD ("cancel", test_cancel);
  ADD ("let-go", test_let_go);
#undef ADD
  return g_test_run ();
}
