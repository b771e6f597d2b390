/* yao-event-hub.h: who is told of events as they come
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-caller.h"
#include "yao-response-stream.h"

G_BEGIN_DECLS

YaoEventHub *yao_event_hub_new (YaoInstallation *installation) G_GNUC_WARN_UNUSED_RESULT;
void yao_event_hub_free (YaoEventHub *self);

YaoResponseStream *yao_event_hub_open (YaoEventHub *self,
                                       const YaoCaller *caller,
                                       gint64 after,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint yao_event_hub_get_n_streams (YaoEventHub *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoEventHub, yao_event_hub_free)

G_END_DECLS
