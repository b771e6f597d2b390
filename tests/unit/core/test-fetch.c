/* test-fetch.c: which answers are taken
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fake-service.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-json.h"
#include "yao-paths.h"
#include "yao-problem.h"

#include <string.h>

#define PATH "/v1/thing"

static YaoTransportReply *
make_reply (guint status, const char *content_type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return yao_transport_reply_new (status, content_type, body);
}

static YaoTransportReply *
make_problem (YaoProblemKind kind)
{
  g_autoptr (YaoProblem) problem = yao_problem_new (kind, NULL);
  g_autoptr (GBytes) body = yao_problem_encode (problem);

  return yao_transport_reply_new (problem->status, YAO_PROBLEM_CONTENT_TYPE, body);
}

static GError *
refuse (const YaoTransportReply *reply)
{
  GError *error = NULL;

  g_assert_false (yao_fetch_judge (reply, PATH, 200, YAO_JSON_CONTENT_TYPE, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == YAO_ERROR);
  return error;
}

static void
test_good (void)
{
  g_autoptr (YaoTransportReply) reply = make_reply (200, "Application/JSON", "{}");
  g_autoptr (YaoTransportReply) empty = make_reply (204, NULL, "");
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_fetch_judge (reply, PATH, 200, YAO_JSON_CONTENT_TYPE, &error));
  g_assert_true (yao_fetch_judge (empty, PATH, 204, NULL, &error));
  g_assert_no_error (error);
}

/* A status that fits does not make a page of HTML an answer, nor the other way round. */
static void
test_wrong (void)
{
  static const struct
  {
    guint status;
    const char *type;
  } replies[] = {
    { 200, "text/html" }, { 200, NULL }, { 201, "application/json" }, { 204, NULL },
    { 301, "text/html" }, { 302, NULL }, { 304, "application/json" }, { 100, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (YaoTransportReply) reply
          = make_reply (replies[i].status, replies[i].type, "<html>");
      g_autoptr (GError) error = refuse (reply);

      g_assert_cmpint (error->code, ==, YAO_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, PATH));
    }
}

/* Every type of problem comes out as its own error. */
static void
test_problems (void)
{
  for (int kind = YAO_PROBLEM_UNKNOWN + 1; kind < YAO_PROBLEM_LAST; kind++)
    {
      g_autoptr (YaoTransportReply) reply = make_problem ((YaoProblemKind) kind);
      g_autoptr (GError) error = refuse (reply);

      g_assert_cmpint (error->code, ==, (int) yao_problem_kind_get_code ((YaoProblemKind) kind));
    }
}

/* Whoever answers without a problem document is a gateway that failed, or no service at all. */
static void
test_gateway (void)
{
  static const struct
  {
    guint status;
    const char *type;
    YaoErrorCode code;
  } replies[] = {
    { 400, "text/html", YAO_ERROR_BAD_REPLY },
    { 401, NULL, YAO_ERROR_BAD_REPLY },
    { 403, "text/html", YAO_ERROR_BAD_REPLY },
    { 404, "text/html", YAO_ERROR_BAD_REPLY },
    { 404, "application/json", YAO_ERROR_BAD_REPLY },
    { 404, YAO_PROBLEM_CONTENT_TYPE, YAO_ERROR_BAD_REPLY }, /* a broken one */
    { 429, "text/html", YAO_ERROR_THROTTLED },
    { 500, "text/html", YAO_ERROR_SERVICE_FAILED },
    { 502, "text/html", YAO_ERROR_SERVICE_FAILED },
    { 503, YAO_PROBLEM_CONTENT_TYPE, YAO_ERROR_SERVICE_FAILED },
    { 599, NULL, YAO_ERROR_SERVICE_FAILED },
    { 600, NULL, YAO_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (YaoTransportReply) reply
          = make_reply (replies[i].status, replies[i].type, "<html>");
      g_autoptr (GError) error = refuse (reply);

      g_assert_cmpint (error->code, ==, (int) replies[i].code);
    }
}

static void
test_retry_after (void)
{
  g_autoptr (YaoTransportReply) page = make_reply (503, "text/html", "");
  g_autoptr (YaoTransportReply) problem = make_problem (YAO_PROBLEM_THROTTLED);
  g_autoptr (GError) without = refuse (page);
  g_autoptr (GError) from_page = NULL;
  g_autoptr (GError) from_problem = NULL;

  g_assert_cmpint (yao_error_get_retry_after (without), ==, -1);
  page->retry_after = 7;
  from_page = refuse (page);
  g_assert_cmpint (yao_error_get_retry_after (from_page), ==, 7);
  problem->retry_after = 9;
  from_problem = refuse (problem);
  g_assert_cmpint (yao_error_get_retry_after (from_problem), ==, 9);
}

static void
test_subject (void)
{
  GError *error = NULL;

  yao_fetch_name_subject (NULL, "10001");
  yao_fetch_name_subject (&error, "10001");
  g_assert_null (error);

  g_set_error (&error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "gone");
  yao_fetch_name_subject (&error, "10001");
  g_assert_cmpstr (yao_error_get_subject (error), ==, "10001");
  yao_fetch_name_subject (&error, "10002");
  g_assert_cmpstr (yao_error_get_subject (error), ==, "10001");
  g_clear_error (&error);

  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  yao_fetch_name_subject (&error, "10001");
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
}

static void
test_sent (void)
{
  g_autoptr (FakeService) fake = fake_service_new ();
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();
  g_autoptr (YaoTransport) transport = fake_service_make_transport (fake, pins);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  body = yao_fetch (transport, YAO_PATH_WELL_KNOWN, YAO_JSON_CONTENT_TYPE, 65536, cancellable,
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (body), >, 100);

  g_assert_null (
      yao_fetch (transport, YAO_PATH_WELL_KNOWN, YAO_JSON_CONTENT_TYPE, 100, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_REPLY_TOO_LARGE);
  g_clear_error (&error);

  g_assert_null (yao_fetch (transport, PATH, YAO_JSON_CONTENT_TYPE, 65536, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (yao_fetch (transport, YAO_PATH_WELL_KNOWN, YAO_JSON_CONTENT_TYPE, 65536,
                            cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_service_get_n_requests (fake), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/fetch/good", test_good);
  g_test_add_func ("/core/fetch/wrong", test_wrong);
  g_test_add_func ("/core/fetch/problems", test_problems);
  g_test_add_func ("/core/fetch/gateway", test_gateway);
  g_test_add_func ("/core/fetch/retry-after", test_retry_after);
  g_test_add_func ("/core/fetch/subject", test_subject);
  g_test_add_func ("/core/fetch/sent", test_sent);

  return g_test_run ();
}
