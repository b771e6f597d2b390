/* yao-window.c: the window: main screen beside the page of a function
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-window.h"
#include "yao-window-private.h"

#include "yao-dialog.h"
#include "yao-download-page.h"
#include "yao-functions.h"
#include "yao-identity-dialog.h"
#include "yao-main-page.h"

/* What stands beside the main screen when nothing was chosen. */
#define HOME "certificate"

struct _YaoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkStack *root_stack;
  AdwBin *first_bin;
  AdwLeaflet *leaflet;
  AdwBin *main_bin;
  GtkStack *page_stack;

  YaoSession *session;
  GSettings *settings;   /* or NULL: nothing is remembered */
  YaoMainPage *main;     /* or NULL before the first certificate */
  YaoPage *first;        /* or NULL when there is a certificate */
  GPtrArray *pages;      /* of YaoPage: what Back goes through, in page_stack */
  char *function;        /* whose page is the first of them, or NULL */
  AdwToast *toast;       /* what was told last, or NULL; a weak pointer */
  gboolean is_full_page; /* the main screen is hidden beside the page */
  YaoCertificate *seen;  /* the certificate in use when the pages were made; never dereferenced */
};

G_DEFINE_FINAL_TYPE (YaoWindow, yao_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SETTINGS,
  PROP_FULL_PAGE,
};

static YaoPage *
get_top (YaoWindow *self)
{
  return self->pages->len > 0 ? g_ptr_array_index (self->pages, self->pages->len - 1) : NULL;
}

/* Whoever stands at an edge of the window carries the window's buttons there. */
static void
update_headers (YaoWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet) || self->is_full_page;

  g_assert (YAO_IS_WINDOW (self));

  if (self->main != NULL)
    g_object_set (self->main, "end-buttons", folded, NULL);
  for (guint i = 0; i < self->pages->len; i++)
    {
      YaoPage *page = g_ptr_array_index (self->pages, i);

      g_object_set (page, "start-buttons", folded, NULL);
      yao_page_set_can_go_back (page, folded || i > 0);
    }
}

static void
show_top (YaoWindow *self)
{
  YaoPage *top = get_top (self);

  g_assert (YAO_IS_WINDOW (self));

  update_headers (self);
  if (top != NULL)
    gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (top));
  if (self->main != NULL)
    yao_main_page_show_function (self->main,
                                 adw_leaflet_get_folded (self->leaflet) ? NULL : self->function);
}

static void
set_full_page (YaoWindow *self, gboolean is_full_page)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->is_full_page == is_full_page || self->pages->len == 0)
    return;

  self->is_full_page = is_full_page;
  gtk_widget_set_visible (GTK_WIDGET (self->main_bin), !is_full_page);
  update_headers (self);
  g_object_notify (G_OBJECT (self), "full-page");
}

static void
drop_pages (YaoWindow *self, guint keep)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->pages->len > keep)
    set_full_page (self, FALSE);

  while (self->pages->len > keep)
    {
      GtkWidget *page = g_ptr_array_steal_index (self->pages, self->pages->len - 1);

      if (self->pages->len > 0)
        gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (get_top (self)));
      gtk_stack_remove (self->page_stack, page);
    }
}

static gboolean
add_page (YaoWindow *self, const char *name)
{
  YaoPage *page = yao_functions_make_page (name, self->session);

  g_assert (YAO_IS_WINDOW (self));

  if (page == NULL)
    {
      g_warning ("no page is called %s", name);
      return FALSE;
    }

  gtk_stack_add_child (self->page_stack, GTK_WIDGET (page));
  g_ptr_array_add (self->pages, page);
  return TRUE;
}

static void
focus_top (YaoWindow *self)
{
  YaoPage *top = get_top (self);

  if (top != NULL)
    gtk_widget_child_focus (GTK_WIDGET (top), GTK_DIR_TAB_FORWARD);
}

static void
folded_cb (YaoWindow *self)
{
  g_assert (YAO_IS_WINDOW (self));

  if (self->session == NULL || self->main == NULL)
    return;

  if (!adw_leaflet_get_folded (self->leaflet) && self->pages->len == 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    yao_window_show_page (self, HOME);
  show_top (self);
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
  drop_pages (self, 0);
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
  update_headers (self);
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
        yao_window_show_page (self, HOME);
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
      drop_pages (self, 1);
      show_top (self);
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
update_demo (YaoWindow *self)
{
  gboolean has_builtin = yao_session_has_builtin (self->session);

  g_assert (YAO_IS_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reset-demo", has_builtin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-messages", has_builtin);
}

/* The main screen takes what it needs and no more, however long the names on it are: the page
 * beside it must not move when they change.
 */
static void
measure_main (GtkWidget *widget,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;

  gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
allocate_main (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_main_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
show_rest_cb (gpointer user_data)
{
  YaoWindow *self = user_data;

  if (self->main != NULL && self->pages->len == 0 && !adw_leaflet_get_folded (self->leaflet))
    yao_window_show_page (self, HOME);
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
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  self->seen = yao_session_get_current (self->session);
  update_mode (self);
  update_demo (self);
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
      set_full_page (self, g_value_get_boolean (value));
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
  gtk_widget_set_layout_manager (
      GTK_WIDGET (self->main_bin),
      gtk_custom_layout_new (get_main_mode, measure_main, allocate_main));
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
 * yao_window_get_page:
 * @self: a window
 *
 * Gets the page that is open: the first start, or the topmost page of a function.
 *
 * Returns: (transfer none) (nullable): the page; %NULL if only the main screen is
 */
YaoPage *
yao_window_get_page (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), NULL);

  return yao_window_is_first_start (self) ? self->first : get_top (self);
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
 * yao_window_is_folded:
 * @self: a window
 *
 * Tells whether the window is too narrow for main screen and page side by side.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_window_is_folded (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

/**
 * yao_window_show_page:
 * @self: a window
 * @name: the name of a function
 *
 * Shows the page of a function. Pages that were opened from another one are closed.
 */
void
yao_window_show_page (YaoWindow *self, const char *name)
{
  g_return_if_fail (YAO_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (self->main == NULL)
    return;

  if (g_strcmp0 (self->function, name) == 0 && self->pages->len > 0)
    drop_pages (self, 1);
  else
    {
      guint old = self->pages->len;

      if (!add_page (self, name))
        return;
      gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (get_top (self)));
      set_full_page (self, FALSE);
      for (; old > 0; old--)
        gtk_stack_remove (self->page_stack, g_ptr_array_steal_index (self->pages, 0));
      g_free (self->function);
      self->function = g_strdup (name);
    }

  show_top (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page_stack));
  if (adw_leaflet_get_folded (self->leaflet))
    focus_top (self);
}

/**
 * yao_window_push_page:
 * @self: a window
 * @name: the name of a page, with an argument after a colon if it takes one
 *
 * Opens a page above the one that is open; Back returns.
 */
void
yao_window_push_page (YaoWindow *self, const char *name)
{
  g_return_if_fail (YAO_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (self->main == NULL)
    return;
  if (self->pages->len == 0)
    yao_window_show_page (self, HOME);
  if (!add_page (self, name))
    return;

  show_top (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page_stack));
  focus_top (self);
}

/**
 * yao_window_go_back:
 * @self: a window
 *
 * Shows the main screen again beside a page that had the whole window, closes the topmost page, or
 * returns to the main screen in a narrow window.
 *
 * Returns: %TRUE if there was something to go back to
 */
gboolean
yao_window_go_back (YaoWindow *self)
{
  g_return_val_if_fail (YAO_IS_WINDOW (self), FALSE);

  if (self->is_full_page)
    {
      set_full_page (self, FALSE);
      return TRUE;
    }
  if (self->pages->len > 1)
    {
      drop_pages (self, self->pages->len - 1);
      show_top (self);
      focus_top (self);
      return TRUE;
    }
  if (self->main != NULL && adw_leaflet_get_folded (self->leaflet)
      && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->page_stack))
    {
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->main_bin));
      gtk_widget_child_focus (GTK_WIDGET (self->main), GTK_DIR_TAB_FORWARD);
      return TRUE;
    }

  return FALSE;
}

/**
 * yao_window_show_side:
 * @self: a window
 * @page: the page of the function, or else the main screen
 *
 * Chooses what a window too narrow for both shows.
 */
void
yao_window_show_side (YaoWindow *self, gboolean page)
{
  g_return_if_fail (YAO_IS_WINDOW (self));

  adw_leaflet_set_visible_child (self->leaflet, page ? GTK_WIDGET (self->page_stack)
                                                     : GTK_WIDGET (self->main_bin));
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
