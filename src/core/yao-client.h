/* yao-client.h: every operation of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-builtin-service.h"
#include "yao-certificate.h"
#include "yao-clock.h"
#include "yao-enrolment-code.h"
#include "yao-operation.h"
#include "yao-service.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_CLIENT (yao_client_get_type ())
G_DECLARE_FINAL_TYPE (YaoClient, yao_client, YAO, CLIENT, GObject)

YaoClient *yao_client_new (const char *profile_dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_client_get_version (void);
const char *yao_client_get_profile_dir (YaoClient *self);
YaoClock *yao_client_get_clock (YaoClient *self);
const GError *yao_client_get_damage (YaoClient *self);
void yao_client_clear_damage (YaoClient *self);

GListModel *yao_client_list_services (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_list_certificates (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificate *yao_client_get_current (YaoClient *self);
YaoService *yao_client_get_service (YaoClient *self, const char *id);
YaoService *yao_client_get_default_service (YaoClient *self);
YaoCertificate *yao_client_find_certificate (YaoClient *self,
                                             const char *text,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoBuiltinService *yao_client_get_builtin (YaoClient *self);

/**
 * YaoAddFlags:
 * @YAO_ADD_DEFAULT: a code of an unknown signer is accepted and its service marked unverified
 * @YAO_ADD_REQUIRE_TRUSTED: a known signer must vouch for the code, else %YAO_ERROR_UNVERIFIED
 * @YAO_ADD_ALLOW_UNSIGNED: a code without signature, signer or pin is accepted; only after a person
 *   has compared the pin (yao_enrolment_code_dup_pin_text())
 *
 * How much a code must prove.
 */
typedef enum
{
  YAO_ADD_DEFAULT = 0,
  YAO_ADD_REQUIRE_TRUSTED = 1 << 0,
  YAO_ADD_ALLOW_UNSIGNED = 1 << 1
} YaoAddFlags;

void yao_client_add_service_async (YaoClient *self,
                                   YaoEnrolmentCode *code,
                                   YaoAddFlags flags,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
YaoService *yao_client_add_service_finish (YaoClient *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoService *yao_client_add_service (YaoClient *self,
                                    YaoEnrolmentCode *code,
                                    YaoAddFlags flags,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_add_service_begin (YaoClient *self,
                                            YaoEnrolmentCode *code,
                                            YaoAddFlags flags) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_add_builtin_async (YaoClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
YaoService *yao_client_add_builtin_finish (YaoClient *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoService *yao_client_add_builtin (YaoClient *self,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_add_builtin_begin (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_download_async (YaoClient *self,
                                YaoService *service,
                                const char *uid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GListModel *yao_client_download_finish (YaoClient *self,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_download (YaoClient *self,
                                 YaoService *service,
                                 const char *uid,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_download_begin (YaoClient *self,
                                         YaoService *service,
                                         const char *uid) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_refresh_async (YaoClient *self,
                               YaoCertificate *certificate,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
int yao_client_refresh_finish (YaoClient *self, GAsyncResult *result, GError **error);
int yao_client_refresh (YaoClient *self,
                        YaoCertificate *certificate,
                        GCancellable *cancellable,
                        GError **error);
YaoOperation *yao_client_refresh_begin (YaoClient *self,
                                        YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_use_async (YaoClient *self,
                           YaoCertificate *certificate,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yao_client_use_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_use (YaoClient *self,
                         YaoCertificate *certificate,
                         GCancellable *cancellable,
                         GError **error);
YaoOperation *yao_client_use_begin (YaoClient *self,
                                    YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_delete_async (YaoClient *self,
                              YaoCertificate *certificate,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean yao_client_delete_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_delete (YaoClient *self,
                            YaoCertificate *certificate,
                            GCancellable *cancellable,
                            GError **error);
YaoOperation *yao_client_delete_begin (YaoClient *self,
                                       YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_remove_service_async (YaoClient *self,
                                      YaoService *service,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_client_remove_service_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_remove_service (YaoClient *self,
                                    YaoService *service,
                                    GCancellable *cancellable,
                                    GError **error);
YaoOperation *yao_client_remove_service_begin (YaoClient *self,
                                               YaoService *service) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_check_connection_async (YaoClient *self,
                                        YaoService *service,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gint64 yao_client_check_connection_finish (YaoClient *self, GAsyncResult *result, GError **error);
gint64 yao_client_check_connection (YaoClient *self,
                                    YaoService *service,
                                    GCancellable *cancellable,
                                    GError **error);
YaoOperation *yao_client_check_connection_begin (YaoClient *self,
                                                 YaoService *service) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
