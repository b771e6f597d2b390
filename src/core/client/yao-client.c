/* yao-client.c: the client of a profile: its models, its connections
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-private.h"

#include "yao-certificate-private.h"
#include "yao-config.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-identity.h"
#include "yao-notice-list.h"
#include "yao-notice.h"

#include <sys/stat.h>

/**
 * YaoClient:
 *
 * The client of one profile: the services and certificates that this device knows, as live lists,
 * and every operation of a service.
 *
 * Each operation comes in four forms. `x_async` with `x_finish`, and the blocking `x`, are the
 * usual ones; `x_begin` gives a #YaoOperation for a page to bind to. The models change in the main
 * context of the thread that made the client, when an operation is finished there or when another
 * process has written the profile; all functions are called from that thread.
 *
 * Errors are of %YAO_ERROR, or %G_IO_ERROR_CANCELLED. Every operation that asks a service may fail
 * with %YAO_ERROR_UNREACHABLE, %YAO_ERROR_TIMED_OUT, %YAO_ERROR_UNTRUSTED, %YAO_ERROR_BAD_REPLY,
 * %YAO_ERROR_REPLY_TOO_LARGE, %YAO_ERROR_SERVICE_FAILED or %YAO_ERROR_THROTTLED; every one that
 * changes the profile with %YAO_ERROR_STORAGE, %YAO_ERROR_STORAGE_FULL, %YAO_ERROR_BUSY or
 * %YAO_ERROR_PROFILE_NEWER, and then nothing has changed.
 */
struct _YaoClient
{
  GObject parent_instance;

  YaoClock *clock;
  YaoProfileStore *store;
  GFileMonitor *monitor;
  struct stat stamp; /* of the file that the models show */
  GError *damage;

  YaoModels *models;
  GListStore *notices;
  GPtrArray *watches;
  YaoCertificate *current;
  YaoConnections *connections;
  YaoIdentity *identity;

  GMutex lock;
  YaoBuiltinService *builtin; /* made on demand, under the lock */
};

G_DEFINE_FINAL_TYPE (YaoClient, yao_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CURRENT,
  PROP_DAMAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_EVENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
yao_client_dispose (GObject *object)
{
  YaoClient *self = YAO_CLIENT (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  /* Their threads use what follows. */
  g_ptr_array_set_size (self->watches, 0);
  g_clear_object (&self->builtin);

  G_OBJECT_CLASS (yao_client_parent_class)->dispose (object);
}

static void
yao_client_finalize (GObject *object)
{
  YaoClient *self = YAO_CLIENT (object);

  g_clear_object (&self->current);
  g_clear_pointer (&self->models, yao_models_free);
  g_clear_object (&self->notices);
  g_ptr_array_unref (self->watches);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->identity, yao_identity_free);
  g_clear_pointer (&self->store, yao_profile_store_free);
  g_clear_pointer (&self->connections, yao_connections_free);
  g_clear_error (&self->damage);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (yao_client_parent_class)->finalize (object);
}

static void
yao_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoClient *self = YAO_CLIENT (object);

  switch (prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    case PROP_DAMAGE:
      g_value_set_boxed (value, self->damage);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_client_class_init (YaoClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = yao_client_dispose;
  object_class->finalize = yao_client_finalize;
  object_class->get_property = yao_client_get_property;

  properties[PROP_CURRENT]
      = g_param_spec_object ("current", NULL, NULL, YAO_TYPE_CERTIFICATE, flags);
  properties[PROP_DAMAGE] = g_param_spec_boxed ("damage", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * YaoClient::event:
   * @self: the client
   * @certificate: what was given to yao_client_watch_events()
   * @event: what happened
   *
   * Something happened to an account that is watched; what it says of notices is in the list of
   * yao_client_list_notices() already.
   */
  signals[SIGNAL_EVENT] = g_signal_new ("event", YAO_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, YAO_TYPE_CERTIFICATE, YAO_TYPE_EVENT);
}

static void
yao_client_init (YaoClient *self)
{
  self->clock = yao_clock_new ();
  self->models = yao_models_new ();
  self->notices = g_list_store_new (YAO_TYPE_NOTICE);
  self->watches = yao_client_watch_new_places ();
  self->connections = yao_connections_new ();
  g_mutex_init (&self->lock);
}

static void
profile_changed_cb (YaoClient *self)
{
  yao_client_reload (self);
}

static void
watch_profile (YaoClient *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (yao_profile_store_get_path (self->store));
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    g_info ("changes of other processes go unseen: %s", error->message);
  else
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (profile_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
show_damage (YaoClient *self)
{
  GError *damage = yao_profile_store_take_damage (self->store);

  if (damage == NULL)
    return;
  g_clear_error (&self->damage);
  self->damage = damage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGE]);
}

/* A write puts a new file in the place of the old one, so the numbers of the file tell. */
static gboolean
is_shown (YaoClient *self, const struct stat *stamp)
{
  return stamp->st_ino == self->stamp.st_ino && stamp->st_size == self->stamp.st_size
         && stamp->st_mtim.tv_sec == self->stamp.st_mtim.tv_sec
         && stamp->st_mtim.tv_nsec == self->stamp.st_mtim.tv_nsec;
}

static void
show_current (YaoClient *self, YaoProfile *profile)
{
  YaoCertificate *current = NULL;

  if (profile->current_id != NULL)
    current = yao_client_get_certificate (self, profile->current_service, profile->current_id);
  if (current == self->current)
    return;

  if (self->current != NULL)
    yao_certificate_set_current (self->current, FALSE);
  if (current != NULL)
    yao_certificate_set_current (current, TRUE);
  g_set_object (&self->current, current);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static void
show_profile (YaoClient *self, YaoProfile *profile)
{
  yao_models_show (self->models, profile);
  show_current (self, profile);
}

/**
 * yao_client_reload:
 * @self: a client
 *
 * Brings the models to what the file says now. In the main context only. A file that cannot be read
 * leaves the models as they are.
 */
void
yao_client_reload (YaoClient *self)
{
  g_autoptr (YaoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  struct stat stamp = { 0 };

  g_assert (YAO_IS_CLIENT (self));

  yao_notice_list_tidy (self->notices, yao_identity_get_sessions (self->identity));

  /* Looked at before the file is read: if it changes in between, it is read once more. */
  if (stat (yao_profile_store_get_path (self->store), &stamp) == 0 && is_shown (self, &stamp))
    return;

  profile = yao_profile_store_load (self->store, &error);
  show_damage (self);
  if (profile == NULL)
    {
      g_info ("the profile could not be read again: %s", error->message);
      return;
    }
  self->stamp = stamp;
  show_profile (self, profile);
}

static char *
choose_dir (const char *profile_dir)
{
  if (profile_dir != NULL)
    return g_canonicalize_filename (profile_dir, NULL);

  return g_build_filename (g_get_user_data_dir (), "yunyao", NULL);
}

/**
 * yao_client_new:
 * @profile_dir: (nullable): the directory of the profile; %NULL for `$XDG_DATA_HOME/yunyao`
 * @error: return location
 *
 * Opens a profile. A directory that is not there is made (0700).
 *
 * A damaged file is not fatal: it is set aside, an empty profile goes on, and
 * yao_client_get_damage() tells. A newer one is: %YAO_ERROR_PROFILE_NEWER, and nothing is touched.
 * Other errors: %YAO_ERROR_STORAGE, %YAO_ERROR_STORAGE_FULL, %YAO_ERROR_BUSY.
 *
 * Returns: (transfer full): the client, or %NULL on error
 */
YaoClient *
yao_client_new (const char *profile_dir, GError **error)
{
  g_autofree char *dir = choose_dir (profile_dir);
  g_autoptr (YaoClient) self = NULL;
  g_autoptr (YaoProfile) profile = NULL;

  if (!yao_file_make_dir (dir, error))
    return NULL;

  self = g_object_new (YAO_TYPE_CLIENT, NULL);
  self->store = yao_profile_store_new (dir);
  self->identity = yao_identity_new (self->store);
  if (stat (yao_profile_store_get_path (self->store), &self->stamp) != 0)
    self->stamp = (struct stat){ 0 };
  profile = yao_profile_store_load (self->store, error);
  if (profile == NULL)
    return NULL;

  show_damage (self);
  show_profile (self, profile);
  watch_profile (self);
  return g_steal_pointer (&self);
}

/**
 * yao_client_get_version:
 *
 * Gets the version of the library.
 *
 * Returns: such as "0.1.0"
 */
const char *
yao_client_get_version (void)
{
  return YAO_VERSION;
}

/**
 * yao_client_get_profile_dir:
 * @self: a client
 *
 * Gets the directory of the profile.
 *
 * Returns: an absolute path
 */
const char *
yao_client_get_profile_dir (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return yao_profile_store_get_dir (self->store);
}

/**
 * yao_client_get_clock:
 * @self: a client
 *
 * Gets the clock by which certificates and codes are judged.
 *
 * Returns: (transfer none): the clock
 */
YaoClock *
yao_client_get_clock (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return self->clock;
}

/**
 * yao_client_get_damage:
 * @self: a client
 *
 * Tells whether the file of the profile could not be read and was set aside. The subject of the
 * error is where it is now. Also the property "damage", with notification.
 *
 * Returns: (transfer none) (nullable): %YAO_ERROR_PROFILE_DAMAGED, or %NULL
 */
const GError *
yao_client_get_damage (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return self->damage;
}

/**
 * yao_client_clear_damage:
 * @self: a client
 *
 * Forgets the report of a damaged file once a person has seen it. The file stays where it is.
 */
void
yao_client_clear_damage (YaoClient *self)
{
  g_return_if_fail (YAO_IS_CLIENT (self));

  if (self->damage == NULL)
    return;
  g_clear_error (&self->damage);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGE]);
}

/**
 * yao_client_get_current:
 * @self: a client
 *
 * Gets the certificate in use. Also the property "current", with notification.
 *
 * Returns: (transfer none) (nullable): the certificate, or %NULL where there is none
 */
YaoCertificate *
yao_client_get_current (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return self->current;
}

/**
 * yao_client_get_store:
 * @self: a client
 *
 * Gets the profile on disk; usable from any thread.
 *
 * Returns: (transfer none): the store
 */
YaoProfileStore *
yao_client_get_store (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->store;
}

/**
 * yao_client_get_models:
 * @self: a client
 *
 * Gets the live lists. In the main context only.
 *
 * Returns: (transfer none): the models
 */
YaoModels *
yao_client_get_models (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->models;
}

/**
 * yao_client_get_connections:
 * @self: a client
 *
 * Gets the ways to the services; usable from any thread.
 *
 * Returns: (transfer none): the connections
 */
YaoConnections *
yao_client_get_connections (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->connections;
}

/**
 * yao_client_get_identity:
 * @self: a client
 *
 * Gets what there is for signing in; usable from any thread.
 *
 * Returns: (transfer none): the state
 */
YaoIdentity *
yao_client_get_identity (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->identity;
}

/**
 * yao_client_get_notices:
 * @self: a client
 *
 * Gets the list that yao_client_list_notices() shows. In the main context only.
 *
 * Returns: (transfer none): the list
 */
GListStore *
yao_client_get_notices (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->notices;
}

/**
 * yao_client_get_watches:
 * @self: a client
 *
 * Gets what yao_client_watch_events() began. In the main context only.
 *
 * Returns: (transfer none): the list
 */
GPtrArray *
yao_client_get_watches (YaoClient *self)
{
  g_assert (YAO_IS_CLIENT (self));

  return self->watches;
}

/**
 * yao_client_tell_event:
 * @self: a client
 * @certificate: whose account is watched
 * @event: what happened
 *
 * Emits #YaoClient::event.
 */
void
yao_client_tell_event (YaoClient *self, YaoCertificate *certificate, YaoEvent *event)
{
  g_assert (YAO_IS_CLIENT (self));

  g_signal_emit (self, signals[SIGNAL_EVENT], 0, certificate, event);
}

/**
 * yao_client_get_builtin:
 * @self: a client
 *
 * Gets the demonstration service of this profile, whose data lies in the directory "demo" beside
 * it. It is made at the first call and not started by it.
 *
 * Returns: (transfer none): the built-in service
 */
YaoBuiltinService *
yao_client_get_builtin (YaoClient *self)
{
  YaoBuiltinService *builtin;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  g_mutex_lock (&self->lock);
  if (self->builtin == NULL)
    {
      g_autofree char *dir
          = g_build_filename (yao_profile_store_get_dir (self->store), "demo", NULL);

      self->builtin = yao_builtin_service_new (dir);
    }
  builtin = self->builtin;
  g_mutex_unlock (&self->lock);
  return builtin;
}
