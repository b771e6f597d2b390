/* yao-cli-sign.h: signing files and looking at signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_sign_options[];
extern const YaoCliOption yao_cli_verify_options[];

YaoCliExit yao_cli_sign_run (YaoCli *cli);
YaoCliExit yao_cli_verify_run (YaoCli *cli);

G_END_DECLS
