/* yao-jws.c: JSON Web Signatures with ES256, and the keys that go with them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-jws.h"

#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-signature.h"

#include <string.h>

#define COORDINATE_SIZE 32

/* The SubjectPublicKeyInfo of every key on P-256 (RFC 5480) is this, and then both coordinates. */
static const guint8 spki_prefix[]
    = { 0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
        0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04 };

#define SPKI_SIZE (sizeof spki_prefix + 2 * COORDINATE_SIZE)

/**
 * yao_jws_sign:
 * @key: a private key on P-256
 * @header: a JSON text that says so, with "alg" ES256
 * @payload: what is to be signed
 * @error: return location
 *
 * Makes a compact JWS (RFC 7515 section 7.1) with ES256 (RFC 7518 section 3.4).
 *
 * Returns: (transfer full): the JWS
 */
char *
yao_jws_sign (const YaoKey *key, GBytes *header, GBytes *payload, GError **error)
{
  g_autofree char *header_text = NULL;
  g_autofree char *payload_text = NULL;
  g_autofree char *input_text = NULL;
  g_autofree char *signature_text = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) signature = NULL;

  g_return_val_if_fail (key != NULL && header != NULL && payload != NULL, NULL);

  header_text = yao_base64url_encode_bytes (header);
  payload_text = yao_base64url_encode_bytes (payload);
  input_text = g_strconcat (header_text, ".", payload_text, NULL);
  input = g_bytes_new (input_text, strlen (input_text));
  signature = yao_signature_sign_raw_es256 (key, input, error);
  if (signature == NULL)
    return NULL;

  signature_text = yao_base64url_encode_bytes (signature);
  return g_strconcat (input_text, ".", signature_text, NULL);
}

/**
 * yao_jws_parse:
 * @compact: a text
 * @max_size: the longest text to accept
 * @error: return location
 *
 * Takes a compact JWS apart, without verifying it.
 *
 * Returns: (transfer full): the parts, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoJws *
yao_jws_parse (const char *compact, gsize max_size, GError **error)
{
  g_autoptr (YaoJws) self = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (compact != NULL, NULL);

  if (strlen (compact) > max_size)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a JWS that is too long");
      return NULL;
    }
  parts = g_strsplit (compact, ".", 4);
  if (g_strv_length (parts) != 3)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a compact JWS");
      return NULL;
    }

  self = g_new0 (YaoJws, 1);
  self->header = yao_base64url_decode (parts[0], max_size, error);
  if (self->header == NULL)
    return NULL;
  self->payload = yao_base64url_decode (parts[1], max_size, error);
  if (self->payload == NULL)
    return NULL;
  self->signature = yao_base64url_decode (parts[2], YAO_ES256_SIZE, error);
  if (self->signature == NULL)
    return NULL;
  self->signing_input = g_bytes_new (compact, strlen (parts[0]) + 1 + strlen (parts[1]));
  return g_steal_pointer (&self);
}

/**
 * yao_jws_verify:
 * @self: a JWS
 * @key: the key that it claims to be signed with
 * @error: return location
 *
 * Verifies an ES256 signature. That the header says ES256 is for the caller to check.
 *
 * Returns: %TRUE if it is good, or %FALSE with %YAO_ERROR_UNTRUSTED
 */
gboolean
yao_jws_verify (const YaoJws *self, const YaoKey *key, GError **error)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  return yao_signature_verify_raw_es256 (key, self->signing_input, self->signature, error);
}

/**
 * yao_jws_free:
 * @self: (transfer full): a JWS
 *
 * Frees a JWS.
 */
void
yao_jws_free (YaoJws *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->signing_input, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self);
}

/**
 * yao_jwk_get_coordinates:
 * @key: a key
 * @x: (out) (transfer full): the first coordinate, 32 bytes
 * @y: (out) (transfer full): the second coordinate, 32 bytes
 *
 * Gets the public point of a key on P-256 (RFC 7518 section 6.2.1).
 *
 * Returns: %TRUE, or %FALSE if the key is of another kind
 */
gboolean
yao_jwk_get_coordinates (const YaoKey *key, GBytes **x, GBytes **y)
{
  g_autoptr (GBytes) spki = NULL;

  g_return_val_if_fail (key != NULL && x != NULL && y != NULL, FALSE);

  spki = yao_key_dup_spki (key);
  if (yao_key_get_algorithm (key) != YAO_KEY_P256 || g_bytes_get_size (spki) != SPKI_SIZE)
    return FALSE;

  *x = g_bytes_new_from_bytes (spki, sizeof spki_prefix, COORDINATE_SIZE);
  *y = g_bytes_new_from_bytes (spki, sizeof spki_prefix + COORDINATE_SIZE, COORDINATE_SIZE);
  return TRUE;
}

/**
 * yao_jwk_import:
 * @x: the first coordinate
 * @y: the second coordinate
 * @error: return location
 *
 * Makes a public key on P-256. A point that is not on the curve is refused.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoKey *
yao_jwk_import (GBytes *x, GBytes *y, GError **error)
{
  g_autoptr (GByteArray) spki = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (x != NULL && y != NULL, NULL);

  if (g_bytes_get_size (x) != COORDINATE_SIZE || g_bytes_get_size (y) != COORDINATE_SIZE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "coordinates of a wrong size");
      return NULL;
    }

  spki = g_byte_array_sized_new (SPKI_SIZE);
  g_byte_array_append (spki, spki_prefix, sizeof spki_prefix);
  g_byte_array_append (spki, g_bytes_get_data (x, NULL), COORDINATE_SIZE);
  g_byte_array_append (spki, g_bytes_get_data (y, NULL), COORDINATE_SIZE);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&spki));
  return yao_key_import_public (bytes, error);
}

/**
 * yao_jwk_thumbprint:
 * @x: the first coordinate
 * @y: the second coordinate
 *
 * Gets the thumbprint of a key on P-256 with SHA-256 (RFC 7638), in base64url.
 *
 * Returns: (transfer full): 43 characters
 */
char *
yao_jwk_thumbprint (GBytes *x, GBytes *y)
{
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;
  g_autofree char *members = NULL;
  g_autoptr (GBytes) digest = NULL;

  g_return_val_if_fail (x != NULL && y != NULL, NULL);

  x_text = yao_base64url_encode_bytes (x);
  y_text = yao_base64url_encode_bytes (y);
  members = g_strdup_printf ("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}", x_text,
                             y_text);
  digest = yao_digest (YAO_DIGEST_SHA256, members, strlen (members));
  return yao_base64url_encode_bytes (digest);
}
