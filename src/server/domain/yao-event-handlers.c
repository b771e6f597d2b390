/* yao-event-handlers.c: what a person should hear of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-caller.h"
#include "yao-event-table.h"
#include "yao-handlers.h"
#include "yao-identity-message.h"
#include "yao-notices.h"
#include "yao-paths.h"

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

/**
 * yao_handle_events:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/events?after=&limit=: what happened after an event that is known, the oldest first.
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
      || !yao_request_get_query_int (request, "after", 0, G_MAXINT64, 0, &after, error)
      || !yao_request_get_query_int (request, "limit", 1, YAO_PAGE_LIMIT_MAX, YAO_PAGE_LIMIT_MAX,
                                     &limit, error))
    return NULL;
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
