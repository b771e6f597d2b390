/* yao-authorization-use.c: one use of an authorization
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-private.h"

/**
 * YaoAuthorizationUse:
 *
 * One use of a certificate by somebody whom its owner authorised. Never changes.
 */
struct _YaoAuthorizationUse
{
  GObject parent_instance;

  YaoAuthorizationUseMessage *message;
};

G_DEFINE_FINAL_TYPE (YaoAuthorizationUse, yao_authorization_use, G_TYPE_OBJECT)

static void
yao_authorization_use_finalize (GObject *object)
{
  YaoAuthorizationUse *self = YAO_AUTHORIZATION_USE (object);

  g_clear_pointer (&self->message, yao_authorization_use_message_free);

  G_OBJECT_CLASS (yao_authorization_use_parent_class)->finalize (object);
}

static void
yao_authorization_use_class_init (YaoAuthorizationUseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_authorization_use_finalize;
}

static void
yao_authorization_use_init (YaoAuthorizationUse *self)
{
}

/**
 * yao_authorization_use_new:
 * @message: (transfer full): what the service said
 *
 * Makes the object for a use.
 *
 * Returns: (transfer full): the object
 */
YaoAuthorizationUse *
yao_authorization_use_new (YaoAuthorizationUseMessage *message)
{
  YaoAuthorizationUse *self = g_object_new (YAO_TYPE_AUTHORIZATION_USE, NULL);

  g_assert (message != NULL);

  self->message = message;
  return self;
}

/**
 * yao_authorization_use_get_id:
 * @self: a use
 *
 * Gets its place among the uses.
 *
 * Returns: a number that grows
 */
gint64
yao_authorization_use_get_id (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), 0);

  return self->message->id;
}

/**
 * yao_authorization_use_get_time:
 * @self: a use
 *
 * Gets when it was, in seconds since 1970.
 *
 * Returns: the time
 */
gint64
yao_authorization_use_get_time (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), 0);

  return self->message->time;
}

/**
 * yao_authorization_use_get_uid:
 * @self: a use
 *
 * Gets who used it.
 *
 * Returns: (transfer none): the number
 */
const char *
yao_authorization_use_get_uid (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), NULL);

  return self->message->uid;
}

/**
 * yao_authorization_use_get_name:
 * @self: a use
 *
 * Gets the name of who used it.
 *
 * Returns: (transfer none): the name
 */
const char *
yao_authorization_use_get_name (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), NULL);

  return self->message->name;
}

/**
 * yao_authorization_use_get_device:
 * @self: a use
 *
 * Gets on which device.
 *
 * Returns: (transfer none): the id of the device
 */
const char *
yao_authorization_use_get_device (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), NULL);

  return self->message->device;
}

/**
 * yao_authorization_use_get_purpose:
 * @self: a use
 *
 * Gets what it was used for.
 *
 * Returns: (transfer none) (nullable): the purpose
 */
const char *
yao_authorization_use_get_purpose (YaoAuthorizationUse *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_USE (self), NULL);

  return self->message->purpose;
}
