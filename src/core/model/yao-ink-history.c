/* yao-ink-history.c: what was done to an ink, so that it can be undone
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-history-private.h"

#define MOST_EDITS 1000    /* older ones are forgotten */
#define MOST_POINTS 400000 /* in all strokes that the edits hold, likewise */

typedef struct
{
  guint index; /* where it stood, or stands */
  YaoInkStroke *stroke;
} Change;

struct _YaoInkEdit
{
  gboolean is_drawn; /* or erased */
  guint n_points;
  GArray *changes; /* Change */
};

struct _YaoInkHistory
{
  GQueue undo; /* YaoInkEdit, the newest at the tail */
  GQueue redo; /* YaoInkEdit, the next at the tail */
  guint n_points;
};

static void
clear_change (gpointer data)
{
  Change *change = data;

  yao_ink_stroke_unref (change->stroke);
}

/**
 * yao_ink_edit_new:
 * @is_drawn: whether strokes are drawn by it, or erased
 *
 * Begins a step.
 *
 * Returns: (transfer full): the step
 */
YaoInkEdit *
yao_ink_edit_new (gboolean is_drawn)
{
  YaoInkEdit *self = g_new0 (YaoInkEdit, 1);

  self->is_drawn = is_drawn;
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, clear_change);

  return self;
}

/**
 * yao_ink_edit_free:
 * @self: (transfer full): a step
 *
 * Forgets the step.
 */
void
yao_ink_edit_free (YaoInkEdit *self)
{
  g_array_unref (self->changes);
  g_free (self);
}

/**
 * yao_ink_edit_note:
 * @self: a step
 * @index: at which place among the strokes
 * @stroke: which stroke was drawn or erased
 *
 * Notes a change as part of the step.
 */
void
yao_ink_edit_note (YaoInkEdit *self, guint index, YaoInkStroke *stroke)
{
  Change change = { index, yao_ink_stroke_ref (stroke) };

  self->n_points += yao_ink_stroke_get_n_points (stroke);
  g_array_append_val (self->changes, change);
}

/**
 * yao_ink_edit_is_empty:
 * @self: a step
 *
 * Returns: whether it changes nothing
 */
gboolean
yao_ink_edit_is_empty (const YaoInkEdit *self)
{
  return self->changes->len == 0;
}

static void
draw_again (const YaoInkEdit *edit, guint i, GPtrArray *strokes)
{
  const Change *change = &g_array_index (edit->changes, Change, i);

  g_ptr_array_insert (strokes, (gint) change->index, yao_ink_stroke_ref (change->stroke));
}

static void
take_away (const YaoInkEdit *edit, guint i, GPtrArray *strokes)
{
  const Change *change = &g_array_index (edit->changes, Change, i);

  g_assert (g_ptr_array_index (strokes, change->index) == change->stroke);
  g_ptr_array_remove_index (strokes, change->index);
}

/**
 * yao_ink_history_new:
 *
 * Begins a history in which nothing has happened.
 *
 * Returns: (transfer full): the history
 */
YaoInkHistory *
yao_ink_history_new (void)
{
  return g_new0 (YaoInkHistory, 1);
}

static void
forget_edit (YaoInkHistory *self, YaoInkEdit *edit)
{
  self->n_points -= edit->n_points;
  yao_ink_edit_free (edit);
}

static void
forget_redo (YaoInkHistory *self)
{
  while (!g_queue_is_empty (&self->redo))
    forget_edit (self, g_queue_pop_tail (&self->redo));
}

/**
 * yao_ink_history_free:
 * @self: (transfer full): a history
 *
 * Forgets everything.
 */
void
yao_ink_history_free (YaoInkHistory *self)
{
  forget_redo (self);
  while (!g_queue_is_empty (&self->undo))
    forget_edit (self, g_queue_pop_tail (&self->undo));
  g_free (self);
}

/**
 * yao_ink_history_push:
 * @self: a history
 * @edit: (transfer full): a step that was done
 *
 * Notes a step. What was undone before can no longer be done again; the oldest steps are forgotten
 * beyond a fixed number.
 */
void
yao_ink_history_push (YaoInkHistory *self, YaoInkEdit *edit)
{
  forget_redo (self);
  g_queue_push_tail (&self->undo, edit);
  self->n_points += edit->n_points;
  while (self->undo.length > 1 && (self->undo.length > MOST_EDITS || self->n_points > MOST_POINTS))
    forget_edit (self, g_queue_pop_head (&self->undo));
}

/**
 * yao_ink_history_can_undo:
 * @self: a history
 *
 * Returns: whether there is a step to undo
 */
gboolean
yao_ink_history_can_undo (const YaoInkHistory *self)
{
  return self->undo.length > 0;
}

/**
 * yao_ink_history_can_redo:
 * @self: a history
 *
 * Returns: whether there is a step to do again
 */
gboolean
yao_ink_history_can_redo (const YaoInkHistory *self)
{
  return self->redo.length > 0;
}

/**
 * yao_ink_history_undo:
 * @self: a history with a step to undo
 * @strokes: (element-type YaoInkStroke): the strokes of the ink
 *
 * Undoes the last step.
 */
void
yao_ink_history_undo (YaoInkHistory *self, GPtrArray *strokes)
{
  YaoInkEdit *edit = g_queue_pop_tail (&self->undo);

  g_assert (edit != NULL);

  for (guint i = edit->changes->len; i > 0; i--)
    if (edit->is_drawn)
      take_away (edit, i - 1, strokes);
    else
      draw_again (edit, i - 1, strokes);
  g_queue_push_tail (&self->redo, edit);
}

/**
 * yao_ink_history_redo:
 * @self: a history with a step to do again
 * @strokes: (element-type YaoInkStroke): the strokes of the ink
 *
 * Does the step again that was undone last.
 */
void
yao_ink_history_redo (YaoInkHistory *self, GPtrArray *strokes)
{
  YaoInkEdit *edit = g_queue_pop_tail (&self->redo);

  g_assert (edit != NULL);

  for (guint i = 0; i < edit->changes->len; i++)
    if (edit->is_drawn)
      draw_again (edit, i, strokes);
    else
      take_away (edit, i, strokes);
  g_queue_push_tail (&self->undo, edit);
}
