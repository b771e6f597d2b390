/* yao-certificate-check.h: whether a certificate that a service sent may be kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate-message.h"
#include "yao-profile.h"

G_BEGIN_DECLS

YaoCertificateRecord *yao_certificate_check (YaoServiceRecord *service,
                                             const YaoCertificateMessage *message,
                                             const char *uid,
                                             gint64 now,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
