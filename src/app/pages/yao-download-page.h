/* yao-download-page.h: from a number to a certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_DOWNLOAD_PAGE (yao_download_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoDownloadPage, yao_download_page, YAO, DOWNLOAD_PAGE, YaoPage)

void yao_download_page_use_code (YaoDownloadPage *self);
void yao_download_page_try_demo (YaoDownloadPage *self);
void yao_download_page_set_uid (YaoDownloadPage *self, const char *uid);
void yao_download_page_set_capture (YaoDownloadPage *self, gboolean goes_on);

G_END_DECLS
