/* yao-text.h: which characters may stand in a line that people read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yao_text_is_plain (const char *text);
char *yao_text_shorten (const char *text, gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
