/* yao-main-page.h: the main screen: the certificate in use and the functions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_MAIN_PAGE (yao_main_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoMainPage, yao_main_page, YAO, MAIN_PAGE, YaoPage)

void yao_main_page_show_function (YaoMainPage *self, const char *name);

G_END_DECLS
