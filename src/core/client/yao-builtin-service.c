/* yao-builtin-service.c: the demonstration service as a child of this process
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-builtin-service.h"

#include "yao-builtin-process.h"
#include "yao-builtin-watch.h"
#include "yao-demo-person-private.h"
#include "yao-error.h"

/* How often a start is tried where other programs start and end services at the same time. */
#define MAX_STARTS 5

/**
 * YaoBuiltinService:
 *
 * The demonstration service, `yunyaod demo`, for people who want to try this program without an
 * organisation. A service that is alive in the directory is used, whoever started it; otherwise one
 * is started as a child, which ends with the last process that uses it. A child that dies is
 * started again, after 1, 2, 4 … seconds, 5 times a minute at most.
 *
 * Start and reset may be called from any thread; properties change in the thread that made the
 * object, while its main context runs.
 */
struct _YaoBuiltinService
{
  GObject parent_instance;

  char *dir;
  GThread *thread;
  GMainContext *context;

  GMutex start_lock;  /* held through a start, a stop or a reset: there is one at a time */
  YaoFileLock *users; /* under it: keeps the service up while we use it, whoever started it */

  GMutex lock; /* for what follows */
  YaoBuiltinState state;
  GError *error;
  YaoBuiltinReady *ready;
  GSubprocess *child; /* NULL for a service that somebody else started */
  YaoBuiltinRestarts restarts;
  GSource *restart;
};

G_DEFINE_FINAL_TYPE (YaoBuiltinService, yao_builtin_service, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoBuiltinState,
                    yao_builtin_state,
                    G_DEFINE_ENUM_VALUE (YAO_BUILTIN_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (YAO_BUILTIN_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (YAO_BUILTIN_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (YAO_BUILTIN_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_DATA_DIR,
  PROP_ADDRESS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void child_ended (gpointer owner, GSubprocess *child);

static void
yao_builtin_service_dispose (GObject *object)
{
  yao_builtin_service_stop (YAO_BUILTIN_SERVICE (object));

  G_OBJECT_CLASS (yao_builtin_service_parent_class)->dispose (object);
}

static void
yao_builtin_service_finalize (GObject *object)
{
  YaoBuiltinService *self = YAO_BUILTIN_SERVICE (object);

  g_free (self->dir);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->start_lock);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (yao_builtin_service_parent_class)->finalize (object);
}

static void
yao_builtin_service_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoBuiltinService *self = YAO_BUILTIN_SERVICE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) yao_builtin_service_get_state (self));
      break;
    case PROP_DATA_DIR:
      g_value_set_string (value, self->dir);
      break;
    case PROP_ADDRESS:
      g_value_take_string (value, yao_builtin_service_dup_address (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, yao_builtin_service_get_error (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_builtin_service_class_init (YaoBuiltinServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = yao_builtin_service_dispose;
  object_class->finalize = yao_builtin_service_finalize;
  object_class->get_property = yao_builtin_service_get_property;

  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, YAO_TYPE_BUILTIN_STATE, YAO_BUILTIN_STOPPED, flags);
  properties[PROP_DATA_DIR] = g_param_spec_string ("data-dir", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_builtin_service_init (YaoBuiltinService *self)
{
  self->thread = g_thread_self ();
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->start_lock);
  g_mutex_init (&self->lock);
}

/* Runs a function in the thread of the object. */
static void
run_at_home (YaoBuiltinService *self, GSourceFunc function)
{
  g_autoptr (GSource) source = NULL;

  if (g_thread_self () == self->thread)
    {
      function (self);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static gboolean
notify_cb (gpointer user_data)
{
  GObject *object = G_OBJECT (user_data);

  g_object_freeze_notify (object);
  g_object_notify_by_pspec (object, properties[PROP_STATE]);
  g_object_notify_by_pspec (object, properties[PROP_ADDRESS]);
  g_object_notify_by_pspec (object, properties[PROP_ERROR]);
  g_object_thaw_notify (object);
  return G_SOURCE_REMOVE;
}

/* @ready and @child are taken; @error is copied. */
static void
set_state (YaoBuiltinService *self,
           YaoBuiltinState state,
           YaoBuiltinReady *ready,
           GSubprocess *child,
           const GError *error)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->ready, yao_builtin_ready_free);
  g_clear_object (&self->child);
  g_clear_error (&self->error);
  self->state = state;
  self->ready = ready;
  self->child = child;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (self->restart != NULL)
    g_source_destroy (self->restart);
  g_clear_pointer (&self->restart, g_source_unref);
  g_mutex_unlock (&self->lock);

  run_at_home (self, notify_cb);
}

/* The lock tells of the end of a service at once; that a child has ended is known a little later.
 */
static gboolean
is_up (YaoBuiltinService *self)
{
  gboolean running;

  g_mutex_lock (&self->lock);
  running = self->state == YAO_BUILTIN_RUNNING;
  g_mutex_unlock (&self->lock);

  return running && yao_builtin_is_held (self->dir);
}

/* One way or the other: the service that runs, or one of our own. */
static YaoBuiltinReady *
find_or_spawn (const char *dir, GSubprocess **child, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoFileLock) starting = yao_builtin_lock_start (dir, cancellable, error);
  YaoBuiltinReady *ready = NULL;

  if (starting == NULL)
    return NULL;
  if (yao_builtin_is_held (dir))
    return yao_builtin_attach (dir, cancellable, error);

  *child = yao_builtin_spawn (dir, &ready, cancellable, error);
  return ready;
}

/* Somebody else may start or end a service between our look at the lock and what we do then; a
 * service that cannot start at all fails twice and is believed. */
static gboolean
may_try_again (YaoBuiltinService *self, const GError *error, guint try)
{
  if (try >= MAX_STARTS)
    return FALSE;
  if (yao_error_is (error, YAO_ERROR_NOT_FOUND))
    return TRUE;

  return yao_error_is (error, YAO_ERROR_SERVICE_FAILED)
         && (try == 1 || yao_builtin_is_held (self->dir));
}

static gboolean
fail_start_inlock (YaoBuiltinService *self, GError *local, GError **error)
{
  gboolean cancelled = g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_pointer (&self->users, yao_file_lock_free);
  set_state (self, cancelled ? YAO_BUILTIN_STOPPED : YAO_BUILTIN_FAILED, NULL, NULL,
             cancelled ? NULL : local);
  g_propagate_error (error, local);

  return FALSE;
}

static gboolean
start_inlock (YaoBuiltinService *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoBuiltinReady) ready = NULL;
  g_autoptr (GSubprocess) child = NULL;
  GError *local = NULL;

  set_state (self, YAO_BUILTIN_STARTING, NULL, NULL, NULL);
  if (self->users == NULL)
    self->users = yao_builtin_join (self->dir, &local);
  if (self->users == NULL)
    return fail_start_inlock (self, local, error);

  for (guint try = 1; ready == NULL; try++)
    {
      g_clear_error (&local);
      ready = find_or_spawn (self->dir, &child, cancellable, &local);
      if (ready == NULL && !may_try_again (self, local, try))
        return fail_start_inlock (self, local, error);
    }

  if (child != NULL)
    yao_builtin_watch (child, self->context, G_OBJECT (self), child_ended);
  set_state (self, YAO_BUILTIN_RUNNING, g_steal_pointer (&ready), g_steal_pointer (&child), NULL);
  return TRUE;
}

static void
restarted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yao_builtin_service_start_finish (YAO_BUILTIN_SERVICE (source), result, &error))
    g_info ("the built-in service was not started again: %s", error->message);
}

static gboolean
restart_cb (gpointer user_data)
{
  YaoBuiltinService *self = user_data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->restart, g_source_unref);
  g_mutex_unlock (&self->lock);
  yao_builtin_service_start_async (self, NULL, restarted_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
plan_restart (YaoBuiltinService *self)
{
  g_autoptr (GError) error = NULL;
  guint restarts;

  g_mutex_lock (&self->lock);
  restarts = yao_builtin_count_restart (&self->restarts, g_get_monotonic_time ());
  g_mutex_unlock (&self->lock);

  if (restarts >= YAO_BUILTIN_MAX_RESTARTS)
    {
      error = g_error_new (YAO_ERROR, YAO_ERROR_SERVICE_FAILED,
                           "the built-in service ends again and again");
      set_state (self, YAO_BUILTIN_FAILED, NULL, NULL, error);
      return;
    }

  g_info ("the built-in service ended and is started again");
  set_state (self, YAO_BUILTIN_STARTING, NULL, NULL, NULL);
  g_mutex_lock (&self->lock);
  self->restart = g_timeout_source_new_seconds (1u << restarts);
  g_source_set_callback (self->restart, restart_cb, self, NULL);
  g_source_attach (self->restart, self->context);
  g_mutex_unlock (&self->lock);
}

static void
child_ended (gpointer owner, GSubprocess *child)
{
  YaoBuiltinService *self = owner;
  gboolean ours;

  g_mutex_lock (&self->lock);
  ours = self->child == child && self->state == YAO_BUILTIN_RUNNING;
  g_mutex_unlock (&self->lock);
  if (ours)
    plan_restart (self);
}

/**
 * yao_builtin_service_new:
 * @data_dir: (nullable): where the service keeps its data; %NULL for `$XDG_DATA_HOME/yunyao/demo`
 *
 * Makes the object. Nothing is started yet.
 *
 * Returns: (transfer full): the built-in service
 */
YaoBuiltinService *
yao_builtin_service_new (const char *data_dir)
{
  YaoBuiltinService *self = g_object_new (YAO_TYPE_BUILTIN_SERVICE, NULL);

  self->dir = data_dir != NULL ? g_canonicalize_filename (data_dir, NULL)
                               : g_build_filename (g_get_user_data_dir (), "yunyao", "demo", NULL);
  return self;
}

/**
 * yao_builtin_service_get_data_dir:
 * @self: the built-in service
 *
 * Gets where the service keeps its data.
 *
 * Returns: the path
 */
const char *
yao_builtin_service_get_data_dir (YaoBuiltinService *self)
{
  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  return self->dir;
}

/**
 * yao_builtin_service_get_state:
 * @self: the built-in service
 *
 * Gets what the service is doing. Also the property "state", with notification.
 *
 * Returns: the state
 */
YaoBuiltinState
yao_builtin_service_get_state (YaoBuiltinService *self)
{
  YaoBuiltinState state;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), YAO_BUILTIN_STOPPED);

  g_mutex_lock (&self->lock);
  state = self->state;
  g_mutex_unlock (&self->lock);
  return state;
}

/**
 * yao_builtin_service_dup_address:
 * @self: the built-in service
 *
 * Gets where the service answers. Also the property "address", with notification.
 *
 * Returns: (transfer full) (nullable): "https://127.0.0.1:PORT", or %NULL where it does not run
 */
char *
yao_builtin_service_dup_address (YaoBuiltinService *self)
{
  char *address;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  g_mutex_lock (&self->lock);
  address = self->ready != NULL ? g_strdup (self->ready->address) : NULL;
  g_mutex_unlock (&self->lock);
  return address;
}

/**
 * yao_builtin_service_get_error:
 * @self: the built-in service
 *
 * Gets why the service failed. Called in the thread of the object.
 *
 * Returns: (transfer none) (nullable): the error of %YAO_BUILTIN_FAILED, or %NULL
 */
const GError *
yao_builtin_service_get_error (YaoBuiltinService *self)
{
  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  return self->error;
}

/**
 * yao_builtin_service_start:
 * @self: the built-in service
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Makes sure that the service runs: uses the one that is alive in the directory, else starts one.
 * Blocks; from any thread. Errors: %YAO_ERROR_UNSUPPORTED where the program is not installed,
 * %YAO_ERROR_SERVICE_FAILED (the subject is the file with what the service wrote),
 * %YAO_ERROR_TIMED_OUT, %YAO_ERROR_STORAGE.
 *
 * Returns: %TRUE if it answers
 */
gboolean
yao_builtin_service_start (YaoBuiltinService *self, GCancellable *cancellable, GError **error)
{
  gboolean started;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), FALSE);

  g_mutex_lock (&self->start_lock);
  started = is_up (self) || start_inlock (self, cancellable, error);
  g_mutex_unlock (&self->start_lock);
  return started;
}

static void
stop_inlock (YaoBuiltinService *self)
{
  g_autoptr (GSubprocess) child = NULL;
  gboolean is_stopped;

  g_mutex_lock (&self->lock);
  child = g_steal_pointer (&self->child);
  is_stopped = self->state == YAO_BUILTIN_STOPPED && child == NULL;
  g_mutex_unlock (&self->lock);

  /* Telling of it again would hold the object, and stop it again when it is let go: without end. */
  if (!is_stopped)
    set_state (self, YAO_BUILTIN_STOPPED, NULL, NULL, NULL);
  g_clear_pointer (&self->users, yao_file_lock_free);
  if (child != NULL)
    yao_builtin_end (child, self->dir);
}

/**
 * yao_builtin_service_stop:
 * @self: the built-in service
 *
 * Stops a service that this object started: asks it to end, waits up to 5 s, and then kills it. One
 * that other programs use still is only asked, and ends with the last of them. A service that
 * somebody else started is let go.
 */
void
yao_builtin_service_stop (YaoBuiltinService *self)
{
  g_return_if_fail (YAO_IS_BUILTIN_SERVICE (self));

  g_mutex_lock (&self->start_lock);
  stop_inlock (self);
  g_mutex_unlock (&self->start_lock);
}

/**
 * yao_builtin_service_reset:
 * @self: the built-in service
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Removes everything that the demonstration service has stored and starts it anew, as another
 * organisation with other keys: the service is then added again. Blocks; from any thread.
 * Errors: %YAO_ERROR_BUSY where another program uses the service, %YAO_ERROR_INVALID_INPUT where
 * the directory is not one of a demonstration service (nothing is removed then), and those of
 * yao_builtin_service_start().
 *
 * Returns: %TRUE if the new service answers
 */
gboolean
yao_builtin_service_reset (YaoBuiltinService *self, GCancellable *cancellable, GError **error)
{
  gboolean done;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), FALSE);

  g_mutex_lock (&self->start_lock);
  stop_inlock (self);
  done = yao_builtin_erase (self->dir, error) && start_inlock (self, cancellable, error);
  g_mutex_unlock (&self->start_lock);
  return done;
}

/**
 * yao_builtin_service_dup_code:
 * @self: the built-in service
 * @error: return location
 *
 * Gets the initialisation code of the service. Errors: %YAO_ERROR_NOT_FOUND where it was never
 * started.
 *
 * Returns: (transfer full): the code, or %NULL on error
 */
YaoEnrolmentCode *
yao_builtin_service_dup_code (YaoBuiltinService *self, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (YaoBuiltinReady) last = NULL;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  g_mutex_lock (&self->lock);
  text = self->ready != NULL ? g_strdup (self->ready->init) : NULL;
  g_mutex_unlock (&self->lock);
  if (text == NULL)
    {
      last = yao_builtin_read_ready (self->dir, error);
      if (last == NULL)
        return NULL;
      text = g_strdup (last->init);
    }
  return yao_enrolment_code_new_from_text (text, error);
}

/**
 * yao_builtin_service_list_people:
 * @self: the built-in service, which was started once at least
 * @error: return location
 *
 * Lists the people of the demonstration, to choose from.
 * Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): a list of #YaoDemoPerson, or %NULL on error
 */
GListModel *
yao_builtin_service_list_people (YaoBuiltinService *self, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  path = g_build_filename (self->dir, "people.json", NULL);
  return yao_demo_people_read (path, error);
}
