/* test-hostile.c: what servers, and those who stand in for them, may do to the client
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "hostile-server.h"
#include "yao-digest.h"
#include "yao-error.h"
#include "yao-soup-transport.h"

#include <string.h>

#define MAX_SIZE (1024 * 1024)
#define SHORT_MS 400

static GPtrArray *
list_of (GBytes *pin)
{
  GPtrArray *pins = g_ptr_array_new ();

  if (pin != NULL)
    g_ptr_array_add (pins, pin);
  return pins;
}

static YaoTransport *
connect_to (HostileServer *server, GBytes *pin, guint timeout_ms)
{
  g_autoptr (GPtrArray) pins = list_of (pin);

  return yao_soup_transport_new (hostile_server_get_address (server), pins, timeout_ms);
}

static YaoTransportReply *
ask (YaoTransport *transport, GCancellable *cancellable, GError **error)
{
  const YaoTransportRequest request = { "GET", "/thing?x=1", MAX_SIZE };

  return yao_transport_send (transport, &request, cancellable, error);
}

static void
expect_error (YaoTransport *transport, YaoErrorCode expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) reply = ask (transport, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, YAO_ERROR, (int) expected);
  g_assert_cmpstr (yao_error_get_subject (error), ==, "127.0.0.1");
}

static void
test_good (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  g_autoptr (GBytes) pin = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoTransportReply) reply = ask (transport, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==, "application/json");
      g_assert_cmpint (reply->retry_after, ==, 7);
      g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body),
                       "{\"ok\":true}", 11);
    }
  /* One connection serves them all. */
  g_assert_cmpuint (hostile_server_get_n_connections (server), ==, 1);
  pin = yao_transport_dup_pin (transport);
  g_assert_true (g_bytes_equal (pin, hostile_server_get_root_pin (server)));
}

static gpointer
ask_in_thread (gpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoTransportReply) reply = ask (data, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asker", ask_in_thread, transport);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (hostile_server_get_n_requests (server), ==, 160);
  g_assert_cmpuint (hostile_server_get_n_connections (server), <=, 8);
}

static void
test_replies (void)
{
  static const struct
  {
    HostileKind kind;
    YaoErrorCode code;
  } cases[] = {
    { HOSTILE_HUGE, YAO_ERROR_REPLY_TOO_LARGE },
    { HOSTILE_HUGE_DECLARED, YAO_ERROR_REPLY_TOO_LARGE },
    { HOSTILE_SHORT, YAO_ERROR_UNREACHABLE },
    { HOSTILE_CLOSE, YAO_ERROR_UNREACHABLE },
    { HOSTILE_GARBAGE, YAO_ERROR_BAD_REPLY },
    { HOSTILE_NOT_TLS, YAO_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
      g_autoptr (YaoTransport) transport
          = connect_to (server, hostile_server_get_root_pin (server), 0);

      g_test_message ("checking %d", cases[i].kind);
      hostile_server_set_kind (server, cases[i].kind);
      expect_error (transport, cases[i].code);
      g_clear_object (&transport);
      /* What did not fit was not waited for: sockets hold a few megabytes on their way. */
      g_assert_cmpuint (hostile_server_get_n_sent (server), <, 64 * 1024 * 1024);
    }
}

static void
test_taken_as_they_are (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) html = NULL;
  g_autoptr (YaoTransportReply) longer = NULL;
  g_autoptr (YaoTransportReply) redirect = NULL;

  hostile_server_set_kind (server, HOSTILE_HTML);
  html = ask (transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (html->content_type, ==, "text/html");

  hostile_server_set_kind (server, HOSTILE_LONG);
  longer = ask (transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (longer->body), ==, 11);

  hostile_server_set_kind (server, HOSTILE_REDIRECT);
  redirect = ask (transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (redirect->status, ==, 302);
  g_assert_cmpuint (hostile_server_get_n_requests (server), ==, 3);
}

static void
warm_up (YaoTransport *transport)
{
  g_autoptr (YaoTransportReply) reply = NULL;

  for (guint i = 0; i < 100 && reply == NULL; i++)
    reply = ask (transport, NULL, NULL);
  g_assert_nonnull (reply);
}

static void
test_time_out (void)
{
  static const HostileKind kinds[] = { HOSTILE_SILENT, HOSTILE_SLOW_HEAD, HOSTILE_SLOW_BODY };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
      g_autoptr (YaoTransport) transport
          = connect_to (server, hostile_server_get_root_pin (server), SHORT_MS);
      gint64 start;

      /* The first connection may cost more than what is measured here. */
      warm_up (transport);
      start = g_get_monotonic_time ();
      g_test_message ("checking %d", kinds[i]);
      hostile_server_set_kind (server, kinds[i]);
      expect_error (transport, YAO_ERROR_TIMED_OUT);
      g_assert_cmpint (g_get_monotonic_time () - start, >=, SHORT_MS * 900);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

static gpointer
cancel_when_asked (gpointer data)
{
  gpointer *both = data;

  while (hostile_server_get_n_requests (both[0]) == 0)
    g_usleep (1000);
  g_cancellable_cancel (both[1]);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gpointer both[] = { server, cancellable };
  GThread *thread;
  gint64 start = g_get_monotonic_time ();

  hostile_server_set_kind (server, HOSTILE_SILENT);
  thread = g_thread_new ("canceller", cancel_when_asked, both);
  g_assert_null (ask (transport, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_thread_join (thread);

  g_clear_error (&error);
  g_assert_null (ask (transport, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_unreachable (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  g_autoptr (GPtrArray) no_pins = g_ptr_array_new ();
  g_autoptr (YaoTransport) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, hostile_server_free);
  expect_error (transport, YAO_ERROR_UNREACHABLE);

  nowhere = yao_soup_transport_new ("https://does-not-exist.invalid/", no_pins, 0);
  g_assert_null (ask (nowhere, NULL, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNREACHABLE);
  g_assert_cmpstr (yao_error_get_subject (error), ==, "does-not-exist.invalid");
}

/* Nothing but the pinned element of a whole, valid chain for this very host is trusted. */
static void
test_trust (void)
{
  enum
  {
    NONE,
    ROOT,
    ISSUING,
    LEAF,
    WRONG,
    SHORT
  };
  static const struct
  {
    const char *name;
    HostileTls tls;
    int pin;
    gboolean trusted;
  } cases[] = {
    { "root pinned", HOSTILE_TLS_GOOD, ROOT, TRUE },
    { "leaf pinned", HOSTILE_TLS_GOOD, LEAF, TRUE },
    { "beginning of the root's pin", HOSTILE_TLS_GOOD, SHORT, TRUE },
    { "another pin", HOSTILE_TLS_GOOD, WRONG, FALSE },
    { "no pin: the system does not know it", HOSTILE_TLS_GOOD, NONE, FALSE },
    { "root pinned above an issuing certificate", HOSTILE_TLS_INTERMEDIATE, ROOT, TRUE },
    { "issuing certificate pinned", HOSTILE_TLS_INTERMEDIATE, ISSUING, TRUE },
    { "expired", HOSTILE_TLS_EXPIRED, ROOT, FALSE },
    { "expired, leaf pinned", HOSTILE_TLS_EXPIRED, LEAF, FALSE },
    { "not valid yet", HOSTILE_TLS_NOT_YET, ROOT, FALSE },
    { "for another host", HOSTILE_TLS_WRONG_HOST, ROOT, FALSE },
    { "for another host, leaf pinned", HOSTILE_TLS_WRONG_HOST, LEAF, FALSE },
    { "self-signed", HOSTILE_TLS_SELF_SIGNED, ROOT, FALSE },
    { "another root of the same name", HOSTILE_TLS_OTHER_ROOT, ROOT, FALSE },
    { "forged, with the right root put at the end", HOSTILE_TLS_FORGED_CHAIN, ROOT, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HostileServer) server = hostile_server_new (cases[i].tls);
      g_autoptr (GBytes) wrong = yao_digest (YAO_DIGEST_SHA256, "", 0);
      g_autoptr (GBytes) beginning
          = g_bytes_new_from_bytes (hostile_server_get_root_pin (server), 0, 8);
      GBytes *const pins[] = {
        [NONE] = NULL,
        [ROOT] = hostile_server_get_root_pin (server),
        [ISSUING] = hostile_server_get_issuing_pin (server),
        [LEAF] = hostile_server_get_leaf_pin (server),
        [WRONG] = wrong,
        [SHORT] = beginning,
      };
      g_autoptr (YaoTransport) transport = connect_to (server, pins[cases[i].pin], 0);

      g_test_message ("checking %s", cases[i].name);
      if (cases[i].trusted)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (YaoTransportReply) reply = ask (transport, NULL, &error);
          g_autoptr (GBytes) matched = yao_transport_dup_pin (transport);

          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (matched), ==, 32);
        }
      else
        {
          expect_error (transport, YAO_ERROR_UNTRUSTED);
          g_assert_null (yao_transport_dup_pin (transport));
        }
      g_assert_cmpuint (hostile_server_get_n_requests (server), ==, cases[i].trusted ? 1 : 0);
    }
}

static void
test_backup_pin (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (GBytes) first = yao_digest (YAO_DIGEST_SHA256, "", 0);
  g_autoptr (GPtrArray) pins = list_of (first);
  g_autoptr (YaoTransport) transport = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) reply = NULL;

  g_ptr_array_add (pins, hostile_server_get_root_pin (server));
  transport = yao_soup_transport_new (hostile_server_get_address (server), pins, 0);
  reply = ask (transport, NULL, &error);
  g_assert_no_error (error);
}

/* A kept connection that the server closed meanwhile is replaced, and the request sent again. */
static void
test_kept_connection_lost (void)
{
  g_autoptr (HostileServer) server = hostile_server_new (HOSTILE_TLS_GOOD);
  g_autoptr (YaoTransport) transport = connect_to (server, hostile_server_get_root_pin (server), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) first = NULL;
  g_autoptr (YaoTransportReply) second = NULL;

  hostile_server_set_kind (server, HOSTILE_HTML);
  first = ask (transport, NULL, &error);
  g_assert_no_error (error);
  hostile_server_set_kind (server, HOSTILE_GOOD);
  second = ask (transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpuint (hostile_server_get_n_connections (server), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/hostile/good", test_good);
  g_test_add_func ("/faults/hostile/threads", test_threads);
  g_test_add_func ("/faults/hostile/replies", test_replies);
  g_test_add_func ("/faults/hostile/taken-as-they-are", test_taken_as_they_are);
  g_test_add_func ("/faults/hostile/time-out", test_time_out);
  g_test_add_func ("/faults/hostile/cancel", test_cancel);
  g_test_add_func ("/faults/hostile/unreachable", test_unreachable);
  g_test_add_func ("/faults/hostile/trust", test_trust);
  g_test_add_func ("/faults/hostile/backup-pin", test_backup_pin);
  g_test_add_func ("/faults/hostile/kept-connection-lost", test_kept_connection_lost);
  return g_test_run ();
}
