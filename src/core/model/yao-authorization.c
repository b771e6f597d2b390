/* yao-authorization.c: one person who may use a certificate, or wants to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-private.h"

/**
 * YaoAuthorization:
 *
 * An authorization: the owner of a certificate lets somebody else use it for a while, so and so
 * often. A row of a list may be empty until it has come: #YaoAuthorization:loaded tells. Its
 * properties then fill in, and follow when it changes. Lives in the main context.
 */
struct _YaoAuthorization
{
  GObject parent_instance;

  YaoAuthorizationMessage *message; /* or NULL: it has not come yet */
  YaoAuthorizationState state;
};

G_DEFINE_FINAL_TYPE (YaoAuthorization, yao_authorization, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_IS_KNOWN,
  PROP_STATE,
  N_FIRST_PROPS
};

/* The properties that are members of the message as they are, from N_FIRST_PROPS on. */
#define MEMBER(name, type, member)                                                                 \
  {                                                                                                \
    name, type, FALSE, G_STRUCT_OFFSET (YaoAuthorizationMessage, member)                           \
  }
#define OF_GRANTEE(name, member)                                                                   \
  {                                                                                                \
    name, G_TYPE_STRING, TRUE, G_STRUCT_OFFSET (YaoGranteeMessage, member)                         \
  }

static const struct
{
  const char *name;
  GType type;
  gboolean of_grantee;
  gsize offset;
} members[] = {
  MEMBER ("id", G_TYPE_STRING, id),
  MEMBER ("version", G_TYPE_INT64, version),
  MEMBER ("holder-uid", G_TYPE_STRING, holder),
  MEMBER ("holder-name", G_TYPE_STRING, holder_name),
  MEMBER ("certificate-id", G_TYPE_STRING, certificate_id),
  OF_GRANTEE ("grantee-uid", uid),
  OF_GRANTEE ("grantee-name", name),
  OF_GRANTEE ("department", department),
  OF_GRANTEE ("phone", phone),
  OF_GRANTEE ("document-kind", document_kind),
  OF_GRANTEE ("document", document),
  MEMBER ("from", G_TYPE_INT64, from),
  MEMBER ("until", G_TYPE_INT64, until),
  MEMBER ("uses", G_TYPE_INT64, uses),
  MEMBER ("uses-left", G_TYPE_INT64, uses_left),
  MEMBER ("pin", G_TYPE_STRING, pin),
  MEMBER ("submitter", G_TYPE_STRING, submitter),
  MEMBER ("created", G_TYPE_INT64, created),
  MEMBER ("changed", G_TYPE_INT64, changed),
};

static GParamSpec *properties[N_FIRST_PROPS + G_N_ELEMENTS (members)];

static gpointer
get_place (YaoAuthorizationMessage *message, gsize i)
{
  return members[i].of_grantee ? G_STRUCT_MEMBER_P (message->grantee, members[i].offset)
                               : G_STRUCT_MEMBER_P (message, members[i].offset);
}

static void
yao_authorization_finalize (GObject *object)
{
  YaoAuthorization *self = YAO_AUTHORIZATION (object);

  g_clear_pointer (&self->message, yao_authorization_message_free);

  G_OBJECT_CLASS (yao_authorization_parent_class)->finalize (object);
}

static void
get_member (YaoAuthorization *self, gsize i, GValue *value)
{
  gpointer place = self->message != NULL ? get_place (self->message, i) : NULL;

  if (members[i].type == G_TYPE_STRING)
    g_value_set_string (value, place != NULL ? *(char **) place : NULL);
  else
    g_value_set_int64 (value, place != NULL ? *(gint64 *) place : 0);
}

static void
yao_authorization_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoAuthorization *self = YAO_AUTHORIZATION (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->message != NULL);
      break;
    case PROP_IS_KNOWN:
      g_value_set_boolean (value, yao_authorization_is_known (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    default:
      if (prop_id >= N_FIRST_PROPS && prop_id < G_N_ELEMENTS (properties))
        get_member (self, prop_id - N_FIRST_PROPS, value);
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_authorization_class_init (YaoAuthorizationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = yao_authorization_finalize;
  object_class->get_property = yao_authorization_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_IS_KNOWN] = g_param_spec_boolean ("is-known", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, YAO_TYPE_AUTHORIZATION_STATE,
                                              YAO_AUTHORIZATION_PENDING, flags);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *name = members[i].name;

      properties[N_FIRST_PROPS + i]
          = members[i].type == G_TYPE_STRING
                ? g_param_spec_string (name, NULL, NULL, NULL, flags)
                : g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0, flags);
    }
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
yao_authorization_init (YaoAuthorization *self)
{
  self->state = YAO_AUTHORIZATION_PENDING;
}

/**
 * yao_authorization_new_empty:
 *
 * Makes a row that has not come yet.
 *
 * Returns: (transfer full): the row
 */
YaoAuthorization *
yao_authorization_new_empty (void)
{
  return g_object_new (YAO_TYPE_AUTHORIZATION, NULL);
}

/**
 * yao_authorization_new:
 * @message: (transfer full): what the service said
 *
 * Makes the object for an authorization.
 *
 * Returns: (transfer full): the object
 */
YaoAuthorization *
yao_authorization_new (YaoAuthorizationMessage *message)
{
  YaoAuthorization *self = yao_authorization_new_empty ();

  yao_authorization_fill (self, message);
  return self;
}

static gboolean
is_same (gsize i, YaoAuthorizationMessage *old, YaoAuthorizationMessage *new)
{
  if (old == NULL)
    return FALSE;
  return members[i].type == G_TYPE_STRING
             ? g_strcmp0 (*(char **) get_place (old, i), *(char **) get_place (new, i)) == 0
             : *(gint64 *) get_place (old, i) == *(gint64 *) get_place (new, i);
}

/**
 * yao_authorization_fill:
 * @self: an authorization
 * @message: (transfer full): what the service says now
 *
 * Brings the object up to date. A state that is not known here stays what it was.
 */
void
yao_authorization_fill (YaoAuthorization *self, YaoAuthorizationMessage *message)
{
  g_autoptr (YaoAuthorizationMessage) old = NULL;
  YaoAuthorizationState state = 0;

  g_assert (YAO_IS_AUTHORIZATION (self));
  g_assert (message != NULL);

  old = self->message;
  self->message = message;
  g_object_freeze_notify (G_OBJECT (self));
  if (yao_authorization_state_from_string (message->state, &state) && state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (!is_same (i, old, message))
        g_object_notify_by_pspec (G_OBJECT (self), properties[N_FIRST_PROPS + i]);
    }
  if (old == NULL || old->grantee->known != message->grantee->known)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_KNOWN]);
  if (old == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * yao_authorization_is_loaded:
 * @self: an authorization
 *
 * Tells whether the row has come.
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_authorization_is_loaded (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), FALSE);

  return self->message != NULL;
}

/**
 * yao_authorization_is_valid_at:
 * @self: an authorization
 * @now: seconds since 1970
 *
 * Tells whether the grantee may use the certificate.
 *
 * Returns: %TRUE if he may, as far as this program knows
 */
gboolean
yao_authorization_is_valid_at (YaoAuthorization *self, gint64 now)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), FALSE);

  return self->message != NULL && self->state == YAO_AUTHORIZATION_ACTIVE
         && now >= self->message->from && now < self->message->until
         && self->message->uses_left > 0;
}

/**
 * yao_authorization_allows:
 * @self: an authorization
 * @action: an action
 *
 * Tells whether an action fits the state, for a program to know which buttons to show. The service
 * has the last word.
 *
 * Returns: %TRUE if it fits
 */
gboolean
yao_authorization_allows (YaoAuthorization *self, YaoAuthorizationAction action)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), FALSE);

  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
    case YAO_AUTHORIZATION_WITHDRAW:
      return self->state == YAO_AUTHORIZATION_PENDING;
    case YAO_AUTHORIZATION_FREEZE:
    case YAO_AUTHORIZATION_RESET_PIN:
      return self->state == YAO_AUTHORIZATION_ACTIVE;
    case YAO_AUTHORIZATION_UNFREEZE:
      return self->state == YAO_AUTHORIZATION_FROZEN;
    case YAO_AUTHORIZATION_MODIFY:
      return self->state == YAO_AUTHORIZATION_PENDING || self->state == YAO_AUTHORIZATION_ACTIVE;
    case YAO_AUTHORIZATION_RENEW:
      return self->state == YAO_AUTHORIZATION_EXPIRED;
    case YAO_AUTHORIZATION_DELETE:
      return self->state != YAO_AUTHORIZATION_DELETED;
    default:
      return FALSE;
    }
}

/**
 * yao_authorization_get_id:
 * @self: an authorization
 *
 * Gets the id; %NULL before the row has come.
 *
 * Returns: (transfer none) (nullable): the id
 */
const char *
yao_authorization_get_id (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->id : NULL;
}

/**
 * yao_authorization_get_version:
 * @self: an authorization
 *
 * Gets how often it changed, plus one.
 *
 * Returns: the version
 */
gint64
yao_authorization_get_version (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->version : 0;
}

/**
 * yao_authorization_get_state:
 * @self: an authorization
 *
 * Gets where it is.
 *
 * Returns: the state
 */
YaoAuthorizationState
yao_authorization_get_state (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), YAO_AUTHORIZATION_PENDING);

  return self->state;
}

/**
 * yao_authorization_get_holder_uid:
 * @self: an authorization
 *
 * Gets the number of the grantor.
 *
 * Returns: (transfer none) (nullable): the number
 */
const char *
yao_authorization_get_holder_uid (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->holder : NULL;
}

/**
 * yao_authorization_get_holder_name:
 * @self: an authorization
 *
 * Gets the name of the grantor, once he granted it.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
yao_authorization_get_holder_name (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->holder_name : NULL;
}

/**
 * yao_authorization_get_certificate_id:
 * @self: an authorization
 *
 * Gets which certificate it is for, once it was granted.
 *
 * Returns: (transfer none) (nullable): the id of the certificate
 */
const char *
yao_authorization_get_certificate_id (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->certificate_id : NULL;
}

/**
 * yao_authorization_get_grantee_uid:
 * @self: an authorization
 *
 * Gets the number of the grantee.
 *
 * Returns: (transfer none) (nullable): the number
 */
const char *
yao_authorization_get_grantee_uid (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->uid : NULL;
}

/**
 * yao_authorization_get_grantee_name:
 * @self: an authorization
 *
 * Gets the name of the grantee.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
yao_authorization_get_grantee_name (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->name : NULL;
}

/**
 * yao_authorization_get_department:
 * @self: an authorization
 *
 * Gets the department of the grantee.
 *
 * Returns: (transfer none) (nullable): the department
 */
const char *
yao_authorization_get_department (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->department : NULL;
}

/**
 * yao_authorization_get_phone:
 * @self: an authorization
 *
 * Gets the phone of the grantee, its middle left out.
 *
 * Returns: (transfer none) (nullable): the phone
 */
const char *
yao_authorization_get_phone (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->phone : NULL;
}

/**
 * yao_authorization_get_document_kind:
 * @self: an authorization
 *
 * Gets what kind of document the grantee has, a name of #YaoDocumentKind.
 *
 * Returns: (transfer none) (nullable): the kind
 */
const char *
yao_authorization_get_document_kind (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->document_kind : NULL;
}

/**
 * yao_authorization_get_document:
 * @self: an authorization
 *
 * Gets the number of his document, its middle left out.
 *
 * Returns: (transfer none) (nullable): the number
 */
const char *
yao_authorization_get_document (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->grantee->document : NULL;
}

/**
 * yao_authorization_is_known:
 * @self: an authorization
 *
 * Tells whether the service knew the grantee before he applied.
 *
 * Returns: %TRUE if it did
 */
gboolean
yao_authorization_is_known (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), FALSE);

  return self->message != NULL && self->message->grantee->known;
}

/**
 * yao_authorization_get_from:
 * @self: an authorization
 *
 * Gets when it begins, in seconds since 1970.
 *
 * Returns: the time
 */
gint64
yao_authorization_get_from (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->from : 0;
}

/**
 * yao_authorization_get_until:
 * @self: an authorization
 *
 * Gets when it ends, in seconds since 1970.
 *
 * Returns: the time
 */
gint64
yao_authorization_get_until (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->until : 0;
}

/**
 * yao_authorization_get_uses:
 * @self: an authorization
 *
 * Gets how often the certificate may be used.
 *
 * Returns: the number of uses
 */
gint64
yao_authorization_get_uses (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->uses : 0;
}

/**
 * yao_authorization_get_uses_left:
 * @self: an authorization
 *
 * Gets how often it may still be used.
 *
 * Returns: the number of uses
 */
gint64
yao_authorization_get_uses_left (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->uses_left : 0;
}

/**
 * yao_authorization_get_pin:
 * @self: an authorization
 *
 * Gets what became of the grantee's PIN, a name of #YaoAuthorizationPin.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
yao_authorization_get_pin (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->pin : NULL;
}

/**
 * yao_authorization_get_submitter:
 * @self: an authorization
 *
 * Gets the number of who applied.
 *
 * Returns: (transfer none) (nullable): the number
 */
const char *
yao_authorization_get_submitter (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), NULL);

  return self->message != NULL ? self->message->submitter : NULL;
}

/**
 * yao_authorization_get_created:
 * @self: an authorization
 *
 * Gets when it was applied for, in seconds since 1970.
 *
 * Returns: the time
 */
gint64
yao_authorization_get_created (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->created : 0;
}

/**
 * yao_authorization_get_changed:
 * @self: an authorization
 *
 * Gets when it changed last, in seconds since 1970.
 *
 * Returns: the time
 */
gint64
yao_authorization_get_changed (YaoAuthorization *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION (self), 0);

  return self->message != NULL ? self->message->changed : 0;
}
