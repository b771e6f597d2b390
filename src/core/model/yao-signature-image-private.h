/* yao-signature-image-private.h: making the object for a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-signature-image-message.h"
#include "yao-signature-image.h"

G_BEGIN_DECLS

YaoSignatureImage *yao_signature_image_new (const YaoSignatureImageMessage *message,
                                            GBytes *png,
                                            GBytes *inkml) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
