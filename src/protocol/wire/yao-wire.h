/* yao-wire.h: the names that stand on the wire, and their numbers here
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YaoKeyKind:
 *
 * Where the private key of a certificate is.
 */
typedef enum
{
  YAO_KEY_KIND_CLOUD = 1, /* "cloud": in the service's key store */
  YAO_KEY_KIND_COSIGNED   /* "cosigned": one share here, one in the co-signing service */
} YaoKeyKind;

/**
 * YaoCertificateAlgorithm:
 *
 * What kind of key a certificate is about.
 */
typedef enum
{
  YAO_CERTIFICATE_ALGORITHM_SM2 = 1, /* "sm2" */
  YAO_CERTIFICATE_ALGORITHM_RSA2048, /* "rsa2048" */
  YAO_CERTIFICATE_ALGORITHM_RSA3072, /* "rsa3072" */
  YAO_CERTIFICATE_ALGORITHM_P256     /* "p256" */
} YaoCertificateAlgorithm;

/**
 * YaoCaAlgorithm:
 *
 * The certificate authorities of a service, one for each family of keys.
 */
typedef enum
{
  YAO_CA_ALGORITHM_SM2 = 1, /* "sm2": SM2 with SM3 */
  YAO_CA_ALGORITHM_RSA,     /* "rsa" */
  YAO_CA_ALGORITHM_P256     /* "p256": ECDSA with SHA-256 */
} YaoCaAlgorithm;

/**
 * YaoCertificateState:
 *
 * Whether a certificate can be used. Revoked wins over expired.
 */
typedef enum
{
  YAO_CERTIFICATE_STATE_ACTIVE = 1,   /* "active" */
  YAO_CERTIFICATE_STATE_EXPIRED,      /* "expired" */
  YAO_CERTIFICATE_STATE_REVOKED,      /* "revoked" */
  YAO_CERTIFICATE_STATE_NOT_YET_VALID /* "not-yet-valid" */
} YaoCertificateState;

/**
 * YaoCertificateRole:
 *
 * What a user is to a certificate.
 */
typedef enum
{
  YAO_CERTIFICATE_ROLE_OWNER = 1, /* "owner" */
  YAO_CERTIFICATE_ROLE_GRANTEE    /* "grantee": authorised by the owner */
} YaoCertificateRole;

/**
 * YaoRevocationReason:
 *
 * Why a certificate was revoked, with the numbers of RFC 5280 section 5.3.1. Those left out there
 * are not used by this protocol.
 */
typedef enum
{
  YAO_REVOCATION_REASON_UNSPECIFIED = 0,         /* "unspecified" */
  YAO_REVOCATION_REASON_KEY_COMPROMISE = 1,      /* "key-compromise" */
  YAO_REVOCATION_REASON_AFFILIATION_CHANGED = 3, /* "affiliation-changed" */
  YAO_REVOCATION_REASON_SUPERSEDED = 4,          /* "superseded" */
  YAO_REVOCATION_REASON_CESSATION = 5,           /* "cessation-of-operation" */
  YAO_REVOCATION_REASON_PRIVILEGE_WITHDRAWN = 9  /* "privilege-withdrawn" */
} YaoRevocationReason;

#define YAO_TYPE_KEY_KIND (yao_key_kind_get_type ())
#define YAO_TYPE_CERTIFICATE_ALGORITHM (yao_certificate_algorithm_get_type ())
#define YAO_TYPE_CA_ALGORITHM (yao_ca_algorithm_get_type ())
#define YAO_TYPE_CERTIFICATE_STATE (yao_certificate_state_get_type ())
#define YAO_TYPE_CERTIFICATE_ROLE (yao_certificate_role_get_type ())
#define YAO_TYPE_REVOCATION_REASON (yao_revocation_reason_get_type ())

GType yao_key_kind_get_type (void) G_GNUC_CONST;
GType yao_certificate_algorithm_get_type (void) G_GNUC_CONST;
GType yao_ca_algorithm_get_type (void) G_GNUC_CONST;
GType yao_certificate_state_get_type (void) G_GNUC_CONST;
GType yao_certificate_role_get_type (void) G_GNUC_CONST;
GType yao_revocation_reason_get_type (void) G_GNUC_CONST;

const char *yao_key_kind_to_string (YaoKeyKind value);
gboolean yao_key_kind_from_string (const char *text, YaoKeyKind *value);
const char *yao_certificate_algorithm_to_string (YaoCertificateAlgorithm value);
gboolean yao_certificate_algorithm_from_string (const char *text, YaoCertificateAlgorithm *value);
const char *yao_certificate_algorithm_get_label (YaoCertificateAlgorithm value);
YaoCaAlgorithm yao_certificate_algorithm_get_ca (YaoCertificateAlgorithm value);
const char *yao_ca_algorithm_to_string (YaoCaAlgorithm value);
gboolean yao_ca_algorithm_from_string (const char *text, YaoCaAlgorithm *value);
const char *yao_certificate_state_to_string (YaoCertificateState value);
gboolean yao_certificate_state_from_string (const char *text, YaoCertificateState *value);
const char *yao_certificate_role_to_string (YaoCertificateRole value);
gboolean yao_certificate_role_from_string (const char *text, YaoCertificateRole *value);
const char *yao_revocation_reason_to_string (YaoRevocationReason value);
gboolean yao_revocation_reason_from_string (const char *text, YaoRevocationReason *value);

gboolean yao_uid_is_valid (const char *uid);

G_END_DECLS
