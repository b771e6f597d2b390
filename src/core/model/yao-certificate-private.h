/* yao-certificate-private.h: how the client keeps a certificate up to date
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate.h"
#include "yao-profile.h"

G_BEGIN_DECLS

YaoCertificate *yao_certificate_new (YaoService *service,
                                     YaoCertificateRecord *record) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificateRecord *yao_certificate_get_record (YaoCertificate *self);
void yao_certificate_set_record (YaoCertificate *self, YaoCertificateRecord *record);
void yao_certificate_set_current (YaoCertificate *self, gboolean current);

G_END_DECLS
