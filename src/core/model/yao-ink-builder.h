/* yao-ink-builder.h: the outline of a stroke, while it is being drawn and when it is done
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-ink-stroke.h"

G_BEGIN_DECLS

/**
 * YaoInkBuilder:
 *
 * Takes the points of one stroke as they come. Behind the pen the ink settles: what
 * yao_ink_builder_take_settled() gave is drawn once and stays; the last millimetres, the tail, are
 * drawn anew with each point. When the stroke is done, one outline replaces all the parts.
 */
typedef struct _YaoInkBuilder YaoInkBuilder;

YaoInkBuilder *yao_ink_builder_new (const YaoInkPen *pen) G_GNUC_WARN_UNUSED_RESULT;
void yao_ink_builder_free (YaoInkBuilder *self);

void yao_ink_builder_add (YaoInkBuilder *self, const YaoInkPoint *point);
YaoOutline *yao_ink_builder_take_settled (YaoInkBuilder *self) G_GNUC_WARN_UNUSED_RESULT;
YaoOutline *yao_ink_builder_dup_tail (YaoInkBuilder *self) G_GNUC_WARN_UNUSED_RESULT;
YaoOutline *yao_ink_builder_finish (YaoInkBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoInkBuilder, yao_ink_builder_free)

G_END_DECLS
