/* yao-session-handlers.c: tokens, sessions, remembered unlocks, what became of an operation
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-audit.h"
#include "yao-caller.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-operation-table.h"
#include "yao-paths.h"
#include "yao-pin-lockout.h"
#include "yao-random.h"
#include "yao-session-reply.h"
#include "yao-token-store.h"

#include <string.h>

#define GRANT_ID_SIZE 16
#define REFRESH_GRANT "refresh_token"
/* How long a session may lie idle, in seconds. */
#define IDLE_BOUND (30 * 24 * 60 * 60)
#define IDLE_UNBOUND (24 * 60 * 60)

/**
 * yao_session_reply_fill_account:
 * @message: a message
 * @account: an account
 *
 * Writes what a client is told of its account.
 */
void
yao_session_reply_fill_account (YaoAccountMessage *message, const YaoAccountRecord *account)
{
  message->holder = g_strdup (account->holder);
  message->uid = g_strdup (account->uid);
  message->name = g_strdup (account->name);
  message->pin_origin = g_strdup (account->pin_origin);
  message->pin_expires = account->pin_expires;
}

/**
 * yao_session_reply_fill_device:
 * @message: a message
 * @session: a session
 *
 * Writes what a client is told of its device.
 */
void
yao_session_reply_fill_device (YaoDeviceMessage *message, const YaoSessionRecord *session)
{
  message->id = g_strdup (session->device);
  message->state = g_strdup (session->device_state);
}

/**
 * yao_session_reply_new:
 * @installation: the service
 * @account: whose session it is
 * @session: the session
 * @refresh_token: its refresh token
 *
 * Makes the answer that a client gets its tokens with.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_session_reply_new (YaoInstallation *installation,
                       const YaoAccountRecord *account,
                       const YaoSessionRecord *session,
                       const char *refresh_token)
{
  g_autoptr (YaoTokenReply) reply = yao_token_reply_new ();
  g_autoptr (GBytes) body = NULL;

  reply->access_token
      = yao_token_store_issue (yao_installation_get_tokens (installation), session->id);
  reply->token_type = g_strdup ("DPoP");
  reply->expires_in = YAO_ACCESS_TOKEN_SECONDS;
  reply->refresh_token = g_strdup (refresh_token);
  reply->recent_until = yao_caller_get_recent_until (installation, session);
  yao_session_reply_fill_account (reply->account, account);
  yao_session_reply_fill_device (reply->device, session);
  body = yao_token_reply_encode (reply);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static gboolean
is_usable (YaoInstallation *installation, const YaoSessionRecord *session, const char *jkt)
{
  gboolean bound = strcmp (session->device_state, YAO_DEVICE_ACTIVE) == 0;
  gint64 idle
      = yao_installation_get_now (installation) - (bound ? session->last_used : session->checked);

  return strcmp (session->jkt, jkt) == 0
         && (bound || strcmp (session->device_state, YAO_DEVICE_UNBOUND) == 0)
         && idle < (bound ? IDLE_BOUND : IDLE_UNBOUND);
}

/* A token that is unknown, of another key or idle for too long is answered alike. */
static YaoSessionRecord *
find_session (YaoInstallation *installation, const char *token, const char *jkt, GError **error)
{
  g_autoptr (GBytes) hash = yao_token_hash (token);
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoSessionRecord) session
      = yao_session_table_find (yao_installation_get_database (installation), hash, &local);

  if (session != NULL && is_usable (installation, session, jkt))
    return g_steal_pointer (&session);

  if (local != NULL && !yao_error_is (local, YAO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_SESSION_REQUIRED, "the refresh token is not good");
  return NULL;
}

/**
 * yao_handle_tokens:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/tokens. The refresh token stays the same: it is bound to the device key.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_tokens (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoTokenRequest) asked
      = yao_token_request_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoSessionRecord) session = NULL;
  g_autoptr (YaoAccountRecord) account = NULL;

  if (asked == NULL)
    return NULL;
  if (strcmp (asked->grant_type, REFRESH_GRANT) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "grant_type is not " REFRESH_GRANT);
      return NULL;
    }
  session = find_session (installation, asked->refresh_token, caller->jkt, error);
  account = session != NULL ? yao_account_table_get (database, session->account, error) : NULL;
  if (account == NULL)
    return NULL;
  if (!account->active)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_SESSION_REQUIRED, "the account is not active");
      return NULL;
    }
  if (!yao_session_table_use (database, session->id, yao_installation_get_now (installation),
                              error))
    return NULL;
  return yao_session_reply_new (installation, account, session, asked->refresh_token);
}

/**
 * yao_handle_token_revocation:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/tokens/revoke. A token that is not good is revoked already (RFC 7009 section 2.2).
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_token_revocation (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoTokenRevocation) asked
      = yao_token_revocation_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoSessionRecord) session = NULL;
  g_autoptr (GError) local = NULL;

  if (asked == NULL)
    return NULL;
  session = find_session (installation, asked->token, caller->jkt, &local);
  if (session != NULL
      && !yao_session_table_delete (yao_installation_get_database (installation), session->id,
                                    error))
    return NULL;
  if (session == NULL && !yao_error_is (local, YAO_ERROR_SESSION_REQUIRED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return yao_response_new (204, NULL, NULL);
}

static gboolean
fill_grants (YaoInstallation *installation, YaoCaller *caller, GPtrArray *grants, GError **error)
{
  g_autoptr (GPtrArray) records = yao_grant_table_list (
      yao_installation_get_database (installation), caller->account->id, caller->session->device,
      yao_installation_get_now (installation), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      YaoGrantRecord *record = records->pdata[i];
      YaoGrantMessage *grant = yao_grant_message_new ();

      grant->id = g_strdup (record->id);
      grant->expires = record->expires;
      g_ptr_array_add (grants, grant);
    }
  return TRUE;
}

/**
 * yao_handle_session:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/session
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_session (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoSessionMessage) message = yao_session_message_new ();
  g_autoptr (GBytes) body = NULL;
  YaoPinAllowance allowance;
  YaoPinCounting counting = {
    caller->account->holder,
    caller->account->uid,
    strcmp (caller->session->device_state, YAO_DEVICE_ACTIVE) == 0 ? caller->jkt : NULL,
  };

  if (!yao_pin_lockout_peek (installation, &counting, &allowance, error)
      || !fill_grants (installation, caller, message->grants, error))
    return NULL;

  yao_session_reply_fill_account (message->account, caller->account);
  yao_session_reply_fill_device (message->device, caller->session);
  message->recent_until = yao_caller_get_recent_until (installation, caller->session);
  message->tries_left = allowance.tries_left;
  message->locked_until = allowance.blocked_until;
  body = yao_session_message_encode (message);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_grant_create:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/grants: remembers the unlock for a while, on a bound device only.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_grant_create (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoGrantRequest) asked
      = yao_grant_request_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoGrantRecord) grant = g_new0 (YaoGrantRecord, 1);
  g_autoptr (YaoGrantMessage) message = yao_grant_message_new ();
  g_autoptr (GBytes) body = NULL;

  if (asked == NULL)
    return NULL;
  if (strcmp (caller->session->device_state, YAO_DEVICE_ACTIVE) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_DEVICE_NOT_BOUND,
                   "only a bound device remembers an unlock");
      return NULL;
    }

  grant->id = yao_random_id (GRANT_ID_SIZE);
  grant->account = caller->account->id;
  grant->device = g_strdup (caller->session->device);
  grant->created = now;
  grant->expires = now + asked->seconds;
  if (!yao_grant_table_insert (yao_installation_get_database (installation), grant, error))
    return NULL;

  message->id = g_strdup (grant->id);
  message->expires = grant->expires;
  body = yao_grant_message_encode (message);
  return yao_response_new (201, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_grants_delete:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * DELETE /v1/grants: forgets every remembered unlock of this account on this device.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_grants_delete (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);

  if (!yao_grant_table_delete (yao_installation_get_database (installation), caller->account->id,
                               caller->session->device, error))
    return NULL;
  return yao_response_new (204, NULL, NULL);
}

/**
 * yao_handle_operation:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/operations/{key}: what became of a request that was sent with this key. Work is done
 * within its request, so that what is not done was not begun.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_operation (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autofree char *key = g_ascii_strdown (yao_request_get_parameter (request, 0), -1);
  g_autoptr (YaoOperationMessage) message = yao_operation_message_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoOperationRecord) operation
      = yao_operation_table_find (yao_installation_get_database (installation), caller->account->id,
                                  caller->jkt, key, 0, &local);

  if (operation == NULL && !yao_error_is (local, YAO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  message->state = g_strdup (operation != NULL ? "done" : "unknown");
  if (operation != NULL)
    {
      gsize size = 0;
      const char *data = g_bytes_get_data (operation->reply, &size);

      message->status = operation->status;
      message->reply = g_strndup (data, size);
    }
  body = yao_operation_message_encode (message);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}
