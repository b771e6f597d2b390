/* yao-message-row.h: a text message, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_MESSAGE_ROW (yao_message_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoMessageRow, yao_message_row, YAO, MESSAGE_ROW, GtkWidget)

GtkWidget *yao_message_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_message_row_show (YaoMessageRow *self, YaoPhoneMessage *message);

G_END_DECLS
