/* yao-certificate-field.c: one line of a certificate's details
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-field-private.h"

#include "yao-encoding.h"

/**
 * YaoCertificateField:
 *
 * One line of a certificate's details: a name, which is an English text marked for translation, and
 * a value, which may have several lines. Never changes.
 */
struct _YaoCertificateField
{
  GObject parent_instance;

  YaoFieldSection section;
  char *name;
  char *value;
  gint64 time; /* or 0 */
  gboolean is_time;
  gboolean is_critical;
  gboolean is_monospace;
};

G_DEFINE_FINAL_TYPE (YaoCertificateField, yao_certificate_field, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoFieldSection,
                    yao_field_section,
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_SUBJECT, "subject"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_ISSUER, "issuer"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_VALIDITY, "validity"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_EXTENSIONS, "extensions"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_FINGERPRINTS, "fingerprints"),
                    G_DEFINE_ENUM_VALUE (YAO_FIELD_SECTION_CHAIN, "chain"))

enum
{
  PROP_0,
  PROP_SECTION,
  PROP_NAME,
  PROP_VALUE,
  PROP_IS_CRITICAL,
  PROP_IS_MONOSPACE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_certificate_field_finalize (GObject *object)
{
  YaoCertificateField *self = YAO_CERTIFICATE_FIELD (object);

  g_free (self->name);
  g_free (self->value);

  G_OBJECT_CLASS (yao_certificate_field_parent_class)->finalize (object);
}

static void
yao_certificate_field_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  YaoCertificateField *self = YAO_CERTIFICATE_FIELD (object);

  switch (prop_id)
    {
    case PROP_SECTION:
      g_value_set_enum (value, (int) self->section);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_IS_CRITICAL:
      g_value_set_boolean (value, self->is_critical);
      break;
    case PROP_IS_MONOSPACE:
      g_value_set_boolean (value, self->is_monospace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_certificate_field_class_init (YaoCertificateFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_certificate_field_finalize;
  object_class->get_property = yao_certificate_field_get_property;

  properties[PROP_SECTION] = g_param_spec_enum ("section", NULL, NULL, YAO_TYPE_FIELD_SECTION,
                                                YAO_FIELD_SECTION_SUBJECT, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_IS_CRITICAL] = g_param_spec_boolean ("is-critical", NULL, NULL, FALSE, flags);
  properties[PROP_IS_MONOSPACE] = g_param_spec_boolean ("is-monospace", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_certificate_field_init (YaoCertificateField *self)
{
}

/**
 * yao_certificate_field_new:
 * @section: where it is listed
 * @name: an English text
 * @value: what it says
 *
 * Makes a line.
 *
 * Returns: (transfer full): the line
 */
YaoCertificateField *
yao_certificate_field_new (YaoFieldSection section, const char *name, const char *value)
{
  YaoCertificateField *self = g_object_new (YAO_TYPE_CERTIFICATE_FIELD, NULL);

  g_assert (name != NULL && value != NULL);

  self->section = section;
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

/**
 * yao_certificate_field_new_time:
 * @section: where it is listed
 * @name: an English text
 * @time: seconds since 1970
 *
 * Makes a line with a time, whose value is its RFC 3339 form.
 *
 * Returns: (transfer full): the line
 */
YaoCertificateField *
yao_certificate_field_new_time (YaoFieldSection section, const char *name, gint64 time)
{
  g_autofree char *value = yao_rfc3339_format (time);
  YaoCertificateField *self = yao_certificate_field_new (section, name, value);

  self->time = time;
  self->is_time = TRUE;
  return self;
}

/**
 * yao_certificate_field_set_critical:
 * @self: a line that is not listed yet
 * @critical: whether it is about a critical extension
 *
 * Marks the line of a critical extension.
 */
void
yao_certificate_field_set_critical (YaoCertificateField *self, gboolean critical)
{
  g_assert (YAO_IS_CERTIFICATE_FIELD (self));

  self->is_critical = critical;
}

/**
 * yao_certificate_field_set_monospace:
 * @self: a line that is not listed yet
 * @monospace: whether the value is made of digits to compare
 *
 * Marks a line whose value is best shown in letters of one width.
 */
void
yao_certificate_field_set_monospace (YaoCertificateField *self, gboolean monospace)
{
  g_assert (YAO_IS_CERTIFICATE_FIELD (self));

  self->is_monospace = monospace;
}

/**
 * yao_certificate_field_get_section:
 * @self: a line
 *
 * Gets the section that the line belongs to.
 *
 * Returns: the section
 */
YaoFieldSection
yao_certificate_field_get_section (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), YAO_FIELD_SECTION_SUBJECT);

  return self->section;
}

/**
 * yao_certificate_field_get_name:
 * @self: a line
 *
 * Gets what the line is about: an English text that is marked for translation where it stands in
 * the source, or a dotted object identifier.
 *
 * Returns: the name
 */
const char *
yao_certificate_field_get_name (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), NULL);

  return self->name;
}

/**
 * yao_certificate_field_get_value:
 * @self: a line
 *
 * Gets what the line says, in UTF-8 and possibly on several lines.
 *
 * Returns: the value
 */
const char *
yao_certificate_field_get_value (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), NULL);

  return self->value;
}

/**
 * yao_certificate_field_is_time:
 * @self: a line
 *
 * Tells whether the value is a time, which is then shown as the locale has it.
 *
 * Returns: %TRUE if yao_certificate_field_get_time() has a meaning
 */
gboolean
yao_certificate_field_is_time (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), FALSE);

  return self->is_time;
}

/**
 * yao_certificate_field_get_time:
 * @self: a line
 *
 * Gets the time of a line that has one.
 *
 * Returns: seconds since 1970, 0 for a line without
 */
gint64
yao_certificate_field_get_time (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), 0);

  return self->time;
}

/**
 * yao_certificate_field_is_critical:
 * @self: a line
 *
 * Tells whether the line is about a critical extension.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_certificate_field_is_critical (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), FALSE);

  return self->is_critical;
}

/**
 * yao_certificate_field_is_monospace:
 * @self: a line
 *
 * Tells whether the value is best shown in letters of one width.
 *
 * Returns: %TRUE for fingerprints, keys and numbers
 */
gboolean
yao_certificate_field_is_monospace (YaoCertificateField *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE_FIELD (self), FALSE);

  return self->is_monospace;
}
