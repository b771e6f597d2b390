/* yao-about-page.h: the program and the services
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_ABOUT_PAGE (yao_about_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoAboutPage, yao_about_page, YAO, ABOUT_PAGE, YaoPage)

G_END_DECLS
