/* yao-signing-item.h: one signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-caller.h"
#include "yao-certificate-table.h"
#include "yao-signature-message.h"
#include "yao-signature.h"

G_BEGIN_DECLS

/**
 * YaoSigningJob:
 * @installation: the service
 * @caller: who asks
 * @certificate: the certificate
 * @key: its key
 * @kind: how to sign
 * @is_raw: whether digests or messages are signed, else signed attributes
 *
 * What the items of a request have in common.
 */
typedef struct
{
  YaoInstallation *installation;
  YaoCaller *caller;
  const YaoCertificateRecord *certificate;
  const YaoKey *key;
  YaoSignatureKind kind;
  gboolean is_raw;
} YaoSigningJob;

gboolean yao_signing_job_set_way (YaoSigningJob *job,
                                  const char *format,
                                  const char *algorithm,
                                  GError **error);
GBytes *yao_signing_item_sign (const YaoSigningJob *job,
                               const YaoSignatureItem *item,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
