/* yao-cli-signature.h: handwritten signatures that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_signature_put_options[];
extern const YaoCliOption yao_cli_signature_get_options[];
extern const YaoCliOption yao_cli_signature_options[];

YaoCliExit yao_cli_signature_run_put (YaoCli *cli);
YaoCliExit yao_cli_signature_run_get (YaoCli *cli);
YaoCliExit yao_cli_signature_run_history (YaoCli *cli);
YaoCliExit yao_cli_signature_run_delete (YaoCli *cli);

G_END_DECLS
