/* yao-opaque.h: a PIN that the service never sees
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-secret.h"

G_BEGIN_DECLS

/* Sizes of what goes over the wire and of what is stored, in bytes */
#define YAO_OPAQUE_REQUEST_SIZE 32
#define YAO_OPAQUE_RESPONSE_SIZE 64
#define YAO_OPAQUE_RECORD_SIZE 192
#define YAO_OPAQUE_KE1_SIZE 96
#define YAO_OPAQUE_KE2_SIZE 320
#define YAO_OPAQUE_KE3_SIZE 64
#define YAO_OPAQUE_KEY_SIZE 64
#define YAO_OPAQUE_PUBLIC_SIZE 32
#define YAO_OPAQUE_SERVER_SECRETS_SIZE 96
#define YAO_OPAQUE_MAX_PIN_SIZE 1024

/**
 * YaoOpaqueParameters:
 * @context: (nullable): what both sides must agree on besides, e.g. the device; not in registration
 * @server_identity: (nullable): the name of the server; %NULL stands for its public key
 * @client_identity: (nullable): the name of the account; %NULL stands for its public key
 *
 * What a login is bound to. Each is at most 65535 bytes. Both sides must give the same, and the
 * identities must be those of the registration.
 */
typedef struct
{
  GBytes *context;
  GBytes *server_identity;
  GBytes *client_identity;
} YaoOpaqueParameters;

/* Client: setting a PIN */
typedef struct _YaoOpaqueRegistration YaoOpaqueRegistration;

YaoOpaqueRegistration *yao_opaque_registration_new (YaoSecret *pin) G_GNUC_WARN_UNUSED_RESULT;
void yao_opaque_registration_free (YaoOpaqueRegistration *self);
GBytes *yao_opaque_registration_dup_request (const YaoOpaqueRegistration *self)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_opaque_registration_finish (const YaoOpaqueRegistration *self,
                                        GBytes *response,
                                        const YaoOpaqueParameters *parameters,
                                        YaoSecret **export_key,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Client: proving a PIN */
typedef struct _YaoOpaqueLogin YaoOpaqueLogin;

YaoOpaqueLogin *yao_opaque_login_new (YaoSecret *pin) G_GNUC_WARN_UNUSED_RESULT;
void yao_opaque_login_free (YaoOpaqueLogin *self);
GBytes *yao_opaque_login_dup_ke1 (const YaoOpaqueLogin *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_opaque_login_finish (const YaoOpaqueLogin *self,
                                 GBytes *ke2,
                                 const YaoOpaqueParameters *parameters,
                                 YaoSecret **session_key,
                                 YaoSecret **export_key,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Server */
typedef struct _YaoOpaqueServer YaoOpaqueServer;

YaoSecret *yao_opaque_server_generate_secrets (void) G_GNUC_WARN_UNUSED_RESULT;
YaoOpaqueServer *yao_opaque_server_new (YaoSecret *secrets,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_opaque_server_free (YaoOpaqueServer *self);
GBytes *yao_opaque_server_dup_public_key (const YaoOpaqueServer *self) G_GNUC_WARN_UNUSED_RESULT;

GBytes *yao_opaque_server_register (const YaoOpaqueServer *self,
                                    GBytes *request,
                                    GBytes *credential_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_opaque_server_check_record (GBytes *record, GError **error);
void yao_opaque_server_fake (const YaoOpaqueServer *self,
                             GBytes *account,
                             GBytes **credential_id,
                             GBytes **record);
GBytes *yao_opaque_server_respond (const YaoOpaqueServer *self,
                                   GBytes *record,
                                   GBytes *credential_id,
                                   GBytes *ke1,
                                   const YaoOpaqueParameters *parameters,
                                   YaoSecret **expected,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_opaque_server_finish (YaoSecret *expected,
                                   GBytes *ke3,
                                   YaoSecret **session_key,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoOpaqueRegistration, yao_opaque_registration_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoOpaqueLogin, yao_opaque_login_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoOpaqueServer, yao_opaque_server_free)

G_END_DECLS
