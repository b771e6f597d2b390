/* yao-notice-row.h: something that waits for a person, in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_NOTICE_ROW (yao_notice_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoNoticeRow, yao_notice_row, YAO, NOTICE_ROW, GtkWidget)

GtkWidget *yao_notice_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_notice_row_show (YaoNoticeRow *self, YaoNotice *notice, const char *person);
YaoNotice *yao_notice_row_get_notice (YaoNoticeRow *self);

G_END_DECLS
