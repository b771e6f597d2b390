/* yao-change-pin-page.h: another PIN for the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_CHANGE_PIN_PAGE (yao_change_pin_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoChangePinPage, yao_change_pin_page, YAO, CHANGE_PIN_PAGE, YaoPage)

G_END_DECLS
