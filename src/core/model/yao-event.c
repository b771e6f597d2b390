/* yao-event.c: something that a person should hear of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-event-private.h"

/**
 * YaoEvent:
 *
 * One event of an account. Never changes.
 */
struct _YaoEvent
{
  GObject parent_instance;

  gint64 id;
  gint64 time;
  char *kind;
  char *certificate_id;
  char *subject;
};

G_DEFINE_FINAL_TYPE (YaoEvent, yao_event, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TIME,
  PROP_KIND,
  PROP_CERTIFICATE_ID,
  PROP_SUBJECT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_event_finalize (GObject *object)
{
  YaoEvent *self = YAO_EVENT (object);

  g_free (self->kind);
  g_free (self->certificate_id);
  g_free (self->subject);

  G_OBJECT_CLASS (yao_event_parent_class)->finalize (object);
}

static void
yao_event_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoEvent *self = YAO_EVENT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_CERTIFICATE_ID:
      g_value_set_string (value, self->certificate_id);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_event_class_init (YaoEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_event_finalize;
  object_class->get_property = yao_event_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_CERTIFICATE_ID] = g_param_spec_string ("certificate-id", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_event_init (YaoEvent *self)
{
}

/**
 * yao_event_new:
 * @message: what the service said
 *
 * Makes the object for an event.
 *
 * Returns: (transfer full): the event
 */
YaoEvent *
yao_event_new (const YaoEventMessage *message)
{
  YaoEvent *self = g_object_new (YAO_TYPE_EVENT, NULL);

  g_assert (message != NULL);

  self->id = message->id;
  self->time = message->time;
  self->kind = g_strdup (message->kind);
  self->certificate_id = g_strdup (message->certificate_id);
  self->subject = g_strdup (message->subject);
  return self;
}

/**
 * yao_event_get_id:
 * @self: an event
 *
 * Gets the number of the event; it grows from one to the next. Also the property "id".
 *
 * Returns: the number
 */
gint64
yao_event_get_id (YaoEvent *self)
{
  g_return_val_if_fail (YAO_IS_EVENT (self), 0);

  return self->id;
}

/**
 * yao_event_get_time:
 * @self: an event
 *
 * Gets when it was, in seconds since 1970. Also the property "time".
 *
 * Returns: the time
 */
gint64
yao_event_get_time (YaoEvent *self)
{
  g_return_val_if_fail (YAO_IS_EVENT (self), 0);

  return self->time;
}

/**
 * yao_event_get_kind:
 * @self: an event
 *
 * Gets what happened, e.g. "pin-changed"; others may come that this program does not know. Also the
 * property "kind".
 *
 * Returns: a word of the wire
 */
const char *
yao_event_get_kind (YaoEvent *self)
{
  g_return_val_if_fail (YAO_IS_EVENT (self), NULL);

  return self->kind;
}

/**
 * yao_event_get_certificate_id:
 * @self: an event
 *
 * Gets which certificate it is about. Also the property "certificate-id".
 *
 * Returns: (nullable): the id, or %NULL
 */
const char *
yao_event_get_certificate_id (YaoEvent *self)
{
  g_return_val_if_fail (YAO_IS_EVENT (self), NULL);

  return self->certificate_id;
}

/**
 * yao_event_get_subject:
 * @self: an event
 *
 * Gets what else it is about. Also the property "subject".
 *
 * Returns: (nullable): a text, or %NULL
 */
const char *
yao_event_get_subject (YaoEvent *self)
{
  g_return_val_if_fail (YAO_IS_EVENT (self), NULL);

  return self->subject;
}
