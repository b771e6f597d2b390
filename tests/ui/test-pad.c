/* test-pad.c: what devices tell becomes ink, and nothing of it is lost
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-capture-page.h"
#include "yao-draft.h"
#include "yao-functions.h"
#include "yao-pad.h"
#include "yao-signature-view.h"

#include <math.h>

/* 0.01 mm is far below what anybody sees; a pixel is 264 of these units. */
#define UNITS_PER_PIXEL (25400.0 / 96)

typedef struct
{
  GtkWidget *window;
  YaoPad *pad;
  YaoInk *ink;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pad = yao_pad_new ();

  fixture->window = ui_show (pad);
  fixture->pad = YAO_PAD (pad);
  fixture->ink = yao_pad_get_ink (fixture->pad);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
put (Fixture *fixture, YaoPadDevice device, YaoPadPhase phase, guint32 time, double x, double y)
{
  const YaoPadSample sample = {
    .device = device,
    .phase = phase,
    .sequence = device == YAO_PAD_TOUCH ? fixture : NULL,
    .time = time,
    .x = x,
    .y = y,
    .pressure = 0.5,
    .channels = device == YAO_PAD_PEN ? YAO_INK_CHANNEL_TIME | YAO_INK_CHANNEL_PRESSURE
                                      : YAO_INK_CHANNEL_TIME,
  };

  return yao_pad_take_sample (fixture->pad, &sample);
}

static void
draw_line (Fixture *fixture, YaoPadDevice device, guint32 time, double x, double y)
{
  put (fixture, device, YAO_PAD_DOWN, time, x, y);
  for (guint i = 1; i < 50; i++)
    put (fixture, device, YAO_PAD_MOVE, time + i * 5, x + i * 4, y);
  put (fixture, device, YAO_PAD_UP, time + 250, x + 200, y);
}

static const YaoInkPoint *
get_points (Fixture *fixture, guint stroke, guint *n_points)
{
  return yao_ink_stroke_get_points (yao_ink_get_stroke (fixture->ink, stroke), n_points);
}

static void
test_mouse (Fixture *fixture, gconstpointer data)
{
  const YaoInkPoint *points;
  double middle = gtk_widget_get_width (GTK_WIDGET (fixture->pad)) / 2.0;
  guint n_points;

  g_assert_false (put (fixture, YAO_PAD_MOUSE, YAO_PAD_MOVE, 900, 40, 40));
  draw_line (fixture, YAO_PAD_MOUSE, 1000, 50, 100);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);
  points = get_points (fixture, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 51);
  g_assert_cmpuint (points[0].time, ==, 0);
  g_assert_cmpuint (points[50].time, ==, 250);
  g_assert_cmpint (points[0].x, ==, (gint32) round ((50 - middle) * UNITS_PER_PIXEL));
  g_assert_cmpint (points[50].x, ==, (gint32) round ((250 - middle) * UNITS_PER_PIXEL));
  g_assert_cmpuint (yao_ink_stroke_get_pen (yao_ink_get_stroke (fixture->ink, 0))->channels, ==,
                    YAO_INK_CHANNEL_TIME);
  g_assert_cmpint (yao_ink_get_start_time (fixture->ink), >, 0);
}

/* A pen that is lifted reports no pressure: that sample is no point. */
static void
test_pen (Fixture *fixture, gconstpointer data)
{
  const YaoInkPoint *points;
  guint n_points;

  g_assert_false (put (fixture, YAO_PAD_PEN, YAO_PAD_NEAR, 1000, 50, 50));
  draw_line (fixture, YAO_PAD_PEN, 1100, 50, 100);
  points = get_points (fixture, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 50);
  for (guint i = 0; i < n_points; i++)
    g_assert_cmpuint (points[i].pressure, ==, YAO_INK_PRESSURE_MAX / 2);

  draw_line (fixture, YAO_PAD_ERASER, 3000, 20, 100);
  g_assert_true (yao_ink_is_empty (fixture->ink));
  yao_ink_undo (fixture->ink);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);
}

/* The hand that holds the pen writes nothing, before the pen comes, while it is there and shortly
 * after it was lifted; a finger alone does.
 */
static void
test_palm (Fixture *fixture, gconstpointer data)
{
  g_assert_true (put (fixture, YAO_PAD_TOUCH, YAO_PAD_DOWN, 1000, 200, 300));
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_MOVE, 1010, 202, 300);
  g_assert_true (yao_pad_is_writing (fixture->pad));
  put (fixture, YAO_PAD_PEN, YAO_PAD_MOVE, 1020, 100, 100);
  g_assert_false (yao_pad_is_writing (fixture->pad));
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_MOVE, 1030, 204, 300);
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_UP, 1040, 204, 300);
  g_assert_true (yao_ink_is_empty (fixture->ink));
  g_assert_false (yao_ink_can_undo (fixture->ink));

  draw_line (fixture, YAO_PAD_PEN, 1100, 50, 100);
  draw_line (fixture, YAO_PAD_TOUCH, 1400, 50, 200);
  put (fixture, YAO_PAD_PEN, YAO_PAD_AWAY, 1800, 50, 100);
  draw_line (fixture, YAO_PAD_TOUCH, 2000, 50, 200);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);

  draw_line (fixture, YAO_PAD_TOUCH, 3000, 50, 200);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 2);
}

/* A pen that never says that it went away does not keep fingers off for ever. */
static void
test_lost_pen (Fixture *fixture, gconstpointer data)
{
  put (fixture, YAO_PAD_PEN, YAO_PAD_NEAR, 1000, 50, 100);
  draw_line (fixture, YAO_PAD_TOUCH, 2500, 50, 200);
  g_assert_true (yao_ink_is_empty (fixture->ink));
  draw_line (fixture, YAO_PAD_TOUCH, 4500, 50, 200);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);
}

static void
test_second_finger (Fixture *fixture, gconstpointer data)
{
  YaoPadSample other = { .device = YAO_PAD_TOUCH,
                         .phase = YAO_PAD_DOWN,
                         .sequence = "other",
                         .time = 1010,
                         .x = 300,
                         .y = 300 };
  guint n_points;

  put (fixture, YAO_PAD_TOUCH, YAO_PAD_DOWN, 1000, 50, 50);
  g_assert_true (yao_pad_take_sample (fixture->pad, &other));
  other.phase = YAO_PAD_UP;
  g_assert_false (yao_pad_take_sample (fixture->pad, &other));
  g_assert_true (yao_pad_is_writing (fixture->pad));
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_MOVE, 1020, 80, 50);
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_UP, 1030, 80, 50);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);
  get_points (fixture, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 2);
}

static void
test_cancelled_touch (Fixture *fixture, gconstpointer data)
{
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_DOWN, 1000, 50, 50);
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_MOVE, 1010, 60, 50);
  put (fixture, YAO_PAD_TOUCH, YAO_PAD_CANCEL, 1020, 60, 50);
  g_assert_true (yao_ink_is_empty (fixture->ink));
  g_assert_false (yao_pad_is_writing (fixture->pad));
}

/* A thousand samples a second for ten seconds, with frames in between. */
static void
test_all_samples (Fixture *fixture, gconstpointer data)
{
  guint n_points;

  put (fixture, YAO_PAD_PEN, YAO_PAD_DOWN, 1000, 10, 200);
  for (guint i = 1; i < 10000; i++)
    {
      put (fixture, YAO_PAD_PEN, YAO_PAD_MOVE, 1000 + i, 10 + i % 400, 200 + 100 * sin (i / 90.0));
      if (i % 500 == 0)
        ui_wait_frames (fixture->window);
    }
  put (fixture, YAO_PAD_PEN, YAO_PAD_UP, 11000, 10, 200);
  get_points (fixture, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 10000);
}

/* Where a stroke can grow no more it ends, and the next one goes on. */
static void
full_cb (YaoPad *pad, guint *count)
{
  (*count)++;
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  guint n_full = 0;

  g_signal_connect (fixture->pad, "full", G_CALLBACK (full_cb), &n_full);
  put (fixture, YAO_PAD_PEN, YAO_PAD_DOWN, 1000, 10, 200);
  for (guint i = 1; i < YAO_INK_STROKE_POINTS_MAX + 10; i++)
    put (fixture, YAO_PAD_PEN, YAO_PAD_MOVE, 1000 + i, 10 + i % 400, 200);
  g_assert_cmpuint (n_full, ==, 1);
  g_assert_false (yao_pad_is_writing (fixture->pad));
  g_assert_cmpuint (yao_ink_get_n_points (fixture->ink), ==, YAO_INK_STROKE_POINTS_MAX);
}

/* What no longer fits is shown smaller, and drawn on in the same size. */
static void
test_resize (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoInk) before = NULL;
  YaoBox box;
  guint n_points;

  draw_line (fixture, YAO_PAD_MOUSE, 1000, 2, 100);
  draw_line (fixture, YAO_PAD_MOUSE, 2000, 270, 500);
  before = yao_ink_dup_trimmed (fixture->ink);
  yao_ink_get_bounds (fixture->ink, &box);
  g_assert_cmpfloat (yao_pad_get_scale (fixture->pad), ==, 1);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 240, 320);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->pad)) > 240)
    g_main_context_iteration (NULL, TRUE);
  ui_wait_frames (fixture->window);
  g_assert_cmpfloat (yao_pad_get_scale (fixture->pad), <, 0.6);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 2);

  put (fixture, YAO_PAD_MOUSE, YAO_PAD_DOWN, 3000,
       gtk_widget_get_width (GTK_WIDGET (fixture->pad)) / 2.0,
       gtk_widget_get_height (GTK_WIDGET (fixture->pad)) / 2.0);
  put (fixture, YAO_PAD_MOUSE, YAO_PAD_UP, 3010, 0,
       gtk_widget_get_height (GTK_WIDGET (fixture->pad)) / 2.0);
  g_assert_cmpint (get_points (fixture, 2, &n_points)[0].x, ==, 0);
  g_assert_cmpint (get_points (fixture, 2, &n_points)[1].x, <, box.left);
  yao_ink_undo (fixture->ink);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 640);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->pad)) < 480)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (yao_pad_get_scale (fixture->pad), ==, 1);
  g_assert_cmpint (get_points (fixture, 0, &n_points)[0].x, <, -50000);
}

static void
test_hidden_while_writing (Fixture *fixture, gconstpointer data)
{
  put (fixture, YAO_PAD_MOUSE, YAO_PAD_DOWN, 1000, 50, 50);
  put (fixture, YAO_PAD_MOUSE, YAO_PAD_MOVE, 1010, 90, 50);
  gtk_widget_set_visible (GTK_WIDGET (fixture->pad), FALSE);
  g_assert_false (yao_pad_is_writing (fixture->pad));
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture->ink), ==, 1);
}

static void
test_accessibility (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_role (fixture->pad, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Signature pad");
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Nothing is written.");
  draw_line (fixture, YAO_PAD_MOUSE, 1000, 50, 100);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "1 stroke");
}

/* Painting is what it should be: black where the line went, white beside it. */
static void
test_look (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->pad));
  int height = gtk_widget_get_height (GTK_WIDGET (fixture->pad));

  draw_line (fixture, YAO_PAD_PEN, 1000, 50, 100);
  put (fixture, YAO_PAD_PEN, YAO_PAD_DOWN, 2000, 50, 200);
  for (guint i = 1; i < 50; i++)
    put (fixture, YAO_PAD_PEN, YAO_PAD_MOVE, 2000 + i * 5, 50 + i * 4, 200);
  ui_wait_frames (fixture->window);

  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->pad));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (fixture->pad))), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int x = 54; x < 240; x++)
    {
      g_assert_cmphex (pixels[100 * width + x] & 0xffffff, <, 0x808080);
      g_assert_cmphex (pixels[200 * width + x] & 0xffffff, <, 0x808080);
      g_assert_cmphex (pixels[110 * width + x] & 0xffffff, ==, 0xffffff);
    }
}

static YaoPage *
show_capture (GtkWidget **window)
{
  YaoSession *session = ui_get_demo_session ();
  YaoPage *page;

  ui_use (session, ui_download (session, "10001"));
  page = yao_functions_make_page ("capture", session);
  *window = ui_show (GTK_WIDGET (page));
  return page;
}

static gboolean
has_picture (gpointer draft)
{
  return yao_draft_get_picture (draft) != NULL;
}

static gboolean
has_ink (gpointer draft)
{
  return !yao_ink_is_empty (yao_draft_get_ink (draft));
}

/* Undo, redo, clear and leaving: the draft belongs to the certificate and outlives the page. */
static void
test_page (void)
{
  Fixture fixture;
  YaoPage *page = show_capture (&fixture.window);
  YaoDraft *draft = yao_draft_get (yao_session_get_current (ui_get_demo_session ()));

  fixture.pad = YAO_PAD (ui_find (fixture.window, YAO_TYPE_PAD, "pad"));
  fixture.ink = yao_pad_get_ink (fixture.pad);
  g_assert_true (yao_draft_get_ink (draft) == fixture.ink);
  g_assert_true (gtk_widget_get_visible (ui_find (fixture.window, GTK_TYPE_LABEL, "hint_label")));
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.colour", "s", "blue");
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.thickness", "s", "thick");
  draw_line (&fixture, YAO_PAD_MOUSE, 1000, 50, 50);
  draw_line (&fixture, YAO_PAD_MOUSE, 2000, 50, 80);
  g_assert_false (gtk_widget_get_visible (ui_find (fixture.window, GTK_TYPE_LABEL, "hint_label")));
  g_assert_cmphex (yao_ink_stroke_get_pen (yao_ink_get_stroke (fixture.ink, 0))->colour, ==,
                   YAO_PAD_BLUE);
  g_assert_cmpuint (yao_ink_stroke_get_pen (yao_ink_get_stroke (fixture.ink, 0))->width, ==,
                    YAO_PAD_WIDTH_THICK);

  gtk_widget_activate_action (GTK_WIDGET (page), "capture.undo", NULL);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture.ink), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.redo", NULL);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture.ink), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.clear", NULL);
  g_assert_true (yao_draft_is_empty (draft));
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.eraser", NULL);
  draw_line (&fixture, YAO_PAD_MOUSE, 3000, 50, 50);
  g_assert_cmpuint (yao_ink_get_n_strokes (fixture.ink), ==, 1);
  gtk_window_destroy (GTK_WINDOW (fixture.window));

  page = show_capture (&fixture.window);
  fixture.pad = YAO_PAD (ui_find (fixture.window, YAO_TYPE_PAD, "pad"));
  g_assert_cmpuint (yao_ink_get_n_strokes (yao_pad_get_ink (fixture.pad)), ==, 1);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
import_bytes (YaoPage *page, GBytes *bytes, const char *name)
{
  g_autofree char *dir = ui_make_dir ();
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  YaoDraft *draft = yao_draft_get (yao_session_get_current (ui_get_demo_session ()));
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  yao_capture_page_import (YAO_CAPTURE_PAGE (page), file);
  ui_wait (g_str_has_suffix (name, ".png") ? has_picture : has_ink, draft);
  ui_remove_dir (dir);
}

/* Out as InkML and PNG, and in again: people who cannot draw here have drawn elsewhere. */
static void
test_import (void)
{
  Fixture fixture;
  YaoPage *page = show_capture (&fixture.window);
  YaoDraft *draft = yao_draft_get (yao_session_get_current (ui_get_demo_session ()));
  g_autoptr (YaoInk) before = NULL;
  g_autoptr (YaoInk) after = NULL;
  g_autoptr (GBytes) inkml = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  fixture.pad = YAO_PAD (ui_find (fixture.window, YAO_TYPE_PAD, "pad"));
  fixture.ink = yao_pad_get_ink (fixture.pad);
  yao_ink_clear (fixture.ink);
  draw_line (&fixture, YAO_PAD_PEN, 1000, 50, 50);
  before = yao_ink_dup_trimmed (fixture.ink);
  inkml = yao_draft_write (draft, YAO_DRAFT_INKML, &error);
  g_assert_no_error (error);
  png = yao_draft_write (draft, YAO_DRAFT_PNG, &error);
  g_assert_no_error (error);

  yao_ink_clear (fixture.ink);
  import_bytes (page, inkml, "a.inkml");
  after = yao_ink_dup_trimmed (fixture.ink);
  g_assert_true (yao_ink_equal (before, after));

  import_bytes (page, png, "a.png");
  view = ui_find (fixture.window, YAO_TYPE_SIGNATURE_VIEW, "picture_view");
  g_assert_true (yao_signature_view_has_picture (YAO_SIGNATURE_VIEW (view)));
  gtk_widget_activate_action (GTK_WIDGET (page), "capture.drop-picture", NULL);
  g_assert_null (yao_draft_get_picture (draft));
  g_assert_false (yao_draft_is_empty (draft));
  gtk_window_destroy (GTK_WINDOW (fixture.window));

  page = yao_functions_make_page ("preview", ui_get_demo_session ());
  fixture.window = ui_show (GTK_WIDGET (page));
  view = ui_find (fixture.window, YAO_TYPE_SIGNATURE_VIEW, "page_view");
  g_assert_true (yao_signature_view_has_picture (YAO_SIGNATURE_VIEW (view)));
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

int
main (int argc, char *argv[])
{
  int status;

  ui_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/pad/mouse", test_mouse);
  ADD ("/app/pad/pen", test_pen);
  ADD ("/app/pad/palm", test_palm);
  ADD ("/app/pad/lost-pen", test_lost_pen);
  ADD ("/app/pad/second-finger", test_second_finger);
  ADD ("/app/pad/cancelled-touch", test_cancelled_touch);
  ADD ("/app/pad/all-samples", test_all_samples);
  ADD ("/app/pad/full", test_full);
  ADD ("/app/pad/resize", test_resize);
  ADD ("/app/pad/hidden-while-writing", test_hidden_while_writing);
  ADD ("/app/pad/accessibility", test_accessibility);
  ADD ("/app/pad/look", test_look);
#undef ADD
  g_test_add_func ("/app/capture/page", test_page);
  g_test_add_func ("/app/capture/import", test_import);

  status = g_test_run ();
  ui_stop_demo ();
  return status;
}
