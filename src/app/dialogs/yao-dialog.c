/* yao-dialog.c: opens dialogs above their window
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-dialog.h"

/**
 * yao_dialog_open:
 * @dialog: a dialog, not yet shown
 * @parent: the widget that asks for it
 *
 * Opens a dialog above the window of a widget, no larger than that window: on a narrow screen it
 * then covers the window and does not reach beyond it.
 */
void
yao_dialog_open (GtkWindow *dialog, GtkWidget *parent)
{
  GtkRoot *root;
  int width;
  int height;

  g_return_if_fail (GTK_IS_WINDOW (dialog));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  root = gtk_widget_get_root (parent);
  gtk_window_get_default_size (dialog, &width, &height);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
      if (gtk_widget_get_mapped (GTK_WIDGET (root)))
        gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (root))),
                                     MIN (height, gtk_widget_get_height (GTK_WIDGET (root))));
    }
  gtk_window_present (dialog);
}
