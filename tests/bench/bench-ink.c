/* bench-ink.c: how long the outlines of 25 000 points take, at once and while they are drawn
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The floor is the least that any pen of some width has to do with each point: two corners beside
 * it, at the distance of half a width, for which it takes one square root.
 */

#include "yao-ink-builder.h"
#include "yao-ink-export.h"

#include <math.h>
#include <stdio.h>

#define ROUNDS 9
#define N_STROKES 50
#define N_POINTS 500

static YaoInkPoint points[N_STROKES][N_POINTS];

/* Loops as a hand writes them, sampled 200 times a second. */
static void
write_points (void)
{
  for (guint i = 0; i < N_STROKES; i++)
    for (guint j = 0; j < N_POINTS; j++)
      {
        double t = j * 0.08;

        yao_ink_point_init (&points[i][j], i % 10 * 20 + 0.15 * j + 4 * sin (t),
                            i / 10 * 15 + 5 * cos (t), 0.5 + 0.4 * sin (t * 0.7), 0, 0, j * 5);
      }
}

static YaoInk *
make_ink (guint8 channels)
{
  const YaoInkPen pen = { 0, 600, channels };
  YaoInk *ink = yao_ink_new ();

  for (guint i = 0; i < N_STROKES; i++)
    {
      g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&pen, NULL);

      for (guint j = 0; j < N_POINTS; j++)
        yao_ink_stroke_append (stroke, &points[i][j], NULL);
      yao_ink_add_stroke (ink, stroke, NULL);
    }

  return ink;
}

/* All times are in milliseconds. */
static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
measure_outlines (guint8 channels)
{
  g_autoptr (YaoInk) ink = make_ink (channels);
  g_autoptr (GPtrArray) outlines = NULL;
  gint64 start = g_get_monotonic_time ();

  outlines = yao_ink_dup_outlines (ink);
  return since (start);
}

static double
measure_floor (void)
{
  g_autofree YaoOutlinePoint *corners = g_new (YaoOutlinePoint, N_STROKES * N_POINTS * 2);
  gint64 start = g_get_monotonic_time ();
  gsize n = 0;

  for (guint i = 0; i < N_STROKES; i++)
    for (guint j = 1; j < N_POINTS; j++)
      {
        double x = points[i][j].x - points[i][j - 1].x;
        double y = points[i][j].y - points[i][j - 1].y;
        double scale = 300 / sqrt (x * x + y * y + 1);

        corners[n++] = (YaoOutlinePoint){ (gint32) (points[i][j].x + y * scale),
                                          (gint32) (points[i][j].y - x * scale) };
        corners[n++] = (YaoOutlinePoint){ (gint32) (points[i][j].x - y * scale),
                                          (gint32) (points[i][j].y + x * scale) };
      }
  g_assert (corners[n - 1].x != G_MININT32);

  return since (start);
}

/* What a pad does with each sample: the new part behind the pen and the tail. Takes the time of
 * each. */
static void
measure_samples (guint8 channels, GArray *times)
{
  const YaoInkPen pen = { 0, 600, channels };

  for (guint i = 0; i < N_STROKES; i++)
    {
      g_autoptr (YaoInkBuilder) builder = yao_ink_builder_new (&pen);

      for (guint j = 0; j < N_POINTS; j++)
        {
          gint64 start = g_get_monotonic_time ();
          g_autoptr (YaoOutline) settled = NULL;
          g_autoptr (YaoOutline) tail = NULL;
          double time;

          yao_ink_builder_add (builder, &points[i][j]);
          settled = yao_ink_builder_take_settled (builder);
          tail = yao_ink_builder_dup_tail (builder);
          time = since (start);
          g_array_append_val (times, time);
        }
    }
}

static double
measure_png (void)
{
  g_autoptr (YaoInk) ink = make_ink (YAO_INK_CHANNEL_PRESSURE);
  g_autoptr (GPtrArray) outlines = yao_ink_dup_outlines (ink);
  g_autoptr (GBytes) png = NULL;
  gint64 start = g_get_monotonic_time ();

  png = yao_ink_export_png (ink, 1200, NULL);
  return since (start);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_part (GArray *times, double part)
{
  return g_array_index (times, double, (guint) ((times->len - 1) * part));
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare_times);
  printf ("%-44s %10.3f %10.3f %10.3f %10.3f\n", name, get_part (times, 0.5), get_part (times, 0),
          get_part (times, 0.95), get_part (times, 1));
  g_array_set_size (times, 0);
}

static GArray *
make_times (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
bench_outlines (const char *name, guint8 channels)
{
  g_autoptr (GArray) times = make_times ();
  g_autoptr (GArray) floors = make_times ();
  g_autoptr (GArray) ratios = make_times ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      double time = measure_outlines (channels);
      double least = measure_floor ();
      double ratio = time / MAX (least, 0.001);

      g_array_append_val (times, time);
      g_array_append_val (floors, least);
      g_array_append_val (ratios, ratio);
    }
  print_times (name, times);
  print_times ("  two corners for each point", floors);
  print_times ("  ratio", ratios);
}

static void
bench_samples (const char *name, guint8 channels)
{
  g_autoptr (GArray) times = make_times ();

  measure_samples (channels, times);
  print_times (name, times);
}

int
main (void)
{
  g_autoptr (GArray) times = make_times ();

  write_points ();
  printf ("%-44s %10s %10s %10s %10s\n", "ms", "median", "min", "p95", "max");
  bench_outlines ("outlines of 25 000 points, pressure", YAO_INK_CHANNEL_PRESSURE);
  bench_outlines ("outlines of 25 000 points, speed", YAO_INK_CHANNEL_TIME);
  bench_samples ("new part and tail for a sample, pressure", YAO_INK_CHANNEL_PRESSURE);
  bench_samples ("new part and tail for a sample, speed", YAO_INK_CHANNEL_TIME);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double time = measure_png ();

      g_array_append_val (times, time);
    }
  print_times ("PNG of them, 1200 wide", times);

  return 0;
}
