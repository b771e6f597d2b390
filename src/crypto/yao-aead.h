/* yao-aead.h: sealing with AES-256-GCM
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-secret.h"

G_BEGIN_DECLS

#define YAO_AEAD_KEY_SIZE 32
#define YAO_AEAD_OVERHEAD 28

GBytes *yao_aead_seal (YaoSecret *key, GBytes *aad, gconstpointer plain, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_aead_open (YaoSecret *key, GBytes *aad, GBytes *sealed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
