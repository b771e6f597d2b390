/* yao-field-row.c: a name and its value, which can be copied
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-field-row.h"

#include <glib/gi18n.h>

/* Lighter than an AdwActionRow, of which a page of details would need forty. */
struct _YaoFieldRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkLabel *note_label;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (YaoFieldRow, yao_field_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  PROP_COPYABLE,
  PROP_MONOSPACE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
name_for_everybody (YaoFieldRow *self)
{
  const char *title = gtk_label_get_label (self->title_label);
  g_autofree char *name = NULL;
  g_autofree char *copy = NULL;

  g_assert (YAO_IS_FIELD_ROW (self));

  name = g_strdup_printf ("%s: %s", title, gtk_label_get_label (self->value_label));
  /* Translators: the name of a field, such as “Serial number”. */
  copy = g_strdup_printf (_ ("Copy %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  copy, -1);
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoFieldRow *self = YAO_FIELD_ROW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_label (self->value_label));
  gtk_widget_activate_action (widget, "win.tell", "s", _ ("Copied"));
}

static void
yao_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (yao_field_row_parent_class)->dispose (object);
}

static void
yao_field_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoFieldRow *self = YAO_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, yao_field_row_get_title (self));
      break;
    case PROP_VALUE:
      g_value_set_string (value, yao_field_row_get_value (self));
      break;
    case PROP_COPYABLE:
      g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->copy_button)));
      break;
    case PROP_MONOSPACE:
      g_value_set_boolean (value,
                           gtk_widget_has_css_class (GTK_WIDGET (self->value_label), "monospace"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_field_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoFieldRow *self = YAO_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      yao_field_row_set_title (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      yao_field_row_set_value (self, g_value_get_string (value));
      break;
    case PROP_COPYABLE:
      gtk_widget_set_visible (GTK_WIDGET (self->copy_button), g_value_get_boolean (value));
      break;
    case PROP_MONOSPACE:
      yao_field_row_set_monospace (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_field_row_class_init (YaoFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = yao_field_row_dispose;
  object_class->get_property = yao_field_row_get_property;
  object_class->set_property = yao_field_row_set_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  props[PROP_COPYABLE] = g_param_spec_boolean ("copyable", NULL, NULL, FALSE, flags);
  props[PROP_MONOSPACE] = g_param_spec_boolean ("monospace", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/widgets/yao-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YaoFieldRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, YaoFieldRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, YaoFieldRow, copy_button);

  gtk_widget_class_install_action (widget_class, "field.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "field.copy",
                                       NULL);
}

static void
yao_field_row_init (YaoFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_field_row_new:
 * @title: the name
 * @value: the value
 *
 * Makes a row that can be copied.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
yao_field_row_new (const char *title, const char *value)
{
  return g_object_new (YAO_TYPE_FIELD_ROW, "title", title, "value", value, "copyable", TRUE, NULL);
}

/**
 * yao_field_row_get_title:
 * @self: a row
 *
 * Gets the name.
 *
 * Returns: the name
 */
const char *
yao_field_row_get_title (YaoFieldRow *self)
{
  g_return_val_if_fail (YAO_IS_FIELD_ROW (self), NULL);

  return gtk_label_get_label (self->title_label);
}

/**
 * yao_field_row_set_title:
 * @self: a row
 * @title: (nullable): the name
 *
 * Sets the name.
 */
void
yao_field_row_set_title (YaoFieldRow *self, const char *title)
{
  g_return_if_fail (YAO_IS_FIELD_ROW (self));

  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  name_for_everybody (self);
}

/**
 * yao_field_row_get_value:
 * @self: a row
 *
 * Gets the value.
 *
 * Returns: the value
 */
const char *
yao_field_row_get_value (YaoFieldRow *self)
{
  g_return_val_if_fail (YAO_IS_FIELD_ROW (self), NULL);

  return gtk_label_get_label (self->value_label);
}

/**
 * yao_field_row_set_value:
 * @self: a row
 * @value: (nullable): the value; may have several lines
 *
 * Sets the value.
 */
void
yao_field_row_set_value (YaoFieldRow *self, const char *value)
{
  g_return_if_fail (YAO_IS_FIELD_ROW (self));

  gtk_label_set_label (self->value_label, value != NULL ? value : "");
  name_for_everybody (self);
}

/**
 * yao_field_row_set_note:
 * @self: a row
 * @note: (nullable): a word, or %NULL for none
 *
 * Sets a word that stands at the end of the row.
 */
void
yao_field_row_set_note (YaoFieldRow *self, const char *note)
{
  g_return_if_fail (YAO_IS_FIELD_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
}

/**
 * yao_field_row_set_monospace:
 * @self: a row
 * @monospace: whether all characters of the value are equally wide
 *
 * Sets how the value is written, for numbers that people compare.
 */
void
yao_field_row_set_monospace (YaoFieldRow *self, gboolean monospace)
{
  g_return_if_fail (YAO_IS_FIELD_ROW (self));

  if (monospace)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), "monospace");
}
