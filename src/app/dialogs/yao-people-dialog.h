/* yao-people-dialog.h: the people of the demonstration service, to choose one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_PEOPLE_DIALOG (yao_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YaoPeopleDialog, yao_people_dialog, YAO, PEOPLE_DIALOG, AdwWindow)

GtkWidget *yao_people_dialog_new (YaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
