/* yao-cli-commands.h: the table of commands
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-command.h"

G_BEGIN_DECLS

extern const YaoCliCommand yao_cli_commands[];

G_END_DECLS
