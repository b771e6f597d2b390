/* yao-client-events.c: what an account should hear of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-private.h"
#include "yao-identity-calls.h"
#include "yao-paths.h"

#define MAX_PAGES 16

static gboolean
read_page (YaoIdentityWork *work,
           GPtrArray *events,
           char **after,
           gboolean *is_last,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *path = g_strconcat (YAO_PATH_EVENTS "?after=", *after, NULL);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, cancellable, error);
  g_autoptr (YaoEventList) list = NULL;

  list = answer != NULL ? yao_event_list_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < list->items->len; i++)
    g_ptr_array_add (events, yao_event_new (g_ptr_array_index (list->items, i)));
  *is_last = list->next == NULL || list->items->len == 0;
  g_free (*after);
  *after = list->next != NULL ? g_uri_escape_string (list->next, NULL, FALSE) : NULL;
  return TRUE;
}

/**
 * yao_identity_work_list_events:
 * @work: work for an account
 * @after: the id of the last event that is known, or 0
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Asks the service what happened to an account, 1 600 events at most.
 *
 * Returns: (transfer full) (element-type YaoEvent): the events, the oldest first, or %NULL on error
 */
GPtrArray *
yao_identity_work_list_events (YaoIdentityWork *work,
                               gint64 after,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  gboolean is_last = FALSE;

  g_assert (work != NULL);

  for (int page = 0; page < MAX_PAGES && !is_last; page++)
    {
      if (!read_page (work, events, &cursor, &is_last, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&events);
}

static gboolean
perform_list_events (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work = yao_identity_call_open (call, "events", cancellable, error);
  GPtrArray *events
      = work != NULL ? yao_identity_work_list_events (work, call->after, cancellable, error) : NULL;

  if (events != NULL)
    yao_call_set_outcome (call, events, (GDestroyNotify) g_ptr_array_unref);
  return events != NULL;
}

static GObject *
collect_events (YaoCall *call)
{
  GPtrArray *events = call->outcome;
  GListStore *list = g_list_store_new (YAO_TYPE_EVENT);

  g_list_store_splice (list, 0, 0, events->pdata, events->len);
  return G_OBJECT (list);
}

static const YaoCallClass list_events_class = { perform_list_events, collect_events };

static YaoCall *
new_events_call (YaoClient *self, YaoCertificate *certificate, gint64 after)
{
  YaoCall *call = yao_identity_call_new (self, &list_events_class, certificate);

  call->after = after;
  return call;
}

/**
 * yao_client_list_events_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @after: the id of the last event that is known, or 0
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks what happened to the account that uses a certificate, the oldest first, 1 600 at most. The
 * person is asked for the PIN where he is not signed in; errors as of yao_client_login_async().
 */
void
yao_client_list_events_async (YaoClient *self,
                              YaoCertificate *certificate,
                              gint64 after,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (after >= 0);

  yao_call_start (new_events_call (self, certificate, after), yao_client_list_events_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_list_events_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_list_events_async().
 *
 * Returns: (transfer full): a new list of #YaoEvent, or %NULL on error
 */
GListModel *
yao_client_list_events_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_list_events_async, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_events:
 * @self: a client
 * @certificate: a certificate of @self
 * @after: the id of the last event that is known, or 0
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_list_events_async().
 *
 * Returns: (transfer full): a new list of #YaoEvent, or %NULL on error
 */
GListModel *
yao_client_list_events (YaoClient *self,
                        YaoCertificate *certificate,
                        gint64 after,
                        GCancellable *cancellable,
                        GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (after >= 0, NULL);

  return yao_call_run (new_events_call (self, certificate, after), cancellable, &object, NULL,
                       error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_events_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @after: the id of the last event that is known, or 0
 *
 * The form of yao_client_list_events_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_list_events_begin (YaoClient *self, YaoCertificate *certificate, gint64 after)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (after >= 0, NULL);

  return yao_call_begin (new_events_call (self, certificate, after));
}
