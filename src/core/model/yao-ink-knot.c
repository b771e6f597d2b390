/* yao-ink-knot.c: what a pen's samples say of place and width, without their noise
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The place is smoothed by locally weighted regression of the first degree along the way that the
 * pen went, with the tricube weight (W. S. Cleveland, "Robust Locally Weighted Regression and
 * Smoothing Scatterplots", JASA 74, 1979), and the width by a mean with the same weight. Both look
 * to either side, so that the line does not lag behind the pen, and at the ends the window shrinks,
 * so that a stroke begins and ends where the pen did.
 *
 * Only additions, multiplications, divisions and square roots occur: IEEE 754 fixes their results,
 * so that the same ink is the same on every machine.
 */

#include "yao-ink-path-private.h"

#include <math.h>

#define PEN_PLACE_WINDOW 220   /* a tablet is exact: little to take away */
#define MOUSE_PLACE_WINDOW 700 /* a mouse counts whole pixels: two to three of them */
#define MOUSE_STEADY_WINDOW 2600
#define MOUSE_INACCURACY 170 /* a good half of a pixel of 96 to an inch */
#define PEN_RADIUS_WINDOW 500
#define SPEED_RADIUS_WINDOW 1300
#define TAPER 1600            /* longest thin end without pressure */
#define TAPER_TIME 18         /* ms that a pen takes to lift */
#define SPEED_WINDOW 24       /* ms over which speed is taken */
#define SPEED_HALF 90         /* mm/s at which half of the width that speed takes is gone */
#define SMALLEST_RADIUS 25    /* the thinnest line */
#define SMALLEST_WINDOW 1e-3  /* no neighbours nearer than this */
#define SMALLEST_SPREAD 1e-12 /* all neighbours at one place: no line through them */

/**
 * yao_ink_tuning_init:
 * @tuning: (out caller-allocates): how far to look
 * @channels: what the device tells
 *
 * Tells how much smoothing a device needs.
 */
void
yao_ink_tuning_init (YaoInkTuning *tuning, guint channels)
{
  gboolean has_pressure = (channels & YAO_INK_CHANNEL_PRESSURE) != 0;
  gboolean has_time = (channels & YAO_INK_CHANNEL_TIME) != 0;

  g_assert (tuning != NULL);

  tuning->steady_window = has_pressure ? 0 : MOUSE_STEADY_WINDOW;
  tuning->place_window = has_pressure ? PEN_PLACE_WINDOW : MOUSE_PLACE_WINDOW;
  tuning->radius_window = has_pressure ? PEN_RADIUS_WINDOW : SPEED_RADIUS_WINDOW;
  tuning->taper = !has_pressure && has_time ? TAPER : 0;
  tuning->settled_after = MAX (
      MAX (tuning->steady_window + tuning->place_window, tuning->radius_window), tuning->taper);
}

/* The speed at the last knot, over the last few samples: clocks count whole milliseconds. */
static double
measure_speed (const YaoInkKnot *knots, guint n_knots)
{
  const YaoInkKnot *last = &knots[n_knots - 1];
  guint i = n_knots - 1;

  while (i > 0 && last->time - knots[i].time < SPEED_WINDOW)
    i--;
  if (last->time - knots[i].time <= 0)
    return n_knots > 1 ? last[-1].speed : 0;

  return (last->arc - knots[i].arc) / (last->time - knots[i].time);
}

/**
 * yao_ink_knot_weigh:
 * @knots: (array length=n_knots): knots, of which all but the last are weighed
 * @n_knots: how many, at least one
 * @channels: what the device tells
 * @pressure: at the last knot, 0 to 1
 *
 * Tells how wide the pen draws at the last knot: by pressure; without it by speed, for a quick line
 * is a thin one; without either, evenly. The first knot has no speed of its own and takes that of
 * the second.
 */
void
yao_ink_knot_weigh (YaoInkKnot *knots, guint n_knots, guint channels, double pressure)
{
  YaoInkKnot *last = &knots[n_knots - 1];

  g_assert (n_knots > 0);

  last->factor = 1;
  last->speed = 0;
  if ((channels & YAO_INK_CHANNEL_TIME) != 0)
    last->speed = measure_speed (knots, n_knots);
  if (n_knots == 2)
    knots[0].speed = last->speed;

  if ((channels & YAO_INK_CHANNEL_PRESSURE) != 0)
    last->factor = 0.2 + 1.6 * pressure;
  else if ((channels & YAO_INK_CHANNEL_TIME) != 0)
    for (guint i = n_knots == 2 ? 0 : n_knots - 1; i < n_knots; i++)
      knots[i].factor = 0.42 + 0.78 * SPEED_HALF / (SPEED_HALF + knots[i].speed);
}

static double
weigh_distance (double distance, double window)
{
  double u = distance / window;
  double v = 1 - u * u * u;

  return v * v * v;
}

/* Sums for a straight line through x and y over the way. */
typedef struct
{
  double weight, way, way2, x, y, way_x, way_y;
} Sums;

static void
add_to_sums (Sums *sums, double way, double x, double y, double window)
{
  double weight = weigh_distance (ABS (way), window);

  sums->weight += weight;
  sums->way += weight * way;
  sums->way2 += weight * way * way;
  sums->x += weight * x;
  sums->y += weight * y;
  sums->way_x += weight * way * x;
  sums->way_y += weight * way * y;
}

/* The window, or what fits between the knot and the nearer end. */
static double
fit_window (const YaoInkKnot *knots, guint n_knots, guint index, double window)
{
  double before = knots[index].arc - knots[0].arc;
  double after = knots[n_knots - 1].arc - knots[index].arc;

  return MIN (window, MIN (before, after));
}

/* The first knot within the window. */
static guint
find_first (const YaoInkKnot *knots, guint index, double window)
{
  guint first = index;

  while (first > 0 && knots[index].arc - knots[first - 1].arc < window)
    first--;

  return first;
}

/* Where the line through the neighbours passes the knot, seen from it. */
static gboolean
solve_sums (const Sums *sums, double *x, double *y)
{
  double spread = sums->weight * sums->way2 - sums->way * sums->way;

  if (spread < SMALLEST_SPREAD)
    return FALSE;
  *x = (sums->way2 * sums->x - sums->way * sums->way_x) / spread;
  *y = (sums->way2 * sums->y - sums->way * sums->way_y) / spread;

  return TRUE;
}

/**
 * yao_ink_knot_steady:
 * @knots: (array length=n_knots): all knots so far
 * @n_knots: how many
 * @index: the one to steady
 * @tuning: how far to look
 *
 * Takes the steps out of a line that a mouse has drawn in whole pixels: a wide window, but the knot
 * moves by no more than a pixel's inaccuracy, so that corners stay where they are.
 */
void
yao_ink_knot_steady (YaoInkKnot *knots, guint n_knots, guint index, const YaoInkTuning *tuning)
{
  YaoInkKnot *centre = &knots[index];
  double window = tuning->steady_window;
  Sums sums = { 0 };
  double x;
  double y;
  double length;

  g_assert (index < n_knots);

  centre->steady_x = centre->x;
  centre->steady_y = centre->y;
  if (window < SMALLEST_WINDOW)
    return;
  for (guint i = find_first (knots, index, window);
       i < n_knots && knots[i].arc - centre->arc < window; i++)
    add_to_sums (&sums, knots[i].arc - centre->arc, knots[i].x - centre->x, knots[i].y - centre->y,
                 window);
  if (!solve_sums (&sums, &x, &y))
    return;

  length = sqrt (x * x + y * y);
  if (length > MOUSE_INACCURACY)
    {
      x *= MOUSE_INACCURACY / length;
      y *= MOUSE_INACCURACY / length;
    }
  centre->steady_x += x;
  centre->steady_y += y;
}

static void
smooth_place (const YaoInkKnot *knots,
              guint n_knots,
              guint index,
              double window,
              YaoInkSample *sample)
{
  const YaoInkKnot *centre = &knots[index];
  Sums sums = { 0 };
  double x;
  double y;

  sample->x = centre->steady_x;
  sample->y = centre->steady_y;
  window = fit_window (knots, n_knots, index, window);
  if (window < SMALLEST_WINDOW)
    return;
  for (guint i = find_first (knots, index, window);
       i < n_knots && knots[i].arc - centre->arc < window; i++)
    add_to_sums (&sums, knots[i].arc - centre->arc, knots[i].steady_x - centre->steady_x,
                 knots[i].steady_y - centre->steady_y, window);
  if (solve_sums (&sums, &x, &y))
    {
      sample->x += x;
      sample->y += y;
    }
}

static double
smooth_factor (const YaoInkKnot *knots, guint n_knots, guint index, double window)
{
  double arc = knots[index].arc;
  double weights = 0;
  double sum = 0;

  for (guint i = find_first (knots, index, window); i < n_knots && knots[i].arc - arc < window; i++)
    {
      double weight = weigh_distance (ABS (knots[i].arc - arc), window);

      weights += weight;
      sum += weight * knots[i].factor;
    }

  return sum / weights;
}

/**
 * yao_ink_knot_smooth:
 * @knots: (array length=n_knots): all knots so far
 * @n_knots: how many
 * @index: the one to smooth
 * @tuning: how far to look
 * @width: the pen's nominal width
 * @sample: (out caller-allocates): the smoothed place and width
 *
 * Smooths one knot. The result does not depend on knots farther away than the windows of @tuning,
 * and so is final as soon as the pen is farther away than that.
 */
void
yao_ink_knot_smooth (const YaoInkKnot *knots,
                     guint n_knots,
                     guint index,
                     const YaoInkTuning *tuning,
                     double width,
                     YaoInkSample *sample)
{
  double factor;

  g_assert (index < n_knots);

  smooth_place (knots, n_knots, index, tuning->place_window, sample);
  factor = smooth_factor (knots, n_knots, index, tuning->radius_window);
  sample->radius = MAX (width * factor / 2, SMALLEST_RADIUS);
}

/**
 * yao_ink_knot_taper:
 * @knots: (array length=n_knots): all knots of a stroke that is done
 * @n_knots: how many
 * @index: the one to taper
 * @tuning: how far to look
 * @sample: (inout): its smoothed place and width
 *
 * Thins the end of a stroke that was ended in motion, as a pen does that is lifted while it moves.
 */
void
yao_ink_knot_taper (const YaoInkKnot *knots,
                    guint n_knots,
                    guint index,
                    const YaoInkTuning *tuning,
                    YaoInkSample *sample)
{
  const YaoInkKnot *last = &knots[n_knots - 1];
  double length = MIN (tuning->taper, last->speed * TAPER_TIME);
  double left = last->arc - knots[index].arc;
  double u;

  g_assert (index < n_knots);

  length = MIN (length, last->arc / 3);
  if (left >= length)
    return;
  u = left / length;
  sample->radius = MAX (sample->radius * (0.3 + 0.7 * u * (2 - u)), SMALLEST_RADIUS);
}
