/* yao-dpop.c: requests that prove which device they come from (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-dpop.h"

#include "yao-digest.h"
#include "yao-dpop-message.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-jws.h"
#include "yao-paths.h"
#include "yao-random.h"

#include <string.h>

#define JTI_SIZE 16

static char *
hash_bytes (gconstpointer data, gsize size)
{
  g_autoptr (GBytes) digest = yao_digest (YAO_DIGEST_SHA256, data, size);

  return yao_base64url_encode_bytes (digest);
}

static char *
hash_secret (YaoSecret *secret)
{
  gsize size;
  const guint8 *data = yao_secret_peek (secret, &size);

  return hash_bytes (data, size);
}

static GBytes *
build_header (const YaoKey *key)
{
  g_autoptr (YaoDpopHeader) header = yao_dpop_header_new ();

  header->typ = g_strdup ("dpop+jwt");
  header->alg = g_strdup ("ES256");
  header->jwk->kty = g_strdup ("EC");
  header->jwk->crv = g_strdup ("P-256");
  if (!yao_jwk_get_coordinates (key, &header->jwk->x, &header->jwk->y))
    g_assert_not_reached ();
  return yao_dpop_header_encode (header);
}

static GBytes *
build_claims (const YaoDpopSender *sender, const YaoDpopRequest *request, const char *nonce)
{
  g_autoptr (YaoDpopClaims) claims = yao_dpop_claims_new ();
  gsize length = strcspn (request->path, "?");
  gsize size = 0;
  gconstpointer body = request->body != NULL ? g_bytes_get_data (request->body, &size) : NULL;

  claims->jti = yao_random_id (JTI_SIZE);
  claims->htm = g_strdup (request->method);
  claims->htu = g_strdup_printf ("%s%.*s", sender->address, (int) length, request->path);
  claims->iat = yao_clock_get_unix (sender->clock);
  claims->nonce = g_strdup (nonce);
  claims->ath = request->access != NULL ? hash_secret (request->access) : NULL;
  claims->bh = size > 0 ? hash_bytes (body, size) : NULL;
  return yao_dpop_claims_encode (claims);
}

/**
 * yao_dpop_prove:
 * @sender: a device
 * @request: what is to be sent
 * @nonce: (nullable): the newest nonce of the service
 * @error: return location
 *
 * Makes the proof of one request (RFC 9449 section 4.2), with the digest of the body besides. It is
 * good once.
 *
 * Returns: (transfer full): the proof, or %NULL on error
 */
char *
yao_dpop_prove (const YaoDpopSender *sender,
                const YaoDpopRequest *request,
                const char *nonce,
                GError **error)
{
  g_autoptr (GBytes) header = NULL;
  g_autoptr (GBytes) claims = NULL;

  g_assert (sender != NULL && request != NULL);

  header = build_header (sender->key);
  claims = build_claims (sender, request, nonce);
  return yao_jws_sign (sender->key, header, claims, error);
}

/**
 * yao_dpop_dup_thumbprint:
 * @key: a device key
 *
 * Gets the name of a device key (RFC 7638).
 *
 * Returns: (transfer full): the thumbprint
 */
char *
yao_dpop_dup_thumbprint (const YaoKey *key)
{
  g_autoptr (GBytes) x = NULL;
  g_autoptr (GBytes) y = NULL;

  g_assert (key != NULL);

  if (!yao_jwk_get_coordinates (key, &x, &y))
    g_assert_not_reached ();
  return yao_jwk_thumbprint (x, y);
}

static char *
write_authorization (YaoSecret *access)
{
  gsize size;
  const char *token = (const char *) yao_secret_peek (access, &size);

  return g_strdup_printf ("DPoP %.*s", (int) size, token);
}

static YaoTransportReply *
send_once (const YaoDpopSender *sender,
           const YaoDpopRequest *request,
           GCancellable *cancellable,
           GError **error)
{
  YaoTransportRequest message = { .method = request->method,
                                  .path = request->path,
                                  .max_size = YAO_MESSAGE_MAX_SIZE,
                                  .body = request->body };
  g_autofree char *nonce = yao_sessions_dup_nonce (sender->sessions, sender->service_id);
  g_autofree char *proof = yao_dpop_prove (sender, request, nonce, error);
  g_autofree char *key = NULL;
  char *authorization = NULL;
  YaoTransportReply *reply;
  gsize count = 0;

  if (proof == NULL)
    return NULL;
  message.headers[count++] = (YaoTransportHeader){ YAO_DPOP_HEADER, proof };
  if (request->access != NULL)
    {
      authorization = write_authorization (request->access);
      message.headers[count++] = (YaoTransportHeader){ "Authorization", authorization };
    }
  if (request->key != NULL)
    {
      key = g_strdup_printf ("\"%s\"", request->key);
      message.headers[count++] = (YaoTransportHeader){ "Idempotency-Key", key };
    }
  if (request->last_event_id != NULL)
    message.headers[count++] = (YaoTransportHeader){ "Last-Event-ID", request->last_event_id };

  reply
      = request->stream != NULL
            ? yao_transport_open (sender->transport, &message, request->stream, cancellable, error)
            : yao_transport_send (sender->transport, &message, cancellable, error);
  if (reply != NULL && reply->nonce != NULL)
    yao_sessions_set_nonce (sender->sessions, sender->service_id, reply->nonce);
  yao_wipe_string (authorization);
  return reply;
}

/**
 * yao_dpop_send:
 * @sender: a device
 * @request: what is to be sent
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sends a request with its proof. Where the service wants its newest nonce, the request goes out
 * once more with it. Errors: those of yao_transport_send() and yao_fetch_judge().
 *
 * Returns: (transfer full): the body, empty where none is due, or %NULL on error
 */
GBytes *
yao_dpop_send (const YaoDpopSender *sender,
               const YaoDpopRequest *request,
               GCancellable *cancellable,
               GError **error)
{
  const char *type = NULL;

  g_assert (sender != NULL && request != NULL);

  if (request->stream != NULL)
    type = YAO_EVENT_STREAM_CONTENT_TYPE;
  else if (request->has_reply)
    type = YAO_JSON_CONTENT_TYPE;
  for (int try = 0;; try++)
    {
      g_autoptr (YaoTransportReply) reply = send_once (sender, request, cancellable, error);
      g_autoptr (GError) local = NULL;

      if (reply == NULL)
        return NULL;
      if (yao_fetch_judge (reply, request->path, request->status, type, &local))
        return g_bytes_ref (reply->body);
      if (try == 0 && yao_error_is (local, YAO_ERROR_NONCE_REQUIRED) && reply->nonce != NULL)
        continue;

      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
}
