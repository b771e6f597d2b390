/* yao-apply-page.h: asks an owner to let somebody use his certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_APPLY_PAGE (yao_apply_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoApplyPage, yao_apply_page, YAO, APPLY_PAGE, YaoPage)

G_END_DECLS
