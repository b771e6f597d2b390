/* yao-authorization-work.c: what the calls about authorizations share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-work.h"

#include "yao-paths.h"

/**
 * yao_authorization_query_copy:
 * @self: a query
 *
 * Copies a query.
 *
 * Returns: (transfer full): the copy
 */
YaoAuthorizationQuery *
yao_authorization_query_copy (const YaoAuthorizationQuery *self)
{
  YaoAuthorizationQuery *copy = g_new0 (YaoAuthorizationQuery, 1);

  g_assert (self != NULL);

  *copy = *self;
  copy->search = g_strdup (self->search);
  copy->cursor = g_strdup (self->cursor);
  return copy;
}

/**
 * yao_authorization_query_free:
 * @self: (transfer full): a query
 *
 * Frees a query.
 */
void
yao_authorization_query_free (YaoAuthorizationQuery *self)
{
  g_free (self->search);
  g_free (self->cursor);
  g_free (self);
}

static char *
write_path (const YaoAuthorizationQuery *query)
{
  g_autoptr (GString) path = g_string_new (YAO_PATH_AUTHORIZATIONS "?scope=");

  g_string_append (path, yao_authorization_scope_to_string (query->scope));
  if (query->state != YAO_AUTHORIZATION_DELETED)
    g_string_append_printf (path, "&state=%s", yao_authorization_state_to_string (query->state));
  g_string_append_printf (path, "&sort=%s", yao_authorization_sort_to_string (query->sort));
  if (query->descending)
    g_string_append (path, "&order=descending");
  if (query->search != NULL && *query->search != '\0')
    {
      g_string_append (path, "&search=");
      g_string_append_uri_escaped (path, query->search, NULL, FALSE);
    }
  if (query->offset > 0)
    g_string_append_printf (path, "&offset=%" G_GUINT64_FORMAT, query->offset);
  if (query->cursor != NULL)
    {
      g_string_append (path, "&cursor=");
      g_string_append_uri_escaped (path, query->cursor, NULL, FALSE);
    }
  g_string_append_printf (path, "&limit=%u", query->limit);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * yao_authorization_work_page:
 * @work: work for an account
 * @query: which page
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Asks the service for a page of authorizations.
 *
 * Returns: (transfer full): the page, or %NULL on error
 */
YaoAuthorizationPage *
yao_authorization_work_page (YaoIdentityWork *work,
                             const YaoAuthorizationQuery *query,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) answer = NULL;
  YaoDpopRequest request = { "GET", NULL, 200, TRUE, NULL, NULL, NULL };

  g_assert (work != NULL && query != NULL);

  path = write_path (query);
  request.path = path;
  answer = yao_identity_work_send (work, &request, cancellable, error);
  return answer != NULL ? yao_authorization_page_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
}
