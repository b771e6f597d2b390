/* yao-ink-contour.c: the outline around a middle line of changing width
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The contour walks along one side, around the tip, back along the other side, and around the
 * start. Where the line turns too sharply for the inner side to go on forwards, the contour goes
 * through the middle line, as strokers do: then it is the sum of quadrangles and sectors that all
 * turn the same way round, and the non-zero rule fills exactly what the pen has covered, without
 * holes, however the line crosses itself.
 *
 * Arcs are made by halving angles: no sine or cosine, whose last digit differs from one C library
 * to another.
 */

#include "yao-ink-path-private.h"

#include <math.h>

#define TOLERANCE 1       /* how far a chord may be from its arc, thousandths of a millimetre */
#define MOST_HALVINGS 8   /* of an arc */
#define MOST_OF_STEP 0.45 /* how much of a step the inner side may lose at each of its ends */

typedef struct
{
  double x;
  double y;
} Vector;

static Vector
unit (double x, double y)
{
  double length = sqrt (x * x + y * y);

  return length > 0 ? (Vector){ x / length, y / length } : (Vector){ 1, 0 };
}

static double
distance (const YaoInkSample *a, const YaoInkSample *b)
{
  double x = b->x - a->x;
  double y = b->y - a->y;

  return sqrt (x * x + y * y);
}

static double
dot (Vector a, Vector b)
{
  return a.x * b.x + a.y * b.y;
}

static Vector
normal (Vector direction)
{
  return (Vector){ direction.y, -direction.x };
}

static void
emit (GArray *contour, const YaoInkSample *at, Vector away, double radius)
{
  YaoOutlinePoint point = { (gint32) floor (at->x + away.x * radius + 0.5),
                            (gint32) floor (at->y + away.y * radius + 0.5) };

  if (contour->len > 0)
    {
      YaoOutlinePoint last = g_array_index (contour, YaoOutlinePoint, contour->len - 1);

      if (last.x == point.x && last.y == point.y)
        return;
    }
  g_array_append_val (contour, point);
}

/* The points of an arc of less than half a circle, without its ends. */
static void
emit_between (GArray *contour, const YaoInkSample *at, Vector from, Vector to, guint halvings)
{
  Vector middle = unit (from.x + to.x, from.y + to.y);

  if (halvings == 0 || at->radius * (1 - dot (from, middle)) < TOLERANCE)
    return;
  emit_between (contour, at, from, middle, halvings - 1);
  emit (contour, at, middle, at->radius);
  emit_between (contour, at, middle, to, halvings - 1);
}

static void
emit_arc (GArray *contour, const YaoInkSample *at, Vector from, Vector over, Vector to)
{
  emit (contour, at, from, at->radius);
  emit_between (contour, at, from, over, MOST_HALVINGS);
  emit (contour, at, over, at->radius);
  emit_between (contour, at, over, to, MOST_HALVINGS);
  emit (contour, at, to, at->radius);
}

/* Around the end of the line, from its left to its right. */
static void
emit_cap (GArray *contour, const YaoInkSample *at, Vector direction)
{
  Vector left = normal (direction);

  emit_arc (contour, at, left, direction, (Vector){ -left.x, -left.y });
}

/* The left side at a sample between two others. */
static void
emit_joint (GArray *contour,
            const YaoInkSample *before,
            const YaoInkSample *at,
            const YaoInkSample *after)
{
  Vector arrive = unit (at->x - before->x, at->y - before->y);
  Vector leave = unit (after->x - at->x, after->y - at->y);
  Vector arrive_normal = normal (arrive);
  Vector leave_normal = normal (leave);
  double half_sine = sqrt (MAX (1 - dot (arrive, leave), 0) / 2);
  double half_cosine = sqrt (MAX (1 + dot (arrive, leave), 0) / 2);
  double step = MIN (distance (before, at), distance (at, after));
  gboolean is_inner = dot (arrive_normal, leave) > 0;

  if (at->radius * (1 - half_cosine) < TOLERANCE && at->radius * half_sine < MOST_OF_STEP * step)
    {
      Vector between = unit (arrive_normal.x + leave_normal.x, arrive_normal.y + leave_normal.y);

      emit (contour, at, between, at->radius);
    }
  else if (is_inner)
    {
      emit (contour, at, arrive_normal, at->radius);
      emit (contour, at, arrive_normal, 0);
      emit (contour, at, leave_normal, at->radius);
    }
  else
    {
      Vector over = unit (arrive.x - leave.x, arrive.y - leave.y);

      emit_arc (contour, at, arrive_normal, over, leave_normal);
    }
}

static void
emit_dot (GArray *contour, const YaoInkSample *at)
{
  static const Vector ways[] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      emit (contour, at, ways[i], at->radius);
      emit_between (contour, at, ways[i], ways[(i + 1) % G_N_ELEMENTS (ways)], MOST_HALVINGS);
    }
}

static void
emit_sides (GArray *contour, const YaoInkSample *samples, guint n_samples)
{
  const YaoInkSample *last = &samples[n_samples - 1];

  for (guint i = 1; i + 1 < n_samples; i++)
    emit_joint (contour, &samples[i - 1], &samples[i], &samples[i + 1]);
  emit_cap (contour, last, unit (last->x - last[-1].x, last->y - last[-1].y));
  for (guint i = n_samples - 2; i > 0; i--)
    emit_joint (contour, &samples[i + 1], &samples[i], &samples[i - 1]);
  emit_cap (contour, samples, unit (samples[0].x - samples[1].x, samples[0].y - samples[1].y));
}

/**
 * yao_ink_contour_new:
 * @samples: (array length=n_samples): the middle line; no two neighbours are at the same place
 * @n_samples: how many, at least one
 * @colour: 0xRRGGBB
 *
 * Draws the outline around a line; around a single sample, a disc.
 *
 * Returns: (transfer full): the outline
 */
YaoOutline *
yao_ink_contour_new (const YaoInkSample *samples, guint n_samples, guint32 colour)
{
  g_autoptr (GArray) contour = NULL;

  g_assert (samples != NULL && n_samples > 0);

  contour = g_array_sized_new (FALSE, FALSE, sizeof (YaoOutlinePoint), n_samples * 2 + 64);
  if (n_samples == 1)
    emit_dot (contour, samples);
  else
    emit_sides (contour, samples, n_samples);

  return yao_outline_new (colour, (const YaoOutlinePoint *) (gpointer) contour->data, contour->len);
}
