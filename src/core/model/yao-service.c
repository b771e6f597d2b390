/* yao-service.c: one service that this profile knows
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-service-private.h"

#include "yao-init-code.h"

/**
 * YaoService:
 *
 * One service that this profile knows. Its properties are read-only and change in the main context
 * of the client alone, each with a notification.
 */
struct _YaoService
{
  GObject parent_instance;

  YaoServiceRecord *record;
};

G_DEFINE_FINAL_TYPE (YaoService, yao_service, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoServiceTrust,
                    yao_service_trust,
                    G_DEFINE_ENUM_VALUE (YAO_SERVICE_TRUST_SIGNED, "signed"),
                    G_DEFINE_ENUM_VALUE (YAO_SERVICE_TRUST_UNVERIFIED, "unverified"))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_COSIGN_ADDRESS,
  PROP_SUPPORT,
  PROP_TRUST,
  PROP_IS_BUILTIN,
  PROP_ADDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_service_finalize (GObject *object)
{
  YaoService *self = YAO_SERVICE (object);

  g_clear_pointer (&self->record, yao_service_record_unref);

  G_OBJECT_CLASS (yao_service_parent_class)->finalize (object);
}

static void
yao_service_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoService *self = YAO_SERVICE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->record->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->record->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->record->address);
      break;
    case PROP_COSIGN_ADDRESS:
      g_value_set_string (value, self->record->cosign_address);
      break;
    case PROP_SUPPORT:
      g_value_set_string (value, self->record->support);
      break;
    case PROP_TRUST:
      g_value_set_enum (value, (int) self->record->trust);
      break;
    case PROP_IS_BUILTIN:
      g_value_set_boolean (value, yao_service_is_builtin (self));
      break;
    case PROP_ADDED:
      g_value_set_int64 (value, self->record->added);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_service_class_init (YaoServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = yao_service_finalize;
  object_class->get_property = yao_service_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_COSIGN_ADDRESS] = g_param_spec_string ("cosign-address", NULL, NULL, NULL, flags);
  properties[PROP_SUPPORT] = g_param_spec_string ("support", NULL, NULL, NULL, flags);
  properties[PROP_TRUST] = g_param_spec_enum ("trust", NULL, NULL, YAO_TYPE_SERVICE_TRUST,
                                              YAO_SERVICE_TRUST_UNVERIFIED, flags);
  properties[PROP_IS_BUILTIN] = g_param_spec_boolean ("is-builtin", NULL, NULL, FALSE, flags);
  properties[PROP_ADDED] = g_param_spec_int64 ("added", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_service_init (YaoService *self)
{
}

/**
 * yao_service_new:
 * @record: what the profile says
 *
 * Makes the object for one service.
 *
 * Returns: (transfer full): the service
 */
YaoService *
yao_service_new (YaoServiceRecord *record)
{
  YaoService *self = g_object_new (YAO_TYPE_SERVICE, NULL);

  g_assert (record != NULL);

  self->record = yao_service_record_ref (record);
  return self;
}

/**
 * yao_service_get_record:
 * @self: a service
 *
 * Gets what the profile says. The record itself never changes, so that a thread may keep a
 * reference to it.
 *
 * Returns: (transfer none): the record
 */
YaoServiceRecord *
yao_service_get_record (YaoService *self)
{
  g_assert (YAO_IS_SERVICE (self));

  return self->record;
}

/**
 * yao_service_set_record:
 * @self: a service
 * @record: what the profile says now, with the same id
 *
 * Brings the service up to date and tells what changed. In the main context only.
 */
void
yao_service_set_record (YaoService *self, YaoServiceRecord *record)
{
  GObject *object = G_OBJECT (self);
  g_autoptr (YaoServiceRecord) old = NULL;

  g_assert (YAO_IS_SERVICE (self));
  g_assert (record != NULL && g_str_equal (record->id, self->record->id));

  if (record == self->record)
    return;

  old = self->record;
  self->record = yao_service_record_ref (record);

  g_object_freeze_notify (object);
  if (g_strcmp0 (old->name, record->name) != 0)
    g_object_notify_by_pspec (object, properties[PROP_NAME]);
  if (g_strcmp0 (old->address, record->address) != 0)
    g_object_notify_by_pspec (object, properties[PROP_ADDRESS]);
  if (g_strcmp0 (old->cosign_address, record->cosign_address) != 0)
    g_object_notify_by_pspec (object, properties[PROP_COSIGN_ADDRESS]);
  if (g_strcmp0 (old->support, record->support) != 0)
    g_object_notify_by_pspec (object, properties[PROP_SUPPORT]);
  if (old->trust != record->trust)
    g_object_notify_by_pspec (object, properties[PROP_TRUST]);
  if ((old->builtin_dir != NULL) != (record->builtin_dir != NULL))
    g_object_notify_by_pspec (object, properties[PROP_IS_BUILTIN]);
  g_object_thaw_notify (object);
}

/**
 * yao_service_get_id:
 * @self: a service
 *
 * Gets the id that the service gave itself.
 *
 * Returns: the id
 */
const char *
yao_service_get_id (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->id;
}

/**
 * yao_service_get_name:
 * @self: a service
 *
 * Gets the name of the organisation.
 *
 * Returns: the name
 */
const char *
yao_service_get_name (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->name;
}

/**
 * yao_service_get_address:
 * @self: a service
 *
 * Gets the base address, "https://host:port". For the built-in service it is the last one known.
 *
 * Returns: the address
 */
const char *
yao_service_get_address (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->address;
}

/**
 * yao_service_get_cosign_address:
 * @self: a service
 *
 * Gets the base address of the co-signing service.
 *
 * Returns: (nullable): the address, or %NULL where there is no co-signing
 */
const char *
yao_service_get_cosign_address (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->cosign_address;
}

/**
 * yao_service_get_support:
 * @self: a service
 *
 * Gets whom people may ask: a telephone number, an address.
 *
 * Returns: (nullable): one line of text, or %NULL
 */
const char *
yao_service_get_support (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->support;
}

/**
 * yao_service_get_trust:
 * @self: a service
 *
 * Gets how the service came to be trusted.
 *
 * Returns: the kind of trust
 */
YaoServiceTrust
yao_service_get_trust (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), YAO_SERVICE_TRUST_UNVERIFIED);

  return self->record->trust;
}

/**
 * yao_service_is_builtin:
 * @self: a service
 *
 * Tells whether this is the demonstration service that runs on this computer.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_service_is_builtin (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), FALSE);

  return self->record->builtin_dir != NULL;
}

/**
 * yao_service_get_added:
 * @self: a service
 *
 * Gets when the service was added to this profile.
 *
 * Returns: seconds since 1970
 */
gint64
yao_service_get_added (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), 0);

  return self->record->added;
}

/**
 * yao_service_dup_pin_text:
 * @self: a service
 *
 * Gets the pin in groups of four hexadecimal digits, to be compared with what the organisation
 * published.
 *
 * Returns: (transfer full) (nullable): "3F2A 91C0 …", or %NULL for a service without a pin
 */
char *
yao_service_dup_pin_text (YaoService *self)
{
  g_return_val_if_fail (YAO_IS_SERVICE (self), NULL);

  return self->record->pin != NULL ? yao_pin_dup_text (self->record->pin) : NULL;
}
