/* yao-cli-secret.h: PINs, from a file or from a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

G_BEGIN_DECLS

YaoSecret *yao_cli_secret_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_cli_secret_ask (const char *prompt,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_cli_secret_tell (const char *text);

G_END_DECLS
