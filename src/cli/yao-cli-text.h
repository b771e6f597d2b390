/* yao-cli-text.h: text for a terminal
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yao_cli_text_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint yao_cli_text_width (const char *text);
char *yao_cli_text_wrap (const char *text, guint width) G_GNUC_WARN_UNUSED_RESULT;
char *yao_cli_text_fill (const char *sentence,
                         const char *name,
                         const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
