/* yao-proof.c: proofs that a client has its device key (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-proof.h"

#include "yao-digest.h"
#include "yao-dpop-message.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-jws.h"
#include "yao-mac.h"
#include "yao-random.h"

#include <string.h>

#define TIME_SIZE 8
#define MAC_SIZE 32
#define NONCE_SIZE (TIME_SIZE + MAC_SIZE)

/* How long a proof's id is remembered: longer than a nonce lives, so that none comes twice. */
#define JTI_AGE (2 * YAO_PROOF_NONCE_AGE)
/* Old ids are dropped whenever so many have come. */
#define JTI_SWEEP 4096

/* The key of the nonces and the ids that were seen are in memory: after a restart every client is
 * given a new nonce, and nothing that was sent before is good any more.
 */
struct _YaoProofChecker
{
  YaoClock *clock;
  YaoSecret *nonce_key;
  GHashTable *seen; /* jkt and jti -> gint64: when */
  guint since_sweep;
};

/**
 * yao_proof_checker_new:
 * @clock: where the time comes from
 *
 * Makes a checker that has seen nothing yet.
 *
 * Returns: (transfer full): the checker
 */
YaoProofChecker *
yao_proof_checker_new (YaoClock *clock)
{
  YaoProofChecker *self = g_new0 (YaoProofChecker, 1);

  g_assert (YAO_IS_CLOCK (clock));

  self->clock = g_object_ref (clock);
  self->nonce_key = yao_random_secret (MAC_SIZE);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * yao_proof_checker_free:
 * @self: (transfer full): a checker
 *
 * Frees a checker.
 */
void
yao_proof_checker_free (YaoProofChecker *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->clock);
  yao_secret_unref (self->nonce_key);
  g_hash_table_unref (self->seen);
  g_free (self);
}

static GBytes *
make_nonce_mac (YaoProofChecker *self, const guint8 *time, const char *jkt)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, time, TIME_SIZE);
  g_byte_array_append (input, (const guint8 *) jkt, (guint) strlen (jkt));
  return yao_mac_sha256 (self->nonce_key, input->data, input->len);
}

/**
 * yao_proof_checker_make_nonce:
 * @self: a checker
 * @jkt: the thumbprint of the client's key
 *
 * Makes the value of the next DPoP-Nonce header: the time and a code over it, for this key alone.
 * Nothing is kept for it.
 *
 * Returns: (transfer full): the nonce
 */
char *
yao_proof_checker_make_nonce (YaoProofChecker *self, const char *jkt)
{
  guint8 nonce[NONCE_SIZE];
  guint64 now = GUINT64_TO_BE ((guint64) yao_clock_get_unix (self->clock));
  g_autoptr (GBytes) mac = NULL;

  memcpy (nonce, &now, TIME_SIZE);
  mac = make_nonce_mac (self, nonce, jkt);
  memcpy (nonce + TIME_SIZE, g_bytes_get_data (mac, NULL), MAC_SIZE);
  return yao_base64url_encode (nonce, sizeof nonce);
}

static gboolean
is_fresh_nonce (YaoProofChecker *self, const char *nonce, const char *jkt)
{
  g_autoptr (GBytes) bytes = nonce != NULL ? yao_base64url_decode (nonce, NONCE_SIZE, NULL) : NULL;
  g_autoptr (GBytes) mac = NULL;
  const guint8 *data;
  guint64 made;
  gint64 age;

  if (bytes == NULL || g_bytes_get_size (bytes) != NONCE_SIZE)
    return FALSE;

  data = g_bytes_get_data (bytes, NULL);
  mac = make_nonce_mac (self, data, jkt);
  if (!yao_mac_equal (g_bytes_get_data (mac, NULL), data + TIME_SIZE, MAC_SIZE))
    return FALSE;

  memcpy (&made, data, TIME_SIZE);
  age = yao_clock_get_unix (self->clock) - (gint64) GUINT64_FROM_BE (made);
  return age >= 0 && age <= YAO_PROOF_NONCE_AGE;
}

static gboolean
is_too_old (gpointer key, gpointer value, gpointer user_data)
{
  return *(gint64 *) value < *(gint64 *) user_data;
}

/* Remembers a proof's id: FALSE if it was there already. */
static gboolean
remember (YaoProofChecker *self, const char *jkt, const char *jti)
{
  gint64 now = yao_clock_get_unix (self->clock);
  gint64 oldest = now - JTI_AGE;
  g_autofree char *key = g_strconcat (jkt, ".", jti, NULL);

  if (++self->since_sweep >= JTI_SWEEP)
    {
      g_hash_table_foreach_remove (self->seen, is_too_old, &oldest);
      self->since_sweep = 0;
    }
  if (g_hash_table_contains (self->seen, key))
    return FALSE;

  g_hash_table_insert (self->seen, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
  return TRUE;
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_PROOF_REFUSED, "the DPoP proof %s", why);
  return FALSE;
}

static gboolean
is_digest_of (const char *claim, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) digest = yao_digest (YAO_DIGEST_SHA256, data, size);
  g_autofree char *text = yao_base64url_encode_bytes (digest);

  return claim != NULL && strlen (claim) == strlen (text)
         && yao_mac_equal (claim, text, strlen (text));
}

static YaoKey *
read_key (const YaoJws *jws, char **jkt, GError **error)
{
  g_autoptr (YaoDpopHeader) header
      = yao_dpop_header_decode (jws->header, YAO_MESSAGE_SERVICE, NULL);

  if (header == NULL || strcmp (header->typ, "dpop+jwt") != 0 || strcmp (header->alg, "ES256") != 0
      || strcmp (header->jwk->kty, "EC") != 0 || strcmp (header->jwk->crv, "P-256") != 0)
    {
      refuse (error, "has a header that is not allowed");
      return NULL;
    }

  *jkt = yao_jwk_thumbprint (header->jwk->x, header->jwk->y);
  return yao_jwk_import (header->jwk->x, header->jwk->y, error);
}

static gboolean
check_claims (const YaoDpopClaims *claims,
              YaoRequest *request,
              const char *base_address,
              const char *access_token,
              GError **error)
{
  g_autofree char *address = g_strconcat (base_address, yao_request_get_path (request), NULL);
  gsize size = 0;
  gconstpointer body = g_bytes_get_data (yao_request_get_body (request), &size);

  if (strcmp (claims->htm, yao_request_get_method (request)) != 0)
    return refuse (error, "is for another method");
  if (strcmp (claims->htu, address) != 0)
    return refuse (error, "is for another address");
  if ((size > 0 || claims->bh != NULL) && !is_digest_of (claims->bh, body, size))
    return refuse (error, "is for another body");
  if (access_token != NULL ? !is_digest_of (claims->ath, access_token, strlen (access_token))
                           : claims->ath != NULL)
    return refuse (error, "is for another access token");
  return TRUE;
}

/**
 * yao_proof_peek_jkt:
 * @request: a request
 *
 * Gets the thumbprint of the key that a request claims to have, nothing being verified: good for
 * telling a client its next nonce.
 *
 * Returns: (transfer full) (nullable): the thumbprint, or %NULL if there is no readable proof
 */
char *
yao_proof_peek_jkt (YaoRequest *request)
{
  const char *proof = yao_request_get_header (request, YAO_DPOP_HEADER);
  g_autoptr (YaoJws) jws = proof != NULL ? yao_jws_parse (proof, YAO_DPOP_MAX_SIZE, NULL) : NULL;
  g_autoptr (YaoKey) key = NULL;
  g_autofree char *jkt = NULL;

  if (jws != NULL)
    key = read_key (jws, &jkt, NULL);
  return key != NULL ? g_steal_pointer (&jkt) : NULL;
}

/**
 * yao_proof_checker_check:
 * @self: a checker
 * @request: a request
 * @base_address: the service's address
 * @access_token: (nullable): the token that the request came with
 * @error: return location
 *
 * Checks the proof that a request came with, in the order of RFC 9449 section 4.3, with the claim
 * over the body that is our own. The time that a proof claims is not looked at: the nonce is.
 *
 * Returns: (transfer full): the thumbprint of the key, or %NULL with %YAO_ERROR_PROOF_REFUSED or
 *   %YAO_ERROR_NONCE_REQUIRED
 */
char *
yao_proof_checker_check (YaoProofChecker *self,
                         YaoRequest *request,
                         const char *base_address,
                         const char *access_token,
                         GError **error)
{
  const char *proof = yao_request_get_header (request, YAO_DPOP_HEADER);
  g_autoptr (YaoJws) jws = NULL;
  g_autoptr (YaoKey) key = NULL;
  g_autoptr (YaoDpopClaims) claims = NULL;
  g_autofree char *jkt = NULL;

  jws = proof != NULL ? yao_jws_parse (proof, YAO_DPOP_MAX_SIZE, NULL) : NULL;
  if (jws == NULL)
    {
      refuse (error, "is missing or not well-formed");
      return NULL;
    }
  key = read_key (jws, &jkt, error);
  if (key == NULL || !yao_jws_verify (jws, key, NULL))
    {
      g_clear_error (error);
      refuse (error, "is not signed with its key");
      return NULL;
    }

  claims = yao_dpop_claims_decode (jws->payload, YAO_MESSAGE_SERVICE, NULL);
  if (claims == NULL)
    {
      refuse (error, "has claims that cannot be read");
      return NULL;
    }
  if (!check_claims (claims, request, base_address, access_token, error))
    return NULL;
  if (!is_fresh_nonce (self, claims->nonce, jkt))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NONCE_REQUIRED, "the DPoP proof has no fresh nonce");
      return NULL;
    }
  if (!remember (self, jkt, claims->jti))
    {
      refuse (error, "was used before");
      return NULL;
    }
  return g_steal_pointer (&jkt);
}
