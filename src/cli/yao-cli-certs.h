/* yao-cli-certs.h: the certificates on this computer
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

YaoCertificate *yao_cli_certs_find (YaoCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificate *yao_cli_certs_choose (YaoCli *cli,
                                      const char *id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_certs_put_list (YaoCli *cli, GListModel *certificates);

YaoCliExit yao_cli_certs_run_list (YaoCli *cli);
YaoCliExit yao_cli_certs_run_show (YaoCli *cli);
YaoCliExit yao_cli_certs_run_use (YaoCli *cli);
YaoCliExit yao_cli_certs_run_refresh (YaoCli *cli);
YaoCliExit yao_cli_certs_run_delete (YaoCli *cli);

extern const YaoCliOption yao_cli_export_options[];
YaoCliExit yao_cli_export_run (YaoCli *cli);

G_END_DECLS
