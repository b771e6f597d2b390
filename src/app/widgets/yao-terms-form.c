/* yao-terms-form.c: from when until when, and how often
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-terms-form.h"

#include <glib/gi18n.h>

#include "yao-format.h"

#define DAY (24 * 60 * 60)

/* A day that is chosen in a calendar. */
typedef struct
{
  GtkMenuButton *button;
  GtkCalendar *calendar;
} Day;

struct _YaoTermsForm
{
  AdwPreferencesGroup parent_instance;

  Day from;
  Day until;
  GtkSpinButton *uses;
};

G_DEFINE_FINAL_TYPE (YaoTermsForm, yao_terms_form, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static gint64
get_day (Day *day)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (day->calendar);
  g_autoptr (GDateTime) midnight
      = g_date_time_new_local (g_date_time_get_year (chosen), g_date_time_get_month (chosen),
                               g_date_time_get_day_of_month (chosen), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

static void
show_day (Day *day)
{
  g_autofree char *text = yao_format_date (get_day (day));

  gtk_menu_button_set_label (day->button, text);
}

static void
set_day (Day *day, gint64 unix_seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (unix_seconds);

  if (date != NULL)
    gtk_calendar_select_day (day->calendar, date);
  show_day (day);
}

static void
changed_cb (YaoTermsForm *self)
{
  g_assert (YAO_IS_TERMS_FORM (self));

  show_day (&self->from);
  show_day (&self->until);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_row (YaoTermsForm *self, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  g_assert (YAO_IS_TERMS_FORM (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_day (YaoTermsForm *self, Day *day, const char *title)
{
  GtkWidget *popover = gtk_popover_new ();

  g_assert (YAO_IS_TERMS_FORM (self));

  day->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (day->calendar));
  day->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (day->button, popover);
  add_row (self, title, GTK_WIDGET (day->button));
  g_signal_connect_object (day->calendar, "day-selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
yao_terms_form_class_init (YaoTermsFormClass *klass)
{
  changed_signal = g_signal_new ("changed", YAO_TYPE_TERMS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yao_terms_form_init (YaoTermsForm *self)
{
  add_day (self, &self->from, _ ("Valid from"));
  add_day (self, &self->until, _ ("Valid until"));
  self->uses = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, YAO_AUTHORIZATION_MAX_USES, 1));
  add_row (self, _ ("Number of uses"), GTK_WIDGET (self->uses));
  g_signal_connect_object (self->uses, "value-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * yao_terms_form_set:
 * @self: a form
 * @from: from when, in seconds since 1970
 * @until: until when
 * @uses: how often
 *
 * Shows terms.
 */
void
yao_terms_form_set (YaoTermsForm *self, gint64 from, gint64 until, gint64 uses)
{
  g_return_if_fail (YAO_IS_TERMS_FORM (self));

  set_day (&self->from, from);
  set_day (&self->until, until);
  gtk_spin_button_set_value (self->uses, (double) uses);
}

/**
 * yao_terms_form_get:
 * @self: a form
 * @terms: (out caller-allocates): what was chosen, from the first moment of the first day to the
 * last of the last one
 *
 * Gets the terms.
 */
void
yao_terms_form_get (YaoTermsForm *self, YaoTerms *terms)
{
  g_return_if_fail (YAO_IS_TERMS_FORM (self));
  g_return_if_fail (terms != NULL);

  terms->certificate_id = NULL;
  terms->from = get_day (&self->from);
  terms->until = get_day (&self->until) + DAY - 1;
  terms->uses = gtk_spin_button_get_value_as_int (self->uses);
}

/**
 * yao_terms_form_get_problem:
 * @self: a form
 * @now: the time, in seconds since 1970
 *
 * Gets what is wrong with the terms.
 *
 * Returns: (nullable): a sentence; %NULL if nothing is wrong
 */
const char *
yao_terms_form_get_problem (YaoTermsForm *self, gint64 now)
{
  YaoTerms terms;

  g_return_val_if_fail (YAO_IS_TERMS_FORM (self), NULL);

  yao_terms_form_get (self, &terms);
  if (terms.until < now)
    return _ ("The last day is over already: choose a later one.");
  if (terms.until < terms.from)
    return _ ("The last day is before the first one.");

  return NULL;
}
