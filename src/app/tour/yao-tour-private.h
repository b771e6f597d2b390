/* yao-tour-private.h: between the tour and its stops
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-pad.h"
#include "yao-tour.h"
#include "yao-window.h"

G_BEGIN_DECLS

/* Stated in the environment by the process that runs the guides. */
#define YAO_TOUR_GUIDE "YUNYAO_TOUR_GUIDE"

/**
 * YaoTourSide:
 *
 * Which half of the window a stop is about, for windows too narrow for both.
 */
typedef enum
{
  YAO_TOUR_MAIN,
  YAO_TOUR_PAGE,
} YaoTourSide;

/**
 * YaoTourCondition:
 * @tour: a tour
 * @data: what it looks at
 *
 * Something that a stop waits for.
 */
typedef gboolean (*YaoTourCondition) (YaoTour *tour, gpointer data);

gboolean yao_tour_wants (YaoTour *self, const char *name);
gboolean yao_tour_wait (YaoTour *self, YaoTourCondition condition, gpointer data);
gboolean yao_tour_wait_operation (YaoTour *self, YaoOperation *operation);
void yao_tour_picture (YaoTour *self, const char *name, YaoTourSide side);
void yao_tour_complain (YaoTour *self, const char *what);

GtkApplication *yao_tour_get_application (YaoTour *self);
YaoWindow *yao_tour_get_window (YaoTour *self);
void yao_tour_set_window (YaoTour *self, GtkWindow *window);
GtkWindow *yao_tour_get_dialog (YaoTour *self);
const char *yao_tour_get_work_dir (YaoTour *self);

void yao_tour_write (YaoPad *pad);

void yao_tour_make_all_stops (YaoTour *self);

G_END_DECLS
