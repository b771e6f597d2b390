/* yao-account.h: one user of one owner's certificates, at one service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate.h"
#include "yao-profile.h"

G_BEGIN_DECLS

/**
 * YaoAccount:
 * @service: the service
 * @holder: the number of the certificates' owner
 * @uid: the number of the user; the owner's own account has the same number twice
 * @key: names the account among all that this profile knows
 * @hash: a digest of @key, for places that others may read
 *
 * What has a PIN. Never changes.
 */
typedef struct
{
  YaoServiceRecord *service;
  char *holder;
  char *uid;
  char *key;
  char *hash;
} YaoAccount;

YaoAccount *yao_account_new (YaoServiceRecord *service,
                             const char *holder,
                             const char *uid) G_GNUC_WARN_UNUSED_RESULT;
YaoAccount *yao_account_new_for (YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
YaoAccount *yao_account_ref (YaoAccount *self);
void yao_account_unref (YaoAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoAccount, yao_account_unref)

G_END_DECLS
