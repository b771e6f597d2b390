/* yao-cli-help.h: help, version, about
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-arguments.h"

G_BEGIN_DECLS

char *yao_cli_help_dup_command (const YaoCliArguments *arguments) G_GNUC_WARN_UNUSED_RESULT;
char *yao_cli_help_dup_usage (const YaoCliCommand *command) G_GNUC_WARN_UNUSED_RESULT;

YaoCliExit yao_cli_help_run (YaoCli *cli);
YaoCliExit yao_cli_help_run_option (YaoCli *cli);
YaoCliExit yao_cli_help_run_version (YaoCli *cli);

G_END_DECLS
