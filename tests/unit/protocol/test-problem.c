/* test-problem.c: the table of problems, and their bodies
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-problem.h"

#include "yao-text.h"

#include <gio/gio.h>
#include <string.h>

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Every problem has all its columns, and a name of its own. */
static void
test_table (void)
{
  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    {
      YaoProblemKind kind = (YaoProblemKind) i;
      const char *name = yao_problem_kind_get_name (kind);

      g_assert_nonnull (name);
      g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (name));
      g_assert_cmpint (yao_problem_kind_from_name (name), ==, kind);
      g_assert_cmpuint (yao_problem_kind_get_status (kind), >=, 400);
      g_assert_cmpuint (yao_problem_kind_get_status (kind), <, 600);
      g_assert_nonnull (yao_error_code_get_nick (yao_problem_kind_get_code (kind)));
      g_assert_true (yao_text_is_plain (yao_problem_kind_get_title (kind)));
      g_assert_true (yao_text_is_plain (yao_problem_kind_get_title_zh (kind)));
      g_assert_true (g_str_is_ascii (yao_problem_kind_get_title (kind)));
      g_assert_false (g_str_is_ascii (yao_problem_kind_get_title_zh (kind)));
    }

  g_assert_null (yao_problem_kind_get_name (YAO_PROBLEM_UNKNOWN));
  g_assert_cmpint (yao_problem_kind_from_name ("nonsense"), ==, YAO_PROBLEM_UNKNOWN);
}

/* Every code that a handler can fail with has a problem, and no failure of the service's own passes
 * for one of the client's.
 */
static void
test_codes (void)
{
  for (int i = 0; i <= YAO_ERROR_LAST; i++)
    {
      YaoErrorCode code = (YaoErrorCode) i;
      YaoProblemKind kind = yao_problem_kind_from_code (code);
      YaoErrorCode back;

      g_assert_nonnull (yao_problem_kind_get_name (kind));
      back = yao_problem_kind_get_code (kind);
      g_assert_true (back == code || back == YAO_ERROR_SERVICE_FAILED
                     || back == YAO_ERROR_INVALID_INPUT);
    }

  g_assert_cmpint (yao_problem_kind_from_code ((YaoErrorCode) -1), ==, YAO_PROBLEM_INTERNAL);
}

/* A problem made from the code that a client gets for it is the same problem, but for those that
 * several share.
 */
static void
test_round_trip_of_codes (void)
{
  static const YaoErrorCode codes[] = {
    YAO_ERROR_INVALID_INPUT,
    YAO_ERROR_NOT_FOUND,
    YAO_ERROR_CERTIFICATE_NOT_FOUND,
    YAO_ERROR_THROTTLED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (yao_problem_kind_get_code (yao_problem_kind_from_code (codes[i])), ==,
                     codes[i]);
}

/* A status alone says less than a problem, but never something else. */
static void
test_statuses (void)
{
  for (guint status = 300; status < 700; status++)
    g_assert_nonnull (yao_error_code_get_nick (yao_problem_status_get_code (status)));

  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    {
      YaoProblemKind kind = (YaoProblemKind) i;
      YaoErrorCode code = yao_problem_status_get_code (yao_problem_kind_get_status (kind));

      if (kind == YAO_PROBLEM_CERTIFICATE_NOT_FOUND)
        g_assert_cmpint (code, ==, YAO_ERROR_NOT_FOUND);
      else if (code == YAO_ERROR_DENIED)
        g_assert_true (yao_problem_kind_get_status (kind) == 401
                       || yao_problem_kind_get_status (kind) == 403);
      else if (code == YAO_ERROR_CONFLICT)
        g_assert_true (yao_problem_kind_get_status (kind) == 409
                       || yao_problem_kind_get_status (kind) == 412);
      else
        g_assert_cmpint (code, ==, yao_problem_kind_get_code (kind));
    }

  g_assert_cmpint (yao_problem_status_get_code (302), ==, YAO_ERROR_BAD_REPLY);
  g_assert_cmpint (yao_problem_status_get_code (403), ==, YAO_ERROR_DENIED);
  g_assert_cmpint (yao_problem_status_get_code (412), ==, YAO_ERROR_CONFLICT);
  g_assert_cmpint (yao_problem_status_get_code (502), ==, YAO_ERROR_SERVICE_FAILED);
}

static void
test_encode (void)
{
  g_autoptr (YaoProblem) problem = yao_problem_new (YAO_PROBLEM_NOT_FOUND, NULL);
  g_autoptr (GBytes) body = yao_problem_encode (problem);
  static const char expected[] = "{\"type\":\"urn:cloudkey:problem:not-found\","
                                 "\"title\":\"\xe6\xb2\xa1\xe6\x9c\x89\xe6\x89\xbe\xe5\x88\xb0\","
                                 "\"status\":404}";

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   strlen (expected));
}

static void
test_round_trip (void)
{
  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    {
      g_autoptr (YaoProblem) problem = yao_problem_new ((YaoProblemKind) i, "limit: out of range");
      g_autoptr (YaoProblem) back = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) made = NULL;

      problem->instance = g_strdup ("urn:uuid:1");
      problem->retry_after = 60;
      problem->tries_left = 3;
      body = yao_problem_encode (problem);
      back = yao_problem_decode (body, problem->status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (back->kind, ==, i);
      g_assert_cmpuint (back->status, ==, problem->status);
      g_assert_cmpstr (back->title, ==, problem->title);
      g_assert_cmpstr (back->detail, ==, "limit: out of range");
      g_assert_cmpstr (back->instance, ==, "urn:uuid:1");
      g_assert_cmpint (back->retry_after, ==, 60);
      g_assert_cmpint (back->tries_left, ==, 3);

      made = yao_problem_to_error (back);
      g_assert_error (made, YAO_ERROR, (int) yao_problem_kind_get_code (back->kind));
      g_assert_cmpint (yao_error_get_retry_after (made), ==, 60);
      g_assert_cmpint (yao_error_get_tries_left (made), ==, 3);
    }
}

static void
test_unknown_type (void)
{
  static const char *const bodies[] = {
    "{}",
    "{\"type\":\"about:blank\",\"title\":\"Conflict\"}",
    "{\"type\":\"urn:cloudkey:problem:from-the-future\",\"extra\":[1,2]}",
    "{\"type\":\"urn:other:problem:not-found\",\"status\":200}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = bytes_of (bodies[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoProblem) problem = yao_problem_decode (body, 409, &error);
      g_autoptr (GError) made = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (problem->kind, ==, YAO_PROBLEM_UNKNOWN);
      made = yao_problem_to_error (problem);
      g_assert_error (made, YAO_ERROR, YAO_ERROR_CONFLICT);
      g_assert_cmpint (yao_error_get_retry_after (made), ==, -1);
      g_assert_cmpint (yao_error_get_tries_left (made), ==, -1);
    }
}

static void
test_bad_bodies (void)
{
  static const char *const bodies[] = {
    "",
    "<html>",
    "[]",
    "\"x\"",
    "{\"type\":1}",
    "{\"title\":{}}",
    "{\"detail\":[]}",
    "{\"instance\":true}",
    "{\"retry_after\":\"60\"}",
    "{\"retry_after\":-1}",
    "{\"retry_after\":1.5}",
    "{\"retry_after\":9999999999}",
    "{\"tries_left\":-1}",
    "{\"tries_left\":1001}",
    "{\"tries_left\":false}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = bytes_of (bodies[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("checking %s", bodies[i]);
      g_assert_null (yao_problem_decode (body, 500, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
    }
}

static void
test_long_members (void)
{
  static const struct
  {
    const char *name;
    gsize max;
  } map[] = { { "type", 256 }, { "title", 1024 }, { "detail", 4096 }, { "instance", 256 } };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autofree char *longest = g_strnfill (map[i].max, 'x');
      g_autofree char *fits = g_strdup_printf ("{\"%s\":\"%s\"}", map[i].name, longest);
      g_autofree char *over = g_strdup_printf ("{\"%s\":\"%sx\"}", map[i].name, longest);
      g_autoptr (GBytes) fitting = bytes_of (fits);
      g_autoptr (GBytes) overlong = bytes_of (over);
      g_autoptr (YaoProblem) problem = yao_problem_decode (fitting, 500, NULL);

      g_assert_nonnull (problem);
      g_assert_null (yao_problem_decode (overlong, 500, NULL));
    }
}

static void
test_large_body (void)
{
  g_autofree char *spaces = g_strnfill (YAO_PROBLEM_MAX_SIZE - 2, ' ');
  g_autofree char *fits = g_strconcat ("{}", spaces, NULL);
  g_autofree char *over = g_strconcat ("{} ", spaces, NULL);
  g_autoptr (GBytes) fitting = bytes_of (fits);
  g_autoptr (GBytes) large = bytes_of (over);
  g_autoptr (YaoProblem) problem = yao_problem_decode (fitting, 500, NULL);

  g_assert_nonnull (problem);
  g_assert_null (yao_problem_decode (large, 500, NULL));
}

static void
test_truncated (void)
{
  static const char text[] = "{\"type\":\"urn:cloudkey:problem:throttled\",\"retry_after\":60}";

  for (gsize size = 0; size < strlen (text); size++)
    {
      g_autoptr (GBytes) body = g_bytes_new (text, size);

      g_assert_null (yao_problem_decode (body, 429, NULL));
    }
}

/* A client is told what is wrong with its request, and nothing of the service's inside. */
static void
test_from_error (void)
{
  g_autoptr (GError) theirs = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "limit: too large");
  g_autoptr (GError) ours = g_error_new (YAO_ERROR, YAO_ERROR_STORAGE, "/var/lib/secret: EIO");
  g_autoptr (GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "deep inside");
  g_autoptr (GError) wait = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "slow down");
  g_autoptr (YaoProblem) request = yao_problem_new_from_error (theirs);
  g_autoptr (YaoProblem) inside = yao_problem_new_from_error (ours);
  g_autoptr (YaoProblem) unknown = yao_problem_new_from_error (foreign);
  g_autoptr (YaoProblem) throttled = NULL;

  yao_error_set_retry_after (wait, 12);
  throttled = yao_problem_new_from_error (wait);

  g_assert_cmpint (request->kind, ==, YAO_PROBLEM_INVALID_REQUEST);
  g_assert_cmpstr (request->detail, ==, "limit: too large");
  g_assert_cmpint (inside->kind, ==, YAO_PROBLEM_INTERNAL);
  g_assert_null (inside->detail);
  g_assert_cmpint (unknown->kind, ==, YAO_PROBLEM_INTERNAL);
  g_assert_null (unknown->detail);
  g_assert_cmpint (throttled->kind, ==, YAO_PROBLEM_THROTTLED);
  g_assert_cmpint (throttled->retry_after, ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/problem/table", test_table);
  g_test_add_func ("/protocol/problem/codes", test_codes);
  g_test_add_func ("/protocol/problem/round-trip-of-codes", test_round_trip_of_codes);
  g_test_add_func ("/protocol/problem/statuses", test_statuses);
  g_test_add_func ("/protocol/problem/encode", test_encode);
  g_test_add_func ("/protocol/problem/round-trip", test_round_trip);
  g_test_add_func ("/protocol/problem/unknown-type", test_unknown_type);
  g_test_add_func ("/protocol/problem/bad-bodies", test_bad_bodies);
  g_test_add_func ("/protocol/problem/long-members", test_long_members);
  g_test_add_func ("/protocol/problem/large-body", test_large_body);
  g_test_add_func ("/protocol/problem/truncated", test_truncated);
  g_test_add_func ("/protocol/problem/from-error", test_from_error);
  return g_test_run ();
}
