/* yao-rate-limit.h: how often somebody may ask
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"

G_BEGIN_DECLS

typedef struct _YaoRateLimit YaoRateLimit;

YaoRateLimit *yao_rate_limit_new (YaoClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void yao_rate_limit_free (YaoRateLimit *self);

gboolean yao_rate_limit_take (YaoRateLimit *self,
                              const char *who,
                              guint count,
                              gint64 seconds,
                              gint64 *retry_after);
gsize yao_rate_limit_get_size (YaoRateLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoRateLimit, yao_rate_limit_free)

G_END_DECLS
