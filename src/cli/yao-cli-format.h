/* yao-cli-format.h: services and certificates, for people and for programs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli.h"

G_BEGIN_DECLS

char *yao_cli_format_state (YaoCertificate *certificate, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *yao_cli_format_date (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
char *yao_cli_format_time (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_cli_format_key_kind (YaoCertificate *certificate);
const char *yao_cli_format_role (YaoCertificate *certificate);
const char *yao_cli_format_trust (YaoService *service);

void yao_cli_write_text (YaoJsonWriter *json, const char *name, const char *value);
void yao_cli_write_time (YaoJsonWriter *json, const char *name, gint64 unix_seconds);
void yao_cli_write_certificate (YaoCli *cli, YaoCertificate *certificate, const char *name);
void yao_cli_write_certificate_members (YaoCli *cli, YaoCertificate *certificate);
void yao_cli_write_service (YaoCli *cli, YaoService *service, const char *name);
void yao_cli_write_list_end (YaoJsonWriter *json, guint total);

void yao_cli_put_certificates (YaoCli *cli, GListModel *certificates);
void yao_cli_put_service (YaoCli *cli, YaoService *service);

G_END_DECLS
