/* test-ink-outline.c: what a pen covers, at once and piece by piece
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-ink-builder.h"
#include "yao-ink.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double x;
  double y;
} Place;

static YaoOutline *
outline_of (const YaoInkPen *pen, const YaoInkPoint *points, guint n_points)
{
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (pen, NULL);

  for (guint i = 0; i < n_points; i++)
    g_assert_true (yao_ink_stroke_append (stroke, &points[i], NULL));

  return yao_ink_stroke_dup_outline (stroke);
}

static YaoOutline *
outline_of_places (const YaoInkPen *pen, const Place *places, guint n_places)
{
  g_autofree YaoInkPoint *points = g_new0 (YaoInkPoint, n_places);

  for (guint i = 0; i < n_places; i++)
    yao_ink_point_init (&points[i], places[i].x, places[i].y, 0.5, 0, 0, i * 5);

  return outline_of (pen, points, n_places);
}

/* In square millimetres; parts that are covered twice count twice. */
static double
measure_area (const YaoOutline *outline)
{
  guint n_points;
  const YaoOutlinePoint *points = yao_outline_get_points (outline, &n_points);
  double area = 0;

  for (guint i = 0; i < n_points; i++)
    {
      YaoOutlinePoint a = points[i];
      YaoOutlinePoint b = points[(i + 1) % n_points];

      area += ((double) a.x * b.y - (double) a.y * b.x) / 2e6;
    }

  return area;
}

/* How often the outline goes around a place. */
static gint
wind (const YaoOutline *outline, double x, double y)
{
  guint n_points;
  const YaoOutlinePoint *points = yao_outline_get_points (outline, &n_points);
  gint winding = 0;

  for (guint i = 0; i < n_points; i++)
    {
      YaoOutlinePoint a = points[i];
      YaoOutlinePoint b = points[(i + 1) % n_points];
      double side = ((double) b.x - a.x) * (y - a.y) - (x - a.x) * ((double) b.y - a.y);

      if (a.y <= y && b.y > y && side > 0)
        winding++;
      else if (a.y > y && b.y <= y && side < 0)
        winding--;
    }

  return winding;
}

static void
test_dot (void)
{
  const YaoInkPen pen = { 0xff0000, 2000, 0 };
  const Place place = { 3, 4 };
  g_autoptr (YaoOutline) outline = outline_of_places (&pen, &place, 1);
  YaoBox box;

  yao_outline_get_bounds (outline, &box);
  g_assert_cmpint (box.left, ==, 2000);
  g_assert_cmpint (box.top, ==, 3000);
  g_assert_cmpint (box.right, ==, 4000);
  g_assert_cmpint (box.bottom, ==, 5000);
  g_assert_cmpfloat_with_epsilon (fabs (measure_area (outline)), G_PI, 0.02);
  g_assert_cmpuint (yao_outline_get_colour (outline), ==, 0xff0000);
}

static void
test_line (void)
{
  const YaoInkPen pen = { 0, 1000, 0 };
  Place places[41];
  g_autoptr (YaoOutline) outline = NULL;
  YaoBox box;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = (Place){ i * 0.5, 10 };
  outline = outline_of_places (&pen, places, G_N_ELEMENTS (places));
  yao_outline_get_bounds (outline, &box);
  g_assert_cmpint (box.left, ==, -500);
  g_assert_cmpint (box.right, ==, 20500);
  g_assert_cmpint (box.top, ==, 9500);
  g_assert_cmpint (box.bottom, ==, 10500);
  g_assert_cmpfloat_with_epsilon (fabs (measure_area (outline)), 20 + G_PI / 4, 0.01);
}

static void
test_circle (void)
{
  const YaoInkPen pen = { 0, 600, YAO_INK_CHANNEL_PRESSURE };
  Place places[201];
  g_autoptr (YaoOutline) outline = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = (Place){ 5 * cos (i * 2 * G_PI / 200), 5 * sin (i * 2 * G_PI / 200) };
  outline = outline_of_places (&pen, places, G_N_ELEMENTS (places));
  for (guint i = 0; i < 360; i++)
    {
      double x = cos (i * G_PI / 180 + 0.003);
      double y = sin (i * G_PI / 180 + 0.003);

      g_assert_cmpint (wind (outline, 4690 * x, 4690 * y), ==, 0);
      g_assert_cmpint (wind (outline, 4715 * x, 4715 * y), !=, 0);
      g_assert_cmpint (wind (outline, 5285 * x, 5285 * y), !=, 0);
      g_assert_cmpint (wind (outline, 5310 * x, 5310 * y), ==, 0);
    }
}

/* Pressure is width, at once in the middle of a long part. */
static void
test_pressure (void)
{
  const YaoInkPen pen = { 0, 1000, YAO_INK_CHANNEL_PRESSURE };
  YaoInkPoint points[101];
  g_autoptr (YaoOutline) outline = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    yao_ink_point_init (&points[i], i * 0.4, 0, i < 50 ? 0.25 : 1, 0, 0, 0);
  outline = outline_of (&pen, points, G_N_ELEMENTS (points));
  g_assert_cmpint (wind (outline, 10000, 290), !=, 0);
  g_assert_cmpint (wind (outline, 10000, 310), ==, 0);
  g_assert_cmpint (wind (outline, 30000, 890), !=, 0);
  g_assert_cmpint (wind (outline, 30000, 910), ==, 0);
}

/* A quick line is a thin one, and a stroke that ends in motion ends in a thin tip. */
static void
test_speed (void)
{
  const YaoInkPen pen = { 0, 1000, YAO_INK_CHANNEL_TIME };
  YaoInkPoint points[101];
  g_autoptr (YaoOutline) slow = NULL;
  g_autoptr (YaoOutline) quick = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    yao_ink_point_init (&points[i], i * 0.4, 0, 0, 0, 0, i * 40);
  slow = outline_of (&pen, points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i].time = i;
  quick = outline_of (&pen, points, G_N_ELEMENTS (points));

  g_assert_cmpint (wind (slow, 20000, 530), !=, 0);
  g_assert_cmpint (wind (quick, 20000, 270), !=, 0);
  g_assert_cmpint (wind (quick, 20000, 295), ==, 0);
  g_assert_cmpint (wind (quick, 39950, 200), ==, 0);
}

/* Everything nearer to the line than the pen reaches is covered, however sharply the line turns. */
static void
test_no_holes (void)
{
  const YaoInkPen pen = { 0, 3000, 0 };
  /* a star, a way there and back, a spiral narrower than the pen */
  static const Place star[] = { { 0, 0 }, { 20, 2 }, { 3, 12 }, { 10, -8 }, { 16, 12 }, { 0, 0 } };
  static const Place back[] = { { 0, 0 }, { 10, 0 }, { 2, 0 }, { 12, 0.1 }, { 0, 0.2 } };
  Place spiral[120];
  const struct
  {
    const Place *places;
    guint n_places;
  } lines[] = { { star, G_N_ELEMENTS (star) },
                { back, G_N_ELEMENTS (back) },
                { spiral, G_N_ELEMENTS (spiral) } };

  for (guint i = 0; i < G_N_ELEMENTS (spiral); i++)
    spiral[i] = (Place){ i * 0.02 * cos (i * 0.3), i * 0.02 * sin (i * 0.3) };
  for (guint line = 0; line < G_N_ELEMENTS (lines); line++)
    {
      g_autoptr (YaoOutline) outline
          = outline_of_places (&pen, lines[line].places, lines[line].n_places);

      for (guint i = 0; i < lines[line].n_places; i++)
        for (guint turn = 0; turn < 24; turn++)
          for (double reach = 0.05; reach < 1.2; reach += 0.2)
            g_assert_cmpint (
                wind (outline,
                      (lines[line].places[i].x + reach * cos (turn * G_PI / 12 + 0.01)) * 1000,
                      (lines[line].places[i].y + reach * sin (turn * G_PI / 12 + 0.01)) * 1000),
                !=, 0);
    }
}

static void
random_stroke (YaoInkPoint *points, guint n_points)
{
  double x = 0;
  double y = 0;
  double direction = 0;

  for (guint i = 0; i < n_points; i++)
    {
      double stride = g_test_rand_double_range (0, 1.2);

      direction += g_test_rand_double_range (-0.8, 0.8);
      x += stride * cos (direction);
      y += stride * sin (direction);
      yao_ink_point_init (&points[i], x, y, g_test_rand_double_range (0, 1), 0, 0, i * 5);
    }
}

static gboolean
are_equal (const YaoOutline *a, const YaoOutline *b)
{
  guint n_a;
  guint n_b;
  const YaoOutlinePoint *points_a = yao_outline_get_points (a, &n_a);
  const YaoOutlinePoint *points_b = yao_outline_get_points (b, &n_b);

  return n_a == n_b && memcmp (points_a, points_b, n_a * sizeof *points_a) == 0;
}

static gboolean
is_covered (GPtrArray *parts, double x, double y)
{
  for (guint i = 0; i < parts->len; i++)
    if (wind (g_ptr_array_index (parts, i), x, y) != 0)
      return TRUE;

  return FALSE;
}

/* Parts that settle and the last tail cover what the whole outline covers, but for the thin end
 * that is known only when the pen is lifted. */
static void
assert_parts_cover (GPtrArray *parts, const YaoOutline *whole, guint32 width)
{
  YaoBox box;
  guint n_inside = 0;
  guint n_different = 0;

  yao_outline_get_bounds (whole, &box);
  for (guint i = 0; i < 1000; i++)
    {
      double x = g_test_rand_double_range (box.left, box.right);
      double y = g_test_rand_double_range (box.top, box.bottom);
      gboolean is_inside = wind (whole, x, y) != 0;

      n_inside += is_inside;
      n_different += is_inside != is_covered (parts, x, y);
    }
  g_assert_cmpuint (n_different * 100, <=, n_inside * 2 + 100);
}

static void
test_growing (void)
{
  static const guint8 channels[]
      = { 0, YAO_INK_CHANNEL_TIME, YAO_INK_CHANNEL_PRESSURE, YAO_INK_CHANNELS_ALL };
  YaoInkPoint points[150];

  for (guint round = 0; round < 20; round++)
    {
      const YaoInkPen pen = { 0, 700, channels[round % 4] };
      g_autoptr (YaoInkBuilder) builder = yao_ink_builder_new (&pen);
      g_autoptr (GPtrArray) parts
          = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_outline_unref);
      g_autoptr (YaoOutline) at_once = NULL;
      g_autoptr (YaoOutline) whole = NULL;

      random_stroke (points, G_N_ELEMENTS (points));
      for (guint i = 0; i < G_N_ELEMENTS (points); i++)
        {
          YaoOutline *part;

          yao_ink_builder_add (builder, &points[i]);
          if (g_test_rand_int_range (0, 3) == 0)
            continue;
          part = yao_ink_builder_take_settled (builder);
          if (part != NULL)
            g_ptr_array_add (parts, part);
          yao_outline_unref (yao_ink_builder_dup_tail (builder));
        }
      if ((whole = yao_ink_builder_take_settled (builder)) != NULL)
        g_ptr_array_add (parts, g_steal_pointer (&whole));
      g_ptr_array_add (parts, yao_ink_builder_dup_tail (builder));
      whole = yao_ink_builder_finish (builder);
      at_once = outline_of (&pen, points, G_N_ELEMENTS (points));
      g_assert_true (are_equal (whole, at_once));
      g_assert_cmpuint (parts->len, >, 5);
      assert_parts_cover (parts, whole, pen.width);
    }
}

/* The tail stays short, however long the stroke is. */
static void
test_tail_is_short (void)
{
  const YaoInkPen pen = { 0, 500, YAO_INK_CHANNEL_TIME };
  g_autoptr (YaoInkBuilder) builder = yao_ink_builder_new (&pen);

  for (guint i = 0; i < 2000; i++)
    {
      YaoInkPoint point = { .x = (gint32) i * 100, .time = i * 2 };
      g_autoptr (YaoOutline) settled = NULL;
      g_autoptr (YaoOutline) tail = NULL;
      YaoBox box;

      yao_ink_builder_add (builder, &point);
      settled = yao_ink_builder_take_settled (builder);
      tail = yao_ink_builder_dup_tail (builder);
      yao_outline_get_bounds (tail, &box);
      g_assert_cmpint (box.right, >=, point.x);
      g_assert_cmpint (box.right - box.left, <, 6000);
    }
}

static void
test_nothing (void)
{
  const YaoInkPen pen = { 0, 500, 0 };
  g_autoptr (YaoInkBuilder) builder = yao_ink_builder_new (&pen);

  g_assert_null (yao_ink_builder_take_settled (builder));
  g_assert_null (yao_ink_builder_dup_tail (builder));
  g_assert_null (yao_ink_builder_finish (builder));
}

/* A pen that stands still is a dot that grows with its pressure; one that comes back is no
 * accident. */
static void
test_standing_still (void)
{
  const YaoInkPen pen = { 0, 1000, YAO_INK_CHANNEL_PRESSURE };
  YaoInkPoint points[50] = { 0 };
  g_autoptr (YaoOutline) outline = NULL;
  YaoBox box;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i].pressure = (guint16) (i * 200);
  points[20].x = 30;
  outline = outline_of (&pen, points, G_N_ELEMENTS (points));
  yao_outline_get_bounds (outline, &box);
  g_assert_cmpint (box.right, ==, 884);
  g_assert_cmpint (box.left, ==, -884);
}

/* Numbers that are the same everywhere (the generator of Park and Miller). */
static guint32
next_number (guint32 *state, guint32 below)
{
  *state = (guint32) ((guint64) *state * 48271 % 2147483647);

  return *state % below;
}

/* These outlines have always been these, on every machine: a change here changes what people's
 * signatures look like, and must be meant. */
static void
test_known (void)
{
  static const guint8 channels[]
      = { 0, YAO_INK_CHANNEL_TIME, YAO_INK_CHANNEL_PRESSURE, YAO_INK_CHANNELS_ALL };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint32 state = 1;

  for (guint i = 0; i < 40; i++)
    {
      const YaoInkPen pen = { 0, 300 + i * 20, channels[i % 4] };
      YaoInkPoint points[60] = { 0 };
      g_autoptr (YaoOutline) outline = NULL;
      const YaoOutlinePoint *corners;
      guint n_corners;

      for (guint j = 1; j < G_N_ELEMENTS (points); j++)
        points[j] = (YaoInkPoint){
          .x = points[j - 1].x + (gint32) next_number (&state, 1600) - 500,
          .y = points[j - 1].y + (gint32) next_number (&state, 1600) - 800,
          .time = points[j - 1].time + next_number (&state, 12),
          .pressure = (guint16) next_number (&state, YAO_INK_PRESSURE_MAX + 1),
        };
      outline = outline_of (&pen, points, G_N_ELEMENTS (points));
      corners = yao_outline_get_points (outline, &n_corners);
      for (guint j = 0; j < n_corners; j++)
        {
          g_autofree char *text = g_strdup_printf ("%d %d\n", corners[j].x, corners[j].y);

          g_checksum_update (checksum, (const guchar *) text, -1);
        }
    }
  g_assert_cmpstr (g_checksum_get_string (checksum), ==,
                   "311558cf80fc6b05f5ee5506e6d3b42a39340f833e7248abd7096ca0512089ff");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ink-outline/dot", test_dot);
  g_test_add_func ("/core/ink-outline/line", test_line);
  g_test_add_func ("/core/ink-outline/circle", test_circle);
  g_test_add_func ("/core/ink-outline/pressure", test_pressure);
  g_test_add_func ("/core/ink-outline/speed", test_speed);
  g_test_add_func ("/core/ink-outline/no-holes", test_no_holes);
  g_test_add_func ("/core/ink-outline/growing", test_growing);
  g_test_add_func ("/core/ink-outline/tail-is-short", test_tail_is_short);
  g_test_add_func ("/core/ink-outline/nothing", test_nothing);
  g_test_add_func ("/core/ink-outline/standing-still", test_standing_still);
  g_test_add_func ("/core/ink-outline/known", test_known);
  return g_test_run ();
}
