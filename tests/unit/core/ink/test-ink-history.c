/* test-ink-history.c: drawing, erasing, undoing and doing again
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-ink.h"

static const YaoInkPen pen = { 0, 500, YAO_INK_CHANNEL_TIME };

static void
draw_line (YaoInk *ink, gint32 x, gint32 y, gint32 length)
{
  g_assert_true (yao_ink_begin (ink, &pen, NULL));
  for (guint i = 0; i < 5; i++)
    {
      YaoInkPoint point = { .x = x + length * (gint32) i / 4, .y = y, .time = i * 8 };

      g_assert_true (yao_ink_extend (ink, &point, NULL));
    }
  yao_ink_finish (ink);
}

static guint
erase_at (YaoInk *ink, gint32 x, gint32 y)
{
  const YaoOutlinePoint at = { x, y };

  return yao_ink_erase (ink, &at, &at, 100);
}

static GPtrArray *
copy_strokes (YaoInk *ink)
{
  GPtrArray *strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_ink_stroke_unref);

  for (guint i = 0; i < yao_ink_get_n_strokes (ink); i++)
    g_ptr_array_add (strokes, yao_ink_stroke_ref (yao_ink_get_stroke (ink, i)));

  return strokes;
}

static void
assert_strokes (YaoInk *ink, GPtrArray *strokes)
{
  guint n_points = 0;

  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, strokes->len);
  for (guint i = 0; i < strokes->len; i++)
    {
      g_assert_true (yao_ink_get_stroke (ink, i) == g_ptr_array_index (strokes, i));
      n_points += yao_ink_stroke_get_n_points (yao_ink_get_stroke (ink, i));
    }
  g_assert_cmpuint (yao_ink_get_n_points (ink), ==, n_points);
}

static void
count_cb (gpointer object, guint *count)
{
  *count += 1;
}

static void
test_draw_and_undo (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  guint n_changes = 0;

  g_signal_connect (ink, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (yao_ink_is_empty (ink));
  g_assert_false (yao_ink_can_undo (ink));
  yao_ink_undo (ink);
  yao_ink_redo (ink);
  g_assert_cmpuint (n_changes, ==, 0);

  draw_line (ink, 0, 0, 4000);
  draw_line (ink, 0, 2000, 4000);
  g_assert_cmpuint (n_changes, ==, 2);
  yao_ink_undo (ink);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 1);
  g_assert_true (yao_ink_can_redo (ink));
  yao_ink_redo (ink);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 2);
  yao_ink_undo (ink);
  draw_line (ink, 0, 4000, 4000);
  g_assert_false (yao_ink_can_redo (ink));
  g_assert_cmpuint (n_changes, ==, 6);
}

static void
test_eraser_is_one_step (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (GPtrArray) before = NULL;
  const YaoOutlinePoint from = { 2000, -1000 };
  const YaoOutlinePoint to = { 2000, 2500 };

  for (gint32 i = 0; i < 6; i++)
    draw_line (ink, 0, i * 1000, 4000);
  before = copy_strokes (ink);
  yao_ink_begin_erasing (ink);
  g_assert_cmpuint (yao_ink_erase (ink, &from, &to, 100), ==, 3);
  g_assert_cmpuint (erase_at (ink, 2000, 2500), ==, 0);
  g_assert_cmpuint (erase_at (ink, 2000, 5000), ==, 1);
  yao_ink_undo (ink);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 2);
  yao_ink_end_erasing (ink);

  yao_ink_undo (ink);
  assert_strokes (ink, before);
  yao_ink_redo (ink);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 2);

  yao_ink_begin_erasing (ink);
  yao_ink_end_erasing (ink);
  yao_ink_undo (ink);
  assert_strokes (ink, before);
}

static void
test_clear (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (GPtrArray) before = NULL;

  yao_ink_clear (ink);
  g_assert_false (yao_ink_can_undo (ink));
  draw_line (ink, 0, 0, 1000);
  draw_line (ink, 0, 500, 1000);
  before = copy_strokes (ink);
  g_assert_true (yao_ink_begin (ink, &pen, NULL));
  yao_ink_clear (ink);
  g_assert_false (yao_ink_is_drawing (ink));
  g_assert_true (yao_ink_is_empty (ink));
  yao_ink_undo (ink);
  assert_strokes (ink, before);
}

static void
test_empty_stroke_leaves_nothing (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&pen, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yao_ink_begin (ink, &pen, NULL));
  yao_ink_finish (ink);
  g_assert_true (yao_ink_begin (ink, &pen, NULL));
  yao_ink_cancel (ink);
  g_assert_false (yao_ink_add_stroke (ink, stroke, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_true (yao_ink_is_empty (ink));
  g_assert_false (yao_ink_can_undo (ink));
}

/* What one random step does. */
static void
step (YaoInk *ink)
{
  gint32 at = g_test_rand_int_range (0, 20) * 1000;

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      yao_ink_undo (ink);
      break;
    case 1:
      yao_ink_redo (ink);
      break;
    case 2:
      yao_ink_begin_erasing (ink);
      erase_at (ink, 0, at);
      erase_at (ink, 2000, g_test_rand_int_range (0, 20) * 1000);
      yao_ink_end_erasing (ink);
      break;
    case 3:
      if (g_test_rand_int_range (0, 10) == 0)
        yao_ink_clear (ink);
      break;
    default:
      draw_line (ink, 0, at, 4000);
    }
}

/* Whatever was done: undoing all of it passes through the same states backwards, and doing it all
 * again arrives where it began. */
static void
test_random_sequences (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (YaoInk) ink = yao_ink_new ();
      g_autoptr (GPtrArray) states
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

      for (guint i = 0; i < 80; i++)
        step (ink);
      g_ptr_array_add (states, copy_strokes (ink));
      while (yao_ink_can_undo (ink))
        {
          yao_ink_undo (ink);
          g_ptr_array_add (states, copy_strokes (ink));
        }
      g_assert_true (yao_ink_is_empty (ink));

      for (guint i = states->len; i > 1; i--)
        {
          assert_strokes (ink, g_ptr_array_index (states, i - 1));
          yao_ink_redo (ink);
          assert_strokes (ink, g_ptr_array_index (states, i - 2));
        }
      while (yao_ink_can_redo (ink))
        yao_ink_redo (ink);
    }
}

static void
test_history_is_bounded (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  guint n_undone = 0;

  for (guint i = 0; i < 1200; i++)
    draw_line (ink, 0, (gint32) i * 100, 4000);
  for (; yao_ink_can_undo (ink); n_undone++)
    yao_ink_undo (ink);
  g_assert_cmpuint (n_undone, ==, 1000);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 200);
}

static void
test_limits (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (YaoInkStroke) long_stroke = yao_ink_stroke_new (&pen, NULL);
  g_autoptr (GError) error = NULL;
  YaoInkPoint point = { 0 };

  for (guint i = 0; i < YAO_INK_STROKE_POINTS_MAX; i++)
    yao_ink_stroke_append (long_stroke, &point, NULL);
  for (guint i = 0; i < YAO_INK_POINTS_MAX / YAO_INK_STROKE_POINTS_MAX; i++)
    g_assert_true (yao_ink_add_stroke (ink, long_stroke, NULL));
  g_assert_false (yao_ink_begin (ink, &pen, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_clear_error (&error);

  yao_ink_undo (ink);
  g_assert_true (yao_ink_begin (ink, &pen, NULL));
  for (guint i = 0; i < YAO_INK_STROKE_POINTS_MAX; i++)
    g_assert_true (yao_ink_extend (ink, &point, NULL));
  g_assert_false (yao_ink_extend (ink, &point, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  yao_ink_finish (ink);
  g_assert_cmpuint (yao_ink_get_n_points (ink), ==, YAO_INK_POINTS_MAX);
}

static void
test_most_strokes (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&pen, NULL);
  YaoInkPoint point = { 0 };

  yao_ink_stroke_append (stroke, &point, NULL);
  for (guint i = 0; i < YAO_INK_STROKES_MAX; i++)
    g_assert_true (yao_ink_add_stroke (ink, stroke, NULL));
  g_assert_false (yao_ink_add_stroke (ink, stroke, NULL));
}

static void
test_trimmed (void)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (YaoInk) trimmed = NULL;
  YaoBox box;
  YaoBox before;

  g_assert_false (yao_ink_get_bounds (ink, &box));
  draw_line (ink, -3000, 7000, 4000);
  draw_line (ink, 9000, 8000, 4000);
  yao_ink_set_start_time (ink, 1772352000000);
  yao_ink_get_bounds (ink, &before);
  trimmed = yao_ink_dup_trimmed (ink);
  g_assert_true (yao_ink_get_bounds (trimmed, &box));
  g_assert_cmpint (box.left, ==, 0);
  g_assert_cmpint (box.top, ==, 0);
  g_assert_cmpint (box.right, ==, before.right - before.left);
  g_assert_cmpint (box.bottom, ==, before.bottom - before.top);
  g_assert_cmpint (yao_ink_get_start_time (trimmed), ==, 1772352000000);
  g_assert_cmpuint (yao_ink_get_n_points (trimmed), ==, yao_ink_get_n_points (ink));
  g_assert_false (yao_ink_can_undo (trimmed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ink/draw-and-undo", test_draw_and_undo);
  g_test_add_func ("/core/ink/eraser-is-one-step", test_eraser_is_one_step);
  g_test_add_func ("/core/ink/clear", test_clear);
  g_test_add_func ("/core/ink/empty-stroke-leaves-nothing", test_empty_stroke_leaves_nothing);
  g_test_add_func ("/core/ink/random-sequences", test_random_sequences);
  g_test_add_func ("/core/ink/history-is-bounded", test_history_is_bounded);
  g_test_add_func ("/core/ink/limits", test_limits);
  g_test_add_func ("/core/ink/most-strokes", test_most_strokes);
  g_test_add_func ("/core/ink/trimmed", test_trimmed);
  return g_test_run ();
}
