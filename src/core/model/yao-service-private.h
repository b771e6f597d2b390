/* yao-service-private.h: how the client keeps a service up to date
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-profile.h"
#include "yao-service.h"

G_BEGIN_DECLS

YaoService *yao_service_new (YaoServiceRecord *record) G_GNUC_WARN_UNUSED_RESULT;
YaoServiceRecord *yao_service_get_record (YaoService *self);
void yao_service_set_record (YaoService *self, YaoServiceRecord *record);

G_END_DECLS
