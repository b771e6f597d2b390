/* yao-application.c: the program: its options, its one window, its service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-application.h"

#include <glib/gi18n.h>
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <malloc.h>

#include "yao-config.h"
#include "yao-error-text.h"
#include "yao-tour.h"
#include "yao-window.h"

#define RESOURCES "/io/github/yunyao/Yunyao"

struct _YaoApplication
{
  AdwApplication parent_instance;

  char *profile;       /* the directory of --profile, or NULL for the person's own */
  GSettings *settings; /* or NULL where the schema is not installed */
  YaoSession *session; /* or NULL when the profile cannot be used */
  GError *failure;     /* why it cannot be used, or NULL */
  YaoTour *tour;       /* with --tour */
  int status;          /* what the program ends with */
};

G_DEFINE_FINAL_TYPE (YaoApplication, yao_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep certificates and settings in DIR"),
    N_ ("DIR") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and end"), NULL },
  { "tour", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Go through every page and keep a picture of each in DIR"), N_ ("DIR") },
  { "only", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("With --tour: only this page"), N_ ("PAGE") },
  { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("With --tour: only this language"),
    N_ ("LANGUAGE") },
  { "all", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("With --tour: light and dark, wide and narrow as well"), NULL },
  { NULL },
};

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *self = GTK_APPLICATION (user_data);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self));

  /* Each window keeps its size when it closes; the program ends with the last. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
};

static void
set_keys (GtkApplication *self)
{
  static const struct
  {
    const char *action;
    const char *keys[4];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "win.refresh", { "F5", "<Control>r", NULL } },
    { "win.show::certificate", { "<Control>1", NULL } },
    { "win.show::switch", { "<Control>2", NULL } },
    { "win.show::about", { "<Control>3", NULL } },
    { "win.show::requests", { "<Control>4", NULL } },
    { "win.show::settings", { "<Control>comma", NULL } },
    { "win.show::change-pin", { "<Control>p", NULL } },
    { "win.show-messages", { "<Control>m", NULL } },
    { "win.push::details", { "<Control>d", NULL } },
    { "win.push::download", { "<Control>n", NULL } },
    { "win.show-shortcuts", { "<Control>question", "<Control>F1", NULL } },
    { "win.use-code", { "<Control>i", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (self, keys[i].action, keys[i].keys);
}

/* A profile of its own has settings of its own. */
static GSettings *
make_settings (const char *profile)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, YAO_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;

  if (profile != NULL)
    {
      g_autofree char *path = g_build_filename (profile, "settings.ini", NULL);

      backend = g_keyfile_settings_backend_new (path, "/", NULL);
    }

  return g_settings_new_full (schema, backend, NULL);
}

/* GTK brings the icons of its own widgets as pictures, and this program those of its functions.
 * Adwaita has the same ones as SVG, and would be asked first. Whoever chose another theme keeps it.
 * It is done before libadwaita looks at the theme, so that Adwaita's is not read at all. */
static void
prefer_built_in_icons (GtkSettings *settings)
{
  g_autofree char *theme = NULL;

  g_object_get (settings, "gtk-icon-theme-name", &theme, NULL);
  if (g_strcmp0 (theme, "Adwaita") == 0)
    g_object_set (settings, "gtk-icon-theme-name", "hicolor", NULL);
}

static void
yao_application_startup (GApplication *application)
{
  YaoApplication *self = YAO_APPLICATION (application);
  g_autoptr (YaoClient) client = NULL;

  if (gtk_init_check ())
    prefer_built_in_icons (gtk_settings_get_default ());
  G_APPLICATION_CLASS (yao_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_keys (GTK_APPLICATION (self));

  client = yao_client_new (self->profile, &self->failure);
  if (client == NULL)
    {
      g_message ("the profile cannot be used: %s", self->failure->message);
      return;
    }

  self->session = yao_session_new (client);
  self->settings = make_settings (self->profile);
  yao_session_set_settings (self->session, self->settings);
}

/* A profile that this version must not touch: say so, and what to do. */
static GtkWindow *
make_failure_window (YaoApplication *self)
{
  g_autofree char *sentence = yao_error_text_dup_sentence (self->failure);
  g_autofree char *hint = yao_error_text_dup_hint (self->failure);
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Quit"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), sentence);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), hint);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), button);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.quit");
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), status);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Yunyao"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 420);
  return GTK_WINDOW (window);
}

/* Reading style sheets, icons and fonts takes memory that nobody needs again: a few MiB. */
static gboolean
give_memory_back_cb (gpointer user_data)
{
  malloc_trim (0);
  return G_SOURCE_REMOVE;
}

static void
yao_application_activate (GApplication *application)
{
  YaoApplication *self = YAO_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL && self->session == NULL)
    window = make_failure_window (self);
  else if (window == NULL)
    {
      window = GTK_WINDOW (yao_window_new (GTK_APPLICATION (self), self->session, self->settings));
      g_timeout_add_seconds (1, give_memory_back_cb, NULL);
    }

  gtk_window_present (window);
  if (self->tour != NULL)
    yao_tour_begin (self->tour, window);
}

static void
yao_application_shutdown (GApplication *application)
{
  YaoApplication *self = YAO_APPLICATION (application);

  if (self->session != NULL)
    yao_session_shut_down (self->session);

  G_APPLICATION_CLASS (yao_application_parent_class)->shutdown (application);

  if (self->tour != NULL)
    self->status = yao_tour_get_status (self->tour);
  else if (self->failure != NULL)
    self->status = 1;
  g_clear_object (&self->tour);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_error (&self->failure);
}

/* --version, and the tour as a whole, are answered here, without a window. */
static int
yao_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  YaoApplication *self = YAO_APPLICATION (application);
  const char *profile = NULL;
  const char *directory = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("yunyao %s\n", yao_client_get_version ());
      return 0;
    }
  if (g_variant_dict_lookup (dict, "profile", "^&ay", &profile))
    yao_application_set_profile (self, profile);

  if (!g_variant_dict_lookup (dict, "tour", "^&ay", &directory))
    return -1;
  if (!yao_tour_is_guide (dict))
    return yao_tour_run_guides (directory, dict);

  self->tour = yao_tour_new (GTK_APPLICATION (self), directory, dict);
  return self->tour != NULL ? -1 : 2;
}

static void
yao_application_finalize (GObject *object)
{
  g_free (YAO_APPLICATION (object)->profile);

  G_OBJECT_CLASS (yao_application_parent_class)->finalize (object);
}

static void
yao_application_class_init (YaoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yao_application_finalize;
  application_class->startup = yao_application_startup;
  application_class->activate = yao_application_activate;
  application_class->shutdown = yao_application_shutdown;
  application_class->handle_local_options = yao_application_handle_local_options;
}

static void
yao_application_init (YaoApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Yunyao shows and uses the certificates that an organisation keeps "
                               "for you in its cloud key service."));
}

/**
 * yao_application_new:
 *
 * Makes the program.
 *
 * Returns: (transfer full): the program
 */
YaoApplication *
yao_application_new (void)
{
  return g_object_new (YAO_TYPE_APPLICATION, "application-id", YAO_APPLICATION_ID,
                       "resource-base-path", RESOURCES, "flags", G_APPLICATION_DEFAULT_FLAGS, NULL);
}

/**
 * yao_application_set_profile:
 * @self: the program, not yet registered
 * @directory: where certificates and settings are kept
 *
 * Uses another profile than the person's own. Each profile is a program of its own to the session
 * bus, so that several can be open.
 */
void
yao_application_set_profile (YaoApplication *self, const char *directory)
{
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (YAO_IS_APPLICATION (self));
  g_return_if_fail (directory != NULL);

  g_free (self->profile);
  self->profile = g_canonicalize_filename (directory, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->profile, -1);
  id = g_strdup_printf ("%s.Profile%.8s", YAO_APPLICATION_ID, digest);
  g_application_set_application_id (G_APPLICATION (self), id);
}

/**
 * yao_application_get_session:
 * @self: the program
 *
 * Gets what all pages share.
 *
 * Returns: (transfer none) (nullable): the session; %NULL when the profile cannot be used
 */
YaoSession *
yao_application_get_session (YaoApplication *self)
{
  g_return_val_if_fail (YAO_IS_APPLICATION (self), NULL);

  return self->session;
}

/**
 * yao_application_get_status:
 * @self: the program, after it has run
 *
 * Gets what the program ends with: 0, or 1 if its profile could not be used or a tour was not
 * complete.
 *
 * Returns: the status
 */
int
yao_application_get_status (YaoApplication *self)
{
  g_return_val_if_fail (YAO_IS_APPLICATION (self), 1);

  return self->status;
}
