/* yao-pad.c: paper to write a signature on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pad.h"

#include <math.h>

#include <glib/gi18n.h>

#include "yao-pad-canvas.h"
#include "yao-pad-events.h"

/* A hand that rests on the pad while its pen is lifted for a moment does not write. */
#define PALM_MS 700

/* Not every device tells that its pen went away; one that is near tells of it all the time. */
#define NEAR_MS 3000

/* How far the eraser reaches, and how long a pause between the strokes of two sittings is. */
#define ERASER_UNITS 1500
#define PAUSE_MS 1000

#define GUIDE_COLOUR ((GdkRGBA){ 0.45F, 0.53F, 0.65F, 0.55F })
#define PAPER_COLOUR ((GdkRGBA){ 1, 1, 1, 1 })

struct _YaoPad
{
  GtkWidget parent_instance;

  YaoPadCanvas *canvas;
  YaoInk *ink;
  gulong changed_id; /* of the ink's signal */

  YaoInkPen pen;
  gboolean is_erasing;
  gboolean has_guide;

  gboolean is_down; /* a device writes or erases */
  gboolean is_rubbing;
  YaoPadDevice device;
  gconstpointer sequence;
  guint32 down_time;    /* of the device */
  guint32 ink_time;     /* of the ink, when the device came down */
  YaoOutlinePoint last; /* where the eraser was */

  gboolean is_pen_near;
  gboolean has_seen_pen;
  guint32 pen_time; /* when a pen was last heard of */
};

G_DEFINE_FINAL_TYPE (YaoPad, yao_pad, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WRITING,
  SIGNAL_FULL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static YaoOutlinePoint
find_place (YaoPad *self, const YaoPadSample *sample)
{
  double x, y;

  yao_pad_canvas_to_ink (self->canvas, sample->x, sample->y, &x, &y);
  return (YaoOutlinePoint){
    (gint32) CLAMP (round (x), -YAO_INK_COORDINATE_MAX, YAO_INK_COORDINATE_MAX),
    (gint32) CLAMP (round (y), -YAO_INK_COORDINATE_MAX, YAO_INK_COORDINATE_MAX)
  };
}

/* Times of devices begin anywhere; those of an ink begin with its first stroke. */
static guint32
find_time (YaoPad *self, const YaoPadSample *sample)
{
  gint32 since = (gint32) (sample->time - self->down_time);

  return (guint32) CLAMP ((gint64) self->ink_time + MAX (since, 0), 0, (gint64) YAO_INK_TIME_MAX);
}

static void
begin_time (YaoPad *self, const YaoPadSample *sample)
{
  gint64 now = g_get_real_time () / 1000;
  guint n_strokes = yao_ink_get_n_strokes (self->ink);
  gint64 at = 0;

  if (n_strokes == 0)
    yao_ink_set_start_time (self->ink, now);
  else
    {
      guint n_points;
      const YaoInkPoint *points
          = yao_ink_stroke_get_points (yao_ink_get_stroke (self->ink, n_strokes - 1), &n_points);

      at = now - yao_ink_get_start_time (self->ink);
      if (yao_ink_get_start_time (self->ink) == 0 || at < points[n_points - 1].time
          || at > YAO_INK_TIME_MAX)
        at = (gint64) points[n_points - 1].time + PAUSE_MS;
    }
  self->down_time = sample->time;
  self->ink_time = (guint32) CLAMP (at, 0, (gint64) YAO_INK_TIME_MAX);
}

static void
set_down (YaoPad *self, gboolean is_down)
{
  if (self->is_down == is_down)
    return;

  self->is_down = is_down;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_WRITING], 0);
}

static void
finish (YaoPad *self)
{
  if (!self->is_down)
    return;

  if (self->is_rubbing)
    yao_ink_end_erasing (self->ink);
  else if (yao_ink_is_drawing (self->ink))
    yao_ink_finish (self->ink);
  yao_pad_canvas_drop_growing (self->canvas);
  set_down (self, FALSE);
}

static void
cancel (YaoPad *self)
{
  if (!self->is_down)
    return;

  if (!self->is_rubbing)
    yao_ink_cancel (self->ink);
  finish (self);
}

static void
extend (YaoPad *self, const YaoPadSample *sample)
{
  YaoOutlinePoint place = find_place (self, sample);
  YaoInkPoint point = { .x = place.x, .y = place.y, .time = find_time (self, sample) };

  if (self->is_rubbing)
    {
      yao_ink_erase (self->ink, &self->last, &place,
                     (guint) (ERASER_UNITS / yao_pad_canvas_get_scale (self->canvas)));
      self->last = place;
      return;
    }

  point.pressure = (guint16) lround (CLAMP (sample->pressure, 0, 1) * YAO_INK_PRESSURE_MAX);
  point.tilt_x = (gint16) lround (CLAMP (sample->tilt_x, -90, 90) * 100);
  point.tilt_y = (gint16) lround (CLAMP (sample->tilt_y, -90, 90) * 100);
  if (yao_ink_extend (self->ink, &point, NULL))
    {
      yao_pad_canvas_grow (self->canvas);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  finish (self);
  g_signal_emit (self, signals[SIGNAL_FULL], 0);
}

static gboolean
begin (YaoPad *self, const YaoPadSample *sample)
{
  YaoInkPen pen = self->pen;

  finish (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->device = sample->device;
  self->sequence = sample->sequence;
  self->is_rubbing = self->is_erasing || sample->device == YAO_PAD_ERASER;
  if (self->is_rubbing)
    {
      yao_ink_begin_erasing (self->ink);
      self->last = find_place (self, sample);
    }
  else
    {
      pen.channels = sample->channels;
      begin_time (self, sample);
      if (!yao_ink_begin (self->ink, &pen, NULL))
        {
          g_signal_emit (self, signals[SIGNAL_FULL], 0);
          return TRUE;
        }
    }
  set_down (self, TRUE);
  extend (self, sample);
  return TRUE;
}

static gboolean
is_same_device (YaoPad *self, const YaoPadSample *sample)
{
  return self->is_down && self->device == sample->device && self->sequence == sample->sequence;
}

/* A finger that came down before the pen was the hand that holds it. */
static void
note_pen (YaoPad *self, const YaoPadSample *sample)
{
  self->is_pen_near = sample->phase != YAO_PAD_AWAY;
  self->has_seen_pen = TRUE;
  self->pen_time = sample->time;
  if (self->is_down && self->device == YAO_PAD_TOUCH)
    cancel (self);
}

static gboolean
is_palm (YaoPad *self, const YaoPadSample *sample)
{
  if (sample->device != YAO_PAD_TOUCH || !self->has_seen_pen)
    return FALSE;

  return (gint32) (sample->time - self->pen_time) < (self->is_pen_near ? NEAR_MS : PALM_MS);
}

static void
ink_changed_cb (YaoPad *self)
{
  g_autofree char *text = NULL;
  guint n_strokes = yao_ink_get_n_strokes (self->ink);

  g_assert (YAO_IS_PAD (self));

  text = g_strdup_printf (g_dngettext (NULL, "%u stroke", "%u strokes", n_strokes), n_strokes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  n_strokes == 0 ? _ ("Nothing is written.") : text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
event_cb (YaoPad *self, GdkEvent *event)
{
  g_assert (YAO_IS_PAD (self));

  return yao_pad_events_take (self, event);
}

static void
append_guide (YaoPad *self, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float y = roundf ((float) gtk_widget_get_height (GTK_WIDGET (self)) * 0.72F);
  const float inset = MIN (32, width / 10);

  gtk_snapshot_append_color (snapshot, &GUIDE_COLOUR,
                             &GRAPHENE_RECT_INIT (inset, y, width - 2 * inset, 1));
}

static void
yao_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YaoPad *self = YAO_PAD (widget);

  gtk_snapshot_append_color (snapshot, &PAPER_COLOUR,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  if (self->has_guide)
    append_guide (self, snapshot);
  yao_pad_canvas_snapshot (self->canvas, snapshot);
}

static void
yao_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  yao_pad_canvas_set_size (YAO_PAD (widget)->canvas, width, height);
}

static void
yao_pad_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 240;
}

/* What was written stays when the pad goes away while a button is held. */
static void
yao_pad_unmap (GtkWidget *widget)
{
  YaoPad *self = YAO_PAD (widget);

  finish (self);
  self->is_pen_near = FALSE;

  GTK_WIDGET_CLASS (yao_pad_parent_class)->unmap (widget);
}

static void
yao_pad_dispose (GObject *object)
{
  YaoPad *self = YAO_PAD (object);

  if (self->ink != NULL)
    g_clear_signal_handler (&self->changed_id, self->ink);
  g_clear_object (&self->ink);

  G_OBJECT_CLASS (yao_pad_parent_class)->dispose (object);
}

static void
yao_pad_finalize (GObject *object)
{
  yao_pad_canvas_free (YAO_PAD (object)->canvas);

  G_OBJECT_CLASS (yao_pad_parent_class)->finalize (object);
}

static void
yao_pad_class_init (YaoPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yao_pad_dispose;
  object_class->finalize = yao_pad_finalize;
  widget_class->snapshot = yao_pad_snapshot;
  widget_class->size_allocate = yao_pad_size_allocate;
  widget_class->measure = yao_pad_measure;
  widget_class->unmap = yao_pad_unmap;

  /**
   * YaoPad::writing:
   *
   * A device came down or was lifted; see yao_pad_is_writing().
   */
  signals[SIGNAL_WRITING] = g_signal_new ("writing", YAO_TYPE_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  /**
   * YaoPad::full:
   *
   * The ink takes no more.
   */
  signals[SIGNAL_FULL]
      = g_signal_new ("full", YAO_TYPE_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "yaopad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yao_pad_init (YaoPad *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  g_autoptr (YaoInk) ink = yao_ink_new ();

  self->canvas = yao_pad_canvas_new ();
  self->pen = (YaoInkPen){ .colour = YAO_PAD_BLACK, .width = YAO_PAD_WIDTH_MEDIUM };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Signature pad"), -1);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  yao_pad_set_ink (self, ink);
}

/**
 * yao_pad_new:
 *
 * Makes a pad with an ink of its own.
 *
 * Returns: (transfer floating): the pad
 */
GtkWidget *
yao_pad_new (void)
{
  return g_object_new (YAO_TYPE_PAD, NULL);
}

/**
 * yao_pad_get_ink:
 * @self: a pad
 *
 * Gets what is written on.
 *
 * Returns: (transfer none): the ink
 */
YaoInk *
yao_pad_get_ink (YaoPad *self)
{
  g_return_val_if_fail (YAO_IS_PAD (self), NULL);

  return self->ink;
}

/**
 * yao_pad_set_ink:
 * @self: a pad
 * @ink: an ink
 *
 * Goes on with another ink. The origin of an ink is the middle of the pad.
 */
void
yao_pad_set_ink (YaoPad *self, YaoInk *ink)
{
  g_return_if_fail (YAO_IS_PAD (self) && YAO_IS_INK (ink));

  finish (self);
  if (self->ink != NULL)
    g_clear_signal_handler (&self->changed_id, self->ink);
  g_set_object (&self->ink, ink);
  self->changed_id = g_signal_connect_swapped (ink, "changed", G_CALLBACK (ink_changed_cb), self);
  yao_pad_canvas_set_ink (self->canvas, ink);
  ink_changed_cb (self);
}

/**
 * yao_pad_set_pen:
 * @self: a pad
 * @colour: 0xRRGGBB
 * @width: thousandths of a millimetre
 *
 * Takes another pen for the strokes that follow.
 */
void
yao_pad_set_pen (YaoPad *self, guint32 colour, guint width)
{
  g_return_if_fail (YAO_IS_PAD (self));

  self->pen.colour = colour & 0xffffff;
  self->pen.width = CLAMP (width, YAO_INK_WIDTH_MIN, YAO_INK_WIDTH_MAX);
}

/**
 * yao_pad_set_erasing:
 * @self: a pad
 * @is_erasing: whether every device erases
 *
 * Takes the eraser, or the pen again.
 */
void
yao_pad_set_erasing (YaoPad *self, gboolean is_erasing)
{
  g_return_if_fail (YAO_IS_PAD (self));

  self->is_erasing = is_erasing;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_erasing ? "cell" : "crosshair");
}

/**
 * yao_pad_set_guide:
 * @self: a pad
 * @has_guide: whether there is a line to write on
 *
 * Shows or hides the line, which is no part of the ink.
 */
void
yao_pad_set_guide (YaoPad *self, gboolean has_guide)
{
  g_return_if_fail (YAO_IS_PAD (self));

  self->has_guide = has_guide;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * yao_pad_get_scale:
 * @self: a pad
 *
 * Gets how large ink is shown, 1 being as large as on paper.
 *
 * Returns: the scale, at most 1
 */
double
yao_pad_get_scale (YaoPad *self)
{
  g_return_val_if_fail (YAO_IS_PAD (self), 1);

  return yao_pad_canvas_get_scale (self->canvas);
}

/**
 * yao_pad_is_writing:
 * @self: a pad
 *
 * Tells whether a device is down.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_pad_is_writing (YaoPad *self)
{
  g_return_val_if_fail (YAO_IS_PAD (self), FALSE);

  return self->is_down;
}

/**
 * yao_pad_lift:
 * @self: a pad
 *
 * Ends what a device is writing or erasing, as if it were lifted.
 */
void
yao_pad_lift (YaoPad *self)
{
  g_return_if_fail (YAO_IS_PAD (self));

  finish (self);
}

/**
 * yao_pad_take_sample:
 * @self: a pad
 * @sample: what a device told
 *
 * Writes, erases, or ignores it: a hand while a pen is near, a second finger, a mouse that hovers.
 * The last sample of a pen that is lifted has no pressure and is not written.
 *
 * Returns: whether it was for the pad
 */
gboolean
yao_pad_take_sample (YaoPad *self, const YaoPadSample *sample)
{
  g_return_val_if_fail (YAO_IS_PAD (self) && sample != NULL, FALSE);

  if (sample->device == YAO_PAD_PEN || sample->device == YAO_PAD_ERASER)
    note_pen (self, sample);
  if (is_palm (self, sample))
    return TRUE;

  if (sample->phase == YAO_PAD_DOWN)
    return self->is_down && sample->device == YAO_PAD_TOUCH ? TRUE : begin (self, sample);
  if (!is_same_device (self, sample))
    return FALSE;

  switch (sample->phase)
    {
    case YAO_PAD_MOVE:
      extend (self, sample);
      return TRUE;
    case YAO_PAD_UP:
      if (sample->device == YAO_PAD_MOUSE)
        extend (self, sample);
      finish (self);
      return TRUE;
    case YAO_PAD_CANCEL:
      cancel (self);
      return TRUE;
    case YAO_PAD_AWAY:
      finish (self);
      return TRUE;
    case YAO_PAD_NEAR:
    case YAO_PAD_DOWN:
    default:
      return FALSE;
    }
}
