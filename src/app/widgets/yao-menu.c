/* yao-menu.c: menus that are made when they are opened
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-menu.h"

static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  GMenuModel *model = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (model));
}

/**
 * yao_menu_set_late:
 * @button: a button
 * @model: what is in its menu
 *
 * Gives a button a menu whose widgets are made when it is first opened: a dozen widgets that the
 * start of the program does not pay for.
 */
void
yao_menu_set_late (GtkMenuButton *button, GMenuModel *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (button, make_menu_cb, g_object_ref (model),
                                         g_object_unref);
}
