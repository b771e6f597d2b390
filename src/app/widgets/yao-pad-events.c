/* yao-pad-events.c: what devices tell, as samples of the pad
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pad-events.h"

#include <math.h>

/* Tilt comes as a part of what the device can tell: 90 degrees with Wayland and Windows; the driver
 * of X11 ends at 64.
 */
#define TILT_DEGREES 90.0
#define TILT_DEGREES_X11 64.0

static double
get_tilt_degrees (GdkEvent *event)
{
  GdkDisplay *display = gdk_event_get_display (event);

  return g_str_equal (G_OBJECT_TYPE_NAME (display), "GdkX11Display") ? TILT_DEGREES_X11
                                                                     : TILT_DEGREES;
}

static gboolean
find_phase (GdkEvent *event, YaoPadPhase *phase)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_PROXIMITY_IN:
      *phase = YAO_PAD_NEAR;
      return TRUE;
    case GDK_PROXIMITY_OUT:
      *phase = YAO_PAD_AWAY;
      return TRUE;
    case GDK_BUTTON_PRESS:
      *phase = YAO_PAD_DOWN;
      return gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY;
    case GDK_TOUCH_BEGIN:
      *phase = YAO_PAD_DOWN;
      return TRUE;
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      *phase = YAO_PAD_MOVE;
      return TRUE;
    case GDK_BUTTON_RELEASE:
      *phase = YAO_PAD_UP;
      return gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY;
    case GDK_TOUCH_END:
      *phase = YAO_PAD_UP;
      return TRUE;
    case GDK_TOUCH_CANCEL:
      *phase = YAO_PAD_CANCEL;
      return TRUE;
    default:
      return FALSE;
    }
}

/* What a finger does is told once more as if a mouse had done it. The first finger itself is marked
 * in the same way.
 */
static gboolean
is_echo (GdkEvent *event)
{
  return gdk_event_get_pointer_emulated (event) && gdk_event_get_event_sequence (event) == NULL;
}

static YaoPadDevice
find_device (GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);
  GdkDevice *device = gdk_event_get_device (event);

  if (gdk_event_get_event_sequence (event) != NULL)
    return YAO_PAD_TOUCH;
  if (tool != NULL && gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER)
    return YAO_PAD_ERASER;
  if (tool != NULL && gdk_device_tool_get_tool_type (tool) != GDK_DEVICE_TOOL_TYPE_MOUSE)
    return YAO_PAD_PEN;
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_PEN)
    return YAO_PAD_PEN;

  return YAO_PAD_MOUSE;
}

static void
take_axes (YaoPadSample *sample, const double *axes, GdkAxisFlags flags, double tilt)
{
  sample->channels = YAO_INK_CHANNEL_TIME;
  if (sample->device != YAO_PAD_PEN)
    return;

  if ((flags & GDK_AXIS_FLAG_PRESSURE) != 0)
    {
      sample->pressure = axes[GDK_AXIS_PRESSURE];
      sample->channels |= YAO_INK_CHANNEL_PRESSURE;
    }
  if ((flags & GDK_AXIS_FLAG_XTILT) != 0 && (flags & GDK_AXIS_FLAG_YTILT) != 0)
    {
      sample->tilt_x = axes[GDK_AXIS_XTILT] * tilt;
      sample->tilt_y = axes[GDK_AXIS_YTILT] * tilt;
      sample->channels |= YAO_INK_CHANNEL_TILT;
    }
}

/* Not by gdk_event_get_axis(): in GTK 4.8 it reads through a null pointer where a device, such as a
 * mouse, tells of no axes. Under X11 a tool does not say which axes it has: there a pen has
 * pressure, and tilt if there is any.
 */
static GdkAxisFlags
get_axes (GdkEvent *event, double **axes)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);
  GdkAxisFlags flags = tool != NULL ? gdk_device_tool_get_axes (tool) : 0;
  guint n_axes = 0;

  if (!gdk_event_get_axes (event, axes, &n_axes) || *axes == NULL)
    return 0;
  if ((flags & GDK_AXIS_FLAG_PRESSURE) != 0)
    return flags;

  flags |= GDK_AXIS_FLAG_PRESSURE;
  if (fabs ((*axes)[GDK_AXIS_XTILT]) > 0 || fabs ((*axes)[GDK_AXIS_YTILT]) > 0)
    flags |= GDK_AXIS_FLAG_XTILT | GDK_AXIS_FLAG_YTILT;
  return flags;
}

/* From the surface that an event is about to the pad. */
static void
find_offset (YaoPad *pad, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (pad));

  *x = *y = 0;
  if (native == NULL)
    return;
  gtk_native_get_surface_transform (native, x, y);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (pad), -*x, -*y, x, y);
}

/* What GDK had put together with this event since the last one; the event itself is not in it. */
static gboolean
take_history (YaoPad *pad,
              GdkEvent *event,
              YaoPadSample sample,
              GdkAxisFlags flags,
              double x,
              double y)
{
  guint n_coords = 0;
  g_autofree GdkTimeCoord *coords = gdk_event_get_history (event, &n_coords);
  gboolean was_taken = FALSE;

  for (guint i = 0; i < n_coords; i++)
    {
      sample.time = coords[i].time;
      sample.x = coords[i].axes[GDK_AXIS_X] + x;
      sample.y = coords[i].axes[GDK_AXIS_Y] + y;
      take_axes (&sample, coords[i].axes, flags, get_tilt_degrees (event));
      was_taken |= yao_pad_take_sample (pad, &sample);
    }

  return was_taken;
}

/**
 * yao_pad_events_take:
 * @pad: a pad
 * @event: an event that reached it
 *
 * Hands all samples of an event to the pad, the oldest first.
 *
 * Returns: whether the pad wanted it
 */
gboolean
yao_pad_events_take (YaoPad *pad, GdkEvent *event)
{
  GdkAxisFlags flags;
  double *axes = NULL;
  YaoPadSample sample = { 0 };
  gboolean was_taken = FALSE;
  double x, y;

  g_return_val_if_fail (YAO_IS_PAD (pad) && event != NULL, FALSE);

  if (gdk_event_get_event_type (event) == GDK_GRAB_BROKEN)
    {
      yao_pad_lift (pad);
      return FALSE;
    }
  if (!find_phase (event, &sample.phase) || is_echo (event))
    return FALSE;

  find_offset (pad, &x, &y);
  flags = get_axes (event, &axes);
  sample.device = find_device (event);
  sample.sequence = gdk_event_get_event_sequence (event);
  if (gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY)
    was_taken = take_history (pad, event, sample, flags, x, y);

  sample.time = gdk_event_get_time (event);
  take_axes (&sample, axes, flags, get_tilt_degrees (event));
  if (gdk_event_get_position (event, &sample.x, &sample.y))
    {
      sample.x += x;
      sample.y += y;
    }

  return yao_pad_take_sample (pad, &sample) || was_taken;
}
