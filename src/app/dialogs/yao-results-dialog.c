/* yao-results-dialog.c: what became of each of several authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-results-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yao-authorization-text.h"
#include "yao-error-text.h"

static char *
dup_name (YaoAuthorizationResult *result, GListModel *chosen, guint position)
{
  g_autoptr (YaoAuthorization) item = g_list_model_get_item (chosen, position);

  if (item == NULL)
    return g_strdup (yao_authorization_result_get_id (result));
  return g_strdup_printf ("%s  %s", yao_authorization_get_grantee_name (item),
                          yao_authorization_get_grantee_uid (item));
}

/**
 * yao_results_dialog_show:
 * @parent: the widget that tells
 * @action: what was asked for
 * @results: (element-type YaoAuthorizationResult): what became of it
 * @chosen: (element-type YaoAuthorization): with which ones, in the same order
 * @n_refused: how many were refused
 *
 * Shows a line for each authorization with what became of it.
 */
void
yao_results_dialog_show (GtkWidget *parent,
                         YaoAuthorizationAction action,
                         GListModel *results,
                         GListModel *chosen,
                         guint n_refused)
{
  guint n = g_list_model_get_n_items (results);
  g_autofree char *body = g_strdup_printf (_ ("%u of %u could not be changed:"), n_refused, n);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)),
                                              _ ("Not everything was done"), body);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list_box = gtk_list_box_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YaoAuthorizationResult) result = g_list_model_get_item (results, i);
      const GError *error = yao_authorization_result_get_error (result);
      g_autofree char *name = dup_name (result, chosen, i);
      g_autofree char *why = error != NULL ? yao_error_text_dup_both (error) : NULL;
      GtkWidget *row = adw_action_row_new ();

      g_object_set (row, "use-markup", FALSE, "title", name, "subtitle",
                    why != NULL ? why : yao_authorization_text_done (action), NULL);
      gtk_list_box_append (GTK_LIST_BOX (list_box), row);
    }

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list_box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list_box, "boxed-list");
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", 300, "child", list_box, NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "ok", _ ("_OK"));
  gtk_window_present (GTK_WINDOW (dialog));
}
