/* yao-ink-history-private.h: what was done to an ink, so that it can be undone
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-ink-stroke.h"

G_BEGIN_DECLS

/* A step: one stroke drawn, or some erased, in the order in which that happened. */
typedef struct _YaoInkEdit YaoInkEdit;

YaoInkEdit *yao_ink_edit_new (gboolean is_drawn) G_GNUC_WARN_UNUSED_RESULT;
void yao_ink_edit_free (YaoInkEdit *self);
void yao_ink_edit_note (YaoInkEdit *self, guint index, YaoInkStroke *stroke);
gboolean yao_ink_edit_is_empty (const YaoInkEdit *self);

/* All steps, those that can be undone and those that can be done again. */
typedef struct _YaoInkHistory YaoInkHistory;

YaoInkHistory *yao_ink_history_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_ink_history_free (YaoInkHistory *self);
void yao_ink_history_push (YaoInkHistory *self, YaoInkEdit *edit);
gboolean yao_ink_history_can_undo (const YaoInkHistory *self);
gboolean yao_ink_history_can_redo (const YaoInkHistory *self);
void yao_ink_history_undo (YaoInkHistory *self, GPtrArray *strokes);
void yao_ink_history_redo (YaoInkHistory *self, GPtrArray *strokes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoInkEdit, yao_ink_edit_free)

G_END_DECLS
