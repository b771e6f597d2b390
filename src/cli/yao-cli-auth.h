/* yao-cli-auth.h: authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

extern const YaoCliOption yao_cli_auth_options[];
extern const YaoCliOption yao_cli_auth_list_options[];
extern const YaoCliOption yao_cli_auth_terms_options[];
extern const YaoCliOption yao_cli_auth_apply_options[];

YaoCliExit yao_cli_auth_run_list (YaoCli *cli);
YaoCliExit yao_cli_auth_run_show (YaoCli *cli);
YaoCliExit yao_cli_auth_run_uses (YaoCli *cli);
YaoCliExit yao_cli_auth_run_apply (YaoCli *cli);

/* yao-cli-auth-change.c */
YaoCliExit yao_cli_auth_run_grant (YaoCli *cli);
YaoCliExit yao_cli_auth_run_freeze (YaoCli *cli);
YaoCliExit yao_cli_auth_run_unfreeze (YaoCli *cli);
YaoCliExit yao_cli_auth_run_delete (YaoCli *cli);
YaoCliExit yao_cli_auth_run_modify (YaoCli *cli);
YaoCliExit yao_cli_auth_run_renew (YaoCli *cli);
YaoCliExit yao_cli_auth_run_reset_pin (YaoCli *cli);
YaoCliExit yao_cli_auth_run_withdraw (YaoCli *cli);

/* What the commands share. */
YaoCertificate *yao_cli_auth_choose (YaoCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoAuthorization *yao_cli_auth_find (YaoCli *cli,
                                     YaoCertificate *certificate,
                                     const char *id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_cli_auth_read_terms (YaoCli *cli, YaoTerms *terms, GError **error);
void yao_cli_auth_write (YaoJsonWriter *json, YaoAuthorization *authorization, const char *name);

G_END_DECLS
