/* yao-operation-private.h: how the client drives an operation
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-operation.h"

G_BEGIN_DECLS

YaoOperation *yao_operation_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_operation_set_progress (YaoOperation *self, double progress);
void yao_operation_return_object (YaoOperation *self, GObject *result);
void yao_operation_return_number (YaoOperation *self, gint64 number);
void yao_operation_return_error (YaoOperation *self, GError *error);

G_END_DECLS
