/* yao-chain.h: from a certificate up to a root
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_CHAIN_MAX_DEPTH 8

gboolean yao_chain_verify (GBytes *leaf,
                           GPtrArray *intermediates,
                           GPtrArray *roots,
                           gint64 at_unix,
                           GError **error);
GPtrArray *yao_chain_build (GBytes *leaf,
                            GPtrArray *pool,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
