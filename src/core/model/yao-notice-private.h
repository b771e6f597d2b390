/* yao-notice-private.h: from the wire to the object
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account.h"
#include "yao-identity-message.h"
#include "yao-notice.h"

G_BEGIN_DECLS

YaoNotice *yao_notice_new (YaoAccount *account,
                           const YaoNoticeMessage *message) G_GNUC_WARN_UNUSED_RESULT;
YaoAccount *yao_notice_get_account (YaoNotice *self);
gboolean yao_notice_is_same (YaoNotice *self, YaoNotice *other);

G_END_DECLS
