/* yao-event-private.h: from the wire to the object
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-event.h"
#include "yao-identity-message.h"

G_BEGIN_DECLS

YaoEvent *yao_event_new (const YaoEventMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
