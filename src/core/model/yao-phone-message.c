/* yao-phone-message.c: a text message that the demonstration service would have sent
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-phone-message-private.h"

#include "yao-json.h"
#include "yao-secret.h"

#define MAX_LINE (16 * 1024)
#define MAX_TEXT 4096

/**
 * YaoPhoneMessage:
 *
 * A line of the outbox. Never changes.
 */
struct _YaoPhoneMessage
{
  GObject parent_instance;

  gint64 id;
  gint64 time;
  char *phone;
  char *uid;
  char *purpose;
  char *text;
  char *code;
};

G_DEFINE_FINAL_TYPE (YaoPhoneMessage, yao_phone_message, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TIME,
  PROP_PHONE,
  PROP_UID,
  PROP_PURPOSE,
  PROP_TEXT,
  PROP_CODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_phone_message_finalize (GObject *object)
{
  YaoPhoneMessage *self = YAO_PHONE_MESSAGE (object);

  g_free (self->phone);
  g_free (self->uid);
  g_free (self->purpose);
  yao_wipe_string (self->text);
  yao_wipe_string (self->code);

  G_OBJECT_CLASS (yao_phone_message_parent_class)->finalize (object);
}

static void
yao_phone_message_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoPhoneMessage *self = YAO_PHONE_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_PHONE:
      g_value_set_string (value, self->phone);
      break;
    case PROP_UID:
      g_value_set_string (value, self->uid);
      break;
    case PROP_PURPOSE:
      g_value_set_string (value, self->purpose);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_phone_message_class_init (YaoPhoneMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_phone_message_finalize;
  object_class->get_property = yao_phone_message_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, flags);
  properties[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  properties[PROP_PURPOSE] = g_param_spec_string ("purpose", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_phone_message_init (YaoPhoneMessage *self)
{
}

/**
 * yao_phone_message_read:
 * @line: a line of the outbox
 * @error: return location
 *
 * Reads one message. Errors: %YAO_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full): the message, or %NULL on error
 */
YaoPhoneMessage *
yao_phone_message_read (GBytes *line, GError **error)
{
  g_autoptr (YaoPhoneMessage) self = g_object_new (YAO_TYPE_PHONE_MESSAGE, NULL);
  g_autoptr (YaoJson) json = NULL;

  g_assert (line != NULL);

  json = yao_json_parse (line, MAX_LINE, error);
  if (json != NULL && yao_json_get_int (json, "id", 1, G_MAXINT64, &self->id, error)
      && yao_json_get_time (json, "time", &self->time, error)
      && yao_json_get_string (json, "to", MAX_TEXT, &self->phone, error)
      && yao_json_get_string (json, "uid", MAX_TEXT, &self->uid, error)
      && yao_json_get_string (json, "purpose", MAX_TEXT, &self->purpose, error)
      && yao_json_get_string (json, "text", MAX_TEXT, &self->text, error)
      && yao_json_get_optional_string (json, "code", MAX_TEXT, &self->code, error))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * yao_phone_message_get_id:
 * @self: a phone message
 *
 * Gets the number of the message; it grows from one to the next. Also the property "id".
 *
 * Returns: the number
 */
gint64
yao_phone_message_get_id (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), 0);

  return self->id;
}

/**
 * yao_phone_message_get_time:
 * @self: a phone message
 *
 * Gets when it was sent, in seconds since 1970. Also the property "time".
 *
 * Returns: the time
 */
gint64
yao_phone_message_get_time (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), 0);

  return self->time;
}

/**
 * yao_phone_message_get_phone:
 * @self: a phone message
 *
 * Gets the phone number that it went to. Also the property "phone".
 *
 * Returns: the number
 */
const char *
yao_phone_message_get_phone (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), NULL);

  return self->phone;
}

/**
 * yao_phone_message_get_uid:
 * @self: a phone message
 *
 * Gets the number of the person that it is for. Also the property "uid".
 *
 * Returns: the number
 */
const char *
yao_phone_message_get_uid (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), NULL);

  return self->uid;
}

/**
 * yao_phone_message_get_purpose:
 * @self: a phone message
 *
 * Gets what it is for, e.g. "pin-issued". Also the property "purpose".
 *
 * Returns: a word of the wire
 */
const char *
yao_phone_message_get_purpose (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), NULL);

  return self->purpose;
}

/**
 * yao_phone_message_get_text:
 * @self: a phone message
 *
 * Gets what it says. Also the property "text".
 *
 * Returns: the text
 */
const char *
yao_phone_message_get_text (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), NULL);

  return self->text;
}

/**
 * yao_phone_message_get_code:
 * @self: a phone message
 *
 * Gets the code in it that will be typed somewhere. Also the property "code".
 *
 * Returns: (nullable): the code, or %NULL
 */
const char *
yao_phone_message_get_code (YaoPhoneMessage *self)
{
  g_return_val_if_fail (YAO_IS_PHONE_MESSAGE (self), NULL);

  return self->code;
}
