/* yao-registration-handlers.c: changing the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-audit.h"
#include "yao-caller.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-handlers.h"
#include "yao-identity-message.h"
#include "yao-opaque.h"
#include "yao-paths.h"
#include "yao-pin-service.h"
#include "yao-session-reply.h"

/**
 * yao_handle_registration_start:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/pin/registration
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_registration_start (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoRegistrationStart) start
      = yao_registration_start_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoRegistrationChallenge) challenge = yao_registration_challenge_new ();
  g_autoptr (GBytes) body = NULL;
  YaoPinPending *pending;

  if (start == NULL)
    return NULL;

  pending = g_new0 (YaoPinPending, 1);
  pending->account = caller->account->id;
  pending->holder = g_strdup (caller->account->holder);
  pending->uid = g_strdup (caller->account->uid);
  pending->jkt = g_strdup (caller->jkt);
  challenge->registration_id
      = yao_pin_service_begin_registration (yao_installation_get_pin_service (installation),
                                            pending, start->request, &challenge->response, error);
  if (challenge->registration_id == NULL)
    return NULL;

  body = yao_registration_challenge_encode (challenge);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static gboolean
put_pin (YaoInstallation *installation,
         YaoCaller *caller,
         const YaoPinPending *pending,
         GBytes *record,
         GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoAccountRecord account = { .holder = caller->account->holder,
                               .uid = caller->account->uid,
                               .credential = pending->credential,
                               .record = record,
                               .pin_origin = (char *) YAO_PIN_ORIGIN_CHOSEN,
                               .pin_set = now };
  YaoAuditEntry entry = { .act = "pin.change",
                          .actor = caller->account->uid,
                          .subject = caller->account->holder,
                          .device = caller->session->device };
  YaoEventRecord event = { .account = caller->account->id,
                           .time = now,
                           .kind = (char *) "pin-changed",
                           .subject = caller->session->device };

  return yao_account_table_put_pin (database, &account, now, error)
         && yao_session_table_delete_of_account (database, caller->account->id, caller->session->id,
                                                 error)
         && yao_grant_table_delete (database, caller->account->id, NULL, error)
         && yao_event_table_insert (database, &event, error)
         && yao_audit_write (database, &entry, now, error);
}

/**
 * yao_handle_registration_finish:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/pin/registration/{registration}: from now on the new PIN counts, and the service has
 * never seen it. Every other session and every remembered unlock of the account ends.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_registration_finish (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoRegistrationFinish) finish
      = yao_registration_finish_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoPinPending) pending = NULL;

  if (finish == NULL || !yao_opaque_server_check_record (finish->record, error))
    return NULL;
  pending = yao_pin_service_take (yao_installation_get_pin_service (installation),
                                  yao_request_get_parameter (request, 0), caller->jkt, error);
  if (pending == NULL)
    return NULL;
  if (pending->account != caller->account->id || pending->credential == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no registration of this account");
      return NULL;
    }
  if (!put_pin (installation, caller, pending, finish->record, error))
    return NULL;
  return yao_response_new (204, NULL, NULL);
}
