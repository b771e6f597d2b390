/* yao-tour.c: goes through every page and keeps a picture of each
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-tour-private.h"

#include <glib/gstdio.h>

#include "yao-application.h"
#include "yao-error-text.h"
#include "yao-screenshot.h"

/* How long a stop may wait for something. */
#define PATIENCE_US (90 * G_USEC_PER_SEC)

struct _YaoTour
{
  GObject parent_instance;

  GtkApplication *application; /* not owned */
  GtkWindow *window;           /* not owned */
  char *pictures;              /* the directory of this language's pictures */
  char *work_dir;              /* where this guide keeps its profiles */
  char *only;                  /* a part of the names of the pages wanted, or NULL */
  gboolean all;                /* every variant */
  GtkWindow *dialog;           /* the one that was last fitted; never dereferenced */
  int dialog_width;            /* what it wants to be */
  int dialog_height;
  guint n_pictures;
  guint n_complaints;
};

G_DEFINE_FINAL_TYPE (YaoTour, yao_tour, G_TYPE_OBJECT)

/* How a picture is taken; only the first without --all. */
static const struct
{
  const char *name;
  int width;
  int height;
  AdwColorScheme scheme;
  int text; /* its size, in multiples of the usual one */
} variants[] = {
  { "wide-light", 960, 680, ADW_COLOR_SCHEME_FORCE_LIGHT, 1 },
  { "wide-dark", 960, 680, ADW_COLOR_SCHEME_FORCE_DARK, 1 },
  { "narrow-light", 360, 680, ADW_COLOR_SCHEME_FORCE_LIGHT, 1 },
  { "narrow-dark", 360, 680, ADW_COLOR_SCHEME_FORCE_DARK, 1 },
  { "small-light", 360, 294, ADW_COLOR_SCHEME_FORCE_LIGHT, 1 },
  { "large-text", 960, 680, ADW_COLOR_SCHEME_FORCE_LIGHT, 2 },
};

static void
yao_tour_finalize (GObject *object)
{
  YaoTour *self = YAO_TOUR (object);

  g_free (self->pictures);
  g_free (self->work_dir);
  g_free (self->only);

  G_OBJECT_CLASS (yao_tour_parent_class)->finalize (object);
}

static void
yao_tour_class_init (YaoTourClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_tour_finalize;
}

static void
yao_tour_init (YaoTour *self)
{
}

static gboolean
make_stops_cb (gpointer user_data)
{
  g_autoptr (YaoTour) self = g_object_ref (user_data);

  yao_tour_make_all_stops (self);
  if (self->n_pictures == 0)
    yao_tour_complain (self, "there is no page of that name");
  g_printerr ("%u pictures in %s\n", self->n_pictures, self->pictures);
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static void
take_shape (YaoTour *self, guint variant)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), variants[variant].scheme);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", variants[variant].text * 96 * 1024,
                NULL);
  gtk_window_set_default_size (self->window, variants[variant].width, variants[variant].height);
  yao_screenshot_settle (GTK_WIDGET (self->window));
}

/* A dialog is as large as it wants to be in a wide window, and no larger than a narrow one. */
static void
fit_dialog (YaoTour *self, GtkWindow *dialog)
{
  int width;
  int height;

  if (dialog != self->dialog)
    gtk_window_get_default_size (dialog, &self->dialog_width, &self->dialog_height);
  self->dialog = dialog;
  width = MIN (self->dialog_width, gtk_widget_get_width (GTK_WIDGET (self->window)));
  height = MIN (self->dialog_height, gtk_widget_get_height (GTK_WIDGET (self->window)));
  gtk_window_set_default_size (dialog, width, height);
  yao_screenshot_settle (GTK_WIDGET (dialog));
}

static void
take_variant (YaoTour *self, const char *name, YaoTourSide side, guint variant)
{
  g_autofree char *file = g_strdup_printf ("%s.%s.png", name, variants[variant].name);
  g_autofree char *path = g_build_filename (self->pictures, file, NULL);
  g_autoptr (GError) error = NULL;
  GtkWindow *dialog = yao_tour_get_dialog (self);

  take_shape (self, variant);
  if (YAO_IS_WINDOW (self->window))
    yao_window_show_side (YAO_WINDOW (self->window), side == YAO_TOUR_PAGE);
  if (dialog != NULL)
    fit_dialog (self, dialog);
  yao_screenshot_settle (GTK_WIDGET (self->window));

  if (yao_screenshot_take (self->window, dialog, path, &error))
    self->n_pictures++;
  else
    yao_tour_complain (self, error->message);
}

/**
 * yao_tour_new:
 * @application: the program
 * @directory: where the pictures go, a directory for each language
 * @options: the options of the command line
 *
 * Makes a guide, and gives the program a profile of its own for the tour.
 *
 * Returns: (transfer full) (nullable): the guide; %NULL if the directory cannot be used
 */
YaoTour *
yao_tour_new (GtkApplication *application, const char *directory, GVariantDict *options)
{
  g_autoptr (YaoTour) self = NULL;
  g_autofree char *profile = NULL;
  const char *language = NULL;

  g_return_val_if_fail (YAO_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = g_object_new (YAO_TYPE_TOUR, NULL);
  g_variant_dict_lookup (options, "lang", "&s", &language);
  g_variant_dict_lookup (options, "only", "s", &self->only);
  self->all = g_variant_dict_contains (options, "all");
  self->application = application;
  self->pictures = g_build_filename (directory, language, NULL);
  self->work_dir = g_strdup (g_getenv (YAO_TOUR_GUIDE));
  profile = g_build_filename (self->work_dir, "profile", NULL);
  if (g_mkdir_with_parents (self->pictures, 0755) != 0 || g_mkdir_with_parents (profile, 0700) != 0)
    {
      g_printerr ("yunyao: nothing can be written to %s\n", directory);
      return NULL;
    }

  yao_application_set_profile (YAO_APPLICATION (application), profile);
  return g_steal_pointer (&self);
}

/**
 * yao_tour_begin:
 * @self: a guide
 * @window: the program's window
 *
 * Begins the tour as soon as the window is there; the program ends after it.
 */
void
yao_tour_begin (YaoTour *self, GtkWindow *window)
{
  g_return_if_fail (YAO_IS_TOUR (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  self->window = window;
  g_idle_add (make_stops_cb, self);
}

/**
 * yao_tour_get_status:
 * @self: a guide
 *
 * Gets what the program ends with.
 *
 * Returns: 0, or 1 if something was not as it should be
 */
int
yao_tour_get_status (YaoTour *self)
{
  g_return_val_if_fail (YAO_IS_TOUR (self), 1);

  return self->n_complaints == 0 ? 0 : 1;
}

/**
 * yao_tour_wants:
 * @self: a guide
 * @name: the name of a page
 *
 * Tells whether a picture of a page is wanted.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_tour_wants (YaoTour *self, const char *name)
{
  g_return_val_if_fail (YAO_IS_TOUR (self), FALSE);

  return self->only == NULL || strstr (name, self->only) != NULL;
}

/**
 * yao_tour_wait:
 * @self: a guide
 * @condition: what to wait for
 * @data: what it looks at
 *
 * Runs the main context until something is so.
 *
 * Returns: %FALSE if it was not so within a minute and a half, which is also complained about
 */
gboolean
yao_tour_wait (YaoTour *self, YaoTourCondition condition, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  g_return_val_if_fail (YAO_IS_TOUR (self), FALSE);
  g_return_val_if_fail (condition != NULL, FALSE);

  while (!condition (self, data))
    {
      if (g_get_monotonic_time () > deadline)
        {
          yao_tour_complain (self, "waited in vain");
          return FALSE;
        }
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }

  return TRUE;
}

static gboolean
is_over (YaoTour *self, gpointer data)
{
  return !yao_operation_is_busy (data);
}

/**
 * yao_tour_wait_operation:
 * @self: a guide
 * @operation: (transfer full): a call
 *
 * Waits until a call is over.
 *
 * Returns: %TRUE if it worked; else it is complained about
 */
gboolean
yao_tour_wait_operation (YaoTour *self, YaoOperation *operation)
{
  g_autoptr (YaoOperation) hold = operation;
  const GError *error;

  if (!yao_tour_wait (self, is_over, operation))
    return FALSE;

  error = yao_operation_get_error (operation);
  if (error != NULL)
    yao_tour_complain (self, error->message);
  return error == NULL;
}

/**
 * yao_tour_picture:
 * @self: a guide
 * @name: the name of the page
 * @side: which half of the window it is about
 *
 * Takes the pictures of what is shown now, if they are wanted.
 */
void
yao_tour_picture (YaoTour *self, const char *name, YaoTourSide side)
{
  guint n_variants = self->all ? G_N_ELEMENTS (variants) : 1;

  g_return_if_fail (YAO_IS_TOUR (self));
  g_return_if_fail (name != NULL);

  if (!yao_tour_wants (self, name))
    return;

  if (YAO_IS_WINDOW (self->window))
    yao_window_hush (YAO_WINDOW (self->window));
  for (guint i = 0; i < n_variants; i++)
    take_variant (self, name, side, i);
  if (n_variants > 1)
    take_shape (self, 0);
}

/**
 * yao_tour_complain:
 * @self: a guide
 * @what: what is not as it should be
 *
 * Says so; the program will end with 1.
 */
void
yao_tour_complain (YaoTour *self, const char *what)
{
  g_return_if_fail (YAO_IS_TOUR (self));

  self->n_complaints++;
  g_printerr ("yunyao: the tour: %s\n", what);
}

/**
 * yao_tour_get_application:
 * @self: a guide
 *
 * Gets the program.
 *
 * Returns: (transfer none): the program
 */
GtkApplication *
yao_tour_get_application (YaoTour *self)
{
  g_return_val_if_fail (YAO_IS_TOUR (self), NULL);

  return self->application;
}

/**
 * yao_tour_get_window:
 * @self: a guide
 *
 * Gets the window that is looked at.
 *
 * Returns: (transfer none): the window
 */
YaoWindow *
yao_tour_get_window (YaoTour *self)
{
  g_return_val_if_fail (YAO_IS_TOUR (self), NULL);

  return YAO_WINDOW (self->window);
}

/**
 * yao_tour_set_window:
 * @self: a guide
 * @window: another window
 *
 * Closes the window that is looked at and looks at another one.
 */
void
yao_tour_set_window (YaoTour *self, GtkWindow *window)
{
  GtkWindow *old;

  g_return_if_fail (YAO_IS_TOUR (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  old = self->window;
  self->window = window;
  gtk_window_present (window);
  gtk_window_destroy (old);
  yao_screenshot_settle (GTK_WIDGET (window));
}

/**
 * yao_tour_get_dialog:
 * @self: a guide
 *
 * Gets the dialog above the window.
 *
 * Returns: (transfer none) (nullable): the dialog; %NULL if there is none
 */
GtkWindow *
yao_tour_get_dialog (YaoTour *self)
{
  g_autoptr (GList) windows = NULL;

  g_return_val_if_fail (YAO_IS_TOUR (self), NULL);

  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_WINDOW (l->data) && gtk_window_get_transient_for (l->data) == self->window
        && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

/**
 * yao_tour_get_work_dir:
 * @self: a guide
 *
 * Gets the directory for what the tour needs, which is removed after it.
 *
 * Returns: the directory
 */
const char *
yao_tour_get_work_dir (YaoTour *self)
{
  g_return_val_if_fail (YAO_IS_TOUR (self), NULL);

  return self->work_dir;
}
