/* yao-certificate-page.h: what there is to know about the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_CERTIFICATE_PAGE (yao_certificate_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoCertificatePage, yao_certificate_page, YAO, CERTIFICATE_PAGE, YaoPage)

G_END_DECLS
