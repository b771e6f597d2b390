/* yao-key-private.h: the OpenSSL key in a YaoKey; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"
#include "yao-openssl-private.h"

G_BEGIN_DECLS

YaoKey *yao_key_new_take (EVP_PKEY *pkey,
                          gboolean has_private,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
EVP_PKEY *yao_key_get_pkey (const YaoKey *self);

G_END_DECLS
