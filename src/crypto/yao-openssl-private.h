/* yao-openssl-private.h: OpenSSL's types with automatic cleanup; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-error.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_BIT_STRING, ASN1_BIT_STRING_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_INTEGER, ASN1_INTEGER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OBJECT, ASN1_OBJECT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OCTET_STRING, ASN1_OCTET_STRING_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_TIME, ASN1_TIME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ECDSA_SIG, ECDSA_SIG_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REVOKED, X509_REVOKED_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

/* OpenSSL has no default: without it a signature is made over the empty ID, which nobody else
 * would accept (GM/T 0009, GB/T 35276).
 */
#define YAO_SM2_ID "1234567812345678"
#define YAO_SM2_ID_SIZE (sizeof YAO_SM2_ID - 1)

void yao_openssl_set_error (GError **error, YaoErrorCode code, const char *what);
GBytes *yao_openssl_take_bytes (guint8 *data, int size) G_GNUC_WARN_UNUSED_RESULT;
char *yao_openssl_dup_bio_text (BIO *bio) G_GNUC_WARN_UNUSED_RESULT;
char *yao_openssl_dup_serial (const ASN1_INTEGER *serial) G_GNUC_WARN_UNUSED_RESULT;
ASN1_INTEGER *yao_openssl_new_serial (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_openssl_get_time (const ASN1_TIME *time, gint64 *unix_seconds);
gboolean yao_openssl_set_time (ASN1_TIME *time, gint64 unix_seconds);

G_END_DECLS
