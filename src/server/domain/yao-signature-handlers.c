/* yao-signature-handlers.c: the one operation by which keys sign
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-caller.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-identity-message.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-problem.h"
#include "yao-signature-message.h"
#include "yao-signing-item.h"

#include <string.h>

/* Who asks for the key of somebody else hears that there is no such certificate. */
static YaoCertificateRecord *
find_certificate (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoCertificateRecord) certificate = yao_certificate_table_get (
      yao_installation_get_database (installation), yao_request_get_parameter (request, 0), error);

  if (certificate == NULL)
    return NULL;
  if (strcmp (certificate->uid, caller->account->holder) == 0)
    return g_steal_pointer (&certificate);
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no certificate has this id");
  return NULL;
}

static gboolean
check_certificate (YaoInstallation *installation,
                   const YaoCertificateRecord *certificate,
                   GError **error)
{
  gint64 now = yao_installation_get_now (installation);

  if (certificate->revoked_at != 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_REVOKED, "the certificate was revoked");
  else if (now < certificate->not_before || now > certificate->not_after)
    g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_EXPIRED,
                 "the certificate is not valid now");
  else if (certificate->key == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the service does not hold the key");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_account (YaoInstallation *installation, YaoCaller *caller, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);

  if (strcmp (caller->account->pin_origin, YAO_PIN_ORIGIN_ISSUED) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_PIN_CHANGE_REQUIRED,
                   "the issued PIN must be changed first");
      return FALSE;
    }
  if (yao_limit_get (database, YAO_LIMIT_SIGNING_LEVEL) > 1
      && strcmp (caller->session->device_state, YAO_DEVICE_ACTIVE) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_DEVICE_NOT_BOUND,
                   "here only a bound device has signatures made");
      return FALSE;
    }
  return TRUE;
}

/* Whether an unlock is remembered on this device; that is only ever so on a bound one. */
static gboolean
is_remembered (YaoInstallation *installation, YaoCaller *caller, gboolean *covered, GError **error)
{
  g_autoptr (GPtrArray) grants = yao_grant_table_list (
      yao_installation_get_database (installation), caller->account->id, caller->session->device,
      yao_installation_get_now (installation), error);

  if (grants == NULL)
    return FALSE;
  *covered = grants->len > 0 && strcmp (caller->session->device_state, YAO_DEVICE_ACTIVE) == 0;
  return TRUE;
}

static char *
make_approval (YaoRequest *request)
{
  g_autoptr (GBytes) text
      = yao_approval_write (yao_request_get_path (request), yao_request_get_body (request));
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, text);
  gsize size;
  gconstpointer data = g_bytes_get_data (digest, &size);

  return yao_base64url_encode (data, size);
}

/* An approval is for this request, byte for byte, and is used up by it. */
static gboolean
take_approval (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autofree char *approval = make_approval (request);
  gboolean good = FALSE;

  if (yao_caller_get_recent_until (installation, caller->session) != 0
      && !yao_session_table_take_approval (yao_installation_get_database (installation),
                                           caller->session->id, approval, &good, error))
    return FALSE;
  if (!good && !is_remembered (installation, caller, &good, error))
    return FALSE;
  if (good)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_IDENTITY_REQUIRED,
               "no check of the PIN has approved these signatures");
  return FALSE;
}

static YaoSignatureResult *
refuse (GError *taken)
{
  g_autoptr (GError) error = taken;
  YaoSignatureResult *result = yao_signature_result_new ();

  result->state = g_strdup (YAO_SIGNATURE_REFUSED);
  result->signature = g_bytes_new_static ("", 0);
  result->problem = g_strdup (
      yao_problem_kind_get_name (yao_problem_kind_from_code ((YaoErrorCode) error->code)));
  g_info ("a signature is refused: %s", error->message);
  return result;
}

/* What concerns one item is its result; what concerns the service undoes all of them. */
static gboolean
is_of_the_item (const GError *error)
{
  return yao_error_is (error, YAO_ERROR_INVALID_INPUT) || yao_error_is (error, YAO_ERROR_CONFLICT)
         || yao_error_is (error, YAO_ERROR_NOT_FOUND) || yao_error_is (error, YAO_ERROR_CLOCK_SKEW)
         || yao_error_is (error, YAO_ERROR_AUTHORIZATION_PENDING)
         || yao_error_is (error, YAO_ERROR_AUTHORIZATION_FROZEN)
         || yao_error_is (error, YAO_ERROR_AUTHORIZATION_EXPIRED)
         || yao_error_is (error, YAO_ERROR_AUTHORIZATION_NOT_YET);
}

static YaoResponse *
sign_items (const YaoSigningJob *job, const YaoSignatureRequest *message, GError **error)
{
  g_autoptr (YaoSignatureReply) reply = yao_signature_reply_new ();
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < message->items->len; i++)
    {
      GError *local = NULL;
      GBytes *signature = yao_signing_item_sign (job, message->items->pdata[i], &local);
      YaoSignatureResult *result;

      if (signature == NULL && !is_of_the_item (local))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (signature == NULL)
        result = refuse (local);
      else
        {
          result = yao_signature_result_new ();
          result->state = g_strdup (YAO_SIGNATURE_SIGNED);
          result->signature = signature;
        }
      g_ptr_array_add (reply->items, result);
    }

  body = yao_signature_reply_encode (reply);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static gboolean
check_request (const YaoCertificateRecord *certificate,
               const YaoSignatureRequest *message,
               GError **error)
{
  if (message->items->len == 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is nothing to sign");
  else if (message->version != certificate->version)
    g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "there is a newer version");
  else
    return TRUE;
  return FALSE;
}

/**
 * yao_handle_signatures:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/certificates/{certificate}/signatures: everything that signs goes through here. Uses,
 * signatures and the log are written in one transaction, with the answer: either there are all of
 * them or none.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signatures (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autoptr (YaoSignatureRequest) message
      = yao_signature_request_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  g_autoptr (YaoKey) key = NULL;
  YaoSigningJob job = { .installation = installation, .caller = caller };

  if (message == NULL)
    return NULL;
  certificate = find_certificate (installation, request, error);
  if (certificate == NULL || !check_request (certificate, message, error)
      || !check_certificate (installation, certificate, error)
      || !check_account (installation, caller, error)
      || !take_approval (installation, request, error))
    return NULL;

  key = yao_key_store_get (yao_installation_get_key_store (installation), certificate->key, error);
  if (key == NULL)
    return NULL;
  job.certificate = certificate;
  job.key = key;
  if (!yao_signing_job_set_way (&job, message->format, message->algorithm, error))
    return NULL;
  return sign_items (&job, message, error);
}
