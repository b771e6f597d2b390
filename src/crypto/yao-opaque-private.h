/* yao-opaque-private.h: what the two sides of OPAQUE share; for this room and its tests only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-kdf-private.h"
#include "yao-opaque.h"
#include "yao-oprf-private.h"

G_BEGIN_DECLS

#define YAO_OPAQUE_NONCE_SIZE 32
#define YAO_OPAQUE_SEED_SIZE 32
#define YAO_OPAQUE_MASKED_SIZE (YAO_OPAQUE_PUBLIC_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_KDF_SIZE)
#define YAO_OPAQUE_CREDENTIAL_SIZE                                                                 \
  (YAO_OPRF_POINT_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_OPAQUE_MASKED_SIZE)

/**
 * YaoOpaqueSuite:
 * @fill: where random bytes come from
 * @user_data: for @fill
 * @stretches: whether Argon2id is applied to the result of the oblivious function
 *
 * What the vectors of RFC 9807 hold fixed. Outside tests it is %NULL, which means random bytes of
 * the machine, and Argon2id.
 */
typedef struct
{
  void (*fill) (gpointer data, gsize size, gpointer user_data);
  gpointer user_data;
  gboolean stretches;
} YaoOpaqueSuite;

/* What the keys of a login are derived from, but for the Diffie-Hellman values */
typedef struct
{
  const YaoOpaqueParameters *parameters;
  const guint8 *client_public;
  const guint8 *server_public;
  const guint8 *ke1;
  const guint8 *ke2;
} YaoOpaqueTranscript;

typedef struct
{
  guint8 server_mac[YAO_KDF_SIZE];
  guint8 client_mac[YAO_KDF_SIZE];
  guint8 session_key[YAO_KDF_SIZE];
} YaoOpaqueKeys;

YaoOpaqueRegistration *yao_opaque_registration_new_with_suite (YaoSecret *pin,
                                                               const YaoOpaqueSuite *suite)
    G_GNUC_WARN_UNUSED_RESULT;
YaoOpaqueLogin *yao_opaque_login_new_with_suite (YaoSecret *pin, const YaoOpaqueSuite *suite)
    G_GNUC_WARN_UNUSED_RESULT;
YaoOpaqueServer *yao_opaque_server_new_with_suite (YaoSecret *secrets,
                                                   const YaoOpaqueSuite *suite,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void yao_opaque_fill (const YaoOpaqueSuite *suite, gpointer data, gsize size);
gboolean yao_opaque_check (const YaoOpaqueParameters *parameters,
                           GBytes *message,
                           gsize size,
                           GError **error);
void yao_opaque_derive_keys (YaoOpaqueKeys *keys,
                             const guint8 *secrets,
                             const YaoOpaqueTranscript *transcript);
void yao_opaque_pad (guint8 *masked, const guint8 *masking_key, const guint8 *nonce);

G_END_DECLS
