/* yao-opaque.c: what the two sides of OPAQUE share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* OPAQUE-3DH (RFC 9807) with ristretto255-SHA512, HKDF and HMAC with SHA-512, and Argon2id. The
 * names in comments are those of the RFC.
 */

#include "yao-opaque-private.h"

#include "yao-error.h"
#include "yao-random.h"

#include <sodium.h>
#include <string.h>

#define PAD_INFO "CredentialResponsePad"

G_STATIC_ASSERT (YAO_OPAQUE_RECORD_SIZE
                 == YAO_OPAQUE_PUBLIC_SIZE + YAO_KDF_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_KDF_SIZE);
G_STATIC_ASSERT (YAO_OPAQUE_KE1_SIZE
                 == YAO_OPRF_POINT_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_OPAQUE_PUBLIC_SIZE);
G_STATIC_ASSERT (YAO_OPAQUE_KE2_SIZE
                 == YAO_OPAQUE_CREDENTIAL_SIZE + YAO_OPAQUE_NONCE_SIZE + YAO_OPAQUE_PUBLIC_SIZE
                        + YAO_KDF_SIZE);

/*
 * yao_opaque_fill:
 * @suite: (nullable): from a test
 * @data: (array length=size): where to put them
 * @size: how many
 *
 * Fills memory with random bytes.
 */
void
yao_opaque_fill (const YaoOpaqueSuite *suite, gpointer data, gsize size)
{
  if (suite != NULL && suite->fill != NULL)
    suite->fill (data, size, suite->user_data);
  else
    yao_random_fill (data, size);
}

static gboolean
fits_length (GBytes *bytes)
{
  return bytes == NULL || g_bytes_get_size (bytes) <= G_MAXUINT16;
}

/*
 * yao_opaque_check:
 * @parameters: (nullable): what the login is bound to
 * @message: a message from the other side
 * @size: the size it must have
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_opaque_check (const YaoOpaqueParameters *parameters,
                  GBytes *message,
                  gsize size,
                  GError **error)
{
  g_assert (message != NULL);

  if (g_bytes_get_size (message) == size
      && (parameters == NULL
          || (fits_length (parameters->context) && fits_length (parameters->server_identity)
              && fits_length (parameters->client_identity))))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "OPAQUE: a message or parameter of a wrong size");
  return FALSE;
}

/* Two bytes of length, and the bytes: of @bytes, or of a public key in its place */
static void
hash_text (crypto_hash_sha512_state *state, GBytes *bytes, const guint8 *public_key)
{
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : YAO_OPAQUE_PUBLIC_SIZE;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, NULL) : public_key;
  guint8 length[2];

  if (bytes == NULL && public_key == NULL)
    size = 0;
  length[0] = (guint8) (size >> 8);
  length[1] = (guint8) size;
  crypto_hash_sha512_update (state, length, sizeof length);
  if (size > 0)
    crypto_hash_sha512_update (state, data, size);
}

/* Preamble, up to and without the server's MAC */
static void
hash_preamble (crypto_hash_sha512_state *state, const YaoOpaqueTranscript *transcript)
{
  static const YaoOpaqueParameters none = { NULL, NULL, NULL };
  const YaoOpaqueParameters *parameters
      = transcript->parameters != NULL ? transcript->parameters : &none;

  crypto_hash_sha512_init (state);
  crypto_hash_sha512_update (state, (const guint8 *) "OPAQUEv1-", 9);
  hash_text (state, parameters->context, NULL);
  hash_text (state, parameters->client_identity, transcript->client_public);
  crypto_hash_sha512_update (state, transcript->ke1, YAO_OPAQUE_KE1_SIZE);
  hash_text (state, parameters->server_identity, transcript->server_public);
  crypto_hash_sha512_update (state, transcript->ke2, YAO_OPAQUE_KE2_SIZE - YAO_KDF_SIZE);
}

/* Derive-Secret */
static void
derive_secret (guint8 *out, const guint8 *secret, const char *label, const guint8 *hash, gsize size)
{
  static const guint8 length[] = { 0, YAO_KDF_SIZE };
  const guint8 label_size = (guint8) (7 + strlen (label));
  const guint8 hash_size = (guint8) size;

  yao_kdf_expand (out, YAO_KDF_SIZE, secret,
                  (YaoPart[]){ { length, 2 },
                               { &label_size, 1 },
                               { "OPAQUE-", 7 },
                               { label, strlen (label) },
                               { &hash_size, 1 },
                               { hash, size } },
                  6);
}

/*
 * yao_opaque_derive_keys:
 * @keys: (out): what proves each side to the other, and the key of the session
 * @secrets: the three Diffie-Hellman values, 96 bytes
 * @transcript: what went over the wire; the server's MAC at its end is not read
 *
 * DeriveKeys and the two MACs (RFC 9807 section 6.4).
 */
void
yao_opaque_derive_keys (YaoOpaqueKeys *keys,
                        const guint8 *secrets,
                        const YaoOpaqueTranscript *transcript)
{
  crypto_hash_sha512_state state;
  crypto_hash_sha512_state copy;
  guint8 hash[YAO_KDF_SIZE];
  guint8 prk[YAO_KDF_SIZE];
  guint8 handshake[YAO_KDF_SIZE];
  guint8 key[YAO_KDF_SIZE];

  hash_preamble (&state, transcript);
  copy = state;
  crypto_hash_sha512_final (&copy, hash);

  yao_kdf_extract (prk, &(YaoPart){ secrets, 3 * YAO_OPRF_POINT_SIZE }, 1);
  derive_secret (handshake, prk, "HandshakeSecret", hash, sizeof hash);
  derive_secret (keys->session_key, prk, "SessionKey", hash, sizeof hash);

  derive_secret (key, handshake, "ServerMAC", NULL, 0);
  yao_kdf_mac (keys->server_mac, key, sizeof key, &(YaoPart){ hash, sizeof hash }, 1);
  crypto_hash_sha512_update (&state, keys->server_mac, sizeof keys->server_mac);
  crypto_hash_sha512_final (&state, hash);
  derive_secret (key, handshake, "ClientMAC", NULL, 0);
  yao_kdf_mac (keys->client_mac, key, sizeof key, &(YaoPart){ hash, sizeof hash }, 1);

  sodium_memzero (prk, sizeof prk);
  sodium_memzero (handshake, sizeof handshake);
  sodium_memzero (key, sizeof key);
}

/*
 * yao_opaque_pad:
 * @masked: (inout): 128 bytes, masked or unmasked in place
 * @masking_key: 64 bytes
 * @nonce: the masking nonce, 32 bytes
 *
 * Masks the server's public key and the envelope, so that nobody but who knows the PIN can tell a
 * registered account from one that is not.
 */
void
yao_opaque_pad (guint8 *masked, const guint8 *masking_key, const guint8 *nonce)
{
  guint8 pad[YAO_OPAQUE_MASKED_SIZE];

  yao_kdf_expand (pad, sizeof pad, masking_key,
                  (YaoPart[]){ { nonce, YAO_OPAQUE_NONCE_SIZE }, { PAD_INFO, strlen (PAD_INFO) } },
                  2);
  for (gsize i = 0; i < sizeof pad; i++)
    masked[i] ^= pad[i];
  sodium_memzero (pad, sizeof pad);
}
