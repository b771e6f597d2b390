/* yao-client-identity.h: signing in, and the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-client.h"
#include "yao-event.h"
#include "yao-identity-request.h"
#include "yao-keyring-state.h"
#include "yao-pin-status.h"

G_BEGIN_DECLS

/**
 * YaoIdentityHandler:
 * @client: a client
 * @request: what is asked
 * @user_data: what was given to yao_client_set_identity_handler()
 *
 * Asks a person for the PIN.
 *
 * For an operation that was started with `_async` or `_begin` it is called once, in the main
 * context: it shows the request, returns, and the answer comes later. For a blocking one it is
 * called for each try, in the thread of the operation, and gives its answer before it returns.
 *
 * Returns: %FALSE if there is nobody to ask; the operation then ends with the error of the last
 *   try, or with %YAO_ERROR_IDENTITY_REQUIRED
 */
typedef gboolean (*YaoIdentityHandler) (YaoClient *client,
                                        YaoIdentityRequest *request,
                                        gpointer user_data);

void yao_client_set_identity_handler (YaoClient *self,
                                      YaoIdentityHandler handler,
                                      gpointer user_data,
                                      GDestroyNotify destroy);
gboolean yao_client_is_signed_in (YaoClient *self, YaoCertificate *certificate);

void yao_client_login_async (YaoClient *self,
                             YaoCertificate *certificate,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
YaoPinStatus *yao_client_login_finish (YaoClient *self,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoPinStatus *yao_client_login (YaoClient *self,
                                YaoCertificate *certificate,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_login_begin (YaoClient *self,
                                      YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_check_identity_async (YaoClient *self,
                                      YaoCertificate *certificate,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_client_check_identity_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_check_identity (YaoClient *self,
                                    YaoCertificate *certificate,
                                    GCancellable *cancellable,
                                    GError **error);
YaoOperation *yao_client_check_identity_begin (YaoClient *self, YaoCertificate *certificate)
    G_GNUC_WARN_UNUSED_RESULT;

void yao_client_logout_async (YaoClient *self,
                              YaoCertificate *certificate,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean yao_client_logout_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_logout (YaoClient *self,
                            YaoCertificate *certificate,
                            GCancellable *cancellable,
                            GError **error);
YaoOperation *yao_client_logout_begin (YaoClient *self,
                                       YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_change_pin_async (YaoClient *self,
                                  YaoCertificate *certificate,
                                  YaoSecret *old_pin,
                                  YaoSecret *new_pin,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean yao_client_change_pin_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_change_pin (YaoClient *self,
                                YaoCertificate *certificate,
                                YaoSecret *old_pin,
                                YaoSecret *new_pin,
                                GCancellable *cancellable,
                                GError **error);
YaoOperation *yao_client_change_pin_begin (YaoClient *self,
                                           YaoCertificate *certificate,
                                           YaoSecret *old_pin,
                                           YaoSecret *new_pin) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_pin_status_async (YaoClient *self,
                                  YaoCertificate *certificate,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
YaoPinStatus *yao_client_pin_status_finish (YaoClient *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoPinStatus *yao_client_pin_status (YaoClient *self,
                                     YaoCertificate *certificate,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_pin_status_begin (YaoClient *self,
                                           YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_forget_pin_async (YaoClient *self,
                                  YaoCertificate *certificate,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean yao_client_forget_pin_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_forget_pin (YaoClient *self,
                                YaoCertificate *certificate,
                                GCancellable *cancellable,
                                GError **error);
YaoOperation *yao_client_forget_pin_begin (YaoClient *self,
                                           YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

#define YAO_UNLOCK_MIN_SECONDS 60
#define YAO_UNLOCK_MAX_SECONDS 28800

void yao_client_remember_unlock_async (YaoClient *self,
                                       YaoCertificate *certificate,
                                       guint seconds,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean yao_client_remember_unlock_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_remember_unlock (YaoClient *self,
                                     YaoCertificate *certificate,
                                     guint seconds,
                                     GCancellable *cancellable,
                                     GError **error);
YaoOperation *yao_client_remember_unlock_begin (YaoClient *self,
                                                YaoCertificate *certificate,
                                                guint seconds) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_list_events_async (YaoClient *self,
                                   YaoCertificate *certificate,
                                   gint64 after,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GListModel *yao_client_list_events_finish (YaoClient *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_client_list_events (YaoClient *self,
                                    YaoCertificate *certificate,
                                    gint64 after,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_list_events_begin (YaoClient *self,
                                            YaoCertificate *certificate,
                                            gint64 after) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_check_keyring_async (YaoClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean yao_client_check_keyring_finish (YaoClient *self,
                                          GAsyncResult *result,
                                          YaoKeyringState *state,
                                          GError **error);
gboolean yao_client_check_keyring (YaoClient *self,
                                   YaoKeyringState *state,
                                   GCancellable *cancellable,
                                   GError **error);
YaoOperation *yao_client_check_keyring_begin (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;

void yao_client_unlock_keyring_async (YaoClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_client_unlock_keyring_finish (YaoClient *self, GAsyncResult *result, GError **error);
gboolean yao_client_unlock_keyring (YaoClient *self, GCancellable *cancellable, GError **error);
YaoOperation *yao_client_unlock_keyring_begin (YaoClient *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
