/* bench-pad.c: how long a frame takes while somebody writes, and how soon a sample is seen
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A pad of 1200 × 400 with 50 strokes of 500 points, on which another is written, beside a blank
 * pad that is drawn as often. Samples come 200 times a second; those of a frame are handed to the
 * pad as a device would, and the frame ends when GTK has painted it.
 */

#include "yao-pad.h"

#include <math.h>
#include <stdio.h>

#define WIDTH 1200
#define HEIGHT 400
#define N_STROKES 50
#define N_POINTS 500
#define N_FRAMES 240
#define PERIOD_US 5000

typedef struct
{
  GtkWidget *window;
  YaoPad *pad;
  GArray *frames;  /* double, ms: from the beginning of a frame to its end */
  GArray *newest;  /* double, ms: from the newest sample of a frame to its end */
  GArray *samples; /* double, ms: from each sample to the end of its frame */
  GArray *waiting; /* gint64: samples that are not painted */
  gint64 begin;
  gboolean is_writing;
  guint n_put;
} Bench;

static void
put (Bench *bench, YaoPadPhase phase, guint32 time, double x, double y)
{
  const YaoPadSample sample = { .device = YAO_PAD_PEN,
                                .phase = phase,
                                .time = time,
                                .x = x,
                                .y = y,
                                .pressure = 0.5 + 0.3 * sin (time / 90.0),
                                .channels = YAO_INK_CHANNEL_TIME | YAO_INK_CHANNEL_PRESSURE };

  yao_pad_take_sample (bench->pad, &sample);
}

static void
fill (Bench *bench)
{
  for (guint i = 0; i < N_STROKES; i++)
    for (guint j = 0; j <= N_POINTS; j++)
      {
        double t = j * 0.08;
        double x = 40 + i % 10 * 112 + 0.16 * j + 16 * sin (t);
        double y = 45 + i / 10 * 75 + 24 * cos (t);
        YaoPadPhase phase = j == 0 ? YAO_PAD_DOWN : YAO_PAD_MOVE;

        put (bench, j == N_POINTS ? YAO_PAD_UP : phase, i * 4000 + j * 5, x, y);
      }
}

/* A line that loops over what is there, lifted now and then. */
static void
write_one (Bench *bench)
{
  double t = bench->n_put * 0.07;
  double x = 60 + fmod (bench->n_put * 1.3, WIDTH - 120) + 20 * sin (t);
  double y = HEIGHT / 2.0 + 120 * cos (t * 0.4) + 20 * cos (t);
  guint32 time = 1000000 + bench->n_put * 5;
  gint64 now = g_get_monotonic_time ();

  if (bench->n_put % N_POINTS == 0)
    {
      yao_pad_lift (bench->pad);
      put (bench, YAO_PAD_DOWN, time, x, y);
    }
  else
    put (bench, YAO_PAD_MOVE, time, x, y);
  bench->n_put++;
  g_array_append_val (bench->waiting, now);
}

static gboolean
sample_cb (gpointer user_data)
{
  Bench *bench = user_data;

  write_one (bench);
  return G_SOURCE_CONTINUE;
}

static void
before_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->begin = g_get_monotonic_time ();
}

static void
after_cb (GdkFrameClock *clock, Bench *bench)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double) (now - bench->begin) / 1000;

  if (bench->is_writing && bench->waiting->len == 0)
    return;
  g_array_append_val (bench->frames, ms);
  for (guint i = 0; i < bench->waiting->len; i++)
    {
      double late = (double) (now - g_array_index (bench->waiting, gint64, i)) / 1000;

      g_array_append_val (bench->samples, late);
      if (i + 1 == bench->waiting->len)
        g_array_append_val (bench->newest, late);
    }
  g_array_set_size (bench->waiting, 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
at (GArray *values, double part)
{
  g_array_sort (values, compare);
  return values->len > 0
             ? g_array_index (values, double, MIN ((guint) (part * values->len), values->len - 1))
             : NAN;
}

static void
open_bench (Bench *bench)
{
  GtkWidget *pad = yao_pad_new ();
  GdkFrameClock *clock;

  bench->pad = YAO_PAD (pad);
  bench->window = gtk_window_new ();
  bench->frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench->newest = g_array_new (FALSE, FALSE, sizeof (double));
  bench->samples = g_array_new (FALSE, FALSE, sizeof (double));
  bench->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_set_size_request (pad, WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (bench->window), pad);
  gtk_window_present (GTK_WINDOW (bench->window));
  while (gtk_widget_get_width (pad) < WIDTH)
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), bench);
}

static void
close_bench (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_array_unref (bench->frames);
  g_array_unref (bench->newest);
  g_array_unref (bench->samples);
  g_array_unref (bench->waiting);
}

static gboolean
dispatch_period (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, g_source_get_ready_time (source) + PERIOD_US);
  return callback (user_data);
}

static void
run_frames (Bench *bench, GArray *frames)
{
  while (frames->len < N_FRAMES)
    {
      if (!bench->is_writing)
        gtk_widget_queue_draw (GTK_WIDGET (bench->pad));
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
run_writing (Bench *bench)
{
  static GSourceFuncs functions = { NULL, NULL, dispatch_period, NULL, NULL, NULL };
  GSource *source = g_source_new (&functions, sizeof (GSource));

  fill (bench);
  while (bench->frames->len < 5)
    {
      gtk_widget_queue_draw (GTK_WIDGET (bench->pad));
      g_main_context_iteration (NULL, TRUE);
    }
  g_array_set_size (bench->frames, 0);
  bench->is_writing = TRUE;
  g_source_set_callback (source, sample_cb, bench, NULL);
  g_source_set_ready_time (source, g_get_monotonic_time ());
  g_source_attach (source, NULL);
  run_frames (bench, bench->frames);
  g_source_destroy (source);
  g_source_unref (source);
}

static void
print (const char *what, GArray *values, const char *reach)
{
  printf ("%-44s %10.2f %10.2f %10.2f   %s\n", what, at (values, 0.5), at (values, 0.95),
          at (values, 1), reach);
}

int
main (int argc, char *argv[])
{
  Bench blank = { 0 };
  Bench written = { 0 };

  gtk_init ();
  open_bench (&blank);
  run_frames (&blank, blank.frames);
  open_bench (&written);
  run_writing (&written);
  yao_pad_lift (written.pad);

  printf ("%-44s %10s %10s %10s\n", "", "median", "p95", "max");
  print ("frame while writing, ms", written.frames, "to reach: 0.7, 2");
  print ("  blank pad", blank.frames, "");
  print ("newest sample of a frame to pixel, ms", written.newest, "to reach: 4, 8");
  print ("  every sample", written.samples, "");
  printf ("%-44s %10u\n", "samples that were put", written.n_put);
  printf ("%-44s %10u\n", "  points of the ink besides the first 25 000",
          yao_ink_get_n_points (yao_pad_get_ink (written.pad)) - N_STROKES * N_POINTS);
  close_bench (&blank);
  close_bench (&written);
  return 0;
}
