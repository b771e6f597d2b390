/* yao-screenshot.c: pictures of windows, taken from within
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-screenshot.h"

#include "yao.h"

/* How many frames may go by until everything has its size, and how long that may take. */
#define FRAMES 3
#define TIMEOUT_US (2 * G_USEC_PER_SEC)

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  (*n_frames)++;
}

/**
 * yao_screenshot_settle:
 * @window: a window that is shown
 *
 * Runs the main context until the window has painted itself a few times, so that its layout is
 * final.
 *
 * Returns: %FALSE if it did not paint within two seconds
 */
gboolean
yao_screenshot_settle (GtkWidget *window)
{
  GdkFrameClock *clock;
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_US;
  guint n_frames = 0;
  gulong id;

  g_return_val_if_fail (GTK_IS_WIDGET (window), FALSE);

  clock = gtk_widget_get_frame_clock (window);
  if (clock == NULL)
    return FALSE;

  id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);
  while (n_frames < FRAMES && g_get_monotonic_time () < deadline)
    {
      gtk_widget_queue_draw (window);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_signal_handler_disconnect (clock, id);
  return n_frames >= FRAMES;
}

static void
append_widget (GtkSnapshot *snapshot, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
}

/* A dialog is a window of its own: it is painted above the middle of its parent, which is dimmed
 * as a window manager would do.
 */
static void
append_dialog (GtkSnapshot *snapshot, GtkWidget *window, GtkWidget *dialog)
{
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  GskRoundedRect frame;
  graphene_point_t place = GRAPHENE_POINT_INIT ((width - gtk_widget_get_width (dialog)) / 2,
                                                (height - gtk_widget_get_height (dialog)) / 2);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, 0.25f },
                             &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_translate (snapshot, &place);
  gsk_rounded_rect_init_from_rect (
      &frame,
      &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (dialog), gtk_widget_get_height (dialog)),
      12);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  append_widget (snapshot, dialog);
  gtk_snapshot_pop (snapshot);
}

/**
 * yao_screenshot_take:
 * @window: a window that is shown
 * @dialog: (nullable): a dialog above it
 * @path: where to write the picture, a PNG
 * @error: return location for an error
 *
 * Takes a picture of a window.
 *
 * Returns: %TRUE if it was written; else %YAO_ERROR_STORAGE
 */
gboolean
yao_screenshot_take (GtkWindow *window, GtkWindow *dialog, const char *path, GError **error)
{
  GtkWidget *widget = GTK_WIDGET (window);
  GtkSnapshot *snapshot;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer;

  g_return_val_if_fail (GTK_IS_WINDOW (window), FALSE);
  g_return_val_if_fail (dialog == NULL || GTK_IS_WINDOW (dialog), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  snapshot = gtk_snapshot_new ();
  append_widget (snapshot, widget);
  if (dialog != NULL)
    append_dialog (snapshot, widget, GTK_WIDGET (dialog));
  node = gtk_snapshot_free_to_node (snapshot);

  if (renderer != NULL && node != NULL)
    texture = gsk_renderer_render_texture (
        renderer, node,
        &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  if (texture != NULL && gdk_texture_save_to_png (texture, path))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_STORAGE, "no picture could be written to %s", path);
  return FALSE;
}
