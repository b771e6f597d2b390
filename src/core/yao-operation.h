/* yao-operation.h: one call on its way, that pages bind to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_OPERATION (yao_operation_get_type ())
G_DECLARE_FINAL_TYPE (YaoOperation, yao_operation, YAO, OPERATION, GObject)

gboolean yao_operation_is_busy (YaoOperation *self);
double yao_operation_get_progress (YaoOperation *self);
const GError *yao_operation_get_error (YaoOperation *self);
gboolean yao_operation_is_cancelled (YaoOperation *self);

GObject *yao_operation_get_result (YaoOperation *self);
gint64 yao_operation_get_number (YaoOperation *self);

void yao_operation_cancel (YaoOperation *self);
GCancellable *yao_operation_get_cancellable (YaoOperation *self);

G_END_DECLS
