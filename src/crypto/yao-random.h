/* yao-random.h: random bytes and identifiers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-secret.h"

G_BEGIN_DECLS

void yao_random_fill (gpointer data, gsize size);
GBytes *yao_random_bytes (gsize size) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_random_secret (gsize size) G_GNUC_WARN_UNUSED_RESULT;
char *yao_random_id (gsize bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
