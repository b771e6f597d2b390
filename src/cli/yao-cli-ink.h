/* yao-cli-ink.h: handwriting as a picture
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_ink_render_options[];
YaoCliExit yao_cli_ink_run_render (YaoCli *cli);

G_END_DECLS
