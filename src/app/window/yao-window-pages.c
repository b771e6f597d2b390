/* yao-window-pages.c: the pages that Back goes through
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-window-private.h"

#include "yao-functions.h"

static YaoPage *
get_top (YaoWindow *self)
{
  return self->pages->len > 0 ? g_ptr_array_index (self->pages, self->pages->len - 1) : NULL;
}

/**
 * yao_window_update_headers:
 * @self: a window
 *
 * Gives the window's buttons to whoever stands at an edge of the window, and Back to the pages that
 * there is a way back from.
 */
void
yao_window_update_headers (YaoWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet) || self->is_full_page;

  g_return_if_fail (YAO_IS_WINDOW (self));

  if (self->main != NULL)
    g_object_set (self->main, "end-buttons", folded, NULL);
  for (guint i = 0; i < self->pages->len; i++)
    {
      YaoPage *page = g_ptr_array_index (self->pages, i);

      g_object_set (page, "start-buttons", folded, NULL);
      yao_page_set_can_go_back (page, folded || i > 0);
    }
}

/**
 * yao_window_show_top:
 * @self: a window
 *
 * Shows the topmost page, and marks the tile of its function.
 */
void
yao_window_show_top (YaoWindow *self)
{
  YaoPage *top = get_top (self);

  g_return_if_fail (YAO_IS_WINDOW (self));

  yao_window_update_headers (self);
  if (top != NULL)
    gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (top));
  if (self->main != NULL)
    yao_main_page_show_function (self->main,
                                 adw_leaflet_get_folded (self->leaflet) ? NULL : self->function);
}

/**
 * yao_window_set_full_page:
 * @self: a window
 * @is_full_page: whether the page has the whole window
 *
 * Hides the main screen beside the page, or shows it again.
 */
void
yao_window_set_full_page (YaoWindow *self, gboolean is_full_page)
{
  g_return_if_fail (YAO_IS_WINDOW (self));

  if (self->is_full_page == is_full_page || self->pages->len == 0)
    return;

  self->is_full_page = is_full_page;
  gtk_widget_set_visible (GTK_WIDGET (self->main_bin), !is_full_page);
  yao_window_update_headers (self);
  g_object_notify (G_OBJECT (self), "full-page");
}

/**
 * yao_window_drop_pages:
 * @self: a window
 * @keep: how many of them stay, from the first on
 *
 * Closes the topmost pages.
 */
void
yao_window_drop_pages (YaoWindow *self, guint keep)
{
  g_return_if_fail (YAO_IS_WINDOW (self));

  if (self->pages->len > keep)
    yao_window_set_full_page (self, FALSE);

  while (self->pages->len > keep)
    {
      GtkWidget *page = g_ptr_array_steal_index (self->pages, self->pages->len - 1);

      if (self->pages->len > 0)
        gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (get_top (self)));
      gtk_stack_remove (self->page_stack, page);
    }
}

static gboolean
add_page (YaoWindow *self, const char *name)
{
  YaoPage *page = yao_functions_make_page (name, self->session);

  g_assert (YAO_IS_WINDOW (self));

  if (page == NULL)
    {
      g_warning ("no page is called %s", name);
      return FALSE;
    }

  gtk_stack_add_child (self->page_stack, GTK_WIDGET (page));
  g_ptr_array_add (self->pages, page);
  return TRUE;
}

static void
focus_top (YaoWindow *self)
{
  YaoPage *top = get_top (self);

  if (top != NULL)
    gtk_widget_child_focus (GTK_WIDGET (top), GTK_DIR_TAB_FORWARD);
}

/**
 * yao_window_get_page:
 * @self: a window
 *
 * Gets the page that is open: the first start, or the topmost page of a function.
 *
 * Returns: (transfer none) (nullable): the page; %NULL if only the main screen is
 */
YaoPage *
yao_window_get_page (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), NULL);

  return yao_window_is_first_start (self) ? self->first : get_top (self);
}

/**
 * yao_window_is_folded:
 * @self: a window
 *
 * Tells whether the window is too narrow for main screen and page side by side.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_window_is_folded (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

/**
 * yao_window_show_page:
 * @self: a window
 * @name: the name of a function
 *
 * Shows the page of a function. Pages that were opened from another one are closed.
 */
void
yao_window_show_page (YaoWindow *self, const char *name)
{
  g_return_if_fail (YAO_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (self->main == NULL)
    return;

  if (g_strcmp0 (self->function, name) == 0 && self->pages->len > 0)
    yao_window_drop_pages (self, 1);
  else
    {
      guint old = self->pages->len;

      if (!add_page (self, name))
        return;
      gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (get_top (self)));
      yao_window_set_full_page (self, FALSE);
      for (; old > 0; old--)
        gtk_stack_remove (self->page_stack, g_ptr_array_steal_index (self->pages, 0));
      g_free (self->function);
      self->function = g_strdup (name);
    }

  yao_window_show_top (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page_stack));
  if (adw_leaflet_get_folded (self->leaflet))
    focus_top (self);
}

/**
 * yao_window_show_home:
 * @self: a window
 *
 * Shows what stands beside the main screen when nothing was chosen: what waits for the person, or
 * the certificate.
 */
void
yao_window_show_home (YaoWindow *self)
{
  GListModel *notices;

  g_return_if_fail (YAO_IS_WINDOW (self));

  notices = yao_session_get_notices (self->session);
  yao_window_show_page (self, g_list_model_get_n_items (notices) > 0 ? "requests" : "certificate");
}

/**
 * yao_window_push_page:
 * @self: a window
 * @name: the name of a page, with an argument after a colon if it takes one
 *
 * Opens a page above the one that is open; Back returns.
 */
void
yao_window_push_page (YaoWindow *self, const char *name)
{
  g_return_if_fail (YAO_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (self->main == NULL)
    return;
  if (self->pages->len == 0)
    yao_window_show_home (self);
  if (!add_page (self, name))
    return;

  yao_window_show_top (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page_stack));
  focus_top (self);
}

/**
 * yao_window_go_back:
 * @self: a window
 *
 * Shows the main screen again beside a page that had the whole window, closes the topmost page, or
 * returns to the main screen in a narrow window.
 *
 * Returns: %TRUE if there was something to go back to
 */
gboolean
yao_window_go_back (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), FALSE);

  if (self->is_full_page)
    {
      yao_window_set_full_page (self, FALSE);
      return TRUE;
    }
  if (self->pages->len > 1)
    {
      yao_window_drop_pages (self, self->pages->len - 1);
      yao_window_show_top (self);
      focus_top (self);
      return TRUE;
    }
  if (self->main != NULL && adw_leaflet_get_folded (self->leaflet)
      && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->page_stack))
    {
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->main_bin));
      gtk_widget_child_focus (GTK_WIDGET (self->main), GTK_DIR_TAB_FORWARD);
      return TRUE;
    }

  return FALSE;
}

/**
 * yao_window_show_side:
 * @self: a window
 * @page: the page of the function, or else the main screen
 *
 * Chooses what a window too narrow for both shows.
 */
void
yao_window_show_side (YaoWindow *self, gboolean page)
{
  g_return_if_fail (YAO_IS_WINDOW (self));

  adw_leaflet_set_visible_child (self->leaflet, page ? GTK_WIDGET (self->page_stack)
                                                     : GTK_WIDGET (self->main_bin));
}
