/* yao-oprf.c: the oblivious function under OPAQUE
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* RFC 9497, mode 0 (OPRF), suite ristretto255-SHA512. The server applies a key to a value that it
 * does not get to know; the client gets the result and not the key.
 */

#include "yao-oprf-private.h"

#include "yao-kdf-private.h"

#include <sodium.h>
#include <string.h>

#define CONTEXT "OPRFV1-\0-ristretto255-SHA512"
#define CONTEXT_SIZE (sizeof CONTEXT - 1)

G_STATIC_ASSERT (YAO_OPRF_POINT_SIZE == crypto_core_ristretto255_BYTES);
G_STATIC_ASSERT (YAO_OPRF_SCALAR_SIZE == crypto_core_ristretto255_SCALARBYTES);
G_STATIC_ASSERT (YAO_KDF_SIZE == crypto_core_ristretto255_HASHBYTES);
G_STATIC_ASSERT (YAO_KDF_SIZE == crypto_core_ristretto255_NONREDUCEDSCALARBYTES);

/*
 * yao_oprf_reduce:
 * @scalar: (out): 32 bytes
 * @wide: 64 random bytes
 *
 * Makes a scalar without a bias that matters.
 */
void
yao_oprf_reduce (guint8 *scalar, const guint8 *wide)
{
  crypto_core_ristretto255_scalar_reduce (scalar, wide);
}

/*
 * yao_oprf_derive_key_pair:
 * @scalar: (out): 32 bytes
 * @point: (out) (optional): 32 bytes
 * @seed: 32 bytes
 * @info: what the pair is for
 *
 * DeriveKeyPair (RFC 9497 section 3.2.1).
 */
void
yao_oprf_derive_key_pair (guint8 *scalar, guint8 *point, const guint8 *seed, const char *info)
{
  static const char tag[] = "DeriveKeyPair" CONTEXT;
  const gsize size = strlen (info);
  const guint8 length[] = { (guint8) (size >> 8), (guint8) size };
  guint8 wide[YAO_KDF_SIZE];
  guint8 counter = 0;

  /* a scalar of zero, and so a second round, does not happen */
  do
    {
      yao_kdf_expand_message (
          wide, (YaoPart[]){ { seed, 32 }, { length, 2 }, { info, size }, { &counter, 1 } }, 4, tag,
          sizeof tag - 1);
      yao_oprf_reduce (scalar, wide);
    }
  while (sodium_is_zero (scalar, YAO_OPRF_SCALAR_SIZE) && ++counter != 0);

  if (point != NULL && crypto_scalarmult_ristretto255_base (point, scalar) != 0)
    g_error ("a key pair cannot be derived");
  sodium_memzero (wide, sizeof wide);
}

/*
 * yao_oprf_multiply:
 * @out: (out): 32 bytes
 * @scalar: 32 bytes
 * @point: 32 bytes, from anybody
 *
 * Returns: %TRUE; or %FALSE if @point is not the encoding of a point, or is the identity
 */
gboolean
yao_oprf_multiply (guint8 *out, const guint8 *scalar, const guint8 *point)
{
  return crypto_core_ristretto255_is_valid_point (point) == 1
         && crypto_scalarmult_ristretto255 (out, scalar, point) == 0;
}

/*
 * yao_oprf_blind:
 * @out: (out): the blinded element, 32 bytes
 * @input: (array length=input_size): what the server must not know
 * @input_size: its size
 * @scalar: the blind, 32 bytes
 *
 * Returns: %TRUE; or %FALSE if the blind is zero
 */
gboolean
yao_oprf_blind (guint8 *out, const guint8 *input, gsize input_size, const guint8 *scalar)
{
  static const char tag[] = "HashToGroup-" CONTEXT;
  guint8 wide[YAO_KDF_SIZE];
  guint8 element[YAO_OPRF_POINT_SIZE];
  gboolean good;

  yao_kdf_expand_message (wide, &(YaoPart){ input, input_size }, 1, tag, sizeof tag - 1);
  crypto_core_ristretto255_from_hash (element, wide);
  good = yao_oprf_multiply (out, scalar, element);
  sodium_memzero (wide, sizeof wide);
  sodium_memzero (element, sizeof element);

  return good;
}

/*
 * yao_oprf_finalize:
 * @out: (out): the result, 64 bytes
 * @input: (array length=input_size): the same as for yao_oprf_blind()
 * @input_size: its size, at most 65535
 * @scalar: the blind
 * @evaluated: what the server made of the blinded element, 32 bytes
 *
 * Returns: %TRUE; or %FALSE if @evaluated is no point, or the identity
 */
gboolean
yao_oprf_finalize (guint8 *out,
                   const guint8 *input,
                   gsize input_size,
                   const guint8 *scalar,
                   const guint8 *evaluated)
{
  static const guint8 point_length[] = { 0, YAO_OPRF_POINT_SIZE };
  const guint8 input_length[] = { (guint8) (input_size >> 8), (guint8) input_size };
  guint8 inverse[YAO_OPRF_SCALAR_SIZE];
  guint8 element[YAO_OPRF_POINT_SIZE];
  gboolean good;

  g_assert (input_size <= G_MAXUINT16);

  good = crypto_core_ristretto255_scalar_invert (inverse, scalar) == 0
         && yao_oprf_multiply (element, inverse, evaluated);
  if (good)
    yao_kdf_hash (out,
                  (YaoPart[]){ { input_length, 2 },
                               { input, input_size },
                               { point_length, 2 },
                               { element, sizeof element },
                               { "Finalize", 8 } },
                  5);
  sodium_memzero (inverse, sizeof inverse);
  sodium_memzero (element, sizeof element);

  return good;
}
