/* yao-event-stream.h: reading server-sent events
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-identity-message.h"

G_BEGIN_DECLS

/* The longest line, in bytes. */
#define YAO_EVENT_STREAM_MAX_LINE (64 * 1024)

typedef struct _YaoEventStream YaoEventStream;

YaoEventStream *yao_event_stream_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_event_stream_free (YaoEventStream *self);

gboolean yao_event_stream_feed (YaoEventStream *self, const char *data, gsize size, GError **error);
YaoEventMessage *yao_event_stream_take (YaoEventStream *self) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_event_stream_get_last_id (YaoEventStream *self);
gint64 yao_event_stream_get_retry_ms (YaoEventStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoEventStream, yao_event_stream_free)

G_END_DECLS
