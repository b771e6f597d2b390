/* yao-pin-text.h: what speaks against a PIN, in words
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

const char *yao_pin_text_get_reason (YaoPinRules rules);
char *yao_pin_text_dup_tries (int tries) G_GNUC_WARN_UNUSED_RESULT;
char *yao_pin_text_dup_wait (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *yao_pin_text_join (const char *const *sentences) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
