/* yao-ink-builder.c: the outline of a stroke, while it is being drawn and when it is done
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-builder.h"

#include "yao-ink-path-private.h"

#include <math.h>

#define SMALLEST_MOVE 40 /* thousandths of a millimetre; points nearer than that are one knot */

struct _YaoInkBuilder
{
  YaoInkPen pen;
  YaoInkTuning tuning;
  GArray *knots;    /* YaoInkKnot, thinned */
  GArray *smooth;   /* YaoInkSample, the knots that are final */
  GArray *samples;  /* YaoInkSample, the curve through the final knots */
  guint n_steady;   /* how many knots are steadied for good */
  guint n_segments; /* how many segments of the curve are in samples */
  guint n_taken;    /* how many samples are in parts that were taken */

  YaoInkPoint last; /* where the pen is, if that is not a knot */
  gboolean has_last;
};

/**
 * yao_ink_builder_new:
 * @pen: what the stroke is drawn with
 *
 * Starts an outline.
 *
 * Returns: (transfer full): the builder
 */
YaoInkBuilder *
yao_ink_builder_new (const YaoInkPen *pen)
{
  YaoInkBuilder *self;

  g_return_val_if_fail (pen != NULL, NULL);

  self = g_new0 (YaoInkBuilder, 1);
  self->pen = *pen;
  yao_ink_tuning_init (&self->tuning, pen->channels);
  self->knots = g_array_new (FALSE, FALSE, sizeof (YaoInkKnot));
  self->smooth = g_array_new (FALSE, FALSE, sizeof (YaoInkSample));
  self->samples = g_array_new (FALSE, FALSE, sizeof (YaoInkSample));

  return self;
}

/**
 * yao_ink_builder_free:
 * @self: (transfer full): a builder
 *
 * Gives the builder back.
 */
void
yao_ink_builder_free (YaoInkBuilder *self)
{
  g_array_unref (self->knots);
  g_array_unref (self->smooth);
  g_array_unref (self->samples);
  g_free (self);
}

static YaoInkKnot *
get_knot (YaoInkBuilder *self, guint index)
{
  return &g_array_index (self->knots, YaoInkKnot, index);
}

static const YaoInkSample *
get_sample (GArray *samples, gint index)
{
  if (index < 0 || (guint) index >= samples->len)
    return NULL;

  return &g_array_index (samples, YaoInkSample, index);
}

static void
append_knot (YaoInkBuilder *self, const YaoInkPoint *point)
{
  YaoInkKnot knot = { .x = point->x, .y = point->y, .time = point->time };

  if (self->knots->len > 0)
    {
      const YaoInkKnot *before = get_knot (self, self->knots->len - 1);
      double x = knot.x - before->x;
      double y = knot.y - before->y;

      knot.arc = before->arc + sqrt (x * x + y * y);
    }
  g_array_append_val (self->knots, knot);
  yao_ink_knot_weigh (get_knot (self, 0), self->knots->len, self->pen.channels,
                      (double) point->pressure / YAO_INK_PRESSURE_MAX);
}

/* A pen that presses without moving makes its knot wider. */
static void
press_knot (YaoInkBuilder *self, const YaoInkPoint *point)
{
  YaoInkKnot pressed = *get_knot (self, self->knots->len - 1);

  if ((self->pen.channels & YAO_INK_CHANNEL_PRESSURE) == 0)
    return;
  yao_ink_knot_weigh (&pressed, 1, YAO_INK_CHANNEL_PRESSURE,
                      (double) point->pressure / YAO_INK_PRESSURE_MAX);
  get_knot (self, self->knots->len - 1)->factor
      = MAX (get_knot (self, self->knots->len - 1)->factor, pressed.factor);
}

static void
append_smooth (YaoInkBuilder *self, GArray *smooth, guint index, gboolean is_done)
{
  YaoInkSample sample;

  yao_ink_knot_smooth (get_knot (self, 0), self->knots->len, index, &self->tuning, self->pen.width,
                       &sample);
  if (is_done && self->tuning.taper > 0)
    yao_ink_knot_taper (get_knot (self, 0), self->knots->len, index, &self->tuning, &sample);
  g_array_append_val (smooth, sample);
}

/* Appends segment number index of the curve through smooth. */
static void
append_segment (GArray *smooth, gint index, GArray *samples)
{
  if (samples->len == 0)
    g_array_append_vals (samples, get_sample (smooth, index), 1);
  yao_ink_curve_append (get_sample (smooth, index - 1), get_sample (smooth, index),
                        get_sample (smooth, index + 1), get_sample (smooth, index + 2), samples);
}

/* Steadies the knots that the smoothing of others looks at; those near the pen are not final. */
static void
steady (YaoInkBuilder *self)
{
  double end = get_knot (self, self->knots->len - 1)->arc;

  for (guint i = self->n_steady; i < self->knots->len; i++)
    {
      yao_ink_knot_steady (get_knot (self, 0), self->knots->len, i, &self->tuning);
      if (i == self->n_steady && end - get_knot (self, i)->arc > self->tuning.steady_window)
        self->n_steady++;
    }
}

/* Makes final what is far enough behind the pen. A segment needs the knot after its end as well. */
static void
settle (YaoInkBuilder *self)
{
  double end = get_knot (self, self->knots->len - 1)->arc;

  steady (self);
  while (end - get_knot (self, self->smooth->len)->arc > self->tuning.settled_after)
    append_smooth (self, self->smooth, self->smooth->len, FALSE);
  for (; self->n_segments + 2 < self->smooth->len; self->n_segments++)
    append_segment (self->smooth, (gint) self->n_segments, self->samples);
}

/**
 * yao_ink_builder_add:
 * @self: a builder
 * @point: where the pen is
 *
 * Goes on to the next point.
 */
void
yao_ink_builder_add (YaoInkBuilder *self, const YaoInkPoint *point)
{
  g_return_if_fail (self != NULL && point != NULL);

  self->has_last = FALSE;
  if (self->knots->len > 0)
    {
      const YaoInkKnot *knot = get_knot (self, self->knots->len - 1);
      double x = point->x - knot->x;
      double y = point->y - knot->y;

      if (x * x + y * y < SMALLEST_MOVE * SMALLEST_MOVE)
        {
          press_knot (self, point);
          self->has_last = x != 0 || y != 0;
          self->last = *point;
          return;
        }
    }

  append_knot (self, point);
  settle (self);
}

/**
 * yao_ink_builder_take_settled:
 * @self: a builder
 *
 * Gives what has settled since this was last called: it has to be drawn once. It overlaps the part
 * before by a round end, so that no seam shows.
 *
 * Returns: (transfer full) (nullable): the new part, or %NULL where there is none
 */
YaoOutline *
yao_ink_builder_take_settled (YaoInkBuilder *self)
{
  guint from;

  g_return_val_if_fail (self != NULL, NULL);

  from = self->n_taken > 0 ? self->n_taken - 1 : 0;
  if (self->samples->len < from + 2)
    return NULL;
  self->n_taken = self->samples->len;

  return yao_ink_contour_new (get_sample (self->samples, (gint) from), self->samples->len - from,
                              self->pen.colour);
}

/* The curve from the last part that settled to the pen: into samples, which may hold its start. */
static void
append_tail (YaoInkBuilder *self, GArray *samples, gboolean is_done)
{
  guint first = self->n_segments > 0 ? self->n_segments - 1 : 0;
  g_autoptr (GArray) smooth = g_array_new (FALSE, FALSE, sizeof (YaoInkSample));

  steady (self);
  for (guint i = first; i < self->smooth->len; i++)
    g_array_append_val (smooth, g_array_index (self->smooth, YaoInkSample, i));
  for (guint i = self->smooth->len; i < self->knots->len; i++)
    append_smooth (self, smooth, i, is_done);

  if (samples->len == 0)
    g_array_append_val (samples, g_array_index (smooth, YaoInkSample, 0));
  for (guint i = self->n_segments - first; i + 1 < smooth->len; i++)
    append_segment (smooth, (gint) i, samples);
}

/**
 * yao_ink_builder_dup_tail:
 * @self: a builder
 *
 * Gives what reaches from the settled part to the pen: it has to be drawn anew after each point.
 * It is a few millimetres at most, however long the stroke is.
 *
 * Returns: (transfer full) (nullable): the tail, or %NULL as long as there is no point
 */
YaoOutline *
yao_ink_builder_dup_tail (YaoInkBuilder *self)
{
  g_autoptr (GArray) samples = NULL;
  YaoInkKnot first;
  guint n_knots;

  g_return_val_if_fail (self != NULL, NULL);

  n_knots = self->knots->len;
  if (n_knots == 0)
    return NULL;

  first = *get_knot (self, 0);
  samples = g_array_new (FALSE, FALSE, sizeof (YaoInkSample));
  if (self->samples->len > 0)
    g_array_append_vals (samples, get_sample (self->samples, (gint) self->samples->len - 1), 1);
  if (self->has_last)
    append_knot (self, &self->last);
  append_tail (self, samples, FALSE);
  g_array_set_size (self->knots, n_knots);
  *get_knot (self, 0) = first;

  return yao_ink_contour_new (get_sample (samples, 0), samples->len, self->pen.colour);
}

/**
 * yao_ink_builder_finish:
 * @self: a builder, which takes no more points
 *
 * Gives the outline of the whole stroke, in one. It depends on the points alone and not on how
 * often parts were taken.
 *
 * Returns: (transfer full) (nullable): the outline, or %NULL where there was no point
 */
YaoOutline *
yao_ink_builder_finish (YaoInkBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->knots->len == 0)
    return NULL;

  if (self->has_last)
    append_knot (self, &self->last);
  self->has_last = FALSE;
  append_tail (self, self->samples, TRUE);

  return yao_ink_contour_new (get_sample (self->samples, 0), self->samples->len, self->pen.colour);
}
