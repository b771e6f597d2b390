/* yao-cli-identity.h: who asks for the PIN when a command needs it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

/* A command that calls an operation which needs the PIN has nothing to do for it: the client asks
 * through what yao_cli_identity_attach() set, when the service wants it, and the operation goes on.
 */

typedef struct _YaoCliIdentity YaoCliIdentity;

YaoCliIdentity *yao_cli_identity_attach (YaoCli *cli, YaoClient *client) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_identity_free (YaoCliIdentity *self);
const GError *yao_cli_identity_get_error (const YaoCliIdentity *self);

extern const YaoCliOption yao_cli_pin_change_options[];
extern const YaoCliOption yao_cli_logout_options[];

YaoCliExit yao_cli_identity_run_login (YaoCli *cli);
YaoCliExit yao_cli_identity_run_logout (YaoCli *cli);
YaoCliExit yao_cli_pin_run_change (YaoCli *cli);
YaoCliExit yao_cli_pin_run_forget (YaoCli *cli);
YaoCliExit yao_cli_pin_run_status (YaoCli *cli);

G_END_DECLS
