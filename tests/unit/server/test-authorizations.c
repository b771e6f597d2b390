/* test-authorizations.c: who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-authorizations.h"
#include "yao-error.h"
#include "yao-json.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-people.h"
#include "yao-problem.h"
#include "yao-sms.h"

#include <string.h>

#define PIN "739164"
#define DAY (24 * 60 * 60)
#define DOCUMENT "11010519491231002X"
#define PHONE "13800138000"

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
  char *certificate;
  gint64 now;
  TestPerson *owner;
  TestPerson *applicant;
} Fixture;

static void
add_known (Fixture *fixture, const char *uid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_record_new (uid, name, TEST_ORGANISATION);

  user->phone = g_strdup (PHONE);
  yao_people_add (fixture->installation, user, DOCUMENT, "test", &error);
  g_assert_no_error (error);
  test_give_pin (fixture->installation, uid, PIN);
}

static void
sign_in (TestPerson *person, const char *holder, const char *uid, const char *pin)
{
  g_autoptr (YaoResponse) response = test_person_login (person, holder, uid, pin);

  test_assert_status (response, 200);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) certificate = NULL;

  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
  fixture->now = yao_clock_get_unix (fixture->clock);
  add_known (fixture, "1", "张伟");
  add_known (fixture, "2", "孙丽");
  certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_P256);
  fixture->certificate = g_strdup (certificate->id);
  fixture->owner = test_person_new (fixture->installation);
  fixture->applicant = test_person_new (fixture->installation);
  sign_in (fixture->owner, "1", "1", PIN);
  sign_in (fixture->applicant, "2", "2", PIN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->owner);
  test_person_free (fixture->applicant);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  g_free (fixture->certificate);
  test_folder_remove (fixture->folder);
}

static YaoResponse *
post (TestPerson *person, const char *path, GBytes *body)
{
  g_autofree char *key = g_uuid_string_random ();

  return test_person_send (person, "POST", path, body, person->access_token, key);
}

static YaoResponse *
get (TestPerson *person, const char *path)
{
  return test_person_send (person, "GET", path, NULL, person->access_token, NULL);
}

static YaoApplicationMessage *
make_application (Fixture *fixture)
{
  YaoApplicationMessage *message = yao_application_message_new ();

  message->grantor = g_strdup ("1");
  message->uid = g_strdup ("2");
  message->name = g_strdup ("孙丽");
  message->document_kind = g_strdup ("resident-id");
  message->document = g_strdup (DOCUMENT);
  message->phone = g_strdup (PHONE);
  message->from = fixture->now;
  message->until = fixture->now + 30 * DAY;
  message->uses = 10;
  return message;
}

static YaoResponse *
apply (TestPerson *person, const YaoApplicationMessage *message)
{
  g_autoptr (GBytes) body = yao_application_message_encode (message);

  return post (person, YAO_PATH_AUTHORIZATIONS, body);
}

static YaoAuthorizationMessage *
read_authorization (YaoResponse *response)
{
  g_autoptr (GError) error = NULL;
  YaoAuthorizationMessage *message = yao_authorization_message_decode (
      yao_response_get_body (response), YAO_MESSAGE_CLIENT, &error);

  g_assert_no_error (error);
  return message;
}

static char *
apply_well (Fixture *fixture)
{
  g_autoptr (YaoApplicationMessage) application = make_application (fixture);
  g_autoptr (YaoResponse) response = apply (fixture->applicant, application);
  g_autoptr (YaoAuthorizationMessage) message = NULL;

  test_assert_status (response, 201);
  message = read_authorization (response);
  g_assert_cmpstr (message->state, ==, "pending");
  g_assert_cmpint (message->version, ==, 1);
  g_assert_cmpstr (message->grantee->phone, ==, "138****8000");
  g_assert_cmpstr (message->grantee->document, ==, "1101**********002X");
  g_assert_null (message->holder_name);
  return g_strdup (message->id);
}

/* What became of one item of a batch of one. */
static YaoAuthorizationResultMessage *
change (TestPerson *person,
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
  response = post (person, YAO_PATH_AUTHORIZATION_BATCH, body);
  test_assert_status (response, 200);
  results = yao_authorization_results_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                              &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->items->len, ==, 1);
  result = results->items->pdata[0];
  g_ptr_array_set_size (results->items, 0);
  return result;
}

static void
assert_change (TestPerson *person, const char *action, const char *id, const char *state)
{
  g_autoptr (YaoAuthorizationResultMessage) result = change (person, action, id, 0, NULL);

  g_assert_cmpstr (result->problem, ==, NULL);
  g_assert_cmpstr (result->authorization->state, ==, state);
}

/* An authorization in a state, as it would be after the steps that lead there. */
static char *
make_in_state (Fixture *fixture, const char *state, gint64 uses)
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
  record->phone = g_strdup (PHONE);
  record->document_kind = g_strdup ("resident-id");
  record->document = g_strdup ("1101**********002X");
  record->known = TRUE;
  record->begins = fixture->now - DAY;
  record->ends = fixture->now + (strcmp (state, "expired") == 0 ? -10 : 30 * DAY);
  record->uses = uses;
  record->uses_left = uses;
  record->pin = g_strdup ("none");
  record->created = fixture->now - DAY;
  record->changed = fixture->now - DAY;
  yao_authorization_table_insert (fixture->database, record, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&record->id);
}

/* Every action in every state: what it leads to, or the problem that names the state. */
static void
test_every_transition (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    const char *outcomes[4]; /* from pending, active, frozen, expired */
  } table[] = {
    { "grant",
      { "active", "!authorization-active", "!authorization-frozen", "!authorization-expired" } },
    { "freeze",
      { "!authorization-pending", "frozen", "!authorization-frozen", "!authorization-expired" } },
    { "unfreeze",
      { "!authorization-pending", "!authorization-active", "active", "!authorization-expired" } },
    { "modify", { "pending", "active", "!authorization-frozen", "!authorization-expired" } },
    { "renew",
      { "!authorization-pending", "!authorization-active", "!authorization-frozen", "active" } },
    { "reset-pin",
      { "!authorization-pending", "active", "!authorization-frozen", "!authorization-expired" } },
    { "delete", { "deleted", "deleted", "deleted", "deleted" } },
    { "withdraw",
      { "deleted", "!authorization-active", "!authorization-frozen", "!authorization-expired" } },
  };
  static const char *const states[] = { "pending", "active", "frozen", "expired" };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (states); j++)
        {
          const char *outcome = table[i].outcomes[j];
          g_autofree char *id = make_in_state (fixture, states[j], 10);
          YaoAuthorizationTerms *terms = yao_authorization_terms_new ();
          TestPerson *person
              = strcmp (table[i].action, "withdraw") == 0 ? fixture->applicant : fixture->owner;
          g_autoptr (YaoAuthorizationResultMessage) result = NULL;

          terms->until = fixture->now + 60 * DAY;
          result = change (person, table[i].action, id, 1, terms);
          g_test_message ("%s of %s: %s", table[i].action, states[j], result->detail);
          g_assert_cmpstr (result->problem, ==, outcome[0] == '!' ? outcome + 1 : NULL);
          g_assert_nonnull (result->authorization);
          g_assert_cmpstr (result->authorization->state, ==,
                           outcome[0] == '!' ? states[j] : outcome);
          g_assert_cmpint (result->authorization->version, ==, outcome[0] == '!' ? 1 : 2);
        }
    }
}

/* Of what was deleted nobody learns that it was there. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_in_state (fixture, "active", 10);
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "/", id, NULL);
  g_autoptr (YaoAuthorizationResultMessage) result = NULL;
  g_autoptr (YaoResponse) response = NULL;

  assert_change (fixture->owner, "delete", id, "deleted");
  result = change (fixture->owner, "freeze", id, 0, NULL);
  g_assert_cmpstr (result->problem, ==, "not-found");
  g_assert_null (result->authorization);
  response = get (fixture->owner, path);
  test_assert_problem (response, "not-found");
}

/* Only the grantor changes, and only who has to do with it sees it. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_in_state (fixture, "pending", 10);
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "/", id, NULL);
  g_autoptr (TestPerson) stranger = test_person_new (fixture->installation);
  g_autoptr (YaoAuthorizationResultMessage) by_grantee = NULL;
  g_autoptr (YaoAuthorizationResultMessage) by_stranger = NULL;
  g_autoptr (YaoResponse) seen = NULL;
  g_autoptr (YaoResponse) hidden = NULL;

  add_known (fixture, "3", "李娜");
  sign_in (stranger, "3", "3", PIN);
  by_grantee = change (fixture->applicant, "grant", id, 0, NULL);
  g_assert_cmpstr (by_grantee->problem, ==, "not-found");
  by_stranger = change (stranger, "delete", id, 0, NULL);
  g_assert_cmpstr (by_stranger->problem, ==, "not-found");
  g_assert_null (by_stranger->authorization);
  seen = get (fixture->applicant, path);
  test_assert_status (seen, 200);
  hidden = get (stranger, path);
  test_assert_problem (hidden, "not-found");
}

static YaoResponse *
edit (TestPerson *person, const char *id, const char *tag, gint64 uses)
{
  g_autofree char *path = g_strdup_printf (YAO_PATH_AUTHORIZATIONS "/%s/modify", id);
  g_autoptr (YaoAuthorizationTerms) terms = yao_authorization_terms_new ();
  g_autoptr (GBytes) body = NULL;
  YaoResponse *response;

  terms->uses = uses;
  body = yao_authorization_terms_encode (terms);
  person->if_match = tag;
  response = post (person, path, body);
  person->if_match = NULL;
  return response;
}

/* Two who edit the same record: the second one is told, with what it is now. */
static void
test_two_editors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_in_state (fixture, "active", 10);
  g_autoptr (TestPerson) other = test_person_new (fixture->installation);
  g_autoptr (YaoResponse) first = NULL;
  g_autoptr (YaoResponse) second = NULL;
  g_autoptr (YaoResponse) third = NULL;
  g_autoptr (YaoResponse) without = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (YaoJson) current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 uses = 0, version = 0;

  sign_in (other, "1", "1", PIN);
  first = edit (fixture->owner, id, "\"1\"", 20);
  test_assert_status (first, 200);
  g_assert_cmpstr (yao_response_get_header (first, "ETag"), ==, "\"2\"");
  second = edit (other, id, "\"1\"", 30);
  test_assert_status (second, 412);
  test_assert_problem (second, "changed");
  json = yao_json_parse (yao_response_get_body (second), 65536, &error);
  g_assert_no_error (error);
  g_assert_true (yao_json_get_object (json, "current", &current, &error));
  g_assert_true (yao_json_get_int (current, "uses", 1, 100, &uses, &error));
  g_assert_true (yao_json_get_int (current, "version", 1, 100, &version, &error));
  g_assert_cmpint (uses, ==, 20);
  g_assert_cmpint (version, ==, 2);
  third = edit (other, id, "\"2\"", 30);
  test_assert_status (third, 200);
  without = edit (other, id, NULL, 40);
  test_assert_problem (without, "invalid-request");
}

static void
test_terms (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    gint64 from, until, uses;
  } wrong[] = {
    { fixture->now + 40 * DAY, 0, 0 }, /* begins after its end */
    { 0, fixture->now - 1, 0 },        /* over already */
    { 0, fixture->now + 4000 * (gint64) DAY, 0 },
    { 0, 0, 2 }, /* fewer than were used */
  };
  g_autofree char *id = make_in_state (fixture, "active", 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoAuthorizationResultMessage) more = NULL;
  YaoAuthorizationTerms *terms = NULL;

  yao_database_execute (fixture->database, &error,
                        "UPDATE authorizations SET uses_left = 7 WHERE id = ?", "t", id);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YaoAuthorizationResultMessage) result = NULL;

      terms = yao_authorization_terms_new ();
      terms->from = wrong[i].from;
      terms->until = wrong[i].until;
      terms->uses = wrong[i].uses;
      result = change (fixture->owner, "modify", id, 0, terms);
      g_assert_cmpstr (result->problem, ==, "invalid-request");
      g_assert_cmpint (result->authorization->version, ==, 1);
    }
  terms = yao_authorization_terms_new ();
  terms->uses = 15;
  more = change (fixture->owner, "modify", id, 0, terms);
  g_assert_cmpint (more->authorization->uses_left, ==, 12);
}

/* Time ends what is active and what is frozen; renewed, a frozen one is frozen again. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = make_in_state (fixture, "active", 10);
  g_autofree char *frozen = make_in_state (fixture, "frozen", 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoAuthorizationRecord) record = NULL;
  g_autoptr (YaoAuthorizationResultMessage) result = NULL;
  YaoAuthorizationTerms *terms = yao_authorization_terms_new ();

  yao_database_execute (fixture->database, &error, "UPDATE authorizations SET ends = ?", "i",
                        fixture->now - 1);
  g_assert_no_error (error);
  g_assert_true (yao_authorizations_settle (fixture->installation, &error));
  record = yao_authorization_table_find (fixture->database, active, &error);
  g_assert_cmpstr (record->state, ==, "expired");
  terms->until = fixture->now + DAY;
  result = change (fixture->owner, "renew", frozen, 0, terms);
  g_assert_cmpstr (result->problem, ==, NULL);
  g_assert_cmpstr (result->authorization->state, ==, "frozen");
}

static YaoCaller *
make_caller (Fixture *fixture, const char *holder, const char *uid)
{
  YaoCaller *caller = g_new0 (YaoCaller, 1);

  caller->jkt = g_strdup ("key");
  caller->account = g_new0 (YaoAccountRecord, 1);
  caller->account->holder = g_strdup (holder);
  caller->account->uid = g_strdup (uid);
  caller->session = g_new0 (YaoSessionRecord, 1);
  caller->session->device = g_strdup ("device");
  return caller;
}

static gboolean
take (Fixture *fixture, const YaoCaller *caller, gint64 *use, GError **error)
{
  g_autofree char *authorization = NULL;

  return yao_authorizations_take_use (fixture->installation, caller, fixture->certificate, "文件",
                                      &authorization, use, error);
}

/* Fifty who want one of ten uses: ten get it. What is given back can be taken again. */
static void
test_uses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_in_state (fixture, "active", 10);
  g_autofree char *path = g_strdup_printf (YAO_PATH_AUTHORIZATIONS "/%s/uses", id);
  g_autoptr (YaoCaller) caller = make_caller (fixture, "1", "2");
  g_autoptr (YaoAuthorizationRecord) record = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoAuthorizationUses) uses = NULL;
  g_autoptr (GError) error = NULL;
  gint64 use = 0;
  int taken = 0;

  for (int i = 0; i < 50; i++)
    {
      g_autoptr (GError) refusal = NULL;
      gint64 one = 0;

      if (take (fixture, caller, &one, &refusal))
        {
          taken++;
          use = one;
        }
      else
        g_assert_error (refusal, YAO_ERROR, YAO_ERROR_AUTHORIZATION_EXPIRED);
    }
  g_assert_cmpint (taken, ==, 10);
  record = yao_authorization_table_find (fixture->database, id, &error);
  g_assert_cmpstr (record->state, ==, "expired");
  g_assert_cmpint (record->uses_left, ==, 0);

  g_assert_true (yao_authorizations_give_back (fixture->installation, use, &error));
  g_assert_true (yao_authorizations_give_back (fixture->installation, use, &error));
  g_assert_true (take (fixture, caller, &use, &error));
  g_assert_no_error (error);
  g_assert_false (take (fixture, caller, &use, NULL));

  response = get (fixture->owner, path);
  test_assert_status (response, 200);
  uses = yao_authorization_uses_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                        &error);
  g_assert_no_error (error);
  g_assert_cmpint (uses->total, ==, 10);
  g_assert_cmpuint (uses->items->len, ==, 10);
}

static void
test_use_of_the_wrong_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCaller) caller = make_caller (fixture, "1", "2");
  g_autoptr (YaoCaller) owner = make_caller (fixture, "1", "1");
  g_autofree char *id = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) frozen = NULL;
  g_autoptr (GError) early = NULL;
  gint64 use = 0;

  g_assert_true (take (fixture, owner, &use, NULL));
  g_assert_cmpint (use, ==, 0);
  g_assert_false (take (fixture, caller, &use, &none));
  g_assert_error (none, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  id = make_in_state (fixture, "frozen", 10);
  g_assert_false (take (fixture, caller, &use, &frozen));
  g_assert_error (frozen, YAO_ERROR, YAO_ERROR_AUTHORIZATION_FROZEN);
  yao_database_execute (fixture->database, NULL,
                        "UPDATE authorizations SET state = 'active', begins = ?", "i",
                        fixture->now + DAY);
  g_assert_false (take (fixture, caller, &use, &early));
  g_assert_error (early, YAO_ERROR, YAO_ERROR_AUTHORIZATION_NOT_YET);
}

/* Whichever is wrong for a known number, the answer is the same. */
static void
test_mismatch (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (YaoApplicationMessage) application = make_application (fixture);
      g_autoptr (YaoResponse) response = NULL;
      g_autofree char *body = NULL;
      char **places[] = { &application->phone, &application->name, &application->document };
      static const char *const wrong[] = { "13900139000", "孙莉", "110105194912310038" };

      g_free (*places[i]);
      *places[i] = g_strdup (wrong[i]);
      response = apply (fixture->applicant, application);
      test_assert_status (response, 403);
      test_assert_problem (response, "applicant-mismatch");
      body = g_strndup (g_bytes_get_data (yao_response_get_body (response), NULL),
                        g_bytes_get_size (yao_response_get_body (response)));
      if (first == NULL)
        first = g_strdup (body);
      g_assert_cmpstr (body, ==, first);
      g_assert_null (strstr (body, "8000"));
    }
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gsize offset;
    const char *value;
  } wrong[] = {
    { G_STRUCT_OFFSET (YaoApplicationMessage, document), "110105194912310021" },
    { G_STRUCT_OFFSET (YaoApplicationMessage, document_kind), "library-card" },
    { G_STRUCT_OFFSET (YaoApplicationMessage, phone), "12345" },
    { G_STRUCT_OFFSET (YaoApplicationMessage, uid), "a b" },
    { G_STRUCT_OFFSET (YaoApplicationMessage, uid), "1" },
    { G_STRUCT_OFFSET (YaoApplicationMessage, grantor), "2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YaoApplicationMessage) application = make_application (fixture);
      char **place = G_STRUCT_MEMBER_P (application, wrong[i].offset);
      g_autoptr (YaoResponse) response = NULL;

      g_free (*place);
      *place = g_strdup (wrong[i].value);
      response = apply (fixture->applicant, application);
      test_assert_problem (response, "invalid-request");
    }
}

/* A second application is refused with the id of the first; withdrawn, it can be made again. */
static void
test_second_application (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = apply_well (fixture);
  g_autofree char *again = NULL;
  g_autoptr (YaoApplicationMessage) application = make_application (fixture);
  g_autoptr (YaoResponse) response = apply (fixture->applicant, application);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProblem) problem = NULL;

  test_assert_problem (response, "authorization-exists");
  problem = yao_problem_decode (yao_response_get_body (response), 409, &error);
  g_assert_cmpstr (problem->subject, ==, id);
  assert_change (fixture->applicant, "withdraw", id, "deleted");
  again = apply_well (fixture);
  g_assert_cmpstr (again, !=, id);
}

/* Nobody has the number 77: who applies to it sees the same as with a number that somebody has. */
static void
test_unknown_grantor (Fixture *fixture, gconstpointer data)
{
  static const char *const grantors[] = { "1", "77" };

  for (guint i = 0; i < G_N_ELEMENTS (grantors); i++)
    {
      g_autoptr (YaoGrantorMessage) asked = yao_grantor_message_new ();
      g_autoptr (YaoApplicationMessage) application = make_application (fixture);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (YaoResponse) checked = NULL;
      g_autoptr (YaoResponse) response = NULL;
      g_autoptr (YaoAuthorizationMessage) message = NULL;

      asked->grantor = g_strdup (grantors[i]);
      body = yao_grantor_message_encode (asked);
      checked = post (fixture->applicant, YAO_PATH_AUTHORIZATION_CHECK, body);
      test_assert_status (checked, 200);
      g_assert_true (g_bytes_equal (yao_response_get_body (checked), body));
      g_free (application->grantor);
      application->grantor = g_strdup (grantors[i]);
      response = apply (fixture->applicant, application);
      test_assert_status (response, 201);
      message = read_authorization (response);
      g_assert_cmpstr (message->state, ==, "pending");
      g_assert_null (message->holder_name);
    }
}

static char *
find_code (Fixture *fixture, const char *purpose, guint *n_codes)
{
  g_autofree char *path = g_build_filename (fixture->folder, YAO_SMS_OUTBOX_NAME, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char *code = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  *n_codes = 0;
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (lines[i], strlen (lines[i]));
      g_autoptr (YaoJson) json = yao_json_parse (bytes, 65536, NULL);
      g_autofree char *found = NULL;
      g_autofree char *words = NULL;

      g_assert_true (yao_json_get_string (json, "purpose", 64, &found, NULL));
      if (strcmp (found, purpose) != 0)
        continue;
      g_assert_true (yao_json_get_string (json, "text", 4096, &words, NULL));
      g_assert_nonnull (strstr (words, "工号 1）"));
      g_assert_nonnull (strstr (words, "工号 "));
      g_clear_pointer (&code, g_free);
      g_assert_true (yao_json_get_optional_string (json, "code", 64, &code, NULL));
      *n_codes += 1;
    }
  return code;
}

/* Applied for by somebody whom nobody knew, granted, used, PIN reset, deleted. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoApplicationMessage) application = make_application (fixture);
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoAuthorizationMessage) message = NULL;
  g_autoptr (YaoUserRecord) user = NULL;
  g_autoptr (TestPerson) grantee = test_person_new (fixture->installation);
  g_autoptr (TestPerson) again = test_person_new (fixture->installation);
  g_autoptr (YaoResponse) late = NULL;
  g_autoptr (YaoResponse) old = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *new_code = NULL;
  guint n = 0;

  g_free (application->uid);
  application->uid = g_strdup ("99");
  response = apply (fixture->applicant, application);
  test_assert_status (response, 201);
  message = read_authorization (response);
  g_assert_false (message->grantee->known);
  user = yao_user_table_find (fixture->database, "99", &error);
  g_assert_false (user->active);

  assert_change (fixture->owner, "grant", message->id, "active");
  g_assert_true (yao_authorization_worker_finish (fixture->installation, &error));
  g_assert_no_error (error);
  code = find_code (fixture, "authorization-pin", &n);
  g_assert_cmpuint (n, ==, 1);
  sign_in (grantee, "1", "99", code);

  assert_change (fixture->owner, "reset-pin", message->id, "active");
  g_assert_true (yao_authorization_worker_finish (fixture->installation, &error));
  new_code = find_code (fixture, "authorization-pin", &n);
  g_assert_cmpuint (n, ==, 2);
  old = get (grantee, YAO_PATH_SESSION);
  test_assert_problem (old, "session-required");
  sign_in (again, "1", "99", new_code);

  assert_change (fixture->owner, "delete", message->id, "deleted");
  late = get (again, YAO_PATH_SESSION);
  test_assert_problem (late, "session-required");
}

/* A grantee who is told of it has nothing to type twice: his PIN for this grantor stays. */
static void
test_second_grant (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = apply_well (fixture);
  g_autofree char *second = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  assert_change (fixture->owner, "grant", first, "active");
  g_assert_true (yao_authorization_worker_finish (fixture->installation, &error));
  yao_database_execute (fixture->database, &error,
                        "UPDATE authorizations SET state = 'expired', uses_left = 0", "");
  g_assert_no_error (error);
  second = apply_well (fixture);
  assert_change (fixture->owner, "grant", second, "active");
  g_assert_true (yao_authorization_worker_finish (fixture->installation, &error));
  code = find_code (fixture, "authorization-granted", &n);
  g_assert_null (code);
  g_assert_cmpuint (n, ==, 1);
}

static YaoAuthorizationPage *
list (TestPerson *person, const char *query)
{
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "?", query, NULL);
  g_autoptr (YaoResponse) response = get (person, path);
  g_autoptr (GError) error = NULL;
  YaoAuthorizationPage *page;

  test_assert_status (response, 200);
  page = yao_authorization_page_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                        &error);
  g_assert_no_error (error);
  return page;
}

/* Rows straight into the table, by one statement. */
static void
seed (Fixture *fixture, gint64 n)
{
  g_autoptr (GError) error = NULL;

  yao_database_execute (
      fixture->database, &error,
      "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ?1)"
      " INSERT INTO authorizations (id, holder_uid, holder, grantee, submitter, certificate,"
      "   state, was_frozen, version, uid, name, initials, phone, phone_tail, document_kind,"
      "   document, known, begins, ends, uses, uses_left, pin, created, changed)"
      " SELECT printf ('seed-%07d', i), '1', 1, 2, 2, ?2, 'active', 0, 1, printf ('2%07d', i),"
      "   char (19968 + i % 5000) || char (20000 + i % 777), char (97 + i % 26)"
      "   || char (97 + i % 25), printf ('138%08d', i), printf ('%08d831', i), 'other', '', 1, ?3,"
      "   ?3 + 864000 + i, 10, 1 + i % 10, 'none', ?3, ?3 - i FROM k",
      "iti", n, fixture->certificate, fixture->now);
  g_assert_no_error (error);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const sorts[] = { "changed", "name", "number", "until", "uses-left" };

  seed (fixture, 230);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *cursor = NULL;

      do
        {
          g_autofree char *query
              = g_strdup_printf ("state=active&sort=%s&order=descending&limit=100%s%s", sorts[i],
                                 cursor != NULL ? "&cursor=" : "", cursor != NULL ? cursor : "");
          g_autoptr (YaoAuthorizationPage) page = list (fixture->owner, query);

          g_assert_cmpint (page->total, ==, 230);
          g_assert_cmpint (page->counts->active, ==, 230);
          for (guint j = 0; j < page->items->len; j++)
            g_assert_true (g_hash_table_add (
                seen, g_strdup (((YaoAuthorizationMessage *) page->items->pdata[j])->id)));
          g_free (cursor);
          cursor = g_steal_pointer (&page->next);
        }
      while (cursor != NULL);
      g_assert_cmpuint (g_hash_table_size (seen), ==, 230);
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoAuthorizationPage) up = NULL;
  g_autoptr (YaoAuthorizationPage) down = NULL;
  g_autoptr (YaoAuthorizationPage) middle = NULL;

  seed (fixture, 100);
  up = list (fixture->owner, "state=active&sort=number&limit=100");
  down = list (fixture->owner, "state=active&sort=number&order=descending&limit=100");
  middle = list (fixture->owner, "state=active&sort=number&offset=40&limit=10");
  for (guint i = 0; i < 100; i++)
    {
      const YaoAuthorizationMessage *one = up->items->pdata[i];
      const YaoAuthorizationMessage *other = down->items->pdata[99 - i];

      g_assert_cmpstr (one->id, ==, other->id);
      if (i >= 40 && i < 50)
        {
          const YaoAuthorizationMessage *same = middle->items->pdata[i - 40];

          g_assert_cmpstr (one->id, ==, same->id);
        }
    }
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int found;
  } table[] = {
    { "20000042", 1 },           /* a number */
    { "2000004", 10 },           /* its beginning */
    { "%E5%AD%99%E4%B8%BD", 1 }, /* a name */
    { "sl", 1 },                 /* pinyin initials */
    { "8000", 1 },               /* the end of a phone */
    { "99999999", 0 },
  };
  g_autofree char *id = make_in_state (fixture, "active", 10);

  seed (fixture, 60);
  yao_database_execute (fixture->database, NULL,
                        "UPDATE authorizations SET initials = 'zz' WHERE id <> ?", "t", id);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *query = g_strconcat ("state=active&limit=50&search=", table[i].text, NULL);
      g_autoptr (YaoAuthorizationPage) page = list (fixture->owner, query);

      g_test_message ("%s", table[i].text);
      g_assert_cmpint (page->total, ==, table[i].found);
      g_assert_cmpuint (page->items->len, ==, (guint) table[i].found);
    }
}

/* No list reads a table from its beginning, nor sorts what it did not bound before. */
static void
assert_plan (Fixture *fixture, const YaoAuthorizationSlice *slice)
{
  g_autofree char *sql = yao_authorization_table_dup_sql (slice);
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (YaoRows) rows = yao_database_query (
      fixture->database, NULL, explain, "itiiitttti", slice->user, slice->state, slice->limit,
      slice->offset, slice->after, "1", "2", "1", "2", slice->holder);

  g_assert_nonnull (rows);
  while (yao_rows_next (rows, NULL))
    {
      g_autofree char *step = yao_rows_dup_text (rows, 3);

      g_test_message ("%s", step);
      if (strstr (step, "SCAN") != NULL)
        g_assert_true (strstr (step, "SUBQUERY") != NULL || strstr (step, "(subquery") != NULL
                       || strstr (step, "CONSTANT ROW") != NULL);
      if (slice->search == NULL)
        g_assert_null (strstr (step, "TEMP B-TREE"));
    }
}

static void
test_plans (Fixture *fixture, gconstpointer data)
{
  static const char *const sorts[] = { "changed", "name", "number", "until", "uses-left" };
  static const char *const searches[] = { "42", "ab", "张" };
  YaoAuthorizationSlice slice
      = { .scope = "granted", .user = 1, .state = "active", .sort = "changed", .limit = 50 };

  seed (fixture, 3000);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      slice.sort = sorts[i];
      for (int j = 0; j < 4; j++)
        {
          slice.descending = j % 2;
          slice.after = j / 2;
          assert_plan (fixture, &slice);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      slice.search = searches[i];
      assert_plan (fixture, &slice);
    }
  slice = (YaoAuthorizationSlice){ .scope = "received", .user = 2, .sort = "changed", .limit = 50 };
  assert_plan (fixture, &slice);
  slice.scope = "submitted";
  assert_plan (fixture, &slice);
}

/* What is counted by triggers is what there is. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "freeze", "unfreeze", "freeze", "delete" };
  static const int active[] = { 0, 1, 0, 0 };
  static const int frozen[] = { 1, 0, 1, 0 };
  g_autofree char *id = make_in_state (fixture, "active", 10);
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (YaoAuthorizationResultMessage) result
          = change (fixture->owner, actions[i], id, 0, NULL);
      g_autoptr (YaoAuthorizationPage) page = list (fixture->owner, "state=active");

      g_assert_cmpint (page->counts->active, ==, active[i]);
      g_assert_cmpint (page->counts->frozen, ==, frozen[i]);
      g_assert_cmpint (page->list_version, >, last);
      last = page->list_version;
    }
}

/* Many at once: a result for each, in the order of the request, and done once. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoAuthorizationBatch) batch = yao_authorization_batch_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoResponse) again = NULL;
  g_autoptr (YaoAuthorizationResults) results = NULL;
  g_autofree char *key = g_uuid_string_random ();

  seed (fixture, 1000);
  batch->action = g_strdup ("freeze");
  for (int i = 1; i <= 1000; i++)
    {
      YaoAuthorizationRef *ref = yao_authorization_ref_new ();

      ref->id = i == 500 ? g_strdup ("nobody") : g_strdup_printf ("seed-%07d", i);
      ref->version = i == 700 ? 9 : 1;
      g_ptr_array_add (batch->items, ref);
    }
  body = yao_authorization_batch_encode (batch);
  response = test_person_send (fixture->owner, "POST", YAO_PATH_AUTHORIZATION_BATCH, body,
                               fixture->owner->access_token, key);
  test_assert_status (response, 200);
  results = yao_authorization_results_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                              NULL);
  g_assert_cmpuint (results->items->len, ==, 1000);
  for (guint i = 0; i < 1000; i++)
    {
      const YaoAuthorizationResultMessage *result = results->items->pdata[i];
      const char *problem = i == 499 ? "not-found" : i == 699 ? "changed" : NULL;

      g_assert_cmpstr (result->problem, ==, problem);
    }
  again = test_person_send (fixture->owner, "POST", YAO_PATH_AUTHORIZATION_BATCH, body,
                            fixture->owner->access_token, key);
  g_assert_true (g_bytes_equal (yao_response_get_body (again), yao_response_get_body (response)));
}

/* The service may want a bound device for all of it. */
static void
test_policy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) refused = NULL;
  g_autoptr (YaoAuthorizationPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_BOUND_FOR_AUTHORIZATIONS, 1, &error));
  refused = get (fixture->owner, YAO_PATH_AUTHORIZATIONS "?state=active");
  test_assert_problem (refused, "device-not-bound");
  yao_database_execute (fixture->database, &error, "UPDATE devices SET state = 'active'", "");
  g_assert_no_error (error);
  page = list (fixture->owner, "state=active");
  g_assert_cmpint (page->total, ==, 0);
}

/* A check of the PIN that is some time ago does not do. */
static void
test_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) response = NULL;

  yao_database_execute (fixture->database, NULL, "UPDATE sessions SET checked = checked - 1000",
                        "");
  response = get (fixture->owner, YAO_PATH_AUTHORIZATIONS "?state=active");
  test_assert_problem (response, "identity-required");
}

/* What was done stands in the log, in an unbroken chain. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = apply_well (fixture);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YaoRows) rows = NULL;
  gint64 count = 0;

  assert_change (fixture->owner, "grant", id, "active");
  assert_change (fixture->owner, "freeze", id, "frozen");
  rows = yao_database_query (fixture->database, NULL,
                             "SELECT count (*) FROM audit WHERE act IN ('authorization.apply',"
                             " 'authorization.grant', 'authorization.freeze')",
                             "");
  g_assert_true (yao_rows_next (rows, NULL));
  count = yao_rows_get_int (rows, 0);
  g_assert_cmpint (count, ==, 3);
  g_assert_true (yao_audit_check (fixture->database, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/server/authorizations/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("every-transition", test_every_transition);
  ADD ("deleted", test_deleted);
  ADD ("others", test_others);
  ADD ("two-editors", test_two_editors);
  ADD ("terms", test_terms);
  ADD ("time", test_time);
  ADD ("uses", test_uses);
  ADD ("use-of-the-wrong-state", test_use_of_the_wrong_state);
  ADD ("mismatch", test_mismatch);
  ADD ("form", test_form);
  ADD ("second-application", test_second_application);
  ADD ("unknown-grantor", test_unknown_grantor);
  ADD ("life", test_life);
  ADD ("second-grant", test_second_grant);
  ADD ("pages", test_pages);
  ADD ("order", test_order);
  ADD ("search", test_search);
  ADD ("plans", test_plans);
  ADD ("counts", test_counts);
  ADD ("batch", test_batch);
  ADD ("policy", test_policy);
  ADD ("identity", test_identity);
  ADD ("log", test_log);
  return g_test_run ();
}
