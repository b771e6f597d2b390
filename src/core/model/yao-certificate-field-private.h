/* yao-certificate-field-private.h: building the lines of a certificate's details
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate-field.h"
#include "yao-x509.h"

G_BEGIN_DECLS

YaoCertificateField *yao_certificate_field_new (YaoFieldSection section,
                                                const char *name,
                                                const char *value) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificateField *yao_certificate_field_new_time (YaoFieldSection section,
                                                     const char *name,
                                                     gint64 time) G_GNUC_WARN_UNUSED_RESULT;
void yao_certificate_field_set_critical (YaoCertificateField *self, gboolean critical);
void yao_certificate_field_set_monospace (YaoCertificateField *self, gboolean monospace);

/* yao-certificate-fields.c */
GListModel *yao_certificate_fields_build (YaoX509 *x509,
                                          GPtrArray *chain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
