/* yao-authorizations-page.h: who may use the certificate in use, and what one applied for
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATIONS_PAGE (yao_authorizations_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationsPage,
                      yao_authorizations_page,
                      YAO,
                      AUTHORIZATIONS_PAGE,
                      YaoPage)

G_END_DECLS
