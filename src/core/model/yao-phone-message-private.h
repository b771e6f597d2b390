/* yao-phone-message-private.h: from the outbox to the object
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-phone-message.h"

G_BEGIN_DECLS

YaoPhoneMessage *yao_phone_message_read (GBytes *line, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
