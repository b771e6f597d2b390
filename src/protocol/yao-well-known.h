/* yao-well-known.h: what a service says of itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-wire.h"

G_BEGIN_DECLS

#define YAO_PROTOCOL_VERSION 1
#define YAO_SERVICE_ID_SIZE 8
#define YAO_NAME_MAX_SIZE 256
#define YAO_CERTIFICATE_MAX_SIZE 16384
#define YAO_SPKI_MAX_SIZE 2048
#define YAO_WELL_KNOWN_MAX_ROOTS 16
#define YAO_WELL_KNOWN_MAX_SIGNERS 16

/**
 * YaoWellKnownRoot:
 * @algorithm: which family of certificates it is the root of
 * @der: the certificate
 *
 * A root of the certificates that the service issues to people.
 */
typedef struct
{
  YaoCaAlgorithm algorithm;
  GBytes *der;
} YaoWellKnownRoot;

/**
 * YaoWellKnownSigner:
 * @id: SHA-256 of @spki, 32 bytes
 * @spki: the public key, in DER
 *
 * A key that signs initialisation codes of the service.
 */
typedef struct
{
  GBytes *id;
  GBytes *spki;
} YaoWellKnownSigner;

/**
 * YaoWellKnown:
 * @service_id: 11 digits of base64url, which are 8 bytes
 * @name: the name of the organisation
 * @base_address: where the service is
 * @cosign_address: (nullable): where the co-signing service is
 * @support: (nullable): whom to ask for help: a line of text
 * @has_cloud_keys: whether it issues certificates whose keys it holds
 * @has_cosigned_keys: whether it issues certificates whose keys are shared
 * @signing_level: what signing needs: 1 the PIN, 2 the PIN on a bound device
 * @roots: (element-type YaoWellKnownRoot): at least one
 * @signers: (element-type YaoWellKnownSigner): any number
 *
 * The document at %YAO_PATH_WELL_KNOWN.
 */
typedef struct
{
  char *service_id;
  char *name;
  char *base_address;
  char *cosign_address;
  char *support;
  gboolean has_cloud_keys;
  gboolean has_cosigned_keys;
  gint64 signing_level;
  GPtrArray *roots;
  GPtrArray *signers;
} YaoWellKnown;

YaoWellKnown *yao_well_known_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_well_known_free (YaoWellKnown *self);
void yao_well_known_add_root (YaoWellKnown *self, YaoCaAlgorithm algorithm, GBytes *der);
void yao_well_known_add_signer (YaoWellKnown *self, GBytes *spki);
GBytes *yao_well_known_get_root (const YaoWellKnown *self, YaoCaAlgorithm algorithm);
GBytes *yao_well_known_get_signer (const YaoWellKnown *self, GBytes *id);

GBytes *yao_well_known_encode (const YaoWellKnown *self) G_GNUC_WARN_UNUSED_RESULT;
YaoWellKnown *yao_well_known_decode (GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_service_id_is_valid (const char *service_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoWellKnown, yao_well_known_free)

G_END_DECLS
