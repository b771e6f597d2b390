/* yao-pin-status-private.h: from the wire to the object
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-identity-message.h"
#include "yao-pin-status.h"

G_BEGIN_DECLS

YaoPinStatus *yao_pin_status_new (const YaoSessionMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
