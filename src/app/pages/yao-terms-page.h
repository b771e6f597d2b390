/* yao-terms-page.h: other terms for an authorization
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

#define YAO_TYPE_TERMS_PAGE (yao_terms_page_get_type ())
G_DECLARE_FINAL_TYPE (YaoTermsPage, yao_terms_page, YAO, TERMS_PAGE, YaoPage)

G_END_DECLS
