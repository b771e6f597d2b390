/* yao-window.c: the window: main screen beside the page of a function
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-window-private.h"

#include "yao-dialog.h"
#include "yao-download-page.h"
#include "yao-identity-dialog.h"
#include "yao-snug-layout.h"

G_DEFINE_FINAL_TYPE (YaoWindow, yao_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SETTINGS,
  PROP_FULL_PAGE,
};

static void
folded_cb (YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->session == NULL || self->main == NULL)
    return;

  if (!adw_leaflet_get_folded (self->leaflet) && self->pages->len == 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    yao_window_show_home (self);
  yao_window_show_top (self);
}

static void
show_first (YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->first == NULL)
    {
      self->first
          = YAO_PAGE (g_object_new (YAO_TYPE_DOWNLOAD_PAGE, "session", self->session, NULL));
      adw_bin_set_child (self->first_bin, GTK_WIDGET (self->first));
    }
  gtk_stack_set_visible_child_name (self->root_stack, "first");
  yao_window_drop_pages (self, 0);
  g_clear_pointer (&self->function, g_free);
  if (self->main != NULL)
    {
      adw_bin_set_child (self->main_bin, NULL);
      self->main = NULL;
    }
}

static void
show_main (YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->main == NULL)
    {
      self->main = g_object_new (YAO_TYPE_MAIN_PAGE, "session", self->session, NULL);
      adw_bin_set_child (self->main_bin, GTK_WIDGET (self->main));
    }
  gtk_stack_set_visible_child_name (self->root_stack, "main");
  yao_window_update_headers (self);
}

/* The first page goes only when it has finished speaking, for it may be what brought the
 * certificate.
 */
static gboolean
forget_first_cb (gpointer user_data)
{
  g_autoptr (YaoWindow) self = user_data;

  if (self->first != NULL && self->main != NULL)
    {
      adw_bin_set_child (self->first_bin, NULL);
      self->first = NULL;
      if (self->pages->len == 0 && !adw_leaflet_get_folded (self->leaflet))
        yao_window_show_home (self);
    }

  return G_SOURCE_REMOVE;
}

static void
update_mode (YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  if (g_list_model_get_n_items (yao_session_get_certificates (self->session)) == 0)
    show_first (self);
  else
    {
      show_main (self);
      if (self->first != NULL)
        g_idle_add (forget_first_cb, g_object_ref (self));
    }
}

/* Pages that were opened from a certificate are about that one: another closes them. */
static void
current_cb (YaoWindow *self)
{
  YaoCertificate *current = yao_session_get_current (self->session);

  g_assert (YAO_IS_WINDOW (self));

  if (current != self->seen && self->pages->len > 1)
    {
      yao_window_drop_pages (self, 1);
      yao_window_show_top (self);
    }
  self->seen = current;
  update_mode (self);
}

static gboolean
identity_cb (YaoWindow *self, YaoIdentityRequest *request)
{
  g_assert (YAO_IS_WINDOW (self));

  yao_dialog_open (GTK_WINDOW (yao_identity_dialog_new (self->session, request)),
                   GTK_WIDGET (self));
  return TRUE;
}

static void
identity_changed_cb (YaoWindow *self)
{
  gboolean is_signed_in = yao_session_is_signed_in (self->session);

  g_assert (YAO_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-in", !is_signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", is_signed_in);
}

static void
update_demo (YaoWindow *self)
{
  gboolean has_builtin = yao_session_has_builtin (self->session);

  g_assert (YAO_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reset-demo", has_builtin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-messages", has_builtin);
}

static gboolean
show_rest_cb (gpointer user_data)
{
  YaoWindow *self = user_data;

  if (self->main != NULL && self->pages->len == 0 && !adw_leaflet_get_folded (self->leaflet))
    yao_window_show_home (self);
  yao_session_start_builtin (self->session);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock, YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_rest_cb, g_object_ref (self), g_object_unref);
}

/* What the eye meets first is painted first; the rest follows. */
static void
realize_cb (YaoWindow *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                           G_CALLBACK (after_paint_cb), self, 0);
}

static gboolean
yao_window_close_request (GtkWindow *window)
{
  YaoWindow *self = YAO_WINDOW (window);
  int width;
  int height;

  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (self->settings, "window-size", "(ii)", width, height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }

  return GTK_WINDOW_CLASS (yao_window_parent_class)->close_request (window);
}

static void
restore_size (YaoWindow *self)
{
  int width = 960;
  int height = 680;

  g_assert (YAO_IS_WINDOW (self));

  if (self->settings != NULL)
    {
      g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 294));
}

static void
yao_window_constructed (GObject *object)
{
  YaoWindow *self = YAO_WINDOW (object);
  YaoClient *client = yao_session_get_client (self->session);

  G_OBJECT_CLASS (yao_window_parent_class)->constructed (object);

  restore_size (self);
  g_signal_connect_object (yao_session_get_certificates (self->session), "items-changed",
                           G_CALLBACK (update_mode), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yao_session_get_services (self->session), "items-changed",
                           G_CALLBACK (update_demo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::current", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "news", G_CALLBACK (yao_window_tell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "identity", G_CALLBACK (identity_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "identity-changed", G_CALLBACK (identity_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  self->seen = yao_session_get_current (self->session);
  update_mode (self);
  update_demo (self);
  identity_changed_cb (self);
}

static void
yao_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoWindow *self = YAO_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_FULL_PAGE:
      yao_window_set_full_page (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_FULL_PAGE)
    g_value_set_boolean (value, YAO_WINDOW (object)->is_full_page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
yao_window_finalize (GObject *object)
{
  YaoWindow *self = YAO_WINDOW (object);

  g_clear_weak_pointer (&self->toast);
  g_ptr_array_unref (self->pages);
  g_free (self->function);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (yao_window_parent_class)->finalize (object);
}

static void
yao_window_class_init (YaoWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = yao_window_constructed;
  object_class->get_property = yao_window_get_property;
  object_class->set_property = yao_window_set_property;
  object_class->finalize = yao_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = yao_window_close_request;

  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, YAO_TYPE_SESSION, flags));
  g_object_class_install_property (
      object_class, PROP_SETTINGS,
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags));
  g_object_class_install_property (
      object_class, PROP_FULL_PAGE,
      g_param_spec_boolean ("full-page", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/window/yao-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, first_bin);
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, main_bin);
  gtk_widget_class_bind_template_child (widget_class, YaoWindow, page_stack);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);

  yao_window_install_actions (widget_class);
}

static void
yao_window_init (YaoWindow *self)
{
  self->pages = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->main_bin), yao_snug_layout_new ());
}

/**
 * yao_window_new:
 * @application: the application
 * @session: what all pages share
 * @settings: (nullable): where the window's size is kept
 *
 * Makes the window. It shows the first start if there is no certificate on this device, else the
 * main screen.
 *
 * Returns: (transfer none): the window
 */
YaoWindow *
yao_window_new (GtkApplication *application, YaoSession *session, GSettings *settings)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);

  return g_object_new (YAO_TYPE_WINDOW, "application", application, "session", session, "settings",
                       settings, NULL);
}

/**
 * yao_window_get_session:
 * @self: a window
 *
 * Gets what all pages share.
 *
 * Returns: (transfer none): the session
 */
YaoSession *
yao_window_get_session (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * yao_window_is_first_start:
 * @self: a window
 *
 * Tells whether there is no certificate yet and only the first start is shown.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_window_is_first_start (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), FALSE);

  return self->main == NULL;
}

/**
 * yao_window_tell:
 * @self: a window
 * @text: a sentence
 *
 * Tells something for a moment, at the foot of the window, in place of what was told before.
 */
void
yao_window_tell (YaoWindow *self, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (YAO_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  yao_window_hush (self);
  markup = g_markup_escape_text (text, -1);
  g_set_weak_pointer (&self->toast, adw_toast_new (markup));
  adw_toast_overlay_add_toast (self->toast_overlay, self->toast);
}

/**
 * yao_window_hush:
 * @self: a window
 *
 * Takes away what was told last, if it is still shown.
 */
void
yao_window_hush (YaoWindow *self)
{
  g_return_if_fail (YAO_IS_WINDOW (self));

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_weak_pointer (&self->toast);
}
