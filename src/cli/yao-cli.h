/* yao-cli.h: one run of yunyaoctl, as its commands see it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-arguments.h"
#include "yao-cli-table.h"

#include "yao.h"

G_BEGIN_DECLS

int yao_cli_main (const YaoCliCommand *commands, const char *const *words);

const YaoCliCommand *yao_cli_get_commands (YaoCli *self);
const YaoCliArguments *yao_cli_get_arguments (YaoCli *self);
gboolean yao_cli_has (YaoCli *self, const char *option);
const char *yao_cli_get_value (YaoCli *self, const char *option);
const char *yao_cli_get_operand (YaoCli *self, guint index);

YaoClient *yao_cli_get_client (YaoCli *self, GError **error);
GCancellable *yao_cli_get_cancellable (YaoCli *self);
gint64 yao_cli_get_now (YaoCli *self);

gboolean yao_cli_is_json (YaoCli *self);
gboolean yao_cli_is_terminal (YaoCli *self);
YaoJsonWriter *yao_cli_get_json (YaoCli *self);
void yao_cli_put (YaoCli *self, const char *text);
void yao_cli_put_line (YaoCli *self, const char *text);
void yao_cli_put_table (YaoCli *self, YaoCliTable *table);
void yao_cli_put_bytes (YaoCli *self, GBytes *bytes);

YaoCliExit yao_cli_fail (YaoCli *self, const GError *error);
YaoCliExit yao_cli_fail_usage (YaoCli *self, YaoCliMistake mistake, const char *subject);
void yao_cli_say (YaoCli *self, const char *text);
void yao_cli_warn (YaoCli *self, const char *code, const char *sentence, const char *next);
gboolean yao_cli_confirm (YaoCli *self, const char *question, YaoCliExit *exit_code);

G_END_DECLS
