/* test-notices.c: what waits for people, as the client shows it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-client-identity.h"
#include "yao-client-notices.h"
#include "yao-error.h"

static void
log_in (DemoFixture *fixture, YaoCertificate *certificate, const char *pin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoPinStatus) status = NULL;

  demo_fixture_answer (fixture, pin, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
}

static GListModel *
update (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  GListModel *notices = yao_client_update_notices (fixture->client, certificate, NULL, &error);

  g_assert_no_error (error);
  return notices;
}

static YaoNotice *
find_kind (GListModel *list, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (list, i);

      if (g_str_equal (yao_notice_get_kind (notice), kind))
        return g_steal_pointer (&notice);
    }
  return NULL;
}

static void
test_issued_pin (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10010");
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GListModel) notices = NULL;
  g_autoptr (YaoNotice) notice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (live), ==, 0);
  log_in (fixture, certificate, code);
  notices = update (fixture, certificate);
  notice = find_kind (notices, YAO_NOTICE_PIN_CHANGE_REQUIRED);
  g_assert_nonnull (notice);
  g_assert_true (find_kind (live, YAO_NOTICE_PIN_CHANGE_REQUIRED) == notice);
  g_object_unref (notice);
  g_assert_false (yao_notice_get_dismissible (notice));
  g_assert_cmpint (yao_notice_get_until (notice), >, yao_notice_get_time (notice));
  g_assert_cmpstr (yao_notice_get_user_uid (notice), ==, "10010");
  g_assert_false (yao_client_dismiss_notice (fixture->client, notice, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_CONFLICT);

  g_assert_true (yao_client_logout (fixture->client, certificate, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (live), ==, 0);
}

static void
count_change_cb (GListModel *list, guint position, guint removed, guint added, guint *changes)
{
  *changes += 1;
}

static void
test_dismiss (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10006");
  YaoCertificate *other = demo_fixture_download (fixture, "10010");
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autoptr (GListModel) live = yao_client_list_notices (fixture->client);
  g_autoptr (GListModel) first = NULL;
  g_autoptr (GListModel) second = NULL;
  g_autoptr (GListModel) others = NULL;
  g_autoptr (YaoNotice) ending = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;
  guint count;

  log_in (fixture, certificate, DEMO_PIN);
  log_in (fixture, other, code);
  first = update (fixture, certificate);
  others = update (fixture, other);
  count = g_list_model_get_n_items (live);
  g_assert_cmpuint (count, ==,
                    g_list_model_get_n_items (first) + g_list_model_get_n_items (others));
  ending = find_kind (live, YAO_NOTICE_CERTIFICATE_ENDING);
  g_assert_nonnull (ending);
  g_assert_cmpstr (yao_notice_get_certificate_id (ending), ==,
                   yao_certificate_get_id (certificate));

  /* What did not change is not touched. */
  g_signal_connect (live, "items-changed", G_CALLBACK (count_change_cb), &changes);
  second = update (fixture, certificate);
  g_assert_cmpuint (changes, ==, 0);

  yao_client_dismiss_notice (fixture->client, ending, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (live), ==, count - 1);
  g_assert_null (find_kind (live, YAO_NOTICE_CERTIFICATE_ENDING));

  /* Read twice is read. */
  yao_client_dismiss_notice (fixture->client, ending, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 1);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/core/notices/" name, DemoFixture, NULL, demo_fixture_set_up, function,             \
              demo_fixture_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  TEST ("issued-pin", test_issued_pin);
  TEST ("dismiss", test_dismiss);

  status = g_test_run ();
  demo_fixture_clean_up ();
  return status;
}
