/* yao-person-row.c: somebody of the demonstration service, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-person-row.h"

#include <adwaita.h>

#include "yao-list-name.h"

struct _YaoPersonRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *uid;
  GtkLabel *department;
  GtkLabel *role;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (YaoPersonRow, yao_person_row, GTK_TYPE_WIDGET)

static void
yao_person_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_PERSON_ROW);

  G_OBJECT_CLASS (yao_person_row_parent_class)->dispose (object);
}

static void
yao_person_row_class_init (YaoPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_person_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, box);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, uid);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, department);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, YaoPersonRow, hint);
}

static void
yao_person_row_init (YaoPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_person_row_new:
 *
 * Makes an empty row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_person_row_new (void)
{
  return g_object_new (YAO_TYPE_PERSON_ROW, NULL);
}

/**
 * yao_person_row_show:
 * @self: a row
 * @person: whom to show
 *
 * Shows somebody.
 */
void
yao_person_row_show (YaoPersonRow *self, YaoDemoPerson *person)
{
  g_return_if_fail (YAO_IS_PERSON_ROW (self));
  g_return_if_fail (YAO_IS_DEMO_PERSON (person));

  adw_avatar_set_text (self->avatar, yao_demo_person_get_name (person));
  gtk_label_set_label (self->name, yao_demo_person_get_name (person));
  gtk_label_set_label (self->uid, yao_demo_person_get_uid (person));
  gtk_label_set_label (self->department, yao_demo_person_get_department (person));
  gtk_label_set_label (self->role, yao_demo_person_get_role (person));
  gtk_label_set_label (self->hint, yao_demo_person_get_hint (person));
  yao_list_name_set (GTK_WIDGET (self), yao_demo_person_get_name (person),
                     yao_demo_person_get_uid (person));
}
