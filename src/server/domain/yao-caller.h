/* yao-caller.h: who asks
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account-table.h"
#include "yao-installation.h"
#include "yao-request.h"
#include "yao-session-table.h"

G_BEGIN_DECLS

/**
 * YaoAccess:
 * @YAO_ACCESS_PUBLIC: everybody
 * @YAO_ACCESS_PROOF: who proves to have a device key, whichever it is
 * @YAO_ACCESS_SESSION: who is signed in, on that device
 * @YAO_ACCESS_RECENT: whose PIN was checked on that device within the last minutes
 *
 * Who may ask for something.
 */
typedef enum
{
  YAO_ACCESS_PUBLIC,
  YAO_ACCESS_PROOF,
  YAO_ACCESS_SESSION,
  YAO_ACCESS_RECENT
} YaoAccess;

/**
 * YaoCaller:
 * @jkt: the thumbprint of the device key
 * @session: (nullable): the session, from %YAO_ACCESS_SESSION on
 * @account: (nullable): whose session it is
 * @until: when the access token ends
 *
 * Who asks.
 */
struct _YaoCaller
{
  char *jkt;
  YaoSessionRecord *session;
  YaoAccountRecord *account;
  gint64 until;
};

YaoCaller *yao_caller_check (YaoInstallation *installation,
                             YaoRequest *request,
                             YaoAccess access,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_caller_free (YaoCaller *caller);
gboolean yao_caller_is_still_good (YaoInstallation *installation, gint64 session);
gint64 yao_caller_get_recent_until (YaoInstallation *installation, const YaoSessionRecord *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCaller, yao_caller_free)

G_END_DECLS
