/* test-request.c: requests and answers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-problem-response.h"
#include "yao-request.h"

#include <string.h>

static const char *const names[] = { "limit", "cursor", NULL };

static void
test_query (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoRequest) request = yao_request_new ("GET", "/x", "limit=7&cursor=a%20b+c%2B");
  gint64 limit = 0;

  g_assert_true (yao_request_parse_query (request, names, &error));
  g_assert_true (yao_request_get_query_int (request, "limit", 1, 10, 5, &limit, &error));
  g_assert_cmpint (limit, ==, 7);
  g_assert_cmpstr (yao_request_get_query_value (request, "cursor"), ==, "a b c+");
}

static void
test_no_query (void)
{
  static const char *const queries[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoRequest) request = yao_request_new ("GET", "/x", queries[i]);
      gint64 limit = 0;

      g_assert_true (yao_request_parse_query (request, names, &error));
      g_assert_true (yao_request_get_query_int (request, "limit", 1, 10, 5, &limit, &error));
      g_assert_cmpint (limit, ==, 5);
    }
}

static void
test_bad_queries (void)
{
  static const char *const queries[]
      = { "other=1", "limit=1&limit=2", "limit", "limit=%zz", "=", "limit=%ff", "&", "limit=%00" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoRequest) request = yao_request_new ("GET", "/x", queries[i]);

      g_assert_false (yao_request_parse_query (request, names, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_bad_numbers (void)
{
  static const char *const queries[] = { "limit=0",    "limit=11",  "limit=-1",
                                         "limit=+5",   "limit=5x",  "limit=",
                                         "limit=%2b5", "limit=0x5", "limit=99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoRequest) request = yao_request_new ("GET", "/x", queries[i]);
      gint64 limit = 0;

      g_assert_true (yao_request_parse_query (request, names, NULL));
      g_assert_false (yao_request_get_query_int (request, "limit", 1, 10, 5, &limit, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_headers (void)
{
  g_autoptr (YaoRequest) request = yao_request_new ("GET", "/x", NULL);

  yao_request_add_header (request, "Accept", "a");
  yao_request_add_header (request, "ACCEPT", "b");
  g_assert_cmpstr (yao_request_get_header (request, "accept"), ==, "a, b");
  g_assert_null (yao_request_get_header (request, "dpop"));
}

static void
test_internal_errors_are_not_told (void)
{
  g_autoptr (GError) error = g_error_new (YAO_ERROR, YAO_ERROR_INTERNAL, "secret detail");
  g_autoptr (YaoResponse) response = NULL;
  g_autofree char *body = NULL;
  GBytes *bytes;

  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*secret detail*");
  response = yao_problem_response_for_error (error);
  g_test_assert_expected_messages ();
  bytes = yao_response_get_body (response);
  body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (yao_response_get_status (response), ==, 500);
  g_assert_null (strstr (body, "secret"));
  g_assert_nonnull (strstr (body, "\"instance\":\""));
}

static void
test_every_answer_is_not_stored (void)
{
  g_autoptr (YaoResponse) response = yao_problem_response_for_status (404);

  g_assert_cmpstr (yao_response_get_header (response, "cache-control"), ==, "no-store");
  g_assert_cmpstr (yao_response_get_content_type (response), ==, "application/problem+json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/request/query", test_query);
  g_test_add_func ("/server/request/no-query", test_no_query);
  g_test_add_func ("/server/request/bad-queries", test_bad_queries);
  g_test_add_func ("/server/request/bad-numbers", test_bad_numbers);
  g_test_add_func ("/server/request/headers", test_headers);
  g_test_add_func ("/server/response/internal-errors-are-not-told",
                   test_internal_errors_are_not_told);
  g_test_add_func ("/server/response/is-not-stored", test_every_answer_is_not_stored);

  return g_test_run ();
}
