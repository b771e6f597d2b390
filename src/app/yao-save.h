/* yao-save.h: asks where a file goes and writes it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

void yao_save_ask (YaoPage *page, const char *title, const char *name, GBytes *file);

G_END_DECLS
