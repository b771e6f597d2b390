/* test-ink-stroke.c: points, limits and the eraser's touch
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-ink-stroke.h"

#include <math.h>

static const YaoInkPen plain_pen = { 0x102030, 500, 0 };
static const YaoInkPen full_pen = { 0x102030, 500, YAO_INK_CHANNELS_ALL };

static void
test_point_rounds (void)
{
  YaoInkPoint point;

  yao_ink_point_init (&point, 1.2344, -0.0005, 0.43216, -12.345, 90.5, 7);
  g_assert_cmpint (point.x, ==, 1234);
  g_assert_cmpint (point.y, ==, 0);
  g_assert_cmpuint (point.pressure, ==, 4322);
  g_assert_cmpint (point.tilt_x, ==, -1234);
  g_assert_cmpint (point.tilt_y, ==, YAO_INK_TILT_MAX);
  g_assert_cmpuint (point.time, ==, 7);

  yao_ink_point_init (&point, NAN, INFINITY, NAN, -INFINITY, NAN, G_MAXUINT32);
  g_assert_cmpint (point.x, ==, 0);
  g_assert_cmpint (point.y, ==, YAO_INK_COORDINATE_MAX + 1);
  g_assert_cmpuint (point.pressure, ==, 0);
  g_assert_cmpint (point.tilt_x, ==, -YAO_INK_TILT_MAX);
  g_assert_cmpuint (point.time, ==, YAO_INK_TIME_MAX);
}

static void
test_pen_limits (void)
{
  static const guint32 widths[] = { 0, YAO_INK_WIDTH_MIN - 1, YAO_INK_WIDTH_MAX + 1, G_MAXUINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      YaoInkPen pen = { 0, widths[i], 0 };
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_ink_stroke_new (&pen, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
}

static void
test_point_limits (void)
{
  static const YaoInkPoint bad[] = {
    { .x = YAO_INK_COORDINATE_MAX + 1 },
    { .y = -YAO_INK_COORDINATE_MAX - 1 },
    { .x = G_MININT32 },
    { .pressure = YAO_INK_PRESSURE_MAX + 1 },
    { .time = YAO_INK_TIME_MAX + 1 },
    { .tilt_x = YAO_INK_TILT_MAX + 1 },
    { .tilt_y = G_MININT16 },
  };
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&full_pen, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yao_ink_stroke_append (stroke, &bad[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
    }
  g_assert_cmpuint (yao_ink_stroke_get_n_points (stroke), ==, 0);
}

static void
test_most_points (void)
{
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&plain_pen, NULL);
  g_autoptr (GError) error = NULL;
  YaoInkPoint point = { 0 };

  for (guint i = 0; i < YAO_INK_STROKE_POINTS_MAX; i++)
    {
      point.x = (gint32) i;
      g_assert_true (yao_ink_stroke_append (stroke, &point, NULL));
    }
  g_assert_false (yao_ink_stroke_append (stroke, &point, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_cmpuint (yao_ink_stroke_get_n_points (stroke), ==, YAO_INK_STROKE_POINTS_MAX);
}

static void
test_channels (void)
{
  const YaoInkPoint first = { 10, 20, 500, 1000, 100, -100 };
  const YaoInkPoint early = { 30, 40, 400, 2000, 0, 0 };
  g_autoptr (YaoInkStroke) plain = yao_ink_stroke_new (&plain_pen, NULL);
  g_autoptr (YaoInkStroke) full = yao_ink_stroke_new (&full_pen, NULL);
  const YaoInkPoint *points;
  guint n_points;

  g_assert_true (yao_ink_stroke_append (plain, &first, NULL));
  points = yao_ink_stroke_get_points (plain, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  g_assert_cmpint (points[0].x, ==, 10);
  g_assert_cmpuint (points[0].time + points[0].pressure, ==, 0);
  g_assert_cmpint (points[0].tilt_x, ==, 0);

  g_assert_true (yao_ink_stroke_append (full, &first, NULL));
  g_assert_true (yao_ink_stroke_append (full, &early, NULL));
  points = yao_ink_stroke_get_points (full, &n_points);
  g_assert_cmpuint (points[1].time, ==, 500);
  g_assert_cmpuint (points[1].pressure, ==, 2000);
}

static void
test_touch (void)
{
  /* where the eraser was and is, how far it reaches, whether it touches a line at y = 0 from x = 0
   * to 10 mm of half a millimetre */
  static const struct
  {
    YaoOutlinePoint from, to;
    guint radius;
    gboolean touches;
  } cases[] = {
    { { 5000, 0 }, { 5000, 0 }, 0, TRUE },          { { 5000, 250 }, { 5000, 250 }, 0, TRUE },
    { { 5000, 251 }, { 5000, 251 }, 0, FALSE },     { { 5000, 1251 }, { 5000, 1251 }, 1000, FALSE },
    { { 5000, 1250 }, { 5000, 1250 }, 1000, TRUE }, { { 5000, -9000 }, { 5000, 9000 }, 0, TRUE },
    { { -9000, 400 }, { 20000, 400 }, 100, FALSE }, { { -9000, 400 }, { 20000, 400 }, 150, TRUE },
    { { 10251, 0 }, { 10251, 0 }, 0, FALSE },       { { 11000, -1000 }, { 9000, 1000 }, 0, TRUE },
  };
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&plain_pen, NULL);
  const YaoInkPoint start = { 0 };
  const YaoInkPoint end = { .x = 10000 };

  g_assert_false (
      yao_ink_stroke_is_touched (stroke, &cases[0].from, &cases[0].to, cases[0].radius));
  yao_ink_stroke_append (stroke, &start, NULL);
  yao_ink_stroke_append (stroke, &end, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (
          yao_ink_stroke_is_touched (stroke, &cases[i].from, &cases[i].to, cases[i].radius), ==,
          cases[i].touches);
    }
}

static void
test_moved (void)
{
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&full_pen, NULL);
  g_autoptr (YaoInkStroke) there = NULL;
  g_autoptr (YaoInkStroke) back = NULL;
  const YaoInkPoint point = { 12, -34, 5, 6000, -700, 800 };

  yao_ink_stroke_append (stroke, &point, NULL);
  there = yao_ink_stroke_dup_moved (stroke, 1000, -2000);
  back = yao_ink_stroke_dup_moved (there, -1000, 2000);
  g_assert_cmpint (yao_ink_stroke_get_points (there, NULL)->x, ==, 1012);
  g_assert_cmpint (yao_ink_stroke_get_points (there, NULL)->y, ==, -2034);
  g_assert_false (yao_ink_stroke_equal (stroke, there));
  g_assert_true (yao_ink_stroke_equal (stroke, back));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ink-stroke/point-rounds", test_point_rounds);
  g_test_add_func ("/core/ink-stroke/pen-limits", test_pen_limits);
  g_test_add_func ("/core/ink-stroke/point-limits", test_point_limits);
  g_test_add_func ("/core/ink-stroke/most-points", test_most_points);
  g_test_add_func ("/core/ink-stroke/channels", test_channels);
  g_test_add_func ("/core/ink-stroke/touch", test_touch);
  g_test_add_func ("/core/ink-stroke/moved", test_moved);
  return g_test_run ();
}
