/* yao-ink-stroke.c: one stroke of a pen, from touching to lifting
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ink-stroke.h"

#include "yao-error.h"
#include "yao-ink-builder.h"

#include <math.h>
#include <string.h>

struct _YaoInkStroke
{
  YaoInkPen pen;
  GArray *points; /* YaoInkPoint */
  YaoBox box;     /* around the points */

  GMutex lock;         /* of outline */
  YaoOutline *outline; /* made when first asked for */
};

G_DEFINE_BOXED_TYPE (YaoInkStroke, yao_ink_stroke, yao_ink_stroke_ref, yao_ink_stroke_unref)

static double
round_between (double value, double least, double most)
{
  if (isnan (value))
    return CLAMP (0, least, most);

  return floor (CLAMP (value, least, most) + 0.5);
}

/**
 * yao_ink_point_init:
 * @point: (out caller-allocates): the sample
 * @x_mm: place, millimetres to the right
 * @y_mm: place, millimetres down
 * @pressure: 0 to 1
 * @tilt_x: degrees to the right
 * @tilt_y: degrees towards the writer
 * @time: milliseconds since the ink was begun
 *
 * Rounds what a device told to what an ink keeps. What is out of range becomes the nearest value
 * that is not; a place beyond a metre becomes one that yao_ink_stroke_append() refuses.
 */
void
yao_ink_point_init (YaoInkPoint *point,
                    double x_mm,
                    double y_mm,
                    double pressure,
                    double tilt_x,
                    double tilt_y,
                    guint32 time)
{
  const double far = YAO_INK_COORDINATE_MAX + 1;

  g_return_if_fail (point != NULL);

  point->x = (gint32) round_between (x_mm * YAO_UNITS_PER_MM, -far, far);
  point->y = (gint32) round_between (y_mm * YAO_UNITS_PER_MM, -far, far);
  point->time = MIN (time, YAO_INK_TIME_MAX);
  point->pressure
      = (guint16) round_between (pressure * YAO_INK_PRESSURE_MAX, 0, YAO_INK_PRESSURE_MAX);
  point->tilt_x = (gint16) round_between (tilt_x * 100, -YAO_INK_TILT_MAX, YAO_INK_TILT_MAX);
  point->tilt_y = (gint16) round_between (tilt_y * 100, -YAO_INK_TILT_MAX, YAO_INK_TILT_MAX);
}

/**
 * yao_ink_stroke_new:
 * @pen: what it is drawn with
 * @error: return location
 *
 * Begins a stroke without points.
 *
 * Returns: (transfer full): the stroke, or %NULL with %YAO_ERROR_INVALID_INPUT where the pen is
 *   thinner than %YAO_INK_WIDTH_MIN or wider than %YAO_INK_WIDTH_MAX
 */
YaoInkStroke *
yao_ink_stroke_new (const YaoInkPen *pen, GError **error)
{
  YaoInkStroke *self;

  g_return_val_if_fail (pen != NULL, NULL);

  if (pen->width < YAO_INK_WIDTH_MIN || pen->width > YAO_INK_WIDTH_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a pen of %u µm", pen->width);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (YaoInkStroke);
  self->pen = *pen;
  self->pen.colour &= 0xffffff;
  self->pen.channels &= YAO_INK_CHANNELS_ALL;
  self->points = g_array_new (FALSE, FALSE, sizeof (YaoInkPoint));
  g_mutex_init (&self->lock);

  return self;
}

/**
 * yao_ink_stroke_ref:
 * @self: a stroke
 *
 * Holds the stroke.
 *
 * Returns: (transfer full): @self
 */
YaoInkStroke *
yao_ink_stroke_ref (YaoInkStroke *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_stroke (gpointer data)
{
  YaoInkStroke *self = data;

  g_array_unref (self->points);
  g_clear_pointer (&self->outline, yao_outline_unref);
  g_mutex_clear (&self->lock);
}

/**
 * yao_ink_stroke_unref:
 * @self: (transfer full): a stroke
 *
 * Lets the stroke go.
 */
void
yao_ink_stroke_unref (YaoInkStroke *self)
{
  g_atomic_rc_box_release_full (self, clear_stroke);
}

static gboolean
check_point (const YaoInkStroke *self, const YaoInkPoint *point, GError **error)
{
  const char *wrong = NULL;

  if (self->points->len >= YAO_INK_STROKE_POINTS_MAX)
    wrong = "too many points in one stroke";
  else if (ABS ((gint64) point->x) > YAO_INK_COORDINATE_MAX
           || ABS ((gint64) point->y) > YAO_INK_COORDINATE_MAX)
    wrong = "a point too far away";
  else if (point->pressure > YAO_INK_PRESSURE_MAX || point->time > YAO_INK_TIME_MAX
           || ABS (point->tilt_x) > YAO_INK_TILT_MAX || ABS (point->tilt_y) > YAO_INK_TILT_MAX)
    wrong = "a pressure, tilt or time out of range";

  if (wrong != NULL)
    g_set_error_literal (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, wrong);
  return wrong == NULL;
}

static void
grow_box (YaoInkStroke *self, const YaoInkPoint *point)
{
  if (self->points->len == 0)
    self->box = (YaoBox){ point->x, point->y, point->x, point->y };
  self->box.left = MIN (self->box.left, point->x);
  self->box.top = MIN (self->box.top, point->y);
  self->box.right = MAX (self->box.right, point->x);
  self->box.bottom = MAX (self->box.bottom, point->y);
}

/**
 * yao_ink_stroke_append:
 * @self: a stroke that is not yet part of an ink
 * @point: where the pen went
 * @error: return location
 *
 * Goes on to a point. A time before that of the point before becomes that time: clocks of devices
 * are not always in order. Channels that the pen does not have become 0.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the stroke is full or the point out
 *   of range; the stroke is as it was then
 */
gboolean
yao_ink_stroke_append (YaoInkStroke *self, const YaoInkPoint *point, GError **error)
{
  YaoInkPoint kept;

  g_return_val_if_fail (self != NULL && point != NULL, FALSE);
  g_return_val_if_fail (self->outline == NULL, FALSE);

  if (!check_point (self, point, error))
    return FALSE;

  memset (&kept, 0, sizeof kept);
  kept.x = point->x;
  kept.y = point->y;
  if ((self->pen.channels & YAO_INK_CHANNEL_PRESSURE) != 0)
    kept.pressure = point->pressure;
  if ((self->pen.channels & YAO_INK_CHANNEL_TILT) != 0)
    {
      kept.tilt_x = point->tilt_x;
      kept.tilt_y = point->tilt_y;
    }
  if ((self->pen.channels & YAO_INK_CHANNEL_TIME) != 0)
    kept.time = point->time;
  if (self->points->len > 0)
    kept.time
        = MAX (kept.time, g_array_index (self->points, YaoInkPoint, self->points->len - 1).time);
  grow_box (self, &kept);
  g_array_append_val (self->points, kept);

  return TRUE;
}

/**
 * yao_ink_stroke_get_pen:
 * @self: a stroke
 *
 * Returns: (transfer none): what it is drawn with
 */
const YaoInkPen *
yao_ink_stroke_get_pen (const YaoInkStroke *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->pen;
}

/**
 * yao_ink_stroke_get_n_points:
 * @self: a stroke
 *
 * Returns: how many points it has
 */
guint
yao_ink_stroke_get_n_points (const YaoInkStroke *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->points->len;
}

/**
 * yao_ink_stroke_get_points:
 * @self: a stroke
 * @n_points: (out) (optional): how many
 *
 * Returns: (transfer none) (array length=n_points): its points, until the next is appended
 */
const YaoInkPoint *
yao_ink_stroke_get_points (const YaoInkStroke *self, guint *n_points)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (n_points != NULL)
    *n_points = self->points->len;
  return (const YaoInkPoint *) (gconstpointer) self->points->data;
}

static YaoOutline *
build_outline (const YaoInkStroke *self)
{
  g_autoptr (YaoInkBuilder) builder = yao_ink_builder_new (&self->pen);

  for (guint i = 0; i < self->points->len; i++)
    yao_ink_builder_add (builder, &g_array_index (self->points, YaoInkPoint, i));

  return yao_ink_builder_finish (builder);
}

/**
 * yao_ink_stroke_dup_outline:
 * @self: a stroke with at least one point, which takes no more
 *
 * Gives what the stroke covers. It is built once.
 *
 * Returns: (transfer full): the outline
 */
YaoOutline *
yao_ink_stroke_dup_outline (YaoInkStroke *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL && self->points->len > 0, NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (self->outline == NULL)
    self->outline = build_outline (self);

  return yao_outline_ref (self->outline);
}

/**
 * yao_ink_stroke_dup_moved:
 * @self: a stroke
 * @x: how far to the right, thousandths of a millimetre
 * @y: how far down
 *
 * Makes the same stroke at another place. A place beyond the limits is moved to them.
 *
 * Returns: (transfer full): the new stroke
 */
YaoInkStroke *
yao_ink_stroke_dup_moved (const YaoInkStroke *self, gint32 x, gint32 y)
{
  YaoInkStroke *moved;

  g_return_val_if_fail (self != NULL, NULL);

  moved = yao_ink_stroke_new (&self->pen, NULL);
  for (guint i = 0; i < self->points->len; i++)
    {
      YaoInkPoint point = g_array_index (self->points, YaoInkPoint, i);

      point.x
          = (gint32) CLAMP ((gint64) point.x + x, -YAO_INK_COORDINATE_MAX, YAO_INK_COORDINATE_MAX);
      point.y
          = (gint32) CLAMP ((gint64) point.y + y, -YAO_INK_COORDINATE_MAX, YAO_INK_COORDINATE_MAX);
      yao_ink_stroke_append (moved, &point, NULL);
    }

  return moved;
}

/**
 * yao_ink_stroke_equal:
 * @self: a stroke
 * @other: another
 *
 * Tells whether two strokes have the same pen and the same points.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_ink_stroke_equal (const YaoInkStroke *self, const YaoInkStroke *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->pen.colour == other->pen.colour && self->pen.width == other->pen.width
         && self->pen.channels == other->pen.channels && self->points->len == other->points->len
         && (self->points->len == 0
             || memcmp (self->points->data, other->points->data,
                        self->points->len * sizeof (YaoInkPoint))
                    == 0);
}

/* Twice the area of the triangle: on which side of a-b is c? */
static gint64
side_of (YaoOutlinePoint a, YaoOutlinePoint b, YaoOutlinePoint c)
{
  return ((gint64) b.x - a.x) * ((gint64) c.y - a.y) - ((gint64) b.y - a.y) * ((gint64) c.x - a.x);
}

static gboolean
do_cross (YaoOutlinePoint a, YaoOutlinePoint b, YaoOutlinePoint c, YaoOutlinePoint d)
{
  return (side_of (a, b, c) > 0) != (side_of (a, b, d) > 0)
         && (side_of (c, d, a) > 0) != (side_of (c, d, b) > 0);
}

/* The square of the distance from p to the line from a to b. */
static double
square_distance (YaoOutlinePoint p, YaoOutlinePoint a, YaoOutlinePoint b)
{
  double along_x = (double) b.x - a.x;
  double along_y = (double) b.y - a.y;
  double x = (double) p.x - a.x;
  double y = (double) p.y - a.y;
  double length = along_x * along_x + along_y * along_y;
  double t = length > 0 ? CLAMP ((x * along_x + y * along_y) / length, 0, 1) : 0;

  x -= t * along_x;
  y -= t * along_y;
  return x * x + y * y;
}

static gboolean
are_near (YaoOutlinePoint a, YaoOutlinePoint b, YaoOutlinePoint c, YaoOutlinePoint d, double reach)
{
  double square = reach * reach;

  return square_distance (a, c, d) <= square || square_distance (b, c, d) <= square
         || square_distance (c, a, b) <= square || square_distance (d, a, b) <= square
         || do_cross (a, b, c, d);
}

/**
 * yao_ink_stroke_is_touched:
 * @self: a stroke
 * @from: where the eraser was
 * @to: where it is now
 * @radius: how far the eraser reaches, thousandths of a millimetre
 *
 * Tells whether an eraser that went from one place to another has touched the stroke. The whole way
 * counts: an eraser that moves quickly skips nothing.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_ink_stroke_is_touched (const YaoInkStroke *self,
                           const YaoOutlinePoint *from,
                           const YaoOutlinePoint *to,
                           guint radius)
{
  double reach;

  g_return_val_if_fail (self != NULL && from != NULL && to != NULL, FALSE);

  reach = (double) radius + self->pen.width / 2.0;
  if (self->points->len == 0 || MAX (from->x, to->x) + reach < self->box.left
      || MIN (from->x, to->x) - reach > self->box.right
      || MAX (from->y, to->y) + reach < self->box.top
      || MIN (from->y, to->y) - reach > self->box.bottom)
    return FALSE;

  for (guint i = 0; i < self->points->len; i++)
    {
      const YaoInkPoint *a = &g_array_index (self->points, YaoInkPoint, i > 0 ? i - 1 : 0);
      const YaoInkPoint *b = &g_array_index (self->points, YaoInkPoint, i);

      if (are_near ((YaoOutlinePoint){ a->x, a->y }, (YaoOutlinePoint){ b->x, b->y }, *from, *to,
                    reach))
        return TRUE;
    }

  return FALSE;
}
