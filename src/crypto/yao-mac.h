/* yao-mac.h: authentication codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-secret.h"

G_BEGIN_DECLS

#define YAO_MAC_SHA256_SIZE 32

GBytes *yao_mac_sha256 (YaoSecret *key, gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_mac_equal (gconstpointer a, gconstpointer b, gsize size);

G_END_DECLS
