/* yao-cli-file.h: the file that -o names
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yao_cli_file_write (const char *path, GBytes *contents, GError **error);

G_END_DECLS
