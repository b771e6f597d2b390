/* yao-crl.h: lists of revoked certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"

G_BEGIN_DECLS

#define YAO_TYPE_CRL (yao_crl_get_type ())
#define YAO_CRL_MAX_SIZE (16 * 1024 * 1024)

typedef struct _YaoCrl YaoCrl;

/**
 * YaoCrlReason:
 *
 * Why a certificate was revoked: the numbers of RFC 5280 section 5.3.1.
 */
typedef enum
{
  YAO_CRL_REASON_UNSPECIFIED = 0,
  YAO_CRL_REASON_KEY_COMPROMISE = 1,
  YAO_CRL_REASON_CA_COMPROMISE = 2,
  YAO_CRL_REASON_AFFILIATION_CHANGED = 3,
  YAO_CRL_REASON_SUPERSEDED = 4,
  YAO_CRL_REASON_CESSATION_OF_OPERATION = 5,
  YAO_CRL_REASON_CERTIFICATE_HOLD = 6,
  YAO_CRL_REASON_REMOVE_FROM_CRL = 8,
  YAO_CRL_REASON_PRIVILEGE_WITHDRAWN = 9,
  YAO_CRL_REASON_AA_COMPROMISE = 10
} YaoCrlReason;

/**
 * YaoCrlEntry:
 * @serial: the serial number in hexadecimal, as yao_x509_dup_serial() writes it
 * @revoked_at: when, in seconds since 1970
 * @reason: why
 *
 * One revoked certificate.
 */
typedef struct
{
  const char *serial;
  gint64 revoked_at;
  YaoCrlReason reason;
} YaoCrlEntry;

const char *yao_crl_reason_get_nick (YaoCrlReason reason);

GBytes *yao_crl_issue (GBytes *issuer_der,
                       const YaoKey *issuer_private,
                       guint64 number,
                       gint64 this_update,
                       gint64 next_update,
                       const YaoCrlEntry *entries,
                       gsize n_entries,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

GType yao_crl_get_type (void) G_GNUC_CONST;

YaoCrl *yao_crl_parse (GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoCrl *yao_crl_ref (YaoCrl *self);
void yao_crl_unref (YaoCrl *self);

gboolean yao_crl_verify (YaoCrl *self, GBytes *issuer_der, GError **error);
gboolean yao_crl_is_current (YaoCrl *self, gint64 at_unix);
guint64 yao_crl_get_number (YaoCrl *self);
gint64 yao_crl_get_this_update (YaoCrl *self);
gint64 yao_crl_get_next_update (YaoCrl *self);
guint yao_crl_get_size (YaoCrl *self);
gboolean yao_crl_lookup (YaoCrl *self,
                         const char *serial,
                         gint64 *revoked_at,
                         YaoCrlReason *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCrl, yao_crl_unref)

G_END_DECLS
