/* yao-tour-ink.c: a hand that signs during the tour
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-tour-private.h"

#include <string.h>

/* The name of the first demonstration person. Points on a square of 100 for each character, a
 * stroke ends with a negative number.
 */
static const signed char zhang[] = {
  14, 14, 44, 11, 42, 32, -1, 18, 34, 40, 32, -1, 18, 34, 16, 56, 46,
  52, 44, 84, 32, 76, -1, 84, 12, 74, 24, 60, 34, -1, 52, 50, 99, 45,
  -1, 66, 14, 66, 86, 80, 74, -1, 70, 50, 82, 70, 99, 88, -1,
};

static const signed char wei[] = {
  33, 6,  25, 36, 10, 62, -1, 24, 40, 24, 94, -1, 51, 24, 86, 21, -1, 48,
  44, 90, 41, -1, 44, 64, 90, 60, 88, 76, 81, 84, -1, 68, 8,  68, 96, -1,
};

#define STEPS 14

static void
put (YaoPad *pad, YaoPadPhase phase, double x, double y, double pressure, guint32 *time)
{
  const YaoPadSample sample = {
    .device = YAO_PAD_PEN,
    .phase = phase,
    .time = *time,
    .x = x,
    .y = y,
    .pressure = pressure,
    .channels = YAO_INK_CHANNEL_TIME | YAO_INK_CHANNEL_PRESSURE,
  };

  yao_pad_take_sample (pad, &sample);
  *time += 5;
}

/* The points of one stroke, with the pressure of a brush that sets down, goes and lifts. */
static void
write_stroke (YaoPad *pad,
              const signed char *points,
              guint n_points,
              double left,
              double top,
              double scale,
              guint32 *time)
{
  guint n_steps = (n_points - 1) * STEPS;

  for (guint i = 0; i <= n_steps; i++)
    {
      guint from = MIN (i / STEPS, n_points - 2);
      double part = (double) (i - from * STEPS) / STEPS;
      double way = (double) i / n_steps;
      double x = points[2 * from] + part * (points[2 * from + 2] - points[2 * from]);
      double y = points[2 * from + 1] + part * (points[2 * from + 3] - points[2 * from + 1]);
      double pressure = way < 0.15 ? 0.35 + 2 * way : 0.65 - 0.5 * (way - 0.15);

      put (pad, i == 0 ? YAO_PAD_DOWN : YAO_PAD_MOVE, left + x * scale, top + y * scale, pressure,
           time);
    }
  put (pad, YAO_PAD_UP, left, top, 0, time);
  *time += 120;
}

static void
write_character (YaoPad *pad,
                 const signed char *points,
                 gsize size,
                 double left,
                 double top,
                 double scale,
                 guint32 *time)
{
  const signed char *end = points + size;

  while (points < end)
    {
      const signed char *stop = memchr (points, -1, (gsize) (end - points));

      write_stroke (pad, points, (guint) (stop - points) / 2, left, top, scale, time);
      points = stop + 1;
    }
}

/**
 * yao_tour_write:
 * @pad: a pad that is shown
 *
 * Signs in the middle of a pad.
 */
void
yao_tour_write (YaoPad *pad)
{
  int width = gtk_widget_get_width (GTK_WIDGET (pad));
  int height = gtk_widget_get_height (GTK_WIDGET (pad));
  double scale = MIN (width / 2.6, height / 1.4) / 100;
  double left = width / 2.0 - 108 * scale;
  double top = height / 2.0 - 50 * scale;
  guint32 time = 0;

  g_return_if_fail (YAO_IS_PAD (pad));

  write_character (pad, zhang, sizeof zhang, left, top, scale, &time);
  write_character (pad, wei, sizeof wei, left + 112 * scale, top, scale, &time);
}
