/* yao-snug-layout.c: a layout that takes what its child needs and no more
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-snug-layout.h"

static void
measure_snugly (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;

  gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
allocate_all (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/**
 * yao_snug_layout_new:
 *
 * Makes the layout of a widget with one child that takes the width it needs and no more, however
 * long the names in it are: what stands beside it must not move when they change.
 *
 * Returns: (transfer full): the layout
 */
GtkLayoutManager *
yao_snug_layout_new (void)
{
  return gtk_custom_layout_new (get_mode, measure_snugly, allocate_all);
}
