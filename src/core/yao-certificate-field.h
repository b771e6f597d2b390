/* yao-certificate-field.h: one line of a certificate's details
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoFieldSection:
 *
 * The groups of a certificate's details, in the order in which they are listed.
 */
typedef enum
{
  YAO_FIELD_SECTION_SUBJECT,
  YAO_FIELD_SECTION_ISSUER,
  YAO_FIELD_SECTION_VALIDITY,
  YAO_FIELD_SECTION_KEY,
  YAO_FIELD_SECTION_EXTENSIONS,
  YAO_FIELD_SECTION_FINGERPRINTS,
  YAO_FIELD_SECTION_CHAIN
} YaoFieldSection;

#define YAO_TYPE_FIELD_SECTION (yao_field_section_get_type ())
GType yao_field_section_get_type (void) G_GNUC_CONST;

#define YAO_TYPE_CERTIFICATE_FIELD (yao_certificate_field_get_type ())
G_DECLARE_FINAL_TYPE (YaoCertificateField, yao_certificate_field, YAO, CERTIFICATE_FIELD, GObject)

YaoFieldSection yao_certificate_field_get_section (YaoCertificateField *self);
const char *yao_certificate_field_get_name (YaoCertificateField *self);
const char *yao_certificate_field_get_value (YaoCertificateField *self);
gint64 yao_certificate_field_get_time (YaoCertificateField *self);
gboolean yao_certificate_field_is_time (YaoCertificateField *self);
gboolean yao_certificate_field_is_critical (YaoCertificateField *self);
gboolean yao_certificate_field_is_monospace (YaoCertificateField *self);

G_END_DECLS
