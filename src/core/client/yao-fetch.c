/* yao-fetch.c: one question to a service, one checked answer
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-fetch.h"

#include "yao-problem.h"

/* What answered without a problem document is a gateway that failed, or no service at all; and a
 * service that is not there does not know of numbers or permissions.
 */
static YaoErrorCode
judge_status (guint status)
{
  YaoErrorCode code = yao_problem_status_get_code (status);

  return code == YAO_ERROR_SERVICE_FAILED || code == YAO_ERROR_THROTTLED ? code
                                                                         : YAO_ERROR_BAD_REPLY;
}

/* A problem document tells what went wrong; where there is none, or a broken one, the status has
 * to do.
 */
static GError *
read_problem (const YaoTransportReply *reply)
{
  GError *error;

  if (g_strcmp0 (reply->content_type, YAO_PROBLEM_CONTENT_TYPE) == 0)
    {
      g_autoptr (YaoProblem) problem = yao_problem_decode (reply->body, reply->status, NULL);

      if (problem != NULL)
        {
          error = yao_problem_to_error (problem);
          if (reply->retry_after >= 0 && yao_error_get_retry_after (error) < 0)
            yao_error_set_retry_after (error, reply->retry_after);
          return error;
        }
    }

  error = g_error_new (YAO_ERROR, (int) judge_status (reply->status),
                       "status %u without a problem document", reply->status);
  if (reply->retry_after >= 0)
    yao_error_set_retry_after (error, reply->retry_after);
  return error;
}

/**
 * yao_fetch_judge:
 * @reply: what was answered
 * @path: what was asked
 * @status: the status of a good answer
 * @content_type: (nullable): the only type that a good answer may have; %NULL where it has no body
 * @error: return location
 *
 * Whatever is not a good answer of the right type becomes an error: a problem document its own, a
 * page of HTML or a redirection %YAO_ERROR_BAD_REPLY, the page of a gateway that failed
 * %YAO_ERROR_SERVICE_FAILED.
 *
 * Returns: %TRUE for a good answer
 */
gboolean
yao_fetch_judge (const YaoTransportReply *reply,
                 const char *path,
                 guint status,
                 const char *content_type,
                 GError **error)
{
  g_assert (reply != NULL && path != NULL);

  if (reply->status == status
      && (content_type == NULL || g_strcmp0 (reply->content_type, content_type) == 0))
    return TRUE;
  if (reply->status >= 400)
    {
      g_propagate_error (error, read_problem (reply));
      return FALSE;
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "%s: status %u with %s in place of %u %s",
               path, reply->status, reply->content_type != NULL ? reply->content_type : "no type",
               status, content_type != NULL ? content_type : "without a body");
  return FALSE;
}

/**
 * yao_fetch:
 * @transport: the way to the service
 * @path: what to get
 * @content_type: the only type that a good answer may have
 * @max_size: the largest answer, in bytes
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Gets one thing that anybody may have. Errors: see yao_fetch_judge().
 *
 * Returns: (transfer full): the body, or %NULL on error
 */
GBytes *
yao_fetch (YaoTransport *transport,
           const char *path,
           const char *content_type,
           gsize max_size,
           GCancellable *cancellable,
           GError **error)
{
  const YaoTransportRequest request = { .method = "GET", .path = path, .max_size = max_size };
  g_autoptr (YaoTransportReply) reply = NULL;

  g_assert (YAO_IS_TRANSPORT (transport));
  g_assert (path != NULL && content_type != NULL);

  reply = yao_transport_send (transport, &request, cancellable, error);
  if (reply == NULL || !yao_fetch_judge (reply, path, 200, content_type, error))
    return NULL;

  return g_bytes_ref (reply->body);
}

/**
 * yao_fetch_name_subject:
 * @error: (nullable): where an error was set, or not
 * @subject: what was asked about
 *
 * Says what an error is about, where it does not say so itself.
 */
void
yao_fetch_name_subject (GError **error, const char *subject)
{
  g_assert (subject != NULL);

  if (error != NULL && *error != NULL && (*error)->domain == YAO_ERROR
      && yao_error_get_subject (*error) == NULL)
    yao_error_set_subject (*error, subject);
}
