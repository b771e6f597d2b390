/* yao-format.h: dates, times and kinds in the words of the user
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

char *yao_format_date (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_time (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_moment (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_days_left (int days) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_format_key_kind (YaoKeyKind kind);
char *yao_format_key (YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_whose (YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_holder (YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *yao_format_serial (const char *hex) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_format_state (YaoCertificateState state);
const char *yao_format_revocation_reason (const char *reason);
const char *yao_format_trust (YaoServiceTrust trust);

G_END_DECLS
