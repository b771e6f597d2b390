/* yao-page.c: what every page has: a header with Back, a banner, calls that end with it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-page.h"

#include "yao-error-text.h"

typedef struct
{
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  GtkButton *back_button;
  AdwBin *header_end;
  GtkSpinner *spinner;
  YaoBanner *banner;
  AdwBin *content;

  YaoSession *session;
  GPtrArray *operations; /* of YaoOperation: the calls on their way */
} YaoPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YaoPage, yao_page, ADW_TYPE_BIN)

#define GET_PRIVATE(self) ((YaoPagePrivate *) yao_page_get_instance_private (self))

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_TITLE,
  PROP_CONTENT,
  PROP_HEADER_END,
  PROP_START_BUTTONS,
  PROP_END_BUTTONS,
  PROP_BUSY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
update_busy (YaoPage *self)
{
  YaoPagePrivate *priv = GET_PRIVATE (self);
  gboolean busy = priv->operations->len > 0;

  g_assert (YAO_IS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), busy);
  gtk_spinner_set_spinning (priv->spinner, busy);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
operation_busy_cb (YaoPage *self, GParamSpec *pspec, YaoOperation *operation)
{
  YaoPagePrivate *priv = GET_PRIVATE (self);
  YaoPageDoneFunc done = g_object_get_data (G_OBJECT (operation), "yao-page-done");
  g_autoptr (YaoOperation) hold = g_object_ref (operation);

  g_assert (YAO_IS_PAGE (self));

  if (yao_operation_is_busy (operation) || !g_ptr_array_remove (priv->operations, operation))
    return;

  update_busy (self);
  if (!yao_operation_is_cancelled (hold))
    done (self, hold);
}

static void
yao_page_dispose (GObject *object)
{
  YaoPage *self = YAO_PAGE (object);
  YaoPagePrivate *priv = GET_PRIVATE (self);

  while (priv->operations->len > 0)
    {
      g_autoptr (YaoOperation) operation = g_ptr_array_steal_index (priv->operations, 0);

      g_signal_handlers_disconnect_by_data (operation, self);
      yao_operation_cancel (operation);
    }
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (yao_page_parent_class)->dispose (object);
}

static void
yao_page_finalize (GObject *object)
{
  YaoPagePrivate *priv = GET_PRIVATE (YAO_PAGE (object));

  g_ptr_array_unref (priv->operations);

  G_OBJECT_CLASS (yao_page_parent_class)->finalize (object);
}

static void
yao_page_constructed (GObject *object)
{
  YaoPage *self = YAO_PAGE (object);
  YaoPagePrivate *priv = GET_PRIVATE (self);

  G_OBJECT_CLASS (yao_page_parent_class)->constructed (object);

  if (priv->session != NULL && YAO_PAGE_GET_CLASS (self)->show_session != NULL)
    YAO_PAGE_GET_CLASS (self)->show_session (self, priv->session);
}

static void
yao_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoPage *self = YAO_PAGE (object);
  YaoPagePrivate *priv = GET_PRIVATE (self);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_TITLE:
      g_value_set_string (value, yao_page_get_title (self));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (priv->content));
      break;
    case PROP_HEADER_END:
      g_value_set_object (value, adw_bin_get_child (priv->header_end));
      break;
    case PROP_START_BUTTONS:
      g_value_set_boolean (value, adw_header_bar_get_show_start_title_buttons (priv->header));
      break;
    case PROP_END_BUTTONS:
      g_value_set_boolean (value, adw_header_bar_get_show_end_title_buttons (priv->header));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, yao_page_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoPagePrivate *priv = GET_PRIVATE (YAO_PAGE (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      adw_window_title_set_title (priv->window_title, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->content, g_value_get_object (value));
      break;
    case PROP_HEADER_END:
      adw_bin_set_child (priv->header_end, g_value_get_object (value));
      break;
    case PROP_START_BUTTONS:
      adw_header_bar_set_show_start_title_buttons (priv->header, g_value_get_boolean (value));
      break;
    case PROP_END_BUTTONS:
      adw_header_bar_set_show_end_title_buttons (priv->header, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_page_class_init (YaoPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = yao_page_constructed;
  object_class->dispose = yao_page_dispose;
  object_class->finalize = yao_page_finalize;
  object_class->get_property = yao_page_get_property;
  object_class->set_property = yao_page_set_property;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, YAO_TYPE_SESSION,
                                             flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_HEADER_END] = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_START_BUTTONS] = g_param_spec_boolean ("start-buttons", NULL, NULL, TRUE, flags);
  props[PROP_END_BUTTONS] = g_param_spec_boolean ("end-buttons", NULL, NULL, TRUE, flags);
  props[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (YAO_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/pages/yao-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, header_end);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, banner);
  gtk_widget_class_bind_template_child_private (widget_class, YaoPage, content);
}

static void
yao_page_init (YaoPage *self)
{
  YaoPagePrivate *priv = GET_PRIVATE (self);

  priv->operations = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yao_page_get_session:
 * @self: a page
 *
 * Gets what all pages share.
 *
 * Returns: (transfer none): the session
 */
YaoSession *
yao_page_get_session (YaoPage *self)
{
  g_return_val_if_fail (YAO_IS_PAGE (self), NULL);

  return GET_PRIVATE (self)->session;
}

/**
 * yao_page_get_client:
 * @self: a page
 *
 * Gets the client.
 *
 * Returns: (transfer none): the client
 */
YaoClient *
yao_page_get_client (YaoPage *self)
{
  g_return_val_if_fail (YAO_IS_PAGE (self), NULL);

  return yao_session_get_client (GET_PRIVATE (self)->session);
}

/**
 * yao_page_get_banner:
 * @self: a page
 *
 * Gets the banner below the header.
 *
 * Returns: (transfer none): the banner
 */
YaoBanner *
yao_page_get_banner (YaoPage *self)
{
  g_return_val_if_fail (YAO_IS_PAGE (self), NULL);

  return GET_PRIVATE (self)->banner;
}

/**
 * yao_page_get_title:
 * @self: a page
 *
 * Gets what its header says.
 *
 * Returns: the title
 */
const char *
yao_page_get_title (YaoPage *self)
{
  g_return_val_if_fail (YAO_IS_PAGE (self), NULL);

  return adw_window_title_get_title (GET_PRIVATE (self)->window_title);
}

/**
 * yao_page_set_can_go_back:
 * @self: a page
 * @can_go_back: whether there is something to go back to
 *
 * Shows or hides the Back button.
 */
void
yao_page_set_can_go_back (YaoPage *self, gboolean can_go_back)
{
  g_return_if_fail (YAO_IS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (GET_PRIVATE (self)->back_button), can_go_back);
}

/**
 * yao_page_is_busy:
 * @self: a page
 *
 * Tells whether a call of the page is on its way; property “busy”.
 *
 * Returns: %TRUE while it is
 */
gboolean
yao_page_is_busy (YaoPage *self)
{
  g_return_val_if_fail (YAO_IS_PAGE (self), FALSE);

  return GET_PRIVATE (self)->operations->len > 0;
}

/**
 * yao_page_run:
 * @self: a page
 * @operation: (transfer full): a call that has just begun
 * @done: called when it is over
 *
 * Shows that a call is on its way and tells when it is over. It is cancelled when the page goes.
 */
void
yao_page_run (YaoPage *self, YaoOperation *operation, YaoPageDoneFunc done)
{
  YaoPagePrivate *priv;

  g_return_if_fail (YAO_IS_PAGE (self));
  g_return_if_fail (YAO_IS_OPERATION (operation));
  g_return_if_fail (done != NULL);

  priv = GET_PRIVATE (self);
  g_object_set_data (G_OBJECT (operation), "yao-page-done", done);
  g_ptr_array_add (priv->operations, operation);
  g_signal_connect_object (operation, "notify::busy", G_CALLBACK (operation_busy_cb), self,
                           G_CONNECT_SWAPPED);
  update_busy (self);
  if (!yao_operation_is_busy (operation))
    operation_busy_cb (self, NULL, operation);
}

/**
 * yao_page_tell:
 * @self: a page
 * @text: what to tell
 *
 * Tells something for a moment, at the foot of the window.
 */
void
yao_page_tell (YaoPage *self, const char *text)
{
  g_return_if_fail (YAO_IS_PAGE (self));
  g_return_if_fail (text != NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

/**
 * yao_page_tell_error:
 * @self: a page
 * @error: (nullable): what went wrong
 *
 * Tells what went wrong and what to do, for a moment; nothing if the user cancelled.
 */
void
yao_page_tell_error (YaoPage *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (YAO_IS_PAGE (self));

  if (yao_error_text_is_silent (error))
    return;

  g_message ("%s", error->message);
  text = yao_error_text_dup_both (error);
  yao_page_tell (self, text);
}
