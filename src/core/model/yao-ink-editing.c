/* yao-ink-editing.c: erasing, undoing and doing again
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-private.h"

/**
 * yao_ink_begin_erasing:
 * @self: an ink in which no stroke is being drawn
 *
 * Puts the eraser down. Until yao_ink_end_erasing() all that it takes is one step.
 */
void
yao_ink_begin_erasing (YaoInk *self)
{
  g_return_if_fail (YAO_IS_INK (self));
  g_return_if_fail (self->growing == NULL && self->erasing == NULL);

  self->erasing = yao_ink_edit_new (FALSE);
}

static void
erase_stroke (YaoInk *self, YaoInkEdit *edit, guint index)
{
  yao_ink_edit_note (edit, index, g_ptr_array_index (self->strokes, index));
  g_ptr_array_remove_index (self->strokes, index);
}

/**
 * yao_ink_erase:
 * @self: an ink whose eraser is down
 * @from: where the eraser was
 * @to: where it is now
 * @radius: how far it reaches, thousandths of a millimetre
 *
 * Takes away each stroke that the eraser has touched on its way.
 *
 * Returns: how many strokes it took
 */
guint
yao_ink_erase (YaoInk *self, const YaoOutlinePoint *from, const YaoOutlinePoint *to, guint radius)
{
  guint n_taken = 0;

  g_return_val_if_fail (YAO_IS_INK (self) && from != NULL && to != NULL, 0);
  g_return_val_if_fail (self->erasing != NULL, 0);

  for (guint i = self->strokes->len; i > 0; i--)
    if (yao_ink_stroke_is_touched (g_ptr_array_index (self->strokes, i - 1), from, to, radius))
      {
        erase_stroke (self, self->erasing, i - 1);
        n_taken++;
      }
  if (n_taken > 0)
    yao_ink_announce (self);

  return n_taken;
}

/**
 * yao_ink_end_erasing:
 * @self: an ink whose eraser is down
 *
 * Lifts the eraser.
 */
void
yao_ink_end_erasing (YaoInk *self)
{
  g_autoptr (YaoInkEdit) edit = NULL;

  g_return_if_fail (YAO_IS_INK (self) && self->erasing != NULL);

  edit = g_steal_pointer (&self->erasing);
  if (!yao_ink_edit_is_empty (edit))
    yao_ink_push_edit (self, g_steal_pointer (&edit));
}

/**
 * yao_ink_clear:
 * @self: an ink in which nothing is being erased
 *
 * Takes all strokes away; it can be undone. A stroke that is being drawn is dropped.
 */
void
yao_ink_clear (YaoInk *self)
{
  YaoInkEdit *edit;

  g_return_if_fail (YAO_IS_INK (self) && self->erasing == NULL);

  yao_ink_cancel (self);
  if (self->strokes->len == 0)
    return;

  edit = yao_ink_edit_new (FALSE);
  for (guint i = self->strokes->len; i > 0; i--)
    erase_stroke (self, edit, i - 1);
  yao_ink_push_edit (self, edit);
}

/**
 * yao_ink_can_undo:
 * @self: an ink
 *
 * Returns: whether there is a step to undo
 */
gboolean
yao_ink_can_undo (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), FALSE);

  return yao_ink_history_can_undo (self->history);
}

/**
 * yao_ink_can_redo:
 * @self: an ink
 *
 * Returns: whether there is a step to do again
 */
gboolean
yao_ink_can_redo (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), FALSE);

  return yao_ink_history_can_redo (self->history);
}

/* Undo waits for the pen or the eraser to be lifted. */
static gboolean
is_idle (YaoInk *self)
{
  return self->growing == NULL && self->erasing == NULL;
}

/**
 * yao_ink_undo:
 * @self: an ink
 *
 * Undoes the last step, if there is one and neither pen nor eraser is down.
 */
void
yao_ink_undo (YaoInk *self)
{
  g_return_if_fail (YAO_IS_INK (self));

  if (!is_idle (self) || !yao_ink_can_undo (self))
    return;
  yao_ink_history_undo (self->history, self->strokes);
  yao_ink_announce (self);
}

/**
 * yao_ink_redo:
 * @self: an ink
 *
 * Does the step again that was undone last, if there is one and neither pen nor eraser is down.
 */
void
yao_ink_redo (YaoInk *self)
{
  g_return_if_fail (YAO_IS_INK (self));

  if (!is_idle (self) || !yao_ink_can_redo (self))
    return;
  yao_ink_history_redo (self->history, self->strokes);
  yao_ink_announce (self);
}

/**
 * yao_ink_forget_steps:
 * @self: an ink in which nothing is being drawn or erased
 *
 * Forgets what was done: an ink that was just read has nothing to undo.
 */
void
yao_ink_forget_steps (YaoInk *self)
{
  g_return_if_fail (YAO_IS_INK (self) && is_idle (self));

  yao_ink_history_free (self->history);
  self->history = yao_ink_history_new ();
  yao_ink_announce (self);
}
