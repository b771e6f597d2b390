/* yao-command.h: the commands of yunyaod
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-arguments.h"

G_BEGIN_DECLS

int yao_command_main (int argc, char **argv);

gboolean yao_command_check_owner (const char *folder, GError **error);

gboolean yao_command_admin (YaoArguments *arguments, GError **error);
gboolean yao_command_demo (YaoArguments *arguments, GError **error);
gboolean yao_command_init (YaoArguments *arguments, GError **error);
gboolean yao_command_serve (YaoArguments *arguments, GError **error);

G_END_DECLS
