/* yao-settings-page.h: what the person may choose
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_SETTINGS_PAGE (yao_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoSettingsPage, yao_settings_page, YAO, SETTINGS_PAGE, YaoPage)

G_END_DECLS
