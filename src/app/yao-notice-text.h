/* yao-notice-text.h: what a notice says, and what to do about it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

const char *yao_notice_text_get_title (const char *kind);
const char *yao_notice_text_get_icon (const char *kind);
char *yao_notice_text_dup_body (YaoNotice *notice) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_notice_text_get_button (const char *kind);
const char *yao_notice_text_get_action (const char *kind);

G_END_DECLS
