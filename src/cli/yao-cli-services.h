/* yao-cli-services.h: the services that are set up
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

YaoService *yao_cli_services_find (YaoCli *cli,
                                   const char *text,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

YaoCliExit yao_cli_services_run_list (YaoCli *cli);
YaoCliExit yao_cli_services_run_show (YaoCli *cli);
YaoCliExit yao_cli_services_run_check (YaoCli *cli);
YaoCliExit yao_cli_services_run_remove (YaoCli *cli);

G_END_DECLS
