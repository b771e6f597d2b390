/* test-operations.c: each operation, good and bad: the same cases in process and over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-client.h"
#include "test-installation.h"
#include "test-server.h"

#include "yao-ca.h"
#include "yao-certificate-message.h"
#include "yao-chain.h"
#include "yao-crl.h"
#include "yao-error.h"
#include "yao-limits.h"
#include "yao-people.h"
#include "yao-problem.h"
#include "yao-router.h"
#include "yao-well-known.h"
#include "yao-x509.h"

#include <string.h>

static char *folder;
static YaoClock *the_clock;
static YaoInstallation *installation;
static TestServer *server;
static gboolean in_process;

static TestReply *
send_in_process (const char *method, const char *target, GBytes *body)
{
  g_auto (GStrv) halves = g_strsplit (target, "?", 2);
  g_autoptr (YaoRequest) request = yao_request_new (method, halves[0], halves[1]);
  g_autoptr (YaoResponse) response = NULL;
  TestReply *reply = g_new0 (TestReply, 1);

  yao_request_set_remote (request, "127.0.0.1");
  if (body != NULL)
    yao_request_set_body (request, body);
  response = yao_router_handle (installation, request);

  reply->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < yao_response_get_n_headers (response); i++)
    {
      const char *value = NULL;
      const char *name = yao_response_get_header_at (response, i, &value);

      g_hash_table_replace (reply->headers, g_ascii_strdown (name, -1), g_strdup (value));
    }
  g_hash_table_replace (reply->headers, g_strdup ("content-type"),
                        g_strdup (yao_response_get_content_type (response)));
  reply->status = yao_response_get_status (response);
  reply->body = strcmp (method, "HEAD") == 0 ? g_bytes_new (NULL, 0)
                                             : g_bytes_ref (yao_response_get_body (response));
  return reply;
}

static TestReply *
send_over_tls (const char *method, const char *target, GBytes *body)
{
  return test_client_request (test_server_get_port (server), test_server_get_trust (server), method,
                              target, body);
}

static TestReply *
ask (const char *method, const char *target)
{
  return in_process ? send_in_process (method, target, NULL) : send_over_tls (method, target, NULL);
}

static void
assert_problem (TestReply *reply, guint status, YaoProblemKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoProblem) problem = NULL;

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (test_reply_get_header (reply, "content-type"), ==, "application/problem+json");
  g_assert_cmpstr (test_reply_get_header (reply, "cache-control"), ==, "no-store");
  problem = yao_problem_decode (reply->body, status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (problem->kind, ==, kind);
  g_assert_cmpuint (problem->status, ==, status);
}

static void
assert_good (TestReply *reply, const char *content_type)
{
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (test_reply_get_header (reply, "content-type"), ==, content_type);
  g_assert_cmpstr (test_reply_get_header (reply, "cache-control"), ==, "no-store");
}

static void
test_well_known (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestReply) reply = ask ("GET", "/.well-known/cloudkey");
  g_autoptr (YaoWellKnown) document = NULL;

  assert_good (reply, "application/json");
  document = yao_well_known_decode (reply->body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (document->name, ==, TEST_ORGANISATION);
  g_assert_cmpstr (document->base_address, ==, TEST_ADDRESS);
  g_assert_cmpuint (document->roots->len, ==, 3);
  g_assert_cmpuint (document->signers->len, ==, 1);
}

static YaoCertificateList *
download (const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestReply) reply = ask ("GET", target);
  YaoCertificateList *list;

  assert_good (reply, "application/json");
  list = yao_certificate_list_decode (reply->body, &error);
  g_assert_no_error (error);
  return list;
}

/* The whole chain, link by link: of SM2 too. */
static void
assert_chain (YaoCertificateMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) intermediates = g_ptr_array_new ();
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();

  g_assert_cmpuint (message->chain->len, ==, 2);
  g_ptr_array_add (intermediates, message->chain->pdata[0]);
  g_ptr_array_add (roots, message->chain->pdata[1]);
  g_assert_true (yao_chain_verify (message->der, intermediates, roots,
                                   yao_clock_get_unix (the_clock), &error));
  g_assert_no_error (error);
}

static void
test_download (gconstpointer data)
{
  g_autoptr (YaoCertificateList) list = download ("/v1/users/10001/certificates");
  YaoCertificateMessage *message;

  g_assert_cmpuint (list->items->len, ==, 2);
  g_assert_cmpint (list->total, ==, 2);
  g_assert_null (list->next);
  message = list->items->pdata[0];
  g_assert_cmpstr (message->holder_uid, ==, "10001");
  g_assert_cmpstr (message->holder_name, ==, "张伟");
  g_assert_cmpint (message->state, ==, YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (message->version, ==, 2);
  assert_chain (message);

  message = list->items->pdata[1];
  g_assert_cmpint (message->state, ==, YAO_CERTIFICATE_STATE_REVOKED);
  g_assert_cmpstr (message->revocation_reason, ==, "superseded");
  g_assert_cmpint (message->revoked_at, >, 0);
}

static void
test_pages (gconstpointer data)
{
  g_autoptr (YaoCertificateList) first = download ("/v1/users/10001/certificates?limit=1");
  g_autofree char *target
      = g_strdup_printf ("/v1/users/10001/certificates?limit=1&cursor=%s", first->next);
  g_autoptr (YaoCertificateList) second = download (target);
  g_autoptr (TestReply) reply = ask ("GET", "/v1/users/10001/certificates?limit=1");
  g_autofree char *link = g_strdup_printf ("<%s>; rel=\"next\"", target);
  YaoCertificateMessage *one = first->items->pdata[0], *two = second->items->pdata[0];

  g_assert_cmpuint (first->items->len, ==, 1);
  g_assert_cmpuint (second->items->len, ==, 1);
  g_assert_cmpstr (one->id, !=, two->id);
  g_assert_null (second->next);
  g_assert_cmpint (second->total, ==, 2);
  g_assert_cmpstr (test_reply_get_header (reply, "link"), ==, link);
}

static void
test_chain_and_crl (gconstpointer data)
{
  static const char *const algorithms[] = { "sm2", "rsa", "p256" };

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *chain_path = g_strdup_printf ("/v1/ca/%s/chain", algorithms[i]);
      g_autofree char *crl_path = g_strdup_printf ("/v1/ca/%s/crl", algorithms[i]);
      g_autoptr (TestReply) chain_reply = ask ("GET", chain_path);
      g_autoptr (TestReply) crl_reply = ask ("GET", crl_path);
      g_autoptr (GPtrArray) chain = NULL;
      g_autoptr (YaoCrl) crl = NULL;

      assert_good (chain_reply, "application/json");
      chain = yao_chain_decode (chain_reply->body, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (chain->len, ==, 2);
      assert_good (crl_reply, "application/pkix-crl");
      crl = yao_crl_parse (crl_reply->body, &error);
      g_assert_no_error (error);
      g_assert_true (yao_crl_verify (crl, chain->pdata[0], &error));
      g_assert_true (yao_crl_is_current (crl, yao_clock_get_unix (the_clock)));
      g_assert_cmpuint (yao_crl_get_size (crl), ==, i == 0 ? 1 : 0);
    }
}

/* A client learns from the list of certificates what others learn from the list of revocations. */
static void
test_revocations_agree (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificateList) list = download ("/v1/users/10001/certificates");
  guint n_revoked = 0;

  for (guint i = 0; i < list->items->len; i++)
    {
      YaoCertificateMessage *message = list->items->pdata[i];
      YaoCaAlgorithm authority = yao_certificate_algorithm_get_ca (message->algorithm);
      g_autofree char *path
          = g_strdup_printf ("/v1/ca/%s/crl", yao_ca_algorithm_to_string (authority));
      g_autoptr (TestReply) reply = ask ("GET", path);
      g_autoptr (YaoCrl) crl = yao_crl_parse (reply->body, &error);
      g_autoptr (YaoX509) x509 = yao_x509_parse (message->der, &error);
      g_autofree char *serial = yao_x509_dup_serial (x509);
      gint64 revoked_at = 0;
      YaoCrlReason reason = YAO_CRL_REASON_UNSPECIFIED;

      assert_chain (message);
      g_assert_true (yao_crl_verify (crl, message->chain->pdata[0], &error));
      g_assert_cmpint (yao_crl_lookup (crl, serial, &revoked_at, &reason), ==,
                       message->state == YAO_CERTIFICATE_STATE_REVOKED);
      g_assert_cmpint (revoked_at, ==, message->revoked_at);
      if (message->state != YAO_CERTIFICATE_STATE_REVOKED)
        continue;
      n_revoked++;
      g_assert_cmpstr (message->revocation_reason, ==, "superseded");
      g_assert_cmpint (reason, ==, YAO_CRL_REASON_SUPERSEDED);
    }
  g_assert_cmpuint (n_revoked, ==, 1);
}

static void
test_bad_requests (gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *target;
    guint status;
    YaoProblemKind kind;
  } cases[] = {
    { "GET", "/", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/v1", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/.well-known/cloudkey/", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "//v1/ca/sm2/chain", 404, YAO_PROBLEM_NOT_FOUND },
    { "POST", "/nowhere", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/.well-known/cloudkey?x=1", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/ca/md5/chain", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/v1/ca/SM2/chain", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/v1/ca/sm2/chain?a=b", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/ca/sm2/crl?a=b", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/404/certificates", 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND },
    { "GET", "/v1/users/10002/certificates", 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND },
    { "GET", "/v1/users/10003/certificates", 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND },
    { "GET", "/v1/users/a%20b/certificates", 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND },
    { "GET", "/v1/users/%E5%BC%A0/certificates", 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND },
    { "GET", "/v1/users/%00/certificates", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/v1/users//certificates", 404, YAO_PROBLEM_NOT_FOUND },
    { "GET", "/v1/users/10001/certificates?limit=0", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?limit=101", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?limit=x", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?limit=1&limit=2", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?page=1", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?cursor=", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?cursor=AAAA", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?cursor=!!", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "GET", "/v1/users/10001/certificates?limit", 400, YAO_PROBLEM_INVALID_REQUEST },
    { "POST", "/.well-known/cloudkey", 405, YAO_PROBLEM_METHOD_NOT_ALLOWED },
    { "DELETE", "/v1/users/10001/certificates", 405, YAO_PROBLEM_METHOD_NOT_ALLOWED },
    { "PUT", "/v1/ca/sm2/chain", 405, YAO_PROBLEM_METHOD_NOT_ALLOWED },
    { "OPTIONS", "/v1/ca/sm2/crl", 405, YAO_PROBLEM_METHOD_NOT_ALLOWED },
    { "get", "/v1/ca/sm2/crl", 405, YAO_PROBLEM_METHOD_NOT_ALLOWED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestReply) reply = ask (cases[i].method, cases[i].target);

      g_test_message ("%s %s", cases[i].method, cases[i].target);
      assert_problem (reply, cases[i].status, cases[i].kind);
      if (cases[i].status == 405)
        g_assert_cmpstr (test_reply_get_header (reply, "allow"), ==, "GET, HEAD");
    }
}

static void
test_head (gconstpointer data)
{
  g_autoptr (TestReply) good = ask ("HEAD", "/.well-known/cloudkey");
  g_autoptr (TestReply) bad = ask ("HEAD", "/nowhere");

  assert_good (good, "application/json");
  g_assert_cmpuint (g_bytes_get_size (good->body), ==, 0);
  g_assert_cmpuint (bad->status, ==, 404);
}

static void
test_throttled (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint good = 0;
  gint64 wait = 0;

  /* A minute without any requests of the cases before. */
  yao_clock_set_offset (the_clock, in_process ? 1000 : 2000);
  while (good < 100)
    {
      g_autoptr (TestReply) reply = ask ("GET", "/v1/users/404/certificates");

      if (reply->status != 404)
        {
          assert_problem (reply, 429, YAO_PROBLEM_THROTTLED);
          wait = g_ascii_strtoll (test_reply_get_header (reply, "retry-after"), NULL, 10);
          break;
        }
      good++;
    }
  g_assert_cmpuint (good, ==, 30);
  g_assert_cmpint (wait, >=, 1);
  g_assert_cmpint (wait, <=, 60);

  /* Nothing else is held up by that; after the wait the number is asked for again; and a change of
   * the limit counts at once.
   */
  test_well_known (NULL);
  yao_clock_set_offset (the_clock, (in_process ? 1000 : 2000) + wait);
  test_download (NULL);
  g_assert_true (yao_limit_set (yao_installation_get_database (installation),
                                YAO_LIMIT_DOWNLOADS_PER_MINUTE, 600, &error));
  for (int i = 0; i < 40; i++)
    test_reply_free (ask ("GET", "/v1/users/404/certificates"));
  test_download (NULL);
  g_assert_true (yao_limit_set (yao_installation_get_database (installation),
                                YAO_LIMIT_DOWNLOADS_PER_MINUTE, 30, &error));
  yao_clock_set_offset (the_clock, in_process ? 3000 : 4000);
}

/* What an administrator does while the service runs is seen by the next request. */
static void
test_changes_at_once (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestReply) disabled = NULL;
  g_autoptr (YaoCertificateList) enabled = NULL;

  g_assert_true (yao_people_set_active (installation, "10001", FALSE, "test", &error));
  disabled = ask ("GET", "/v1/users/10001/certificates");
  assert_problem (disabled, 404, YAO_PROBLEM_CERTIFICATE_NOT_FOUND);
  g_assert_true (yao_people_set_active (installation, "10001", TRUE, "test", &error));
  enabled = download ("/v1/users/10001/certificates");
  g_assert_cmpuint (enabled->items->len, ==, 2);
}

static void
test_oversized (void)
{
  g_autofree char *bytes = g_malloc0 (YAO_REQUEST_MAX_BODY + 1);
  g_autoptr (GBytes) allowed = g_bytes_new (bytes, YAO_REQUEST_MAX_BODY);
  g_autoptr (GBytes) too_large = g_bytes_new (bytes, YAO_REQUEST_MAX_BODY + 1);
  g_autoptr (TestReply) good = send_over_tls ("POST", "/.well-known/cloudkey", allowed);
  g_autoptr (TestReply) bad = send_over_tls ("POST", "/.well-known/cloudkey", too_large);
  g_autofree char *filler = g_strnfill (YAO_REQUEST_MAX_TARGET, 'a');
  g_autofree char *target = g_strconcat ("/", filler, NULL);
  g_autoptr (TestReply) long_target = send_over_tls ("GET", target, NULL);

  assert_problem (good, 405, YAO_PROBLEM_METHOD_NOT_ALLOWED);
  assert_problem (bad, 413, YAO_PROBLEM_REQUEST_TOO_LARGE);
  assert_problem (long_target, 400, YAO_PROBLEM_INVALID_REQUEST);
}

static TestReply *
send_bytes (const char *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream
      = test_client_connect (test_server_get_port (server), test_server_get_trust (server), &error);
  TestReply *reply;

  g_assert_no_error (error);
  g_assert_true (test_client_send (stream, bytes, strlen (bytes)));
  reply = test_client_receive (stream, FALSE);
  g_io_stream_close (stream, NULL, NULL);
  return reply;
}

static void
test_malformed (void)
{
  static const char *const requests[] = {
    "GARBAGE\r\n\r\n",
    "GET /.well-known/cloudkey\r\n\r\n",
    "GET /.well-known/cloudkey HTTP/9\r\nHost: x\r\n\r\n",
    "GET /.well-known/cloudkey HTTP/1.1\r\n\r\n",
    "GET /.well-known/cloudkey HTTP/1.1\r\nHost: a/b\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (TestReply) reply = send_bytes (requests[i]);

      g_test_message ("%s", requests[i]);
      assert_problem (reply, 400, YAO_PROBLEM_INVALID_REQUEST);
    }
}

/* Where a head leaves open how long the body is, there is no telling what follows: it ends. */
static void
test_unclear_length (void)
{
  static const char *const requests[] = {
    "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
    "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    "0\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (TestReply) reply = send_bytes (requests[i]);

      g_assert_true (reply->status == 0 || reply->status == 400);
    }
}

static void
test_chunked (void)
{
  g_autoptr (GString) large = g_string_new (
      "POST /.well-known/cloudkey HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  g_autofree char *chunk = g_strnfill (65536, 'a');
  g_autoptr (TestReply) reply = NULL;

  for (int i = 0; i < 17; i++)
    g_string_append_printf (large, "10000\r\n%s\r\n", chunk);
  g_string_append (large, "0\r\n\r\n");
  reply = send_bytes (large->str);
  assert_problem (reply, 413, YAO_PROBLEM_REQUEST_TOO_LARGE);
}

/* An answer is whole or not at all. */
static void
test_ranges (void)
{
  g_autoptr (TestReply) reply
      = send_bytes ("GET /.well-known/cloudkey HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n");

  assert_good (reply, "application/json");
  g_assert_cmpuint (g_bytes_get_size (reply->body), >, 4);
}

static void
test_old_tls (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream
      = test_client_connect (test_server_get_port (server), test_server_get_trust (server), &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_tls_connection_get_protocol_version (G_TLS_CONNECTION (stream)), >=,
                   G_TLS_PROTOCOL_VERSION_TLS_1_2);
}

static void
set_up_service (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificateRecord) first = NULL;
  g_autoptr (YaoCertificateRecord) renewed = NULL;
  g_autoptr (YaoCertificateRecord) revoked = NULL;
  g_autoptr (YaoCertificateRecord) disabled = NULL;

  folder = test_folder_new ();
  the_clock = yao_clock_new ();
  installation = test_installation_new (folder, the_clock, TRUE);
  test_add_user (installation, "10001", "张伟");
  test_add_user (installation, "10002", "李娜");
  test_add_user (installation, "10003", "王建国");
  first = test_issue (installation, "10001", YAO_CERTIFICATE_ALGORITHM_P256);
  renewed = yao_issuance_renew (installation, first, "test", &error);
  g_assert_no_error (error);
  revoked = test_issue (installation, "10001", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_assert_true (yao_issuance_revoke (installation, revoked, YAO_REVOCATION_REASON_SUPERSEDED,
                                      "test", &error));
  disabled = test_issue (installation, "10002", YAO_CERTIFICATE_ALGORITHM_SM2);
  g_assert_true (yao_people_set_active (installation, "10002", FALSE, "test", &error));
  server = test_server_start (folder, the_clock, NULL);
}

static void
tear_down_service (void)
{
  test_server_stop (server);
  g_assert_finalize_object (installation);
  g_object_unref (the_clock);
  test_folder_remove (folder);
}

static const struct
{
  const char *name;
  GTestDataFunc run;
} both_ways[] = {
  { "well-known", test_well_known },
  { "download", test_download },
  { "pages", test_pages },
  { "chain-and-crl", test_chain_and_crl },
  { "revocations-agree", test_revocations_agree },
  { "head", test_head },
  { "throttled", test_throttled },
  { "changes-at-once", test_changes_at_once },
};

static void
run_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  in_process = i % 2 == 0;
  both_ways[i / 2].run (NULL);
}

static void
run_bad_requests (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  in_process = data != NULL;
  g_assert_true (yao_limit_set (yao_installation_get_database (installation),
                                YAO_LIMIT_DOWNLOADS_PER_MINUTE, 600, &error));
  test_bad_requests (NULL);
  g_assert_true (yao_limit_set (yao_installation_get_database (installation),
                                YAO_LIMIT_DOWNLOADS_PER_MINUTE, 30, &error));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up_service ();

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (both_ways); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contract/%s/%s", i % 2 == 0 ? "in-process" : "tls",
                                               both_ways[i / 2].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), run_case);
    }
  g_test_add_data_func ("/contract/in-process/bad-requests", "in process", run_bad_requests);
  g_test_add_data_func ("/contract/tls/bad-requests", NULL, run_bad_requests);
  g_test_add_func ("/contract/tls/oversized", test_oversized);
  g_test_add_func ("/contract/tls/malformed", test_malformed);
  g_test_add_func ("/contract/tls/unclear-length", test_unclear_length);
  g_test_add_func ("/contract/tls/chunked", test_chunked);
  g_test_add_func ("/contract/tls/ranges", test_ranges);
  g_test_add_func ("/contract/tls/version", test_old_tls);
  result = g_test_run ();

  tear_down_service ();
  return result;
}
