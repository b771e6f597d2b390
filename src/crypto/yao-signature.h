/* yao-signature.h: signing and verifying
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"

G_BEGIN_DECLS

typedef enum
{
  YAO_SIGNATURE_SM2_SM3 = 1,
  YAO_SIGNATURE_ECDSA_SHA256,
  YAO_SIGNATURE_RSA_PKCS1_SHA256,
  YAO_SIGNATURE_RSA_PSS_SHA256
} YaoSignatureKind;

#define YAO_ES256_SIZE 64

YaoSignatureKind yao_signature_kind_for_key (const YaoKey *key);

GBytes *yao_signature_sign (const YaoKey *key,
                            YaoSignatureKind kind,
                            GBytes *message,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signature_verify (const YaoKey *key,
                               YaoSignatureKind kind,
                               GBytes *message,
                               GBytes *signature,
                               GError **error);

/* Over a digest of SHA-256 that is known already; not for SM2, whose digest the key is part of. */
GBytes *yao_signature_sign_digest (const YaoKey *key,
                                   YaoSignatureKind kind,
                                   GBytes *digest,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signature_verify_digest (const YaoKey *key,
                                      YaoSignatureKind kind,
                                      GBytes *digest,
                                      GBytes *signature,
                                      GError **error);

GBytes *yao_signature_sign_raw_es256 (const YaoKey *key,
                                      GBytes *message,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signature_verify_raw_es256 (const YaoKey *key,
                                         GBytes *message,
                                         GBytes *rs64,
                                         GError **error);

G_END_DECLS
