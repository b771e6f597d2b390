/* test-events.c: events as they come, in process and over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-client.h"
#include "test-installation.h"
#include "test-person.h"
#include "test-server.h"
#include "yao-account-table.h"
#include "yao-event-hub.h"
#include "yao-event-table.h"
#include "yao-identity-message.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-session-table.h"

#include <string.h>

#define PIN "739164"

/* The service of the server's thread is another one on the same folder, as in another process. */
typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
  TestServer *server;
  TestPerson *person;
} Fixture;

static const YaoHttpLimits limits = {
  .max_connections = 64,
  .handshake_timeout = 20,
  .request_timeout = 20,
  .idle_timeout = 20,
  .stream_timeout = 20,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  fixture->database = yao_installation_get_database (fixture->installation);
  test_add_user (fixture->installation, "1", "张伟");
  test_give_pin (fixture->installation, "1", PIN);
  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_HEARTBEAT_SECONDS, 1, NULL));
  g_assert_true (yao_limit_set (fixture->database, YAO_LIMIT_STREAMS_PER_ACCOUNT, 2, NULL));
  fixture->server = test_server_start (fixture->folder, fixture->clock, &limits);
  fixture->person = test_person_new (fixture->installation);
  fixture->person->port = test_server_get_port (fixture->server);
  fixture->person->trust = test_server_get_trust (fixture->server);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->person);
  test_server_stop (fixture->server);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static void
sign_in (TestPerson *person)
{
  g_autoptr (YaoResponse) response = test_person_login (person, "1", "1", PIN);

  test_assert_status (response, 200);
}

static void
happen (Fixture *fixture, const char *kind)
{
  YaoEventRecord event = { .time = yao_clock_get_unix (fixture->clock), .kind = (char *) kind };

  g_assert_true (yao_event_table_insert_for_account (fixture->database, "1", "1", &event, NULL));
}

/* Reads until @text has come; what came before it is kept in @seen. */
static void
wait_for (GIOStream *stream, GString *seen, const char *text)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);

  while (strstr (seen->str, text) == NULL)
    {
      char buffer[1024];
      g_autoptr (GError) error = NULL;
      gssize got = g_input_stream_read (input, buffer, sizeof buffer, NULL, &error);

      if (got <= 0)
        g_error ("the stream ended (%s) without %s: %s", error != NULL ? error->message : "", text,
                 seen->str);
      g_string_append_len (seen, buffer, got);
    }
}

#define END_OF_CHUNKS "0\r\n\r\n"

static void
wait_for_n_connections (Fixture *fixture, guint count)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (test_server_get_n_connections (fixture->server) != count)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

static void
test_comes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GIOStream) stream = NULL;

  sign_in (fixture->person);
  stream = test_person_listen_over_tls (fixture->person, NULL);
  wait_for (stream, seen, "id: ");
  g_assert_nonnull (strstr (seen->str, "200 OK"));
  g_assert_nonnull (strstr (seen->str, "Content-Type: text/event-stream\r\n"));
  g_assert_nonnull (strstr (seen->str, "Cache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (seen->str, "DPoP-Nonce: "));
  g_assert_nonnull (strstr (seen->str, "retry: "));
  g_assert_null (strstr (seen->str, "data: "));

  happen (fixture, "first");
  wait_for (stream, seen, "\"kind\":\"first\"");
  happen (fixture, "second");
  wait_for (stream, seen, "\"kind\":\"second\"");
  g_string_truncate (seen, 0);
  wait_for (stream, seen, ":\n\n");

  g_io_stream_close (stream, NULL, NULL);
  wait_for_n_connections (fixture, 0);
}

static void
test_resumes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GIOStream) wrong = NULL;
  g_autoptr (TestReply) reply = NULL;
  g_autofree char *known = NULL;
  gint64 last = 0;

  happen (fixture, "first");
  happen (fixture, "second");
  sign_in (fixture->person);
  g_assert_true (yao_event_table_get_last (fixture->database, &last, NULL));
  /* What came last is that the device was added. */
  known = g_strdup_printf ("%" G_GINT64_FORMAT, last - 2);
  stream = test_person_listen_over_tls (fixture->person, known);
  wait_for (stream, seen, "\"kind\":\"device-added\"");
  g_assert_nonnull (strstr (seen->str, "\"kind\":\"second\""));
  g_assert_null (strstr (seen->str, "\"kind\":\"first\""));
  g_io_stream_close (stream, NULL, NULL);

  /* One that is not there yet, as after a restore, is no reason to wait for it. */
  g_clear_object (&stream);
  stream = test_person_listen_over_tls (fixture->person, "999999");
  g_string_truncate (seen, 0);
  wait_for (stream, seen, "id: ");
  happen (fixture, "third");
  wait_for (stream, seen, "\"kind\":\"third\"");
  g_io_stream_close (stream, NULL, NULL);

  wrong = test_person_listen_over_tls (fixture->person, "x");
  reply = test_client_receive (wrong, FALSE);
  g_assert_cmpuint (reply->status, ==, 400);
  g_io_stream_close (wrong, NULL, NULL);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  GIOStream *streams[3] = { NULL };
  g_autoptr (GIOStream) again = NULL;
  g_autoptr (TestReply) reply = NULL;

  sign_in (fixture->person);
  for (int i = 0; i < 2; i++)
    {
      streams[i] = test_person_listen_over_tls (fixture->person, NULL);
      g_string_truncate (seen, 0);
      wait_for (streams[i], seen, "id: ");
    }
  streams[2] = test_person_listen_over_tls (fixture->person, NULL);
  reply = test_client_receive (streams[2], FALSE);
  g_assert_cmpuint (reply->status, ==, 429);
  g_assert_nonnull (test_reply_get_header (reply, "retry-after"));
  g_io_stream_close (streams[2], NULL, NULL);

  /* One that breaks off makes room. */
  test_client_abort (streams[0]);
  wait_for_n_connections (fixture, 1);
  again = test_person_listen_over_tls (fixture->person, NULL);
  g_string_truncate (seen, 0);
  wait_for (again, seen, "id: ");
  g_io_stream_close (again, NULL, NULL);
  g_io_stream_close (streams[1], NULL, NULL);
  for (int i = 0; i < 3; i++)
    g_object_unref (streams[i]);
  wait_for_n_connections (fixture, 0);
}

static void
end_by_sign_out (Fixture *fixture)
{
  g_autoptr (YaoTokenRevocation) revocation = yao_token_revocation_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoResponse) response = NULL;

  revocation->token = g_strdup (fixture->person->refresh_token);
  body = yao_token_revocation_encode (revocation);
  response
      = test_person_send (fixture->person, "POST", YAO_PATH_TOKEN_REVOCATION, body, NULL, NULL);
  test_assert_status (response, 204);
}

static void
end_by_time (Fixture *fixture)
{
  yao_clock_set_offset (fixture->clock, 601);
}

static void
end_by_device (Fixture *fixture)
{
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (fixture->database, "1", "1", NULL);
  g_autoptr (YaoDeviceRecord) device
      = yao_device_table_find (fixture->database, account->id, fixture->person->jkt, NULL);

  g_assert_true (yao_device_table_set_state (fixture->database, device->id, "suspended", NULL));
}

/* A stream that ends in order leaves a connection that can be used for the next request. */
static void
test_ends (Fixture *fixture, gconstpointer data)
{
  static const char next[] = "GET /v1/ca/sm2/chain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  static void (*const ends[]) (Fixture *) = { end_by_sign_out, end_by_time, end_by_device };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      g_autoptr (GIOStream) stream = NULL;
      g_autoptr (TestReply) reply = NULL;

      sign_in (fixture->person);
      stream = test_person_listen_over_tls (fixture->person, NULL);
      wait_for (stream, seen, "id: ");
      ends[i](fixture);
      wait_for (stream, seen, END_OF_CHUNKS);
      yao_clock_set_offset (fixture->clock, 0);
      g_assert_true (test_client_send (stream, next, strlen (next)));
      reply = test_client_receive (stream, FALSE);
      g_assert_cmpuint (reply->status, ==, 200);
      g_io_stream_close (stream, NULL, NULL);
    }
}

/* A service that is told to end does not wait for who listens. */
static void
test_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GIOStream) stream = NULL;

  sign_in (fixture->person);
  stream = test_person_listen_over_tls (fixture->person, NULL);
  wait_for (stream, seen, "id: ");
  test_server_begin_stop (fixture->server);
  g_assert_true (test_client_wait_closed (stream));
}

/* Something that is sent into an answer is no request. */
static void
test_talks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GIOStream) stream = NULL;

  sign_in (fixture->person);
  stream = test_person_listen_over_tls (fixture->person, NULL);
  wait_for (stream, seen, "id: ");
  g_assert_true (test_client_send (stream, "GET / HTTP/1.1\r\n\r\n", 18));
  g_assert_true (test_client_wait_closed (stream));
  wait_for_n_connections (fixture, 0);
}

static void
append_part (gpointer sink, GBytes *part)
{
  gsize size;
  const char *data = g_bytes_get_data (part, &size);

  g_string_append_len (sink, data, (gssize) size);
}

static void
append_end (gpointer sink)
{
  g_string_append (sink, "[end]");
}

static const YaoResponseSink string_sink = { append_part, append_end };

static void
wait_for_text (GString *text, const char *wanted)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (strstr (text->str, wanted) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* The same without a socket; and a backlog that is too long for one stream. */
static void
test_in_process (Fixture *fixture, gconstpointer data)
{
  YaoEventHub *hub = yao_installation_get_event_hub (fixture->installation);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (YaoResponse) response = NULL;
  g_autoptr (YaoResponse) backlog = NULL;

  fixture->person->port = 0;
  sign_in (fixture->person);
  response = test_person_listen (fixture->person, NULL);
  test_assert_status (response, 200);
  g_assert_cmpstr (yao_response_get_content_type (response), ==, "text/event-stream");
  yao_response_stream_attach (yao_response_get_stream (response), &string_sink, text);
  wait_for_text (text, "retry: ");
  happen (fixture, "first");
  wait_for_text (text, "\"kind\":\"first\"");
  wait_for_text (text, ":\n\n");
  g_assert_cmpuint (yao_event_hub_get_n_streams (hub), ==, 1);
  yao_response_stream_lose (yao_response_get_stream (response));
  g_assert_cmpuint (yao_event_hub_get_n_streams (hub), ==, 0);

  {
    g_autoptr (YaoTransaction) transaction = yao_transaction_begin (fixture->database, NULL);

    for (int i = 0; i < 1001; i++)
      happen (fixture, "many");
    g_assert_true (yao_transaction_commit (transaction, NULL));
  }
  backlog = test_person_listen (fixture->person, "1");
  test_assert_status (backlog, 200);
  yao_response_stream_attach (yao_response_get_stream (backlog), &string_sink, long_text);
  g_assert_true (g_str_has_suffix (long_text->str, "[end]"));
  g_assert_cmpuint (yao_event_hub_get_n_streams (hub), ==, 0);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/contract/events/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("comes", test_comes);
  TEST ("resumes", test_resumes);
  TEST ("bounded", test_bounded);
  TEST ("ends", test_ends);
  TEST ("stops", test_stops);
  TEST ("talks", test_talks);
  TEST ("in-process", test_in_process);
  return g_test_run ();
}
