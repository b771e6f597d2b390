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

G_END_DECLS
