/* yao-signature-image-handlers.c: handwritten signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-audit.h"
#include "yao-caller.h"
#include "yao-digest.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-handlers.h"
#include "yao-paths.h"
#include "yao-signature-file.h"
#include "yao-signature-image-message.h"
#include "yao-signature-image-table.h"

#include <string.h>

#define CURRENT "current"

/* The signature is the owner's hand: nobody else sees or changes it, and whoever asks for that of
 * another hears that there is no such certificate.
 */
static gboolean
find_certificate (YaoInstallation *installation,
                  YaoRequest *request,
                  gint64 *certificate,
                  GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  g_autofree char *uid = NULL;

  if (!yao_signature_image_table_find_certificate (yao_installation_get_database (installation),
                                                   yao_request_get_parameter (request, 0),
                                                   certificate, &uid, error))
    return FALSE;
  if (strcmp (uid, caller->account->holder) == 0 && strcmp (uid, caller->account->uid) == 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no certificate has this id");
  return FALSE;
}

static const char *
get_state (const YaoSignatureImageRecord *record)
{
  if (record->deleted > 0)
    return YAO_SIGNATURE_DELETED;
  return record->is_newest ? YAO_SIGNATURE_CURRENT : YAO_SIGNATURE_REPLACED;
}

static void
fill_image (YaoSignatureImageMessage *message, const YaoSignatureImageRecord *record)
{
  message->version = record->version;
  message->state = g_strdup (get_state (record));
  message->created = record->created;
  message->deleted = record->deleted;
  message->uid = g_strdup (record->uid);
  message->device = g_strdup (record->device);
  message->has_picture = record->has_picture;
  message->has_ink = record->has_ink;
  message->width = record->width;
  message->height = record->height;
}

/* The version that the path names: a number, or the one in use. */
static YaoSignatureImageRecord *
find_image (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const char *name = yao_request_get_parameter (request, 1);
  g_autoptr (YaoSignatureImageRecord) record = NULL;
  gint64 version = 0;
  gint64 certificate;

  if (!find_certificate (installation, request, &certificate, error))
    return NULL;
  if (strcmp (name, CURRENT) == 0
      || g_ascii_string_to_signed (name, 10, 1, G_MAXINT32, &version, NULL))
    {
      record = yao_signature_image_table_get (database, certificate, version, error);
      if (record == NULL)
        return NULL;
    }
  if (record != NULL && (version > 0 || record->deleted == 0))
    return g_steal_pointer (&record);

  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no such signature");
  return NULL;
}

static gboolean
note (YaoInstallation *installation,
      YaoRequest *request,
      const char *act,
      const char *kind,
      GBytes *digest,
      GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  YaoCaller *caller = yao_request_get_caller (request);
  gint64 now = yao_installation_get_now (installation);
  const char *certificate = yao_request_get_parameter (request, 0);
  YaoAuditEntry entry = { .key = certificate,
                          .act = act,
                          .actor = caller->account->uid,
                          .subject = caller->account->holder,
                          .device = caller->session->device,
                          .digest = digest };
  YaoEventRecord event = { .account = caller->account->id,
                           .time = now,
                           .kind = (char *) kind,
                           .certificate = (char *) certificate,
                           .subject = caller->session->device };

  return yao_event_table_insert (database, &event, error)
         && yao_audit_write (database, &entry, now, error);
}

static YaoSignatureImageRecord *
make_record (YaoInstallation *installation, YaoCaller *caller, const YaoSignatureFile *file)
{
  YaoSignatureImageRecord *record = g_new0 (YaoSignatureImageRecord, 1);

  record->uid = g_strdup (caller->account->uid);
  record->device = g_strdup (caller->session->device);
  record->created = yao_installation_get_now (installation);
  record->width = file->width;
  record->height = file->height;
  record->has_picture = TRUE;
  record->has_ink = file->inkml != NULL;
  record->png = g_bytes_ref (file->png);
  record->inkml = file->inkml != NULL ? g_bytes_ref (file->inkml) : NULL;
  return record;
}

/**
 * yao_handle_signature_image_put:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/certificates/{certificate}/signature-images: takes the place of the one in use.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signature_image_put (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoSignatureImageUpload) upload = yao_signature_image_upload_decode (
      yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  g_autoptr (YaoSignatureImageMessage) message = yao_signature_image_message_new ();
  g_autoptr (YaoSignatureFile) file = NULL;
  g_autoptr (YaoSignatureImageRecord) record = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 certificate;

  if (upload == NULL || !find_certificate (installation, request, &certificate, error))
    return NULL;
  file = yao_signature_file_new (upload->format, upload->data, error);
  if (file == NULL)
    return NULL;

  record = make_record (installation, yao_request_get_caller (request), file);
  record->certificate = certificate;
  digest = yao_digest_bytes (YAO_DIGEST_SHA256, file->png);
  if (!yao_signature_image_table_insert (yao_installation_get_database (installation), record,
                                         YAO_SIGNATURE_IMAGE_KEPT, error)
      || !note (installation, request, "signature-image.put", "signature-changed", digest, error))
    return NULL;

  fill_image (message, record);
  body = yao_signature_image_message_encode (message);
  return yao_response_new (201, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_signature_images:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/certificates/{certificate}/signature-images?limit=&cursor=: every version, the newest
 * first.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signature_images (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  static const char *const names[] = { "cursor", "limit", NULL };
  g_autoptr (YaoSignatureImageList) list = yao_signature_image_list_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 certificate;
  gint64 before = 0;
  gint64 limit = 0;

  if (!yao_request_parse_query (request, names, error)
      || !yao_request_get_query_int (request, "limit", 1, YAO_PAGE_LIMIT_MAX,
                                     YAO_PAGE_LIMIT_DEFAULT, &limit, error)
      || !yao_request_get_query_int (request, "cursor", 1, G_MAXINT32, 0, &before, error)
      || !find_certificate (installation, request, &certificate, error))
    return NULL;
  records = yao_signature_image_table_list (yao_installation_get_database (installation),
                                            certificate, before, (gsize) limit, error);
  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      YaoSignatureImageMessage *message = yao_signature_image_message_new ();

      fill_image (message, records->pdata[i]);
      g_ptr_array_add (list->items, message);
      if (i + 1 == limit && message->version > 1)
        list->next = g_strdup_printf ("%" G_GINT64_FORMAT, message->version);
    }
  body = yao_signature_image_list_encode (list);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_signature_image:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/certificates/{certificate}/signature-images/{version}: a version with its picture.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signature_image (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoSignatureImageRecord) record = find_image (installation, request, error);
  g_autoptr (YaoSignaturePicture) message = yao_signature_picture_new ();
  g_autoptr (GBytes) body = NULL;

  if (record == NULL
      || !yao_signature_image_table_read (yao_installation_get_database (installation), record,
                                          error))
    return NULL;
  if (record->png == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "the picture is not kept any more");
      return NULL;
    }

  fill_image (message->image, record);
  message->png = g_bytes_ref (record->png);
  body = yao_signature_picture_encode (message);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_signature_ink:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/certificates/{certificate}/signature-images/{version}/ink: the strokes of a version.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signature_ink (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoSignatureImageRecord) record = find_image (installation, request, error);
  g_autoptr (YaoSignatureInk) message = yao_signature_ink_new ();
  g_autoptr (GBytes) body = NULL;

  if (record == NULL
      || !yao_signature_image_table_read (yao_installation_get_database (installation), record,
                                          error))
    return NULL;
  if (record->inkml == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "this signature has no strokes");
      return NULL;
    }

  message->version = record->version;
  message->inkml = g_bytes_ref (record->inkml);
  body = yao_signature_ink_encode (message);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_signature_image_delete:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * DELETE /v1/certificates/{certificate}/signature-images/{version}: its picture and strokes are
 * gone; that there was one stays in the history. One that was deleted already is not deleted again.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_signature_image_delete (YaoInstallation *installation,
                                   YaoRequest *request,
                                   GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoSignatureImageRecord) record = find_image (installation, request, error);

  if (record == NULL)
    return NULL;
  if (record->deleted == 0
      && (!yao_signature_image_table_delete (database, record->certificate, record->version,
                                             yao_installation_get_now (installation), error)
          || !note (installation, request, "signature-image.delete", "signature-deleted", NULL,
                    error)))
    return NULL;
  return yao_response_new (204, NULL, NULL);
}
