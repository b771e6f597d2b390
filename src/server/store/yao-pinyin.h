/* yao-pinyin.h: the initials of a name
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yao_pinyin_initials (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
