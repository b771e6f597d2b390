/* test-notices.c: what waits for a person, and what happened
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "yao-account-table.h"
#include "yao-identity-message.h"
#include "yao-paths.h"
#include "yao-session-table.h"

#include <string.h>

#define PIN "739164"
#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  TestPerson *person;
} Fixture;

static void
sign_in (TestPerson *person)
{
  g_autoptr (YaoResponse) response = test_person_login (person, "1", "1", PIN);

  test_assert_status (response, 200);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  test_add_user (fixture->installation, "1", "张伟");
  test_give_pin (fixture->installation, "1", PIN);
  fixture->person = test_person_new (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->person);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static YaoNoticeList *
list_notices (TestPerson *person)
{
  g_autoptr (YaoResponse) response
      = test_person_send (person, "GET", YAO_PATH_NOTICES, NULL, person->access_token, NULL);
  g_autoptr (GError) error = NULL;
  YaoNoticeList *list;

  test_assert_status (response, 200);
  list = yao_notice_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  return list;
}

/* Compares with the kinds that are wanted, in their order. */
static void
assert_kinds (TestPerson *person, const char *wanted)
{
  g_autoptr (YaoNoticeList) list = list_notices (person);
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < list->items->len; i++)
    {
      const YaoNoticeMessage *notice = list->items->pdata[i];

      g_string_append_printf (kinds, "%s%s", i > 0 ? " " : "", notice->kind);
    }
  g_assert_cmpstr (kinds->str, ==, wanted);
}

static YaoResponse *
dismiss (TestPerson *person, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/notices/%s/dismiss", id);
  g_autofree char *key = g_uuid_string_random ();

  return test_person_send (person, "POST", path, NULL, person->access_token, key);
}

static void
pass_time (Fixture *fixture, gint64 seconds)
{
  yao_clock_set_offset (fixture->clock, seconds);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture->person);
  assert_kinds (fixture->person, "");
}

static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) certificate
      = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_autoptr (YaoCertificateRecord) next = NULL;
  g_autoptr (YaoNoticeList) list = NULL;
  const YaoNoticeMessage *notice;
  gint64 left = certificate->not_after - yao_clock_get_unix (fixture->clock);
  g_autoptr (GError) error = NULL;

  pass_time (fixture, left - 31 * DAY);
  sign_in (fixture->person);
  assert_kinds (fixture->person, "");
  pass_time (fixture, left - 29 * DAY);
  sign_in (fixture->person);
  list = list_notices (fixture->person);
  g_assert_cmpuint (list->items->len, ==, 1);
  notice = list->items->pdata[0];
  g_assert_cmpstr (notice->kind, ==, "certificate-ending");
  g_assert_cmpstr (notice->certificate_id, ==, certificate->id);
  g_assert_cmpint (notice->until, ==, certificate->not_after);
  g_assert_true (notice->dismissible);

  pass_time (fixture, left + DAY);
  sign_in (fixture->person);
  assert_kinds (fixture->person, "certificate-expired");

  next = yao_issuance_renew (fixture->installation, certificate, "test", &error);
  g_assert_no_error (error);
  assert_kinds (fixture->person, "certificate-renewed");
  g_assert_true (yao_issuance_revoke (fixture->installation, next, YAO_REVOCATION_REASON_SUPERSEDED,
                                      "test", &error));
  assert_kinds (fixture->person, "certificate-revoked");
  pass_time (fixture, left + 92 * DAY);
  sign_in (fixture->person);
  assert_kinds (fixture->person, "");
}

/* A person knows what he did on the device that asks, and what was before it came. */
static void
test_devices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPerson) second = test_person_new (fixture->installation);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoResponse) changed = NULL;
  g_autoptr (YaoResponse) again = NULL;

  sign_in (fixture->person);
  pass_time (fixture, 60);
  sign_in (second);
  assert_kinds (fixture->person, "device-added");
  assert_kinds (second, "");

  pass_time (fixture, 120);
  changed = test_person_change_pin (second, "1", "850273", key);
  test_assert_status (changed, 204);
  again = test_person_login (fixture->person, "1", "1", "850273");
  test_assert_status (again, 200);
  assert_kinds (fixture->person, "pin-changed device-added");
  assert_kinds (second, "");
  pass_time (fixture, 0);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPerson) stranger = test_person_new (fixture->installation);
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (YaoDeviceRecord) device = NULL;
  YaoDatabase *database = yao_installation_get_database (fixture->installation);

  sign_in (fixture->person);
  account = yao_account_table_find (database, "1", "1", NULL);
  device = yao_device_table_find (database, account->id, fixture->person->jkt, NULL);
  g_assert_true (yao_device_table_set_state (database, device->id, "active", NULL));
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (YaoResponse) wrong = test_person_login (stranger, "1", "1", "000000");

      test_assert_status (wrong, 403);
      assert_kinds (fixture->person, i < 4 ? "" : "pin-locked");
    }
}

static void
test_issued (Fixture *fixture, gconstpointer data)
{
  YaoAccountRecord account = { .holder = (char *) "1", .uid = (char *) "1" };
  YaoDatabase *database = yao_installation_get_database (fixture->installation);
  g_autoptr (YaoAccountRecord) before = yao_account_table_find (database, "1", "1", NULL);
  g_autoptr (YaoNoticeList) list = NULL;
  g_autoptr (YaoResponse) refused = NULL;
  const YaoNoticeMessage *notice;

  account.credential = before->credential;
  account.record = before->record;
  account.pin_origin = (char *) YAO_PIN_ORIGIN_ISSUED;
  account.pin_set = before->pin_set;
  account.pin_expires = before->pin_set + 3 * DAY;
  g_assert_true (yao_account_table_put_pin (database, &account, before->pin_set, NULL));

  sign_in (fixture->person);
  list = list_notices (fixture->person);
  g_assert_cmpuint (list->items->len, ==, 1);
  notice = list->items->pdata[0];
  g_assert_cmpstr (notice->kind, ==, "pin-change-required");
  g_assert_cmpint (notice->until, ==, account.pin_expires);
  g_assert_false (notice->dismissible);
  refused = dismiss (fixture->person, notice->id);
  test_assert_problem (refused, "conflict");
  assert_kinds (fixture->person, "pin-change-required");
}

/* Read on one device, it is read on all of them, and they hear of it. */
static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPerson) second = test_person_new (fixture->installation);
  g_autoptr (YaoCertificateRecord) certificate
      = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_autoptr (YaoCertificateRecord) next
      = yao_issuance_renew (fixture->installation, certificate, "test", NULL);
  g_autoptr (YaoNoticeList) list = NULL;
  g_autoptr (YaoResponse) unknown = NULL;
  g_autoptr (YaoResponse) done = NULL;
  g_autoptr (YaoResponse) twice = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoEventList) events = NULL;
  const YaoEventMessage *last;

  sign_in (second);
  sign_in (fixture->person);
  unknown = dismiss (fixture->person, "event-999");
  test_assert_problem (unknown, "not-found");
  list = list_notices (fixture->person);
  g_assert_cmpuint (list->items->len, ==, 1);
  done = dismiss (fixture->person, ((YaoNoticeMessage *) list->items->pdata[0])->id);
  test_assert_status (done, 204);
  assert_kinds (fixture->person, "");
  assert_kinds (second, "device-added");
  twice = dismiss (fixture->person, ((YaoNoticeMessage *) list->items->pdata[0])->id);
  test_assert_problem (twice, "not-found");

  response = test_person_send (second, "GET", YAO_PATH_EVENTS, NULL, second->access_token, NULL);
  events = yao_event_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT, NULL);
  last = events->items->pdata[events->items->len - 1];
  g_assert_cmpstr (last->kind, ==, "notice-dismissed");
  g_assert_cmpstr (last->subject, ==, ((YaoNoticeMessage *) list->items->pdata[0])->id);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/server/notices/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("nothing", test_nothing);
  TEST ("certificates", test_certificates);
  TEST ("devices", test_devices);
  TEST ("locked", test_locked);
  TEST ("issued", test_issued);
  TEST ("dismiss", test_dismiss);
  return g_test_run ();
}
