/* yao-signing-private.h: signatures over certificates and lists; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-openssl-private.h"
#include "yao-signature.h"

G_BEGIN_DECLS

EVP_MD_CTX *yao_signature_begin (const YaoKey *key,
                                 YaoSignatureKind kind,
                                 gboolean signing,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_signing_certificate (X509 *x509,
                                 const YaoKey *issuer,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_signing_crl (X509_CRL *crl,
                         const YaoKey *issuer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signing_verify (GBytes *der,
                             const X509_ALGOR *algorithm,
                             const ASN1_BIT_STRING *signature,
                             const YaoKey *issuer,
                             GError **error);

G_END_DECLS
