/* yao-kdf.c: hashing, authenticating and deriving with SHA-512, in parts
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-kdf-private.h"

#include <sodium.h>
#include <string.h>

#define BLOCK_SIZE 128

G_STATIC_ASSERT (YAO_KDF_SIZE == crypto_hash_sha512_BYTES);
G_STATIC_ASSERT (YAO_KDF_SIZE == crypto_auth_hmacsha512_BYTES);

static void
update_hash (crypto_hash_sha512_state *state, const YaoPart *parts, gsize n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    if (parts[i].size > 0)
      crypto_hash_sha512_update (state, parts[i].data, parts[i].size);
}

static void
update_mac (crypto_auth_hmacsha512_state *state, const YaoPart *parts, gsize n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    if (parts[i].size > 0)
      crypto_auth_hmacsha512_update (state, parts[i].data, parts[i].size);
}

/*
 * yao_kdf_hash:
 * @out: (out): 64 bytes
 * @parts: (array length=n_parts): what to hash
 * @n_parts: how many
 *
 * SHA-512.
 */
void
yao_kdf_hash (guint8 *out, const YaoPart *parts, gsize n_parts)
{
  crypto_hash_sha512_state state;

  crypto_hash_sha512_init (&state);
  update_hash (&state, parts, n_parts);
  crypto_hash_sha512_final (&state, out);
  sodium_memzero (&state, sizeof state);
}

/*
 * yao_kdf_mac:
 * @out: (out): 64 bytes
 * @key: (array length=key_size): a key
 * @key_size: its size
 * @parts: (array length=n_parts): what to authenticate
 * @n_parts: how many
 *
 * HMAC with SHA-512 (RFC 2104).
 */
void
yao_kdf_mac (guint8 *out, const guint8 *key, gsize key_size, const YaoPart *parts, gsize n_parts)
{
  crypto_auth_hmacsha512_state state;

  crypto_auth_hmacsha512_init (&state, key, key_size);
  update_mac (&state, parts, n_parts);
  crypto_auth_hmacsha512_final (&state, out);
  sodium_memzero (&state, sizeof state);
}

/*
 * yao_kdf_extract:
 * @out: (out): 64 bytes
 * @parts: (array length=n_parts): what to extract from
 * @n_parts: how many
 *
 * HKDF-Extract (RFC 5869) with SHA-512 and no salt.
 */
void
yao_kdf_extract (guint8 *out, const YaoPart *parts, gsize n_parts)
{
  static const guint8 no_salt[YAO_KDF_SIZE];

  yao_kdf_mac (out, no_salt, sizeof no_salt, parts, n_parts);
}

/*
 * yao_kdf_expand:
 * @out: (out) (array length=size): derived bytes
 * @size: how many, at most 255 × 64
 * @prk: 64 bytes from yao_kdf_extract()
 * @parts: (array length=n_parts): what the bytes are for
 * @n_parts: how many parts
 *
 * HKDF-Expand (RFC 5869) with SHA-512.
 */
void
yao_kdf_expand (guint8 *out, gsize size, const guint8 *prk, const YaoPart *parts, gsize n_parts)
{
  guint8 block[YAO_KDF_SIZE];
  guint8 number = 1;

  g_assert (size <= 255 * YAO_KDF_SIZE);

  for (gsize done = 0; done < size; done += sizeof block, number++)
    {
      crypto_auth_hmacsha512_state state;

      crypto_auth_hmacsha512_init (&state, prk, YAO_KDF_SIZE);
      if (done > 0)
        crypto_auth_hmacsha512_update (&state, block, sizeof block);
      update_mac (&state, parts, n_parts);
      crypto_auth_hmacsha512_update (&state, &number, 1);
      crypto_auth_hmacsha512_final (&state, block);
      sodium_memzero (&state, sizeof state);
      memcpy (out + done, block, MIN (sizeof block, size - done));
    }
  sodium_memzero (block, sizeof block);
}

/*
 * yao_kdf_expand_message:
 * @out: (out): 64 bytes
 * @parts: (array length=n_parts): the message
 * @n_parts: how many
 * @tag: (array length=tag_size): the domain separation tag
 * @tag_size: its size, at most 255
 *
 * expand_message_xmd (RFC 9380 section 5.3.1) with SHA-512, for 64 bytes: one block.
 */
void
yao_kdf_expand_message (guint8 *out,
                        const YaoPart *parts,
                        gsize n_parts,
                        const char *tag,
                        gsize tag_size)
{
  static const guint8 zeros[BLOCK_SIZE];
  static const guint8 length_and_zero[] = { 0, YAO_KDF_SIZE, 0 };
  static const guint8 one = 1;
  const guint8 last = (guint8) tag_size;
  guint8 first[YAO_KDF_SIZE];
  crypto_hash_sha512_state state;

  g_assert (tag_size <= 255);

  crypto_hash_sha512_init (&state);
  crypto_hash_sha512_update (&state, zeros, sizeof zeros);
  update_hash (&state, parts, n_parts);
  crypto_hash_sha512_update (&state, length_and_zero, sizeof length_and_zero);
  crypto_hash_sha512_update (&state, (const guint8 *) tag, tag_size);
  crypto_hash_sha512_update (&state, &last, 1);
  crypto_hash_sha512_final (&state, first);

  yao_kdf_hash (
      out, (YaoPart[]){ { first, sizeof first }, { &one, 1 }, { tag, tag_size }, { &last, 1 } }, 4);
  sodium_memzero (first, sizeof first);
  sodium_memzero (&state, sizeof state);
}
