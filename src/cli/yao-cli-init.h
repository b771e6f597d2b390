/* yao-cli-init.h: setting up a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_init_options[];

YaoCliExit yao_cli_init_run (YaoCli *cli);
YaoService *yao_cli_init_preconfigured (YaoCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
