/* test-authorizations.c: who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-authorization.h"
#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-error.h"
#include "yao-json.h"
#include "yao-paths.h"
#include "yao-people.h"
#include "yao-problem.h"
#include "yao-sms.h"

#include <string.h>

static YaoApplicationMessage *
make_application (TestAuthorizations *fixture)
{
  YaoApplicationMessage *message = yao_application_message_new ();

  message->grantor = g_strdup ("1");
  message->uid = g_strdup ("2");
  message->name = g_strdup ("孙丽");
  message->document_kind = g_strdup ("resident-id");
  message->document = g_strdup (TEST_DOCUMENT);
  message->phone = g_strdup (TEST_PHONE);
  message->from = fixture->now;
  message->until = fixture->now + 30 * TEST_DAY;
  message->uses = 10;
  return message;
}

static YaoResponse *
apply (TestPerson *person, const YaoApplicationMessage *message)
{
  g_autoptr (GBytes) body = yao_application_message_encode (message);

  return test_authorization_post (person, YAO_PATH_AUTHORIZATIONS, body);
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
apply_well (TestAuthorizations *fixture)
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

static void
assert_change (TestPerson *person, const char *action, const char *id, const char *state)
{
  g_autoptr (YaoAuthorizationResultMessage) result
      = test_authorization_change (person, action, id, 0, NULL);

  g_assert_cmpstr (result->problem, ==, NULL);
  g_assert_cmpstr (result->authorization->state, ==, state);
}

/* Every action in every state: what it leads to, or the problem that names the state. */
static void
test_every_transition (TestAuthorizations *fixture, gconstpointer data)
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
          g_autofree char *id = test_authorization_make (fixture, states[j], 10);
          YaoAuthorizationTerms *terms = yao_authorization_terms_new ();
          TestPerson *person
              = strcmp (table[i].action, "withdraw") == 0 ? fixture->applicant : fixture->owner;
          g_autoptr (YaoAuthorizationResultMessage) result = NULL;

          terms->until = fixture->now + 60 * TEST_DAY;
          result = test_authorization_change (person, table[i].action, id, 1, terms);
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
test_deleted (TestAuthorizations *fixture, gconstpointer data)
{
  g_autofree char *id = test_authorization_make (fixture, "active", 10);
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "/", id, NULL);
  g_autoptr (YaoAuthorizationResultMessage) result = NULL;
  g_autoptr (YaoResponse) response = NULL;

  assert_change (fixture->owner, "delete", id, "deleted");
  result = test_authorization_change (fixture->owner, "freeze", id, 0, NULL);
  g_assert_cmpstr (result->problem, ==, "not-found");
  g_assert_null (result->authorization);
  response = test_authorization_get (fixture->owner, path);
  test_assert_problem (response, "not-found");
}

/* Only the grantor changes, and only who has to do with it sees it. */
static void
test_others (TestAuthorizations *fixture, gconstpointer data)
{
  g_autofree char *id = test_authorization_make (fixture, "pending", 10);
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "/", id, NULL);
  g_autoptr (TestPerson) stranger = test_person_new (fixture->installation);
  g_autoptr (YaoAuthorizationResultMessage) by_grantee = NULL;
  g_autoptr (YaoAuthorizationResultMessage) by_stranger = NULL;
  g_autoptr (YaoResponse) seen = NULL;
  g_autoptr (YaoResponse) hidden = NULL;

  test_authorization_add_known (fixture, "3", "李娜");
  test_authorization_sign_in (stranger, "3", "3", TEST_PIN);
  by_grantee = test_authorization_change (fixture->applicant, "grant", id, 0, NULL);
  g_assert_cmpstr (by_grantee->problem, ==, "not-found");
  by_stranger = test_authorization_change (stranger, "delete", id, 0, NULL);
  g_assert_cmpstr (by_stranger->problem, ==, "not-found");
  g_assert_null (by_stranger->authorization);
  seen = test_authorization_get (fixture->applicant, path);
  test_assert_status (seen, 200);
  hidden = test_authorization_get (stranger, path);
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
  response = test_authorization_post (person, path, body);
  person->if_match = NULL;
  return response;
}

/* Two who edit the same record: the second one is told, with what it is now. */
static void
test_two_editors (TestAuthorizations *fixture, gconstpointer data)
{
  g_autofree char *id = test_authorization_make (fixture, "active", 10);
  g_autoptr (TestPerson) other = test_person_new (fixture->installation);
  g_autoptr (YaoResponse) first = NULL;
  g_autoptr (YaoResponse) second = NULL;
  g_autoptr (YaoResponse) third = NULL;
  g_autoptr (YaoResponse) without = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (YaoJson) current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 uses = 0, version = 0;

  test_authorization_sign_in (other, "1", "1", TEST_PIN);
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
test_terms (TestAuthorizations *fixture, gconstpointer data)
{
  const struct
  {
    gint64 from, until, uses;
  } wrong[] = {
    { fixture->now + 40 * TEST_DAY, 0, 0 }, /* begins after its end */
    { 0, fixture->now - 1, 0 },             /* over already */
    { 0, fixture->now + 4000 * (gint64) TEST_DAY, 0 },
    { 0, 0, 2 }, /* fewer than were used */
  };
  g_autofree char *id = test_authorization_make (fixture, "active", 10);
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
      result = test_authorization_change (fixture->owner, "modify", id, 0, terms);
      g_assert_cmpstr (result->problem, ==, "invalid-request");
      g_assert_cmpint (result->authorization->version, ==, 1);
    }
  terms = yao_authorization_terms_new ();
  terms->uses = 15;
  more = test_authorization_change (fixture->owner, "modify", id, 0, terms);
  g_assert_cmpint (more->authorization->uses_left, ==, 12);
}

/* Time ends what is active and what is frozen; renewed, a frozen one is frozen again. */
static void
test_time (TestAuthorizations *fixture, gconstpointer data)
{
  g_autofree char *active = test_authorization_make (fixture, "active", 10);
  g_autofree char *frozen = test_authorization_make (fixture, "frozen", 10);
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
  terms->until = fixture->now + TEST_DAY;
  result = test_authorization_change (fixture->owner, "renew", frozen, 0, terms);
  g_assert_cmpstr (result->problem, ==, NULL);
  g_assert_cmpstr (result->authorization->state, ==, "frozen");
}

static YaoCaller *
make_caller (TestAuthorizations *fixture, const char *holder, const char *uid)
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
take (TestAuthorizations *fixture, const YaoCaller *caller, gint64 *use, GError **error)
{
  g_autofree char *authorization = NULL;

  return yao_authorizations_take_use (fixture->installation, caller, fixture->certificate, "文件",
                                      &authorization, use, error);
}

/* Fifty who want one of ten uses: ten get it. What is given back can be taken again. */
static void
test_uses (TestAuthorizations *fixture, gconstpointer data)
{
  g_autofree char *id = test_authorization_make (fixture, "active", 10);
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

  response = test_authorization_get (fixture->owner, path);
  test_assert_status (response, 200);
  uses = yao_authorization_uses_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                        &error);
  g_assert_no_error (error);
  g_assert_cmpint (uses->total, ==, 10);
  g_assert_cmpuint (uses->items->len, ==, 10);
}

static void
test_use_of_the_wrong_state (TestAuthorizations *fixture, gconstpointer data)
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
  id = test_authorization_make (fixture, "frozen", 10);
  g_assert_false (take (fixture, caller, &use, &frozen));
  g_assert_error (frozen, YAO_ERROR, YAO_ERROR_AUTHORIZATION_FROZEN);
  yao_database_execute (fixture->database, NULL,
                        "UPDATE authorizations SET state = 'active', begins = ?", "i",
                        fixture->now + TEST_DAY);
  g_assert_false (take (fixture, caller, &use, &early));
  g_assert_error (early, YAO_ERROR, YAO_ERROR_AUTHORIZATION_NOT_YET);
}

/* Whichever is wrong for a known number, the answer is the same. */
static void
test_mismatch (TestAuthorizations *fixture, gconstpointer data)
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
test_form (TestAuthorizations *fixture, gconstpointer data)
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
test_second_application (TestAuthorizations *fixture, gconstpointer data)
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
test_unknown_grantor (TestAuthorizations *fixture, gconstpointer data)
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
      checked = test_authorization_post (fixture->applicant, YAO_PATH_AUTHORIZATION_CHECK, body);
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
find_code (TestAuthorizations *fixture, const char *purpose, guint *n_codes)
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
test_life (TestAuthorizations *fixture, gconstpointer data)
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
  test_authorization_sign_in (grantee, "1", "99", code);

  assert_change (fixture->owner, "reset-pin", message->id, "active");
  g_assert_true (yao_authorization_worker_finish (fixture->installation, &error));
  new_code = find_code (fixture, "authorization-pin", &n);
  g_assert_cmpuint (n, ==, 2);
  old = test_authorization_get (grantee, YAO_PATH_SESSION);
  test_assert_problem (old, "session-required");
  test_authorization_sign_in (again, "1", "99", new_code);

  assert_change (fixture->owner, "delete", message->id, "deleted");
  late = test_authorization_get (again, YAO_PATH_SESSION);
  test_assert_problem (late, "session-required");
}

/* A grantee who is told of it has nothing to type twice: his PIN for this grantor stays. */
static void
test_second_grant (TestAuthorizations *fixture, gconstpointer data)
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

/* A check of the PIN that is some time ago does not do. */
static void
test_identity (TestAuthorizations *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) response = NULL;

  yao_database_execute (fixture->database, NULL, "UPDATE sessions SET checked = checked - 1000",
                        "");
  response = test_authorization_get (fixture->owner, YAO_PATH_AUTHORIZATIONS "?state=active");
  test_assert_problem (response, "identity-required");
}

/* What was done stands in the log, in an unbroken chain. */
static void
test_log (TestAuthorizations *fixture, gconstpointer data)
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
  g_test_add ("/server/authorizations/" name, TestAuthorizations, NULL, test_authorization_set_up, \
              function, test_authorization_tear_down)

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
  ADD ("identity", test_identity);
  ADD ("log", test_log);
  return g_test_run ();
}
