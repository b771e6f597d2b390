/* yao-key-batch.h: making several keys at once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"

G_BEGIN_DECLS

GPtrArray *yao_key_batch_generate (const YaoKeyAlgorithm *algorithms,
                                   gsize n_algorithms,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
