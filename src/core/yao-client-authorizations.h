/* yao-client-authorizations.h: letting others use a certificate, and asking for it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-authorization-result.h"
#include "yao-authorization.h"
#include "yao-client.h"

G_BEGIN_DECLS

/**
 * YaoTerms:
 * @certificate_id: (nullable): which certificate to grant, where the grantor has several
 * @from: from when, in seconds since 1970; 0 leaves it
 * @until: until when; 0 leaves it
 * @uses: how often, up to %YAO_AUTHORIZATION_MAX_USES; 0 leaves it. What was used counts: the uses
 *   that are left grow by as much. Renewing starts anew.
 *
 * What an authorization allows.
 */
typedef struct
{
  const char *certificate_id;
  gint64 from;
  gint64 until;
  gint64 uses;
} YaoTerms;

/**
 * YaoAuthorizationRequest:
 * @grantor: the number of the owner of the certificate
 * @uid: the number of the applicant
 * @name: his name
 * @document_kind: which document
 * @document: its number; yao_document_number_fold() tells whether it can be one
 * @phone: his mobile phone; yao_phone_fold() tells whether it can be one
 * @from: from when, in seconds since 1970
 * @until: until when
 * @uses: how often, up to %YAO_AUTHORIZATION_MAX_USES
 *
 * An application.
 */
typedef struct
{
  const char *grantor;
  const char *uid;
  const char *name;
  YaoDocumentKind document_kind;
  const char *document;
  const char *phone;
  gint64 from;
  gint64 until;
  gint64 uses;
} YaoAuthorizationRequest;

void yao_client_list_authorizations_async (YaoClient *self,
                                           YaoCertificate *certificate,
                                           YaoAuthorizationScope scope,
                                           YaoAuthorizationState state,
                                           const char *search,
                                           YaoAuthorizationSort sort,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GListModel *yao_client_list_authorizations_finish (YaoClient *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_list_authorizations (YaoClient *self,
                                            YaoCertificate *certificate,
                                            YaoAuthorizationScope scope,
                                            YaoAuthorizationState state,
                                            const char *search,
                                            YaoAuthorizationSort sort,
                                            guint limit,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_list_authorizations_begin (YaoClient *self,
                                                    YaoCertificate *certificate,
                                                    YaoAuthorizationScope scope,
                                                    YaoAuthorizationState state,
                                                    const char *search,
                                                    YaoAuthorizationSort sort,
                                                    guint limit) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_get_authorization_async (YaoClient *self,
                                         YaoCertificate *certificate,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
YaoAuthorization *yao_client_get_authorization_finish (YaoClient *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoAuthorization *yao_client_get_authorization (YaoClient *self,
                                                YaoCertificate *certificate,
                                                const char *id,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_get_authorization_begin (YaoClient *self,
                                                  YaoCertificate *certificate,
                                                  const char *id) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_list_authorization_uses_async (YaoClient *self,
                                               YaoCertificate *certificate,
                                               const char *id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GListModel *yao_client_list_authorization_uses_finish (YaoClient *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_list_authorization_uses (YaoClient *self,
                                                YaoCertificate *certificate,
                                                const char *id,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_list_authorization_uses_begin (YaoClient *self,
                                                        YaoCertificate *certificate,
                                                        const char *id) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_change_authorizations_async (YaoClient *self,
                                             YaoCertificate *certificate,
                                             YaoAuthorizationAction action,
                                             GListModel *authorizations,
                                             const YaoTerms *terms,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GListModel *yao_client_change_authorizations_finish (YaoClient *self,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_change_authorizations (YaoClient *self,
                                              YaoCertificate *certificate,
                                              YaoAuthorizationAction action,
                                              GListModel *authorizations,
                                              const YaoTerms *terms,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_change_authorizations_begin (YaoClient *self,
                                                      YaoCertificate *certificate,
                                                      YaoAuthorizationAction action,
                                                      GListModel *authorizations,
                                                      const YaoTerms *terms)
    G_GNUC_WARN_UNUSED_RESULT;

void yao_client_check_grantor_async (YaoClient *self,
                                     YaoCertificate *certificate,
                                     const char *grantor,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean yao_client_check_grantor_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_check_grantor (YaoClient *self,
                                   YaoCertificate *certificate,
                                   const char *grantor,
                                   GCancellable *cancellable,
                                   GError **error);
YaoOperation *yao_client_check_grantor_begin (YaoClient *self,
                                              YaoCertificate *certificate,
                                              const char *grantor) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_apply_for_authorization_async (YaoClient *self,
                                               YaoCertificate *certificate,
                                               const YaoAuthorizationRequest *application,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
YaoAuthorization *yao_client_apply_for_authorization_finish (YaoClient *self,
                                                             GAsyncResult *result,
                                                             GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
YaoAuthorization *yao_client_apply_for_authorization (YaoClient *self,
                                                      YaoCertificate *certificate,
                                                      const YaoAuthorizationRequest *application,
                                                      GCancellable *cancellable,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_apply_for_authorization_begin (YaoClient *self,
                                                        YaoCertificate *certificate,
                                                        const YaoAuthorizationRequest *application)
    G_GNUC_WARN_UNUSED_RESULT;

void yao_client_download_granted_async (YaoClient *self,
                                        YaoService *service,
                                        const char *grantor,
                                        const char *uid,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GListModel *yao_client_download_granted_finish (YaoClient *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_download_granted (YaoClient *self,
                                         YaoService *service,
                                         const char *grantor,
                                         const char *uid,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_download_granted_begin (YaoClient *self,
                                                 YaoService *service,
                                                 const char *grantor,
                                                 const char *uid) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
