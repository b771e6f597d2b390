/* yao-runner.h: a service that runs until it is told to end
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

#define YAO_TYPE_RUNNER (yao_runner_get_type ())
G_DECLARE_FINAL_TYPE (YaoRunner, yao_runner, YAO, RUNNER, GObject)

YaoRunner *yao_runner_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_runner_parse_listen (const char *text, char **address, guint16 *port, GError **error);
gboolean yao_runner_bind (YaoRunner *self, const char *address, guint16 port, GError **error);
guint16 yao_runner_get_port (YaoRunner *self);
gboolean yao_runner_start (YaoRunner *self, YaoInstallation *installation, GError **error);
void yao_runner_set_users_lock (YaoRunner *self, const char *path);
void yao_runner_run (YaoRunner *self, gboolean exit_with_stdin);

char *yao_runner_dup_address (const char *address, guint16 port) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
