/* yao-client-signature.c: handwritten signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-signature.h"

#include "yao-error.h"
#include "yao-identity-calls.h"
#include "yao-paths.h"
#include "yao-picture.h"
#include "yao-signature-image-private.h"

G_STATIC_ASSERT (YAO_SIGNATURE_FILE_MAX == YAO_SIGNATURE_IMAGE_MAX_FILE);

/* A list goes on for no more than so many pages of 100. */
#define MAX_PAGES 16

static gboolean
perform_put_signature (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "put-signature", cancellable, error);
  g_autoptr (YaoSignatureImageUpload) upload = yao_signature_image_upload_new ();
  g_autofree char *path = yao_path_signature_images (call->ids->pdata[0], NULL);
  g_autoptr (GBytes) body = NULL;
  YaoDpopRequest request = { "POST", path, 201, TRUE, NULL, NULL, NULL };

  if (work == NULL)
    return FALSE;
  if (g_bytes_get_size (call->file) > YAO_SIGNATURE_FILE_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "the signature is larger than %d bytes", YAO_SIGNATURE_FILE_MAX);
      return FALSE;
    }

  upload->format = g_strdup (call->ids->pdata[1]);
  upload->data = g_bytes_ref (call->file);
  body = yao_signature_image_upload_encode (upload);
  request.body = body;
  return yao_identity_work_change (work, &request, cancellable, error);
}

static GBytes *
fetch_ink (YaoIdentityWork *work,
           const char *certificate,
           gint64 version,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *path = yao_path_signature_ink (certificate, version);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, cancellable, error);
  g_autoptr (YaoSignatureInk) ink
      = answer != NULL ? yao_signature_ink_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;

  return ink != NULL ? g_bytes_ref (ink->inkml) : NULL;
}

/* Who shows the picture need not be careful with it. */
static gboolean
check_picture (GBytes *png, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoPicture) picture = NULL;
  YaoPictureKind kind;

  if (yao_picture_sniff (png, &kind) && kind == YAO_PICTURE_KIND_PNG)
    picture = yao_picture_decode (png, yao_picture_get_signature_limits (), &local);
  if (picture != NULL)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "the signature is no picture: %s",
               local != NULL ? local->message : "not PNG");
  return FALSE;
}

static gboolean
perform_get_signature (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "get-signature", cancellable, error);
  g_autofree char *path = yao_path_signature_image (call->ids->pdata[0], call->version);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer
      = work != NULL ? yao_identity_work_send (work, &request, cancellable, error) : NULL;
  g_autoptr (YaoSignaturePicture) message
      = answer != NULL ? yao_signature_picture_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;
  g_autoptr (GBytes) inkml = NULL;

  if (message == NULL || !check_picture (message->png, error))
    return FALSE;
  if (message->image->has_ink)
    {
      inkml = fetch_ink (work, call->ids->pdata[0], message->image->version, cancellable, error);
      if (inkml == NULL)
        return FALSE;
    }

  yao_call_set_outcome (call, yao_signature_image_new (message->image, message->png, inkml),
                        g_object_unref);
  return TRUE;
}

static GObject *
collect_object (YaoCall *call)
{
  return g_object_ref (G_OBJECT (call->outcome));
}

static gboolean
fetch_page (YaoIdentityWork *work,
            const char *certificate,
            char **cursor,
            GListStore *images,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *path = yao_path_signature_images (certificate, *cursor);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, cancellable, error);
  g_autoptr (YaoSignatureImageList) list
      = answer != NULL ? yao_signature_image_list_decode (answer, YAO_MESSAGE_CLIENT, error) : NULL;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->items->len; i++)
    {
      g_autoptr (YaoSignatureImage) image
          = yao_signature_image_new (list->items->pdata[i], NULL, NULL);

      g_list_store_append (images, image);
    }
  g_free (*cursor);
  *cursor = g_steal_pointer (&list->next);
  return TRUE;
}

static gboolean
perform_list_signatures (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "list-signatures", cancellable, error);
  g_autoptr (GListStore) images = g_list_store_new (YAO_TYPE_SIGNATURE_IMAGE);
  g_autofree char *cursor = NULL;

  if (work == NULL)
    return FALSE;
  for (guint page = 0; page < MAX_PAGES; page++)
    {
      if (!fetch_page (work, call->ids->pdata[0], &cursor, images, cancellable, error))
        return FALSE;
      if (cursor == NULL)
        break;
    }

  yao_call_set_outcome (call, g_steal_pointer (&images), g_object_unref);
  return TRUE;
}

static gboolean
perform_delete_signature (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "delete-signature", cancellable, error);
  g_autofree char *path = yao_path_signature_image (call->ids->pdata[0], call->version);
  const YaoDpopRequest request = { "DELETE", path, 204, FALSE, NULL, NULL, NULL };

  return work != NULL && yao_identity_work_change (work, &request, cancellable, error);
}

static const YaoCallClass put_signature_class = { perform_put_signature, NULL };
static const YaoCallClass get_signature_class = { perform_get_signature, collect_object };
static const YaoCallClass list_signatures_class = { perform_list_signatures, collect_object };
static const YaoCallClass delete_signature_class = { perform_delete_signature, NULL };

static YaoCall *
new_call (YaoClient *self, const YaoCallClass *klass, YaoCertificate *certificate)
{
  YaoCall *call = yao_identity_call_new (self, klass, certificate);

  g_ptr_array_add (call->ids, g_strdup (yao_certificate_get_id (certificate)));
  return call;
}

static YaoCall *
new_put_signature_call (YaoClient *self,
                        YaoCertificate *certificate,
                        YaoSignatureFormat format,
                        GBytes *file)
{
  YaoCall *call = new_call (self, &put_signature_class, certificate);

  g_ptr_array_add (call->ids, g_strdup (format == YAO_SIGNATURE_INKML ? YAO_SIGNATURE_FORMAT_INKML
                                                                      : YAO_SIGNATURE_FORMAT_PNG));
  call->file = g_bytes_ref (file);
  return call;
}

static YaoCall *
new_get_signature_call (YaoClient *self, YaoCertificate *certificate, guint version)
{
  YaoCall *call = new_call (self, &get_signature_class, certificate);

  call->version = version;
  return call;
}

static YaoCall *
new_delete_signature_call (YaoClient *self, YaoCertificate *certificate, guint version)
{
  YaoCall *call = new_call (self, &delete_signature_class, certificate);

  call->version = version;
  return call;
}

/**
 * yao_client_put_signature_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @format: what the file is
 * @file: InkML, or a transparent PNG
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Puts a handwritten signature in the place of the one that the service has. Of strokes it draws
 * the picture itself. The person is asked for the PIN where it was not proved within the last
 * minutes. Errors: those of yao_client_login_async(), %YAO_ERROR_INVALID_INPUT where the service
 * does not take the file, %YAO_ERROR_NOT_FOUND where the certificate is not the person's own.
 */
void
yao_client_put_signature_async (YaoClient *self,
                                YaoCertificate *certificate,
                                YaoSignatureFormat format,
                                GBytes *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (file != NULL);

  yao_call_start (new_put_signature_call (self, certificate, format, file),
                  yao_client_put_signature_async, cancellable, callback, user_data);
}

/**
 * yao_client_put_signature_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_put_signature_async().
 *
 * Returns: %TRUE if it is the one in use now
 */
gboolean
yao_client_put_signature_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_put_signature_async, NULL, NULL, error);
}

/**
 * yao_client_put_signature:
 * @self: a client
 * @certificate: a certificate of @self
 * @format: what the file is
 * @file: InkML, or a transparent PNG
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_put_signature_async().
 *
 * Returns: %TRUE if it is the one in use now
 */
gboolean
yao_client_put_signature (YaoClient *self,
                          YaoCertificate *certificate,
                          YaoSignatureFormat format,
                          GBytes *file,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  return yao_call_run (new_put_signature_call (self, certificate, format, file), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_put_signature_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @format: what the file is
 * @file: InkML, or a transparent PNG
 *
 * The form of yao_client_put_signature_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_put_signature_begin (YaoClient *self,
                                YaoCertificate *certificate,
                                YaoSignatureFormat format,
                                GBytes *file)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (file != NULL, NULL);

  return yao_call_begin (new_put_signature_call (self, certificate, format, file));
}

/**
 * yao_client_get_signature_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version, or 0 for the one in use
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Fetches a handwritten signature with its picture, and its strokes where it has them. Errors:
 * those of yao_client_login_async(), %YAO_ERROR_NOT_FOUND where there is none.
 */
void
yao_client_get_signature_async (YaoClient *self,
                                YaoCertificate *certificate,
                                guint version,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_get_signature_call (self, certificate, version),
                  yao_client_get_signature_async, cancellable, callback, user_data);
}

/**
 * yao_client_get_signature_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_get_signature_async().
 *
 * Returns: (transfer full): the signature, or %NULL on error
 */
YaoSignatureImage *
yao_client_get_signature_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_get_signature_async, &object, NULL, error)
             ? (YaoSignatureImage *) object
             : NULL;
}

/**
 * yao_client_get_signature:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version, or 0 for the one in use
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_get_signature_async().
 *
 * Returns: (transfer full): the signature, or %NULL on error
 */
YaoSignatureImage *
yao_client_get_signature (YaoClient *self,
                          YaoCertificate *certificate,
                          guint version,
                          GCancellable *cancellable,
                          GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_run (new_get_signature_call (self, certificate, version), cancellable, &object,
                       NULL, error)
             ? (YaoSignatureImage *) object
             : NULL;
}

/**
 * yao_client_get_signature_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version, or 0 for the one in use
 *
 * The form of yao_client_get_signature_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_get_signature_begin (YaoClient *self, YaoCertificate *certificate, guint version)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_get_signature_call (self, certificate, version));
}

/**
 * yao_client_list_signatures_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Lists every version of a handwritten signature, the newest first, without the files. Errors:
 * those of yao_client_login_async().
 */
void
yao_client_list_signatures_async (YaoClient *self,
                                  YaoCertificate *certificate,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_call (self, &list_signatures_class, certificate),
                  yao_client_list_signatures_async, cancellable, callback, user_data);
}

/**
 * yao_client_list_signatures_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_list_signatures_async().
 *
 * Returns: (transfer full): a list of #YaoSignatureImage, or %NULL on error
 */
GListModel *
yao_client_list_signatures_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_list_signatures_async, &object, NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_signatures:
 * @self: a client
 * @certificate: a certificate of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_list_signatures_async().
 *
 * Returns: (transfer full): a list of #YaoSignatureImage, or %NULL on error
 */
GListModel *
yao_client_list_signatures (YaoClient *self,
                            YaoCertificate *certificate,
                            GCancellable *cancellable,
                            GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_run (new_call (self, &list_signatures_class, certificate), cancellable, &object,
                       NULL, error)
             ? (GListModel *) object
             : NULL;
}

/**
 * yao_client_list_signatures_begin:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * The form of yao_client_list_signatures_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_list_signatures_begin (YaoClient *self, YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_call (self, &list_signatures_class, certificate));
}

/**
 * yao_client_delete_signature_async:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Deletes a version of a handwritten signature. Nothing takes its place. The person is asked for
 * the PIN where it was not proved within the last minutes. Errors: those of
 * yao_client_login_async(), %YAO_ERROR_NOT_FOUND where there is no such version.
 */
void
yao_client_delete_signature_async (YaoClient *self,
                                   YaoCertificate *certificate,
                                   guint version,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  yao_call_start (new_delete_signature_call (self, certificate, version),
                  yao_client_delete_signature_async, cancellable, callback, user_data);
}

/**
 * yao_client_delete_signature_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_delete_signature_async().
 *
 * Returns: %TRUE if it is gone
 */
gboolean
yao_client_delete_signature_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  return yao_call_finish (self, result, yao_client_delete_signature_async, NULL, NULL, error);
}

/**
 * yao_client_delete_signature:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_delete_signature_async().
 *
 * Returns: %TRUE if it is gone
 */
gboolean
yao_client_delete_signature (YaoClient *self,
                             YaoCertificate *certificate,
                             guint version,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  return yao_call_run (new_delete_signature_call (self, certificate, version), cancellable, NULL,
                       NULL, error);
}

/**
 * yao_client_delete_signature_begin:
 * @self: a client
 * @certificate: a certificate of @self
 * @version: a version
 *
 * The form of yao_client_delete_signature_async() that pages bind to.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_delete_signature_begin (YaoClient *self, YaoCertificate *certificate, guint version)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return yao_call_begin (new_delete_signature_call (self, certificate, version));
}
