/* yao-ink-drawing.c: drawing in an ink, point by point or stroke by stroke
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-private.h"

#include "yao-error.h"

static gboolean
check_room (YaoInk *self, guint n_points, GError **error)
{
  if (self->strokes->len < YAO_INK_STROKES_MAX
      && (guint64) self->n_points + n_points <= YAO_INK_POINTS_MAX)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "an ink has at most %d strokes and %d points", YAO_INK_STROKES_MAX,
               YAO_INK_POINTS_MAX);
  return FALSE;
}

/* Takes a stroke that is done as the last step. */
static void
take_stroke (YaoInk *self, YaoInkStroke *stroke)
{
  YaoInkEdit *edit = yao_ink_edit_new (TRUE);

  yao_ink_edit_note (edit, self->strokes->len, stroke);
  g_ptr_array_add (self->strokes, stroke);
  yao_ink_push_edit (self, edit);
}

/**
 * yao_ink_begin:
 * @self: an ink in which no stroke is being drawn and nothing erased
 * @pen: what to draw with
 * @error: return location
 *
 * Begins a stroke: the pen touches.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the ink is full or there is no such
 *   pen
 */
gboolean
yao_ink_begin (YaoInk *self, const YaoInkPen *pen, GError **error)
{
  g_return_val_if_fail (YAO_IS_INK (self) && pen != NULL, FALSE);
  g_return_val_if_fail (self->growing == NULL && self->erasing == NULL, FALSE);

  if (!check_room (self, 1, error))
    return FALSE;
  self->growing = yao_ink_stroke_new (pen, error);
  if (self->growing == NULL)
    return FALSE;
  self->builder = yao_ink_builder_new (pen);

  return TRUE;
}

/**
 * yao_ink_extend:
 * @self: an ink in which a stroke is being drawn
 * @point: where the pen is
 * @error: return location
 *
 * Goes on with the stroke.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the stroke or the ink is full or
 *   the point out of range; the stroke is as it was then, and can be finished
 */
gboolean
yao_ink_extend (YaoInk *self, const YaoInkPoint *point, GError **error)
{
  const YaoInkPoint *points;
  guint n_points;

  g_return_val_if_fail (YAO_IS_INK (self) && point != NULL, FALSE);
  g_return_val_if_fail (self->growing != NULL, FALSE);

  if (!check_room (self, yao_ink_stroke_get_n_points (self->growing) + 1, error)
      || !yao_ink_stroke_append (self->growing, point, error))
    return FALSE;
  points = yao_ink_stroke_get_points (self->growing, &n_points);
  yao_ink_builder_add (self->builder, &points[n_points - 1]);

  return TRUE;
}

/**
 * yao_ink_take_settled:
 * @self: an ink in which a stroke is being drawn
 *
 * Gives what is new behind the pen since this was last called, to be drawn once and kept until the
 * stroke is done; see yao_ink_builder_take_settled().
 *
 * Returns: (transfer full) (nullable): the new part, or %NULL
 */
YaoOutline *
yao_ink_take_settled (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self) && self->builder != NULL, NULL);

  return yao_ink_builder_take_settled (self->builder);
}

/**
 * yao_ink_dup_tail:
 * @self: an ink in which a stroke is being drawn
 *
 * Gives what reaches to the pen from what yao_ink_take_settled() gave; it is drawn anew each time.
 *
 * Returns: (transfer full) (nullable): the tail, or %NULL
 */
YaoOutline *
yao_ink_dup_tail (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self) && self->builder != NULL, NULL);

  return yao_ink_builder_dup_tail (self->builder);
}

/**
 * yao_ink_finish:
 * @self: an ink in which a stroke is being drawn
 *
 * Ends the stroke: the pen is lifted. A stroke without points leaves nothing behind.
 */
void
yao_ink_finish (YaoInk *self)
{
  YaoInkStroke *stroke;

  g_return_if_fail (YAO_IS_INK (self) && self->growing != NULL);

  stroke = g_steal_pointer (&self->growing);
  g_clear_pointer (&self->builder, yao_ink_builder_free);
  if (yao_ink_stroke_get_n_points (stroke) > 0)
    take_stroke (self, stroke);
  else
    yao_ink_stroke_unref (stroke);
}

/**
 * yao_ink_cancel:
 * @self: an ink
 *
 * Drops the stroke that is being drawn, if there is one: the touch was that of a palm.
 */
void
yao_ink_cancel (YaoInk *self)
{
  g_return_if_fail (YAO_IS_INK (self));

  g_clear_pointer (&self->growing, yao_ink_stroke_unref);
  g_clear_pointer (&self->builder, yao_ink_builder_free);
}

/**
 * yao_ink_is_drawing:
 * @self: an ink
 *
 * Returns: whether a stroke is being drawn
 */
gboolean
yao_ink_is_drawing (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), FALSE);

  return self->growing != NULL;
}

/**
 * yao_ink_add_stroke:
 * @self: an ink
 * @stroke: a stroke with at least one point, which takes no more
 * @error: return location
 *
 * Adds a whole stroke, as the last step.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the ink is full or the stroke empty
 */
gboolean
yao_ink_add_stroke (YaoInk *self, YaoInkStroke *stroke, GError **error)
{
  guint n_points;

  g_return_val_if_fail (YAO_IS_INK (self) && stroke != NULL, FALSE);
  g_return_val_if_fail (self->growing == NULL && self->erasing == NULL, FALSE);

  n_points = yao_ink_stroke_get_n_points (stroke);
  if (n_points == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a stroke without points");
      return FALSE;
    }
  if (!check_room (self, n_points, error))
    return FALSE;
  take_stroke (self, yao_ink_stroke_ref (stroke));

  return TRUE;
}
