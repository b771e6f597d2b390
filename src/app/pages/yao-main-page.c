/* yao-main-page.c: the main screen: the certificate in use and the functions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-main-page.h"

#include <glib/gi18n.h>

#include "yao-certificate-card.h"
#include "yao-condition.h"
#include "yao-format.h"
#include "yao-functions.h"
#include "yao-menu.h"

#define TILES_IN_A_ROW 3

struct _YaoMainPage
{
  YaoPage parent_instance;

  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GtkScrolledWindow *scrolled_window;
  YaoBanner *certificate_banner;
  YaoCertificateCard *card;
  GtkGrid *grid;
  GtkGrid *more_grid;
  GtkLabel *refreshed_label;
  GtkButton *refresh_button;
  GtkSpinner *refresh_spinner;

  GSignalGroup *certificate_signals; /* of the certificate in use */
};

G_DEFINE_FINAL_TYPE (YaoMainPage, yao_main_page, YAO_TYPE_PAGE)

/* What is amiss with the program comes before what is amiss with the person's PIN. */
static void
update_banner (YaoMainPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoBanner *banner = yao_page_get_banner (YAO_PAGE (self));

  g_assert (YAO_IS_MAIN_PAGE (self));

  if (!yao_condition_tell_session (session, banner))
    yao_condition_tell_identity (session, banner);
}

static void
update_certificate (YaoMainPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoCertificate *current = yao_session_get_current (session);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  g_assert (YAO_IS_MAIN_PAGE (self));

  g_signal_group_set_target (self->certificate_signals, current);
  update_banner (self);
  if (current == NULL)
    return;

  yao_certificate_card_show (self->card, current, yao_session_get_now (session));
  yao_condition_tell_certificate (current, yao_session_get_now (session), self->certificate_banner);

  when = yao_format_moment (yao_certificate_get_refreshed (current));
  /* Translators: the time at which the certificate was last fetched from the service. */
  text = g_strdup_printf (_ ("Last refreshed on %s"), when);
  gtk_label_set_label (self->refreshed_label, text);
}

static void
update_refreshing (YaoMainPage *self)
{
  gboolean refreshing = yao_session_is_refreshing (yao_page_get_session (YAO_PAGE (self)));

  g_assert (YAO_IS_MAIN_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->refresh_button), !refreshing);
  gtk_widget_set_visible (GTK_WIDGET (self->refresh_spinner), refreshing);
  gtk_spinner_set_spinning (self->refresh_spinner, refreshing);
}

/* A finger that pulls the page down beyond its top asks for what a mobile phone would do then. */
static void
edge_overshot_cb (YaoMainPage *self, GtkPositionType position)
{
  g_assert (YAO_IS_MAIN_PAGE (self));

  if (position == GTK_POS_TOP)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

static GtkWidget *
make_tile (const YaoFunction *function)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (function->icon);
  GtkWidget *label = gtk_label_new (_ (function->title));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "tile");
  gtk_widget_add_css_class (tile, "card");
  gtk_widget_set_hexpand (tile, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tile), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (tile), "s", function->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (function->title), -1);
  return tile;
}

static void
fill_grid (YaoMainPage *self, GtkGrid *grid, YaoFunctionPlace place)
{
  guint n_functions;
  const YaoFunction *functions = yao_functions_get (&n_functions);
  int n_tiles = 0;

  g_assert (YAO_IS_MAIN_PAGE (self));

  for (guint i = 0; i < n_functions; i++)
    {
      if (functions[i].place != place)
        continue;
      gtk_grid_attach (grid, make_tile (&functions[i]), n_tiles % TILES_IN_A_ROW,
                       n_tiles / TILES_IN_A_ROW, 1, 1);
      n_tiles++;
    }

  /* Few tiles are no wider than many. */
  for (; n_tiles > 0 && n_tiles < TILES_IN_A_ROW; n_tiles++)
    gtk_grid_attach (grid, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), n_tiles, 0, 1, 1);
}

static void
yao_main_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoMainPage *self = YAO_MAIN_PAGE (page);

  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (update_certificate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::refresh-error", G_CALLBACK (update_certificate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::refreshing", G_CALLBACK (update_refreshing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "identity-changed", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  fill_grid (self, self->grid, YAO_FUNCTION_FIRST);
  fill_grid (self, self->more_grid, YAO_FUNCTION_MORE);
  update_certificate (self);
}

static void
yao_main_page_dispose (GObject *object)
{
  YaoMainPage *self = YAO_MAIN_PAGE (object);

  if (self->certificate_signals != NULL)
    g_signal_group_set_target (self->certificate_signals, NULL);
  g_clear_object (&self->certificate_signals);

  G_OBJECT_CLASS (yao_main_page_parent_class)->dispose (object);
}

static void
yao_main_page_class_init (YaoMainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_main_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_main_page_show_session;

  g_type_ensure (YAO_TYPE_CERTIFICATE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-main-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, main_menu);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, certificate_banner);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, card);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, grid);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, more_grid);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, refreshed_label);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, YaoMainPage, refresh_spinner);
  gtk_widget_class_bind_template_callback (widget_class, edge_overshot_cb);
}

static void
yao_main_page_init (YaoMainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yao_menu_set_late (self->menu_button, self->main_menu);

  self->certificate_signals = g_signal_group_new (YAO_TYPE_CERTIFICATE);
  g_signal_group_connect_swapped (self->certificate_signals, "notify",
                                  G_CALLBACK (update_certificate), self);
}

static void
mark_tile (GtkGrid *grid, const char *name)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (grid)); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    {
      GVariant *target = GTK_IS_BUTTON (tile)
                             ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (tile))
                             : NULL;

      if (target != NULL && g_strcmp0 (g_variant_get_string (target, NULL), name) == 0)
        gtk_widget_add_css_class (tile, "chosen");
      else
        gtk_widget_remove_css_class (tile, "chosen");
    }
}

/**
 * yao_main_page_show_function:
 * @self: the main screen
 * @name: (nullable): the name of the function whose page stands beside it, or %NULL
 *
 * Marks the tile of a function.
 */
void
yao_main_page_show_function (YaoMainPage *self, const char *name)
{
  g_return_if_fail (YAO_IS_MAIN_PAGE (self));

  mark_tile (self->grid, name);
  mark_tile (self->more_grid, name);
}
