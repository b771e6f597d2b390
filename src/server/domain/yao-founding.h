/* yao-founding.h: all that a new service needs before the first person comes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

gsize yao_founding_get_key_algorithms (const YaoKeyAlgorithm **algorithms);
gboolean yao_founding_make (YaoInstallation *installation,
                            YaoInstallationKind kind,
                            const char *organisation,
                            const char *address,
                            GPtrArray *keys,
                            gint64 not_before,
                            GError **error);

G_END_DECLS
