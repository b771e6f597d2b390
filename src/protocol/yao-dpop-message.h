/* yao-dpop-message.h: what stands in a proof of possession (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-message.h"

G_BEGIN_DECLS

#define YAO_DPOP_HEADER "DPoP"
#define YAO_DPOP_NONCE_HEADER "DPoP-Nonce"
#define YAO_DPOP_MAX_SIZE 4096

/**
 * YaoDpopJwk:
 * @kty: "EC"
 * @crv: "P-256"
 * @x: the first coordinate
 * @y: the second coordinate
 *
 * The device's public key. A key with a private member is refused as unknown.
 */
typedef struct
{
  char *kty;
  char *crv;
  GBytes *x;
  GBytes *y;
} YaoDpopJwk;

/**
 * YaoDpopHeader:
 * @typ: "dpop+jwt"
 * @alg: "ES256"
 * @jwk: the device's public key
 *
 * The header of a proof (RFC 9449 section 4.2).
 */
typedef struct
{
  char *typ;
  char *alg;
  YaoDpopJwk *jwk;
} YaoDpopHeader;

YAO_MESSAGE_DECLARE (YaoDpopHeader, yao_dpop_header)

/**
 * YaoDpopClaims:
 * @jti: 16 random bytes in base64url, new for each proof
 * @htm: the method
 * @htu: the address of the request, without query
 * @iat: when it was made, in seconds since 1970
 * @nonce: (nullable): the newest value of the DPoP-Nonce header
 * @ath: (nullable): SHA-256 of the access token, in base64url
 * @bh: (nullable): SHA-256 of the body, in base64url; a claim of our own
 *
 * The claims of a proof.
 */
typedef struct
{
  char *jti;
  char *htm;
  char *htu;
  gint64 iat;
  char *nonce;
  char *ath;
  char *bh;
} YaoDpopClaims;

YAO_MESSAGE_DECLARE (YaoDpopClaims, yao_dpop_claims)

G_END_DECLS
