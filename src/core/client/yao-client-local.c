/* yao-client-local.c: what the client does with what it has: choosing, deleting, looking up
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-call.h"
#include "yao-certificate-private.h"
#include "yao-client-private.h"
#include "yao-error.h"
#include "yao-identity-work.h"
#include "yao-service-private.h"

#include <string.h>

/* The shortest beginning of an id that is taken for the whole. */
#define MIN_PREFIX 4

static gboolean
fail_not_found (const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s is not in this profile", what);
  if (error != NULL)
    yao_error_set_subject (*error, what);
  return FALSE;
}

static gboolean
edit_profile (YaoCall *call, YaoProfileEdit edit, GError **error)
{
  g_autoptr (YaoProfile) profile
      = yao_profile_store_update (yao_client_get_store (call->client), edit, call, error);

  return profile != NULL;
}

static gboolean
use_certificate (YaoProfile *profile, gpointer user_data, GError **error)
{
  const YaoCall *call = user_data;
  YaoCertificateRecord *record = g_ptr_array_index (call->certificates, 0);

  if (yao_profile_find_certificate (profile, record->service_id, record->id) == NULL)
    return fail_not_found (record->id, error);

  yao_profile_set_current (profile, record->service_id, record->id);
  yao_profile_set_default_service (profile, record->service_id);
  return TRUE;
}

static gboolean
perform_use (YaoCall *call, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && edit_profile (call, use_certificate, error);
}

/* An account is forgotten with the last certificate that it uses. */
static gboolean
is_in_use (YaoProfile *profile, const YaoAccount *account)
{
  for (guint i = 0; i < profile->certificates->len; i++)
    {
      const YaoCertificateRecord *record = g_ptr_array_index (profile->certificates, i);

      if (g_str_equal (record->service_id, account->service->id)
          && g_str_equal (record->holder_uid, account->holder)
          && g_str_equal (record->user_uid, account->uid))
        return TRUE;
    }

  return FALSE;
}

static void
note_account (YaoProfile *profile, YaoCall *call, const YaoCertificateRecord *record)
{
  YaoServiceRecord *service = yao_profile_find_service (profile, record->service_id);

  if (service != NULL)
    g_ptr_array_add (call->accounts,
                     yao_account_new (service, record->holder_uid, record->user_uid));
}

/* The certificates are gone, whether or not the service hears of the end of the sessions now. */
static void
leave_accounts (YaoCall *call, GCancellable *cancellable)
{
  for (guint i = 0; i < call->accounts->len; i++)
    {
      YaoAccount *account = g_ptr_array_index (call->accounts, i);
      g_autoptr (GError) error = NULL;

      if (!yao_identity_leave (call->client, account, call->is_blocking, cancellable, &error))
        g_info ("%s did not hear of the end of a session: %s", account->service->id,
                error->message);
    }
}

static gboolean
delete_certificate (YaoProfile *profile, gpointer user_data, GError **error)
{
  YaoCall *call = user_data;
  YaoCertificateRecord *record = g_ptr_array_index (call->certificates, 0);
  g_autoptr (YaoAccount) account = NULL;

  note_account (profile, call, record);
  if (!yao_profile_remove_certificate (profile, record->service_id, record->id))
    return fail_not_found (record->id, error);

  account
      = call->accounts->len > 0 ? yao_account_ref (g_ptr_array_index (call->accounts, 0)) : NULL;
  if (account != NULL && is_in_use (profile, account))
    g_ptr_array_set_size (call->accounts, 0);
  return TRUE;
}

static gboolean
perform_delete (YaoCall *call, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !edit_profile (call, delete_certificate, error))
    return FALSE;

  leave_accounts (call, cancellable);
  return TRUE;
}

static gboolean
remove_service (YaoProfile *profile, gpointer user_data, GError **error)
{
  YaoCall *call = user_data;

  for (guint i = 0; i < profile->certificates->len; i++)
    {
      const YaoCertificateRecord *record = g_ptr_array_index (profile->certificates, i);

      if (g_str_equal (record->service_id, call->service->id))
        note_account (profile, call, record);
    }

  return yao_profile_remove_service (profile, call->service->id)
         || fail_not_found (call->service->name, error);
}

static gboolean
perform_remove_service (YaoCall *call, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !edit_profile (call, remove_service, error))
    return FALSE;

  leave_accounts (call, cancellable);
  yao_identity_release (yao_client_get_identity (call->client), call->service);
  yao_identity_forget_service (yao_client_get_identity (call->client), call->service->id,
                               cancellable);
  return TRUE;
}

static const YaoCallClass use_class = { perform_use, NULL };
static const YaoCallClass delete_class = { perform_delete, NULL };
static const YaoCallClass remove_service_class = { perform_remove_service, NULL };

static YaoCall *
new_certificate_call (YaoClient *self, const YaoCallClass *klass, YaoCertificate *certificate)
{
  YaoCall *call = yao_call_new (self, klass);

  yao_call_add_certificate (call, certificate);
  return call;
}

static YaoCall *
new_service_call (YaoClient *self, const YaoCallClass *klass, YaoService *service)
{
  YaoCall *call = yao_call_new (self, klass);

  call->service = yao_service_record_ref (yao_service_get_record (service));
  return call;
}

/**
 * yao_client_use_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Makes a certificate the one in use. Errors: %YAO_ERROR_NOT_FOUND where it was deleted meanwhile.
 */
void
yao_client_use_async (YaoClient *self,
                      YaoCertificate *certificate,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_certificate_call (self, &use_class, certificate), yao_client_use_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_use_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_use_async().
 *
 * Returns: %TRUE if the certificate is the one in use now
 */
gboolean
yao_client_use_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_use_async, NULL, NULL, error);
}

/**
 * yao_client_use:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_use_async().
 *
 * Returns: %TRUE if the certificate is the one in use now
 */
gboolean
yao_client_use (YaoClient *self,
                YaoCertificate *certificate,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (new_certificate_call (self, &use_class, certificate), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_use_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_use_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_use_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_certificate_call (self, &use_class, certificate));
}

/**
 * yao_client_delete_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Deletes a certificate from this device, with everything kept for every user under it. The service
 * still has it. With the last certificate of an account goes its session. Where it was the one in
 * use, the next one is. Errors: %YAO_ERROR_NOT_FOUND where it was deleted meanwhile.
 */
void
yao_client_delete_async (YaoClient *self,
                         YaoCertificate *certificate,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_certificate_call (self, &delete_class, certificate), yao_client_delete_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_delete_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_delete_async().
 *
 * Returns: %TRUE if the certificate is gone
 */
gboolean
yao_client_delete_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_delete_async, NULL, NULL, error);
}

/**
 * yao_client_delete:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_delete_async().
 *
 * Returns: %TRUE if the certificate is gone
 */
gboolean
yao_client_delete (YaoClient *self,
                   YaoCertificate *certificate,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (new_certificate_call (self, &delete_class, certificate), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_delete_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_delete_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_delete_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_certificate_call (self, &delete_class, certificate));
}

/**
 * yao_client_remove_service_async:
 * @self: a client
 * @service: a service of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Removes a service from this device, with its certificates. Errors: %YAO_ERROR_NOT_FOUND where it
 * was removed meanwhile.
 */
void
yao_client_remove_service_async (YaoClient *self,
                                 YaoService *service,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_SERVICE (service));

  yao_call_start (new_service_call (self, &remove_service_class, service),
                  yao_client_remove_service_async, cancellable, callback, user_data);
}

/**
 * yao_client_remove_service_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_remove_service_async().
 *
 * Returns: %TRUE if the service is gone
 */
gboolean
yao_client_remove_service_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_remove_service_async, NULL, NULL, error);
}

/**
 * yao_client_remove_service:
 * @self: a client
 * @service: a service of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_remove_service_async().
 *
 * Returns: %TRUE if the service is gone
 */
gboolean
yao_client_remove_service (YaoClient *self,
                           YaoService *service,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_SERVICE (service), FALSE);

  return yao_call_run (new_service_call (self, &remove_service_class, service), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_remove_service_begin:
 * @self: a client
 * @service: a service of @self
 *
 * The form of yao_client_remove_service_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_remove_service_begin (YaoClient *self, YaoService *service)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);

  return yao_call_begin (new_service_call (self, &remove_service_class, service));
}

/* How well a text names a certificate: 2 exactly, 1 by the beginning of its id, 0 not at all. */
static int
match_certificate (YaoCertificate *certificate, const char *text)
{
  const char *id = yao_certificate_get_id (certificate);

  if (g_str_equal (id, text)
      || g_ascii_strcasecmp (yao_certificate_get_serial (certificate), text) == 0)
    return 2;
  return strlen (text) >= MIN_PREFIX && g_str_has_prefix (id, text) ? 1 : 0;
}

/**
 * yao_client_find_certificate:
 * @self: a client
 * @text: an id, the beginning of one (4 characters at least), or a serial number
 * @error: return location
 *
 * Finds the certificate that a person names. What matches exactly goes before what begins alike.
 * Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_AMBIGUOUS; the subject is @text.
 *
 * Returns: (transfer none): the certificate, or %NULL on error
 */
YaoCertificate *
yao_client_find_certificate (YaoClient *self, const char *text, GError **error)
{
  g_autoptr (GListModel) list = NULL;
  YaoCertificate *found = NULL;
  int best = 1;
  guint matches = 0;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  list = yao_client_list_certificates (self);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (list, i);
      int match = match_certificate (certificate, text);

      if (match < best)
        continue;
      matches = match > best ? 1 : matches + 1;
      best = match;
      found = certificate;
    }

  if (matches == 1)
    return found;
  if (matches == 0)
    fail_not_found (text, error);
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_AMBIGUOUS, "%s names %u certificates", text, matches);
  if (error != NULL)
    yao_error_set_subject (*error, text);
  return NULL;
}
