/* yao-deadline.h: a cancellable that falls at a set time
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YaoDeadline YaoDeadline;

YaoDeadline *yao_deadline_new (gint64 timeout_us, GCancellable *parent) G_GNUC_WARN_UNUSED_RESULT;
void yao_deadline_free (YaoDeadline *self);

GCancellable *yao_deadline_get_cancellable (YaoDeadline *self);
gboolean yao_deadline_is_over (YaoDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoDeadline, yao_deadline_free)

G_END_DECLS
