/* yao-authorization-page.h: one authorization, its fields, actions and uses
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_AUTHORIZATION_PAGE (yao_authorization_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoAuthorizationPage,
                      yao_authorization_page,
                      YAO,
                      AUTHORIZATION_PAGE,
                      YaoPage)

G_END_DECLS
