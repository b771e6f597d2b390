/* yao-event.h: something that a person should hear of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_TYPE_EVENT (yao_event_get_type ())
G_DECLARE_FINAL_TYPE (YaoEvent, yao_event, YAO, EVENT, GObject)

gint64 yao_event_get_id (YaoEvent *self);
gint64 yao_event_get_time (YaoEvent *self);
const char *yao_event_get_kind (YaoEvent *self);
const char *yao_event_get_certificate_id (YaoEvent *self);
const char *yao_event_get_subject (YaoEvent *self);

G_END_DECLS
