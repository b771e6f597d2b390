/* yao-list-state.c: a list with its five states
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-list-state.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yao-actionable.h"
#include "yao-banner.h"
#include "yao-error-text.h"
#include "yao-format.h"

/* A list that comes sooner than this shows no spinner: a flash of one tells nothing. */
#define LOADING_DELAY_MS 300

struct _YaoListState
{
  GtkWidget parent_instance;

  GtkBox *box;
  YaoBanner *offline_banner;
  GtkStack *stack;
  AdwBin *content;
  GtkSpinner *spinner;
  GtkLabel *loading_label;
  AdwStatusPage *status;
  GtkButton *button;

  YaoListStateKind kind;
  guint loading_source; /* shows the spinner, or 0 */
  char *empty_icon;
  char *empty_title;
  char *empty_description;
  char *empty_button_label;
  char *empty_action;
  char *clear_action;
  char *retry_action;
};

static void yao_list_state_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoListState,
                               yao_list_state,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      yao_list_state_buildable_init))

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_LOADING_TEXT,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_BUTTON_LABEL,
  PROP_EMPTY_ACTION,
  PROP_CLEAR_ACTION,
  PROP_RETRY_ACTION,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
leave_state (YaoListState *self, YaoListStateKind kind)
{
  g_assert (YAO_IS_LIST_STATE (self));

  g_clear_handle_id (&self->loading_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  yao_banner_set_revealed (self->offline_banner, FALSE);
  self->kind = kind;
}

static void
show_status (YaoListState *self,
             const char *icon,
             const char *title,
             const char *description,
             const char *button_label,
             const char *action)
{
  g_assert (YAO_IS_LIST_STATE (self));

  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  if (button_label != NULL)
    {
      gtk_button_set_label (self->button, button_label);
      yao_actionable_set_action (GTK_ACTIONABLE (self->button), action);
    }
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static gboolean
waited_cb (gpointer user_data)
{
  YaoListState *self = user_data;

  g_assert (YAO_IS_LIST_STATE (self));

  self->loading_source = 0;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
yao_list_state_add_child (GtkBuildable *buildable,
                          GtkBuilder *builder,
                          GObject *child,
                          const char *type)
{
  YaoListState *self = YAO_LIST_STATE (buildable);

  if (self->content != NULL && GTK_IS_WIDGET (child))
    adw_bin_set_child (self->content, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
yao_list_state_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = yao_list_state_add_child;
}

static char **
get_text_field (YaoListState *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_EMPTY_ICON:
      return &self->empty_icon;
    case PROP_EMPTY_TITLE:
      return &self->empty_title;
    case PROP_EMPTY_DESCRIPTION:
      return &self->empty_description;
    case PROP_EMPTY_BUTTON_LABEL:
      return &self->empty_button_label;
    case PROP_EMPTY_ACTION:
      return &self->empty_action;
    case PROP_CLEAR_ACTION:
      return &self->clear_action;
    case PROP_RETRY_ACTION:
      return &self->retry_action;
    default:
      return NULL;
    }
}

static void
yao_list_state_dispose (GObject *object)
{
  YaoListState *self = YAO_LIST_STATE (object);

  g_clear_handle_id (&self->loading_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_LIST_STATE);

  G_OBJECT_CLASS (yao_list_state_parent_class)->dispose (object);
}

static void
yao_list_state_finalize (GObject *object)
{
  YaoListState *self = YAO_LIST_STATE (object);

  for (guint i = PROP_EMPTY_ICON; i < N_PROPS; i++)
    g_free (*get_text_field (self, i));

  G_OBJECT_CLASS (yao_list_state_parent_class)->finalize (object);
}

static void
yao_list_state_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoListState *self = YAO_LIST_STATE (object);
  char **field = get_text_field (self, prop_id);

  if (prop_id == PROP_CHILD)
    g_value_set_object (value, adw_bin_get_child (self->content));
  else if (prop_id == PROP_LOADING_TEXT)
    g_value_set_string (value, gtk_label_get_label (self->loading_label));
  else if (field != NULL)
    g_value_set_string (value, *field);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
yao_list_state_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoListState *self = YAO_LIST_STATE (object);
  char **field = get_text_field (self, prop_id);

  if (prop_id == PROP_CHILD)
    adw_bin_set_child (self->content, g_value_get_object (value));
  else if (prop_id == PROP_LOADING_TEXT)
    gtk_label_set_label (self->loading_label, g_value_get_string (value));
  else if (field != NULL)
    {
      g_free (*field);
      *field = g_value_dup_string (value);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
install_text_property (GObjectClass *object_class, guint prop_id, const char *name)
{
  props[prop_id]
      = g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, prop_id, props[prop_id]);
}

static void
yao_list_state_class_init (YaoListStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yao_list_state_dispose;
  object_class->finalize = yao_list_state_finalize;
  object_class->get_property = yao_list_state_get_property;
  object_class->set_property = yao_list_state_set_property;

  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_CHILD, props[PROP_CHILD]);
  install_text_property (object_class, PROP_LOADING_TEXT, "loading-text");
  install_text_property (object_class, PROP_EMPTY_ICON, "empty-icon");
  install_text_property (object_class, PROP_EMPTY_TITLE, "empty-title");
  install_text_property (object_class, PROP_EMPTY_DESCRIPTION, "empty-description");
  install_text_property (object_class, PROP_EMPTY_BUTTON_LABEL, "empty-button-label");
  install_text_property (object_class, PROP_EMPTY_ACTION, "empty-action");
  install_text_property (object_class, PROP_CLEAR_ACTION, "clear-action");
  install_text_property (object_class, PROP_RETRY_ACTION, "retry-action");

  g_type_ensure (YAO_TYPE_BANNER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/widgets/yao-list-state.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoListState, box);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, offline_banner);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, stack);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, content);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, spinner);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, loading_label);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, status);
  gtk_widget_class_bind_template_child (widget_class, YaoListState, button);
}

static void
yao_list_state_init (YaoListState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yao_banner_set_style (self->offline_banner, YAO_BANNER_WARNING);
}

/**
 * yao_list_state_new:
 *
 * Makes an empty frame for a list, which shows the list.
 *
 * Returns: (transfer full): the frame
 */
GtkWidget *
yao_list_state_new (void)
{
  return g_object_new (YAO_TYPE_LIST_STATE, NULL);
}

/**
 * yao_list_state_get_kind:
 * @self: a frame
 *
 * Gets what it shows.
 *
 * Returns: the state
 */
YaoListStateKind
yao_list_state_get_kind (YaoListState *self)
{
  g_return_val_if_fail (YAO_IS_LIST_STATE (self), YAO_LIST_STATE_READY);

  return self->kind;
}

/**
 * yao_list_state_show_ready:
 * @self: a frame
 *
 * Shows the list.
 */
void
yao_list_state_show_ready (YaoListState *self)
{
  g_return_if_fail (YAO_IS_LIST_STATE (self));

  leave_state (self, YAO_LIST_STATE_READY);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/**
 * yao_list_state_show_loading:
 * @self: a frame
 *
 * Shows nothing for 300 ms, then that the list is being fetched.
 */
void
yao_list_state_show_loading (YaoListState *self)
{
  g_return_if_fail (YAO_IS_LIST_STATE (self));

  leave_state (self, YAO_LIST_STATE_LOADING);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  self->loading_source = g_timeout_add (LOADING_DELAY_MS, waited_cb, self);
}

/**
 * yao_list_state_show_empty:
 * @self: a frame
 *
 * Shows that there is nothing yet, and the button that the properties empty-button-label and
 * empty-action describe.
 */
void
yao_list_state_show_empty (YaoListState *self)
{
  g_return_if_fail (YAO_IS_LIST_STATE (self));

  leave_state (self, YAO_LIST_STATE_EMPTY);
  show_status (self, self->empty_icon, self->empty_title, self->empty_description,
               self->empty_button_label, self->empty_action);
}

/**
 * yao_list_state_show_nothing_found:
 * @self: a frame
 *
 * Shows that a search found nothing, and a button that clears it: the property clear-action.
 */
void
yao_list_state_show_nothing_found (YaoListState *self)
{
  g_return_if_fail (YAO_IS_LIST_STATE (self));

  leave_state (self, YAO_LIST_STATE_NOTHING_FOUND);
  show_status (self, "system-search-symbolic", _ ("Nothing found"),
               _ ("Try other words, or fewer of them."), _ ("_Clear search"), self->clear_action);
}

/**
 * yao_list_state_show_offline:
 * @self: a frame
 * @fetched: when the rows were fetched, in seconds since 1970
 *
 * Shows the list as it was last known, the time of that, and a button that tries again.
 */
void
yao_list_state_show_offline (YaoListState *self, gint64 fetched)
{
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (YAO_IS_LIST_STATE (self));

  leave_state (self, YAO_LIST_STATE_OFFLINE);
  when = yao_format_moment (fetched);
  title = g_strdup_printf (_ ("Not everything could be refreshed. This is how things stood on %s."),
                           when);
  yao_banner_set_title (self->offline_banner, title);
  yao_actionable_set_action (GTK_ACTIONABLE (self->offline_banner), self->retry_action);
  yao_banner_set_revealed (self->offline_banner, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/**
 * yao_list_state_show_error:
 * @self: a frame
 * @error: why the list could not be fetched
 *
 * Shows the sentence and the next step for @error, and a button that tries again: the property
 * retry-action.
 */
void
yao_list_state_show_error (YaoListState *self, const GError *error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *hint = NULL;

  g_return_if_fail (YAO_IS_LIST_STATE (self));
  g_return_if_fail (error != NULL);

  leave_state (self, YAO_LIST_STATE_ERROR);
  sentence = yao_error_text_dup_sentence (error);
  hint = yao_error_text_dup_hint (error);
  show_status (self, "dialog-warning-symbolic", sentence, hint, _ ("_Try again"),
               self->retry_action);
}
