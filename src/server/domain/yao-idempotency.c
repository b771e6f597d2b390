/* yao-idempotency.c: requests that may be sent again and are done once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-idempotency.h"

#include "yao-digest.h"
#include "yao-error.h"
#include "yao-operation-table.h"
#include "yao-paths.h"

#include <string.h>

/* How long an answer is kept, in seconds. */
#define KEEP (24 * 60 * 60)
/* The key is a UUID in quotation marks: a string of structured fields (RFC 8941 section 3.3.3). */
#define QUOTED_UUID_SIZE 38

static char *
read_key (YaoRequest *request, GError **error)
{
  const char *header = yao_request_get_header (request, "Idempotency-Key");
  g_autofree char *key = NULL;

  if (header != NULL && strlen (header) == QUOTED_UUID_SIZE && header[0] == '"'
      && header[QUOTED_UUID_SIZE - 1] == '"')
    key = g_strndup (header + 1, QUOTED_UUID_SIZE - 2);
  if (key != NULL && g_uuid_string_is_valid (key))
    return g_ascii_strdown (key, -1);

  g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT,
               "there is no Idempotency-Key, or it is no UUID in quotation marks");
  return NULL;
}

static YaoResponse *
repeat (const YaoOperationRecord *kept, const char *target, GBytes *body_hash, GError **error)
{
  YaoResponse *response;

  if (strcmp (kept->target, target) != 0 || !g_bytes_equal (kept->body_hash, body_hash))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT,
                   "the Idempotency-Key was used for another request");
      return NULL;
    }

  response = yao_response_new ((guint) kept->status,
                               g_bytes_get_size (kept->reply) > 0 ? YAO_JSON_CONTENT_TYPE : NULL,
                               kept->reply);
  yao_response_add_header (response, "Idempotency-Replayed", "true");
  return response;
}

static YaoResponse *
do_once (YaoInstallation *installation,
         YaoRequest *request,
         YaoRouteHandler handler,
         YaoOperationRecord *operation,
         GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  g_autoptr (YaoResponse) response = NULL;

  if (transaction == NULL)
    return NULL;
  response = handler (installation, request, error);
  if (response == NULL)
    return NULL;

  operation->status = yao_response_get_status (response);
  operation->reply = g_bytes_ref (yao_response_get_body (response));
  if (!yao_operation_table_insert (database, operation, error)
      || !yao_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&response);
}

/**
 * yao_idempotency_handle:
 * @installation: the service
 * @request: a request of somebody who is signed in
 * @handler: what does the work
 * @error: return location
 *
 * Does the work once for each key (draft-ietf-httpapi-idempotency-key-header): the answer is kept
 * in the transaction of the work, and given again to a request that comes again. What failed is
 * not kept: nothing was done.
 *
 * Returns: (transfer full): the answer, or %NULL with the handler's error, %YAO_ERROR_MISSING_INPUT
 *   without a key, or %YAO_ERROR_CONFLICT if the key was used for another request
 */
YaoResponse *
yao_idempotency_handle (YaoInstallation *installation,
                        YaoRequest *request,
                        YaoRouteHandler handler,
                        GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  YaoCaller *caller = yao_request_get_caller (request);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoOperationRecord) operation = g_new0 (YaoOperationRecord, 1);
  g_autoptr (YaoOperationRecord) kept = NULL;
  g_autoptr (GError) find_error = NULL;

  g_assert (caller != NULL && caller->account != NULL);

  operation->key = read_key (request, error);
  if (operation->key == NULL)
    return NULL;
  operation->account = caller->account->id;
  operation->jkt = g_strdup (caller->jkt);
  operation->target
      = g_strdup_printf ("%s %s", yao_request_get_method (request), yao_request_get_path (request));
  operation->body_hash = yao_digest_bytes (YAO_DIGEST_SHA256, yao_request_get_body (request));
  operation->created = now;

  if (!yao_operation_table_clean (database, now - KEEP, error))
    return NULL;
  kept = yao_operation_table_find (database, operation->account, operation->jkt, operation->key,
                                   now - KEEP, &find_error);
  if (kept != NULL)
    return repeat (kept, operation->target, operation->body_hash, error);
  if (!yao_error_is (find_error, YAO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&find_error));
      return NULL;
    }
  return do_once (installation, request, handler, operation, error);
}
