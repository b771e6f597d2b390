/* yao-signer-store.h: whose initialisation codes are vouched for
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-profile.h"

G_BEGIN_DECLS

GBytes *yao_signer_store_find (GBytes *signer_id) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_signer_store_find_in_profile (YaoProfile *profile,
                                          GBytes *signer_id,
                                          YaoServiceTrust *trust) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
