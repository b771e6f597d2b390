/* yao-sign-files-page.h: signing files, and looking at signatures of files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_SIGN_FILES_PAGE (yao_sign_files_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoSignFilesPage, yao_sign_files_page, YAO, SIGN_FILES_PAGE, YaoPage)

void yao_sign_files_page_take (YaoSignFilesPage *self, GFile *file);
guint yao_sign_files_page_count_signed (YaoSignFilesPage *self);

G_END_DECLS
