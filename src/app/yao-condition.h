/* yao-condition.h: states that a banner tells of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-banner.h"
#include "yao-session.h"

G_BEGIN_DECLS

/* The person is warned from this many days before the end on. */
#define YAO_CONDITION_SOON_DAYS 30

gboolean yao_condition_tell_certificate (YaoCertificate *certificate,
                                         gint64 now,
                                         YaoBanner *banner);
gboolean yao_condition_tell_session (YaoSession *session, YaoBanner *banner);
gboolean yao_condition_tell_identity (YaoSession *session, YaoBanner *banner);

G_END_DECLS
