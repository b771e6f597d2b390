/* yao-key.c: private and public keys
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-key-private.h"

#include "yao-digest.h"

#include <limits.h>
#include <openssl/pem.h>
#include <string.h>

struct _YaoKey
{
  EVP_PKEY *pkey;
  YaoKeyAlgorithm algorithm;
  gboolean has_private;
  gatomicrefcount ref_count;
};

G_DEFINE_BOXED_TYPE (YaoKey, yao_key, yao_key_ref, yao_key_unref)

/* 0 for a key of a kind that we do not use */
static YaoKeyAlgorithm
find_algorithm (EVP_PKEY *pkey)
{
  int bits = EVP_PKEY_get_bits (pkey);
  char group[32] = "";

  if (EVP_PKEY_is_a (pkey, "RSA"))
    return bits == 2048 ? YAO_KEY_RSA_2048 : bits == 3072 ? YAO_KEY_RSA_3072 : 0;
  if (EVP_PKEY_is_a (pkey, "SM2"))
    return YAO_KEY_SM2;
  if (EVP_PKEY_is_a (pkey, "EC") && EVP_PKEY_get_group_name (pkey, group, sizeof group, NULL) == 1
      && strcmp (group, SN_X9_62_prime256v1) == 0)
    return YAO_KEY_P256;

  return 0;
}

/* The decoder takes the point at infinity for a point of the curve. */
static gboolean
is_sound (EVP_PKEY *pkey)
{
  g_autoptr (EVP_PKEY_CTX) ctx = NULL;

  if (EVP_PKEY_is_a (pkey, "RSA"))
    return TRUE;

  ctx = EVP_PKEY_CTX_new_from_pkey (NULL, pkey, NULL);
  return ctx != NULL && EVP_PKEY_public_check_quick (ctx) == 1;
}

/*
 * yao_key_new_take:
 * @pkey: (transfer full): a key; freed on failure too
 * @has_private: whether the private part is there
 * @error: return location
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_UNSUPPORTED or
 *   %YAO_ERROR_INVALID_INPUT
 */
YaoKey *
yao_key_new_take (EVP_PKEY *pkey, gboolean has_private, GError **error)
{
  g_autoptr (EVP_PKEY) taken = pkey;
  YaoKeyAlgorithm algorithm;
  YaoKey *self;

  g_assert (pkey != NULL);

  algorithm = find_algorithm (taken);
  if (algorithm == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED,
                   "a key of a kind that is not used here");
      return NULL;
    }
  if (!is_sound (taken))
    {
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "a key that is no point of its curve");
      return NULL;
    }

  self = g_new0 (YaoKey, 1);
  self->pkey = g_steal_pointer (&taken);
  self->algorithm = algorithm;
  self->has_private = has_private;
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/*
 * yao_key_get_pkey:
 *
 * Returns: (transfer none): the key as OpenSSL knows it
 */
EVP_PKEY *
yao_key_get_pkey (const YaoKey *self)
{
  g_assert (self != NULL);

  return self->pkey;
}

/**
 * yao_key_generate:
 * @algorithm: which kind
 * @error: return location
 *
 * Makes a new key pair. RSA takes some tenths of a second: not for the main thread.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_INTERNAL
 */
YaoKey *
yao_key_generate (YaoKeyAlgorithm algorithm, GError **error)
{
  EVP_PKEY *pkey = NULL;

  switch (algorithm)
    {
    case YAO_KEY_RSA_2048:
      pkey = EVP_PKEY_Q_keygen (NULL, NULL, "RSA", (size_t) 2048);
      break;
    case YAO_KEY_RSA_3072:
      pkey = EVP_PKEY_Q_keygen (NULL, NULL, "RSA", (size_t) 3072);
      break;
    case YAO_KEY_P256:
      pkey = EVP_PKEY_Q_keygen (NULL, NULL, "EC", "P-256");
      break;
    case YAO_KEY_SM2:
      pkey = EVP_PKEY_Q_keygen (NULL, NULL, "SM2");
      break;
    default:
      g_return_val_if_reached (NULL);
    }

  if (pkey == NULL)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "making a key");
      return NULL;
    }

  return yao_key_new_take (pkey, TRUE, error);
}

/**
 * yao_key_import_private:
 * @der: a key as yao_key_export_private() writes it
 * @error: return location
 *
 * Reads a private key, PKCS#8 in DER (RFC 5208), not encrypted.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_UNSUPPORTED
 */
YaoKey *
yao_key_import_private (YaoSecret *der, GError **error)
{
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  EVP_PKEY *pkey = NULL;
  const guint8 *data;
  const guint8 *at;
  gsize size;

  g_return_val_if_fail (der != NULL, NULL);

  data = at = yao_secret_peek (der, &size);
  if (size <= LONG_MAX)
    info = d2i_PKCS8_PRIV_KEY_INFO (NULL, &at, (long) size);
  if (info != NULL && at == data + size)
    pkey = EVP_PKCS82PKEY (info);
  if (pkey == NULL)
    {
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "not a private key in PKCS#8");
      return NULL;
    }

  return yao_key_new_take (pkey, TRUE, error);
}

/**
 * yao_key_import_public:
 * @spki: a SubjectPublicKeyInfo in DER
 * @error: return location
 *
 * Reads a public key (RFC 5280 section 4.1.2.7). A point that is not on its curve is refused.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_UNSUPPORTED
 */
YaoKey *
yao_key_import_public (GBytes *spki, GError **error)
{
  EVP_PKEY *pkey = NULL;
  const guint8 *data;
  const guint8 *at;
  gsize size;

  g_return_val_if_fail (spki != NULL, NULL);

  data = at = g_bytes_get_data (spki, &size);
  if (size > 0 && size <= LONG_MAX)
    pkey = d2i_PUBKEY (NULL, &at, (long) size);
  if (pkey == NULL || at != data + size)
    {
      EVP_PKEY_free (pkey);
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "not a public key");
      return NULL;
    }

  return yao_key_new_take (pkey, FALSE, error);
}

/**
 * yao_key_ref:
 * @self: a key
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoKey *
yao_key_ref (YaoKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_key_unref:
 * @self: (transfer full): a key
 *
 * Drops a reference; the last one wipes the key.
 */
void
yao_key_unref (YaoKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  EVP_PKEY_free (self->pkey);
  g_free (self);
}

/**
 * yao_key_get_algorithm:
 * @self: a key
 *
 * Gets the kind of a key.
 *
 * Returns: the kind
 */
YaoKeyAlgorithm
yao_key_get_algorithm (const YaoKey *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->algorithm;
}

/**
 * yao_key_has_private:
 * @self: a key
 *
 * Tells whether one can sign with it.
 *
 * Returns: %TRUE if the private part is there
 */
gboolean
yao_key_has_private (const YaoKey *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_private;
}

/**
 * yao_key_equal:
 * @a: a key
 * @b: another one
 *
 * Compares the public parts of two keys.
 *
 * Returns: %TRUE if they are the same
 */
gboolean
yao_key_equal (const YaoKey *a, const YaoKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->algorithm == b->algorithm && EVP_PKEY_eq (a->pkey, b->pkey) == 1;
}

/**
 * yao_key_dup_spki:
 * @self: a key
 *
 * Writes the public part as a SubjectPublicKeyInfo in DER.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_key_dup_spki (const YaoKey *self)
{
  guint8 *der = NULL;
  int size;

  g_return_val_if_fail (self != NULL, NULL);

  size = i2d_PUBKEY (self->pkey, &der);
  return yao_openssl_take_bytes (der, size);
}

/**
 * yao_key_dup_spki_sha256:
 * @self: a key
 *
 * Computes what names a key: SHA-256 of its SubjectPublicKeyInfo. Pins and signers of
 * initialisation codes are of this form.
 *
 * Returns: (transfer full): 32 bytes
 */
GBytes *
yao_key_dup_spki_sha256 (const YaoKey *self)
{
  g_autoptr (GBytes) spki = yao_key_dup_spki (self);

  g_return_val_if_fail (spki != NULL, NULL);

  return yao_digest_bytes (YAO_DIGEST_SHA256, spki);
}

static PKCS8_PRIV_KEY_INFO *
to_pkcs8 (const YaoKey *self, GError **error)
{
  PKCS8_PRIV_KEY_INFO *info = self->has_private ? EVP_PKEY2PKCS8 (self->pkey) : NULL;

  if (info == NULL)
    yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "a key without its private part");

  return info;
}

/**
 * yao_key_export_private:
 * @self: a key with its private part
 * @error: return location
 *
 * Writes a private key as PKCS#8 in DER, not encrypted: seal it before it is stored.
 *
 * Returns: (transfer full): the bytes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoSecret *
yao_key_export_private (const YaoKey *self, GError **error)
{
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  g_autoptr (YaoSecret) der = NULL;
  guint8 *out;
  int size;

  g_return_val_if_fail (self != NULL, NULL);

  info = to_pkcs8 (self, error);
  if (info == NULL)
    return NULL;

  size = i2d_PKCS8_PRIV_KEY_INFO (info, NULL);
  g_assert (size > 0);
  der = yao_secret_new ((gsize) size);
  out = yao_secret_data (der);
  size = i2d_PKCS8_PRIV_KEY_INFO (info, &out);
  g_assert ((gsize) size == yao_secret_get_size (der));

  return g_steal_pointer (&der);
}

/**
 * yao_key_export_private_pem:
 * @self: a key with its private part
 * @error: return location
 *
 * Writes a private key as PKCS#8 in PEM, not encrypted, as GTlsCertificate wants it.
 *
 * Returns: (transfer full): the text, to be freed with yao_wipe_string(); or %NULL with
 *   %YAO_ERROR_INVALID_INPUT
 */
char *
yao_key_export_private_pem (const YaoKey *self, GError **error)
{
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  g_autoptr (BIO) bio = NULL;
  char *data = NULL;
  long size;

  g_return_val_if_fail (self != NULL, NULL);

  info = to_pkcs8 (self, error);
  if (info == NULL)
    return NULL;

  /* this kind of BIO wipes its memory */
  bio = BIO_new (BIO_s_secmem ());
  if (bio == NULL || PEM_write_bio_PKCS8_PRIV_KEY_INFO (bio, info) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "writing a key");
      return NULL;
    }

  size = BIO_get_mem_data (bio, &data);
  g_assert (size > 0);
  return g_strndup (data, (gsize) size);
}
