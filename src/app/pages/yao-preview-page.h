/* yao-preview-page.h: the signature as it will look
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_PREVIEW_PAGE (yao_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoPreviewPage, yao_preview_page, YAO, PREVIEW_PAGE, YaoPage)

G_END_DECLS
