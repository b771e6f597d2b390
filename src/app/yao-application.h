/* yao-application.h: the program: its options, its one window, its service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_APPLICATION (yao_application_get_type ())
G_DECLARE_FINAL_TYPE (YaoApplication, yao_application, YAO, APPLICATION, AdwApplication)

YaoApplication *yao_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_application_set_profile (YaoApplication *self, const char *directory);
int yao_application_get_status (YaoApplication *self);
YaoSession *yao_application_get_session (YaoApplication *self);

G_END_DECLS
