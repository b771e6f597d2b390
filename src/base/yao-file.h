/* yao-file.h: reads with limits, writes that are atomic and durable, locks between processes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *yao_file_read (const char *path, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_file_replace (const char *path, GBytes *contents, int mode, GError **error);
gboolean yao_file_remove (const char *path, GError **error);
char *yao_file_set_aside (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_file_make_dir (const char *path, GError **error);

typedef struct _YaoFileLock YaoFileLock;

YaoFileLock *yao_file_lock (const char *path,
                            gint64 timeout_us,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoFileLock *yao_file_lock_shared (const char *path,
                                   gint64 timeout_us,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_file_lock_free (YaoFileLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoFileLock, yao_file_lock_free)

/**
 * YaoFileHook:
 * @step: "open", "write", "fsync", "rename", "fsync-dir" or "unlink"
 * @path: the file or folder that the step is about to touch
 * @user_data: what was given to yao_file_set_hook()
 *
 * Is called before each durable step; "write" comes once for every 64 KiB.
 *
 * Returns: an errno, to fail the step with, or 0 to go on
 */
typedef int (*YaoFileHook) (const char *step, const char *path, gpointer user_data);

void yao_file_set_hook (YaoFileHook hook, gpointer user_data);

G_END_DECLS
