/* yao-handlers.h: what the service answers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-router.h"

G_BEGIN_DECLS

YaoResponse *yao_handle_well_known (YaoInstallation *installation,
                                    YaoRequest *request,
                                    GError **error);
YaoResponse *yao_handle_user_certificates (YaoInstallation *installation,
                                           YaoRequest *request,
                                           GError **error);
YaoResponse *yao_handle_ca_chain (YaoInstallation *installation,
                                  YaoRequest *request,
                                  GError **error);
YaoResponse *yao_handle_ca_crl (YaoInstallation *installation, YaoRequest *request, GError **error);

/* Identity */
YaoResponse *yao_handle_login_start (YaoInstallation *installation,
                                     YaoRequest *request,
                                     GError **error);
YaoResponse *yao_handle_login_finish (YaoInstallation *installation,
                                      YaoRequest *request,
                                      GError **error);
YaoResponse *yao_handle_registration_start (YaoInstallation *installation,
                                            YaoRequest *request,
                                            GError **error);
YaoResponse *yao_handle_registration_finish (YaoInstallation *installation,
                                             YaoRequest *request,
                                             GError **error);
YaoResponse *yao_handle_tokens (YaoInstallation *installation, YaoRequest *request, GError **error);
YaoResponse *yao_handle_token_revocation (YaoInstallation *installation,
                                          YaoRequest *request,
                                          GError **error);
YaoResponse *yao_handle_session (YaoInstallation *installation,
                                 YaoRequest *request,
                                 GError **error);
YaoResponse *yao_handle_grant_create (YaoInstallation *installation,
                                      YaoRequest *request,
                                      GError **error);
YaoResponse *yao_handle_grants_delete (YaoInstallation *installation,
                                       YaoRequest *request,
                                       GError **error);
YaoResponse *yao_handle_operation (YaoInstallation *installation,
                                   YaoRequest *request,
                                   GError **error);
YaoResponse *yao_handle_events (YaoInstallation *installation, YaoRequest *request, GError **error);
YaoResponse *yao_handle_notices (YaoInstallation *installation,
                                 YaoRequest *request,
                                 GError **error);
YaoResponse *yao_handle_notice_dismissal (YaoInstallation *installation,
                                          YaoRequest *request,
                                          GError **error);

/* Signing */
YaoResponse *yao_handle_signatures (YaoInstallation *installation,
                                    YaoRequest *request,
                                    GError **error);

/* Handwritten signatures */
YaoResponse *yao_handle_signature_image_put (YaoInstallation *installation,
                                             YaoRequest *request,
                                             GError **error);
YaoResponse *yao_handle_signature_images (YaoInstallation *installation,
                                          YaoRequest *request,
                                          GError **error);
YaoResponse *yao_handle_signature_image (YaoInstallation *installation,
                                         YaoRequest *request,
                                         GError **error);
YaoResponse *yao_handle_signature_ink (YaoInstallation *installation,
                                       YaoRequest *request,
                                       GError **error);
YaoResponse *yao_handle_signature_image_delete (YaoInstallation *installation,
                                                YaoRequest *request,
                                                GError **error);

/* Authorizations */
YaoResponse *yao_handle_authorizations (YaoInstallation *installation,
                                        YaoRequest *request,
                                        GError **error);
YaoResponse *yao_handle_application (YaoInstallation *installation,
                                     YaoRequest *request,
                                     GError **error);
YaoResponse *yao_handle_authorization_check (YaoInstallation *installation,
                                             YaoRequest *request,
                                             GError **error);
YaoResponse *yao_handle_authorization_batch (YaoInstallation *installation,
                                             YaoRequest *request,
                                             GError **error);
YaoResponse *yao_handle_authorization (YaoInstallation *installation,
                                       YaoRequest *request,
                                       GError **error);
YaoResponse *yao_handle_authorization_uses (YaoInstallation *installation,
                                            YaoRequest *request,
                                            GError **error);
YaoResponse *yao_handle_authorization_action (YaoInstallation *installation,
                                              YaoRequest *request,
                                              GError **error);

G_END_DECLS
