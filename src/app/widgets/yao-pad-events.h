/* yao-pad-events.h: what devices tell, as samples of the pad
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-pad.h"

G_BEGIN_DECLS

gboolean yao_pad_events_take (YaoPad *pad, GdkEvent *event);

G_END_DECLS
