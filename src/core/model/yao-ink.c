/* yao-ink.c: handwriting: strokes that can be drawn, erased, undone
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink.h"

#include "yao-ink-private.h"

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_IS_EMPTY,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YaoInk, yao_ink, G_TYPE_OBJECT)

/**
 * yao_ink_announce:
 * @self: an ink
 *
 * Tells the others that the strokes are no longer the same.
 */
void
yao_ink_announce (YaoInk *self)
{
  self->n_points = 0;
  for (guint i = 0; i < self->strokes->len; i++)
    self->n_points += yao_ink_stroke_get_n_points (g_ptr_array_index (self->strokes, i));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EMPTY]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * yao_ink_push_edit:
 * @self: an ink
 * @edit: (transfer full): a step that was done
 *
 * Notes a step and tells the others.
 */
void
yao_ink_push_edit (YaoInk *self, YaoInkEdit *edit)
{
  yao_ink_history_push (self->history, edit);
  yao_ink_announce (self);
}

static void
yao_ink_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YaoInk *self = YAO_INK (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, yao_ink_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, yao_ink_can_redo (self));
      break;
    case PROP_IS_EMPTY:
      g_value_set_boolean (value, yao_ink_is_empty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yao_ink_finalize (GObject *object)
{
  YaoInk *self = YAO_INK (object);

  g_clear_pointer (&self->growing, yao_ink_stroke_unref);
  g_clear_pointer (&self->builder, yao_ink_builder_free);
  g_clear_pointer (&self->erasing, yao_ink_edit_free);
  yao_ink_history_free (self->history);
  g_ptr_array_unref (self->strokes);

  G_OBJECT_CLASS (yao_ink_parent_class)->finalize (object);
}

static void
yao_ink_class_init (YaoInkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yao_ink_get_property;
  object_class->finalize = yao_ink_finalize;

  /**
   * YaoInk:can-undo:
   *
   * Whether there is a step to undo.
   */
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);

  /**
   * YaoInk:can-redo:
   *
   * Whether there is a step to do again.
   */
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);

  /**
   * YaoInk:is-empty:
   *
   * Whether there is no stroke.
   */
  properties[PROP_IS_EMPTY] = g_param_spec_boolean ("is-empty", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * YaoInk::changed:
   *
   * The strokes that are done are no longer the same ones. A stroke that grows tells nothing.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YAO_TYPE_INK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
yao_ink_init (YaoInk *self)
{
  self->strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_ink_stroke_unref);
  self->history = yao_ink_history_new ();
}

/**
 * yao_ink_new:
 *
 * Makes an ink without strokes.
 *
 * Returns: (transfer full): the ink
 */
YaoInk *
yao_ink_new (void)
{
  return g_object_new (YAO_TYPE_INK, NULL);
}

/**
 * yao_ink_get_start_time:
 * @self: an ink
 *
 * Returns: when it was begun, milliseconds since 1970, or 0 where nobody knows
 */
gint64
yao_ink_get_start_time (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), 0);

  return self->start_time;
}

/**
 * yao_ink_set_start_time:
 * @self: an ink
 * @unix_ms: when it was begun, milliseconds since 1970, or 0
 *
 * Notes when the ink was begun: the moment from which the times of its points are counted.
 */
void
yao_ink_set_start_time (YaoInk *self, gint64 unix_ms)
{
  g_return_if_fail (YAO_IS_INK (self));

  self->start_time = MAX (unix_ms, 0);
}

/**
 * yao_ink_get_n_strokes:
 * @self: an ink
 *
 * Returns: how many strokes are done
 */
guint
yao_ink_get_n_strokes (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), 0);

  return self->strokes->len;
}

/**
 * yao_ink_get_stroke:
 * @self: an ink
 * @index: which one, less than yao_ink_get_n_strokes()
 *
 * Returns: (transfer none): the stroke; it never changes
 */
YaoInkStroke *
yao_ink_get_stroke (YaoInk *self, guint index)
{
  g_return_val_if_fail (YAO_IS_INK (self) && index < self->strokes->len, NULL);

  return g_ptr_array_index (self->strokes, index);
}

/**
 * yao_ink_get_n_points:
 * @self: an ink
 *
 * Returns: how many points the strokes have that are done
 */
guint
yao_ink_get_n_points (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), 0);

  return self->n_points;
}

/**
 * yao_ink_is_empty:
 * @self: an ink
 *
 * Returns: whether no stroke is done
 */
gboolean
yao_ink_is_empty (YaoInk *self)
{
  g_return_val_if_fail (YAO_IS_INK (self), TRUE);

  return self->strokes->len == 0;
}

/**
 * yao_ink_dup_outlines:
 * @self: an ink
 *
 * Gives what all strokes cover, the first drawn first. An outline is built once for each stroke.
 *
 * Returns: (transfer full) (element-type YaoOutline): the outlines
 */
GPtrArray *
yao_ink_dup_outlines (YaoInk *self)
{
  GPtrArray *outlines;

  g_return_val_if_fail (YAO_IS_INK (self), NULL);

  outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_outline_unref);
  for (guint i = 0; i < self->strokes->len; i++)
    g_ptr_array_add (outlines, yao_ink_stroke_dup_outline (g_ptr_array_index (self->strokes, i)));

  return outlines;
}

/**
 * yao_ink_get_bounds:
 * @self: an ink
 * @box: (out): the smallest box around all that is drawn, the width of the pen included
 *
 * Tells how far the ink reaches.
 *
 * Returns: %FALSE where the ink is empty
 */
gboolean
yao_ink_get_bounds (YaoInk *self, YaoBox *box)
{
  g_autoptr (GPtrArray) outlines = NULL;

  g_return_val_if_fail (YAO_IS_INK (self) && box != NULL, FALSE);

  outlines = yao_ink_dup_outlines (self);
  return yao_outlines_get_bounds (outlines, box);
}

/**
 * yao_ink_equal:
 * @self: an ink
 * @other: another
 *
 * Tells whether two inks were begun at the same time and have the same strokes. What was undone
 * does not count.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_ink_equal (YaoInk *self, YaoInk *other)
{
  g_return_val_if_fail (YAO_IS_INK (self) && YAO_IS_INK (other), FALSE);

  if (self->start_time != other->start_time || self->strokes->len != other->strokes->len)
    return FALSE;
  for (guint i = 0; i < self->strokes->len; i++)
    if (!yao_ink_stroke_equal (g_ptr_array_index (self->strokes, i),
                               g_ptr_array_index (other->strokes, i)))
      return FALSE;

  return TRUE;
}

/**
 * yao_ink_dup_trimmed:
 * @self: an ink
 *
 * Makes an ink of the same strokes whose bounding box begins at the origin. The points are moved by
 * whole units, so nothing is lost; there is no scaling of points at all, for outlines can be drawn
 * at any size. An ink that reaches farther than its limits allow is left where it is.
 *
 * Returns: (transfer full): the new ink, with nothing to undo
 */
YaoInk *
yao_ink_dup_trimmed (YaoInk *self)
{
  YaoInk *trimmed;
  YaoBox box;

  g_return_val_if_fail (YAO_IS_INK (self), NULL);

  trimmed = yao_ink_new ();
  yao_ink_get_bounds (self, &box);
  if (box.right - box.left > YAO_INK_COORDINATE_MAX
      || box.bottom - box.top > YAO_INK_COORDINATE_MAX)
    box.left = box.top = 0;
  trimmed->start_time = self->start_time;
  for (guint i = 0; i < self->strokes->len; i++)
    g_ptr_array_add (
        trimmed->strokes,
        yao_ink_stroke_dup_moved (g_ptr_array_index (self->strokes, i), -box.left, -box.top));
  trimmed->n_points = self->n_points;

  return trimmed;
}
