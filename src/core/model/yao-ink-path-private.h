/* yao-ink-path-private.h: the steps from points of a pen to an outline
 *
 * points -> knots (thinned) -> smoothed knots -> samples on a curve -> contour
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-ink-stroke.h"

G_BEGIN_DECLS

/* A point that was kept. All lengths are in thousandths of a millimetre. */
typedef struct
{
  double x;
  double y;
  double steady_x; /* the same without the steps of a mouse */
  double steady_y;
  double arc;    /* way along the knots from the first one */
  double time;   /* milliseconds */
  double speed;  /* per millisecond; that is millimetres per second */
  double factor; /* how wide the pen draws here, as a part of its nominal width */
} YaoInkKnot;

/* A place on the middle line, and how far the ink reaches from it. */
typedef struct
{
  double x;
  double y;
  double radius;
} YaoInkSample;

/* How far the smoothing looks to each side. */
typedef struct
{
  double steady_window; /* of the place, by no more than a pixel of a mouse */
  double place_window;  /* of the place */
  double radius_window; /* of the width */
  double settled_after; /* what lies so far behind the pen changes no more */
  double taper;         /* the longest thin end of a stroke that was ended in motion */
} YaoInkTuning;

void yao_ink_tuning_init (YaoInkTuning *tuning, guint channels);
void yao_ink_knot_weigh (YaoInkKnot *knots, guint n_knots, guint channels, double pressure);
void yao_ink_knot_steady (YaoInkKnot *knots,
                          guint n_knots,
                          guint index,
                          const YaoInkTuning *tuning);
void yao_ink_knot_smooth (const YaoInkKnot *knots,
                          guint n_knots,
                          guint index,
                          const YaoInkTuning *tuning,
                          double width,
                          YaoInkSample *sample);
void yao_ink_knot_taper (const YaoInkKnot *knots,
                         guint n_knots,
                         guint index,
                         const YaoInkTuning *tuning,
                         YaoInkSample *sample);
void yao_ink_curve_append (const YaoInkSample *before,
                           const YaoInkSample *from,
                           const YaoInkSample *to,
                           const YaoInkSample *after,
                           GArray *samples);
YaoOutline *yao_ink_contour_new (const YaoInkSample *samples, guint n_samples, guint32 colour);

G_END_DECLS
