/* yao-identity-dialog.h: asks a person for the PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_IDENTITY_DIALOG (yao_identity_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YaoIdentityDialog, yao_identity_dialog, YAO, IDENTITY_DIALOG, AdwWindow)

GtkWidget *yao_identity_dialog_new (YaoSession *session,
                                    YaoIdentityRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
