/* yao-inkml-convert.c: traces of InkML, whatever their channels and units, as ink
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error.h"
#include "yao-inkml-private.h"

#include <math.h>

/* Places without a unit are taken for pixels of a screen, if that gives a size that a hand writes;
 * else they are made to fit. */
#define SMALLEST_PLAUSIBLE 5000
#define LARGEST_PLAUSIBLE 300000
#define FITTED_SIZE 100000

/* What all traces of a file have in common. */
typedef struct
{
  double unknown_unit; /* of places for which the file tells none, thousandths of a millimetre */
  double most_force;   /* the largest F among channels without a range */
  double first_time;   /* to be taken from all times, ms */
  double left;         /* to be taken from all places, thousandths of a millimetre */
  double top;
} Common;

/* The smallest box around values. */
typedef struct
{
  double left, top, right, bottom;
} Extent;

static guint
count_points (const YaoInkmlTrace *trace)
{
  return trace->values->len / trace->context.format.n_channels;
}

/* The column in which a channel stands, or -1. */
static gint
find_column (const YaoInkmlTrace *trace, YaoInkmlRole role)
{
  for (guint i = 0; i < trace->context.format.n_channels; i++)
    if (trace->context.format.channels[i].role == role)
      return (gint) i;

  return -1;
}

static const YaoInkmlChannel *
get_channel (const YaoInkmlTrace *trace, gint column)
{
  return &trace->context.format.channels[column];
}

static double
get_value (const YaoInkmlTrace *trace, guint point, gint column)
{
  return g_array_index (trace->values, double,
                        (gsize) point * trace->context.format.n_channels + (gsize) column);
}

/* Thousandths of a millimetre of one step. What the source says of its resolution counts before the
 * unit of the channel: that is how most writers of InkML mean it. */
static double
get_unit (const YaoInkmlTrace *trace, gint column, const Common *common)
{
  const YaoInkmlChannel *channel = get_channel (trace, column);

  if (channel->resolution > 0)
    return channel->resolution;

  return channel->unit > 0 ? channel->unit : common->unknown_unit;
}

static void
grow (Extent *extent, double x, double y)
{
  extent->left = fmin (extent->left, x);
  extent->top = fmin (extent->top, y);
  extent->right = fmax (extent->right, x);
  extent->bottom = fmax (extent->bottom, y);
}

static Extent
measure (GPtrArray *traces, const Common *common, gboolean only_unknown)
{
  Extent extent = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (guint i = 0; i < traces->len; i++)
    {
      const YaoInkmlTrace *trace = g_ptr_array_index (traces, i);
      gint x = find_column (trace, YAO_INKML_ROLE_X);
      gint y = find_column (trace, YAO_INKML_ROLE_Y);

      if (only_unknown && get_unit (trace, x, common) > 0)
        continue;
      for (guint point = 0; point < count_points (trace); point++)
        grow (&extent,
              get_value (trace, point, x) * (only_unknown ? 1 : get_unit (trace, x, common)),
              get_value (trace, point, y) * (only_unknown ? 1 : get_unit (trace, y, common)));
    }

  return extent;
}

static double
choose_unknown_unit (GPtrArray *traces)
{
  const Common nothing = { 0 };
  double pixel = yao_inkml_unit_of_length ("px");
  Extent extent = measure (traces, &nothing, TRUE);
  double size = fmax (extent.right - extent.left, extent.bottom - extent.top);

  if (!(size > 0) || (size * pixel >= SMALLEST_PLAUSIBLE && size * pixel <= LARGEST_PLAUSIBLE))
    return pixel;

  return FITTED_SIZE / size;
}

/* Ink that lies farther from the origin than an ink may reach is moved to it. */
static void
choose_origin (GPtrArray *traces, Common *common)
{
  Extent extent = measure (traces, common, FALSE);

  if (extent.left < -YAO_INK_COORDINATE_MAX || extent.top < -YAO_INK_COORDINATE_MAX
      || extent.right > YAO_INK_COORDINATE_MAX || extent.bottom > YAO_INK_COORDINATE_MAX)
    {
      common->left = extent.left;
      common->top = extent.top;
    }
}

static void
note_force_and_time (const YaoInkmlTrace *trace, double *force, double *first, double *last)
{
  gint f = find_column (trace, YAO_INKML_ROLE_F);
  gint t = find_column (trace, YAO_INKML_ROLE_T);

  for (guint point = 0; point < count_points (trace); point++)
    {
      if (f >= 0)
        *force = fmax (*force, get_value (trace, point, f));
      if (t >= 0)
        {
          double time = get_value (trace, point, t) * get_channel (trace, t)->unit;

          *first = fmin (*first, time);
          *last = fmax (*last, time);
        }
    }
}

static void
find_common (GPtrArray *traces, Common *common)
{
  double first = INFINITY;
  double last = 0;

  for (guint i = 0; i < traces->len; i++)
    note_force_and_time (g_ptr_array_index (traces, i), &common->most_force, &first, &last);
  if (first < 0 || last > YAO_INK_TIME_MAX)
    common->first_time = first;
  common->unknown_unit = choose_unknown_unit (traces);
  choose_origin (traces, common);
}

static YaoInkPen
make_pen (const YaoInkmlTrace *trace, const Common *common)
{
  const YaoInkmlBrush *brush = &trace->context.brush;
  gint x = find_column (trace, YAO_INKML_ROLE_X);
  double width = YAO_INKML_PEN_WIDTH;
  YaoInkPen pen = { .colour = brush->colour };

  if (brush->width > 0)
    width
        = brush->width * (brush->width_unit > 0 ? brush->width_unit : get_unit (trace, x, common));
  pen.width = (guint32) floor (CLAMP (width, YAO_INK_WIDTH_MIN, YAO_INK_WIDTH_MAX) + 0.5);
  if (find_column (trace, YAO_INKML_ROLE_F) >= 0)
    pen.channels |= YAO_INK_CHANNEL_PRESSURE;
  if (find_column (trace, YAO_INKML_ROLE_OTX) >= 0 || find_column (trace, YAO_INKML_ROLE_OTY) >= 0)
    pen.channels |= YAO_INK_CHANNEL_TILT;
  if (find_column (trace, YAO_INKML_ROLE_T) >= 0)
    pen.channels |= YAO_INK_CHANNEL_TIME;

  return pen;
}

static double
get_place (const YaoInkmlTrace *trace,
           guint point,
           YaoInkmlRole role,
           double origin,
           const Common *common)
{
  gint column = find_column (trace, role);

  return (get_value (trace, point, column) * get_unit (trace, column, common) - origin)
         / YAO_UNITS_PER_MM;
}

static double
get_pressure (const YaoInkmlTrace *trace, guint point, const Common *common)
{
  gint column = find_column (trace, YAO_INKML_ROLE_F);
  const YaoInkmlChannel *channel;
  double value;

  if (column < 0)
    return 0;
  channel = get_channel (trace, column);
  value = get_value (trace, point, column);
  if (isnan (value))
    return 0.5;
  if (channel->most > channel->least)
    return (value - channel->least) / (channel->most - channel->least);

  return value / fmax (common->most_force, 1);
}

static double
get_tilt (const YaoInkmlTrace *trace, guint point, YaoInkmlRole role)
{
  gint column = find_column (trace, role);

  return column >= 0 ? get_value (trace, point, column) * get_channel (trace, column)->unit : 0;
}

static guint32
get_time (const YaoInkmlTrace *trace, guint point, const Common *common)
{
  gint column = find_column (trace, YAO_INKML_ROLE_T);
  double time;

  if (column < 0)
    return 0;
  time = get_value (trace, point, column) * get_channel (trace, column)->unit - common->first_time;

  return isnan (time) ? 0 : (guint32) floor (CLAMP (time, 0, YAO_INK_TIME_MAX) + 0.5);
}

static YaoInkStroke *
make_stroke (const YaoInkmlTrace *trace, const Common *common, GError **error)
{
  YaoInkPen pen = make_pen (trace, common);
  g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&pen, error);

  if (stroke == NULL)
    return NULL;
  for (guint i = 0; i < count_points (trace); i++)
    {
      YaoInkPoint point;

      yao_ink_point_init (&point, get_place (trace, i, YAO_INKML_ROLE_X, common->left, common),
                          get_place (trace, i, YAO_INKML_ROLE_Y, common->top, common),
                          get_pressure (trace, i, common), get_tilt (trace, i, YAO_INKML_ROLE_OTX),
                          get_tilt (trace, i, YAO_INKML_ROLE_OTY), get_time (trace, i, common));
      if (!yao_ink_stroke_append (stroke, &point, error))
        return NULL;
    }

  return g_steal_pointer (&stroke);
}

/**
 * yao_inkml_convert:
 * @traces: (element-type YaoInkmlTrace): traces, each with channels X and Y and a point
 * @start_time: when the ink was begun, ms since 1970, or 0
 * @error: return location
 *
 * Makes ink of traces: places in whatever unit, pressure in whatever range, times from whatever
 * moment.
 *
 * Returns: (transfer full): the ink, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoInk *
yao_inkml_convert (GPtrArray *traces, gint64 start_time, GError **error)
{
  g_autoptr (YaoInk) ink = yao_ink_new ();
  Common common = { 0 };

  find_common (traces, &common);
  yao_ink_set_start_time (ink, start_time);
  for (guint i = 0; i < traces->len; i++)
    {
      g_autoptr (YaoInkStroke) stroke = make_stroke (g_ptr_array_index (traces, i), &common, error);

      if (stroke == NULL || !yao_ink_add_stroke (ink, stroke, error))
        return NULL;
    }
  yao_ink_forget_steps (ink);

  return g_steal_pointer (&ink);
}
