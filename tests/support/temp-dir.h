/* temp-dir.h: a directory of a test's own
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *temp_dir_make (void) G_GNUC_WARN_UNUSED_RESULT;
void temp_dir_remove (char *path);

void temp_file_write (const char *dir, const char *name, const char *contents);
char *temp_file_read (const char *dir, const char *name) G_GNUC_WARN_UNUSED_RESULT;
guint temp_dir_count (const char *dir, const char *prefix);

G_END_DECLS
