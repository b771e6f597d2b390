/* yao-event-handlers.c: what a person should hear of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-caller.h"
#include "yao-error.h"
#include "yao-event-hub.h"
#include "yao-event-table.h"
#include "yao-handlers.h"
#include "yao-identity-message.h"
#include "yao-notices.h"
#include "yao-paths.h"

#include <string.h>

static void
add_event (YaoEventList *list, const YaoEventRecord *record)
{
  YaoEventMessage *event = yao_event_message_new ();

  event->id = record->id;
  event->time = record->time;
  event->kind = g_strdup (record->kind);
  event->certificate_id = g_strdup (record->certificate);
  event->subject = g_strdup (record->subject);
  g_ptr_array_add (list->items, event);
}

static gboolean
wants_stream (YaoRequest *request)
{
  const char *accept = yao_request_get_header (request, "Accept");

  return accept != NULL && strstr (accept, YAO_EVENT_STREAM_CONTENT_TYPE) != NULL
         && strcmp (yao_request_get_method (request), "GET") == 0;
}

/* A client that lost a stream says in a header what it has; -1 for one that has nothing. */
static gboolean
read_last_id (YaoRequest *request, gint64 *after, GError **error)
{
  const char *text = yao_request_get_header (request, "Last-Event-ID");

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, after, NULL))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "Last-Event-ID is not the id of an event");
  return FALSE;
}

static YaoResponse *
open_stream (YaoInstallation *installation, YaoRequest *request, gint64 after, GError **error)
{
  g_autoptr (YaoResponseStream) stream = NULL;
  YaoResponse *response;

  if (!read_last_id (request, &after, error))
    return NULL;
  stream = yao_event_hub_open (yao_installation_get_event_hub (installation),
                               yao_request_get_caller (request), after, error);
  if (stream == NULL)
    return NULL;

  response = yao_response_new_stream (YAO_EVENT_STREAM_CONTENT_TYPE, stream);
  /* A proxy in between should hand on what comes at once. */
  yao_response_add_header (response, "X-Accel-Buffering", "no");
  return response;
}

/**
 * yao_handle_events:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/events?after=&limit=: what happened after an event that is known, the oldest first; or,
 * for who accepts them, server-sent events as they come.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_events (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  static const char *const names[] = { "after", "limit", NULL };
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoEventList) list = yao_event_list_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 after = 0;
  gint64 limit = 0;

  if (!yao_request_parse_query (request, names, error)
      || !yao_request_get_query_int (request, "after", 0, G_MAXINT64, -1, &after, error)
      || !yao_request_get_query_int (request, "limit", 1, YAO_PAGE_LIMIT_MAX, YAO_PAGE_LIMIT_MAX,
                                     &limit, error))
    return NULL;
  if (wants_stream (request))
    return open_stream (installation, request, after, error);
  records = yao_event_table_list (yao_installation_get_database (installation), caller->account->id,
                                  after, (gsize) limit, error);
  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    add_event (list, records->pdata[i]);
  if (records->len == limit)
    list->next = g_strdup_printf ("%" G_GINT64_FORMAT,
                                  ((YaoEventRecord *) records->pdata[records->len - 1])->id);
  body = yao_event_list_encode (list);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_notices:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/notices: what waits for the person.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_notices (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  static const char *const names[] = { NULL };
  g_autoptr (YaoNoticeList) list = yao_notice_list_new ();
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!yao_request_parse_query (request, names, error))
    return NULL;
  notices = yao_notices_list (installation, yao_request_get_caller (request), error);
  if (notices == NULL)
    return NULL;

  g_ptr_array_extend_and_steal (list->items, g_steal_pointer (&notices));
  body = yao_notice_list_encode (list);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_notice_dismissal:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/notices/{notice}/dismiss: the person has read it.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_notice_dismissal (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  if (!yao_notices_dismiss (installation, yao_request_get_caller (request),
                            yao_request_get_parameter (request, 0), error))
    return NULL;
  return yao_response_new (204, NULL, NULL);
}
