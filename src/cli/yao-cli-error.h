/* yao-cli-error.h: errors as people and scripts are told them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-cli-exit.h"

#include <glib.h>

G_BEGIN_DECLS

const char *yao_cli_error_get_code (const GError *error);
YaoCliExit yao_cli_error_get_exit (const GError *error);
char *yao_cli_error_dup_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_cli_error_dup_next (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

char *yao_cli_error_dup_tries (int tries_left) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
