/* yao-notice.c: something that waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-notice-private.h"

/**
 * YaoNotice:
 *
 * One notice of an account. Never changes.
 */
struct _YaoNotice
{
  GObject parent_instance;

  YaoAccount *account;
  YaoNoticeMessage *message;
};

G_DEFINE_FINAL_TYPE (YaoNotice, yao_notice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_TIME,
  PROP_UNTIL,
  PROP_DISMISSIBLE,
  PROP_CERTIFICATE_ID,
  PROP_SUBJECT,
  PROP_SERVICE_ID,
  PROP_HOLDER_UID,
  PROP_USER_UID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_notice_finalize (GObject *object)
{
  YaoNotice *self = YAO_NOTICE (object);

  g_clear_pointer (&self->account, yao_account_unref);
  g_clear_pointer (&self->message, yao_notice_message_free);

  G_OBJECT_CLASS (yao_notice_parent_class)->finalize (object);
}

static void
yao_notice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoNotice *self = YAO_NOTICE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->message->id);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->message->kind);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->message->time);
      break;
    case PROP_UNTIL:
      g_value_set_int64 (value, self->message->until);
      break;
    case PROP_DISMISSIBLE:
      g_value_set_boolean (value, self->message->dismissible);
      break;
    case PROP_CERTIFICATE_ID:
      g_value_set_string (value, self->message->certificate_id);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->message->subject);
      break;
    case PROP_SERVICE_ID:
      g_value_set_string (value, self->account->service->id);
      break;
    case PROP_HOLDER_UID:
      g_value_set_string (value, self->account->holder);
      break;
    case PROP_USER_UID:
      g_value_set_string (value, self->account->uid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_notice_class_init (YaoNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_notice_finalize;
  object_class->get_property = yao_notice_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UNTIL] = g_param_spec_int64 ("until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DISMISSIBLE] = g_param_spec_boolean ("dismissible", NULL, NULL, FALSE, flags);
  properties[PROP_CERTIFICATE_ID] = g_param_spec_string ("certificate-id", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_SERVICE_ID] = g_param_spec_string ("service-id", NULL, NULL, NULL, flags);
  properties[PROP_HOLDER_UID] = g_param_spec_string ("holder-uid", NULL, NULL, NULL, flags);
  properties[PROP_USER_UID] = g_param_spec_string ("user-uid", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_notice_init (YaoNotice *self)
{
}

static YaoNoticeMessage *
copy_message (const YaoNoticeMessage *message)
{
  YaoNoticeMessage *copy = yao_notice_message_new ();

  copy->id = g_strdup (message->id);
  copy->time = message->time;
  copy->kind = g_strdup (message->kind);
  copy->certificate_id = g_strdup (message->certificate_id);
  copy->subject = g_strdup (message->subject);
  copy->until = message->until;
  copy->dismissible = message->dismissible;
  return copy;
}

/**
 * yao_notice_new:
 * @account: whose notice it is
 * @message: what the service said
 *
 * Makes the object for a notice.
 *
 * Returns: (transfer full): the notice
 */
YaoNotice *
yao_notice_new (YaoAccount *account, const YaoNoticeMessage *message)
{
  YaoNotice *self = g_object_new (YAO_TYPE_NOTICE, NULL);

  g_assert (account != NULL && message != NULL);

  self->account = yao_account_ref (account);
  self->message = copy_message (message);
  return self;
}

/**
 * yao_notice_get_account:
 * @self: a notice
 *
 * Gets whose notice it is.
 *
 * Returns: (transfer none): the account
 */
YaoAccount *
yao_notice_get_account (YaoNotice *self)
{
  g_assert (YAO_IS_NOTICE (self));

  return self->account;
}

/**
 * yao_notice_is_same:
 * @self: a notice
 * @other: another one
 *
 * Tells whether two objects show the same.
 *
 * Returns: %TRUE if nobody would see a difference
 */
gboolean
yao_notice_is_same (YaoNotice *self, YaoNotice *other)
{
  const YaoNoticeMessage *a;
  const YaoNoticeMessage *b;

  g_assert (YAO_IS_NOTICE (self) && YAO_IS_NOTICE (other));

  a = self->message;
  b = other->message;
  return g_str_equal (self->account->key, other->account->key) && g_str_equal (a->id, b->id)
         && g_str_equal (a->kind, b->kind) && a->time == b->time && a->until == b->until
         && a->dismissible == b->dismissible
         && g_strcmp0 (a->certificate_id, b->certificate_id) == 0
         && g_strcmp0 (a->subject, b->subject) == 0;
}

/**
 * yao_notice_get_id:
 * @self: a notice
 *
 * Gets which notice of its account it is. Also the property "id".
 *
 * Returns: the id
 */
const char *
yao_notice_get_id (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->message->id;
}

/**
 * yao_notice_get_kind:
 * @self: a notice
 *
 * Gets what it is about, e.g. %YAO_NOTICE_PIN_LOCKED; others may come that this program does not
 * know. Also the property "kind".
 *
 * Returns: a word of the wire
 */
const char *
yao_notice_get_kind (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->message->kind;
}

/**
 * yao_notice_get_time:
 * @self: a notice
 *
 * Gets since when it waits, in seconds since 1970. Also the property "time".
 *
 * Returns: the time
 */
gint64
yao_notice_get_time (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), 0);

  return self->message->time;
}

/**
 * yao_notice_get_until:
 * @self: a notice
 *
 * Gets until when something can be done about it, in seconds since 1970. Also the property
 * "until".
 *
 * Returns: the time, or 0
 */
gint64
yao_notice_get_until (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), 0);

  return self->message->until;
}

/**
 * yao_notice_get_dismissible:
 * @self: a notice
 *
 * Gets whether it goes when the person has read it; another goes when the thing is done. Also
 * the property "dismissible".
 *
 * Returns: %TRUE if yao_client_dismiss_notice_async() takes it
 */
gboolean
yao_notice_get_dismissible (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), FALSE);

  return self->message->dismissible;
}

/**
 * yao_notice_get_certificate_id:
 * @self: a notice
 *
 * Gets which certificate it is about. Also the property "certificate-id".
 *
 * Returns: (nullable): the id, or %NULL
 */
const char *
yao_notice_get_certificate_id (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->message->certificate_id;
}

/**
 * yao_notice_get_subject:
 * @self: a notice
 *
 * Gets what else it is about. Also the property "subject".
 *
 * Returns: (nullable): a text, or %NULL
 */
const char *
yao_notice_get_subject (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->message->subject;
}

/**
 * yao_notice_get_service_id:
 * @self: a notice
 *
 * Gets which service it comes from. Also the property "service-id".
 *
 * Returns: the id
 */
const char *
yao_notice_get_service_id (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->account->service->id;
}

/**
 * yao_notice_get_holder_uid:
 * @self: a notice
 *
 * Gets whose certificates the account is for. Also the property "holder-uid".
 *
 * Returns: a number
 */
const char *
yao_notice_get_holder_uid (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->account->holder;
}

/**
 * yao_notice_get_user_uid:
 * @self: a notice
 *
 * Gets whom it waits for. Also the property "user-uid".
 *
 * Returns: a number
 */
const char *
yao_notice_get_user_uid (YaoNotice *self)
{
  g_return_val_if_fail (YAO_IS_NOTICE (self), NULL);

  return self->account->uid;
}
