/* yao-ink-stroke.h: one stroke of a pen, from touching to lifting
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-outline.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_INK_PRESSURE_MAX 10000        /* full pressure */
#define YAO_INK_TILT_MAX 9000             /* lying on the pad; hundredths of a degree */
#define YAO_INK_TIME_MAX (24u * 3600000u) /* a day in milliseconds */
#define YAO_INK_COORDINATE_MAX 1000000    /* a metre on either side of the origin */
#define YAO_INK_WIDTH_MIN 50              /* 0.05 mm */
#define YAO_INK_WIDTH_MAX 10000           /* 1 cm */
#define YAO_INK_STROKE_POINTS_MAX 20000   /* in one stroke */

/**
 * YaoInkPoint:
 *
 * A sample of the pen. Everything is a whole number, so that writing it down and reading it back
 * gives the same. Channels that the stroke does not have are 0.
 */
typedef struct
{
  gint32 x;         /* thousandths of a millimetre, to the right */
  gint32 y;         /* thousandths of a millimetre, down */
  guint32 time;     /* milliseconds since the ink was begun */
  guint16 pressure; /* 0 to YAO_INK_PRESSURE_MAX */
  gint16 tilt_x;    /* hundredths of a degree, positive to the right */
  gint16 tilt_y;    /* hundredths of a degree, positive towards the writer */
} YaoInkPoint;

/**
 * YaoInkChannels:
 *
 * What a device tells besides the place.
 */
typedef enum
{
  YAO_INK_CHANNEL_PRESSURE = 1 << 0,
  YAO_INK_CHANNEL_TILT = 1 << 1,
  YAO_INK_CHANNEL_TIME = 1 << 2,
} YaoInkChannels;

#define YAO_INK_CHANNELS_ALL                                                                       \
  (YAO_INK_CHANNEL_PRESSURE | YAO_INK_CHANNEL_TILT | YAO_INK_CHANNEL_TIME)

typedef struct
{
  guint32 colour;  /* 0xRRGGBB */
  guint32 width;   /* nominal, thousandths of a millimetre */
  guint8 channels; /* YaoInkChannels */
} YaoInkPen;

/**
 * YaoInkStroke:
 *
 * A pen and the points that it went through. A stroke that is part of an ink does not change.
 */
typedef struct _YaoInkStroke YaoInkStroke;

#define YAO_TYPE_INK_STROKE (yao_ink_stroke_get_type ())
GType yao_ink_stroke_get_type (void);

void yao_ink_point_init (YaoInkPoint *point,
                         double x_mm,
                         double y_mm,
                         double pressure,
                         double tilt_x,
                         double tilt_y,
                         guint32 time);

YaoInkStroke *yao_ink_stroke_new (const YaoInkPen *pen, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInkStroke *yao_ink_stroke_ref (YaoInkStroke *self);
void yao_ink_stroke_unref (YaoInkStroke *self);

gboolean yao_ink_stroke_append (YaoInkStroke *self, const YaoInkPoint *point, GError **error);

const YaoInkPen *yao_ink_stroke_get_pen (const YaoInkStroke *self);
guint yao_ink_stroke_get_n_points (const YaoInkStroke *self);
const YaoInkPoint *yao_ink_stroke_get_points (const YaoInkStroke *self, guint *n_points);
YaoOutline *yao_ink_stroke_dup_outline (YaoInkStroke *self) G_GNUC_WARN_UNUSED_RESULT;

YaoInkStroke *yao_ink_stroke_dup_moved (const YaoInkStroke *self,
                                        gint32 x,
                                        gint32 y) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_ink_stroke_equal (const YaoInkStroke *self, const YaoInkStroke *other);
gboolean yao_ink_stroke_is_touched (const YaoInkStroke *self,
                                    const YaoOutlinePoint *from,
                                    const YaoOutlinePoint *to,
                                    guint radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoInkStroke, yao_ink_stroke_unref)

G_END_DECLS
