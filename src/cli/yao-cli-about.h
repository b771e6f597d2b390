/* yao-cli-about.h: about this program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-command.h"

G_BEGIN_DECLS

YaoCliExit yao_cli_about_run (YaoCli *cli);

G_END_DECLS
