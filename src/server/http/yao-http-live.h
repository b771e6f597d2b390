/* yao-http-live.h: an answer that goes on, over HTTP
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-http-connection.h"
#include "yao-response-stream.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void yao_http_live_start (SoupServerMessage *message,
                          YaoResponseStream *stream,
                          YaoHttpConnection *connection,
                          guint patience);

G_END_DECLS
