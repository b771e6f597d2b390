/* yao-pin-status.h: what the service says of a PIN and of this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_TYPE_PIN_STATUS (yao_pin_status_get_type ())
G_DECLARE_FINAL_TYPE (YaoPinStatus, yao_pin_status, YAO, PIN_STATUS, GObject)

const char *yao_pin_status_get_holder (YaoPinStatus *self);
const char *yao_pin_status_get_uid (YaoPinStatus *self);
const char *yao_pin_status_get_name (YaoPinStatus *self);
gboolean yao_pin_status_is_issued (YaoPinStatus *self);
gint64 yao_pin_status_get_pin_expires (YaoPinStatus *self);
int yao_pin_status_get_tries_left (YaoPinStatus *self);
gint64 yao_pin_status_get_locked_until (YaoPinStatus *self);
const char *yao_pin_status_get_device_id (YaoPinStatus *self);
gboolean yao_pin_status_is_bound (YaoPinStatus *self);
gint64 yao_pin_status_get_recent_until (YaoPinStatus *self);
guint yao_pin_status_get_n_remembered (YaoPinStatus *self);
gint64 yao_pin_status_get_remembered_until (YaoPinStatus *self);

G_END_DECLS
