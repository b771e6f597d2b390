/* yao-pin-status.c: what the service says of a PIN and of this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-status-private.h"

/**
 * YaoPinStatus:
 *
 * The state of one account, as it was when the service was asked. Never changes.
 */
struct _YaoPinStatus
{
  GObject parent_instance;

  char *holder;
  char *uid;
  char *name;
  gboolean issued;
  gint64 pin_expires;
  int tries_left;
  gint64 locked_until;
  char *device_id;
  gboolean bound;
  gint64 recent_until;
  guint n_remembered;
  gint64 remembered_until;
};

G_DEFINE_FINAL_TYPE (YaoPinStatus, yao_pin_status, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_HOLDER,
  PROP_UID,
  PROP_NAME,
  PROP_ISSUED,
  PROP_PIN_EXPIRES,
  PROP_TRIES_LEFT,
  PROP_LOCKED_UNTIL,
  PROP_DEVICE_ID,
  PROP_BOUND,
  PROP_RECENT_UNTIL,
  PROP_N_REMEMBERED,
  PROP_REMEMBERED_UNTIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_pin_status_finalize (GObject *object)
{
  YaoPinStatus *self = YAO_PIN_STATUS (object);

  g_free (self->holder);
  g_free (self->uid);
  g_free (self->name);
  g_free (self->device_id);

  G_OBJECT_CLASS (yao_pin_status_parent_class)->finalize (object);
}

static void
yao_pin_status_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoPinStatus *self = YAO_PIN_STATUS (object);

  switch (prop_id)
    {
    case PROP_HOLDER:
      g_value_set_string (value, self->holder);
      break;
    case PROP_UID:
      g_value_set_string (value, self->uid);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ISSUED:
      g_value_set_boolean (value, self->issued);
      break;
    case PROP_PIN_EXPIRES:
      g_value_set_int64 (value, self->pin_expires);
      break;
    case PROP_TRIES_LEFT:
      g_value_set_int (value, self->tries_left);
      break;
    case PROP_LOCKED_UNTIL:
      g_value_set_int64 (value, self->locked_until);
      break;
    case PROP_DEVICE_ID:
      g_value_set_string (value, self->device_id);
      break;
    case PROP_BOUND:
      g_value_set_boolean (value, self->bound);
      break;
    case PROP_RECENT_UNTIL:
      g_value_set_int64 (value, self->recent_until);
      break;
    case PROP_N_REMEMBERED:
      g_value_set_uint (value, self->n_remembered);
      break;
    case PROP_REMEMBERED_UNTIL:
      g_value_set_int64 (value, self->remembered_until);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_pin_status_class_init (YaoPinStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_pin_status_finalize;
  object_class->get_property = yao_pin_status_get_property;

  properties[PROP_HOLDER] = g_param_spec_string ("holder", NULL, NULL, NULL, flags);
  properties[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ISSUED] = g_param_spec_boolean ("issued", NULL, NULL, FALSE, flags);
  properties[PROP_PIN_EXPIRES]
      = g_param_spec_int64 ("pin-expires", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TRIES_LEFT]
      = g_param_spec_int ("tries-left", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_LOCKED_UNTIL]
      = g_param_spec_int64 ("locked-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DEVICE_ID] = g_param_spec_string ("device-id", NULL, NULL, NULL, flags);
  properties[PROP_BOUND] = g_param_spec_boolean ("bound", NULL, NULL, FALSE, flags);
  properties[PROP_RECENT_UNTIL]
      = g_param_spec_int64 ("recent-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_REMEMBERED]
      = g_param_spec_uint ("n-remembered", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REMEMBERED_UNTIL]
      = g_param_spec_int64 ("remembered-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_pin_status_init (YaoPinStatus *self)
{
}

/**
 * yao_pin_status_new:
 * @message: what the service said
 *
 * Makes the object for a session.
 *
 * Returns: (transfer full): the status
 */
YaoPinStatus *
yao_pin_status_new (const YaoSessionMessage *message)
{
  YaoPinStatus *self = g_object_new (YAO_TYPE_PIN_STATUS, NULL);

  g_assert (message != NULL);

  self->holder = g_strdup (message->account->holder);
  self->uid = g_strdup (message->account->uid);
  self->name = g_strdup (message->account->name);
  self->issued = g_str_equal (message->account->pin_origin, YAO_PIN_ORIGIN_ISSUED);
  self->pin_expires = message->account->pin_expires;
  self->tries_left = (int) message->tries_left;
  self->locked_until = message->locked_until;
  self->device_id = g_strdup (message->device->id);
  self->bound = g_str_equal (message->device->state, YAO_DEVICE_ACTIVE);
  self->recent_until = message->recent_until;
  self->n_remembered = message->grants->len;
  for (guint i = 0; i < message->grants->len; i++)
    {
      const YaoGrantMessage *grant = g_ptr_array_index (message->grants, i);

      self->remembered_until = MAX (self->remembered_until, grant->expires);
    }
  return self;
}

/**
 * yao_pin_status_get_holder:
 * @self: a status
 *
 * Gets whose certificates they are. Also the property "holder".
 *
 * Returns: the number
 */
const char *
yao_pin_status_get_holder (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), NULL);

  return self->holder;
}

/**
 * yao_pin_status_get_uid:
 * @self: a status
 *
 * Gets whose account it is. Also the property "uid".
 *
 * Returns: the number
 */
const char *
yao_pin_status_get_uid (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), NULL);

  return self->uid;
}

/**
 * yao_pin_status_get_name:
 * @self: a status
 *
 * Gets the name of the user. Also the property "name".
 *
 * Returns: the name
 */
const char *
yao_pin_status_get_name (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), NULL);

  return self->name;
}

/**
 * yao_pin_status_is_issued:
 * @self: a status
 *
 * Tells whether the service chose the PIN, so that it must be changed before the key is used. Also
 * the property "issued".
 *
 * Returns: %TRUE if it did
 */
gboolean
yao_pin_status_is_issued (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), FALSE);

  return self->issued;
}

/**
 * yao_pin_status_get_pin_expires:
 * @self: a status
 *
 * Gets when an issued PIN ends, in seconds since 1970. Also the property "pin-expires".
 *
 * Returns: the time, or 0 where it does not end
 */
gint64
yao_pin_status_get_pin_expires (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), 0);

  return self->pin_expires;
}

/**
 * yao_pin_status_get_tries_left:
 * @self: a status
 *
 * Gets how many wrong PINs there may be before the next long wait. Also the property "tries-left".
 *
 * Returns: the number
 */
int
yao_pin_status_get_tries_left (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), -1);

  return self->tries_left;
}

/**
 * yao_pin_status_get_locked_until:
 * @self: a status
 *
 * Gets before when no PIN is checked, in seconds since 1970. Also the property "locked-until".
 *
 * Returns: the time, or 0 where no wait is due
 */
gint64
yao_pin_status_get_locked_until (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), 0);

  return self->locked_until;
}

/**
 * yao_pin_status_get_device_id:
 * @self: a status
 *
 * Gets the id that the service has for this device. Also the property "device-id".
 *
 * Returns: the id
 */
const char *
yao_pin_status_get_device_id (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), NULL);

  return self->device_id;
}

/**
 * yao_pin_status_is_bound:
 * @self: a status
 *
 * Tells whether this device is bound. Also the property "bound".
 *
 * Returns: %TRUE if it is, and active
 */
gboolean
yao_pin_status_is_bound (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), FALSE);

  return self->bound;
}

/**
 * yao_pin_status_get_recent_until:
 * @self: a status
 *
 * Gets until when the last check of the PIN counts as recent, in seconds since 1970. Also the
 * property "recent-until".
 *
 * Returns: the time, or 0 where it does not count
 */
gint64
yao_pin_status_get_recent_until (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), 0);

  return self->recent_until;
}

/**
 * yao_pin_status_get_n_remembered:
 * @self: a status
 *
 * Counts the remembered unlocks of this device. Also the property "n-remembered".
 *
 * Returns: how many there are
 */
guint
yao_pin_status_get_n_remembered (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), 0);

  return self->n_remembered;
}

/**
 * yao_pin_status_get_remembered_until:
 * @self: a status
 *
 * Gets when the last remembered unlock ends, in seconds since 1970. Also the property
 * "remembered-until".
 *
 * Returns: the time, or 0 where there is none
 */
gint64
yao_pin_status_get_remembered_until (YaoPinStatus *self)
{
  g_return_val_if_fail (YAO_IS_PIN_STATUS (self), 0);

  return self->remembered_until;
}
