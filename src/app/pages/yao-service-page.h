/* yao-service-page.h: one certificate service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_SERVICE_PAGE (yao_service_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoServicePage, yao_service_page, YAO, SERVICE_PAGE, YaoPage)

G_END_DECLS
