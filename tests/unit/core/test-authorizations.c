/* test-authorizations.c: lists of authorizations, and what is done with them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-authorization-list.h"
#include "yao-client-authorizations.h"
#include "yao-client-identity.h"
#include "yao-error.h"

#include <string.h>

#define DEADLINE_US (30 * G_USEC_PER_SEC)

static YaoCertificate *
sign_in (DemoFixture *fixture, const char *uid)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, uid);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;

  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  return certificate;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets the program go on until nothing is on its way to the list any more. */
static void
wait_for (YaoAuthorizationList *list)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;
  guint timer = g_timeout_add (20, tick_cb, NULL);

  while (yao_authorization_list_is_loading (list))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
  g_assert_no_error (yao_authorization_list_get_error (list));
}

static YaoAuthorizationList *
make_list (DemoFixture *fixture, YaoCertificate *certificate, YaoAuthorizationScope scope)
{
  YaoAuthorizationList *list = yao_authorization_list_new (fixture->client, certificate, scope);

  g_assert_true (yao_authorization_list_is_loading (list));
  g_assert_false (yao_authorization_list_is_loaded (list));
  wait_for (list);
  g_assert_true (yao_authorization_list_is_loaded (list));
  return list;
}

/* Lets go of a list, and waits until the answers that it does not want any more have come. */
static void
drop_list (YaoAuthorizationList *list)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;
  guint timer = g_timeout_add (20, tick_cb, NULL);
  gpointer place = list;

  g_object_add_weak_pointer (G_OBJECT (list), &place);
  g_object_unref (list);
  while (place != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_source_remove (timer);
}

static void
count_change_cb (GListModel *list, guint position, guint removed, guint added, guint *changes)
{
  *changes += 1;
}

static void
test_rows (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = sign_in (fixture, "10001");
  YaoAuthorizationList *list = make_list (fixture, certificate, YAO_AUTHORIZATION_GRANTED);
  g_autoptr (YaoAuthorization) first = NULL;
  g_autoptr (YaoAuthorization) same = NULL;
  guint changes = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);
  g_assert_cmpint (yao_authorization_list_get_count (list, YAO_AUTHORIZATION_ACTIVE), ==, 12);
  g_assert_cmpint (yao_authorization_list_get_count (list, YAO_AUTHORIZATION_FROZEN), ==, 6);
  g_assert_cmpint (yao_authorization_list_get_count (list, YAO_AUTHORIZATION_EXPIRED), ==, 8);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  same = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == same);
  g_assert_true (yao_authorization_is_loaded (first));
  g_assert_cmpint (yao_authorization_get_state (first), ==, YAO_AUTHORIZATION_PENDING);
  g_assert_true (yao_authorization_allows (first, YAO_AUTHORIZATION_GRANT));
  g_assert_false (yao_authorization_allows (first, YAO_AUTHORIZATION_FREEZE));

  /* Asked again, what is the same stays. */
  g_signal_connect (list, "items-changed", G_CALLBACK (count_change_cb), &changes);
  yao_authorization_list_refresh (list);
  wait_for (list);
  g_assert_cmpuint (changes, ==, 0);
  g_object_unref (same);
  same = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == same);
  drop_list (list);
}

static void
test_questions (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = sign_in (fixture, "10001");
  YaoAuthorizationList *list = make_list (fixture, certificate, YAO_AUTHORIZATION_GRANTED);
  g_autoptr (YaoAuthorization) found = NULL;

  yao_authorization_list_set_state (list, YAO_AUTHORIZATION_ACTIVE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 12);
  yao_authorization_list_set_search (list, "孙");
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (yao_authorization_get_grantee_uid (found), ==, "10011");
  yao_authorization_list_set_search (list, "nobody");
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpint (yao_authorization_list_get_count (list, YAO_AUTHORIZATION_ACTIVE), ==, 12);
  yao_authorization_list_set_search (list, NULL);
  yao_authorization_list_set_sort (list, YAO_AUTHORIZATION_BY_NUMBER, FALSE);
  wait_for (list);
  g_object_unref (found);
  found = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (yao_authorization_get_grantee_uid (found), ==, "10003");
  drop_list (list);
}

static YaoAuthorizationResult *
change (DemoFixture *fixture,
        YaoCertificate *certificate,
        YaoAuthorizationAction action,
        YaoAuthorization *item)
{
  g_autoptr (GListStore) items = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  g_autoptr (GListModel) results = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_append (items, item);
  results = yao_client_change_authorizations (fixture->client, certificate, action,
                                              G_LIST_MODEL (items), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (results), ==, 1);
  return g_list_model_get_item (results, 0);
}

/* A list follows; who still has the old version in his hand changes nothing, and sees both. */
static void
test_changes (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = sign_in (fixture, "10001");
  g_autoptr (GError) error = NULL;
  YaoAuthorizationList *list = NULL;
  g_autoptr (YaoAuthorization) seen
      = yao_client_get_authorization (fixture->client, certificate, "demo0007", NULL, &error);
  g_autoptr (YaoAuthorizationResult) first = NULL;
  g_autoptr (YaoAuthorizationResult) late = NULL;

  g_assert_no_error (error);
  list = make_list (fixture, certificate, YAO_AUTHORIZATION_GRANTED);
  first = change (fixture, certificate, YAO_AUTHORIZATION_FREEZE, seen);
  g_assert_no_error (yao_authorization_result_get_error (first));
  wait_for (list);
  g_assert_cmpint (yao_authorization_list_get_count (list, YAO_AUTHORIZATION_FROZEN), ==, 7);

  late = change (fixture, certificate, YAO_AUTHORIZATION_DELETE, seen);
  g_assert_error (yao_authorization_result_get_error (late), YAO_ERROR, YAO_ERROR_CHANGED);
  g_assert_cmpint (yao_authorization_get_state (yao_authorization_result_get_authorization (late)),
                   ==, YAO_AUTHORIZATION_FROZEN);
  g_assert_cmpint (yao_authorization_get_state (seen), ==, YAO_AUTHORIZATION_ACTIVE);
  drop_list (list);
}

/* A second application is refused with the id of the first. */
static void
test_apply (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = sign_in (fixture, "10002");
  gint64 now = yao_clock_get_unix (yao_client_get_clock (fixture->client));
  YaoAuthorizationRequest request = {
    .grantor = "10001",
    .uid = "10002",
    .name = "李娜",
    .document_kind = YAO_DOCUMENT_RESIDENT_ID,
    .document = "11010519491231002x",
    .phone = "+86 138-0001-0002",
    .from = now,
    .until = now + 30 * 24 * 60 * 60,
    .uses = 5,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (YaoAuthorization) made = NULL;
  YaoAuthorizationList *mine = NULL;

  g_assert_true (yao_client_check_grantor (fixture->client, certificate, "10001", NULL, &error));
  g_assert_false (yao_client_check_grantor (fixture->client, certificate, "10002", NULL, NULL));
  made = yao_client_apply_for_authorization (fixture->client, certificate, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yao_authorization_get_state (made), ==, YAO_AUTHORIZATION_PENDING);
  g_assert_null (
      yao_client_apply_for_authorization (fixture->client, certificate, &request, NULL, &second));
  g_assert_error (second, YAO_ERROR, YAO_ERROR_AUTHORIZATION_EXISTS);
  g_assert_cmpstr (yao_error_get_subject (second), ==, yao_authorization_get_id (made));
  mine = make_list (fixture, certificate, YAO_AUTHORIZATION_SUBMITTED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mine)), ==, 1);
  drop_list (mine);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/authorizations/" name, DemoFixture, NULL, demo_fixture_set_up, function,      \
              demo_fixture_tear_down)

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  ADD ("rows", test_rows);
  ADD ("questions", test_questions);
  ADD ("changes", test_changes);
  ADD ("apply", test_apply);
  failed = g_test_run ();
  demo_fixture_clean_up ();
  return failed;
}
