/* yao-http-message.h: libsoup's messages and ours
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void yao_http_message_explain_errors (SoupServerMessage *message);
gboolean yao_http_message_begin_body (SoupServerMessage *message);
YaoRequest *yao_http_message_read_request (SoupServerMessage *message) G_GNUC_WARN_UNUSED_RESULT;
void yao_http_message_write_response (SoupServerMessage *message, YaoResponse *response);

G_END_DECLS
