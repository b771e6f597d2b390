/* yao-certificate.h: one certificate on this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-service.h"
#include "yao-wire.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoExportFormat:
 * @YAO_EXPORT_PEM: text, RFC 7468
 * @YAO_EXPORT_DER: bytes, X.690
 *
 * What yao_certificate_export() writes.
 */
typedef enum
{
  YAO_EXPORT_PEM,
  YAO_EXPORT_DER
} YaoExportFormat;

#define YAO_TYPE_CERTIFICATE (yao_certificate_get_type ())
G_DECLARE_FINAL_TYPE (YaoCertificate, yao_certificate, YAO, CERTIFICATE, GObject)

const char *yao_certificate_get_id (YaoCertificate *self);
YaoService *yao_certificate_get_service (YaoCertificate *self);
const char *yao_certificate_get_holder_uid (YaoCertificate *self);
const char *yao_certificate_get_holder_name (YaoCertificate *self);
const char *yao_certificate_get_user_uid (YaoCertificate *self);
const char *yao_certificate_get_organisation (YaoCertificate *self);
const char *yao_certificate_get_department (YaoCertificate *self);
const char *yao_certificate_get_role_title (YaoCertificate *self);
YaoCertificateRole yao_certificate_get_role (YaoCertificate *self);
YaoKeyKind yao_certificate_get_key_kind (YaoCertificate *self);
YaoCertificateAlgorithm yao_certificate_get_algorithm (YaoCertificate *self);
const char *yao_certificate_get_serial (YaoCertificate *self);
const char *yao_certificate_get_issuer (YaoCertificate *self);
const char *yao_certificate_get_subject (YaoCertificate *self);
const char *yao_certificate_get_issuer_name (YaoCertificate *self);
gint64 yao_certificate_get_not_before (YaoCertificate *self);
gint64 yao_certificate_get_not_after (YaoCertificate *self);
gint64 yao_certificate_get_revoked_at (YaoCertificate *self);
const char *yao_certificate_get_revocation_reason (YaoCertificate *self);
gint64 yao_certificate_get_refreshed (YaoCertificate *self);
int yao_certificate_get_version (YaoCertificate *self);
GBytes *yao_certificate_get_der (YaoCertificate *self);
gboolean yao_certificate_is_current (YaoCertificate *self);

YaoCertificateState yao_certificate_get_state (YaoCertificate *self, gint64 now);
int yao_certificate_get_days_left (YaoCertificate *self, gint64 now);

GListModel *yao_certificate_list_fields (YaoCertificate *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_certificate_export (YaoCertificate *self,
                                YaoExportFormat format,
                                gboolean with_chain,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_certificate_dup_file_name (YaoCertificate *self,
                                     YaoExportFormat format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
