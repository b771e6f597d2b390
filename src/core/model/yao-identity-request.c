/* yao-identity-request.c: a person is asked for the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-request-private.h"

#include "yao-pin-rules.h"

#include "yao-error.h"

typedef enum
{
  ANSWER_NONE,
  ANSWER_PIN,
  ANSWER_CANCEL,
  ANSWER_DECLINE /* there is nobody to ask */
} Answer;

/**
 * YaoIdentityRequest:
 *
 * An operation needs the PIN of an account, and waits. Whoever shows the request answers with
 * yao_identity_request_submit_pin() or yao_identity_request_cancel(), and watches "state": after a
 * wrong PIN it is %YAO_IDENTITY_WAITING again, and "error", "tries-left" and "wait-until" tell.
 *
 * The properties change in the main context only. The answers may come from any thread.
 */
struct _YaoIdentityRequest
{
  GObject parent_instance;

  char *service_id;
  char *service_name;
  char *holder;
  char *uid;
  char *reason;

  YaoIdentityState state;
  GError *error;
  gint64 wait_until;

  GCancellable *given_up; /* cancelled when the person gives up, also while a PIN is checked */

  GMutex mutex; /* for what follows */
  GCond answered;
  Answer answer;
  YaoSecret *pin;
};

G_DEFINE_FINAL_TYPE (YaoIdentityRequest, yao_identity_request, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoIdentityState,
                    yao_identity_state,
                    G_DEFINE_ENUM_VALUE (YAO_IDENTITY_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (YAO_IDENTITY_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (YAO_IDENTITY_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (YAO_IDENTITY_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_HOLDER,
  PROP_UID,
  PROP_REASON,
  PROP_STATE,
  PROP_ERROR,
  PROP_TRIES_LEFT,
  PROP_WAIT_UNTIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_identity_request_finalize (GObject *object)
{
  YaoIdentityRequest *self = YAO_IDENTITY_REQUEST (object);

  g_free (self->service_id);
  g_free (self->service_name);
  g_free (self->holder);
  g_free (self->uid);
  g_free (self->reason);
  g_clear_error (&self->error);
  g_clear_pointer (&self->pin, yao_secret_unref);
  g_object_unref (self->given_up);
  g_cond_clear (&self->answered);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (yao_identity_request_parent_class)->finalize (object);
}

static void
yao_identity_request_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoIdentityRequest *self = YAO_IDENTITY_REQUEST (object);

  switch (prop_id)
    {
    case PROP_HOLDER:
      g_value_set_string (value, self->holder);
      break;
    case PROP_UID:
      g_value_set_string (value, self->uid);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_TRIES_LEFT:
      g_value_set_int (value, yao_identity_request_get_tries_left (self));
      break;
    case PROP_WAIT_UNTIL:
      g_value_set_int64 (value, self->wait_until);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_identity_request_class_init (YaoIdentityRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = yao_identity_request_finalize;
  object_class->get_property = yao_identity_request_get_property;

  properties[PROP_HOLDER] = g_param_spec_string ("holder", NULL, NULL, NULL, flags);
  properties[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, YAO_TYPE_IDENTITY_STATE,
                                              YAO_IDENTITY_WAITING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_TRIES_LEFT]
      = g_param_spec_int ("tries-left", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_WAIT_UNTIL]
      = g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_identity_request_init (YaoIdentityRequest *self)
{
  self->given_up = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->answered);
}

/**
 * yao_identity_request_new:
 * @service_id: the service
 * @service_name: its name
 * @holder: the number of the owner of the account
 * @uid: the number of its user
 * @reason: what wants to go on, e.g. "change-pin"
 *
 * Makes a request that waits.
 *
 * Returns: (transfer full): the request
 */
YaoIdentityRequest *
yao_identity_request_new (const char *service_id,
                          const char *service_name,
                          const char *holder,
                          const char *uid,
                          const char *reason)
{
  YaoIdentityRequest *self = g_object_new (YAO_TYPE_IDENTITY_REQUEST, NULL);

  g_assert (service_id != NULL && service_name != NULL);
  g_assert (holder != NULL && uid != NULL && reason != NULL);

  self->service_id = g_strdup (service_id);
  self->service_name = g_strdup (service_name);
  self->holder = g_strdup (holder);
  self->uid = g_strdup (uid);
  self->reason = g_strdup (reason);
  return self;
}

/**
 * yao_identity_request_get_service_id:
 * @self: a request
 *
 * Gets which service asks.
 *
 * Returns: the id
 */
const char *
yao_identity_request_get_service_id (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->service_id;
}

/**
 * yao_identity_request_get_service_name:
 * @self: a request
 *
 * Gets the name of the service that asks.
 *
 * Returns: the name
 */
const char *
yao_identity_request_get_service_name (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->service_name;
}

/**
 * yao_identity_request_get_holder:
 * @self: a request
 *
 * Gets whose certificates they are. Also the property "holder".
 *
 * Returns: the number
 */
const char *
yao_identity_request_get_holder (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->holder;
}

/**
 * yao_identity_request_get_uid:
 * @self: a request
 *
 * Gets whose PIN is asked for. Also the property "uid".
 *
 * Returns: the number
 */
const char *
yao_identity_request_get_uid (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->uid;
}

/**
 * yao_identity_request_get_reason:
 * @self: a request
 *
 * Gets what wants to go on: "login", "pin-status" or "events". Also the property "reason".
 *
 * Returns: a word that is never shown to people
 */
const char *
yao_identity_request_get_reason (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->reason;
}

/**
 * yao_identity_request_get_state:
 * @self: a request
 *
 * Gets how far the request is. Also the property "state", with notification.
 *
 * Returns: the state
 */
YaoIdentityState
yao_identity_request_get_state (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), YAO_IDENTITY_FAILED);

  return self->state;
}

/**
 * yao_identity_request_get_error:
 * @self: a request
 *
 * Gets why the last PIN was not accepted: %YAO_ERROR_WRONG_PIN or %YAO_ERROR_THROTTLED while the
 * request waits. Also the property "error", with notification.
 *
 * Returns: (nullable): the error, or %NULL before the first try
 */
const GError *
yao_identity_request_get_error (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), NULL);

  return self->error;
}

/**
 * yao_identity_request_get_tries_left:
 * @self: a request
 *
 * Gets how many wrong PINs there may be before the next long wait. Also the property "tries-left".
 *
 * Returns: the number, or -1 where it is not known
 */
int
yao_identity_request_get_tries_left (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), -1);

  return self->error != NULL && self->error->domain == YAO_ERROR
             ? yao_error_get_tries_left (self->error)
             : -1;
}

/**
 * yao_identity_request_get_wait_until:
 * @self: a request
 *
 * Gets before when the service checks no PIN, in seconds since 1970. Also the property
 * "wait-until".
 *
 * Returns: the time, or 0 where no wait is due
 */
gint64
yao_identity_request_get_wait_until (YaoIdentityRequest *self)
{
  g_return_val_if_fail (YAO_IS_IDENTITY_REQUEST (self), 0);

  return self->wait_until;
}

static void
answer_request (YaoIdentityRequest *self, Answer answer, YaoSecret *pin)
{
  g_mutex_lock (&self->mutex);
  if (self->answer == ANSWER_NONE || answer == ANSWER_CANCEL)
    {
      self->answer = answer;
      g_clear_pointer (&self->pin, yao_secret_unref);
      self->pin = pin != NULL ? yao_secret_ref (pin) : NULL;
      g_cond_signal (&self->answered);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * yao_identity_request_submit_pin:
 * @self: a request that waits
 * @pin: what was typed; another reference is taken, and dropped after the try
 *
 * Answers with a PIN. An answer to a request that has one already is passed over.
 */
void
yao_identity_request_submit_pin (YaoIdentityRequest *self, YaoSecret *pin)
{
  g_autoptr (YaoSecret) folded = NULL;

  g_return_if_fail (YAO_IS_IDENTITY_REQUEST (self));
  g_return_if_fail (pin != NULL);

  folded = yao_pin_fold (pin);
  answer_request (self, ANSWER_PIN, folded);
}

/**
 * yao_identity_request_cancel:
 * @self: a request
 *
 * Gives up: the operation that asked ends with %G_IO_ERROR_CANCELLED, also while a PIN is being
 * checked. That try counts for the service all the same.
 */
void
yao_identity_request_cancel (YaoIdentityRequest *self)
{
  g_return_if_fail (YAO_IS_IDENTITY_REQUEST (self));

  g_cancellable_cancel (self->given_up);
  answer_request (self, ANSWER_CANCEL, NULL);
}

/**
 * yao_identity_request_get_given_up:
 * @self: a request
 *
 * Gets what is cancelled when the person gives up.
 *
 * Returns: (transfer none): a cancellable that may be connected to from any thread
 */
GCancellable *
yao_identity_request_get_given_up (YaoIdentityRequest *self)
{
  g_assert (YAO_IS_IDENTITY_REQUEST (self));

  return self->given_up;
}

/**
 * yao_identity_request_decline:
 * @self: a request
 *
 * Answers that there is nobody to ask.
 */
void
yao_identity_request_decline (YaoIdentityRequest *self)
{
  g_assert (YAO_IS_IDENTITY_REQUEST (self));

  answer_request (self, ANSWER_DECLINE, NULL);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  YaoIdentityRequest *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_signal (&self->answered);
  g_mutex_unlock (&self->mutex);
}

/**
 * yao_identity_request_take_pin:
 * @self: a request
 * @wait: whether to wait for the answer
 * @cancellable: (nullable): stops the waiting
 * @error: return location
 *
 * Takes the answer, so that there is room for another one.
 *
 * Returns: (transfer full): the PIN, or %NULL with %G_IO_ERROR_CANCELLED, or with
 *   %YAO_ERROR_IDENTITY_REQUIRED where nobody answers
 */
YaoSecret *
yao_identity_request_take_pin (YaoIdentityRequest *self,
                               gboolean wait,
                               GCancellable *cancellable,
                               GError **error)
{
  YaoSecret *pin;
  Answer answer;
  gulong handler = 0;

  g_assert (YAO_IS_IDENTITY_REQUEST (self));

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (wait && self->answer == ANSWER_NONE && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->answered, &self->mutex);
  answer = self->answer;
  self->answer = ANSWER_NONE;
  pin = g_steal_pointer (&self->pin);
  g_mutex_unlock (&self->mutex);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);

  if (pin == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (answer == ANSWER_CANCEL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the person gave up");
      else
        g_set_error (error, YAO_ERROR, YAO_ERROR_IDENTITY_REQUIRED, "nobody to ask for the PIN");
    }
  return pin;
}

typedef struct
{
  YaoIdentityRequest *request;
  YaoIdentityState state;
  GError *error;
  gint64 wait_until;
} Update;

static void
free_update (gpointer data)
{
  Update *update = data;

  g_object_unref (update->request);
  g_clear_error (&update->error);
  g_free (update);
}

static gboolean
update_cb (gpointer user_data)
{
  Update *update = user_data;
  YaoIdentityRequest *self = update->request;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&update->error);
  self->wait_until = update->wait_until;
  self->state = update->state;
  g_object_notify_by_pspec (object, properties[PROP_ERROR]);
  g_object_notify_by_pspec (object, properties[PROP_TRIES_LEFT]);
  g_object_notify_by_pspec (object, properties[PROP_WAIT_UNTIL]);
  g_object_notify_by_pspec (object, properties[PROP_STATE]);
  g_object_thaw_notify (object);
  return G_SOURCE_REMOVE;
}

/**
 * yao_identity_request_update:
 * @self: a request
 * @state: how far it is
 * @error: (nullable): what came of the last try
 * @wait_until: before when no PIN is checked, or 0
 * @context: (nullable): where the properties change; %NULL for here and now
 *
 * Tells whoever shows the request.
 */
void
yao_identity_request_update (YaoIdentityRequest *self,
                             YaoIdentityState state,
                             const GError *error,
                             gint64 wait_until,
                             GMainContext *context)
{
  Update *update = g_new0 (Update, 1);
  g_autoptr (GSource) source = NULL;

  g_assert (YAO_IS_IDENTITY_REQUEST (self));

  update->request = g_object_ref (self);
  update->state = state;
  update->error = error != NULL ? g_error_copy (error) : NULL;
  update->wait_until = wait_until;
  if (context == NULL)
    {
      update_cb (update);
      free_update (update);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, update_cb, update, free_update);
  g_source_attach (source, context);
}
