/* yao-banner.c: a bar that tells of a state and offers one way on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-banner.h"

/* AdwBanner came with libadwaita 1.3. This has the same properties and the same signal, so that it
 * can be taken in this one's place when the oldest libadwaita that we build for has it.
 */
struct _YaoBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkBox *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  char *title;
  char *button_label; /* or NULL: no button */
  gboolean use_markup;
};

static void yao_banner_actionable_init (GtkActionableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoBanner,
                               yao_banner,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACTIONABLE,
                                                      yao_banner_actionable_init))

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BUTTON_LABEL,
  PROP_REVEALED,
  PROP_USE_MARKUP,
  N_PROPS,
  PROP_ACTION_NAME = N_PROPS,
  PROP_ACTION_TARGET,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_BUTTON_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_title (YaoBanner *self)
{
  g_assert (YAO_IS_BANNER (self));

  gtk_label_set_use_markup (self->label, self->use_markup);
  gtk_label_set_label (self->label, self->title != NULL ? self->title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->label), -1);
}

/* What is not to be seen is not to be heard either. */
static void
child_revealed_cb (YaoBanner *self)
{
  g_assert (YAO_IS_BANNER (self));

  if (!gtk_revealer_get_reveal_child (self->revealer)
      && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
}

static void
clicked_cb (YaoBanner *self)
{
  g_assert (YAO_IS_BANNER (self));

  g_signal_emit (self, signals[SIGNAL_BUTTON_CLICKED], 0);
}

static const char *
yao_banner_get_action_name (GtkActionable *actionable)
{
  return gtk_actionable_get_action_name (GTK_ACTIONABLE (YAO_BANNER (actionable)->button));
}

static void
yao_banner_set_action_name (GtkActionable *actionable, const char *action_name)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (YAO_BANNER (actionable)->button), action_name);
}

static GVariant *
yao_banner_get_action_target_value (GtkActionable *actionable)
{
  return gtk_actionable_get_action_target_value (GTK_ACTIONABLE (YAO_BANNER (actionable)->button));
}

static void
yao_banner_set_action_target_value (GtkActionable *actionable, GVariant *target)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (YAO_BANNER (actionable)->button), target);
}

static void
yao_banner_actionable_init (GtkActionableInterface *iface)
{
  iface->get_action_name = yao_banner_get_action_name;
  iface->set_action_name = yao_banner_set_action_name;
  iface->get_action_target_value = yao_banner_get_action_target_value;
  iface->set_action_target_value = yao_banner_set_action_target_value;
}

static void
yao_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_BANNER);

  G_OBJECT_CLASS (yao_banner_parent_class)->dispose (object);
}

static void
yao_banner_finalize (GObject *object)
{
  YaoBanner *self = YAO_BANNER (object);

  g_free (self->title);
  g_free (self->button_label);

  G_OBJECT_CLASS (yao_banner_parent_class)->finalize (object);
}

static void
yao_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoBanner *self = YAO_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, yao_banner_get_revealed (self));
      break;
    case PROP_USE_MARKUP:
      g_value_set_boolean (value, self->use_markup);
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, yao_banner_get_action_name (GTK_ACTIONABLE (self)));
      break;
    case PROP_ACTION_TARGET:
      g_value_set_variant (value, yao_banner_get_action_target_value (GTK_ACTIONABLE (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_banner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoBanner *self = YAO_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      yao_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      yao_banner_set_button_label (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      yao_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    case PROP_USE_MARKUP:
      yao_banner_set_use_markup (self, g_value_get_boolean (value));
      break;
    case PROP_ACTION_NAME:
      yao_banner_set_action_name (GTK_ACTIONABLE (self), g_value_get_string (value));
      break;
    case PROP_ACTION_TARGET:
      yao_banner_set_action_target_value (GTK_ACTIONABLE (self), g_value_get_variant (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_banner_class_init (YaoBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = yao_banner_dispose;
  object_class->finalize = yao_banner_finalize;
  object_class->get_property = yao_banner_get_property;
  object_class->set_property = yao_banner_set_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  props[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  props[PROP_USE_MARKUP] = g_param_spec_boolean ("use-markup", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_ACTION_NAME, "action-name");
  g_object_class_override_property (object_class, PROP_ACTION_TARGET, "action-target");

  signals[SIGNAL_BUTTON_CLICKED] = g_signal_new (
      "button-clicked", YAO_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "yaobanner");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/widgets/yao-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, YaoBanner, box);
  gtk_widget_class_bind_template_child (widget_class, YaoBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, YaoBanner, label);
  gtk_widget_class_bind_template_child (widget_class, YaoBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
yao_banner_init (YaoBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_banner_new:
 * @title: (nullable): what to tell
 *
 * Makes a banner, not yet revealed.
 *
 * Returns: (transfer full): the banner
 */
GtkWidget *
yao_banner_new (const char *title)
{
  return g_object_new (YAO_TYPE_BANNER, "title", title, NULL);
}

/**
 * yao_banner_get_title:
 * @self: a banner
 *
 * Gets what it tells.
 *
 * Returns: (nullable): the text
 */
const char *
yao_banner_get_title (YaoBanner *self)
{
  g_return_val_if_fail (YAO_IS_BANNER (self), NULL);

  return self->title;
}

/**
 * yao_banner_set_title:
 * @self: a banner
 * @title: (nullable): what to tell
 *
 * Sets what it tells; markup if the property use-markup is set.
 */
void
yao_banner_set_title (YaoBanner *self, const char *title)
{
  g_return_if_fail (YAO_IS_BANNER (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/**
 * yao_banner_get_button_label:
 * @self: a banner
 *
 * Gets what its button says.
 *
 * Returns: (nullable): the text; %NULL if there is no button
 */
const char *
yao_banner_get_button_label (YaoBanner *self)
{
  g_return_val_if_fail (YAO_IS_BANNER (self), NULL);

  return self->button_label;
}

/**
 * yao_banner_set_button_label:
 * @self: a banner
 * @button_label: (nullable): what the button says, with a mnemonic; %NULL for no button
 *
 * Sets what its button says.
 */
void
yao_banner_set_button_label (YaoBanner *self, const char *button_label)
{
  g_return_if_fail (YAO_IS_BANNER (self));

  if (g_strcmp0 (self->button_label, button_label) == 0)
    return;

  g_free (self->button_label);
  self->button_label = g_strdup (button_label);
  gtk_widget_set_visible (GTK_WIDGET (self->button),
                          button_label != NULL && button_label[0] != '\0');
  gtk_button_set_label (self->button, button_label != NULL ? button_label : "");
  gtk_button_set_use_underline (self->button, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUTTON_LABEL]);
}

/**
 * yao_banner_get_revealed:
 * @self: a banner
 *
 * Gets whether it is shown.
 *
 * Returns: %TRUE if it is shown
 */
gboolean
yao_banner_get_revealed (YaoBanner *self)
{
  g_return_val_if_fail (YAO_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * yao_banner_set_revealed:
 * @self: a banner
 * @revealed: whether to show it
 *
 * Shows or hides it, sliding.
 */
void
yao_banner_set_revealed (YaoBanner *self, gboolean revealed)
{
  g_return_if_fail (YAO_IS_BANNER (self));

  revealed = !!revealed;
  if (yao_banner_get_revealed (self) == revealed)
    return;

  if (revealed)
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVEALED]);
}

/**
 * yao_banner_get_use_markup:
 * @self: a banner
 *
 * Gets whether its title is Pango markup.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_banner_get_use_markup (YaoBanner *self)
{
  g_return_val_if_fail (YAO_IS_BANNER (self), FALSE);

  return self->use_markup;
}

/**
 * yao_banner_set_use_markup:
 * @self: a banner
 * @use_markup: whether the title is Pango markup
 *
 * Sets whether its title is Pango markup; at first it is not.
 */
void
yao_banner_set_use_markup (YaoBanner *self, gboolean use_markup)
{
  g_return_if_fail (YAO_IS_BANNER (self));

  use_markup = !!use_markup;
  if (self->use_markup == use_markup)
    return;

  self->use_markup = use_markup;
  show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USE_MARKUP]);
}

/**
 * yao_banner_set_style:
 * @self: a banner
 * @style: how much it matters
 *
 * Sets its colour and its icon.
 */
void
yao_banner_set_style (YaoBanner *self, YaoBannerStyle style)
{
  static const struct
  {
    const char *css_class;
    const char *icon;
  } styles[] = {
    [YAO_BANNER_INFO] = { "info", "dialog-information-symbolic" },
    [YAO_BANNER_WARNING] = { "warning", "dialog-warning-symbolic" },
    [YAO_BANNER_ERROR] = { "error", "dialog-error-symbolic" },
  };

  g_return_if_fail (YAO_IS_BANNER (self));
  g_return_if_fail (style < G_N_ELEMENTS (styles));

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->box), styles[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), styles[style].css_class);
  gtk_image_set_from_icon_name (self->icon, styles[style].icon);
}
