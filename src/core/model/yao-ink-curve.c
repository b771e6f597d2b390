/* yao-ink-curve.c: a curve through the knots
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Centripetal Catmull-Rom (C. Yuksel, S. Schaefer, J. Keyser, "Parameterization and Applications of
 * Catmull-Rom Curves", CAD 43, 2011): it goes through every knot and makes neither cusps nor loops
 * between them. Place and width run along the same curve. The number of steps is that of Wang's
 * formula, so that no chord is farther from its curve than a fixed tolerance.
 */

#include "yao-ink-path-private.h"

#include <math.h>

#define TOLERANCE 0.4      /* thousandths of a millimetre */
#define MOST_STEPS 4096    /* in one segment */
#define SMALLEST_STEP 4    /* samples nearer than this are one */
#define SMALLEST_ROOT 1e-3 /* of a distance, against division by nothing */

/* One coordinate of a cubic Bezier curve. */
typedef struct
{
  double control[4];
} Cubic;

static double
root_of_distance (const YaoInkSample *a, const YaoInkSample *b)
{
  double x = b->x - a->x;
  double y = b->y - a->y;

  return MAX (sqrt (sqrt (x * x + y * y)), SMALLEST_ROOT);
}

/* The four knots' values of one coordinate and the three roots of their distances. */
static Cubic
make_cubic (const double *value, const double *root)
{
  double first = (value[1] - value[0]) / root[0];
  double middle = (value[2] - value[1]) / root[1];
  double last = (value[3] - value[2]) / root[2];
  double leave = first - (value[2] - value[0]) / (root[0] + root[1]) + middle;
  double arrive = middle - (value[3] - value[1]) / (root[1] + root[2]) + last;

  return (Cubic){ { value[1], value[1] + leave * root[1] / 3, value[2] - arrive * root[1] / 3,
                    value[2] } };
}

static double
evaluate (const Cubic *cubic, double t)
{
  double s = 1 - t;

  return s * s * s * cubic->control[0] + 3 * s * s * t * cubic->control[1]
         + 3 * s * t * t * cubic->control[2] + t * t * t * cubic->control[3];
}

static double
measure_bend (const Cubic *x, const Cubic *y, guint i)
{
  double bend_x = x->control[i] - 2 * x->control[i + 1] + x->control[i + 2];
  double bend_y = y->control[i] - 2 * y->control[i + 1] + y->control[i + 2];

  return sqrt (bend_x * bend_x + bend_y * bend_y);
}

static guint
count_steps (const Cubic *x, const Cubic *y, const Cubic *radius)
{
  double bend = MAX (measure_bend (x, y, 0), measure_bend (x, y, 1));
  double swell = MAX (fabs (radius->control[0] - 2 * radius->control[1] + radius->control[2]),
                      fabs (radius->control[1] - 2 * radius->control[2] + radius->control[3]));
  double steps = ceil (sqrt (0.75 * MAX (bend, swell) / TOLERANCE));

  return (guint) CLAMP (steps, 1, MOST_STEPS);
}

static void
append_sample (GArray *samples, double x, double y, double radius)
{
  YaoInkSample sample = { x, y, radius };

  if (samples->len > 0)
    {
      const YaoInkSample *last = &g_array_index (samples, YaoInkSample, samples->len - 1);
      double dx = x - last->x;
      double dy = y - last->y;

      if (dx * dx + dy * dy < SMALLEST_STEP * SMALLEST_STEP)
        return;
    }
  g_array_append_val (samples, sample);
}

/**
 * yao_ink_curve_append:
 * @before: (nullable): the knot before @from, where there is one
 * @from: where the segment begins; the samples hold it already
 * @to: where it ends
 * @after: (nullable): the knot after @to, where there is one
 * @samples: (element-type YaoInkSample): takes the samples of the segment
 *
 * Walks along the curve between two knots.
 */
void
yao_ink_curve_append (const YaoInkSample *before,
                      const YaoInkSample *from,
                      const YaoInkSample *to,
                      const YaoInkSample *after,
                      GArray *samples)
{
  YaoInkSample mirrored_before
      = { 2 * from->x - to->x, 2 * from->y - to->y, 2 * from->radius - to->radius };
  YaoInkSample mirrored_after
      = { 2 * to->x - from->x, 2 * to->y - from->y, 2 * to->radius - from->radius };
  const YaoInkSample *k0 = before != NULL ? before : &mirrored_before;
  const YaoInkSample *k3 = after != NULL ? after : &mirrored_after;
  const double root[]
      = { root_of_distance (k0, from), root_of_distance (from, to), root_of_distance (to, k3) };
  const double x_values[] = { k0->x, from->x, to->x, k3->x };
  const double y_values[] = { k0->y, from->y, to->y, k3->y };
  const double radius_values[] = { k0->radius, from->radius, to->radius, k3->radius };
  Cubic x = make_cubic (x_values, root);
  Cubic y = make_cubic (y_values, root);
  Cubic radius = make_cubic (radius_values, root);
  double least = MIN (from->radius, to->radius) / 2;
  guint steps = count_steps (&x, &y, &radius);

  for (guint i = 1; i <= steps; i++)
    {
      double t = (double) i / steps;

      append_sample (samples, evaluate (&x, t), evaluate (&y, t),
                     MAX (evaluate (&radius, t), least));
    }
}
