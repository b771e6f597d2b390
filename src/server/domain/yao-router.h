/* yao-router.h: which request is answered by what
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-request.h"

G_BEGIN_DECLS

/**
 * YaoRouteHandler:
 * @installation: the service
 * @request: a request of this route
 * @error: return location
 *
 * Does what a request asks.
 *
 * Returns: (transfer full): the answer, or %NULL with an error, which becomes a problem
 */
typedef YaoResponse *(*YaoRouteHandler) (YaoInstallation *installation,
                                         YaoRequest *request,
                                         GError **error);

YaoResponse *yao_router_handle (YaoInstallation *installation,
                                YaoRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
