/* yao-cli-messages.h: text messages of the demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_messages_options[];

YaoCliExit yao_cli_messages_run (YaoCli *cli);

G_END_DECLS
