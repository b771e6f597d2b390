/* yao-certificate-fetch.c: the certificates of one person, from the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-fetch.h"

#include "yao-certificate-check.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-paths.h"
#include "yao-reach.h"

/* A service that goes on and on is given up after this many pages. */
#define MAX_PAGES 16

static YaoCertificateList *
fetch_page (YaoTransport *transport,
            const char *uid,
            const char *cursor,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *path = yao_path_user_certificates (uid, YAO_PAGE_LIMIT_MAX, cursor);
  g_autoptr (GBytes) body = yao_fetch (transport, path, YAO_JSON_CONTENT_TYPE, YAO_MESSAGE_MAX_SIZE,
                                       cancellable, error);

  return body != NULL ? yao_certificate_list_decode (body, error) : NULL;
}

static gboolean
check_page (YaoClient *client,
            YaoServiceRecord *service,
            const YaoCertificateList *page,
            const char *uid,
            GPtrArray *records,
            GError **error)
{
  gint64 now = yao_clock_get_unix (yao_client_get_clock (client));

  for (guint i = 0; i < page->items->len; i++)
    {
      YaoCertificateRecord *record
          = yao_certificate_check (service, g_ptr_array_index (page->items, i), uid, now, error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }

  return TRUE;
}

static gboolean
fetch_pages (YaoClient *client,
             YaoServiceRecord *service,
             YaoTransport *transport,
             const char *uid,
             GPtrArray *records,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *cursor = NULL;

  for (guint i = 0; i < MAX_PAGES; i++)
    {
      g_autoptr (YaoCertificateList) page = fetch_page (transport, uid, cursor, cancellable, error);

      if (page == NULL || !check_page (client, service, page, uid, records, error))
        return FALSE;
      if (page->next == NULL)
        return TRUE;
      g_free (cursor);
      cursor = g_steal_pointer (&page->next);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "a list of certificates without an end");
  return FALSE;
}

/**
 * yao_certificate_fetch:
 * @client: a client
 * @service: a service
 * @uid: whose certificates
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Downloads and checks every certificate that a number owns (yao_certificate_check()); one that
 * does not stand the check fails the whole. Blocks; from any thread.
 * Errors: %YAO_ERROR_CERTIFICATE_NOT_FOUND where there is none, %YAO_ERROR_INVALID_INPUT for a
 * number that is none.
 *
 * Returns: (transfer full) (element-type YaoCertificateRecord): at least one, or %NULL on error
 */
GPtrArray *
yao_certificate_fetch (YaoClient *client,
                       YaoServiceRecord *service,
                       const char *uid,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_record_unref);
  g_autoptr (YaoTransport) transport = NULL;

  g_assert (YAO_IS_CLIENT (client));
  g_assert (service != NULL && uid != NULL);

  if (!yao_uid_is_valid (uid))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is not an employee number", uid);
      yao_fetch_name_subject (error, uid);
      return NULL;
    }

  transport = yao_reach_service (client, service, NULL, cancellable, error);
  if (transport == NULL)
    return NULL;
  if (!fetch_pages (client, service, transport, uid, records, cancellable, error))
    {
      yao_fetch_name_subject (error, uid);
      return NULL;
    }
  if (records->len > 0)
    return g_steal_pointer (&records);

  g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND, "%s has no certificate", uid);
  yao_fetch_name_subject (error, uid);
  return NULL;
}
