/* yao-signature-page.h: the handwritten signature that the service has, and its history
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_SIGNATURE_PAGE (yao_signature_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoSignaturePage, yao_signature_page, YAO, SIGNATURE_PAGE, YaoPage)

G_END_DECLS
