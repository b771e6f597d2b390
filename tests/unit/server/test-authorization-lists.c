/* test-authorization-lists.c: lists of authorizations, their order, their plans, many at once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-authorization.h"
#include "yao-limits.h"
#include "yao-paths.h"

#include <string.h>

static YaoAuthorizationPage *
list (TestPerson *person, const char *query)
{
  g_autofree char *path = g_strconcat (YAO_PATH_AUTHORIZATIONS "?", query, NULL);
  g_autoptr (YaoResponse) response = test_authorization_get (person, path);
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
seed (TestAuthorizations *fixture, gint64 n)
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
test_pages (TestAuthorizations *fixture, gconstpointer data)
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
test_order (TestAuthorizations *fixture, gconstpointer data)
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
test_search (TestAuthorizations *fixture, gconstpointer data)
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
  g_autofree char *id = test_authorization_make (fixture, "active", 10);

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
assert_plan (TestAuthorizations *fixture, const YaoAuthorizationSlice *slice)
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
test_plans (TestAuthorizations *fixture, gconstpointer data)
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
test_counts (TestAuthorizations *fixture, gconstpointer data)
{
  static const char *const actions[] = { "freeze", "unfreeze", "freeze", "delete" };
  static const int active[] = { 0, 1, 0, 0 };
  static const int frozen[] = { 1, 0, 1, 0 };
  g_autofree char *id = test_authorization_make (fixture, "active", 10);
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (YaoAuthorizationResultMessage) result
          = test_authorization_change (fixture->owner, actions[i], id, 0, NULL);
      g_autoptr (YaoAuthorizationPage) page = list (fixture->owner, "state=active");

      g_assert_cmpint (page->counts->active, ==, active[i]);
      g_assert_cmpint (page->counts->frozen, ==, frozen[i]);
      g_assert_cmpint (page->list_version, >, last);
      last = page->list_version;
    }
}

/* Many at once: a result for each, in the order of the request, and done once. */
static void
test_batch (TestAuthorizations *fixture, gconstpointer data)
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
test_policy (TestAuthorizations *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) refused = NULL;
  g_autoptr (YaoAuthorizationPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_BOUND_FOR_AUTHORIZATIONS, 1, &error));
  refused = test_authorization_get (fixture->owner, YAO_PATH_AUTHORIZATIONS "?state=active");
  test_assert_problem (refused, "device-not-bound");
  yao_database_execute (fixture->database, &error, "UPDATE devices SET state = 'active'", "");
  g_assert_no_error (error);
  page = list (fixture->owner, "state=active");
  g_assert_cmpint (page->total, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/server/authorization-lists/" name, TestAuthorizations, NULL,                       \
              test_authorization_set_up, function, test_authorization_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pages", test_pages);
  ADD ("order", test_order);
  ADD ("search", test_search);
  ADD ("plans", test_plans);
  ADD ("counts", test_counts);
  ADD ("batch", test_batch);
  ADD ("policy", test_policy);
  return g_test_run ();
}
