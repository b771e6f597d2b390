/* yao-requests-page.h: what waits for the person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_REQUESTS_PAGE (yao_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoRequestsPage, yao_requests_page, YAO, REQUESTS_PAGE, YaoPage)

G_END_DECLS
