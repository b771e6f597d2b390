/* yao-authorization-row.c: an authorization in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-row.h"

#include <glib/gi18n.h>

#include "yao-authorization-text.h"
#include "yao-condition.h"
#include "yao-format.h"
#include "yao-list-name.h"

#define DAY (24 * 60 * 60)

struct _YaoAuthorizationRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkCheckButton *check;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *details;
  GtkLabel *terms;
  GtkButton *open_button;
};

G_DEFINE_FINAL_TYPE (YaoAuthorizationRow, yao_authorization_row, GTK_TYPE_WIDGET)

/* The state where a list has several, and a warning before the end. */
static void
show_state (YaoAuthorizationRow *self,
            YaoAuthorization *authorization,
            YaoAuthorizationScope scope,
            gint64 now)
{
  YaoAuthorizationState state = yao_authorization_get_state (authorization);
  gint64 left = yao_authorization_get_until (authorization) - now;
  g_autofree char *text = NULL;
  gboolean is_soon
      = state == YAO_AUTHORIZATION_ACTIVE && left >= 0 && left / DAY <= YAO_CONDITION_SOON_DAYS;

  g_assert (YAO_IS_AUTHORIZATION_ROW (self));

  if (is_soon)
    text = yao_format_days_left ((int) (left / DAY));
  else if (scope != YAO_AUTHORIZATION_GRANTED)
    text = g_strdup (yao_authorization_text_state (state));
  else if (!yao_authorization_is_known (authorization))
    text = g_strdup (_ ("Not yet known to the service"));
  gtk_widget_set_visible (GTK_WIDGET (self->state), text != NULL);
  gtk_label_set_label (self->state, text != NULL ? text : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
  if (is_soon)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
}

static void
show_person (YaoAuthorizationRow *self,
             YaoAuthorization *authorization,
             YaoAuthorizationScope scope)
{
  gboolean is_holder = scope != YAO_AUTHORIZATION_GRANTED;
  const char *name = is_holder ? yao_authorization_get_holder_name (authorization)
                               : yao_authorization_get_grantee_name (authorization);
  const char *uid = is_holder ? yao_authorization_get_holder_uid (authorization)
                              : yao_authorization_get_grantee_uid (authorization);
  const char *other = is_holder ? yao_authorization_get_grantee_name (authorization)
                                : yao_authorization_get_department (authorization);
  const char *phone = yao_authorization_get_phone (authorization);
  g_autofree char *both = NULL;
  g_autofree char *details = NULL;
  gboolean has_name = name != NULL && *name != '\0';

  both = has_name ? g_strdup_printf ("%s  %s", name, uid) : g_strdup (uid);
  gtk_label_set_label (self->name, both);
  details = g_strjoin (other != NULL && *other != '\0' && phone != NULL ? " · " : "",
                       other != NULL ? other : "", phone != NULL ? phone : "", NULL);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), *details != '\0');
  yao_list_name_set (GTK_WIDGET (self), has_name ? name : uid, uid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, both,
                                  -1);
}

static void
yao_authorization_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_AUTHORIZATION_ROW);

  G_OBJECT_CLASS (yao_authorization_row_parent_class)->dispose (object);
}

static void
yao_authorization_row_class_init (YaoAuthorizationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_authorization_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-authorization-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, box);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, check);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, name);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, state);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, details);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, terms);
  gtk_widget_class_bind_template_child (widget_class, YaoAuthorizationRow, open_button);
}

static void
yao_authorization_row_init (YaoAuthorizationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_authorization_row_new:
 *
 * Makes an empty row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_authorization_row_new (void)
{
  return g_object_new (YAO_TYPE_AUTHORIZATION_ROW, NULL);
}

/**
 * yao_authorization_row_show:
 * @self: a row
 * @authorization: what to show; a place is kept for one that has not come yet
 * @scope: of which list: the person on the other side is shown
 * @now: the time, in seconds since 1970
 *
 * Shows an authorization as it is now.
 */
void
yao_authorization_row_show (YaoAuthorizationRow *self,
                            YaoAuthorization *authorization,
                            YaoAuthorizationScope scope,
                            gint64 now)
{
  g_autofree char *terms = NULL;
  g_autofree char *page = NULL;
  gboolean is_loaded;

  g_return_if_fail (YAO_IS_AUTHORIZATION_ROW (self));
  g_return_if_fail (YAO_IS_AUTHORIZATION (authorization));

  is_loaded = yao_authorization_is_loaded (authorization);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), is_loaded);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), is_loaded);
  if (!is_loaded)
    {
      gtk_label_set_label (self->name, "…");
      gtk_label_set_label (self->details, " ");
      gtk_label_set_label (self->terms, " ");
      gtk_widget_set_visible (GTK_WIDGET (self->state), FALSE);
      return;
    }

  show_person (self, authorization, scope);
  show_state (self, authorization, scope, now);
  terms = yao_authorization_text_terms (authorization);
  gtk_label_set_label (self->terms, terms);
  page = g_strconcat ("authorization:", yao_authorization_get_id (authorization), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.push");
}

/**
 * yao_authorization_row_get_check:
 * @self: a row
 *
 * Gets the button that chooses the row.
 *
 * Returns: (transfer none): the button
 */
GtkCheckButton *
yao_authorization_row_get_check (YaoAuthorizationRow *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_ROW (self), NULL);

  return self->check;
}
