/* yao-builtin-process.h: one run of the demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoBuiltinReady:
 * @address: where the service answers
 * @init: its initialisation code
 *
 * What a service says when it is ready.
 */
typedef struct
{
  char *address;
  char *init;
} YaoBuiltinReady;

void yao_builtin_ready_free (YaoBuiltinReady *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoBuiltinReady, yao_builtin_ready_free)

char *yao_builtin_find_program (void) G_GNUC_WARN_UNUSED_RESULT;
YaoFileLock *yao_builtin_join (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoFileLock *yao_builtin_lock_start (const char *dir,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_builtin_is_used (const char *dir);
gboolean yao_builtin_is_held (const char *dir);
YaoBuiltinReady *yao_builtin_attach (const char *dir,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoBuiltinReady *yao_builtin_read_ready (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GSubprocess *yao_builtin_spawn (const char *dir,
                                YaoBuiltinReady **ready,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_builtin_end (GSubprocess *child, const char *dir);
void yao_builtin_kill (GSubprocess *child);
gboolean yao_builtin_erase (const char *dir, GError **error);

G_END_DECLS
