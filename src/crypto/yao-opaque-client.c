/* yao-opaque-client.c: the client's side of OPAQUE
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-opaque-private.h"

#include "yao-error.h"

#include <sodium.h>
#include <string.h>

/* The cost of Argon2id: three passes over 64 MiB */
#define STRETCH_PASSES 3
#define STRETCH_MEMORY (64 * 1024 * 1024)

#define DH_INFO "OPAQUE-DeriveDiffieHellmanKeyPair"

/* What must not be left in memory; it lives in a YaoSecret. */
typedef struct
{
  guint8 blind[YAO_OPRF_SCALAR_SIZE];
  guint8 ephemeral[YAO_OPRF_SCALAR_SIZE];
} State;

/* What comes out of the PIN and the server's answer */
typedef struct
{
  guint8 password[YAO_KDF_SIZE]; /* randomized_password */
  guint8 masking_key[YAO_KDF_SIZE];
  guint8 auth_key[YAO_KDF_SIZE];
  guint8 export_key[YAO_KDF_SIZE];
  guint8 private_key[YAO_OPRF_SCALAR_SIZE];
  guint8 public_key[YAO_OPRF_POINT_SIZE];
  guint8 tag[YAO_KDF_SIZE];
  guint8 secrets[3 * YAO_OPRF_POINT_SIZE];
  YaoOpaqueKeys keys;
} Work;

/* What registering and logging in have in common */
typedef struct
{
  YaoSecret *pin;
  YaoSecret *state;
  const YaoOpaqueSuite *suite;
  guint8 blinded[YAO_OPRF_POINT_SIZE];
} Start;

struct _YaoOpaqueRegistration
{
  Start start;
};

struct _YaoOpaqueLogin
{
  Start start;
  guint8 ke1[YAO_OPAQUE_KE1_SIZE];
};

static State *
get_state (const Start *start)
{
  return (State *) yao_secret_data (start->state);
}

static void
begin (Start *start, YaoSecret *pin, const YaoOpaqueSuite *suite)
{
  g_autoptr (YaoSecret) wide = yao_secret_new (YAO_KDF_SIZE);
  const guint8 *data;
  gsize size;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  start->pin = yao_secret_ref (pin);
  start->state = yao_secret_new (sizeof (State));
  start->suite = suite;
  data = yao_secret_peek (pin, &size);
  yao_opaque_fill (suite, yao_secret_data (wide), YAO_KDF_SIZE);
  yao_oprf_reduce (get_state (start)->blind, yao_secret_peek (wide, NULL));
  if (!yao_oprf_blind (start->blinded, data, size, get_state (start)->blind))
    g_error ("the random bytes of this machine are zeros");
}

static void
clear (Start *start)
{
  yao_secret_unref (start->pin);
  yao_secret_unref (start->state);
}

/* The key stretching function. The oblivious function is the salt: RFC 9807 section 7. */
static gboolean
stretch (const YaoOpaqueSuite *suite, guint8 *out, const guint8 *in, GError **error)
{
  static const guint8 salt[crypto_pwhash_SALTBYTES];

  if (suite != NULL && !suite->stretches)
    {
      memcpy (out, in, YAO_KDF_SIZE);
      return TRUE;
    }

  if (crypto_pwhash (out, YAO_KDF_SIZE, (const char *) in, YAO_KDF_SIZE, salt, STRETCH_PASSES,
                     STRETCH_MEMORY, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "no memory to stretch a PIN in");
  return FALSE;
}

/* From the server's answer to the randomized password and the masking key */
static gboolean
recover_password (Work *work, const Start *start, const guint8 *evaluated, GError **error)
{
  g_autoptr (YaoSecret) both = yao_secret_new (2 * YAO_KDF_SIZE);
  guint8 *output = yao_secret_data (both);
  gsize size;
  const guint8 *pin = yao_secret_peek (start->pin, &size);

  if (!yao_oprf_finalize (output, pin, size, get_state (start)->blind, evaluated))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "OPAQUE: not a point");
      return FALSE;
    }
  if (!stretch (start->suite, output + YAO_KDF_SIZE, output, error))
    return FALSE;

  yao_kdf_extract (work->password, &(YaoPart){ output, 2 * YAO_KDF_SIZE }, 1);
  yao_kdf_expand (work->masking_key, YAO_KDF_SIZE, work->password, &(YaoPart){ "MaskingKey", 10 },
                  1);
  return TRUE;
}

static YaoPart
part_of (GBytes *bytes, const guint8 *public_key)
{
  if (bytes == NULL)
    return (YaoPart){ public_key, YAO_OPAQUE_PUBLIC_SIZE };

  return (YaoPart){ g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
}

/* Store and Recover: the client's key pair and the tag of the envelope, out of the password */
static void
open_envelope (Work *work,
               const guint8 *nonce,
               const guint8 *server_public,
               const YaoOpaqueParameters *parameters)
{
  guint8 seed[YAO_OPAQUE_SEED_SIZE];
  YaoPart server = part_of (parameters != NULL ? parameters->server_identity : NULL, server_public);
  YaoPart client;
  guint8 server_length[2] = { (guint8) (server.size >> 8), (guint8) server.size };
  guint8 client_length[2];

  yao_kdf_expand (work->auth_key, YAO_KDF_SIZE, work->password,
                  (YaoPart[]){ { nonce, YAO_OPAQUE_NONCE_SIZE }, { "AuthKey", 7 } }, 2);
  yao_kdf_expand (work->export_key, YAO_KDF_SIZE, work->password,
                  (YaoPart[]){ { nonce, YAO_OPAQUE_NONCE_SIZE }, { "ExportKey", 9 } }, 2);
  yao_kdf_expand (seed, sizeof seed, work->password,
                  (YaoPart[]){ { nonce, YAO_OPAQUE_NONCE_SIZE }, { "PrivateKey", 10 } }, 2);
  yao_oprf_derive_key_pair (work->private_key, work->public_key, seed, DH_INFO);

  client = part_of (parameters != NULL ? parameters->client_identity : NULL, work->public_key);
  client_length[0] = (guint8) (client.size >> 8);
  client_length[1] = (guint8) client.size;
  yao_kdf_mac (work->tag, work->auth_key, YAO_KDF_SIZE,
               (YaoPart[]){ { nonce, YAO_OPAQUE_NONCE_SIZE },
                            { server_public, YAO_OPAQUE_PUBLIC_SIZE },
                            { server_length, 2 },
                            server,
                            { client_length, 2 },
                            client },
               6);
  sodium_memzero (seed, sizeof seed);
}

YaoOpaqueRegistration *
yao_opaque_registration_new_with_suite (YaoSecret *pin, const YaoOpaqueSuite *suite)
{
  YaoOpaqueRegistration *self = g_new0 (YaoOpaqueRegistration, 1);

  begin (&self->start, pin, suite);
  return self;
}

/**
 * yao_opaque_registration_new:
 * @pin: the new PIN, at most %YAO_OPAQUE_MAX_PIN_SIZE bytes
 *
 * Begins to set a PIN (RFC 9807 section 5). A registration is used once.
 *
 * Returns: (transfer full): the registration
 */
YaoOpaqueRegistration *
yao_opaque_registration_new (YaoSecret *pin)
{
  g_return_val_if_fail (pin != NULL, NULL);
  g_return_val_if_fail (yao_secret_get_size (pin) <= YAO_OPAQUE_MAX_PIN_SIZE, NULL);

  return yao_opaque_registration_new_with_suite (pin, NULL);
}

/**
 * yao_opaque_registration_free:
 * @self: (transfer full): a registration
 *
 * Wipes and frees a registration.
 */
void
yao_opaque_registration_free (YaoOpaqueRegistration *self)
{
  g_return_if_fail (self != NULL);

  clear (&self->start);
  g_free (self);
}

/**
 * yao_opaque_registration_dup_request:
 * @self: a registration
 *
 * Gets the request for the server. It tells nothing of the PIN.
 *
 * Returns: (transfer full): %YAO_OPAQUE_REQUEST_SIZE bytes
 */
GBytes *
yao_opaque_registration_dup_request (const YaoOpaqueRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_new (self->start.blinded, sizeof self->start.blinded);
}

/**
 * yao_opaque_registration_finish:
 * @self: a registration
 * @response: the server's answer
 * @parameters: (nullable): the identities
 * @export_key: (out) (optional): a key that only who knows the PIN can get again, 64 bytes
 * @error: return location
 *
 * Makes the record that the server keeps in place of the PIN. Takes a tenth of a second and 64 MiB:
 * not for the main thread.
 *
 * Returns: (transfer full): %YAO_OPAQUE_RECORD_SIZE bytes; or %NULL with %YAO_ERROR_INVALID_INPUT
 *   (the answer is not well-formed) or %YAO_ERROR_INTERNAL (no memory)
 */
GBytes *
yao_opaque_registration_finish (const YaoOpaqueRegistration *self,
                                GBytes *response,
                                const YaoOpaqueParameters *parameters,
                                YaoSecret **export_key,
                                GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;
  Work *work;
  const guint8 *evaluated;
  const guint8 *server_public;
  guint8 record[YAO_OPAQUE_RECORD_SIZE];
  guint8 *nonce = record + YAO_OPAQUE_PUBLIC_SIZE + YAO_KDF_SIZE;

  g_return_val_if_fail (self != NULL && response != NULL, NULL);

  if (!yao_opaque_check (parameters, response, YAO_OPAQUE_RESPONSE_SIZE, error))
    return NULL;

  secret = yao_secret_new (sizeof (Work));
  work = (Work *) yao_secret_data (secret);
  evaluated = g_bytes_get_data (response, NULL);
  server_public = evaluated + YAO_OPRF_POINT_SIZE;
  if (!recover_password (work, &self->start, evaluated, error))
    return NULL;

  yao_opaque_fill (self->start.suite, nonce, YAO_OPAQUE_NONCE_SIZE);
  open_envelope (work, nonce, server_public, parameters);
  memcpy (record, work->public_key, YAO_OPAQUE_PUBLIC_SIZE);
  memcpy (record + YAO_OPAQUE_PUBLIC_SIZE, work->masking_key, YAO_KDF_SIZE);
  memcpy (nonce + YAO_OPAQUE_NONCE_SIZE, work->tag, YAO_KDF_SIZE);
  if (export_key != NULL)
    *export_key = yao_secret_new_from (work->export_key, YAO_KDF_SIZE);

  return g_bytes_new (record, sizeof record);
}

YaoOpaqueLogin *
yao_opaque_login_new_with_suite (YaoSecret *pin, const YaoOpaqueSuite *suite)
{
  YaoOpaqueLogin *self = g_new0 (YaoOpaqueLogin, 1);
  guint8 seed[YAO_OPAQUE_SEED_SIZE];
  guint8 *nonce = self->ke1 + YAO_OPRF_POINT_SIZE;

  begin (&self->start, pin, suite);
  memcpy (self->ke1, self->start.blinded, YAO_OPRF_POINT_SIZE);
  yao_opaque_fill (suite, nonce, YAO_OPAQUE_NONCE_SIZE);
  yao_opaque_fill (suite, seed, sizeof seed);
  yao_oprf_derive_key_pair (get_state (&self->start)->ephemeral, nonce + YAO_OPAQUE_NONCE_SIZE,
                            seed, DH_INFO);
  sodium_memzero (seed, sizeof seed);

  return self;
}

/**
 * yao_opaque_login_new:
 * @pin: the PIN, at most %YAO_OPAQUE_MAX_PIN_SIZE bytes
 *
 * Begins to prove a PIN (RFC 9807 section 6). A login is used once.
 *
 * Returns: (transfer full): the login
 */
YaoOpaqueLogin *
yao_opaque_login_new (YaoSecret *pin)
{
  g_return_val_if_fail (pin != NULL, NULL);
  g_return_val_if_fail (yao_secret_get_size (pin) <= YAO_OPAQUE_MAX_PIN_SIZE, NULL);

  return yao_opaque_login_new_with_suite (pin, NULL);
}

/**
 * yao_opaque_login_free:
 * @self: (transfer full): a login
 *
 * Wipes and frees a login.
 */
void
yao_opaque_login_free (YaoOpaqueLogin *self)
{
  g_return_if_fail (self != NULL);

  clear (&self->start);
  g_free (self);
}

/**
 * yao_opaque_login_dup_ke1:
 * @self: a login
 *
 * Gets the first message. It tells nothing of the PIN.
 *
 * Returns: (transfer full): %YAO_OPAQUE_KE1_SIZE bytes
 */
GBytes *
yao_opaque_login_dup_ke1 (const YaoOpaqueLogin *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_new (self->ke1, sizeof self->ke1);
}

/* Unmasks the server's key and the envelope, and finds out whether the PIN was right. */
static gboolean
unmask (Work *work,
        guint8 *masked,
        const guint8 *masking_nonce,
        const YaoOpaqueParameters *parameters,
        GError **error)
{
  const guint8 *nonce = masked + YAO_OPAQUE_PUBLIC_SIZE;

  yao_opaque_pad (masked, work->masking_key, masking_nonce);
  open_envelope (work, nonce, masked, parameters);
  if (sodium_memcmp (work->tag, nonce + YAO_OPAQUE_NONCE_SIZE, YAO_KDF_SIZE) == 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN, "the PIN is not the registered one");
  return FALSE;
}

/* The three Diffie-Hellman values, and what both sides derive from them */
static gboolean
exchange (Work *work,
          const YaoOpaqueLogin *self,
          const guint8 *ke2,
          const guint8 *server_public,
          const YaoOpaqueParameters *parameters,
          GError **error)
{
  const guint8 *server_ephemeral = ke2 + YAO_OPAQUE_CREDENTIAL_SIZE + YAO_OPAQUE_NONCE_SIZE;
  const guint8 *server_mac = server_ephemeral + YAO_OPAQUE_PUBLIC_SIZE;
  const guint8 *ephemeral = get_state (&self->start)->ephemeral;
  const YaoOpaqueTranscript transcript
      = { parameters, work->public_key, server_public, self->ke1, ke2 };

  if (!yao_oprf_multiply (work->secrets, ephemeral, server_ephemeral)
      || !yao_oprf_multiply (work->secrets + YAO_OPRF_POINT_SIZE, ephemeral, server_public)
      || !yao_oprf_multiply (work->secrets + 2 * YAO_OPRF_POINT_SIZE, work->private_key,
                             server_ephemeral))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "OPAQUE: not a point");
      return FALSE;
    }

  yao_opaque_derive_keys (&work->keys, work->secrets, &transcript);
  if (sodium_memcmp (work->keys.server_mac, server_mac, YAO_KDF_SIZE) == 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED,
               "the service does not prove that it holds the registration");
  return FALSE;
}

/**
 * yao_opaque_login_finish:
 * @self: a login
 * @ke2: the server's answer
 * @parameters: (nullable): what the login is bound to
 * @session_key: (out) (optional): the key that both sides now share, 64 bytes
 * @export_key: (out) (optional): the same as at registration, 64 bytes
 * @error: return location
 *
 * Finds out whether the PIN is right and the server is the one of the registration, and makes the
 * proof for the server. Takes a tenth of a second and 64 MiB: not for the main thread.
 *
 * Returns: (transfer full): the last message, %YAO_OPAQUE_KE3_SIZE bytes; or %NULL with
 *   %YAO_ERROR_WRONG_PIN, %YAO_ERROR_UNTRUSTED (not that server, or not bound to the same),
 *   %YAO_ERROR_INVALID_INPUT (not well-formed) or %YAO_ERROR_INTERNAL (no memory)
 */
GBytes *
yao_opaque_login_finish (const YaoOpaqueLogin *self,
                         GBytes *ke2,
                         const YaoOpaqueParameters *parameters,
                         YaoSecret **session_key,
                         YaoSecret **export_key,
                         GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;
  Work *work;
  const guint8 *data;
  const guint8 *masking_nonce;
  guint8 masked[YAO_OPAQUE_MASKED_SIZE];

  g_return_val_if_fail (self != NULL && ke2 != NULL, NULL);

  if (!yao_opaque_check (parameters, ke2, YAO_OPAQUE_KE2_SIZE, error))
    return NULL;

  secret = yao_secret_new (sizeof (Work));
  work = (Work *) yao_secret_data (secret);
  data = g_bytes_get_data (ke2, NULL);
  masking_nonce = data + YAO_OPRF_POINT_SIZE;
  memcpy (masked, masking_nonce + YAO_OPAQUE_NONCE_SIZE, sizeof masked);
  if (!recover_password (work, &self->start, data, error)
      || !unmask (work, masked, masking_nonce, parameters, error)
      || !exchange (work, self, data, masked, parameters, error))
    return NULL;

  if (session_key != NULL)
    *session_key = yao_secret_new_from (work->keys.session_key, YAO_KDF_SIZE);
  if (export_key != NULL)
    *export_key = yao_secret_new_from (work->export_key, YAO_KDF_SIZE);

  return g_bytes_new (work->keys.client_mac, YAO_KDF_SIZE);
}
