/* yao-opaque-server.c: the server's side of OPAQUE
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-opaque-private.h"

#include "yao-error.h"

#include <sodium.h>
#include <string.h>

#define DH_INFO "OPAQUE-DeriveDiffieHellmanKeyPair"
#define OPRF_INFO "OPAQUE-DeriveKeyPair"
#define OPRF_SEED_SIZE 64
#define FAKE_ID_SIZE 16

/* The layout of what yao_opaque_server_generate_secrets() makes */
typedef struct
{
  guint8 private_key[YAO_OPRF_SCALAR_SIZE];
  guint8 oprf_seed[OPRF_SEED_SIZE];
} Secrets;

/* What is kept between KE2 and KE3 */
typedef struct
{
  guint8 client_mac[YAO_KDF_SIZE];
  guint8 session_key[YAO_KDF_SIZE];
} Expected;

/* What must not be left in memory */
typedef struct
{
  guint8 seed[YAO_OPAQUE_SEED_SIZE];
  guint8 key[YAO_OPRF_SCALAR_SIZE];
  guint8 ephemeral[YAO_OPRF_SCALAR_SIZE];
  guint8 secrets[3 * YAO_OPRF_POINT_SIZE];
  YaoOpaqueKeys keys;
} Work;

struct _YaoOpaqueServer
{
  YaoSecret *secrets;
  const YaoOpaqueSuite *suite;
  guint8 public_key[YAO_OPAQUE_PUBLIC_SIZE];
};

G_STATIC_ASSERT (sizeof (Secrets) == YAO_OPAQUE_SERVER_SECRETS_SIZE);

static const Secrets *
get_secrets (const YaoOpaqueServer *self)
{
  return (const Secrets *) yao_secret_peek (self->secrets, NULL);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "OPAQUE: %s", what);
  return FALSE;
}

/**
 * yao_opaque_server_generate_secrets:
 *
 * Makes the server's private key and the seed of all its oblivious functions. Who has them and the
 * records can search for PINs: they are kept sealed, apart from the records. When they are lost,
 * every PIN is.
 *
 * Returns: (transfer full): %YAO_OPAQUE_SERVER_SECRETS_SIZE bytes
 */
YaoSecret *
yao_opaque_server_generate_secrets (void)
{
  g_autoptr (YaoSecret) wide = yao_secret_new (YAO_KDF_SIZE);
  YaoSecret *secret = yao_secret_new (sizeof (Secrets));
  Secrets *secrets = (Secrets *) yao_secret_data (secret);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  yao_opaque_fill (NULL, yao_secret_data (wide), YAO_KDF_SIZE);
  yao_oprf_reduce (secrets->private_key, yao_secret_peek (wide, NULL));
  yao_opaque_fill (NULL, secrets->oprf_seed, OPRF_SEED_SIZE);

  return secret;
}

YaoOpaqueServer *
yao_opaque_server_new_with_suite (YaoSecret *secrets, const YaoOpaqueSuite *suite, GError **error)
{
  YaoOpaqueServer *self = g_new0 (YaoOpaqueServer, 1);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self->secrets = yao_secret_ref (secrets);
  self->suite = suite;
  if (yao_secret_get_size (secrets) == sizeof (Secrets)
      && crypto_scalarmult_ristretto255_base (self->public_key, get_secrets (self)->private_key)
             == 0)
    return self;

  yao_opaque_server_free (self);
  refuse (error, "the server's secrets are of a wrong size or zero");
  return NULL;
}

/**
 * yao_opaque_server_new:
 * @secrets: what yao_opaque_server_generate_secrets() made
 * @error: return location
 *
 * Makes the server's side. It has no state of its own: any number of threads may use it.
 *
 * Returns: (transfer full): the server, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoOpaqueServer *
yao_opaque_server_new (YaoSecret *secrets, GError **error)
{
  g_return_val_if_fail (secrets != NULL, NULL);

  return yao_opaque_server_new_with_suite (secrets, NULL, error);
}

/**
 * yao_opaque_server_free:
 * @self: (transfer full): a server
 *
 * Frees a server.
 */
void
yao_opaque_server_free (YaoOpaqueServer *self)
{
  g_return_if_fail (self != NULL);

  yao_secret_unref (self->secrets);
  g_free (self);
}

/**
 * yao_opaque_server_dup_public_key:
 * @self: a server
 *
 * Gets the server's public key.
 *
 * Returns: (transfer full): %YAO_OPAQUE_PUBLIC_SIZE bytes
 */
GBytes *
yao_opaque_server_dup_public_key (const YaoOpaqueServer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_new (self->public_key, sizeof self->public_key);
}

/* Applies the account's oblivious function to a blinded element. */
static gboolean
evaluate (const YaoOpaqueServer *self,
          Work *work,
          guint8 *out,
          GBytes *credential_id,
          const guint8 *blinded)
{
  gsize size;
  gconstpointer id = g_bytes_get_data (credential_id, &size);

  yao_kdf_expand (work->seed, sizeof work->seed, get_secrets (self)->oprf_seed,
                  (YaoPart[]){ { id, size }, { "OprfKey", 7 } }, 2);
  yao_oprf_derive_key_pair (work->key, NULL, work->seed, OPRF_INFO);

  return yao_oprf_multiply (out, work->key, blinded);
}

/**
 * yao_opaque_server_register:
 * @self: a server
 * @request: the client's request
 * @credential_id: random bytes that name this registration; stored with the record, new each time
 * @error: return location
 *
 * Answers a registration.
 *
 * Returns: (transfer full): %YAO_OPAQUE_RESPONSE_SIZE bytes, or %NULL with
 *   %YAO_ERROR_INVALID_INPUT
 */
GBytes *
yao_opaque_server_register (const YaoOpaqueServer *self,
                            GBytes *request,
                            GBytes *credential_id,
                            GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;
  guint8 response[YAO_OPAQUE_RESPONSE_SIZE];

  g_return_val_if_fail (self != NULL && request != NULL && credential_id != NULL, NULL);

  if (!yao_opaque_check (NULL, request, YAO_OPAQUE_REQUEST_SIZE, error))
    return NULL;

  secret = yao_secret_new (sizeof (Work));
  if (!evaluate (self, (Work *) yao_secret_data (secret), response, credential_id,
                 g_bytes_get_data (request, NULL)))
    {
      refuse (error, "not a point");
      return NULL;
    }
  memcpy (response + YAO_OPRF_POINT_SIZE, self->public_key, YAO_OPAQUE_PUBLIC_SIZE);

  return g_bytes_new (response, sizeof response);
}

/**
 * yao_opaque_server_check_record:
 * @record: what a client sends at the end of a registration
 * @error: return location
 *
 * Checks that a record can be stored: size, and that its public key is a point. What else is in it
 * only the client can check.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_opaque_server_check_record (GBytes *record, GError **error)
{
  const guint8 *data;

  g_return_val_if_fail (record != NULL, FALSE);

  if (!yao_opaque_check (NULL, record, YAO_OPAQUE_RECORD_SIZE, error))
    return FALSE;

  data = g_bytes_get_data (record, NULL);
  if (crypto_core_ristretto255_is_valid_point (data) != 1
      || sodium_is_zero (data, YAO_OPAQUE_PUBLIC_SIZE))
    return refuse (error, "not a point");

  return TRUE;
}

static void
derive_fake (const YaoOpaqueServer *self,
             GBytes *account,
             const char *what,
             guint8 *out,
             gsize size)
{
  gsize account_size;
  gconstpointer data = g_bytes_get_data (account, &account_size);

  yao_kdf_expand (
      out, size, get_secrets (self)->oprf_seed,
      (YaoPart[]){ { "Yunyao-Fake-", 12 }, { what, strlen (what) }, { data, account_size } }, 3);
}

/**
 * yao_opaque_server_fake:
 * @self: a server
 * @account: the name of an account that does not exist, or has no PIN
 * @credential_id: (out): as if of its registration
 * @record: (out): as if of its registration
 *
 * Makes what to give to yao_opaque_server_respond() for an account without a registration, so that
 * nobody can tell it from one with (RFC 9807 section 6.3.2.2). The same account gets the same each
 * time, as a real one would.
 */
void
yao_opaque_server_fake (const YaoOpaqueServer *self,
                        GBytes *account,
                        GBytes **credential_id,
                        GBytes **record)
{
  guint8 id[FAKE_ID_SIZE];
  guint8 seed[YAO_OPAQUE_SEED_SIZE];
  guint8 scalar[YAO_OPRF_SCALAR_SIZE];
  guint8 fake[YAO_OPAQUE_RECORD_SIZE] = { 0 };

  g_return_if_fail (self != NULL && account != NULL);
  g_return_if_fail (credential_id != NULL && record != NULL);

  derive_fake (self, account, "Id|", id, sizeof id);
  derive_fake (self, account, "PublicKey|", seed, sizeof seed);
  derive_fake (self, account, "MaskingKey|", fake + YAO_OPAQUE_PUBLIC_SIZE, YAO_KDF_SIZE);
  yao_oprf_derive_key_pair (scalar, fake, seed, DH_INFO);
  *credential_id = g_bytes_new (id, sizeof id);
  *record = g_bytes_new (fake, sizeof fake);
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (scalar, sizeof scalar);
}

/* CreateCredentialResponse: the first 192 bytes of KE2 */
static gboolean
write_credential (const YaoOpaqueServer *self,
                  Work *work,
                  guint8 *ke2,
                  const guint8 *record,
                  GBytes *credential_id,
                  const guint8 *blinded)
{
  guint8 *nonce = ke2 + YAO_OPRF_POINT_SIZE;
  guint8 *masked = nonce + YAO_OPAQUE_NONCE_SIZE;
  const guint8 *masking_key = record + YAO_OPAQUE_PUBLIC_SIZE;
  const guint8 *envelope = masking_key + YAO_KDF_SIZE;

  if (!evaluate (self, work, ke2, credential_id, blinded))
    return FALSE;

  yao_opaque_fill (self->suite, nonce, YAO_OPAQUE_NONCE_SIZE);
  memcpy (masked, self->public_key, YAO_OPAQUE_PUBLIC_SIZE);
  memcpy (masked + YAO_OPAQUE_PUBLIC_SIZE, envelope, YAO_OPAQUE_NONCE_SIZE + YAO_KDF_SIZE);
  yao_opaque_pad (masked, masking_key, nonce);

  return TRUE;
}

/* AuthServerRespond: the rest of KE2 */
static gboolean
write_exchange (const YaoOpaqueServer *self,
                Work *work,
                guint8 *ke2,
                const guint8 *record,
                const guint8 *ke1,
                const YaoOpaqueParameters *parameters)
{
  guint8 *nonce = ke2 + YAO_OPAQUE_CREDENTIAL_SIZE;
  guint8 *ephemeral_public = nonce + YAO_OPAQUE_NONCE_SIZE;
  guint8 *mac = ephemeral_public + YAO_OPAQUE_PUBLIC_SIZE;
  const guint8 *client_ephemeral = ke1 + YAO_OPRF_POINT_SIZE + YAO_OPAQUE_NONCE_SIZE;
  const YaoOpaqueTranscript transcript = { parameters, record, self->public_key, ke1, ke2 };

  yao_opaque_fill (self->suite, nonce, YAO_OPAQUE_NONCE_SIZE);
  yao_opaque_fill (self->suite, work->seed, sizeof work->seed);
  yao_oprf_derive_key_pair (work->ephemeral, ephemeral_public, work->seed, DH_INFO);
  if (!yao_oprf_multiply (work->secrets, work->ephemeral, client_ephemeral)
      || !yao_oprf_multiply (work->secrets + YAO_OPRF_POINT_SIZE, get_secrets (self)->private_key,
                             client_ephemeral)
      || !yao_oprf_multiply (work->secrets + 2 * YAO_OPRF_POINT_SIZE, work->ephemeral, record))
    return FALSE;

  yao_opaque_derive_keys (&work->keys, work->secrets, &transcript);
  memcpy (mac, work->keys.server_mac, YAO_KDF_SIZE);

  return TRUE;
}

/**
 * yao_opaque_server_respond:
 * @self: a server
 * @record: the account's record, or a fake one
 * @credential_id: what it was registered under
 * @ke1: the client's first message
 * @parameters: (nullable): what the login is bound to
 * @expected: (out): for yao_opaque_server_finish(); kept in memory only
 * @error: return location
 *
 * Answers a login. With the answer the client can try one PIN, whether it comes back or not: count
 * the try, durably, before calling this.
 *
 * Returns: (transfer full): %YAO_OPAQUE_KE2_SIZE bytes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
GBytes *
yao_opaque_server_respond (const YaoOpaqueServer *self,
                           GBytes *record,
                           GBytes *credential_id,
                           GBytes *ke1,
                           const YaoOpaqueParameters *parameters,
                           YaoSecret **expected,
                           GError **error)
{
  g_autoptr (YaoSecret) secret = NULL;
  Expected *kept;
  Work *work;
  const guint8 *record_data;
  const guint8 *ke1_data;
  guint8 ke2[YAO_OPAQUE_KE2_SIZE];

  g_return_val_if_fail (self != NULL && record != NULL && credential_id != NULL, NULL);
  g_return_val_if_fail (ke1 != NULL && expected != NULL, NULL);

  if (!yao_opaque_check (parameters, ke1, YAO_OPAQUE_KE1_SIZE, error)
      || !yao_opaque_check (NULL, record, YAO_OPAQUE_RECORD_SIZE, error))
    return NULL;

  secret = yao_secret_new (sizeof (Work));
  work = (Work *) yao_secret_data (secret);
  record_data = g_bytes_get_data (record, NULL);
  ke1_data = g_bytes_get_data (ke1, NULL);
  if (!write_credential (self, work, ke2, record_data, credential_id, ke1_data)
      || !write_exchange (self, work, ke2, record_data, ke1_data, parameters))
    {
      refuse (error, "not a point");
      return NULL;
    }

  *expected = yao_secret_new (sizeof (Expected));
  kept = (Expected *) yao_secret_data (*expected);
  memcpy (kept->client_mac, work->keys.client_mac, YAO_KDF_SIZE);
  memcpy (kept->session_key, work->keys.session_key, YAO_KDF_SIZE);

  return g_bytes_new (ke2, sizeof ke2);
}

/**
 * yao_opaque_server_finish:
 * @expected: from yao_opaque_server_respond(); used once
 * @ke3: the client's last message
 * @session_key: (out) (optional): the key that both sides now share, 64 bytes
 * @error: return location
 *
 * Finds out whether the client knew the PIN.
 *
 * Returns: %TRUE; or %FALSE with %YAO_ERROR_WRONG_PIN or %YAO_ERROR_INVALID_INPUT (not well-formed)
 */
gboolean
yao_opaque_server_finish (YaoSecret *expected, GBytes *ke3, YaoSecret **session_key, GError **error)
{
  const Expected *kept;
  gsize size;

  g_return_val_if_fail (expected != NULL && ke3 != NULL, FALSE);

  kept = (const Expected *) yao_secret_peek (expected, &size);
  g_return_val_if_fail (size == sizeof *kept, FALSE);

  if (!yao_opaque_check (NULL, ke3, YAO_OPAQUE_KE3_SIZE, error))
    return FALSE;
  if (sodium_memcmp (kept->client_mac, g_bytes_get_data (ke3, NULL), YAO_KDF_SIZE) != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN, "the client did not prove the PIN");
      return FALSE;
    }

  if (session_key != NULL)
    *session_key = yao_secret_new_from (kept->session_key, YAO_KDF_SIZE);
  return TRUE;
}
