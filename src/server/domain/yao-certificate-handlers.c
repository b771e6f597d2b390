/* yao-certificate-handlers.c: downloading certificates by number
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ca.h"
#include "yao-certificate-message.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-issuance.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-user-table.h"

#include <string.h>

/* A cursor is the row after which to go on, in base64url; a client must not build on that. */
#define CURSOR_PREFIX "c1:"

static char *
encode_cursor (gint64 number)
{
  g_autofree char *text = g_strdup_printf (CURSOR_PREFIX "%" G_GINT64_FORMAT, number);

  return yao_base64url_encode (text, strlen (text));
}

static gboolean
decode_cursor (const char *cursor, gint64 *number, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  *number = 0;
  if (cursor == NULL)
    return TRUE;

  bytes = yao_base64url_decode (cursor, YAO_CURSOR_MAX_SIZE, NULL);
  if (bytes != NULL)
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (text != NULL && g_str_has_prefix (text, CURSOR_PREFIX)
      && g_ascii_string_to_signed (text + strlen (CURSOR_PREFIX), 10, 1, G_MAXINT64, number, NULL))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the cursor is none of ours");
  return FALSE;
}

static gboolean
take_rate (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoRateLimit *downloads = yao_installation_get_downloads (installation);
  guint a_minute = (guint) yao_limit_get (yao_installation_get_database (installation),
                                          YAO_LIMIT_DOWNLOADS_PER_MINUTE);
  GError *throttled;
  gint64 wait = 0;

  if (yao_installation_get_rates_off (installation)
      || yao_rate_limit_take (downloads, yao_request_get_remote (request), a_minute, 60, &wait))
    return TRUE;

  throttled = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "too many downloads from one address");
  yao_error_set_retry_after (throttled, wait);
  g_propagate_error (error, throttled);
  return FALSE;
}

/* An unknown number, a disabled person and one without a certificate are answered alike. */
static YaoUserRecord *
find_holder (YaoInstallation *installation, const char *uid, GError **error)
{
  g_autoptr (GError) find_error = NULL;
  g_autoptr (YaoUserRecord) user = NULL;

  if (yao_uid_is_valid (uid))
    user = yao_user_table_find (yao_installation_get_database (installation), uid, &find_error);
  if (user != NULL && user->active)
    return g_steal_pointer (&user);

  if (find_error != NULL && !yao_error_is (find_error, YAO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&find_error));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND,
                 "no certificate for this number");
  return NULL;
}

static gboolean
fill_wire_values (YaoCertificateMessage *message,
                  const YaoCertificateRecord *record,
                  GError **error)
{
  if (yao_key_kind_from_string (record->kind, &message->key_kind)
      && yao_certificate_algorithm_from_string (record->algorithm, &message->algorithm))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "certificate %s has an unknown kind",
               record->id);
  return FALSE;
}

static YaoCertificateMessage *
make_message (YaoInstallation *installation,
              const YaoUserRecord *user,
              const YaoCertificateRecord *record,
              GError **error)
{
  g_autoptr (YaoCertificateMessage) message = yao_certificate_message_new ();

  if (!fill_wire_values (message, record, error))
    return NULL;
  message->id = g_strdup (record->id);
  message->holder_uid = g_strdup (user->uid);
  message->holder_name = g_strdup (user->name);
  message->organisation = g_strdup (user->organisation);
  message->department = g_strdup (user->department);
  message->role_title = g_strdup (user->role);
  message->version = record->version;
  message->state = yao_issuance_get_state (record, yao_installation_get_now (installation));
  if (record->revoked_at != 0)
    {
      message->revoked_at = record->revoked_at;
      message->revocation_reason
          = g_strdup (yao_revocation_reason_to_string ((YaoRevocationReason) record->reason));
    }
  message->der = g_bytes_ref (record->der);
  g_clear_pointer (&message->chain, g_ptr_array_unref);
  message->chain = yao_ca_dup_chain (installation,
                                     yao_certificate_algorithm_get_ca (message->algorithm), error);
  return message->chain != NULL ? g_steal_pointer (&message) : NULL;
}

static YaoCertificateList *
make_list (YaoInstallation *installation,
           const YaoUserRecord *user,
           gint64 after,
           gint64 limit,
           GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoCertificateList) list = yao_certificate_list_new ();
  g_autoptr (GPtrArray) records = NULL;

  /* One more than asked for tells whether there is another page. */
  records
      = yao_certificate_table_list_of_user (database, user->uid, after, (gsize) limit + 1, error);
  if (records == NULL
      || !yao_certificate_table_count_of_user (database, user->uid, &list->total, error))
    return NULL;

  for (guint i = 0; i < MIN (records->len, (guint) limit); i++)
    {
      YaoCertificateRecord *record = records->pdata[i];
      YaoCertificateMessage *message = make_message (installation, user, record, error);

      if (message == NULL)
        return NULL;
      g_ptr_array_add (list->items, message);
      if (i + 1 == limit && records->len > limit)
        list->next = encode_cursor (record->number);
    }
  return g_steal_pointer (&list);
}

/**
 * yao_handle_user_certificates:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/users/{uid}/certificates?limit=&cursor=
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_user_certificates (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  static const char *const names[] = { "limit", "cursor", NULL };
  g_autoptr (YaoUserRecord) user = NULL;
  g_autoptr (YaoCertificateList) list = NULL;
  g_autoptr (GBytes) body = NULL;
  YaoResponse *response;
  gint64 limit = 0, after = 0;

  if (!take_rate (installation, request, error) || !yao_request_parse_query (request, names, error)
      || !yao_request_get_query_int (request, "limit", 1, YAO_PAGE_LIMIT_MAX,
                                     YAO_PAGE_LIMIT_DEFAULT, &limit, error)
      || !decode_cursor (yao_request_get_query_value (request, "cursor"), &after, error))
    return NULL;

  user = find_holder (installation, yao_request_get_parameter (request, 0), error);
  if (user == NULL)
    return NULL;
  list = make_list (installation, user, after, limit, error);
  if (list == NULL)
    return NULL;
  if (list->total == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND,
                   "no certificate for this number");
      return NULL;
    }

  body = yao_certificate_list_encode (list);
  response = yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
  if (list->next != NULL)
    {
      g_autofree char *path = yao_path_user_certificates (user->uid, (guint) limit, list->next);
      g_autofree char *link = g_strdup_printf ("<%s>; rel=\"next\"", path);

      yao_response_add_header (response, "Link", link);
    }
  return response;
}
