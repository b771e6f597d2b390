/* yao-messages-window.h: what the demonstration service would have sent to phones
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_MESSAGES_WINDOW (yao_messages_window_get_type ())
G_DECLARE_FINAL_TYPE (YaoMessagesWindow, yao_messages_window, YAO, MESSAGES_WINDOW, AdwWindow)

GtkWidget *yao_messages_window_new (YaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
