/* yao-kdf-private.h: hashing, authenticating and deriving with SHA-512, in parts; for this room
 * only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_KDF_SIZE 64

/**
 * YaoPart:
 *
 * Bytes that stand one after the other with others. @data may be %NULL where @size is 0.
 */
typedef struct
{
  gconstpointer data;
  gsize size;
} YaoPart;

void yao_kdf_hash (guint8 *out, const YaoPart *parts, gsize n_parts);
void yao_kdf_mac (guint8 *out,
                  const guint8 *key,
                  gsize key_size,
                  const YaoPart *parts,
                  gsize n_parts);
void yao_kdf_extract (guint8 *out, const YaoPart *parts, gsize n_parts);
void yao_kdf_expand (guint8 *out,
                     gsize size,
                     const guint8 *prk,
                     const YaoPart *parts,
                     gsize n_parts);
void yao_kdf_expand_message (guint8 *out,
                             const YaoPart *parts,
                             gsize n_parts,
                             const char *tag,
                             gsize tag_size);

G_END_DECLS
