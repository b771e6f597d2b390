/* yao-client-download.c: certificates by number, and what became of those that are here
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-call.h"
#include "yao-certificate-fetch.h"
#include "yao-certificate-private.h"
#include "yao-client-private.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-service-private.h"

/* What was fetched, on its way into the profile. */
typedef struct
{
  YaoCall *call;
  GPtrArray *records;
} Fetched;

static gboolean
is_usable (YaoCertificateRecord *record)
{
  return record->revoked_at == 0 && yao_x509_is_valid_at (record->x509, record->refreshed);
}

/* Of what was downloaded, the one to use from now on: one that is new here before one that is not,
 * one that can be used before one that cannot.
 */
static YaoCertificateRecord *
choose_current (YaoProfile *before, GPtrArray *records)
{
  YaoCertificateRecord *best = NULL;
  int best_rank = -1;

  for (guint i = 0; i < records->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (records, i);
      gboolean is_new
          = yao_profile_find_certificate (before, record->service_id, record->id) == NULL;
      int rank = (is_new ? 2 : 0) + (is_usable (record) ? 1 : 0);

      if (rank > best_rank)
        {
          best = record;
          best_rank = rank;
        }
    }

  return best;
}

static gboolean
fail_service_gone (YaoServiceRecord *service, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s was removed from this profile",
               service->name);
  if (error != NULL)
    yao_error_set_subject (*error, service->name);
  return FALSE;
}

/* A version that is older than the one that is here is never put in its place. */
static gboolean
put_record (YaoProfile *profile, YaoCertificateRecord *record, gint64 *changed, GError **error)
{
  YaoCertificateRecord *old
      = yao_profile_find_certificate (profile, record->service_id, record->id);

  if (old != NULL && record->version < old->version)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY,
                   "the certificate of %s came back in an older version", record->holder_uid);
      if (error != NULL)
        yao_error_set_subject (*error, record->holder_uid);
      return FALSE;
    }
  if (old == NULL || !yao_certificate_record_is_same_version (old, record))
    *changed += 1;
  return yao_profile_put_certificate (profile, record, error);
}

static gboolean
put_downloaded (YaoProfile *profile, gpointer user_data, GError **error)
{
  Fetched *fetched = user_data;
  YaoServiceRecord *service = fetched->call->service;
  YaoCertificateRecord *current = choose_current (profile, fetched->records);

  if (yao_profile_find_service (profile, service->id) == NULL)
    return fail_service_gone (service, error);

  for (guint i = 0; i < fetched->records->len; i++)
    {
      if (!put_record (profile, g_ptr_array_index (fetched->records, i), &fetched->call->number,
                       error))
        return FALSE;
    }
  yao_profile_set_current (profile, current->service_id, current->id);
  yao_profile_set_default_service (profile, service->id);
  return TRUE;
}

static gboolean
perform_download (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records
      = yao_certificate_fetch (call->client, call->service, call->uid, cancellable, error);
  g_autoptr (YaoProfile) profile = NULL;
  Fetched fetched = { call, records };

  if (records == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  profile = yao_profile_store_update (yao_client_get_store (call->client), put_downloaded, &fetched,
                                      error);
  if (profile == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (call->ids, g_strdup (record->id));
    }
  return TRUE;
}

static GObject *
collect_certificates (YaoCall *call)
{
  GListStore *list = g_list_store_new (YAO_TYPE_CERTIFICATE);

  for (guint i = 0; i < call->ids->len; i++)
    {
      YaoCertificate *certificate = yao_client_get_certificate (call->client, call->service->id,
                                                                g_ptr_array_index (call->ids, i));

      if (certificate != NULL)
        g_list_store_append (list, certificate);
    }

  return G_OBJECT (list);
}

/* Whose account uses it here stays as it is. */
static void
keep_user (YaoCertificateRecord *record, const YaoCertificateRecord *here)
{
  record->role = here->role;
  g_free (record->user_uid);
  record->user_uid = g_strdup (here->user_uid);
}

/* Refreshing concerns what is here: what was deleted meanwhile stays deleted, and what else the
 * number owns is not brought in.
 */
static gboolean
put_refreshed (YaoProfile *profile, gpointer user_data, GError **error)
{
  Fetched *fetched = user_data;

  for (guint i = 0; i < fetched->records->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (fetched->records, i);

      YaoCertificateRecord *here
          = yao_profile_find_certificate (profile, record->service_id, record->id);

      if (here == NULL)
        continue;
      keep_user (record, here);
      if (!put_record (profile, record, &fetched->call->number, error))
        return FALSE;
    }

  return TRUE;
}

static YaoCertificateRecord *
find_record (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->id, id))
        return record;
    }

  return NULL;
}

/* One number of one service: every certificate of it among the inputs is answered by one question.
 */
static gboolean
refresh_holder (YaoCall *call,
                YaoProfile *profile,
                YaoCertificateRecord *first,
                GCancellable *cancellable,
                GError **error)
{
  YaoServiceRecord *service = yao_profile_find_service (profile, first->service_id);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (YaoProfile) updated = NULL;
  Fetched fetched = { call, wanted };

  if (service == NULL)
    return TRUE;
  records = yao_certificate_fetch (call->client, service, first->holder_uid, cancellable, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < call->certificates->len; i++)
    {
      YaoCertificateRecord *asked = g_ptr_array_index (call->certificates, i);
      YaoCertificateRecord *record;

      if (!g_str_equal (asked->service_id, first->service_id)
          || !g_str_equal (asked->holder_uid, first->holder_uid))
        continue;
      record = find_record (records, asked->id);
      if (record == NULL)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND,
                       "the service no longer knows the certificate %s", asked->id);
          if (error != NULL)
            yao_error_set_subject (*error, asked->holder_uid);
          return FALSE;
        }
      g_ptr_array_add (wanted, record);
    }

  updated = yao_profile_store_update (yao_client_get_store (call->client), put_refreshed, &fetched,
                                      error);
  return updated != NULL;
}

static GError *
summarise_failures (GError *first, guint failed, guint asked)
{
  GError *error;

  if (failed == asked || g_error_matches (first, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return first;

  error = g_error_new (YAO_ERROR, YAO_ERROR_PARTIAL, "%u of %u numbers failed, the first with: %s",
                       failed, asked, first->message);
  yao_error_set_subject (error, yao_error_get_subject (first));
  g_error_free (first);
  return error;
}

static gboolean
perform_refresh (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoProfile) profile
      = yao_profile_store_load (yao_client_get_store (call->client), error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *first = NULL;
  guint failed = 0;

  if (profile == NULL)
    return FALSE;

  for (guint i = 0; i < call->certificates->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (call->certificates, i);
      GError *local = NULL;

      if (!g_hash_table_add (seen, g_strconcat (record->service_id, " ", record->holder_uid, NULL))
          || refresh_holder (call, profile, record, cancellable, &local))
        continue;
      failed++;
      if (first == NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&first);
          first = g_steal_pointer (&local);
        }
      g_clear_error (&local);
      if (g_cancellable_is_cancelled (cancellable))
        break;
    }

  if (first == NULL)
    return TRUE;
  g_propagate_error (error, summarise_failures (first, failed, g_hash_table_size (seen)));
  return FALSE;
}

static const YaoCallClass download_class = { perform_download, collect_certificates };
static const YaoCallClass refresh_class = { perform_refresh, NULL };

/* People type numbers with the input method that is on: full-width digits are taken for digits. */
static YaoCall *
new_download_call (YaoClient *self, YaoService *service, const char *uid)
{
  YaoCall *call = yao_call_new (self, &download_class);

  call->service = yao_service_record_ref (yao_service_get_record (service));
  call->uid = g_strstrip (yao_fold_width (uid));
  return call;
}

static YaoCall *
new_refresh_call (YaoClient *self, YaoCertificate *certificate)
{
  YaoCall *call = yao_call_new (self, &refresh_class);
  g_autoptr (GListModel) list = NULL;

  if (certificate != NULL)
    {
      yao_call_add_certificate (call, certificate);
      return call;
    }

  list = yao_client_list_certificates (self);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificate) item = g_list_model_get_item (list, i);

      yao_call_add_certificate (call, item);
    }
  return call;
}

/**
 * yao_client_download_async:
 * @self: a client
 * @service: a service of @self
 * @uid: an employee number; spaces around it and full-width digits do no harm
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Downloads every certificate that a number owns. Each is checked before any is kept: its chain
 * leads to a root that the service had when it was added, the number in its subject is @uid, and
 * its key is of the algorithm that was told. The first one that is new here becomes the one in use.
 *
 * Errors: %YAO_ERROR_CERTIFICATE_NOT_FOUND, %YAO_ERROR_INVALID_INPUT for a number that is none,
 * %YAO_ERROR_UNTRUSTED for a certificate that does not stand the check; the subject is @uid.
 */
void
yao_client_download_async (YaoClient *self,
                           YaoService *service,
                           const char *uid,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_SERVICE (service));
  g_return_if_fail (uid != NULL);

  yao_call_start (new_download_call (self, service, uid), yao_client_download_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_download_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_download_async().
 *
 * Returns: (transfer full): a list of #YaoCertificate, or %NULL on error
 */
GListModel *
yao_client_download_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  yao_call_finish (self, result, yao_client_download_async, &object, NULL, error);
  return (GListModel *) object;
}

/**
 * yao_client_download:
 * @self: a client
 * @service: a service of @self
 * @uid: an employee number
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_download_async().
 *
 * Returns: (transfer full): a list of #YaoCertificate, or %NULL on error
 */
GListModel *
yao_client_download (YaoClient *self,
                     YaoService *service,
                     const char *uid,
                     GCancellable *cancellable,
                     GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  yao_call_run (new_download_call (self, service, uid), cancellable, &object, NULL, error);
  return (GListModel *) object;
}

/**
 * yao_client_download_begin:
 * @self: a client
 * @service: a service of @self
 * @uid: an employee number
 *
 * The form of yao_client_download_async() that pages bind to; the result is the #GListModel.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_download_begin (YaoClient *self, YaoService *service, const char *uid)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  return yao_call_begin (new_download_call (self, service, uid));
}

/**
 * yao_client_refresh_async:
 * @self: a client
 * @certificate: (nullable): a certificate of @self, or %NULL for all
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks what became of certificates: renewed ones take the place of the old ones, revoked ones are
 * marked. What is new is checked as by yao_client_download_async().
 *
 * Errors: %YAO_ERROR_PARTIAL where some numbers could be refreshed and some not, and otherwise
 * those of yao_client_download_async().
 */
void
yao_client_refresh_async (YaoClient *self,
                          YaoCertificate *certificate,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_refresh_call (self, certificate), yao_client_refresh_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_refresh_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_refresh_async().
 *
 * Returns: how many certificates changed, or -1 on error
 */
int
yao_client_refresh_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  gint64 number = -1;

  yao_call_finish (self, result, yao_client_refresh_async, NULL, &number, error);
  return (int) number;
}

/**
 * yao_client_refresh:
 * @self: a client
 * @certificate: (nullable): a certificate of @self, or %NULL for all
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_refresh_async().
 *
 * Returns: how many certificates changed, or -1 on error
 */
int
yao_client_refresh (YaoClient *self,
                    YaoCertificate *certificate,
                    GCancellable *cancellable,
                    GError **error)
{
  gint64 number = -1;

  g_return_val_if_fail (YAO_IS_CLIENT (self), -1);
  g_return_val_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate), -1);

  yao_call_run (new_refresh_call (self, certificate), cancellable, NULL, &number, error);
  return (int) number;
}

/**
 * yao_client_refresh_begin:
 * @self: a client
 * @certificate: (nullable): a certificate of @self, or %NULL for all
 *
 * The form of yao_client_refresh_async() that pages bind to; the number is that of the changes.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_refresh_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (certificate == NULL || YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_refresh_call (self, certificate));
}
