/* yao-idempotency.h: requests that may be sent again and are done once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-caller.h"
#include "yao-router.h"

G_BEGIN_DECLS

YaoResponse *yao_idempotency_handle (YaoInstallation *installation,
                                     YaoRequest *request,
                                     YaoRouteHandler handler,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
