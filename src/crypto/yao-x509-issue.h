/* yao-x509-issue.h: issuing certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-x509.h"

G_BEGIN_DECLS

#define YAO_X509_NO_PATH_LENGTH (-1)

/**
 * YaoX509Purpose:
 *
 * What a certificate is for: extended key usage, RFC 5280 section 4.2.1.12 and RFC 9336.
 */
typedef enum
{
  YAO_X509_PURPOSE_SERVER = 1 << 0,
  YAO_X509_PURPOSE_CLIENT = 1 << 1,
  YAO_X509_PURPOSE_EMAIL = 1 << 2,
  YAO_X509_PURPOSE_DOCUMENT_SIGNING = 1 << 3
} YaoX509Purpose;

/**
 * YaoX509Template:
 *
 * What is to stand in a new certificate. Zero or %NULL leaves a field out, except where said
 * otherwise. Texts are UTF-8 of 1 to 64 characters, without control characters.
 */
typedef struct
{
  /* The subject, in this order; at least the common name or the organisation is needed. */
  const char *country; /* two letters */
  const char *organisation;
  const char *department;
  const char *title;
  const char *serial_number; /* of the holder, not of the certificate */
  const char *common_name;

  GBytes *serial; /* 1 to 20 bytes, positive; NULL: 16 random bytes */
  gint64 not_before;
  gint64 not_after;

  guint key_usage; /* YaoKeyUsage */
  guint purposes;  /* YaoX509Purpose */
  gboolean is_ca;
  int path_length; /* of a CA: how many CAs may follow, or YAO_X509_NO_PATH_LENGTH */

  const char *const *dns_names;
  const char *const *ip_addresses;
  const char *crl_url;    /* where the issuer's list of revocations is */
  const char *issuer_url; /* where the issuer's certificate is */
  const char *policy_oid; /* dotted decimals */
} YaoX509Template;

GBytes *yao_x509_issue (const YaoX509Template *template_,
                        const YaoKey *subject_public,
                        GBytes *issuer_der,
                        const YaoKey *issuer_private,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
