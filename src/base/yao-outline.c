/* yao-outline.c: closed outlines of one colour, what ink is before it becomes a picture
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-outline.h"

#include <string.h>

struct _YaoOutline
{
  guint32 colour;
  guint n_points;
  YaoBox box;
  YaoOutlinePoint points[];
};

G_DEFINE_BOXED_TYPE (YaoOutline, yao_outline, yao_outline_ref, yao_outline_unref)

static YaoBox
measure (const YaoOutlinePoint *points, guint n_points)
{
  YaoBox box = { points[0].x, points[0].y, points[0].x, points[0].y };

  for (guint i = 1; i < n_points; i++)
    {
      box.left = MIN (box.left, points[i].x);
      box.top = MIN (box.top, points[i].y);
      box.right = MAX (box.right, points[i].x);
      box.bottom = MAX (box.bottom, points[i].y);
    }

  return box;
}

/**
 * yao_outline_new:
 * @colour: 0xRRGGBB
 * @points: (array length=n_points): the corners; the last is joined to the first
 * @n_points: how many, at least one
 *
 * Makes an outline from a copy of @points.
 *
 * Returns: (transfer full): the outline
 */
YaoOutline *
yao_outline_new (guint32 colour, const YaoOutlinePoint *points, guint n_points)
{
  YaoOutline *self;

  g_return_val_if_fail (points != NULL && n_points > 0, NULL);

  self = g_atomic_rc_box_alloc (sizeof (YaoOutline) + n_points * sizeof (YaoOutlinePoint));
  self->colour = colour & 0xffffff;
  self->n_points = n_points;
  self->box = measure (points, n_points);
  memcpy (self->points, points, n_points * sizeof (YaoOutlinePoint));

  return self;
}

/**
 * yao_outline_ref:
 * @self: an outline
 *
 * Holds the outline.
 *
 * Returns: (transfer full): @self
 */
YaoOutline *
yao_outline_ref (YaoOutline *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * yao_outline_unref:
 * @self: (transfer full): an outline
 *
 * Lets the outline go.
 */
void
yao_outline_unref (YaoOutline *self)
{
  g_atomic_rc_box_release (self);
}

/**
 * yao_outline_get_colour:
 * @self: an outline
 *
 * Returns: its colour, 0xRRGGBB
 */
guint32
yao_outline_get_colour (const YaoOutline *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->colour;
}

/**
 * yao_outline_get_points:
 * @self: an outline
 * @n_points: (out): how many
 *
 * Returns: (transfer none) (array length=n_points): the corners
 */
const YaoOutlinePoint *
yao_outline_get_points (const YaoOutline *self, guint *n_points)
{
  g_return_val_if_fail (self != NULL && n_points != NULL, NULL);

  *n_points = self->n_points;
  return self->points;
}

/**
 * yao_outline_get_bounds:
 * @self: an outline
 * @box: (out): the smallest box around it
 *
 * Tells how far the outline reaches.
 */
void
yao_outline_get_bounds (const YaoOutline *self, YaoBox *box)
{
  g_return_if_fail (self != NULL && box != NULL);

  *box = self->box;
}

/**
 * yao_outlines_get_bounds:
 * @outlines: (element-type YaoOutline): outlines
 * @box: (out): the smallest box around all of them
 *
 * Tells how far several outlines reach together.
 *
 * Returns: %FALSE where there are none; @box is empty then
 */
gboolean
yao_outlines_get_bounds (GPtrArray *outlines, YaoBox *box)
{
  g_return_val_if_fail (outlines != NULL && box != NULL, FALSE);

  *box = (YaoBox){ 0 };
  for (guint i = 0; i < outlines->len; i++)
    {
      const YaoOutline *outline = g_ptr_array_index (outlines, i);

      if (i == 0)
        *box = outline->box;
      box->left = MIN (box->left, outline->box.left);
      box->top = MIN (box->top, outline->box.top);
      box->right = MAX (box->right, outline->box.right);
      box->bottom = MAX (box->bottom, outline->box.bottom);
    }

  return outlines->len > 0;
}
