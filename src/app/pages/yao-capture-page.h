/* yao-capture-page.h: writes a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_CAPTURE_PAGE (yao_capture_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoCapturePage, yao_capture_page, YAO, CAPTURE_PAGE, YaoPage)

void yao_capture_page_import (YaoCapturePage *self, GFile *file);

G_END_DECLS
