/* yao-settings-page.c: what the person may choose
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-settings-page.h"

#include <glib/gi18n.h>

struct _YaoSettingsPage
{
  YaoPage parent_instance;

  AdwComboRow *cache_row;
  GtkLabel *cache_note;
  AdwActionRow *keyring_row;
  GtkButton *unlock_button;

  gboolean is_filling; /* the rows follow the choices, and not the other way round */
};

G_DEFINE_FINAL_TYPE (YaoSettingsPage, yao_settings_page, YAO_TYPE_PAGE)

/* What is offered; a number of minutes that somebody set otherwise is offered as well. */
static const int offered_minutes[] = { 5, 15, 30, 60 };

static char *
dup_minutes (int minutes)
{
  return g_strdup_printf (ngettext ("For %d minute", "For %d minutes", (gulong) minutes), minutes);
}

static gboolean
is_offered (int minutes)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered_minutes); i++)
    if (offered_minutes[i] == minutes)
      return TRUE;

  return FALSE;
}

/* The minutes behind a row of the list: 0 for never, -1 for until the end. */
static int
get_minutes_at (YaoSettingsPage *self, guint position)
{
  GListModel *model = adw_combo_row_get_model (self->cache_row);
  guint last = g_list_model_get_n_items (model) - 1;
  int minutes;

  if (position == 0 || position == last)
    return position == 0 ? 0 : -1;
  if (position <= G_N_ELEMENTS (offered_minutes))
    return offered_minutes[position - 1];

  yao_session_get_pin_cache (yao_page_get_session (YAO_PAGE (self)), &minutes);
  return minutes;
}

static void
fill_choices (YaoSettingsPage *self, int minutes)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_assert (YAO_IS_SETTINGS_PAGE (self));

  gtk_string_list_append (list, _ ("Never"));
  for (guint i = 0; i < G_N_ELEMENTS (offered_minutes); i++)
    gtk_string_list_take (list, dup_minutes (offered_minutes[i]));
  if (!is_offered (minutes))
    gtk_string_list_take (list, dup_minutes (minutes));
  gtk_string_list_append (list, _ ("Until Yunyao is closed"));
  adw_combo_row_set_model (self->cache_row, G_LIST_MODEL (list));
}

static void
select_choice (YaoSettingsPage *self, YaoPinCache cache, int minutes)
{
  guint n = g_list_model_get_n_items (adw_combo_row_get_model (self->cache_row));
  int wanted = cache == YAO_PIN_CACHE_NEVER ? 0 : cache == YAO_PIN_CACHE_MINUTES ? minutes : -1;

  g_assert (YAO_IS_SETTINGS_PAGE (self));

  for (guint i = 0; i < n; i++)
    if (get_minutes_at (self, i) == wanted)
      {
        adw_combo_row_set_selected (self->cache_row, i);
        return;
      }
}

static void
cache_selected_cb (YaoSettingsPage *self)
{
  int minutes;

  g_assert (YAO_IS_SETTINGS_PAGE (self));

  if (self->is_filling)
    return;

  minutes = get_minutes_at (self, adw_combo_row_get_selected (self->cache_row));
  yao_session_set_pin_cache (yao_page_get_session (YAO_PAGE (self)),
                             minutes == 0  ? YAO_PIN_CACHE_NEVER
                             : minutes < 0 ? YAO_PIN_CACHE_UNTIL_QUIT
                                           : YAO_PIN_CACHE_MINUTES,
                             minutes);
}

static const char *
get_keyring_text (YaoKeyringState state)
{
  switch (state)
    {
    case YAO_KEYRING_LOCKED:
      return _ ("It is locked: this device’s key and your sign-in last only until Yunyao is "
                "closed.");
    case YAO_KEYRING_ABSENT:
      return _ ("There is none: this device’s key and your sign-in last only until Yunyao is "
                "closed.");
    case YAO_KEYRING_AVAILABLE:
    default:
      return _ ("It keeps this device’s key and your sign-in.");
    }
}

static void
update (YaoSettingsPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  YaoKeyringState keyring = yao_session_get_keyring (session);

  g_assert (YAO_IS_SETTINGS_PAGE (self));

  adw_action_row_set_subtitle (self->keyring_row, get_keyring_text (keyring));
  gtk_widget_set_visible (GTK_WIDGET (self->unlock_button), keyring == YAO_KEYRING_LOCKED);
  gtk_label_set_label (
      self->cache_note,
      yao_session_was_cache_refused (session)
          ? _ ("This device is not bound, so the service remembered nothing. Ask your "
               "organisation to bind it.")
          : _ ("It stands for signatures alone, on a bound device. For a new PIN, and for what you "
               "allow others, the PIN is always asked for. A change counts from the next check "
               "on."));
}

static void
yao_settings_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoSettingsPage *self = YAO_SETTINGS_PAGE (page);
  int minutes;
  YaoPinCache cache = yao_session_get_pin_cache (session, &minutes);

  self->is_filling = TRUE;
  fill_choices (self, minutes);
  select_choice (self, cache, minutes);
  self->is_filling = FALSE;
  g_signal_connect_object (session, "identity-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  yao_session_check_keyring (session);
}

static void
yao_settings_page_class_init (YaoSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YAO_PAGE_CLASS (klass)->show_session = yao_settings_page_show_session;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoSettingsPage, cache_row);
  gtk_widget_class_bind_template_child (widget_class, YaoSettingsPage, cache_note);
  gtk_widget_class_bind_template_child (widget_class, YaoSettingsPage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, YaoSettingsPage, unlock_button);
  gtk_widget_class_bind_template_callback (widget_class, cache_selected_cb);
}

static void
yao_settings_page_init (YaoSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
