/* yao-oprf-private.h: the oblivious function under OPAQUE; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_OPRF_POINT_SIZE 32
#define YAO_OPRF_SCALAR_SIZE 32
#define YAO_OPRF_OUTPUT_SIZE 64

void yao_oprf_derive_key_pair (guint8 *scalar, guint8 *point, const guint8 *seed, const char *info);
gboolean yao_oprf_multiply (guint8 *out, const guint8 *scalar, const guint8 *point);
void yao_oprf_reduce (guint8 *scalar, const guint8 *wide);
gboolean yao_oprf_blind (guint8 *out, const guint8 *input, gsize input_size, const guint8 *scalar);
gboolean yao_oprf_finalize (guint8 *out,
                            const guint8 *input,
                            gsize input_size,
                            const guint8 *scalar,
                            const guint8 *evaluated);

G_END_DECLS
