/* yao-switch-page.h: the certificates on this device, to choose one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_SWITCH_PAGE (yao_switch_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoSwitchPage, yao_switch_page, YAO, SWITCH_PAGE, YaoPage)

G_END_DECLS
