/* yao-window.h: the window: main screen beside the page of a function
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-page.h"
#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_WINDOW (yao_window_get_type ())
G_DECLARE_FINAL_TYPE (YaoWindow, yao_window, YAO, WINDOW, AdwApplicationWindow)

YaoWindow *yao_window_new (GtkApplication *application,
                           YaoSession *session,
                           GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

YaoPage *yao_window_get_page (YaoWindow *self);
gboolean yao_window_is_first_start (YaoWindow *self);
gboolean yao_window_is_folded (YaoWindow *self);
void yao_window_show_page (YaoWindow *self, const char *name);
void yao_window_push_page (YaoWindow *self, const char *name);
gboolean yao_window_go_back (YaoWindow *self);
void yao_window_show_side (YaoWindow *self, gboolean page);
void yao_window_tell (YaoWindow *self, const char *text);
void yao_window_hush (YaoWindow *self);

G_END_DECLS
