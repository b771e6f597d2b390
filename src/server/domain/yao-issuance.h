/* yao-issuance.h: people's certificates: issued, renewed, revoked
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate-table.h"
#include "yao-installation.h"
#include "yao-wire.h"

G_BEGIN_DECLS

/**
 * YaoIssuance:
 * @uid: the number of the person
 * @algorithm: what kind of key
 * @key: (nullable): the private key; made where %NULL
 * @not_before: from when on, 0 for now
 * @not_after: until when, 0 for as long as is usual
 * @actor: who has it done, for the log
 *
 * What a new certificate is to be.
 */
typedef struct
{
  const char *uid;
  YaoCertificateAlgorithm algorithm;
  const YaoKey *key;
  gint64 not_before;
  gint64 not_after;
  const char *actor;
} YaoIssuance;

YaoCertificateRecord *yao_issuance_issue (YaoInstallation *installation,
                                          const YaoIssuance *issuance,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificateRecord *yao_issuance_renew (YaoInstallation *installation,
                                          const YaoCertificateRecord *certificate,
                                          const char *actor,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_issuance_revoke (YaoInstallation *installation,
                              const YaoCertificateRecord *certificate,
                              YaoRevocationReason reason,
                              const char *actor,
                              GError **error);

YaoKeyAlgorithm yao_issuance_get_key_algorithm (YaoCertificateAlgorithm algorithm);
YaoCertificateState yao_issuance_get_state (const YaoCertificateRecord *certificate, gint64 now);

G_END_DECLS
