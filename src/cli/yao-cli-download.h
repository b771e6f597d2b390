/* yao-cli-download.h: fetching certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_download_options[];

YaoCliExit yao_cli_download_run (YaoCli *cli);

G_END_DECLS
