/* yao-code-dialog.h: takes an initialisation code and shows what is in it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_CODE_DIALOG (yao_code_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YaoCodeDialog, yao_code_dialog, YAO, CODE_DIALOG, AdwWindow)

GtkWidget *yao_code_dialog_new (YaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

void yao_code_dialog_take_text (YaoCodeDialog *self, const char *text);
void yao_code_dialog_take_file (YaoCodeDialog *self, GFile *file);

G_END_DECLS
