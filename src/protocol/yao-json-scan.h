/* yao-json-scan.h: a strict look at JSON before it is parsed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_JSON_MAX_DEPTH 32
#define YAO_JSON_MAX_MEMBERS 256
#define YAO_JSON_MAX_NUMBER 64

gboolean yao_json_scan (const char *text, gsize size, GError **error);

G_END_DECLS
