/* yao-json-private.h: what the files that read JSON share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean yao_json_refuse (const char *name, const char *what, GError **error);
gboolean yao_json_find_member (YaoJson *self,
                               const char *name,
                               gboolean required,
                               JsonNode **node,
                               GError **error);
gboolean yao_json_read_items (JsonNode *node,
                              const char *name,
                              guint max_items,
                              JsonArray **items,
                              GError **error);

G_END_DECLS
