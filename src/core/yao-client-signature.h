/* yao-client-signature.h: handwritten signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-client.h"
#include "yao-signature-image.h"

G_BEGIN_DECLS

/* What a service takes at most, in bytes. */
#define YAO_SIGNATURE_FILE_MAX (512 * 1024)

/**
 * YaoSignatureFormat:
 * @YAO_SIGNATURE_INKML: strokes
 * @YAO_SIGNATURE_PNG: a picture
 *
 * What a signature is sent as.
 */
typedef enum
{
  YAO_SIGNATURE_INKML,
  YAO_SIGNATURE_PNG,
} YaoSignatureFormat;

void yao_client_put_signature_async (YaoClient *self,
                                     YaoCertificate *certificate,
                                     YaoSignatureFormat format,
                                     GBytes *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean yao_client_put_signature_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_put_signature (YaoClient *self,
                                   YaoCertificate *certificate,
                                   YaoSignatureFormat format,
                                   GBytes *file,
                                   GCancellable *cancellable,
                                   GError **error);
YaoOperation *yao_client_put_signature_begin (YaoClient *self,
                                              YaoCertificate *certificate,
                                              YaoSignatureFormat format,
                                              GBytes *file) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_get_signature_async (YaoClient *self,
                                     YaoCertificate *certificate,
                                     guint version,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
YaoSignatureImage *yao_client_get_signature_finish (YaoClient *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoSignatureImage *yao_client_get_signature (YaoClient *self,
                                             YaoCertificate *certificate,
                                             guint version,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_get_signature_begin (YaoClient *self,
                                              YaoCertificate *certificate,
                                              guint version) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_list_signatures_async (YaoClient *self,
                                       YaoCertificate *certificate,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GListModel *yao_client_list_signatures_finish (YaoClient *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_list_signatures (YaoClient *self,
                                        YaoCertificate *certificate,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_list_signatures_begin (YaoClient *self, YaoCertificate *certificate)
    G_GNUC_WARN_UNUSED_RESULT;

void yao_client_delete_signature_async (YaoClient *self,
                                        YaoCertificate *certificate,
                                        guint version,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean yao_client_delete_signature_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_delete_signature (YaoClient *self,
                                      YaoCertificate *certificate,
                                      guint version,
                                      GCancellable *cancellable,
                                      GError **error);
YaoOperation *yao_client_delete_signature_begin (YaoClient *self,
                                                 YaoCertificate *certificate,
                                                 guint version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
