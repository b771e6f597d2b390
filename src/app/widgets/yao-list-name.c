/* yao-list-name.c: names the rows of lists for people who cannot see them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-list-name.h"

/**
 * yao_list_name_set:
 * @child: the child of a GtkListItem
 * @name: what the row is about
 * @number: (nullable): its number
 *
 * Names a row of a list view. The row itself is a widget of GTK's that has no public name before
 * GTK 4.12 (gtk_list_item_set_accessible_label()): it is the parent of its child.
 */
void
yao_list_name_set (GtkWidget *child, const char *name, const char *number)
{
  GtkWidget *row;
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (child));
  g_return_if_fail (name != NULL);

  row = gtk_widget_get_parent (child);
  if (row == NULL)
    return;

  text = g_strdup_printf ("%s %s", name, number != NULL ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchomp (text), -1);
}
