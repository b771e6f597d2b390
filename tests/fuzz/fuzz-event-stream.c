/* fuzz-event-stream.c: any bytes as server-sent events
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-event-stream.h"

/* What is read does not depend on how it is cut into pieces. */
static char *
read_all (const guint8 *data, gsize size, gsize piece)
{
  g_autoptr (YaoEventStream) reader = yao_event_stream_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  gboolean is_good = TRUE;

  for (gsize i = 0; i < size && is_good; i += piece)
    is_good = yao_event_stream_feed (reader, (const char *) data + i, MIN (piece, size - i), NULL);
  while (TRUE)
    {
      g_autoptr (YaoEventMessage) event = yao_event_stream_take (reader);

      if (event == NULL)
        break;
      g_string_append_printf (found, "%s %" G_GINT64_FORMAT "\n", event->kind, event->id);
    }
  g_string_append_printf (
      found, "%d %s", is_good,
      yao_event_stream_get_last_id (reader) != NULL ? yao_event_stream_get_last_id (reader) : "");
  return g_string_free (g_steal_pointer (&found), FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *whole = read_all (data, size, size + 1);
  g_autofree char *bytes = read_all (data, size, 1);

  g_assert_cmpstr (whole, ==, bytes);
  return 0;
}
