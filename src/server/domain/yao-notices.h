/* yao-notices.h: what waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-caller.h"

G_BEGIN_DECLS

/**
 * YaoNoticeSource:
 * @installation: the service
 * @caller: whose notices
 * @notices: (element-type YaoNoticeMessage): where to add them
 * @error: return location
 *
 * Finds the notices of one sort. Whoever adds a sort adds a function to the table in yao-notices.c.
 *
 * Returns: %TRUE if they could be read
 */
typedef gboolean (*YaoNoticeSource) (YaoInstallation *installation,
                                     YaoCaller *caller,
                                     GPtrArray *notices,
                                     GError **error);

GPtrArray *yao_notices_list (YaoInstallation *installation,
                             YaoCaller *caller,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_notices_dismiss (YaoInstallation *installation,
                              YaoCaller *caller,
                              const char *id,
                              GError **error);

G_END_DECLS
