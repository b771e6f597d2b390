/* yao-cli-notices.h: what waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_notices_options[];

YaoCliExit yao_cli_notices_run_list (YaoCli *cli);
YaoCliExit yao_cli_notices_run_dismiss (YaoCli *cli);

G_END_DECLS
