/* yao-builtin-watch.h: what happens when the demonstration service ends by itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A service that dies this often within a minute is not started again. */
#define YAO_BUILTIN_MAX_RESTARTS 5

/**
 * YaoBuiltinRestarts:
 * @times: when the service was started again, on the monotonic clock
 * @count: how many of them there are
 *
 * The restarts of the last minute. All zeros is a service that was never started again.
 */
typedef struct
{
  gint64 times[YAO_BUILTIN_MAX_RESTARTS];
  guint count;
} YaoBuiltinRestarts;

/**
 * YaoBuiltinEnded:
 * @owner: who watches
 * @child: what has ended
 *
 * Called in the main context that was given to yao_builtin_watch().
 */
typedef void (*YaoBuiltinEnded) (gpointer owner, GSubprocess *child);

guint yao_builtin_count_restart (YaoBuiltinRestarts *self, gint64 now_us);
void yao_builtin_watch (GSubprocess *child,
                        GMainContext *context,
                        GObject *owner,
                        YaoBuiltinEnded ended);

G_END_DECLS
