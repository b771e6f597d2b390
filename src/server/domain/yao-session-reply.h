/* yao-session-reply.h: the answer that opens or continues a session
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account-table.h"
#include "yao-identity-message.h"
#include "yao-installation.h"
#include "yao-request.h"
#include "yao-session-table.h"

G_BEGIN_DECLS

void yao_session_reply_fill_account (YaoAccountMessage *message, const YaoAccountRecord *account);
void yao_session_reply_fill_device (YaoDeviceMessage *message, const YaoSessionRecord *session);
YaoResponse *yao_session_reply_new (YaoInstallation *installation,
                                    const YaoAccountRecord *account,
                                    const YaoSessionRecord *session,
                                    const char *refresh_token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
