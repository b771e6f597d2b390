/* yao-x509.h: reading certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-digest.h"
#include "yao-key.h"

G_BEGIN_DECLS

#define YAO_TYPE_X509 (yao_x509_get_type ())
#define YAO_X509_MAX_SIZE (64 * 1024)

typedef struct _YaoX509 YaoX509;
typedef struct _YaoX509Extension YaoX509Extension;

/**
 * YaoKeyUsage:
 *
 * What the key of a certificate may do: the bits of RFC 5280 section 4.2.1.3.
 */
typedef enum
{
  YAO_KEY_USAGE_DIGITAL_SIGNATURE = 1 << 0,
  YAO_KEY_USAGE_NON_REPUDIATION = 1 << 1,
  YAO_KEY_USAGE_KEY_ENCIPHERMENT = 1 << 2,
  YAO_KEY_USAGE_DATA_ENCIPHERMENT = 1 << 3,
  YAO_KEY_USAGE_KEY_AGREEMENT = 1 << 4,
  YAO_KEY_USAGE_CERT_SIGN = 1 << 5,
  YAO_KEY_USAGE_CRL_SIGN = 1 << 6,
  YAO_KEY_USAGE_ENCIPHER_ONLY = 1 << 7,
  YAO_KEY_USAGE_DECIPHER_ONLY = 1 << 8
} YaoKeyUsage;

/**
 * YaoX509Extension:
 * @oid: the object identifier in dotted decimals
 * @name: what people call it, in English, to be translated; the object identifier where unknown
 * @critical: whether one must understand it
 * @value: what it says, one statement a line; hexadecimal digits where unknown
 *
 * An extension of a certificate. A line of @value is either a fixed English text ("Digital
 * signature") or a fixed English label, ": " and a text ("Path length: 0"), so that it can be
 * translated; yao-x509-extensions.c marks those texts for translation.
 */
struct _YaoX509Extension
{
  char *oid;
  char *name;
  gboolean critical;
  char *value;
};

GType yao_x509_get_type (void) G_GNUC_CONST;

YaoX509 *yao_x509_parse (GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoX509 *yao_x509_ref (YaoX509 *self);
void yao_x509_unref (YaoX509 *self);

GBytes *yao_x509_dup_der (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_to_pem (GBytes *der) G_GNUC_WARN_UNUSED_RESULT;

char *yao_x509_dup_subject (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_issuer (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_subject_attribute (const YaoX509 *self,
                                      const char *short_name) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_issuer_attribute (const YaoX509 *self,
                                     const char *short_name) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_serial (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
int yao_x509_get_version (const YaoX509 *self);
gint64 yao_x509_get_not_before (const YaoX509 *self);
gint64 yao_x509_get_not_after (const YaoX509 *self);
gboolean yao_x509_is_valid_at (const YaoX509 *self, gint64 at_unix);
gint64 yao_x509_clamp_time (const YaoX509 *self, gint64 at_unix);

YaoKey *yao_x509_dup_public_key (const YaoX509 *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_x509_dup_spki (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_key_description (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_dup_signature_algorithm (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_x509_dup_fingerprint (const YaoX509 *self,
                                  YaoDigestKind kind) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_x509_is_ca (const YaoX509 *self);
gboolean yao_x509_is_self_issued (const YaoX509 *self);
gboolean yao_x509_has_key_usage (const YaoX509 *self);
guint yao_x509_get_key_usage (const YaoX509 *self);
GPtrArray *yao_x509_dup_extensions (const YaoX509 *self) G_GNUC_WARN_UNUSED_RESULT;

void yao_x509_extension_free (YaoX509Extension *extension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoX509, yao_x509_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoX509Extension, yao_x509_extension_free)

G_END_DECLS
