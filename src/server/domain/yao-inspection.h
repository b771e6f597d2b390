/* yao-inspection.h: whether everything in an installation fits together
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

GPtrArray *yao_inspection_run (YaoInstallation *installation,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
