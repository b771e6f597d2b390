/* yao-dpop-message.c: what stands in a proof of possession (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-dpop-message.h"

#define COORDINATE_SIZE 32

static const YaoMessageField jwk_fields[] = {
  { "kty", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopJwk, kty), 1, 16, NULL },
  { "crv", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopJwk, crv), 1, 16, NULL },
  { "x", YAO_MESSAGE_BYTES, G_STRUCT_OFFSET (YaoDpopJwk, x), COORDINATE_SIZE, COORDINATE_SIZE,
    NULL },
  { "y", YAO_MESSAGE_BYTES, G_STRUCT_OFFSET (YaoDpopJwk, y), COORDINATE_SIZE, COORDINATE_SIZE,
    NULL },
};
static const YaoMessageShape jwk_shape
    = { "YaoDpopJwk", sizeof (YaoDpopJwk), jwk_fields, G_N_ELEMENTS (jwk_fields) };

static const YaoMessageField yao_dpop_header_fields[] = {
  { "typ", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopHeader, typ), 1, 32, NULL },
  { "alg", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopHeader, alg), 1, 16, NULL },
  { "jwk", YAO_MESSAGE_OBJECT, G_STRUCT_OFFSET (YaoDpopHeader, jwk), 0, 0, &jwk_shape },
};
YAO_MESSAGE_DEFINE (YaoDpopHeader, yao_dpop_header)

static const YaoMessageField yao_dpop_claims_fields[] = {
  { "jti", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, jti), 16, 64, NULL },
  { "htm", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, htm), 1, 16, NULL },
  { "htu", YAO_MESSAGE_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, htu), 1, 2048, NULL },
  { "iat", YAO_MESSAGE_INT, G_STRUCT_OFFSET (YaoDpopClaims, iat), 0, G_MAXINT64, NULL },
  { "nonce", YAO_MESSAGE_OPTIONAL_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, nonce), 1, 128, NULL },
  { "ath", YAO_MESSAGE_OPTIONAL_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, ath), 43, 43, NULL },
  { "bh", YAO_MESSAGE_OPTIONAL_TEXT, G_STRUCT_OFFSET (YaoDpopClaims, bh), 43, 43, NULL },
};
YAO_MESSAGE_DEFINE (YaoDpopClaims, yao_dpop_claims)
