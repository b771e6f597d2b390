/* ui-fixture.h: what tests of the program share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-session.h"

G_BEGIN_DECLS

/**
 * UiCondition:
 * @data: what it looks at
 *
 * Something that a test waits for.
 */
typedef gboolean (*UiCondition) (gpointer data);

void ui_init (int *argc, char ***argv);
void ui_wait (UiCondition condition, gpointer data);
void ui_wait_frames (GtkWidget *window);

char *ui_make_dir (void);
void ui_remove_dir (const char *path);

/* A profile with the built-in service, made once for the whole program. */
YaoSession *ui_get_demo_session (void);
void ui_stop_demo (void);
YaoCertificate *ui_download (YaoSession *session, const char *uid);
void ui_use (YaoSession *session, YaoCertificate *certificate);

GtkWidget *ui_find (GtkWidget *root, GType type, const char *buildable_id);
GtkWidget *ui_show (GtkWidget *child);

G_END_DECLS
