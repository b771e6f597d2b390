/* yao-work.h: work in a thread, its end in the main context
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoWork:
 * @source: the source object of the task
 * @data: the data of the task
 * @cancellable: (nullable): the cancellable of the task
 * @error: return location
 *
 * Does something that takes its time; runs in a thread.
 *
 * Returns: %TRUE if it went well
 */
typedef gboolean (*YaoWork) (gpointer source,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

void yao_work_run (GTask *task, YaoWork work);

G_END_DECLS
