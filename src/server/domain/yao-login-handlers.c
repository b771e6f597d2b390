/* yao-login-handlers.c: signing in with the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-caller.h"
#include "yao-digest.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-handlers.h"
#include "yao-identity-message.h"
#include "yao-paths.h"
#include "yao-pin-lockout.h"
#include "yao-pin-service.h"
#include "yao-random.h"
#include "yao-session-reply.h"
#include "yao-token-store.h"
#include "yao-wire.h"

#include <string.h>

#define DEVICE_ID_SIZE 16

/* What is known of the account and the device that a login names. Both may not exist. */
typedef struct
{
  YaoAccountRecord *account;
  YaoDeviceRecord *device;
} Target;

static void
target_clear (Target *target)
{
  g_clear_pointer (&target->account, yao_account_record_free);
  g_clear_pointer (&target->device, yao_device_record_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* That something is not there is no error here. */
static gboolean
pass_over_missing (GError **error, GError *local)
{
  if (local == NULL || yao_error_is (local, YAO_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_target (YaoInstallation *installation,
             const char *holder,
             const char *uid,
             const char *jkt,
             Target *target,
             GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  GError *local = NULL;

  target->account = yao_account_table_find (database, holder, uid, &local);
  if (!pass_over_missing (error, local))
    return FALSE;

  /* Looked for also where there is no account, so that it takes the same time. */
  local = NULL;
  target->device = yao_device_table_find (
      database, target->account != NULL ? target->account->id : 0, jkt, &local);
  return pass_over_missing (error, local);
}

/* A device counts by itself only while it is bound and in use. */
static const char *
get_counted_device (const Target *target)
{
  return target->device != NULL && strcmp (target->device->state, YAO_DEVICE_ACTIVE) == 0
             ? target->device->jkt
             : NULL;
}

static YaoResponse *
make_response (GBytes *body)
{
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static YaoResponse *
begin (YaoInstallation *installation,
       const YaoLoginStart *start,
       const Target *target,
       const char *jkt,
       GError **error)
{
  g_autofree char *service_id = yao_installation_dup_service_id (installation, error);
  g_autoptr (YaoLoginChallenge) challenge = yao_login_challenge_new ();
  g_autoptr (GBytes) body = NULL;
  YaoPinOwner owner = { service_id, start->holder, start->uid };
  YaoPinPending *pending = g_new0 (YaoPinPending, 1);
  gboolean may = target->account != NULL && target->account->active;

  pending->account = may ? target->account->id : 0;
  pending->holder = g_strdup (start->holder);
  pending->uid = g_strdup (start->uid);
  pending->jkt = g_strdup (jkt);
  if (service_id == NULL)
    {
      yao_pin_pending_free (pending);
      return NULL;
    }
  challenge->login_id = yao_pin_service_begin_login (
      yao_installation_get_pin_service (installation), &owner, pending,
      may ? target->account->credential : NULL, may ? target->account->record : NULL, start->ke1,
      &challenge->ke2, error);
  if (challenge->login_id == NULL)
    return NULL;

  challenge->expires_in = YAO_PIN_SERVICE_PENDING;
  body = yao_login_challenge_encode (challenge);
  return make_response (body);
}

/**
 * yao_handle_login_start:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/pin/login. The try is counted before anything is computed.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_login_start (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoLoginStart) start
      = yao_login_start_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_auto (Target) target = { NULL, NULL };
  YaoPinCounting counting;
  YaoPinAllowance allowance;

  if (start == NULL)
    return NULL;
  if (!yao_uid_is_valid (start->holder) || !yao_uid_is_valid (start->uid))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "holder or uid is no number");
      return NULL;
    }
  if (!find_target (installation, start->holder, start->uid, caller->jkt, &target, error))
    return NULL;

  counting = (YaoPinCounting){ start->holder, start->uid, get_counted_device (&target) };
  if (!yao_pin_lockout_take (installation, &counting, &allowance, error))
    return NULL;
  return begin (installation, start, &target, caller->jkt, error);
}

static gboolean
refuse_pin (YaoInstallation *installation, const YaoPinCounting *counting, GError **error)
{
  YaoPinAllowance allowance = { 0 };
  GError *wrong;

  if (!yao_pin_lockout_peek (installation, counting, &allowance, error))
    return FALSE;

  wrong = g_error_new (YAO_ERROR, YAO_ERROR_WRONG_PIN, "the PIN is not right");
  yao_error_set_tries_left (wrong, (int) allowance.tries_left);
  if (allowance.blocked_until != 0)
    yao_error_set_retry_after (wrong,
                               allowance.blocked_until - yao_installation_get_now (installation));
  g_propagate_error (error, wrong);
  return FALSE;
}

static gboolean
check_account (YaoInstallation *installation, const Target *target, GError **error)
{
  gint64 expires = target->account->pin_expires;

  if (target->device != NULL
      && (strcmp (target->device->state, "suspended") == 0
          || strcmp (target->device->state, "revoked") == 0))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_DEVICE_REVOKED, "the device was %s",
                   target->device->state);
      return FALSE;
    }
  if (expires != 0 && expires <= yao_installation_get_now (installation))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PIN_EXPIRED, "the issued PIN is over");
      return FALSE;
    }
  return TRUE;
}

static gboolean
ensure_device (YaoInstallation *installation, Target *target, const char *jkt, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoEventRecord event = { .time = now, .kind = (char *) "device-added" };
  YaoDeviceRecord *device;

  if (target->device != NULL)
    return TRUE;

  device = g_new0 (YaoDeviceRecord, 1);
  device->id = yao_random_id (DEVICE_ID_SIZE);
  device->account = target->account->id;
  device->jkt = g_strdup (jkt);
  device->state = g_strdup (YAO_DEVICE_UNBOUND);
  device->created = now;
  device->last_used = now;
  target->device = device;
  event.account = device->account;
  event.subject = device->id;
  return yao_device_table_insert (database, device, error)
         && yao_event_table_insert (database, &event, error);
}

static YaoResponse *
open_session (YaoInstallation *installation,
              Target *target,
              const char *jkt,
              const YaoPinCounting *counting,
              const char *approval,
              GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  g_autoptr (YaoSessionRecord) session = g_new0 (YaoSessionRecord, 1);
  char *refresh_token = yao_token_make ();
  YaoResponse *response = NULL;

  session->refresh_hash = yao_token_hash (refresh_token);
  session->account = target->account->id;
  session->created = now;
  session->last_used = now;
  session->checked = now;
  session->approval = g_strdup (approval);
  if (transaction != NULL && yao_pin_lockout_clear (installation, counting, error)
      && ensure_device (installation, target, jkt, error))
    {
      session->device = g_strdup (target->device->id);
      session->device_state = g_strdup (target->device->state);
      session->jkt = g_strdup (jkt);
      if (yao_session_table_insert (database, session, error)
          && yao_transaction_commit (transaction, error))
        response = yao_session_reply_new (installation, target->account, session, refresh_token);
    }
  yao_wipe_string (refresh_token);
  return response;
}

/**
 * yao_handle_login_finish:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/pin/login/{login}. A right PIN clears the counter and opens a session.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_login_finish (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoLoginFinish) finish
      = yao_login_finish_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoPinPending) pending = NULL;
  g_auto (Target) target = { NULL, NULL };
  YaoPinCounting counting;

  if (finish == NULL)
    return NULL;
  pending = yao_pin_service_take (yao_installation_get_pin_service (installation),
                                  yao_request_get_parameter (request, 0), caller->jkt, error);
  if (pending == NULL
      || !find_target (installation, pending->holder, pending->uid, caller->jkt, &target, error))
    return NULL;

  counting = (YaoPinCounting){ pending->holder, pending->uid, get_counted_device (&target) };
  if (!yao_pin_pending_finish_login (pending, finish->ke3, NULL) || target.account == NULL)
    {
      refuse_pin (installation, &counting, error);
      return NULL;
    }
  if (!check_account (installation, &target, error))
    return NULL;
  return open_session (installation, &target, caller->jkt, &counting, finish->approval, error);
}
