/* test-http-server.c: what one client may take, and how the server ends
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-client.h"
#include "test-installation.h"
#include "test-server.h"

#include <string.h>

#define GET "GET /.well-known/cloudkey HTTP/1.1\r\nHost: x\r\n\r\n"
#define DEADLINE_SECONDS 20

static const YaoHttpLimits tight = {
  .max_connections = 4,
  .handshake_timeout = 1,
  .request_timeout = 1,
  .idle_timeout = 1,
};

static const YaoHttpLimits few = {
  .max_connections = 4,
  .handshake_timeout = 60,
  .request_timeout = 60,
  .idle_timeout = 60,
};

static const YaoHttpLimits patient = {
  .max_connections = 100,
  .handshake_timeout = 60,
  .request_timeout = 60,
  .idle_timeout = 60,
};

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  TestServer *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->server = test_server_start (fixture->folder, fixture->clock, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_server_stop (fixture->server);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static GIOStream *
connect_client (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream = test_client_connect (test_server_get_port (fixture->server),
                                           test_server_get_trust (fixture->server), &error);

  g_assert_no_error (error);
  return stream;
}

static void
wait_for_connections (Fixture *fixture, guint n)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (test_server_get_n_connections (fixture->server) != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

static void
test_kept_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) stream = connect_client (fixture);

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (TestReply) reply = NULL;

      g_assert_true (test_client_send (stream, GET, strlen (GET)));
      reply = test_client_receive (stream, FALSE);
      g_assert_cmpuint (reply->status, !=, 0);
    }
  g_assert_cmpuint (test_server_get_n_connections (fixture->server), ==, 1);
}

/* Every way in which a client may leave, at every point: nothing of it stays. */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  static const char *const beginnings[]
      = { "", "G", "GET / HTTP/1.1\r\nHo", GET, GET "GET", GET GET };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      for (int kind = 0; kind < 3; kind++)
        {
          g_autoptr (GIOStream) stream = connect_client (fixture);

          g_assert_true (test_client_send (stream, beginnings[i], strlen (beginnings[i])));
          if (i == 3 && kind != 2)
            {
              g_autoptr (TestReply) reply = test_client_receive (stream, FALSE);

              g_assert_cmpuint (reply->status, !=, 0);
            }
          if (kind == 0)
            g_io_stream_close (stream, NULL, NULL);
          else if (kind == 1)
            test_client_abort (stream);
          else
            g_socket_shutdown (test_client_get_socket (stream), FALSE, TRUE, NULL);
          if (kind == 2)
            test_client_wait_closed (stream);
          wait_for_connections (fixture, 0);
        }
    }
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) stream = connect_client (fixture);

  g_assert_true (test_client_wait_closed (stream));
  wait_for_connections (fixture, 0);
}

static void
test_idle_after_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) stream = connect_client (fixture);
  g_autoptr (TestReply) reply = NULL;

  g_assert_true (test_client_send (stream, GET, strlen (GET)));
  reply = test_client_receive (stream, FALSE);
  g_assert_cmpuint (reply->status, !=, 0);
  g_assert_true (test_client_wait_closed (stream));
  wait_for_connections (fixture, 0);
}

static void
test_slow_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) stream = connect_client (fixture);

  g_assert_true (test_client_send (stream, "GET / HTT", 9));
  g_assert_true (test_client_wait_closed (stream));
  wait_for_connections (fixture, 0);
}

static void
test_slow_body (Fixture *fixture, gconstpointer data)
{
  static const char head[] = "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc";
  g_autoptr (GIOStream) stream = connect_client (fixture);

  g_assert_true (test_client_send (stream, head, strlen (head)));
  g_assert_true (test_client_wait_closed (stream));
  wait_for_connections (fixture, 0);
}

static void
test_no_handshake (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) silent
      = test_client_connect (test_server_get_port (fixture->server), NULL, &error);
  g_autoptr (GIOStream) plain
      = test_client_connect (test_server_get_port (fixture->server), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (test_client_send (plain, GET, strlen (GET)));
  g_assert_true (test_client_wait_closed (plain));
  g_assert_true (test_client_wait_closed (silent));
  wait_for_connections (fixture, 0);
}

/* Who connects and says nothing keeps nobody else waiting. The threads of GIO would be enough for
 * ten of them at once, and for the others after half a minute.
 */
static void
test_silent_crowd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (TestReply) reply = NULL;
  gint64 started;

  for (guint i = 0; i < patient.max_connections - 1; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (silent,
                       test_client_connect (test_server_get_port (fixture->server), NULL, &error));
      g_assert_no_error (error);
    }
  wait_for_connections (fixture, silent->len);

  started = g_get_monotonic_time ();
  stream = connect_client (fixture);
  g_assert_true (test_client_send (stream, GET, strlen (GET)));
  reply = test_client_receive (stream, FALSE);
  g_assert_cmpuint (reply->status, !=, 0);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 10 * G_USEC_PER_SEC);

  test_server_begin_stop (fixture->server);
  for (guint i = 0; i < silent->len; i++)
    g_assert_true (test_client_wait_closed (silent->pdata[i]));
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GIOStream) refused = NULL;
  g_autoptr (GIOStream) again = NULL;

  for (guint i = 0; i < few.max_connections; i++)
    g_ptr_array_add (streams, connect_client (fixture));
  refused = test_client_connect (test_server_get_port (fixture->server),
                                 test_server_get_trust (fixture->server), NULL);
  g_assert_null (refused);

  g_ptr_array_set_size (streams, 0);
  wait_for_connections (fixture, 0);
  again = connect_client (fixture);
}

/* Told to end, it answers what was asked before, and hangs up the rest. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  static const char head[]
      = "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
  g_autoptr (GIOStream) idle = connect_client (fixture);
  g_autoptr (GIOStream) busy = connect_client (fixture);
  g_autoptr (TestReply) go_on = NULL;
  g_autoptr (TestReply) reply = NULL;

  g_assert_true (test_client_send (busy, head, strlen (head)));
  go_on = test_client_receive (busy, FALSE);
  g_assert_cmpuint (go_on->status, ==, 100);

  test_server_begin_stop (fixture->server);
  g_assert_true (test_client_wait_closed (idle));
  g_assert_true (test_client_send (busy, "abc", 3));
  reply = test_client_receive (busy, FALSE);
  g_assert_cmpuint (reply->status, ==, 404);
  g_assert_true (test_client_wait_closed (busy));
}

#define ADD(name, limits, function) g_test_add (name, Fixture, limits, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/server/http/kept-connection", &patient, test_kept_connection);
  ADD ("/server/http/leaving", &patient, test_leaving);
  ADD ("/server/http/idle", &tight, test_idle);
  ADD ("/server/http/idle-after-request", &tight, test_idle_after_request);
  ADD ("/server/http/slow-head", &tight, test_slow_head);
  ADD ("/server/http/slow-body", &tight, test_slow_body);
  ADD ("/server/http/no-handshake", &tight, test_no_handshake);
  ADD ("/server/http/silent-crowd", &patient, test_silent_crowd);
  ADD ("/server/http/too-many", &few, test_too_many);
  ADD ("/server/http/stop", &patient, test_stop);

  return g_test_run ();
}
