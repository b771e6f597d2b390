/* yao-actionable.c: gives a button another action
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-actionable.h"

/**
 * yao_actionable_set_action:
 * @actionable: a button, or something like it
 * @detailed_name: (nullable): an action with its target, or %NULL for none
 *
 * Gives it another action. gtk_actionable_set_detailed_action_name() changes the name before the
 * target, and complains of the two that then do not fit.
 */
void
yao_actionable_set_action (GtkActionable *actionable, const char *detailed_name)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_ACTIONABLE (actionable));

  gtk_actionable_set_action_name (actionable, NULL);
  if (detailed_name == NULL || !g_action_parse_detailed_name (detailed_name, &name, &target, NULL))
    return;

  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
}
