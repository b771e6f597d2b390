/* yao-cli-signals.h: Ctrl+C
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void yao_cli_signals_start (GCancellable *cancellable);

G_END_DECLS
