/* test-authorization.c: a grantor and an applicant, and authorizations between them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-authorization.h"

#include "yao-paths.h"
#include "yao-people.h"

#include <string.h>

void
test_authorization_add_known (TestAuthorizations *fixture, const char *uid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_record_new (uid, name, TEST_ORGANISATION);

  user->phone = g_strdup (TEST_PHONE);
  yao_people_add (fixture->installation, user, TEST_DOCUMENT, "test", &error);
  g_assert_no_error (error);
  test_give_pin (fixture->installation, uid, TEST_PIN);
}

void
test_authorization_sign_in (TestPerson *person,
                            const char *holder,
                            const char *uid,
                            const char *pin)
{
  g_autoptr (YaoResponse) response = test_person_login (person, holder, uid, pin);

  test_assert_status (response, 200);
}

void
test_authorization_set_up (TestAuthorizations *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) certificate = NULL;

  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
  fixture->now = yao_clock_get_unix (fixture->clock);
  test_authorization_add_known (fixture, "1", "张伟");
  test_authorization_add_known (fixture, "2", "孙丽");
  certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_P256);
  fixture->certificate = g_strdup (certificate->id);
  fixture->owner = test_person_new (fixture->installation);
  fixture->applicant = test_person_new (fixture->installation);
  test_authorization_sign_in (fixture->owner, "1", "1", TEST_PIN);
  test_authorization_sign_in (fixture->applicant, "2", "2", TEST_PIN);
}

void
test_authorization_tear_down (TestAuthorizations *fixture, gconstpointer data)
{
  test_person_free (fixture->owner);
  test_person_free (fixture->applicant);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  g_free (fixture->certificate);
  test_folder_remove (fixture->folder);
}

YaoResponse *
test_authorization_post (TestPerson *person, const char *path, GBytes *body)
{
  g_autofree char *key = g_uuid_string_random ();

  return test_person_send (person, "POST", path, body, person->access_token, key);
}

YaoResponse *
test_authorization_get (TestPerson *person, const char *path)
{
  return test_person_send (person, "GET", path, NULL, person->access_token, NULL);
}

/* What became of one item of a batch of one. */
YaoAuthorizationResultMessage *
test_authorization_change (TestPerson *person,
                           const char *action,
                           const char *id,
                           gint64 version,
                           YaoAuthorizationTerms *terms)
{
  g_autoptr (YaoAuthorizationBatch) batch = yao_authorization_batch_new ();
  YaoAuthorizationRef *ref = yao_authorization_ref_new ();
  g_autoptr (YaoAuthorizationResults) results = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  YaoAuthorizationResultMessage *result;

  batch->action = g_strdup (action);
  ref->id = g_strdup (id);
  ref->version = version;
  g_ptr_array_add (batch->items, ref);
  batch->terms = terms;
  body = yao_authorization_batch_encode (batch);
  response = test_authorization_post (person, YAO_PATH_AUTHORIZATION_BATCH, body);
  test_assert_status (response, 200);
  results = yao_authorization_results_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                              &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->items->len, ==, 1);
  result = results->items->pdata[0];
  g_ptr_array_set_size (results->items, 0);
  return result;
}

/* An authorization in a state, as it would be after the steps that lead there. */
char *
test_authorization_make (TestAuthorizations *fixture, const char *state, gint64 uses)
{
  g_autoptr (YaoAuthorizationRecord) record = g_new0 (YaoAuthorizationRecord, 1);
  g_autoptr (GError) error = NULL;
  gboolean is_granted = strcmp (state, "pending") != 0;
  static int count;

  record->id = g_strdup_printf ("%s-%d", state, ++count);
  record->holder = g_strdup ("1");
  record->holder_user = 1;
  record->grantee_user = 2;
  record->submitter_user = 2;
  record->certificate = is_granted ? g_strdup (fixture->certificate) : NULL;
  record->state = g_strdup (state);
  record->version = 1;
  record->uid = g_strdup ("2");
  record->name = g_strdup ("孙丽");
  record->phone = g_strdup (TEST_PHONE);
  record->document_kind = g_strdup ("resident-id");
  record->document = g_strdup ("1101**********002X");
  record->known = TRUE;
  record->begins = fixture->now - TEST_DAY;
  record->ends = fixture->now + (strcmp (state, "expired") == 0 ? -10 : 30 * TEST_DAY);
  record->uses = uses;
  record->uses_left = uses;
  record->pin = g_strdup ("none");
  record->created = fixture->now - TEST_DAY;
  record->changed = fixture->now - TEST_DAY;
  yao_authorization_table_insert (fixture->database, record, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&record->id);
}
