/* yao-backup.h: keeping a copy, and going back to one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

gboolean yao_backup_write (YaoInstallation *installation, const char *path, GError **error);
gboolean yao_backup_restore (const char *folder,
                             const char *path,
                             const char *master_key,
                             YaoClock *clock,
                             GError **error);

G_END_DECLS
