/* yao-ink.h: handwriting: strokes that can be drawn, erased, undone
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-ink-stroke.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_INK_STROKES_MAX 2000  /* in one ink */
#define YAO_INK_POINTS_MAX 100000 /* in one ink */

#define YAO_TYPE_INK (yao_ink_get_type ())
G_DECLARE_FINAL_TYPE (YaoInk, yao_ink, YAO, INK, GObject)

YaoInk *yao_ink_new (void) G_GNUC_WARN_UNUSED_RESULT;

gint64 yao_ink_get_start_time (YaoInk *self);
void yao_ink_set_start_time (YaoInk *self, gint64 unix_ms);

guint yao_ink_get_n_strokes (YaoInk *self);
YaoInkStroke *yao_ink_get_stroke (YaoInk *self, guint index);
guint yao_ink_get_n_points (YaoInk *self);
gboolean yao_ink_is_empty (YaoInk *self);
gboolean yao_ink_get_bounds (YaoInk *self, YaoBox *box);
GPtrArray *yao_ink_dup_outlines (YaoInk *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_ink_equal (YaoInk *self, YaoInk *other);

gboolean yao_ink_begin (YaoInk *self, const YaoInkPen *pen, GError **error);
gboolean yao_ink_extend (YaoInk *self, const YaoInkPoint *point, GError **error);
YaoOutline *yao_ink_take_settled (YaoInk *self) G_GNUC_WARN_UNUSED_RESULT;
YaoOutline *yao_ink_dup_tail (YaoInk *self) G_GNUC_WARN_UNUSED_RESULT;
void yao_ink_finish (YaoInk *self);
void yao_ink_cancel (YaoInk *self);
gboolean yao_ink_is_drawing (YaoInk *self);
gboolean yao_ink_add_stroke (YaoInk *self, YaoInkStroke *stroke, GError **error);

void yao_ink_begin_erasing (YaoInk *self);
guint yao_ink_erase (YaoInk *self,
                     const YaoOutlinePoint *from,
                     const YaoOutlinePoint *to,
                     guint radius);
void yao_ink_end_erasing (YaoInk *self);
void yao_ink_clear (YaoInk *self);

gboolean yao_ink_can_undo (YaoInk *self);
gboolean yao_ink_can_redo (YaoInk *self);
void yao_ink_undo (YaoInk *self);
void yao_ink_redo (YaoInk *self);
void yao_ink_forget_steps (YaoInk *self);

YaoInk *yao_ink_dup_trimmed (YaoInk *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
