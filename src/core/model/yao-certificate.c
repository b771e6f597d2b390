/* yao-certificate.c: one certificate on this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-private.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

/**
 * YaoCertificate:
 *
 * One certificate on this device. (service id, id) is its identity: the id stands for the lineage
 * of a key and stays when the certificate is renewed. Its properties are read-only and change in
 * the main context of the client alone, each with a notification.
 *
 * What can be read from the certificate itself (subject, issuer, serial number, validity) comes
 * from the signed bytes, never from what the service says beside them.
 */
struct _YaoCertificate
{
  GObject parent_instance;

  YaoService *service;
  YaoCertificateRecord *record;
  gboolean current;

  /* From the signed bytes of the record. */
  char *serial;
  char *subject;
  char *issuer;
  char *issuer_name;
  gint64 not_before;
  gint64 not_after;
};

G_DEFINE_FINAL_TYPE (YaoCertificate, yao_certificate, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_SERVICE,
  PROP_HOLDER_UID,
  PROP_USER_UID,
  PROP_KEY_KIND,
  PROP_ALGORITHM,
  PROP_CURRENT,
  /* From here on: what a refresh may change. */
  PROP_HOLDER_NAME,
  PROP_ORGANISATION,
  PROP_DEPARTMENT,
  PROP_ROLE_TITLE,
  PROP_ROLE,
  PROP_SERIAL,
  PROP_ISSUER,
  PROP_SUBJECT,
  PROP_ISSUER_NAME,
  PROP_NOT_BEFORE,
  PROP_NOT_AFTER,
  PROP_REVOKED_AT,
  PROP_REVOCATION_REASON,
  PROP_REFRESHED,
  PROP_VERSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_certificate_finalize (GObject *object)
{
  YaoCertificate *self = YAO_CERTIFICATE (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->record, yao_certificate_record_unref);
  g_free (self->serial);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->issuer_name);

  G_OBJECT_CLASS (yao_certificate_parent_class)->finalize (object);
}

static gboolean
get_string_property (YaoCertificate *self, guint prop_id, GValue *value)
{
  const YaoCertificateRecord *record = self->record;
  const char *const strings[N_PROPS] = {
    [PROP_ID] = record->id,
    [PROP_HOLDER_UID] = record->holder_uid,
    [PROP_USER_UID] = record->user_uid,
    [PROP_HOLDER_NAME] = record->holder_name,
    [PROP_ORGANISATION] = record->organisation,
    [PROP_DEPARTMENT] = record->department,
    [PROP_ROLE_TITLE] = record->role_title,
    [PROP_SERIAL] = self->serial,
    [PROP_ISSUER] = self->issuer,
    [PROP_SUBJECT] = self->subject,
    [PROP_ISSUER_NAME] = self->issuer_name,
    [PROP_REVOCATION_REASON] = record->revocation_reason,
  };

  if (!G_VALUE_HOLDS_STRING (value))
    return FALSE;
  g_value_set_string (value, strings[prop_id]);
  return TRUE;
}

static gboolean
get_number_property (YaoCertificate *self, guint prop_id, GValue *value)
{
  const YaoCertificateRecord *record = self->record;
  const gint64 numbers[N_PROPS] = {
    [PROP_KEY_KIND] = record->key_kind,   [PROP_ALGORITHM] = record->algorithm,
    [PROP_ROLE] = record->role,           [PROP_NOT_BEFORE] = self->not_before,
    [PROP_NOT_AFTER] = self->not_after,   [PROP_REVOKED_AT] = record->revoked_at,
    [PROP_REFRESHED] = record->refreshed, [PROP_VERSION] = record->version,
  };

  if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, (int) numbers[prop_id]);
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, numbers[prop_id]);
  else
    return FALSE;
  return TRUE;
}

static void
yao_certificate_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoCertificate *self = YAO_CERTIFICATE (object);

  if (prop_id == PROP_SERVICE)
    g_value_set_object (value, self->service);
  else if (prop_id == PROP_CURRENT)
    g_value_set_boolean (value, self->current);
  else if (!get_string_property (self, prop_id, value)
           && !get_number_property (self, prop_id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
install_string (GObjectClass *object_class, guint prop_id, const char *name)
{
  properties[prop_id] = g_param_spec_string (
      name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, prop_id, properties[prop_id]);
}

static void
install_number (GObjectClass *object_class, guint prop_id, const char *name)
{
  properties[prop_id]
      = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, prop_id, properties[prop_id]);
}

static void
install_enum (GObjectClass *object_class, guint prop_id, const char *name, GType type, int value)
{
  properties[prop_id]
      = g_param_spec_enum (name, NULL, NULL, type, value,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, prop_id, properties[prop_id]);
}

static void
yao_certificate_class_init (YaoCertificateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = yao_certificate_finalize;
  object_class->get_property = yao_certificate_get_property;

  install_string (object_class, PROP_ID, "id");
  install_string (object_class, PROP_HOLDER_UID, "holder-uid");
  install_string (object_class, PROP_USER_UID, "user-uid");
  install_string (object_class, PROP_HOLDER_NAME, "holder-name");
  install_string (object_class, PROP_ORGANISATION, "organisation");
  install_string (object_class, PROP_DEPARTMENT, "department");
  install_string (object_class, PROP_ROLE_TITLE, "role-title");
  install_string (object_class, PROP_SERIAL, "serial");
  install_string (object_class, PROP_ISSUER, "issuer");
  install_string (object_class, PROP_SUBJECT, "subject");
  install_string (object_class, PROP_ISSUER_NAME, "issuer-name");
  install_string (object_class, PROP_REVOCATION_REASON, "revocation-reason");
  install_number (object_class, PROP_NOT_BEFORE, "not-before");
  install_number (object_class, PROP_NOT_AFTER, "not-after");
  install_number (object_class, PROP_REVOKED_AT, "revoked-at");
  install_number (object_class, PROP_REFRESHED, "refreshed");
  install_number (object_class, PROP_VERSION, "version");
  install_enum (object_class, PROP_ROLE, "role", YAO_TYPE_CERTIFICATE_ROLE,
                YAO_CERTIFICATE_ROLE_OWNER);
  install_enum (object_class, PROP_KEY_KIND, "key-kind", YAO_TYPE_KEY_KIND, YAO_KEY_KIND_CLOUD);
  install_enum (object_class, PROP_ALGORITHM, "algorithm", YAO_TYPE_CERTIFICATE_ALGORITHM,
                YAO_CERTIFICATE_ALGORITHM_SM2);

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, YAO_TYPE_SERVICE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_SERVICE, properties[PROP_SERVICE]);
  properties[PROP_CURRENT]
      = g_param_spec_boolean ("current", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_CURRENT, properties[PROP_CURRENT]);
}

static void
yao_certificate_init (YaoCertificate *self)
{
}

static char *
replace_string (char *old, char *new)
{
  g_free (old);
  return new;
}

/* An issuing certificate without a common name is called by its whole name. */
static void
take_apart (YaoCertificate *self)
{
  YaoX509 *x509 = self->record->x509;
  char *issuer = yao_x509_dup_issuer_attribute (x509, "CN");

  self->serial = replace_string (self->serial, yao_x509_dup_serial (x509));
  self->subject = replace_string (self->subject, yao_x509_dup_subject (x509));
  self->issuer_name = replace_string (self->issuer_name, yao_x509_dup_issuer (x509));
  self->issuer
      = replace_string (self->issuer, issuer != NULL ? issuer : g_strdup (self->issuer_name));
  self->not_before = yao_x509_get_not_before (x509);
  self->not_after = yao_x509_get_not_after (x509);
}

/**
 * yao_certificate_new:
 * @service: where it comes from
 * @record: what the profile says
 *
 * Makes the object for one certificate.
 *
 * Returns: (transfer full): the certificate
 */
YaoCertificate *
yao_certificate_new (YaoService *service, YaoCertificateRecord *record)
{
  YaoCertificate *self = g_object_new (YAO_TYPE_CERTIFICATE, NULL);

  g_assert (YAO_IS_SERVICE (service));
  g_assert (record != NULL && record->x509 != NULL);

  self->service = g_object_ref (service);
  self->record = yao_certificate_record_ref (record);
  take_apart (self);
  return self;
}

/**
 * yao_certificate_get_record:
 * @self: a certificate
 *
 * Gets what the profile says. The record itself never changes, so that a thread may keep a
 * reference to it.
 *
 * Returns: (transfer none): the record
 */
YaoCertificateRecord *
yao_certificate_get_record (YaoCertificate *self)
{
  g_assert (YAO_IS_CERTIFICATE (self));

  return self->record;
}

/**
 * yao_certificate_set_record:
 * @self: a certificate
 * @record: what the profile says now, of the same identity
 *
 * Brings the certificate up to date and tells what changed. In the main context only.
 */
void
yao_certificate_set_record (YaoCertificate *self, YaoCertificateRecord *record)
{
  g_autoptr (YaoCertificateRecord) old = NULL;
  GObject *object = G_OBJECT (self);

  g_assert (YAO_IS_CERTIFICATE (self));
  g_assert (record != NULL && g_str_equal (record->id, self->record->id));

  if (record == self->record)
    return;

  old = self->record;
  self->record = yao_certificate_record_ref (record);

  g_object_freeze_notify (object);
  if (!yao_certificate_record_is_same_version (old, record))
    {
      take_apart (self);
      for (guint prop_id = PROP_HOLDER_NAME; prop_id < N_PROPS; prop_id++)
        g_object_notify_by_pspec (object, properties[prop_id]);
    }
  else if (old->refreshed != record->refreshed)
    g_object_notify_by_pspec (object, properties[PROP_REFRESHED]);
  g_object_thaw_notify (object);
}

/**
 * yao_certificate_set_current:
 * @self: a certificate
 * @current: whether it is the one in use
 *
 * Says whether this is the one in use. In the main context only.
 */
void
yao_certificate_set_current (YaoCertificate *self, gboolean current)
{
  g_assert (YAO_IS_CERTIFICATE (self));

  if (self->current == current)
    return;
  self->current = current;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/**
 * yao_certificate_is_current:
 * @self: a certificate
 *
 * Tells whether this is the one in use.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_certificate_is_current (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), FALSE);

  return self->current;
}

/**
 * yao_certificate_get_state:
 * @self: a certificate
 * @now: seconds since 1970, from the clock of the client
 *
 * Works out whether the certificate can be used at @now. Revoked wins over expired.
 *
 * Returns: the state
 */
YaoCertificateState
yao_certificate_get_state (YaoCertificate *self, gint64 now)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), YAO_CERTIFICATE_STATE_EXPIRED);

  if (self->record->revoked_at != 0)
    return YAO_CERTIFICATE_STATE_REVOKED;
  if (now > self->not_after)
    return YAO_CERTIFICATE_STATE_EXPIRED;
  if (now < self->not_before)
    return YAO_CERTIFICATE_STATE_NOT_YET_VALID;
  return YAO_CERTIFICATE_STATE_ACTIVE;
}

/**
 * yao_certificate_get_days_left:
 * @self: a certificate
 * @now: seconds since 1970, from the clock of the client
 *
 * Counts the whole days until the certificate ends; people are warned from 30 on.
 *
 * Returns: the days, 0 on the last one, negative once it is over
 */
int
yao_certificate_get_days_left (YaoCertificate *self, gint64 now)
{
  gint64 left;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  left = self->not_after - now;
  if (left < 0)
    left -= SECONDS_PER_DAY - 1;
  return (int) CLAMP (left / SECONDS_PER_DAY, G_MININT, G_MAXINT);
}

/**
 * yao_certificate_get_service:
 * @self: a certificate
 *
 * Gets the service that it comes from.
 *
 * Returns: (transfer none): the service
 */
YaoService *
yao_certificate_get_service (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return self->service;
}

/**
 * yao_certificate_get_serial:
 * @self: a certificate
 *
 * Gets the serial number.
 *
 * Returns: hexadecimal digits, lower case
 */
const char *
yao_certificate_get_serial (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return self->serial;
}

/**
 * yao_certificate_get_issuer:
 * @self: a certificate
 *
 * Gets the common name of the issuer.
 *
 * Returns: the name
 */
const char *
yao_certificate_get_issuer (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return self->issuer;
}

/**
 * yao_certificate_get_subject:
 * @self: a certificate
 *
 * Gets the whole name in the certificate (RFC 4514).
 *
 * Returns: the name
 */
const char *
yao_certificate_get_subject (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return self->subject;
}

/**
 * yao_certificate_get_issuer_name:
 * @self: a certificate
 *
 * Gets the whole name of the issuer (RFC 4514).
 *
 * Returns: the name
 */
const char *
yao_certificate_get_issuer_name (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return self->issuer_name;
}

/**
 * yao_certificate_get_not_before:
 * @self: a certificate
 *
 * Gets when it starts to be valid.
 *
 * Returns: seconds since 1970
 */
gint64
yao_certificate_get_not_before (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  return self->not_before;
}

/**
 * yao_certificate_get_not_after:
 * @self: a certificate
 *
 * Gets the last second in which it is valid.
 *
 * Returns: seconds since 1970
 */
gint64
yao_certificate_get_not_after (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  return self->not_after;
}
