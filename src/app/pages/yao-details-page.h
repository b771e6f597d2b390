/* yao-details-page.h: every field of the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_DETAILS_PAGE (yao_details_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoDetailsPage, yao_details_page, YAO, DETAILS_PAGE, YaoPage)

G_END_DECLS
