/* yao-phone-message.h: a text message that the demonstration service would have sent
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-builtin-service.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_PHONE_MESSAGE (yao_phone_message_get_type ())
G_DECLARE_FINAL_TYPE (YaoPhoneMessage, yao_phone_message, YAO, PHONE_MESSAGE, GObject)

gint64 yao_phone_message_get_id (YaoPhoneMessage *self);
gint64 yao_phone_message_get_time (YaoPhoneMessage *self);
const char *yao_phone_message_get_phone (YaoPhoneMessage *self);
const char *yao_phone_message_get_uid (YaoPhoneMessage *self);
const char *yao_phone_message_get_purpose (YaoPhoneMessage *self);
const char *yao_phone_message_get_text (YaoPhoneMessage *self);
const char *yao_phone_message_get_code (YaoPhoneMessage *self);

GListModel *yao_builtin_service_list_messages (YaoBuiltinService *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
