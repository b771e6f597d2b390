/* yao-tour.h: goes through every page and keeps a picture of each
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YAO_TYPE_TOUR (yao_tour_get_type ())
G_DECLARE_FINAL_TYPE (YaoTour, yao_tour, YAO, TOUR, GObject)

/* One guide is a process that goes through all pages in one language; they are run by the process
 * that the person started, which then lays the pictures out.
 */
gboolean yao_tour_is_guide (GVariantDict *options);
int yao_tour_run_guides (const char *directory, GVariantDict *options);

YaoTour *yao_tour_new (GtkApplication *application,
                       const char *directory,
                       GVariantDict *options) G_GNUC_WARN_UNUSED_RESULT;
void yao_tour_begin (YaoTour *self, GtkWindow *window);
int yao_tour_get_status (YaoTour *self);

G_END_DECLS
