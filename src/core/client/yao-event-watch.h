/* yao-event-watch.h: a thread that hears of what happens to an account
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account.h"
#include "yao-client-private.h"

G_BEGIN_DECLS

typedef struct _YaoEventWatch YaoEventWatch;

/**
 * YaoEventWatchNews:
 * @events: (nullable) (element-type YaoEvent): what happened
 * @notices: (nullable) (element-type YaoNotice): what waits now, or %NULL where it is not known
 * @is_over: whether nobody is signed in any more
 * @user_data: what was given to yao_event_watch_start()
 *
 * Takes what came, in the main context.
 */
typedef void (*YaoEventWatchNews) (GPtrArray *events,
                                   GPtrArray *notices,
                                   gboolean is_over,
                                   gpointer user_data);

YaoEventWatch *yao_event_watch_start (YaoClient *client,
                                      YaoAccount *account,
                                      YaoEventWatchNews news,
                                      gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void yao_event_watch_cancel (YaoEventWatch *self);
void yao_event_watch_free (YaoEventWatch *self);

YaoAccount *yao_event_watch_get_account (YaoEventWatch *self);
gboolean yao_event_watch_is_cancelled (YaoEventWatch *self);
gboolean yao_event_watch_is_over (YaoEventWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoEventWatch, yao_event_watch_free)

G_END_DECLS
