/* test-event-stream.c: reading server-sent events
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-event-stream.h"

#include <string.h>

#define DATA "data: {\"id\":44,\"time\":\"2026-03-01T08:05:12Z\",\"kind\":\"device-added\"}"

/* Feeds in pieces of a size, and writes the kinds and ids of what comes. */
static char *
read_in_pieces (const char *text, gsize piece)
{
  g_autoptr (YaoEventStream) reader = yao_event_stream_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize size = strlen (text);

  for (gsize i = 0; i < size; i += piece)
    {
      if (!yao_event_stream_feed (reader, text + i, MIN (piece, size - i), &error))
        {
          g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
          return g_strdup ("refused");
        }
    }
  while (TRUE)
    {
      g_autoptr (YaoEventMessage) event = yao_event_stream_take (reader);

      if (event == NULL)
        break;
      g_string_append_printf (found, "%s %d;", event->kind, (int) event->id);
    }
  g_string_append_printf (found, "%s;%d",
                          yao_event_stream_get_last_id (reader) != NULL
                              ? yao_event_stream_get_last_id (reader)
                              : "none",
                          (int) yao_event_stream_get_retry_ms (reader));
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
test_reads (void)
{
  static const struct
  {
    const char *text;
    const char *found;
  } map[] = {
    { "", "none;-1" },
    { "retry: 3000\nid: 41\n\n", "41;3000" },
    { "id: 44\n" DATA "\n\n", "device-added 44;44;-1" },
    { "\xef\xbb\xbfid: 44\r\n" DATA "\r\n\r\n", "device-added 44;44;-1" },
    { "id:44\r" DATA "\r\r", "device-added 44;44;-1" },
    { ":\n\n: said\n\nid: 44\n" DATA "\n\n:\n\n", "device-added 44;44;-1" },
    { "event: x\nfoo\nfoo: bar\n" DATA "\n\n", "device-added 44;none;-1" },
    /* An id counts once its event is whole. */
    { "id: 44\n" DATA "\n", "none;-1" },
    { "id: 41\n\nid: 44\n" DATA "\n", "41;-1" },
    /* In several lines, which JSON does not mind. */
    { "data: {\"id\":44,\ndata: \"time\":\"2026-03-01T08:05:12Z\",\"kind\":\"x\"}\n\n",
      "x 44;none;-1" },
    { "id: x\nretry: x\nid: \nretry: 99999999999\nid: 12345678901234567890\n\n", "none;-1" },
    { "data: {}\n\n", "refused" },
    { "data\n\n", "refused" },
    { "data: <html>\n\n", "refused" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (map); i++)
    {
      for (gsize piece = 1; piece < 8; piece++)
        {
          g_autofree char *found = read_in_pieces (map[i].text, piece);

          g_test_message ("text %" G_GSIZE_FORMAT " in pieces of %" G_GSIZE_FORMAT, i, piece);
          g_assert_cmpstr (found, ==, map[i].found);
        }
    }
}

static void
test_too_long (void)
{
  g_autoptr (YaoEventStream) reader = yao_event_stream_new ();
  g_autofree char *line = g_strnfill (YAO_EVENT_STREAM_MAX_LINE, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_event_stream_feed (reader, line, YAO_EVENT_STREAM_MAX_LINE, &error));
  g_assert_no_error (error);
  g_assert_false (yao_event_stream_feed (reader, "a", 1, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/event-stream/reads", test_reads);
  g_test_add_func ("/protocol/event-stream/too-long", test_too_long);
  return g_test_run ();
}
