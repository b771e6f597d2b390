/* yao-caller.c: who asks
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-caller.h"

#include "yao-error.h"
#include "yao-limits.h"
#include "yao-proof.h"
#include "yao-token-store.h"

#include <string.h>

#define SCHEME "DPoP "

/**
 * yao_caller_free:
 * @caller: (transfer full): who asked
 *
 * Frees it.
 */
void
yao_caller_free (YaoCaller *caller)
{
  if (caller == NULL)
    return;

  g_free (caller->jkt);
  g_clear_pointer (&caller->session, yao_session_record_free);
  g_clear_pointer (&caller->account, yao_account_record_free);
  g_free (caller);
}

/**
 * yao_caller_get_recent_until:
 * @installation: the service
 * @session: a session
 *
 * Tells until when the last check of the PIN counts as recent.
 *
 * Returns: the time, or 0 if it does not any more
 */
gint64
yao_caller_get_recent_until (YaoInstallation *installation, const YaoSessionRecord *session)
{
  gint64 until = session->checked
                 + yao_limit_get (yao_installation_get_database (installation),
                                  YAO_LIMIT_RECENT_CHECK_SECONDS);

  return until > yao_installation_get_now (installation) ? until : 0;
}

static gboolean
refuse_session (GError **error, const char *why)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_SESSION_REQUIRED, "%s", why);
  return FALSE;
}

/* What is not found is over; what cannot be read is an error of the service. */
static gboolean
translate_missing (GError **error, GError *local)
{
  if (!yao_error_is (local, YAO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  return refuse_session (error, "the session is over");
}

static gboolean
load_records (YaoInstallation *installation, YaoCaller *caller, gint64 session, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  GError *local = NULL;

  caller->session = yao_session_table_get (database, session, &local);
  if (caller->session == NULL)
    return translate_missing (error, local);
  caller->account = yao_account_table_get (database, caller->session->account, &local);
  if (caller->account == NULL)
    return translate_missing (error, local);
  return TRUE;
}

static gboolean
load_session (YaoInstallation *installation, YaoCaller *caller, const char *token, GError **error)
{
  gint64 session
      = yao_token_store_lookup (yao_installation_get_tokens (installation), token, &caller->until);

  if (session == 0)
    return refuse_session (error, "the access token is unknown or over");
  return load_records (installation, caller, session, error);
}

static gboolean
check_records (YaoCaller *caller, GError **error)
{
  const char *state = caller->session->device_state;

  if (strcmp (state, "revoked") == 0 || strcmp (state, "suspended") == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_DEVICE_REVOKED, "the device was %s", state);
      return FALSE;
    }
  if (!caller->account->active)
    return refuse_session (error, "the account is not active");
  return TRUE;
}

static gboolean
check_state (YaoCaller *caller, GError **error)
{
  if (strcmp (caller->session->jkt, caller->jkt) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PROOF_REFUSED,
                   "the access token belongs to another key");
      return FALSE;
    }
  return check_records (caller, error);
}

/**
 * yao_caller_is_still_good:
 * @installation: the service
 * @session: the row of a session that was good
 *
 * Tells whether somebody who asked may still have what he asked for.
 *
 * Returns: %FALSE if the session ended, or its device or account were stopped
 */
gboolean
yao_caller_is_still_good (YaoInstallation *installation, gint64 session)
{
  g_autoptr (YaoCaller) caller = g_new0 (YaoCaller, 1);

  return load_records (installation, caller, session, NULL) && check_records (caller, NULL);
}

/**
 * yao_caller_check:
 * @installation: the service
 * @request: a request
 * @access: who may ask, more than everybody
 * @error: return location
 *
 * Finds out who asks and whether he may.
 *
 * Returns: (transfer full): who asks, or %NULL with %YAO_ERROR_PROOF_REFUSED,
 *   %YAO_ERROR_NONCE_REQUIRED, %YAO_ERROR_SESSION_REQUIRED, %YAO_ERROR_DEVICE_REVOKED or
 *   %YAO_ERROR_IDENTITY_REQUIRED
 */
YaoCaller *
yao_caller_check (YaoInstallation *installation,
                  YaoRequest *request,
                  YaoAccess access,
                  GError **error)
{
  g_autoptr (YaoCaller) caller = g_new0 (YaoCaller, 1);
  g_autofree char *address = yao_installation_dup_address (installation, error);
  const char *authorization = yao_request_get_header (request, "Authorization");
  const char *token = NULL;

  g_assert (access != YAO_ACCESS_PUBLIC);

  if (address == NULL)
    return NULL;
  if (access != YAO_ACCESS_PROOF)
    {
      if (authorization == NULL || !g_str_has_prefix (authorization, SCHEME))
        {
          refuse_session (error, "there is no access token");
          return NULL;
        }
      token = authorization + strlen (SCHEME);
    }

  caller->jkt = yao_proof_checker_check (yao_installation_get_proofs (installation), request,
                                         address, token, error);
  if (caller->jkt == NULL)
    return NULL;
  if (token == NULL)
    return g_steal_pointer (&caller);

  if (!load_session (installation, caller, token, error) || !check_state (caller, error))
    return NULL;
  if (access == YAO_ACCESS_RECENT
      && yao_caller_get_recent_until (installation, caller->session) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_IDENTITY_REQUIRED,
                   "the PIN was not checked recently");
      return NULL;
    }
  return g_steal_pointer (&caller);
}
