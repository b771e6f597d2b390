/* yao-use-authorization.h: under which authorization a key is used
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-caller.h"
#include "yao-certificate-table.h"

G_BEGIN_DECLS

/**
 * YaoUseClaim:
 * @caller: who uses the key
 * @certificate: the certificate whose key is used
 * @authorization: (nullable): under which authorization; the owner needs none
 * @purpose: what for
 * @use: what was taken of the authorization, or 0
 *
 * What somebody claims who wants a signature.
 */
typedef struct
{
  const YaoCaller *caller;
  const YaoCertificateRecord *certificate;
  const char *authorization;
  const char *purpose;
  gint64 use;
} YaoUseClaim;

gboolean yao_use_authorization_take (YaoInstallation *installation,
                                     YaoUseClaim *claim,
                                     GError **error);
gboolean yao_use_authorization_give_back (YaoInstallation *installation,
                                          const YaoUseClaim *claim,
                                          GError **error);

G_END_DECLS
